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

/** @type {WeakMap<Data, {index: TextIndex, keys: string[]}>} */
const ready = new WeakMap();

/** The index of all papers. The twin of `PaperText.fields` in w2sg/queries/paper_text.py.
 * @param {Data} data */
export function paperIndex(data) {
  let made = ready.get(data);
  if (!made) {
    const { papers: p, tags, weights, synonyms } = data;
    const fields = p.key.map((key, i) => {
      const name = p.name[i] ? [p.title[i].slice(0, p.name[i])] : [];
      const nicknames = [key, ...p.aliases[i], ...name, p.line[i]];
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
    });
    made = { index: new TextIndex(fields, weights, synonyms), keys: p.key };
    ready.set(data, made);
  }
  return made;
}

/**
 * How well a paper answers. place: among all papers, newest first.
 * @typedef {{place: number, score: number, core: number, builtOn: number}} Hit
 */

/** Key -> hit of the papers that answer, and how many words they lack where none has all.
 * @param {string} text @param {Data} data @returns {{hits: Map<string, Hit>, missing: number}} */
export function paperAnswer(text, data) {
  const { index, keys } = paperIndex(data);
  const { core, built_on: builtOn } = data.papers;
  const { hits, missing } = index.answer(text, true);
  const found = [...hits].map(([place, score]) => /** @type {[string, Hit]} */ (
    [keys[place], { place, score, core: core[place], builtOn: builtOn[place] }]));
  return { hits: new Map(found), missing };
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
