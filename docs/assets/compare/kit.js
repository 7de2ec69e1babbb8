/**
 * Comparisons: what an address asks for, and what can be taken away from it. No DOM in here.
 * The twin of w2sg/export/related_work.py, held equal to it by tests; both join the pieces that the
 * build has written (w2sg/export/compare_data.py says what they mean): an index, and a file a paper.
 *
 * @typedef {string|string[]} Cell  the same in all formats; or text, LaTeX, Markdown, CSV, address
 * @typedef {{id: string, name: Cell, width: number, of_words: boolean, claim: boolean}} Row
 * @typedef {{kind: string, id: string, name: Cell, sides: Record<string, Cell>}} Subject
 * @typedef {{kind: string, id: string, name: Cell, papers: number[]}} List
 * @typedef {{id: string, group: string, text: string, named: boolean, needs: string}} Cite
 * @typedef {{key: string, title: string, cited: Cell, authors: string, url: string, summary: Cell,
 *   cells: Record<string, Cell>, findings: Finding[]}} Paper
 * @typedef {{sides: Record<string, string>, sentence: Cell, place: Cell}} Finding
 * @typedef {{source: Cell, room: Record<string, number>, cites: Cite[],
 *   rows: Row[], subjects: Subject[], lists: List[], papers: string[], retired: Record<string, string>,
 *   shared_claims: number, captions: Record<string, string>}} Data  the index
 * @typedef {{papers: Paper[], rows: Row[], subjects: Subject[], cite: Cite, of: List|null}} Comparison
 * @typedef {{keys: string[], rows: Row[], subjects: Subject[], cite: Cite, of: List|null}} Asked
 * @typedef {{rows: Row[], lines: string[][], shares: number[], isSmall: boolean}} Table
 * @typedef {{title: Cell, sides: {name: Cell, found: {paper: Paper, sentence: Cell, place: Cell}[]}[]}} Section
 * @typedef {{keys: string[], of: [string, string]|null, rows: string[], cite: string}} State
 *   of: kind and id of a list; rows: none for all
 */

export const [TEXT, LATEX, MARKDOWN, CSV, HREF] = [0, 1, 2, 3, 4];

/** The state that an address asks for, and the parts of it that mean nothing here.
 * @param {string} search @param {Data} data @returns {{state: State, notes: string[]}} */
export function parse(search, data) {
  /** @type {State} */
  const state = { keys: [], of: null, rows: [], cite: data.cites[0].id };
  const notes = [];
  const known = new Set(data.papers);
  const rows = new Set(data.rows.map(({ id }) => id));
  for (const [name, value] of new URLSearchParams(search)) {
    const values = value.split(",").filter(Boolean);
    if (name === "keys") {
      const keys = values.map((key) => data.retired[key] ?? key);
      state.keys = [...new Set([...state.keys, ...keys.filter((key) => known.has(key))])];
      notes.push(...keys.filter((key) => !known.has(key)));
    } else if (name === "rows") {
      state.rows = values.filter((id) => rows.has(id));
      notes.push(...values.filter((id) => !rows.has(id)));
    } else if (name === "cite" && data.cites.some(({ id }) => id === value)) state.cite = value;
    else if (data.lists.some(({ kind, id }) => kind === name && id === value)) state.of = [name, value];
    else notes.push(`${name}=${value}`);
  }
  return { state, notes };
}

/** The address of a state, without `?`. @param {State} state @param {Data} data */
export function address(state, data) {
  const parts = [];
  if (state.keys.length) parts.push(`keys=${state.keys.join(",")}`);
  if (state.of) parts.push(state.of.map(encodeURIComponent).join("="));
  if (state.rows.length) parts.push(`rows=${state.rows.join(",")}`);
  if (state.cite !== data.cites[0].id) parts.push(`cite=${state.cite}`);
  return parts.join("&");
}

/** What a state compares. @param {Data} data @param {State} state @returns {Asked} */
export function asks(data, { keys, of, rows, cite }) {
  const list = of && data.lists.find(({ kind, id }) => kind === of[0] && id === of[1]);
  const chosen = keys.length || !list ? keys : list.papers.map((place) => data.papers[place]);
  const subject = data.subjects.filter(({ kind, id }) => of && kind === of[0] && id === of[1]);
  const subjects = subject.length ? subject : data.subjects.filter(({ kind }) => kind === "question");
  const shown = rows.length ? rows : defaultRows(data, chosen, subjects);
  return {
    keys: chosen,
    rows: data.rows.filter(({ id }) => shown.includes(id)),
    subjects,
    cite: data.cites.find(({ id }) => id === cite),
    of: keys.length ? null : list,
  };
}

/** On how many of some papers' findings each claim is, of those on which any are.
 * @param {Data} data @param {string[]} keys @returns {Map<string, number>} */
export function claimsOf(data, keys) {
  const counts = data.lists.filter(({ kind }) => kind === "claim").map(({ id, papers }) => {
    const having = new Set(papers.map((place) => data.papers[place]));
    return /** @type {[string, number]} */ ([id, keys.filter((key) => having.has(key)).length]);
  });
  return new Map(counts.filter(([, n]) => n > 0));
}

/** All rows but those of claims; of these the one that is compared, and the few on which most of a few
 * papers have findings. @param {Data} data @param {string[]} keys @param {Subject[]} subjects */
export function defaultRows(data, keys, subjects) {
  const few = keys.length <= data.room.papers ? [...claimsOf(data, keys)] : [];
  const shared = few.filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1]).slice(0, data.shared_claims);
  const kept = new Set([...shared.map(([id]) => id), ...subjects.map(({ id }) => id)]);
  return data.rows.filter(({ id, claim }) => !claim || kept.has(id)).map(({ id }) => id);
}

/** @param {Cell} cell @param {number} form */
export const form = (cell, form) => (typeof cell === "string" ? cell : cell[form] || cell[TEXT]);

/** The rows in which any of the papers has something to show. @param {Row[]} rows @param {Paper[]} papers */
export const filled = (rows, papers) => rows.filter(({ id }) => papers.some(({ cells }) => id in cells));

/** A comparison in a format other than `bib`, whose entries the data do not hold.
 * @param {Data} data @param {Comparison} comparison @param {string} format */
export function relatedWork(data, comparison, format) {
  const make = { latex: latexTables, paragraph: latexParagraph, text: textParagraph, markdown: markdownTable,
    csv: csvTable, cite: citation }[format];
  return make(data, comparison);
}

const lines = (/** @type {string[]} */ ...all) => all.map((line) => `${line}\n`).join("");
const citation = (/** @type {Data} */ _, /** @type {Comparison} */ { cite, papers }) => `${cited(cite.group, papers)}\n`;

/** @param {string} command @param {Paper[]} papers @param {string} place */
function cited(command, papers, place = "") {
  return `${command}${place ? `[${place}]` : ""}{${papers.map(({ key }) => key).join(",")}}`;
}

/** The names of the rows, and the cells of each paper; `empty` where it has nothing to show.
 * @param {Row[]} rows @param {Paper[]} papers @param {number} as @param {string} empty @returns {string[][]} */
const gridOf = (rows, papers, as, empty) => [rows.map(({ name }) => form(name, as)),
  ...papers.map(({ cells }) => rows.map(({ id }) => form(cells[id] ?? empty, as)))];

/** @param {Data} data @param {Comparison} comparison @param {Row[]} rows @param {number} as @param {string} part */
function caption({ source, captions }, { of }, rows, as, part = "") {
  const quoted = (/** @type {string} */ name) => (as === LATEX ? `\`\`${name}''` : `“${name}”`);
  const title = of ? `${captions[of.kind]} ${quoted(form(of.name, as).replace(/\.$/, ""))}` : captions.chosen;
  const best = rows.some(({ id }) => id === "score") ? ` ${captions.best}` : "";
  return `${title}${part}.${best} Source: ${form(source, as)}.`;
}

/** As many tables as it takes to keep each on a page. @param {Data} data @param {Comparison} comparison */
function latexTables(data, comparison) {
  const { room } = data;
  const used = ["array", "booktabs", comparison.cite.needs].filter(Boolean).map((name) => `\\usepackage{${name}}`);
  const head = `% In the preamble: ${used.join(", ")}; with pdflatex also \\usepackage[T1]{fontenc}\n`;
  const parts = partsOf(room, comparison);
  const tables = parts.map((part, i) => (parts.length > 1
    ? latexTable(data, comparison, part, ` (part ${i + 1} of ${parts.length})`, `-${i + 1}`)
    : latexTable(data, comparison, part)));
  const pages = Array.from({ length: Math.ceil(tables.length / room.held) },
    (_, i) => tables.slice(i * room.held, (i + 1) * room.held).join("\n"));
  return head + pages.join("\n\\clearpage\n");
}

/** The tables, each of as many papers as there is room for.
 * @param {Record<string, number>} room @param {Comparison} comparison @returns {Table[]} */
function partsOf(room, comparison) {
  const { papers, rows } = comparison;
  const isTurned = filled(rows, papers).length > room.columns;
  const most = isTurned ? room.turned_papers : room.papers;
  const parts = [];
  for (let start = 0; start < papers.length;) {
    const left = papers.length - start;
    let size = Math.ceil(left / Math.ceil(left / most)); // as many in each, so that none is left alone
    let part = tableOf(room, comparison, papers.slice(start, start + size), isTurned);
    while (size > 1 && heightOf(room, part) > room.lines) {
      size -= 1;
      part = tableOf(room, comparison, papers.slice(start, start + size), isTurned);
    }
    parts.push(part);
    start += size;
  }
  return parts;
}

/** @param {Record<string, number>} room @param {Comparison} comparison @param {Paper[]} papers
 * @param {boolean} isTurned whether a table has a column, not a line, a paper @returns {Table} */
function tableOf(room, { rows: asked, cite }, papers, isTurned) {
  const rows = filled(asked, papers);
  const first = ["Paper", ...papers.map((paper) => (
    `${cite.named ? `${paper.authors}~` : ""}${cited(cite.text, [paper])}`))];
  let cells = gridOf(rows, papers, LATEX, "--").map((line, i) => [first[i], ...line]);
  let widths = [room.paper_width, ...rows.map(({ width }) => width)];
  if (isTurned) {
    cells = cells[0].map((_, i) => cells.map((line) => line[i]));
    widths = first.map(() => 1);
  }
  const sum = widths.reduce((a, b) => a + b);
  const shares = widths.map((width) => Math.floor(1000 * width / sum));
  return { rows, lines: cells, shares, isSmall: isTurned || rows.length >= room.small_from };
}

/** About how many lines a table takes, the space between its cells among them.
 * @param {Record<string, number>} room @param {Table} table */
function heightOf(room, { lines: all, shares }) {
  const characters = shares.map((share) => Math.floor(share * room.characters / 1000) || 1);
  return all.reduce((sum, line) => sum + 1 + Math.max(...line.map((cell, i) => Math.ceil(cell.length / characters[i]))), 0);
}

/** @param {Data} data @param {Comparison} comparison @param {Table} table @param {string} part @param {string} label */
function latexTable(data, comparison, table, part = "", label = "") {
  const [head, ...body] = table.lines.map((line) => `${line.join(" & ")} \\\\`);
  return lines(
    "\\begin{table*}[tp]",
    "\\centering",
    `\\caption{${caption(data, comparison, table.rows, LATEX, part)}}`,
    "\\addvspace{4pt}",
    `\\label{tab:w2sg${label}}`,
    table.isSmall ? "\\scriptsize" : "\\footnotesize",
    "\\setlength{\\tabcolsep}{3pt}",
    "\\begin{tabular}{@{}",
    ...table.shares.map((share) => `>{\\raggedright\\arraybackslash\\hspace{0pt}}p{\\dimexpr0.${
      String(share).padStart(3, "0")}\\linewidth-2\\tabcolsep\\relax}`),
    "@{}}",
    "\\toprule",
    head,
    "\\midrule",
    body.join("\n\\addlinespace\n"),
    "\\bottomrule",
    "\\end{tabular}",
    "\\end{table*}",
  );
}

/** The subjects on which there are findings; then the papers without any on them.
 * @param {Comparison} comparison @returns {Section[]} */
function sectionsOf({ papers, subjects }) {
  const sections = subjects.map(({ id, name, sides }) => ({
    title: name,
    sides: Object.entries(sides).map(([side, called]) => ({
      name: called,
      found: papers.flatMap((paper) => paper.findings.filter((row) => row.sides[id] === side)
        .map(({ sentence, place }) => ({ paper, sentence, place }))),
    })),
  })).filter(({ sides }) => sides.some(({ found }) => found.length));
  const others = papers.filter(({ findings }) => !findings.some(({ sides }) => subjects.some(({ id }) => id in sides)))
    .map((paper) => ({ paper, sentence: paper.summary, place: "" }));
  return others.length ? [...sections, { title: "Background", sides: [{ name: "", found: others }] }] : sections;
}

/** @param {Data} data @param {Comparison} comparison */
function latexParagraph(data, comparison) {
  const made = [`% A skeleton to rewrite. Sentences: ${form(data.source, LATEX)} (MIT licence).`];
  for (const { title, sides } of sectionsOf(comparison)) {
    made.push("", `\\paragraph{${form(title, LATEX)}}`);
    for (const { name, found } of sides) {
      const side = form(name, LATEX);
      if (side) made.push(found.length ? `\\emph{${side}:}` : `% ${side}: no finding recorded.`);
      made.push(...found.map(({ paper, sentence, place }) => (
        `${form(sentence, LATEX).replace(/\.$/, "")} ${cited(comparison.cite.group, [paper], form(place, LATEX))}.`)));
    }
  }
  return lines(...made);
}

/** @param {Data} data @param {Comparison} comparison */
function textParagraph(data, comparison) {
  const made = [];
  for (const { title, sides } of sectionsOf(comparison)) {
    made.push(form(title, TEXT), "");
    for (const { name, found } of sides) {
      if (name) made.push(`${form(name, TEXT)}:${found.length ? "" : " no finding recorded."}`);
      made.push(...found.map(({ paper, sentence, place }) => (
        `- ${form(paper.cited, TEXT)} [${paper.key}]${place ? `, ${form(place, TEXT)}` : ""}: ${form(sentence, TEXT)}`)));
    }
    made.push("");
  }
  made.push("Papers:", ...comparison.papers.map((paper) => (
    `- [${paper.key}] ${form(paper.cited, TEXT)}: ${paper.title}. ${form(paper.cells.venue, TEXT)}. ${paper.url}`)));
  return lines(...made, "", `Source: ${form(data.source, TEXT)}.`);
}

/** @param {Data} data @param {Comparison} comparison */
function markdownTable(data, comparison) {
  const rows = filled(comparison.rows, comparison.papers);
  const [head, ...body] = gridOf(rows, comparison.papers, MARKDOWN, "–");
  const table = [["Paper", ...head], new Array(rows.length + 1).fill("---"),
    ...comparison.papers.map((paper, i) => [form(paper.cited, MARKDOWN), ...body[i]])];
  return lines(...table.map((cells) => `| ${cells.join(" | ")} |`), "", caption(data, comparison, rows, MARKDOWN));
}

/** RFC 4180; without a caption, which no program expects there. @param {Data} _ @param {Comparison} comparison */
function csvTable(_, { papers, rows }) {
  const [head, ...body] = gridOf(filled(rows, papers), papers, CSV, "");
  const table = [["key", "title", ...head], ...papers.map(({ key, title }, i) => [key, title, ...body[i]])];
  const value = (/** @type {string} */ text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return table.map((cells) => `${cells.map(value).join(",")}\r\n`).join("");
}
