/** A report as elements of the page. @typedef {import("./check.js").Finding} Finding */
import { make } from "../browse/tray.js";
import { difference } from "./difference.js";

const NAMES = { preprint: "Published since", year: "Year", venue: "Venue", title: "Title", authors: "Authors",
  identifier: "DOI or arXiv id", pages: "Pages", volume: "Volume", number: "Number", duplicate: "Cited twice" };
const DEGREES = { wrong: "wrong", outdated: "outdated", different: "differently written" };
const MARKS = { same: "span", gone: "del", new: "ins", "left out": "span" };
const FIRST = 200; // entries that are shown at once

/** @param {import("./answer.js").Answer} answer @param {string} listName of what may be missed
 * @param {{download: () => void, copy: () => Promise<void>}} actions @returns {Node[]} */
export function shownReport({ report, fixed, papers, missing }, listName, actions) {
  return [
    ...(report.unreadable.length ? [unreadable(report.unreadable)] : []),
    ...(fixed ? [taken(actions)] : []),
    ...entries(report.findings, papers),
    ...(missing.length ? [missed(missing, listName)] : []),
  ];
}

/** @param {string} key @param {...(Node|string)} inside */
const link = (key, ...inside) => make("a", { href: new URL(`../../papers/${key}/`, import.meta.url).href }, ...inside);

function unreadable(found) {
  const rows = found.map(({ key, line, reason }) => (
    make("li", {}, make("b", {}, `${key || "An entry"}, line ${line}`), `: ${reason}`)));
  return make("section", {}, make("h2", {}, "What cannot be read"),
    make("p", {}, "BibTeX stops at these entries, too. They were not checked, and stay as they are."),
    make("ul", { class: "w2-unreadable" }, ...rows));
}

/** Buttons that take the corrected file. */
function taken({ download, copy }) {
  const said = make("span", { role: "status", class: "w2-said" });
  const button = (name, act) => {
    const made = make("button", { type: "button", class: "md-button w2-button" }, name);
    made.addEventListener("click", act);
    return made;
  };
  const copied = () => copy().then(() => "Copied.", () => "The browser did not allow it; download the file instead.");
  const buttons = [button("Download the corrected file", download)];
  if (navigator.clipboard) { // browsers have none over plain http
    buttons.push(button("Copy it", async () => { said.textContent = await copied(); }));
  }
  return make("p", { class: "w2-taken" }, ...buttons, said);
}

/** The findings by entry, the first ones at once. @param {Finding[]} findings */
function entries(findings, papers) {
  const groups = new Map();
  for (const finding of findings) groups.set(finding.entry, [...(groups.get(finding.entry) ?? []), finding]);
  if (!groups.size) return [];
  const waiting = [...groups.values()].map((group) => () => entry(group, papers));
  const list = make("ul", { class: "w2-findings" }, ...waiting.splice(0, FIRST).map((shown) => shown()));
  const head = make("h2", {}, "Findings");
  if (!waiting.length) return [head, list];
  const more = make("button", { type: "button", class: "md-button w2-button" }, `Show ${waiting.length} more entries`);
  more.addEventListener("click", () => {
    list.append(...waiting.map((shown) => shown()));
    more.remove();
  });
  return [head, list, more];
}

function entry(findings, papers) {
  const [{ key, line }] = findings;
  return make("li", {}, make("h3", {}, `${key}, line ${line}`),
    make("ul", {}, ...findings.map((finding) => row(finding, papers[finding.paper]))));
}

/** @param {Finding} finding @param {import("./answer.js").Named} paper */
function row({ kind, degree, have, want, whole }, paper) {
  const head = make("span", { class: `w2-degree w2-degree-${degree}` }, DEGREES[degree]);
  const parts = difference(have, want).flatMap(({ kind: part, text }) => [make(MARKS[part], {}, text), " "]);
  const name = link(paper.key, `${paper.cited}: ${paper.title}`);
  if (kind === "duplicate") return make("li", {}, head, ` ${NAMES[kind]}: the same paper as ${want}. `, name);
  if (!want) return make("li", {}, head, ` ${NAMES[kind]}: `, make("del", {}, have), " is of another paper, ", name);
  const after = whole ? "The whole entry is replaced. " : "";
  return make("li", {}, head, ` ${NAMES[kind]}: `, ...parts, after, make("small", {}, name));
}

function missed(papers, listName) {
  const rows = papers.map(({ key, cited, title }) => make("li", {}, link(key, title), `, ${cited}`));
  return make("section", {}, make("h2", {}, "What you may have missed"),
    make("p", {}, `Core papers of “${listName.replace(/\.$/, "")}” in this library that your file does not cite:`),
    make("ul", { class: "w2-missed" }, ...rows));
}
