/**
 * What the page shows of a file, made in its worker, or in the page where there are no workers.
 * @typedef {{bytes: Uint8Array, everything: boolean, chosen: string}} Question  chosen: the category,
 *   question or claim of which the papers are named that the file does not cite
 * @typedef {{key: string, cited: string, title: string}} Named
 * @typedef {{report: import("./check.js").Report, fixed: Uint8Array|null, papers: Record<string, Named>,
 *   missing: Named[]}} Answer  fixed: null if nothing is to be corrected
 */
import { check, fixed, missing } from "./check.js";

const RECORDS = new URL("../../checkbib.json", import.meta.url);
const AGAIN = 500; // milliseconds until records that did not come are asked for again
/** @type {Promise<any>|undefined} */
let records;

/** @param {Question} question @param {(done: number) => void} progress @returns {Promise<Answer>} */
export async function answer({ bytes, everything, chosen }, progress) {
  records ??= load();
  let known;
  try {
    known = await records;
  } catch (error) {
    records = undefined; // the next try asks again
    throw error;
  }
  const checked = check(bytes, known, everything, progress);
  const byKey = new Map(known.papers.map((paper) => [paper.key, named(paper)]));
  const keys = new Set(checked.report.findings.map(({ paper }) => paper));
  return {
    report: checked.report,
    fixed: checked.report.findings.some(({ edits, whole }) => whole || edits.length) ? fixed(checked, known) : null,
    papers: Object.fromEntries([...keys].map((key) => [key, byKey.get(key)])),
    missing: chosen ? missing(checked.report.cited, known.papers, chosen).map(named) : [],
  };
}

const named = ({ key, cited, title }) => ({ key, cited, title });

/** The library's records; asked for once more if they do not come. */
async function load() {
  for (let tries = 0; ; tries += 1) {
    try {
      const got = await fetch(RECORDS);
      if (!got.ok) throw new Error(String(got.status));
      return await got.json();
    } catch {
      if (tries) throw new Error("The library's records could not be loaded. Look at your connection and try again.");
      await new Promise((done) => { setTimeout(done, AGAIN); });
    }
  }
}
