/** Papers side by side as a table, or one below the other as cards. */
import { make } from "../browse/tray.js";
import { filled, form, HREF, TEXT } from "./kit.js";

/** A table, a column a paper, in a box that scrolls.
 * @param {import("./kit.js").Comparison} shown @param {(paper: import("./kit.js").Paper) => Element} remover */
export function table({ papers, rows }, remover) {
  const head = papers.map((paper) => make("th", { scope: "col" }, ...heading(paper), remover(paper)));
  const body = filled(rows, papers).map((row) => {
    const odd = differing(row, papers);
    return make("tr", {}, make("th", { scope: "row" }, form(row.name, TEXT)),
      ...papers.map((paper) => make("td", {}, content(row, paper, odd))));
  });
  const made = make("table", { class: "w2-table w2-compare-table" },
    make("thead", {}, make("tr", {}, make("td"), ...head)), make("tbody", {}, ...body));
  return make("div", { class: "w2-scroll", tabindex: "0", role: "region", "aria-label": "Comparison" }, made);
}

/** A card a paper. @param {import("./kit.js").Comparison} shown
 * @param {(paper: import("./kit.js").Paper) => Element} remover */
export function cards({ papers, rows }, remover) {
  const shown = filled(rows, papers);
  const odd = new Map(shown.map((row) => [row.id, differing(row, papers)]));
  return make("div", { class: "w2-compare-cards" }, ...papers.map((paper) => (
    make("article", {}, make("h2", {}, ...heading(paper)), remover(paper), make("dl", {}, ...shown
      .filter(({ id }) => id in paper.cells)
      .flatMap((row) => [make("dt", {}, form(row.name, TEXT)),
        make("dd", {}, content(row, paper, odd.get(row.id)))]))))));
}

/** @param {import("./kit.js").Paper} paper */
function heading({ key, title, cited }) {
  const page = new URL(`../../papers/${key}/`, import.meta.url).href;
  return [make("a", { href: page, dir: "auto" }, title), make("span", { class: "w2-by" }, form(cited, TEXT))];
}

/** What a cell says, without what stands in brackets: places, stances. @param {import("./kit.js").Cell} cell */
const gist = (cell) => [...new Set(form(cell, TEXT).split("; ").map((part) => part.split(" (")[0]))].join("; ");

/** The gists of a row that are not what most papers have; none where most have nothing in common, or
 * are not expected to.
 * @param {import("./kit.js").Row} row @param {import("./kit.js").Paper[]} papers @returns {Set<string>} */
function differing({ id, of_words: comparable, claim }, papers) {
  const said = papers.map(({ cells }) => gist(cells[id] ?? "")).filter((text) => text || !claim);
  const isCommon = (/** @type {string} */ text) => said.filter((other) => other === text).length > said.length / 2;
  return new Set(comparable && said.some(isCommon) ? said.filter((text) => !isCommon(text)) : []);
}

/** @param {import("./kit.js").Row} row @param {import("./kit.js").Paper} paper @param {Set<string>} odd */
function content({ id }, { cells }, odd) {
  const cell = cells[id] ?? "";
  const text = form(cell, TEXT);
  const href = typeof cell === "string" ? "" : cell[HREF];
  const said = href && id === "code" ? [make("a", { href }, text)]
    : [text || "–", ...(href ? [" ", make("a", { href }, "Source")] : [])];
  return odd.has(gist(cell)) ? make("mark", { class: "w2-differs" }, ...said) : make("span", {}, ...said);
}
