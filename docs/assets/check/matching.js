/** Which record of the library an entry means. An identifier counts only if the title or an author
 * agrees; a title only if an author does. The twin of w2sg/bibliography/matching.py.
 * @typedef {Record<string, any>} Paper
 * @typedef {{record: Paper|null, strangers: [string, Paper][]}} Match  strangers: field and record of
 *   each identifier that is another record's
 */
import { constants } from "./constants.js";
import { identifiers } from "./identifiers.js";
import { titleOf, yearIn } from "./meaning.js";
import { nameKeys, sameFamily, sameNames, samePerson, squeezed, words } from "./words.js";

const put = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
const wordSet = (/** @type {string} */ text) => new Set(text.split(" ").filter(Boolean));

/** Finds records by identifier and by title; made once for all entries of a file. */
export class Matcher {
  /** @param {Paper[]} papers */
  constructor(papers) {
    this.byIdentifier = new Map();
    this.byWord = new Map();
    this.byTitle = new Map();
    this.byFirstAuthor = new Map();
    for (const paper of papers) {
      for (const id of paper.identifiers) if (!this.byIdentifier.has(id)) this.byIdentifier.set(id, paper);
      for (const [title, share] of namesOf(paper)) put(this.byTitle, squeezed(title), [paper, share]);
      for (const title of paper.titles) {
        const unique = wordSet(title);
        for (const word of unique) put(this.byWord, word, [paper, unique]);
      }
      if (paper.authors.length) put(this.byFirstAuthor, paper.authors[0][0], paper);
    }
  }

  /** What an entry with these fields means. @param {Record<string, string>} fields @returns {Match} */
  match(fields) {
    const title = words(titleOf(fields)), names = nameKeys(fields.author ?? "");
    const named = identifiers(fields).filter(([, id]) => this.byIdentifier.has(id))
      .map(([field, id]) => [field, this.byIdentifier.get(id)]);
    let [record, overlap] = this.titled(title, names, fields);
    for (const [, other] of named) {
      if (agrees(title, names, other) && nearness(title, other) >= overlap) {
        record = other;
        break;
      }
    }
    record ??= this.misspelt(title, names);
    return { record, strangers: named.filter(([, other]) => other !== record) };
  }

  titled(title, names, fields) {
    let best = null, nearest = 0;
    for (const [record, overlap] of this.candidates(title)) {
      if (overlap > nearest && confirmed(title, names, fields, record, overlap)) [best, nearest] = [record, overlap];
    }
    return [best, nearest];
  }

  /** Records whose title is nearly this one, with the share of words they have in common. */
  * candidates(title) {
    if (title) yield* this.byTitle.get(squeezed(title)) ?? [];
    const unique = wordSet(title);
    const commonness = (/** @type {string} */ word) => this.byWord.get(word)?.length ?? 0;
    // Of two sets that share so many words, one of the rarest of the one is in the other.
    const rarest = [...unique].sort((a, b) => commonness(a) - commonness(b) || compare(a, b));
    const enough = Math.trunc(unique.size * (1 - constants.MIN_TITLE_OVERLAP)) + 1;
    for (const word of rarest.slice(0, enough)) {
      for (const [record, other] of this.byWord.get(word) ?? []) {
        const share = shared(unique, other);
        if (share >= constants.MIN_TITLE_OVERLAP) yield [record, share];
      }
    }
  }

  /** The record with the same authors whose title differs in a few letters or words only. */
  misspelt(title, names) {
    if (!names.length) return null;
    return (this.byFirstAuthor.get(names[0][0]) ?? []).find((record) => (
      (sameNames(names, record.authors) || firstAndHalf(names, record.authors))
      && record.titles.some((other) => likeness(title, other) >= constants.MIN_LIKENESS))) ?? null;
  }
}

/** In the order of code points, as Python sorts. */
function compare(a, b) {
  const [first, second] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(first.length, second.length); i += 1) {
    if (first[i] !== second[i]) return first[i].codePointAt(0) - second[i].codePointAt(0);
  }
  return first.length - second.length;
}

/** The titles by which a record is known, and how much of its title each is. */
function namesOf(paper) {
  const [title, ...aliases] = paper.titles, share = constants.MIN_TITLE_OVERLAP;
  const names = [[title, 1], ...aliases.map((alias) => [alias, share])];
  return paper.main ? [...names, [paper.main, share]] : names;
}

/** Whether a record with nearly this title is meant: an author agrees, or, where none is given or all
 * are wrong, the title is the same and long, and the year is about the same. */
function confirmed(title, names, fields, record, overlap) {
  const { authors } = record;
  const whole = overlap > constants.MIN_TITLE_OVERLAP;
  const long = title.split(" ").filter(Boolean).length >= constants.MIN_TITLE_WORDS;
  if (!(whole && long)) return firstAndHalf(names, authors);
  if (names.some((name) => authors.some((author) => sameFamily(name[0], author[0])))) return true;
  if (overlap < 1) return false;
  if (!names.length) return true;
  const years = ["year", "date"].map((name) => yearIn(fields[name] ?? "")).filter(Boolean);
  return years.some((year) => record.years.some((of) => Math.abs(Number(year) - of) < 2));
}

/** How much of its title a record has in common with one, as `namesOf` counts it. */
function nearness(title, record) {
  const known = namesOf(record).filter(([name]) => squeezed(name) === squeezed(title)).map(([, share]) => share);
  return Math.max(...(known.length ? known : record.titles.map((other) => overlapOf(title, other))));
}

/** Whether a title or the authors agree with a record that an identifier names. */
function agrees(title, names, record) {
  const overlap = Math.max(...[...record.titles, record.main].map((other) => overlapOf(title, other)));
  if (overlap >= constants.MIN_AGREEING || (names.length && sameNames(names, record.authors))) return true;
  return firstAndHalf(names, record.authors) && (overlap >= constants.MIN_AGREEING_BESIDE_AUTHOR || !title);
}

/** Whether the first author is the same, or half of the authors are. */
function firstAndHalf(names, authors) {
  if (!names.length || !authors.length) return false;
  if (samePerson(names[0], authors[0])) return true;
  const common = names.filter((name) => authors.some((author) => samePerson(name, author))).length;
  return common * 2 >= names.length;
}

const overlapOf = (/** @type {string} */ a, /** @type {string} */ b) => shared(wordSet(a), wordSet(b));

function shared(first, second) {
  let both = 0;
  for (const word of first) if (second.has(word)) both += 1;
  return both / Math.max(1, first.size + second.size - both);
}

/** Share of equal letters: 1 less the edit distance (Levenshtein) by the longer's length. */
function likeness(first, second) {
  const [a, b] = [first, second].map((text) => Array.from(squeezed(text)).slice(0, 300));
  const longest = Math.max(a.length, b.length, 1);
  if (Math.abs(a.length - b.length) > (1 - constants.MIN_LIKENESS) * longest) return 0;
  const row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j];
      row[j] = Math.min(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1));
      diagonal = above;
    }
  }
  return 1 - row[b.length] / longest;
}
