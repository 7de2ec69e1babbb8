/**
 * Whether the name of a proceedings or journal means a record's venue, however it is written: only
 * whole names count. The twin of w2sg/bibliography/containers.py.
 * @typedef {{words: string[], before: string[], ordinals: Set<number>, years: Set<number>,
 *   workshop: boolean, findings: boolean}} Container  before: for each word the sign that parts it
 *   from the one before, if any
 * @typedef {{names: string[][], whole: boolean}} Venue
 */
import { fold } from "../browse/query.js";
import { constants } from "./constants.js";
import { bare, remembered } from "./words.js";

const PART = /[,:;()[\]/@|\u2013\u2014-]/g;
const ADDRESS = /(?:https?:\/\/|www\.)[^ ]*|openreview\.net/gi;
const ASSOCIATION = ["association", "for", "computational", "linguistics"];
const MAX_WORDS = 120; // of a container's name that are looked at

const isNumber = (/** @type {string|undefined} */ word) => word !== undefined && /^[0-9]/.test(word);
const known = (/** @type {string} */ list, /** @type {string} */ word) => constants[list].includes(word);

/** A container's name, as it stands in a field, taken apart. @type {(value: string) => Container} */
export const container = remembered((value) => {
  const text = bare(value).replace(ADDRESS, " ").replaceAll("nt'l", "ntl").replaceAll("nt\u2019l", "ntl");
  const found = [], before = [];
  let start = 0, sign = "";
  for (const end of [...Array.from(text.matchAll(PART), (part) => part.index), text.length]) {
    for (const word of fold(text.slice(start, end)).split(" ").filter(Boolean)) {
      for (const piece of word.match(/[0-9]+|[^0-9]+/g)) {
        found.push(piece);
        before.push(sign);
        sign = "";
      }
    }
    sign = text[end] ?? "";
    start = end + 1;
  }
  found.length = before.length = Math.min(found.length, MAX_WORDS);
  return {
    words: found,
    before,
    ordinals: new Set(ordinals(found)),
    years: new Set(found.filter((word) => /^(19|20)[0-9]{2}$/.test(word)).map(Number)),
    workshop: found.some((word) => known("WORKSHOP", word)),
    findings: found.some((word) => known("FINDINGS", word)),
  };
});

/** Whether a container's name says that a work was not published yet, or says nothing. */
export const isOutdated = remembered((value) => {
  const folded = fold(bare(value).replace(ADDRESS, " "));
  return !folded || folded.split(" ").some((word) => known("OUTDATED", word))
    || constants.OUTDATED_PHRASES.some((phrase) => ` ${folded} `.includes(` ${phrase} `));
});

/** Whether a container's name means a venue: one of its names stands in it whole.
 * @param {Container} have @param {Venue} venue @param {string[]} acronyms of all venues */
export function meansVenue(have, venue, acronyms) {
  const rest = have.findings ? behindFindings(have) : null;
  if (rest) {
    have = rest;
    if (!have.words.some((word) => acronyms.includes(word))) return true;
  }
  for (const name of venue.names) {
    for (let start = 0; start < have.words.length; start += 1) {
      const end = nameEnd(have.words, start, name);
      if (end && standsWhole(have, start, end, venue.whole)) return true;
    }
  }
  return false;
}

/** Whether two names of one venue can mean the same edition: no other ordinal, no other year.
 * @param {Container} have @param {Container} want @param {number[]} years */
export function sameEdition(have, want, years) {
  if (have.ordinals.size && want.ordinals.size && ![...have.ordinals].some((n) => want.ordinals.has(n))) return false;
  return !have.years.size || !years.length || years.some((year) => have.years.has(year));
}

/** What follows `Findings of the Association for Computational Linguistics`, or null. */
function behindFindings(have) {
  let pos = have.words.findIndex((word) => known("FINDINGS", word)) + 1;
  if (have.words[pos] !== "of" && have.words[pos] !== "acl") return null;
  if (have.words[pos] === "of") pos += 1;
  if (have.words[pos] === "the") pos += 1;
  if (ASSOCIATION.every((word, i) => have.words[pos + i] === word)) pos += ASSOCIATION.length;
  else if (have.words[pos] === "acl" && have.words.slice(pos + 1).some((word) => !isNumber(word))) pos += 1;
  return { ...have, words: have.words.slice(pos), before: have.before.slice(pos), findings: true };
}

/** Where a venue's name ends that begins at `start`; 0 if it does not stand there. */
function nameEnd(have, start, name) {
  let pos = start;
  for (let count = 0; count < name.length; count += 1) {
    while (count && pos < have.length && known("JOINING", have[pos])) pos += 1;
    if (pos >= have.length || !sameWord(have[pos], name[count])) return 0;
    pos += 1;
  }
  return pos;
}

function sameWord(have, want) {
  if (have === want) return true;
  const whole = Object.hasOwn(constants.CONTRACTIONS, have) ? constants.CONTRACTIONS[have] : have;
  return ([...whole].length > 1 || whole === "j") && [...want].length > 3 && want.startsWith(whole);
}

function standsWhole(have, start, end, alone) {
  const before = have.words.slice(0, start), after = have.words.slice(end);
  if (alone) {
    const joined = !after.length || isNumber(after[0]) || after[0] === "journal" || have.before[end] === "(";
    return joined && before.every((word) => ["in", "the", "journal"].includes(word));
  }
  if (have.workshop) return true;
  if (before.length && !have.before[start] && !before.every(mayStandAround)) return false;
  return ends(after, have.before.slice(end));
}

/** Whether a venue's name ends where these words follow: behind a sign or a number anything may,
 * behind the name itself only words that say nothing. Two venues may be joined. */
function ends(after, signs) {
  if (after.length > 1 && after[0] === "and"
    && (after[1] === "the" || isNumber(after[1]) || ordinal(after.slice(1)))) return true;
  for (const [i, word] of after.entries()) {
    const joined = signs[i] === "/" || signs[i] === "-";
    if ((signs[i] && !joined) || isNumber(word) || ["held", "in", "at"].includes(word)) return true;
    if (!mayStandAround(word) && !(joined && i === 0)) return false;
  }
  return true;
}

const mayStandAround = (/** @type {string} */ word) => isNumber(word) || /^[ivxlc]+$/.test(word)
  || ["AROUND", "ORDINALS", "TENS", "TENTHS"].some((list) => known(list, word));

/** The ordinal numbers: `41`, `st`; `forty`, `first`; `twelfth`. */
function ordinals(found) {
  const numbers = [];
  for (let i = 0; i < found.length; i += 1) {
    const followsTens = i > 0 && known("TENS", found[i - 1]) && found[i - 1] !== "_";
    const number = followsTens ? 0 : ordinal(found.slice(i, i + 2));
    if (number) numbers.push(number);
  }
  return numbers;
}

function ordinal([first = "", second = ""]) {
  if (isNumber(first) && ["st", "nd", "rd", "th"].includes(second)) return Number(first.slice(0, 6));
  if (known("TENS", first) && constants.ORDINALS.slice(1, 10).includes(second)) {
    return constants.TENS.indexOf(first) * 10 + constants.ORDINALS.indexOf(second);
  }
  if (known("TENTHS", first)) return constants.TENTHS.indexOf(first) * 10;
  return Math.max(0, constants.ORDINALS.indexOf(first));
}
