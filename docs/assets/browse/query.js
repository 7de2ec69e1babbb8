/**
 * Browse's queries: what an address asks for, and which papers answer. No DOM in here.
 * The twin of w2sg/queries/browse.py, held equal to it by tests.
 *
 * @typedef {{id: string, name: string, values: [string, string][]}} Facet  values: id and name
 * @typedef {{key: string, year: number, author: number, title: number, added: number, core: number,
 *   tags: number[][], names?: string[]}} Paper  author, title, added: places in these orders; core: 1
 *   for core papers; tags: per facet the indexes of its values; names: folded, once they are read
 * @typedef {{text: string, phrase: boolean, excluded: boolean}} Term
 * @typedef {{text: string, author: string, chosen: Record<string, string[]>, first: number|null,
 *   last: number|null, sort: string}} State
 */

const LETTERS = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
const ALPHA = 0x3b1;
const GREEK = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
  "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi",
  "chi", "psi", "omega"];
const WEIGHTS = [8, 5, 4, 4, 1];
const SORTS = ["relevance", "newest", "oldest", "title", "author", "venue", "added"];

/** Words of lower-case letters and digits without accents, Greek letters spelled out, exponents and
 * indices joined to what bears them. @param {string} text */
export function fold(text) {
  const plain = text.toLowerCase().replace(/[łøđßæœı]/g, (c) => LETTERS[c]).normalize("NFKD")
    .replace(/\p{M}/gu, "").replace(/[α-ω]/g, (c) => GREEK[c.charCodeAt(0) - ALPHA])
    .replace(/\^\{?(?=[a-z0-9])|_\{?(?=[0-9])/g, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** @param {string} text @returns {Term[]} */
export function terms(text) {
  return [...text.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)]
    .map(([, minus, quoted, word]) => ({
      text: fold(quoted || word || ""), phrase: Boolean(quoted), excluded: minus === "-",
    }))
    .filter((term) => term.text);
}

/** How well folded fields answer, or null if a term is missing.
 * @param {Term[]} wanted @param {string[]} fields @returns {number|null} */
export function score(wanted, fields) {
  let total = 0;
  for (const { text, phrase, excluded } of wanted) {
    const needle = ` ${text}${phrase ? " " : ""}`;
    let best = 0;
    fields.forEach((field, i) => {
      if (` ${field} `.includes(needle)) best = Math.max(best, WEIGHTS[i + 1]);
    });
    if (best > 0 === excluded) return null;
    total += best === WEIGHTS[1] && ` ${fields[0]} `.includes(` ${text} `) ? WEIGHTS[0] : best;
  }
  return total;
}

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
    else if (name === "sort" && SORTS.includes(value.toLowerCase())) state.sort = value.toLowerCase();
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
export const defaultSort = (state) => (terms(state.text).length ? "relevance" : "newest");

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
 * @param {string[][]} texts folded fields per paper; may be empty while the text is
 * @returns {{shown: number[], counts: number[][]}}
 */
export function run(state, facets, papers, texts) {
  const wanted = terms(state.text);
  const author = state.author && ` ${fold(state.author)}`;
  const chosen = facets.map(({ id, values }) => {
    const ids = state.chosen[id];
    return ids && new Set(ids.map((v) => values.findIndex(([known]) => known === v)));
  });
  const counts = facets.map(({ values }) => new Array(values.length).fill(0));
  const scores = new Array(papers.length).fill(0);
  const shown = [];
  for (let i = 0; i < papers.length; i++) {
    const { year, tags } = papers[i];
    if (year < (state.first ?? 0) || year > (state.last ?? 9999)) continue;
    if (author && !papers[i].names?.some((name) => ` ${name}`.endsWith(author))) continue;
    if (wanted.length) {
      const s = score(wanted, texts[i]);
      if (s === null) continue;
      scores[i] = s;
    }
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
  return { shown: order(shown, state, facets, papers, scores), counts };
}

/** @param {number[]} shown @param {State} state @param {Facet[]} facets @param {Paper[]} papers
 * @param {number[]} scores */
function order(shown, state, facets, papers, scores) {
  const venues = facets.find(({ id }) => id === "venue").values;
  const place = facets.findIndex(({ id }) => id === "venue");
  const venue = (/** @type {number} */ i) => venues[papers[i].tags[place][0]][1].toLowerCase();
  const compare = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : Number(a > b));
  /** @type {Record<string, (a: number, b: number) => number>} */
  const by = {
    relevance: (a, b) => scores[b] - scores[a] || papers[b].core - papers[a].core || a - b,
    newest: (a, b) => a - b,
    oldest: (a, b) => papers[a].year - papers[b].year || a - b,
    title: (a, b) => papers[a].title - papers[b].title,
    author: (a, b) => papers[a].author - papers[b].author,
    venue: (a, b) => compare(venue(a), venue(b)) || a - b,
    added: (a, b) => papers[a].added - papers[b].added,
  };
  return shown.sort(by[state.sort || defaultSort(state)]);
}
