/** Unit tests of Browse's query language and facet logic: `node --test tests/js`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, asksWords, fold, parse, run } from "../../docs/assets/browse/query.js";
import { terms } from "../../docs/assets/search/engine.js";
import { searchOf } from "../../docs/assets/search/index.js";
import { offers } from "../../docs/assets/search/offers.js";

const facets = [
  { id: "venue", name: "Venue", values: [["icml", "ICML"], ["acl", "ACL"]] },
  { id: "setting", name: "Setting", values: [["nlp", "NLP"], ["vision", "Vision"]] },
];
const papers = [
  { key: "a", title: 1, year: 2026, author: 2, core: 0, tags: [[0], [0, 1]] },
  { key: "b", title: 0, year: 2025, author: 1, core: 1, tags: [[0], [1]] },
  { key: "c", title: 2, year: 2024, author: 0, core: 0, tags: [[1], [0]] },
];
const column = (value) => papers.map(() => value);
const texts = {
  weights: [8, 8, 10, 6, 5, 3, 2].map((whole) => ({ whole, start: whole / 2 })),
  synonyms: { groups: [], small_words: [] },
  facets: [],
  tags: [],
  topics: [],
  resources: [],
  papers: {
    key: ["c", "a", "b"], // not in the order of the page
    title: ["star", "noisy labels", "label noise"],
    summary: ["noisy", "x", "y"],
    authors: ["", "Hal Daumé", ""],
    year: [2024, 2026, 2025], core: [0, 0, 1], built_on: column(0), name: column(0),
    aliases: column([]), tags: column([]), findings: column([]),
    ...Object.fromEntries(["line", "cited_as", "venue", "track", "weak_source", "scores", "notes"]
      .map((name) => [name, column("")])),
  },
};
const state = (search) => parse(search, facets).state;
const keys = (search) => run(state(search), facets, papers, searchOf(texts)).shown.map((i) => papers[i].key);

test("folding drops case, accents and punctuation", () => {
  assert.equal(fold("Hal Daumé III"), "hal daume iii");
  assert.equal(fold("Stanisław  O'Neill—X"), "stanislaw o neill x");
  assert.equal(fold("深度 Ωmega"), "深度 omegamega");
  assert.equal(fold("O(n^2) and x_{10}"), fold("O(n²) and x₁₀"));
});

test("terms: words, phrases, exclusions", () => {
  assert.deepEqual(terms('noisy -"two words" "open'), [
    { text: "noisy", phrase: false, excluded: false },
    { text: "two words", phrase: true, excluded: true },
    { text: "open", phrase: true, excluded: false },
  ]);
  assert.deepEqual(terms("  - -- ..."), []);
  assert.deepEqual(["  - -- ...", '-"x"', "’24"].map((text) => asksWords({ text })), [false, true, true]);
});

test("papers and their text belong together by key, and without the text it is passed over", () => {
  assert.deepEqual(keys("?q=daume"), ["a"]);
  assert.deepEqual(run(state("?q=daume"), facets, papers, null).shown.length, papers.length);
  const older = { ...texts, papers: { ...texts.papers, key: ["c", "gone", "b"] } };
  assert.deepEqual(run(state("?q=noisy"), facets, papers, searchOf(older)).shown.map((i) => papers[i].key), ["c"]);
});

test("any value of a facet, all of the facets", () => {
  assert.deepEqual(keys("?venue=icml"), ["a", "b"]);
  assert.deepEqual(keys("?venue=icml,acl&setting=nlp"), ["a", "c"]);
  assert.deepEqual(keys("?year=2025-"), ["a", "b"]);
  assert.deepEqual(keys("?year=2024"), ["c"]);
  assert.deepEqual(keys("?q=noisy"), ["a", "c"]);
});

test("a facet's counts set its own choice aside", () => {
  const { counts } = run(state("?venue=icml&setting=nlp"), facets, papers, searchOf(texts));
  assert.deepEqual(counts, [[1, 1], [1, 2]]);
});

test("orders", () => {
  assert.deepEqual(keys("?sort=oldest"), ["c", "b", "a"]);
  assert.deepEqual(keys("?sort=title"), ["b", "a", "c"]);
  assert.deepEqual(keys("?sort=venue"), ["c", "a", "b"]);
  assert.deepEqual(keys("?sort=author"), ["c", "b", "a"]);
  assert.deepEqual(keys("?q=la"), ["b", "a"], "core first among equals");
});

test("addresses are read, written and mended", () => {
  const search = "?q=noisy+preference&author=Ann+Lee&venue=icml,acl&year=2024-2026&sort=oldest";
  assert.equal(`?${address(state(search), facets)}`, search);
  assert.equal(address(state("?venue=ICML&view=cards&venue=acl&sort=Oldest"), facets), "venue=icml,acl&sort=oldest");
  const { state: read, notes } = parse("?venue=icml,nowhere&colour=red&year=x&sort=up", facets);
  assert.deepEqual(read.chosen, { venue: ["icml"] });
  assert.deepEqual(notes, ["venue=nowhere", "colour=red", "year=x", "sort=up"]);
  assert.equal(address(state("?sort=newest"), facets), "");
  assert.equal(address(state("?sort=toString&venue=__proto__"), facets), "");
});

test("filters that words call by name, first all at once", () => {
  const named = facets.map(({ id, name, values }) => [id, name, values]);
  const first = (text) => offers(text, named)[0]?.href.replace("browse/", "");
  assert.equal(first("ICML noisy"), "?q=noisy&venue=icml");
  assert.equal(first("ACL or ICML papers on vision since 2024"), "?venue=acl,icml&setting=vision&year=2024-");
  assert.equal(first("noisy ACL 2020-2024"), "?q=noisy&venue=acl&year=2020-2024");
  assert.equal(first("from 2020 to 2024 2025"), "?q=2025&year=2020-2024");
  assert.equal(first("noise"), undefined);
  assert.equal(first("-ICML ACL"), undefined);
  assert.deepEqual(offers("ICML 2024", named).map(({ label }) => label), ["Venue: ICML; Year: 2024", "Venue: ICML", "Year: 2024"]);
});
