/**
 * The search index that the build writes (w2sg/export/search_index.py), made ready.
 *
 * @typedef {{key: string[], title: string[], name: number[], aliases: string[][], line: string[],
 *   cited_as: string[], authors: string[], venue: string[], track: string[], year: number[],
 *   weak_source: string[], tags: number[][], summary: string[], findings: [string, string][][],
 *   scores: string[], notes: string[], core: number[], built_on: number[]}} Papers  newest first;
 *   name: length of the name that the title begins with; tags: indexes into the tags of the index;
 *   findings: id of the question, sentence; built_on: how many papers build on it
 * @typedef {{weights: import("./engine.js").Weights[], synonyms: import("./engine.js").Synonyms,
 *   facets: [string, string, [string, string][]][], tags: string[], papers: Papers,
 *   topics: [string, string, string, string, string][],
 *   resources: [string, string, string, string, string][]}} Data  topics: name, id, kind, what it is
 *   about, address; resources: name, kind, what it is, its own address, address here
 */

import { TextIndex } from "./engine.js";
import { fold } from "./fold.js";

const AT_ONCE = 50; // papers that are made ready before the page may answer in between

/** @type {WeakMap<Data, TextIndex>} */
const begun = new WeakMap();

/** The index of all papers, or of as many more as told. @param {Data} data @param {number} [more] */
export function paperIndex(data, more = Infinity) {
  const { papers: { key: keys }, weights, synonyms } = data;
  const index = begun.get(data) ?? new TextIndex([], weights, synonyms);
  begun.set(data, index);
  const [from, n] = [index.fields.length, keys.length];
  for (let i = from; i < n && i < from + more; i++) index.add(fields(data, i));
  if (from < n && index.fields.length === n) index.sort();
  return index;
}

/** Makes the index, letting the page answer in between. @template {Data} T @param {T} data @returns {Promise<T>} */
export async function prepared(data) {
  while (paperIndex(data, AT_ONCE).fields.length < data.papers.key.length) {
    await new Promise((done) => { setTimeout(done); });
  }
  return data;
}

/** The twin of `PaperText.fields` in w2sg/queries/paper_text.py. @param {Data} data @param {number} i */
function fields({ papers: p, tags }, i) {
  const name = p.name[i] ? [p.title[i].slice(0, p.name[i])] : [];
  const nicknames = [p.key[i], ...p.aliases[i], ...name, p.line[i]];
  const sentences = p.findings[i].map(([, sentence]) => sentence);
  return [
    fold(p.title[i]),
    nicknames.map(fold).join(" | ").trim(),
    fold(p.cited_as[i]),
    fold(p.authors[i]),
    fold(`${p.venue[i]} . ${p.track[i]} . ${p.year[i]}`),
    fold([p.weak_source[i], ...p.tags[i].map((tag) => tags[tag])].join(" . ")),
    fold([p.summary[i], ...sentences, p.scores[i], p.notes[i]].join(" . ")),
  ];
}

/**
 * How well a paper answers. place: among all papers, newest first.
 * @typedef {{place: number, score: number, core: number, builtOn: number}} Hit
 */

/** Key -> hit of the papers that answer, and how many words they lack where none has all.
 * @param {string} text @param {Data} data @returns {{hits: Map<string, Hit>, missing: number}} */
export function paperAnswer(text, data) {
  const { key: keys, core, built_on: builtOn } = data.papers;
  const { hits, missing } = paperIndex(data).answer(text, true);
  /** @type {Map<string, Hit>} */
  const found = new Map();
  for (const [place, score] of hits) found.set(keys[place], { place, score, core: core[place], builtOn: builtOn[place] });
  return { hits: found, missing };
}

/**
 * What Browse asks of the index.
 * @typedef {{answer: (text: string) => {hits: Map<string, Hit>, missing: number},
 *   compare: (a: Hit, b: Hit) => number}} Search
 */

/** @param {Data} data @returns {Search} */
export const searchOf = (data) => ({ answer: (text) => paperAnswer(text, data), compare: byRelevance });

/** The better answer first; then core papers, those on which more papers build, the newer.
 * @param {Hit} a @param {Hit} b */
export const byRelevance = (a, b) =>
  b.score - a.score || b.core - a.core || b.builtOn - a.builtOn || a.place - b.place;
