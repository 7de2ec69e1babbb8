/**
 * Which texts answer what a reader types, and how well. No DOM in here.
 * The twin of w2sg/queries/text_search.py, which says what the rules are; tests hold the two equal.
 *
 * @typedef {{text: string, phrase: boolean, excluded: boolean}} Term
 * @typedef {{text: string, endings: string[]}} Needle  a folded text to find where a word begins, and
 *   what may follow it
 * @typedef {{needles: Needle[], factor: number}} Option  one way to meet a need: all of its needles
 * @typedef {{options: Option[], words: string[], required: boolean}} Need  any of the options; words:
 *   what was typed, where it may have wrong letters
 * @typedef {{whole: number, start: number}} Weights  what a word counts in a field
 * @typedef {{groups: string[][], small_words: string[]}} Synonyms
 */

import { fold } from "./fold.js";

const [EXACT, SYNONYM, ONE_WRONG, TWO_WRONG] = [4, 3, 2, 1];
const [WHOLE, BEGINNING, IN_TITLE, IN_TEXT] = [400, 60, 40, 10];
const [MIN_ONE_WRONG, MIN_TWO_WRONG, MIN_BEGUN] = [4, 8, 5];
const WORDS_A_LOSS = 3;
const ARTICLES = ["", "the ", "a ", "an "];
const [PREFIX, WHOLE_WORD, OR_PLURAL] = [[""], [" "], [" ", "s "]];

/** What was typed as terms; what folds to nothing is dropped. @param {string} text @returns {Term[]} */
export function terms(text) {
  return [...text.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)]
    .map(([, minus, quoted, word]) => ({
      text: fold(quoted || word || ""), phrase: Boolean(quoted), excluded: minus === "-",
    }))
    .filter((term) => term.text);
}

/** Texts made ready to be searched. */
export class TextIndex {
  /** @param {string[][]} texts per text its folded fields; the first is a title, the second holds
   * nicknames between ` | ` @param {Weights[]} weights of each field @param {Synonyms} synonyms */
  constructor(texts, weights, synonyms) {
    this.fields = texts.map((fields) => fields.map((field) => ` ${field} `));
    this.weights = weights;
    this.small = new Set(synonyms.small_words);
    /** @type {Map<string, string[]>} */
    this.groups = new Map();
    for (const group of synonyms.groups.map((words) => words.map(fold))) {
      for (const word of group) this.groups.set(word, group.filter((other) => other !== word));
    }
    /** @type {string[]|undefined} */
    this.words = undefined;
  }

  /** All words of all texts. */
  get vocabulary() {
    this.words ??= [...new Set(this.fields.flatMap((fields) => fields.flatMap((f) => f.split(" "))))];
    return this.words;
  }

  /** Place -> score of each text that answers; the higher the better. Of an empty text: all.
   * @param {string} text @param {boolean} [losing] whether some words may be missing where nothing
   * has all of them @returns {Map<number, number>} */
  find(text, losing = true) {
    const wanted = terms(text);
    const excluded = wanted.filter((term) => term.excluded).map(exactly);
    const allowed = [...this.fields.keys()].filter((i) =>
      !excluded.some((needle) => this.fields[i].some((field) => foundIn(needle, field))));
    let needs = this.needs(wanted).flatMap((need) => this.repaired(need));
    let hits = this.hits(needs, allowed, 0);
    if (!hits.size) {
      needs = needs.flatMap((need) => this.loosened(need));
      const required = needs.filter((need) => need.required).length;
      const losses = losing ? Math.floor(required / WORDS_A_LOSS) : 0;
      for (let missing = 0; missing <= losses && !hits.size; missing++) {
        hits = this.hits(needs, allowed, missing);
      }
    }
    const whole = wanted.filter((term) => !term.excluded).map((term) => term.text).join(" ");
    for (const [i, score] of hits) hits.set(i, score + bonus(whole, this.fields[i]));
    return hits;
  }

  /** What a text must have. A run of terms that is a synonym is one need.
   * @param {Term[]} wanted @returns {Need[]} */
  needs(wanted) {
    const included = wanted.filter((term) => !term.excluded);
    const needs = [];
    for (let pos = 0; pos < included.length;) {
      const end = this.endOfRun(included, pos);
      needs.push(end ? this.synonyms(included.slice(pos, end)) : this.need(included[pos]));
      pos = end || pos + 1;
    }
    return needs.some((need) => need.required) ? needs
      : needs.map((need) => ({ ...need, required: true }));
  }

  /** The end of the longest run of words from `start` that is a synonym; 0 if none is.
   * @param {Term[]} included @param {number} start */
  endOfRun(included, start) {
    let [found, text] = [0, ""];
    for (let pos = start; pos < included.length && !included[pos].phrase; pos++) {
      text = `${text} ${included[pos].text}`.trim();
      if (this.groups.has(text) || this.groups.has(text.replace(/s$/, ""))) found = pos + 1;
    }
    return found;
  }

  /** @param {Term[]} run @returns {Need} */
  synonyms(run) {
    const text = run.map((term) => term.text).join(" ");
    const singular = text.replace(/s$/, "");
    const others = this.groups.get(text) ?? [singular, ...this.groups.get(singular)];
    const options = [
      { needles: run.map((term) => ({ text: term.text, endings: PREFIX })), factor: EXACT },
      ...others.map((other) => ({
        needles: [{ text: other, endings: other.includes(" ") ? PREFIX : OR_PLURAL }],
        factor: SYNONYM * run.length,
      })),
    ];
    return { options, words: run.flatMap((term) => term.text.split(" ")), required: true };
  }

  /** @param {Term} term @returns {Need} */
  need(term) {
    const options = [{ needles: [exactly(term)], factor: EXACT }];
    if (term.phrase) return { options, words: [], required: true };
    const singular = withoutPlural(term.text);
    if (singular !== term.text) {
      options.push({ needles: [{ text: singular, endings: PREFIX }], factor: SYNONYM });
    }
    return { options, words: term.text.split(" "), required: !this.small.has(term.text) };
  }

  /** The need itself if any text meets it; else loosened. @param {Need} need @returns {Need[]} */
  repaired(need) {
    const met = () => this.fields.some((fields) => points(need, fields, this.weights));
    return !need.words.length || met() ? [need] : this.loosened(need);
  }

  /** The need, its word perhaps with wrong letters; several words apart, each by itself.
   * @param {Need} need @returns {Need[]} */
  loosened(need) {
    const { words, options } = need;
    if (!words.length) return [need];
    if (words.length > 1) {
      return words.flatMap((text) => this.repaired(this.need({ text, phrase: false, excluded: false })));
    }
    return [{ ...need, options: [...options, ...this.corrections(words[0])] }];
  }

  /** The words of the texts that are nearest to `word`, if any is near enough.
   * @param {string} word @returns {Option[]} */
  corrections(word) {
    const letters = [...word].length;
    const limit = Number(letters >= MIN_ONE_WRONG) + Number(letters >= MIN_TWO_WRONG);
    if (!limit) return [];
    /** @type {string[][]} */
    const nearest = []; // by distance, whole words before beginnings
    for (const other of this.vocabulary) {
      const { whole, start } = distances(word, other, limit);
      const place = whole > 0 && whole <= limit ? 2 * whole
        : start > 0 && start <= limit && letters >= MIN_BEGUN ? 2 * start + 1 : 0;
      if (place) (nearest[place] ??= []).push(other);
    }
    const best = nearest.findIndex(Boolean);
    if (best < 0) return [];
    const factor = best < 4 ? ONE_WRONG : TWO_WRONG;
    return nearest[best].map((text) => ({ needles: [{ text, endings: WHOLE_WORD }], factor }));
  }

  /** Place -> score of the texts that lack at most `missing` of the required needs.
   * @param {Need[]} needs @param {number[]} places @param {number} missing */
  hits(needs, places, missing) {
    /** @type {Map<number, number>} */
    const hits = new Map();
    for (const i of places) {
      let [lost, total] = [0, 0];
      for (const need of needs) {
        const gained = points(need, this.fields[i], this.weights);
        total += gained;
        if (!gained && need.required && ++lost > missing) break;
      }
      if (lost <= missing) hits.set(i, total);
    }
    return hits;
  }
}

/** What a text gains for having all that was typed, as it was typed, in one place.
 * @param {string} whole @param {string[]} fields */
function bonus(whole, fields) {
  if (!whole) return 0;
  const [title, nicknames, ...others] = fields;
  const names = [title, ...nicknames.split("|")].map((name) => ` ${name.trim()} `);
  if (names.includes(` ${whole} `)) return WHOLE;
  if (names.some((name) => ARTICLES.some((article) => name.startsWith(` ${article}${whole} `)))) {
    return BEGINNING;
  }
  if (!whole.includes(" ")) return 0;
  if (names.some((name) => name.includes(` ${whole} `))) return IN_TITLE;
  return others.some((field) => field.includes(` ${whole} `)) ? IN_TEXT : 0;
}

/** @param {Term} term @returns {Needle} */
const exactly = ({ text, phrase }) => ({ text, endings: phrase ? WHOLE_WORD : PREFIX });

/** @param {Needle} needle @param {string} field */
const foundIn = ({ text, endings }, field) => endings.some((end) => field.includes(` ${text}${end}`));

/** A word without the ending of its plural, if it seems to have one. @param {string} word */
function withoutPlural(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** How well the fields meet a need; 0 if they do not.
 * @param {Need} need @param {string[]} fields @param {Weights[]} weights */
function points(need, fields, weights) {
  let best = 0;
  for (const { needles, factor } of need.options) {
    let sum = 0;
    for (const needle of needles) {
      const gained = bestField(needle, fields, weights);
      sum = gained ? sum + gained : NaN;
    }
    if (sum * factor > best) best = sum * factor;
  }
  return best;
}

/** @param {Needle} needle @param {string[]} fields @param {Weights[]} weights */
function bestField(needle, fields, weights) {
  let best = 0;
  for (let i = 0; i < fields.length; i++) {
    if (weights[i].whole <= best || !foundIn(needle, fields[i])) continue;
    const { whole, start } = weights[i];
    best = Math.max(best, fields[i].includes(` ${needle.text} `) ? whole : start);
  }
  return best;
}

/** How many letters must be exchanged, added, left out, or swapped with the next, to make `word` of
 * `other`, and of the beginning of `other` that is nearest; above `limit`, limit + 1.
 * @param {string} word @param {string} other @param {number} limit */
export function distances(word, other, limit) {
  const beyond = { whole: limit + 1, start: limit + 1 };
  const typed = [...word];
  if (typed.length - other.length > limit) return beyond;
  const letters = [...other].slice(0, typed.length + limit + 1);
  /** @type {number[]} */
  let last = [];
  /** @type {number[]} */
  let before = [];
  let row = [...letters.keys(), letters.length];
  for (let i = 1; i <= typed.length; i++) {
    [last, before, row] = [before, row, [i]];
    let least = i;
    for (let j = 1; j <= letters.length; j++) {
      const same = Number(typed[i - 1] !== letters[j - 1]);
      let cost = Math.min(row[j - 1] + 1, before[j] + 1, before[j - 1] + same);
      if (i > 1 && j > 1 && typed[i - 1] === letters[j - 2] && typed[i - 2] === letters[j - 1]) {
        cost = Math.min(cost, last[j - 2] + 1);
      }
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return beyond;
  }
  return { whole: Math.min(row.at(-1), limit + 1), start: Math.min(...row, limit + 1) };
}
