/**
 * What the search panel shows for a text, in groups. No DOM in here. Papers are found and ordered as in
 * Browse; findings, topics, resources and sections of pages by the same rules for words.
 *
 * @typedef {import("./index.js").Data} Data
 * @typedef {{location: string, title: string, text: string, tags?: string[]}} Section  of MkDocs' own search
 *   index; tags: other names of a page
 * @typedef {{href: string, title: string, lines: string[], key?: string}} Row  href: from the site's root
 * @typedef {{name: string, rows: Row[]}} Group
 * @typedef {{label: string, href: string}} Chip
 * @typedef {{chips: Chip[], groups: Group[], papers: number, missing: number}} Results  papers: how many
 *   were found; missing: how many words even the best of them lack
 */

import { TextIndex, WHOLE, terms } from "./engine.js";
import { fold } from "./fold.js";
import { byRelevance, paperAnswer } from "./index.js";
import { offers } from "./offers.js";

const MOST = { papers: 6, findings: 3, topics: 4, resources: 3, sections: 4 };
const NAMED = 0.75; // part of a name's telling words that must be typed to call for it by name
const MIN_START = 4; // letters of a word of a name that may be unfinished
const QUESTION = /^(?:is|are|do|does|did|can|could|will|would|should|when|why|how|what|which)\s|\?$/i;
const WEIGHTS = [{ whole: 8, start: 5 }, { whole: 8, start: 5 }, { whole: 2, start: 1 }];

/** Browse's address for a text. @param {string} text */
export const browse = (text) => `browse/?q=${encodeURIComponent(text).replace(/%20/g, "+")}`;

/** A list of rows that can be searched. */
class Rows {
  /** @param {string} name @param {number} most @param {Data} data
   * @param {{row: Row, names: string[], text: string, part?: boolean}[]} items  names: what it is
   * called, best first; part: of a page, so that its name calls for nothing */
  constructor(name, most, data, items) {
    this.name = name;
    this.most = most;
    this.rows = items.map(({ row }) => row);
    this.names = items.map(({ names }) => names.map(fold));
    this.part = items.map(({ part }) => Boolean(part));
    this.small = new Set(data.synonyms.small_words);
    this.index = new TextIndex(
      items.map(({ text }, i) => [this.names[i][0], this.names[i].slice(1).join(" | "), fold(text)]),
      WEIGHTS, data.synonyms,
    );
  }

  /** The best rows for a text, and whether the first is called for by its name.
   * @param {string} text @param {boolean} losing @returns {{rows: Row[], named: boolean}} */
  find(text, losing) {
    const hits = [...this.index.find(text, losing)].map(([i, score]) => ({ i, score: score + this.called(text, i) }))
      .sort((a, b) => b.score - a.score || a.i - b.i);
    return { rows: hits.slice(0, this.most).map(({ i }) => this.rows[i]), named: hits[0]?.score >= WHOLE };
  }

  /** What a row gains for being called by most of its name. @param {string} text @param {number} i */
  called(text, i) {
    if (this.part[i]) return 0;
    const telling = (/** @type {string} */ words) => words.split(" ").filter((word) => !this.small.has(word));
    const typed = telling(fold(text));
    if (!typed.length) return this.names[i].includes(fold(text)) ? WHOLE : 0;
    return this.names[i].some((name) => {
      const words = telling(name);
      const told = words.filter((word) => typed.some((start) =>
        word === start || (start.length >= MIN_START && word.startsWith(start))));
      return told.length >= typed.length && told.length >= NAMED * words.length;
    }) ? WHOLE : 0;
  }
}

/** @param {Data} data */
function findings(data) {
  const { key, cited_as: cited, findings: found } = data.papers;
  const questions = new Map(data.topics.map(([name, id]) => [id, name]));
  return new Rows("Findings", MOST.findings, data, key.flatMap((k, i) => found[i].map(([question, sentence]) => ({
    row: {
      href: `papers/${k}/#evidence`, title: sentence, lines: [`${cited[i]} on: ${questions.get(question) ?? question}`],
    },
    names: [""],
    text: `${sentence} . ${cited[i]}`,
  }))));
}

/** @param {Data} data @param {Section[]} sections */
function topics(data, sections) {
  const texts = new Map(sections.map(({ location, text }) => [location, decoded(text)]));
  return new Rows("Topics and questions", MOST.topics, data, data.topics.map(([name, id, kind, about, href]) => ({
    row: { href, title: name, lines: [about ? `${kind}: ${about}` : kind] },
    names: [name, id, `${name} ${kind}`, ...shorter(name)],
    text: `${about} ${kind} ${href.includes("#") ? texts.get(href) ?? "" : ""}`,
  })));
}

/** What stands before a bracket and in it: `performance gap recovered (PGR)`. @param {string} name */
const shorter = (name) => /^(.+) \((.+)\)$/.exec(name)?.slice(1) ?? [];

/** @param {Data} data */
const resources = (data) => new Rows("Resources", MOST.resources, data,
  data.resources.map(([name, kind, what, , href]) => (
    { row: { href, title: name, lines: [`${kind}: ${what}`] }, names: [name, `${name} ${kind}`], text: `${what} ${kind}` })));

/** @param {Data} data @param {Section[]} sections */
function pages(data, sections) {
  const elsewhere = new Set(data.topics.map(([, , , , href]) => href));
  const topicNames = new Set(data.topics.map(([name]) => name));
  const titles = new Map(sections.map(({ location, title }) => [location, decoded(title)]));
  const own = sections.filter(({ location, title }) =>
    !elsewhere.has(location) && !topicNames.has(decoded(title).replace(/ \(\d+\)$/, "")));
  const items = own.map(({ location, title, text, tags }) => {
    const [page] = location.split("#");
    const within = page === location ? [] : [titles.get(page) ?? page];
    return {
      row: { href: location, title: decoded(title), lines: within }, names: [decoded(title), ...(tags ?? [])],
      text: decoded(`${within.join("")} . ${text}`), part: within.length > 0,
    };
  });
  return new Rows("Pages", MOST.sections, data, items);
}

/** Text of MkDocs' index, which holds markup and character references. @param {string} text */
function decoded(text) {
  const named = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return text.replace(/<[^>]+>/g, " ").replace(/&(?:#(\d+)|(lt|gt|amp|quot));/g, (_, code, name) =>
    (code ? String.fromCodePoint(Number(code)) : named[name]));
}

/**
 * Searches a library. sections: of its pages of prose.
 * @param {Data} data @param {Section[]} sections @returns {(text: string) => Results}
 */
export function searcher(data, sections) {
  const others = [topics(data, sections), findings(data), resources(data), pages(data, sections)];
  return (text) => {
    if (!terms(text).length) return { chips: [], groups: [], papers: 0, missing: 0 };
    const { hits, missing } = paperAnswer(text, data);
    const best = [...hits].map(([key, hit]) => ({ key, ...hit })).sort(byRelevance);
    const papers = { name: "Papers", rows: best.slice(0, MOST.papers).map(({ place }) => paperRow(data, place)) };
    const asked = QUESTION.test(text.trim());
    const [topic, finding, resource, page] = others.map((rows, i) => (
      { name: rows.name, ...rows.find(text, asked && i === 0) }));
    // Papers that are called by name come first; else what is, what answers a question, and what has
    // words that no paper has.
    const first = best[0]?.score >= WHOLE ? []
      : [topic, resource, page].filter((group) => group.named || missing > 0 || (asked && group === topic));
    const groups = [...first, papers, finding, topic, resource, page];
    return {
      chips: offers(text, data.facets),
      groups: [...new Set(groups)].filter(({ rows }) => rows.length),
      papers: hits.size,
      missing,
    };
  };
}

/** @param {Data} data @param {number} place @returns {Row} */
function paperRow({ papers: p }, place) {
  const names = p.authors[place].split(", ");
  const who = names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  return {
    key: p.key[place], href: `papers/${p.key[place]}/`, title: p.title[place],
    lines: [`${who} · ${p.venue[place]}`, p.line[place]].filter(Boolean),
  };
}
