/**
 * Which texts answer what a reader types, and how well. No DOM in here.
 * The twin of w2sg/queries/text_search.py, which says what the rules are; tests hold the two equal.
 *
 * @typedef {{text: string, phrase: boolean, excluded: boolean}} Term
 * @typedef {{text: string, endings: string[]}} Needle  a folded text to find where a word begins, and what
 *   may follow it
 * @typedef {{needles: Needle[], factor: number}} Option  one way to meet a need: all of its needles
 * @typedef {{options: Option[], words: string[]}} Need  any of the options; words:
 *   what was typed, where it may have wrong letters
 * @typedef {{whole: number, start: number}} Weights  what a word counts in a field
 * @typedef {{groups: string[][], small_words: string[]}} Synonyms
 */

import { fold } from "./fold.js";

const [EXACT, SYNONYM, ONE_WRONG, TWO_WRONG] = [4, 3, 2, 1];
export const WHOLE = 400;
const [BEGINNING, IN_TITLE, IN_TEXT] = [60, 40, 10];
const [MIN_ONE_WRONG, MIN_TWO_WRONG, MIN_BEGUN] = [4, 8, 5];
const [MIN_STEM, MIN_TWO, MIN_PART, MIN_ENDLESS, MOST_WHOLES] = [4, 5, 2, 3, 8];
const ENDING = /(?:ations?|ions?|ings?|ed|es?|y)$/;
const WORDS_A_LOSS = 3;
const KEPT = 100; // needles that are not looked for again at the next key
const ARTICLES = ["", "the ", "a ", "an "];
const [PREFIX, WHOLE_WORD, OR_PLURAL] = [[""], [" "], [" ", "s "]];

/** A folded text in one spelling. @param {string} folded */
export const spelled = (folded) => folded.replace(/([a-z]{3})iz(?=[aei]|\b)/g, "$1is")
  .replace(/([a-z]{3})our/g, "$1or").replace(/([a-z]{3}el)l(?=ed|ing|er)/g, "$1");

/** What was typed as terms; what folds to nothing is dropped. @param {string} text @returns {Term[]} */
export function terms(text) {
  return [...text.replace(/['’]([0-9]{2})(?![0-9])/g, " 20$1").matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)]
    .map(([, minus, quoted, word]) => ({
      text: spelled(fold(quoted || word || "")), phrase: Boolean(quoted), excluded: minus === "-",
    }))
    .filter((term) => term.text);
}

/** Texts made ready to be searched. */
export class TextIndex {
  /** @param {string[][]} texts see `add` @param {Weights[]} weights of each field
   * @param {Synonyms} synonyms */
  constructor(texts, weights, synonyms) {
    /** @type {string[][]} */
    this.fields = [];
    this.weights = weights;
    this.small = new Set(synonyms.small_words);
    /** @type {Map<string, string[]>} */
    this.groups = new Map();
    for (const group of synonyms.groups.map((words) => words.map((word) => spelled(fold(word))))) {
      for (const word of group) this.groups.set(word, group.filter((other) => other !== word));
    }
    /** @type {Map<string, number[]>} */
    this.places = new Map(); // word -> place of a text and marks of its fields with the word, in turn
    /** @type {Map<string, Uint16Array>} */
    this.counted = new Map();
    texts.forEach((fields) => this.add(fields));
    this.sort();
  }

  /** @param {string[]} fields of a text, folded; the first is a title, the second holds nicknames
   * between ` | ` */
  add(fields) {
    const i = this.fields.push(fields.map((field) => ` ${spelled(field)} `)) - 1;
    this.fields[i].forEach((field, f) => {
      for (const word of field.split(" ")) {
        const places = this.places.get(word);
        if (!places) this.places.set(word, [i, 1 << f]);
        else if (places.at(-2) === i) places[places.length - 1] |= 1 << f;
        else places.push(i, 1 << f);
      }
    });
  }

  /** Makes ready what was added. */
  sort() {
    this.places.delete("");
    this.vocabulary = [...this.places.keys()].sort(); // by code units, as `<` compares
    /** How many letters a word begins with as the one before it. */
    this.shared = this.vocabulary.map((word, i) => sharedLetters(word, this.vocabulary[i - 1] ?? ""));
  }

  /** Place -> score of each text that answers; the higher the better. Of an empty text: all.
   * @param {string} text @param {boolean} [losing] whether some words may be missing where nothing
   * has all of them @returns {Map<number, number>} */
  find(text, losing = true) {
    return this.answer(text, losing).hits;
  }

  /** As `find`, and how many words the texts lack that were found.
   * @param {string} text @param {boolean} losing */
  answer(text, losing) {
    const wanted = terms(text);
    const excluded = wanted.filter((term) => term.excluded).map((term) => this.counts(exactly(term)));
    let needs = this.needs(wanted).flatMap((need) => this.repaired(need)).map((need) => this.met(need));
    let hits = this.hits(needs, excluded, 0);
    let missing = 0;
    if (!hits.size) {
      needs = needs.flatMap(({ need }) => this.loosened(need)).map((need) => this.met(need));
      const losses = losing ? Math.floor(needs.length / WORDS_A_LOSS) : 0;
      hits = this.hits(needs, excluded, 0);
      while (!hits.size && missing < losses) hits = this.hits(needs, excluded, ++missing);
    }
    const ways = wholes(wanted, needs.map(({ need }) => need));
    const having = ways.map((whole) => this.marks(whole.split(" "), whole.includes(" ") ? PREFIX : WHOLE_WORD));
    for (const [i, score] of hits) {
      let best = 0;
      for (let w = 0; w < ways.length; w++) {
        if (having[w][i]) best = Math.max(best, bonus(ways[w], this.fields[i], having[w][i]));
      }
      if (best) hits.set(i, score + best);
    }
    return { hits, missing };
  }

  /** What a text must have. A run of terms that is a synonym is one need, as are two words that texts
   * write as one; small words are none, unless there are no others.
   * @param {Term[]} wanted @returns {Need[]} */
  needs(wanted) {
    const included = wanted.filter((term) => !term.excluded);
    const needs = [];
    for (let pos = 0; pos < included.length;) {
      let end = this.endOfRun(included, pos);
      const [first, second] = included.slice(pos);
      if (end) needs.push(this.synonyms(included.slice(pos, end)));
      else if (second && this.joined(first, second)) {
        needs.push(two(first.text, second.text));
        end = pos + 2;
      } else if (this.telling(first)) needs.push(this.need(first));
      pos = end || pos + 1;
    }
    return needs.length ? needs : included.map((term) => this.need(term));
  }

  /** @param {Term} term */
  telling({ phrase, text }) {
    return phrase || !this.small.has(text);
  }

  /** Whether a word of the texts begins so. @param {string} start */
  begins(start) {
    return Boolean(this.vocabulary[this.place(start)]?.startsWith(start));
  }

  /** Whether two words that were typed apart are one word of the texts. @param {Term} one @param {Term} other */
  joined(one, other) {
    const plain = !one.phrase && !other.phrase && this.telling(one) && this.telling(other);
    const joined = one.text + withoutPlural(other.text);
    return plain && joined.length >= MIN_TWO && !joined.includes(" ") && this.begins(joined);
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
    return { options, words: run.flatMap((term) => term.text.split(" ")) };
  }

  /** @param {Term} term @returns {Need} */
  need(term) {
    const options = [{ needles: [exactly(term)], factor: EXACT }];
    if (term.phrase) return { options, words: [] };
    const singular = withoutPlural(term.text);
    if (singular !== term.text) {
      options.push({ needles: [{ text: singular, endings: PREFIX }], factor: SYNONYM });
    }
    for (const needle of this.otherwiseSpaced(term.text)) options.push({ needles: [needle], factor: SYNONYM });
    return { options, words: term.text.split(" ") };
  }

  /** Several words as one, or one as two that texts may have side by side. @param {string} text
   * @returns {Needle[]} */
  otherwiseSpaced(text) {
    const joined = text.replaceAll(" ", "");
    if (joined !== text) return this.begins(joined) ? [{ text: joined, endings: PREFIX }] : [];
    const needles = [];
    for (let end = MIN_PART; text.length >= MIN_TWO && end < text.length; end++) {
      const [one, other] = [text.slice(0, end), text.slice(end)];
      if (this.small.has(one) || !this.places.has(one) || !this.begins(other)) continue;
      needles.push({ text: `${one} ${other}`, endings: other.length >= MIN_ENDLESS ? PREFIX : OR_PLURAL });
    }
    return needles;
  }

  /** The need itself if any text meets it; else loosened. @param {Need} need @returns {Need[]} */
  repaired(need) {
    return !need.words.length || this.met(need).points.some(Boolean) ? [need] : this.loosened(need);
  }

  /** The need, its word perhaps with wrong letters; several words apart, each by itself.
   * @param {Need} need @returns {Need[]} */
  loosened(need) {
    const { words, options } = need;
    if (!words.length) return [need];
    if (words.length > 1) {
      const telling = words.filter((word) => !this.small.has(word));
      return (telling.length ? telling : words).flatMap((text) => this.repaired(this.need({ text, phrase: false, excluded: false })));
    }
    return [{ ...need, options: [...options, ...this.corrections(words[0])] }];
  }

  /** `word` without its ending, and the words of the texts that are nearest to it, if near enough.
   * @param {string} word @returns {Option[]} */
  corrections(word) {
    const stem = word.replace(ENDING, "");
    const stems = stem !== word && stem.length >= MIN_STEM
      ? [{ needles: [{ text: stem, endings: PREFIX }], factor: ONE_WRONG }] : [];
    const letters = word.length;
    const limit = Number(letters >= MIN_ONE_WRONG) + Number(letters >= MIN_TWO_WRONG);
    if (!limit) return stems;
    const { distance, words } = this.nearest(word, limit);
    const factor = distance < 2 ? ONE_WRONG : TWO_WRONG;
    return [...stems, ...words.map((text) => ({ needles: [{ text, endings: WHOLE_WORD }], factor }))];
  }

  /** The words nearest to one, which is none of them, up to a distance: letters exchanged, added, left out,
   * or swapped with the next (`distances` in Python). Of those as near, whole words; else words whose
   * beginning is as near. Words stand in order, so that what one shares with the next is not compared
   * again, nor what begins in a way that is too far.
   * @param {string} word @param {number} most @returns {{distance: number, words: string[]}} */
  nearest(word, most) {
    const n = word.length;
    const columns = [Array.from({ length: n + 1 }, (_, i) => i)]; // by letters of the other word
    const starts = [n]; // the distance of the nearest of its beginnings up to there
    let [best, found] = [2 * most + 2, []]; // best: twice the distance, and one for a beginning
    for (let i = 0, depth = 0; i < this.vocabulary.length; i++) {
      const other = this.vocabulary[i];
      const limit = Math.min(most, best >> 1);
      const width = Math.min(other.length, n + limit + 1);
      let j = Math.min(depth, this.shared[i]);
      let isNear = true;
      while (isNear && j < width) isNear = column(word, other, ++j, columns, starts) <= limit;
      depth = j;
      const [whole, start] = [isNear ? columns[width][n] : Infinity, starts[Math.min(j, width)]];
      const rank = whole > 0 && whole <= limit ? 2 * whole
        : start > 0 && start <= limit && n >= MIN_BEGUN ? 2 * start + 1 : Infinity;
      if (rank < best) [best, found] = [rank, []];
      if (rank === best) found.push(other);
      while (!isNear && this.shared[i + 1] >= j) {
        i++;
        if (rank === best) found.push(this.vocabulary[i]);
      }
    }
    return { distance: best >> 1, words: found };
  }

  /** Where the words that begin so stand. @param {string} start */
  place(start) {
    let [low, high] = [0, this.vocabulary.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.vocabulary[middle] < start) low = middle + 1; else high = middle;
    }
    return low;
  }

  /** The words that begin so. @param {string} start */
  beginning(start) {
    const low = this.place(start);
    let end = low;
    while (this.vocabulary[end]?.startsWith(start)) end++;
    return this.vocabulary.slice(low, end);
  }

  /** Per text, marks of the fields that have all of some words, the last with an ending.
   * @param {string[]} words @param {string[]} endings */
  marks(words, endings) {
    const last = words.at(-1);
    const marks = this.having(endings === PREFIX ? this.beginning(last) : endings.map((end) => last + end.trim()));
    for (const word of words.slice(0, -1)) {
      const others = this.having([word]);
      for (let i = 0; i < marks.length; i++) marks[i] &= others[i];
    }
    return marks;
  }

  /** Per text, marks of the fields that have any of some words. @param {string[]} words */
  having(words) {
    const marks = new Uint8Array(this.fields.length);
    for (const word of words) {
      const places = this.places.get(word) ?? [];
      for (let k = 0; k < places.length; k += 2) marks[places[k]] |= places[k + 1];
    }
    return marks;
  }

  /** What a needle counts in each text. @param {Needle} needle @returns {Uint16Array} */
  counts(needle) {
    const key = [needle.text, ...needle.endings].join("|");
    let counts = this.counted.get(key);
    if (!counts) {
      if (this.counted.size >= KEPT) this.counted.clear();
      counts = this.counting(needle);
      this.counted.set(key, counts);
    }
    return counts;
  }

  /** @param {Needle} needle */
  counting({ text, endings }) {
    const words = text.split(" ");
    const marks = this.marks(words, endings);
    const whole = words.length > 1 ? null : this.having(words);
    const counts = new Uint16Array(marks.length);
    for (let i = 0; i < marks.length; i++) {
      for (let f = 0, rest = marks[i]; rest; f++, rest >>= 1) {
        const weight = this.weights[f];
        if (!(rest & 1) || weight.whole <= counts[i]) continue;
        const field = this.fields[i][f];
        if (!whole && !endings.some((end) => field.includes(` ${text}${end}`))) continue;
        const isWhole = whole ? whole[i] >> f & 1 : field.includes(` ${text} `);
        counts[i] = Math.max(counts[i], isWhole ? weight.whole : weight.start);
      }
    }
    return counts;
  }

  /** A need with the points of each text, none where it is not met. @param {Need} need
   * @returns {{need: Need, points: Uint32Array}} */
  met(need) {
    const points = new Uint32Array(this.fields.length);
    for (const { needles, factor } of need.options) {
      const counts = needles.map((needle) => this.counts(needle));
      for (let i = 0; i < points.length; i++) {
        let sum = 0;
        for (const count of counts) {
          if (!count[i]) { sum = 0; break; }
          sum += count[i];
        }
        if (factor * sum > points[i]) points[i] = factor * sum;
      }
    }
    return { need, points };
  }

  /** Place -> score of the texts that lack at most `missing` of the needs.
   * @param {{need: Need, points: Uint32Array}[]} needs @param {Uint16Array[]} excluded
   * @param {number} missing */
  hits(needs, excluded, missing) {
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (let i = 0; i < this.fields.length; i++) {
      let [lost, score] = [0, 0];
      for (const { points } of needs) {
        score += points[i];
        lost += Number(!points[i]);
      }
      if (lost <= missing && !excluded.some((counts) => counts[i])) scores.set(i, score);
    }
    return scores;
  }
}

/** @param {string} one @param {string} other @returns {Need} */
function two(one, other) {
  const singular = withoutPlural(other);
  const begun = (/** @type {string} */ text) => ({ text, endings: PREFIX });
  const options = [{ needles: [begun(one), begun(other)], factor: EXACT }];
  if (singular !== other) options.push({ needles: [begun(one), begun(singular)], factor: SYNONYM });
  options.push({ needles: [begun(one + singular)], factor: 2 * SYNONYM });
  return { options, words: [one, other] };
}

/** All that was typed, as it was typed, and with words corrected. @param {Term[]} wanted @param {Need[]} needs */
function wholes(wanted, needs) {
  const ways = [wanted.filter((term) => !term.excluded).map((term) => term.text).join(" ")];
  for (const { options, words } of needs) {
    for (const { factor, needles: [{ text, endings }] } of options) {
      if (factor > ONE_WRONG || endings !== WHOLE_WORD || ways.length >= MOST_WHOLES) continue;
      ways.push(...ways.map((whole) => ` ${whole} `.replaceAll(` ${words[0]} `, ` ${text} `).trim()));
    }
  }
  return ways;
}

/** What a text gains for having all that was typed, as it was typed, in one place.
 * @param {string} whole @param {string[]} fields @param {number} marks of the fields that have its words */
function bonus(whole, fields, marks) {
  const [title, nicknames, ...others] = fields;
  const names = marks & 3 ? [title, ...nicknames.split("|")].map((name) => ` ${name.trim()} `) : [];
  if (names.includes(` ${whole} `)) return WHOLE;
  const several = whole.includes(" "); // whose last may be unfinished
  const begun = several ? whole : `${whole} `;
  if (names.some((name) => ARTICLES.some((article) => name.startsWith(` ${article}${begun}`)))) {
    return BEGINNING;
  }
  if (!several) return 0;
  if (names.some((name) => name.includes(` ${whole}`))) return IN_TITLE;
  return others.some((field, f) => marks >> f + 2 & 1 && field.includes(` ${whole}`)) ? IN_TEXT : 0;
}

/** @param {Term} term @returns {Needle} */
const exactly = ({ text, phrase }) => ({ text, endings: phrase ? WHOLE_WORD : PREFIX });

/** A word without the ending of its plural, if it seems to have one. @param {string} word */
function withoutPlural(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** How many letters two words share from their beginnings on. @param {string} one @param {string} other */
function sharedLetters(one, other) {
  let n = 0;
  while (n < one.length && one[n] === other[n]) n++;
  return n;
}

/** Adds the distances of the beginnings of `word` from the first `j` letters of `other`; the least of them.
 * @param {string} word @param {string} other @param {number} j @param {number[][]} columns
 * @param {number[]} starts */
function column(word, other, j, columns, starts) {
  const [two, one, made] = [columns[j - 2], columns[j - 1], columns[j] ??= []];
  const letter = other[j - 1];
  let least = made[0] = j;
  for (let i = 1; i <= word.length; i++) {
    let cost = Math.min(made[i - 1] + 1, one[i] + 1, one[i - 1] + (letter === word[i - 1] ? 0 : 1));
    if (i > 1 && j > 1 && letter === word[i - 2] && other[j - 2] === word[i - 1]) cost = Math.min(cost, two[i - 2] + 1);
    made[i] = cost;
    if (cost < least) least = cost;
  }
  starts[j] = Math.min(starts[j - 1], made[word.length]);
  return least;
}
