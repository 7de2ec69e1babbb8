/** Values of someone's BibTeX fields as words that can be compared: titles and names.
 * The twin of w2sg/bibliography/words.py.
 * @typedef {[string, string][]} Names  last word of the family name, first given name
 */
import { fold } from "../browse/query.js";
import { constants } from "./constants.js";

const ENTITY = /&(amp|lt|gt|quot|apos|#39|nbsp);/g;
const EXTENDED = /^[ \t\r\n]*([a-z]+(?:-i)?)[ \t\r\n]*=[ \t\r\n]*/;

/** A function of a text that keeps its last answers. @template T @param {(text: string) => T} make */
export function remembered(make) {
  const answers = new Map();
  return (/** @type {string} */ text) => {
    if (!answers.has(text)) {
      if (answers.size > 4096) answers.clear();
      answers.set(text, make(text));
    }
    return /** @type {T} */ (answers.get(text));
  };
}

/** A value without LaTeX's commands, accents and braces, on one line. @param {string} value */
export function bare(value) {
  return value.replace(/<\/?[a-z][a-z0-9:]{0,12}>/gi, "")
    .replace(ENTITY, (_, name) => (name === "amp" ? "&" : " "))
    .replace(/\\([a-zA-Z]+)[ \t\r\n]*/g, (_, name) => command(name))
    .replace(/\\([^a-zA-Z])/gu, (_, sign) => ("&%#_$".includes(sign) ? sign : " \\,;:~\r\n".includes(sign) ? " " : ""))
    .replace(/[{}$]/g, "").replaceAll("~", " ")
    .replace(/[ \t\r\n\f\v\u00a0]+/g, " ").replace(/^ | $/g, "");
}

function command(name) {
  const own = (table) => (Object.hasOwn(table, name) ? table[name] : "");
  return own(constants.LETTERS) || own(constants.GREEK) || (constants.PARTING.includes(name) ? " " : "");
}

/** A value as folded words, one space between them; `&` is `and`. */
export const words = remembered((value) => fold(bare(value).replaceAll("&", " and ")));

/** Folded words without spaces. @param {string} folded */
export const squeezed = (folded) => folded.replaceAll(" ", "");

/** Each author, as far as given; `and others` and `et al.` are `others`.
 * @type {(field: string) => Names} */
export const nameKeys = remembered((field) => (
  split(field, /[{}]|[ \t\r\n~]+and(?=[ \t\r\n~{])/gi).map(nameKey).filter(([last]) => last)));

/** Whether two lists of authors are the same persons, initials aside; `others` ends a list.
 * @param {Names} have @param {Names} want */
export function sameNames(have, want) {
  if (have.at(-1)?.[0] === "others") {
    have = have.slice(0, -1);
    want = want.slice(0, have.length);
  }
  return have.length === want.length && have.every((name, i) => samePerson(name, want[i]));
}

/** Whether two names may be one person's: the same family name, no other initial; `Yue, Yu` is not
 * `Yu, Yue`. */
export function samePerson([family, given], [other, theirs]) {
  if (family === theirs && given === other && family !== given) return false;
  const [a, b] = [first(given), first(theirs)];
  return sameFamily(family, other) && (!a || !b || a === b);
}

const first = (text) => [...text.slice(0, 2)][0] ?? "";

/** Whether two family names are the same, written with or without umlauts, apostrophes. */
export function sameFamily(a, b) {
  if (a === b) return true;
  const [short, long] = [a, b].map(withoutUmlauts).sort((x, y) => x.length - y.length);
  return short === long
    || (long.endsWith(short) && constants.PARTICLES.includes(long.slice(0, long.length - short.length)));
}

const withoutUmlauts = remembered((name) => Object.entries(constants.TRANSLITERATED)
  .reduce((text, [letters, letter]) => text.replaceAll(letters, letter), name));

const wordsOf = (/** @type {string} */ value) => words(value).split(" ").filter(Boolean);

function nameKey(name) {
  const parts = split(name, /[{},]/g);
  const named = {};
  for (const part of parts) {
    const found = EXTENDED.exec(part);
    if (found) named[found[1]] = part.slice(found[0].length);
  }
  if (Object.hasOwn(named, "family")) return [wordsOf(named.family).at(-1) ?? "", wordsOf(named.given ?? "")[0] ?? ""];
  const folded = words(name);
  if (["others", "et al", "al"].includes(folded)) return ["others", ""];
  let family, given;
  if (parts.length > 1) {
    family = wordsOf(parts[0]);
    given = wordsOf(parts.at(-1));
  } else {
    family = folded.replace(/ [0-9]{4}$/, "").split(" ").filter(Boolean);
    const alone = family.length < 2 || /^[ \t\r\n]*\{[^]*\}[ \t\r\n]*$/.test(name);
    given = alone ? [] : family.slice(0, 1);
  }
  while (family.length > 1 && constants.SUFFIXES.includes(family.at(-1))) family.pop();
  return [family.at(-1) ?? "", given[0] ?? ""];
}

/** @param {string} text @param {RegExp} separator which also finds braces
 * @returns {string[]} split where the separator stands outside of braces */
function split(text, separator) {
  const parts = [];
  let start = 0, depth = 0;
  for (const { index, 0: found } of text.matchAll(separator)) {
    if (found === "{") depth += 1;
    else if (found === "}") depth -= 1;
    else if (depth === 0) {
      parts.push(text.slice(start, index));
      start = index + found.length;
    }
  }
  return [...parts, text.slice(start)];
}
