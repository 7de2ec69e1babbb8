/**
 * Browse's queries: what an address asks for, and which papers answer. No DOM in here.
 * The twin of w2sg/queries/browse.py, held equal to it by tests.
 *
 * @typedef {{id: string, name: string, values: [string, string][]}} Facet  values: id and name
 * @typedef {{key: string, year: number, core: number, tags: number[][], names?: string[],
 *   author?: number, title?: number, added?: number}} Paper  core: 1 for core papers; tags: per facet the
 *   indexes of its values; names: folded, once they are read; author, title, added: places in these
 *   orders, once they are read
 * @typedef {{text: string, author: string, chosen: Record<string, string[]>, first: number|null,
 *   last: number|null, sort: string}} State
 */

import { fold } from "../search/fold.js";

export { fold } from "../search/fold.js";

/** Whether a state asks for words: for more than marks. @param {State} state */
export const asksWords = (state) => fold(state.text) !== "";

/** The state an address asks for, and the parts of it that say nothing here.
 * @param {string} search @param {Facet[]} facets @returns {{state: State, notes: string[]}} */
export function parse(search, facets) {
  /** @type {State} */
  const state = { text: "", author: "", chosen: {}, first: null, last: null, sort: "" };
  const notes = [];
  for (const [name, value] of new URLSearchParams(search)) {
    const facet = facets.find((f) => f.id === name);
    const years = name === "year" && value && value.match(/^([1-9]\d{3})?(?:(-)([1-9]\d{3})?)?$/);
    if (!value) continue;
    if (name === "q") state.text = value;
    else if (name === "author" && fold(value)) state.author = value;
    else if (name === "sort" && Object.hasOwn(ORDERS, value.toLowerCase())) state.sort = value.toLowerCase();
    else if (years) {
      state.first = years[1] ? Number(years[1]) : null;
      state.last = years[2] ? (years[3] ? Number(years[3]) : null) : state.first;
    } else if (facet) {
      const known = new Set(facet.values.map(([id]) => id));
      const values = value.toLowerCase().split(",");
      const good = [...(state.chosen[name] ?? []), ...values.filter((v) => known.has(v))];
      notes.push(...values.filter((v) => !known.has(v)).map((v) => `${name}=${v}`));
      if (good.length) state.chosen[name] = [...new Set(good)];
    } else if (name !== "view" && name !== "selected") notes.push(`${name}=${value}`);
  }
  return { state, notes };
}

/** The order that holds when none was chosen. @param {State} state */
export const defaultSort = (state) => (asksWords(state) ? "relevance" : "newest");

/** The address of a state, without `?`. @param {State} state @param {Facet[]} facets */
export function address(state, facets) {
  const parts = [["q", state.text], ["author", state.author]].filter(([, value]) => value);
  for (const { id, values } of facets) {
    const chosen = values.map(([v]) => v).filter((v) => state.chosen[id]?.includes(v));
    if (chosen.length) parts.push([id, chosen.join(",")]);
  }
  const { first, last } = state;
  if (first || last) parts.push(["year", first === last ? `${first}` : `${first ?? ""}-${last ?? ""}`]);
  if (state.sort && state.sort !== defaultSort(state)) parts.push(["sort", state.sort]);
  const encode = (/** @type {string} */ v) =>
    encodeURIComponent(v).replace(/%20/g, "+").replace(/%2C/g, ",").replace(/%2F/g, "/");
  return parts.map(([name, value]) => `${name}=${encode(value)}`).join("&");
}

/**
 * The papers that a state shows, as indexes in its order, and the counts of every value, for which
 * a facet's own choice is set aside. Papers must be given newest first, then by key.
 * @param {State} state @param {Facet[]} facets @param {Paper[]} papers
 * @param {import("../search/index.js").Search|null} search without it the text is passed over
 * @returns {{shown: number[], counts: number[][], missing: number}} missing: how many words of the text
 * the papers lack where none has all
 */
export function run(state, facets, papers, search) {
  const asked = search && asksWords(state);
  const { hits, missing } = asked ? search.answer(state.text) : { hits: null, missing: 0 };
  const author = state.author && ` ${fold(state.author)}`;
  const chosen = facets.map(({ id, values }) => {
    const ids = state.chosen[id];
    return ids && new Set(ids.map((v) => values.findIndex(([known]) => known === v)));
  });
  const counts = facets.map(({ values }) => new Array(values.length).fill(0));
  const shown = [];
  for (let i = 0; i < papers.length; i++) {
    const { key, year, tags } = papers[i];
    if (year < (state.first ?? 0) || year > (state.last ?? 9999)) continue;
    if (author && !papers[i].names?.some((name) => ` ${name}`.endsWith(author))) continue;
    if (hits && !hits.has(key)) continue;
    let failing = -1;
    let failures = 0;
    for (let f = 0; f < facets.length && failures < 2; f++) {
      const set = chosen[f];
      if (set && !tags[f].some((t) => set.has(t))) { failing = f; failures++; }
    }
    if (failures === 0) shown.push(i);
    if (failures > 1) continue;
    for (let f = 0; f < facets.length; f++) {
      if (failures === 0 || failing === f) for (const t of tags[f]) counts[f][t]++;
    }
  }
  return { shown: order(shown, state, facets, papers, hits, search), counts, missing };
}

/** @param {number[]} shown @param {State} state @param {Facet[]} facets @param {Paper[]} papers
 * @param {Map<string, import("../search/index.js").Hit>|null} hits
 * @param {import("../search/index.js").Search|null} search */
function order(shown, state, facets, papers, hits, search) {
  const compare = ORDERS[state.sort || defaultSort(state)];
  const place = facets.findIndex(({ id }) => id === "venue");
  const venue = (/** @type {number} */ i) => facets[place].values[papers[i].tags[place][0]][1].toLowerCase();
  return shown.sort((a, b) => compare(papers[a], papers[b], { hits, search, venue, a, b }) || a - b);
}

/** How two papers follow each other; where they are equal, the newer is first.
 * @type {Record<string, (a: Paper, b: Paper, more: {hits: Map<string, import("../search/index.js").Hit>|null,
 *   search: import("../search/index.js").Search|null,
 *   venue: (i: number) => string, a: number, b: number}) => number>} */
const ORDERS = {
  relevance: (a, b, { hits, search }) => (hits ? search.compare(hits.get(a.key), hits.get(b.key)) : b.core - a.core),
  newest: () => 0,
  oldest: (a, b) => a.year - b.year,
  title: (a, b) => a.title - b.title,
  author: (a, b) => a.author - b.author,
  added: (a, b) => a.added - b.added,
  venue: (_, __, { venue, a, b }) => {
    const [one, other] = [venue(a), venue(b)];
    return one < other ? -1 : Number(one > other);
  },
};
