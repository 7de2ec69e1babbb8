/**
 * Checks someone's bibliography against the library's records: the same report and the same bytes as
 * w2sg/bibliography/checkbib.py.
 * @typedef {import("./judging.js").Draft & {entry: number, key: string, line: number, paper: string}} Finding
 *   entry: its number in the file, from 0; paper: key of the record
 * @typedef {{encoding: string, entries: number, right: number, wrong: number, unknown: number,
 *   unreadable: import("./bibtex.js").Unreadable[], findings: Finding[], cited: string[]}} Report
 */
import { read } from "./bibtex.js";
import { constants, use } from "./constants.js";
import { decode, encode, UTF_8 } from "./decoding.js";
import { DIFFERENT, faults, ofStrangers, WRONG } from "./judging.js";
import { Matcher } from "./matching.js";
import { withParents } from "./meaning.js";
import { corrected } from "./writing.js";

/** Check the bytes of a file; throws in plain words for what is no text.
 * @param {Uint8Array} bytes @param {any} known the data of checkbib.json
 * @param {boolean} [everything] name also what is the same, differently written
 * @param {(done: number) => void} [progress] is told the share of entries that are done */
export function check(bytes, known, everything = false, progress = () => {}) {
  use(known.rules);
  const file = decode(bytes);
  const { entries, unreadable } = read(file.text);
  const matcher = new Matcher(known.papers);
  /** @type {Finding[]} */
  const findings = [];
  const first = new Map();
  let wrong = 0, unknown = 0;
  withParents(entries).forEach((fields, number) => {
    const entry = entries[number];
    const meant = matcher.match(constants.VOLUME_TYPES.includes(entry.type) ? {} : fields);
    const drafts = [...ofStrangers(meant, fields)];
    if (meant.record) {
      const { key } = meant.record;
      if (first.has(key)) {
        drafts.push([key, { kind: "duplicate", degree: WRONG, have: entry.key, want: first.get(key), edits: [], whole: false }]);
      } else first.set(key, entry.key);
      for (const draft of faults(entry, fields, meant, known)) drafts.push([key, draft]);
    }
    const kept = drafts.filter(([, draft]) => everything || draft.degree !== DIFFERENT);
    for (const [paper, draft] of kept) findings.push({ entry: number, key: entry.key, line: entry.line, paper, ...draft });
    if (kept.length) wrong += 1;
    else if (!meant.record) unknown += 1;
    if (number % 256 === 0) progress(number / entries.length);
  });
  const right = entries.length - wrong - unknown;
  /** @type {Report} */
  const report = { encoding: file.encoding, entries: entries.length, right, wrong, unknown, unreadable, findings,
    cited: [...first.keys()] };
  return { file, entries, report };
}

/** The corrected file in its own encoding; in UTF-8 if a letter that is put in has no place there and
 * no command of LaTeX. @param {ReturnType<typeof check>} checked @param {any} known */
export function fixed({ file, entries, report }, known) {
  const text = corrected(file, entries, known, report.findings);
  return encode(text, file.encoding) ?? encode(text, UTF_8);
}

/** Papers of a category, question or claim, core ones, that are not cited.
 * @param {string[]} cited @param {any[]} papers @param {string} chosen */
export function missing(cited, papers, chosen) {
  const known = new Set(cited);
  return papers.filter((paper) => paper.core && paper.lists.includes(chosen) && !known.has(paper.key));
}
