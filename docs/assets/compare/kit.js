/**
 * Comparisons: what an address asks for, and what can be taken away from it. No DOM in here.
 * The twin of w2sg/export/related_work.py, held equal to it by tests; both join the pieces that the
 * build has written into compare.json (w2sg/export/compare_data.py says what they mean).
 *
 * @typedef {string|string[]} Cell  the same in all formats; or text, LaTeX, Markdown, CSV, address
 * @typedef {{id: string, name: Cell, width: number, of_words: boolean, claim: boolean}} Row
 * @typedef {{kind: string, id: string, name: Cell}} Subject
 * @typedef {{kind: string, id: string, name: Cell, papers: number[]}} List
 * @typedef {{id: string, group: string, text: string, named: boolean, needs: string}} Cite
 * @typedef {{key: string, title: string, cited: Cell, authors: string, names: string, url: string,
 *   year: number, summary: Cell, cells: Record<string, Cell>, findings: Finding[]}} Paper
 * @typedef {{sides: Record<string, string>, sentence: Cell, place: Cell}} Finding
 * @typedef {{source: Cell, room: Record<string, number>, cites: Cite[],
 *   rows: Row[], subjects: Subject[], lists: List[], papers: Paper[], retired: Record<string, string>,
 *   shared_claims: number, captions: {title: string, best: string, lists: Record<string, string>}}} Data
 * @typedef {{papers: Paper[], rows: Row[], subjects: Subject[], cite: Cite, of: List|null}} Comparison
 * @typedef {{keys: string[], of: [string, string]|null, rows: string[], cite: string}} State
 *   of: kind and id of a list; rows: none for all
 */

export const [TEXT, LATEX, MARKDOWN, CSV, HREF] = [0, 1, 2, 3, 4];
const SIDES = { for: "For", against: "Against", open: "Open" };
const PAPER_WIDTH = 11;

/** The state that an address asks for, and the parts of it that mean nothing here.
 * @param {string} search @param {Data} data @returns {{state: State, notes: string[]}} */
export function parse(search, data) {
  /** @type {State} */
  const state = { keys: [], of: null, rows: [], cite: data.cites[0].id };
  const notes = [];
  const known = new Set(data.papers.map(({ key }) => key));
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

/** What a state compares. @param {Data} data @param {State} state @returns {Comparison} */
export function compare(data, { keys, of, rows, cite }) {
  const list = of && data.lists.find(({ kind, id }) => kind === of[0] && id === of[1]);
  const papers = keys.length || !list ? keys.map((key) => data.papers.find((paper) => paper.key === key))
    : list.papers.map((place) => data.papers[place]);
  const subject = data.subjects.filter(({ kind, id }) => of && kind === of[0] && id === of[1]);
  const subjects = subject.length ? subject : data.subjects.filter(({ kind }) => kind === "question");
  const shown = rows.length ? rows : defaultRows(data, papers, subjects);
  return {
    papers,
    rows: data.rows.filter(({ id }) => shown.includes(id)),
    subjects,
    cite: data.cites.find(({ id }) => id === cite),
    of: keys.length ? null : list,
  };
}

/** All rows but those of claims; of these the one that is compared, and the few on which most of a few
 * papers have findings. @param {Data} data @param {Paper[]} papers @param {Subject[]} subjects */
export function defaultRows(data, papers, subjects) {
  const shared = data.rows.filter(({ claim }) => claim && papers.length <= data.room.papers)
    .map(({ id }) => ({ id, n: papers.filter(({ cells }) => id in cells).length }))
    .filter(({ n }) => n > 1).sort((a, b) => b.n - a.n).slice(0, data.shared_claims);
  const kept = new Set([...shared, ...subjects].map(({ id }) => id));
  return data.rows.filter(({ id, claim }) => !claim || kept.has(id)).map(({ id }) => id);
}

/** @param {Cell} cell @param {number} form */
export const form = (cell, form) => (typeof cell === "string" ? cell : cell[form] || cell[TEXT]);

/** The rows in which any of the papers has something to show. @param {Row[]} rows @param {Paper[]} papers */
export const filled = (rows, papers) => rows.filter(({ id }) => papers.some(({ cells }) => id in cells));

/** A comparison in a format other than `bib`, whose entries the data do not hold.
 * @param {Data} data @param {Comparison} comparison @param {string} format */
export function relatedWork(data, comparison, format) {
  const make = { latex: latexTable, paragraph: latexParagraph, text: textParagraph, markdown: markdownTable,
    csv: csvTable, cite: citation }[format];
  return make(data, comparison);
}

const lines = (/** @type {string[]} */ ...all) => all.map((line) => `${line}\n`).join("");

/** @param {Data} _ @param {Comparison} comparison */
function citation(_, { cite, papers }) {
  return `${cite.group}{${papers.map(({ key }) => key).join(",")}}\n`;
}

/** @param {Data} data @param {Comparison} comparison @param {Row[]} rows @param {number} as @param {string} part */
function caption({ source, captions }, { of }, rows, as, part = "") {
  const quoted = (/** @type {string} */ name) => (as === LATEX ? `\`\`${name}''` : `“${name}”`);
  const title = of ? `${captions.lists[of.kind]} ${quoted(form(of.name, as).replace(/\.$/, ""))}` : captions.title;
  const best = rows.some(({ id }) => id === "score") ? ` ${captions.best}` : "";
  return `${title}${part}.${best} Source: ${form(source, as)}.`;
}

/** @param {Data} data @param {Comparison} comparison */
function latexTable(data, comparison) {
  const made = partsOf(data, comparison);
  const { needs } = comparison.cite;
  const used = ["array", "booktabs", ...(needs ? [needs] : [])].map((name) => `\\usepackage{${name}}`).join(", ");
  const head = `% In the preamble: ${used}; with pdflatex also \\usepackage[T1]{fontenc}\n`;
  const tables = made.map((part, i) => latexPart(data, comparison, part, i + 1, made.length));
  return head + chunks(tables, data.room.held).map((page) => page.join("\n")).join("\n\\clearpage\n");
}

/** @template T @param {T[]} all @param {number} size @returns {T[][]} */
const chunks = (all, size) => Array.from({ length: Math.ceil(all.length / size) },
  (_, i) => all.slice(i * size, (i + 1) * size));

/** Whether a table has a column, not a line, a paper.
 * @param {Record<string, number>} room @param {Row[]} rows @param {Paper[]} papers */
const isTurned = (room, rows, papers) => filled(rows, papers).length > room.columns;

/** The papers of each table, as many as there is room for. @param {Data} data @param {Comparison} comparison */
function partsOf({ room }, { rows: asked, papers }) {
  const rows = filled(asked, papers);
  if (isTurned(room, asked, papers)) {
    const tables = Math.ceil(papers.length / room.turned_papers);
    return chunks(papers, Math.ceil(papers.length / tables)); // as many in each, so that none is left alone
  }
  const head = linesOf(room, rows, rows.map(({ name }) => name));
  /** @type {Paper[][]} */
  const parts = [];
  let left = 0;
  for (const paper of papers) {
    const needed = linesOf(room, rows, rows.map(({ id }) => paper.cells[id] ?? ""));
    if (!parts.length || left < needed || parts.at(-1).length === room.papers) {
      parts.push([]);
      left = room.lines - head;
    }
    parts.at(-1).push(paper);
    left -= needed;
  }
  return parts;
}

/** About how many lines a paper takes in a table, the space below it among them.
 * @param {Record<string, number>} room @param {Row[]} rows @param {Cell[]} cells */
function linesOf(room, rows, cells) {
  const characters = sharesOf(rows).slice(1).map((share) => Math.floor(share * room.characters / 1000) || 1);
  return Math.max(0, ...cells.map((cell, i) => Math.ceil(form(cell, LATEX).length / characters[i]))) + 1;
}

/** @param {Data} data @param {Comparison} comparison @param {Paper[]} papers @param {number} number
 * @param {number} of */
function latexPart(data, comparison, papers, number, of) {
  const { room } = data;
  const rows = filled(comparison.rows, papers);
  const [part, label] = of > 1 ? [` (part ${number} of ${of})`, `-${number}`] : ["", ""];
  const turned = isTurned(room, comparison.rows, comparison.papers);
  const cells = latexCells(comparison, papers, rows);
  const table = turned ? cells[0].map((_, i) => cells.map((line) => line[i])) : cells;
  const [head, ...body] = table.map((line) => `${line.join(" & ")} \\\\`);
  const shares = turned ? turnedShares(room, papers.length) : sharesOf(rows);
  return lines(
    "\\begin{table*}[tp]",
    "\\centering",
    `\\caption{${caption(data, comparison, rows, LATEX, part)}}`,
    `\\label{tab:w2sg${label}}`,
    turned || rows.length >= room.small_from ? "\\scriptsize" : "\\footnotesize",
    "\\setlength{\\tabcolsep}{3pt}",
    "\\begin{tabular}{@{}",
    ...shares.map((share) => `>{\\raggedright\\arraybackslash\\hspace{0pt}}p{\\dimexpr0.${
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

/** A line of cells for the names of the rows, and one for each paper.
 * @param {Comparison} comparison @param {Paper[]} papers @param {Row[]} rows @returns {string[][]} */
const latexCells = ({ cite }, papers, rows) => [
  ["Paper", ...rows.map(({ name }) => form(name, LATEX))],
  ...papers.map((paper) => [cited(cite, paper, ""), ...rows.map(({ id }) => form(paper.cells[id] ?? "--", LATEX))]),
];

/** The columns' shares of a line's width, the papers' first, in thousandths. @param {Row[]} rows */
function sharesOf(rows) {
  const widths = [PAPER_WIDTH, ...rows.map(({ width }) => width)];
  const sum = widths.reduce((a, b) => a + b);
  return widths.map((width) => Math.floor(1000 * width / sum));
}

/** As `sharesOf`, of a table with a column for each of so many papers.
 * @param {Record<string, number>} room @param {number} papers */
function turnedShares({ turned_first: first, turned_each: each }, papers) {
  const sum = first + papers * each;
  return [Math.floor(1000 * first / sum), ...new Array(papers).fill(Math.floor(1000 * each / sum))];
}

/** The paper as part of a sentence. @param {Cite} cite @param {Paper} paper @param {string} place */
function cited(cite, paper, place) {
  return `${cite.named ? `${paper.authors}~` : ""}${cite.text}${place ? `[${place}]` : ""}{${paper.key}}`;
}

/** @param {Data} data @param {Comparison} comparison */
function latexParagraph(data, comparison) {
  const made = [`% A skeleton to rewrite. Sentences: ${form(data.source, LATEX)} (MIT licence).`];
  for (const { subject, sides } of argumentsOf(comparison)) {
    made.push("", `\\paragraph{${form(subject.name, LATEX)}}`);
    for (const [side, found] of Object.entries(sides)) {
      made.push(found.length ? `\\emph{${SIDES[side]}:}` : `% ${SIDES[side]}: no finding recorded.`);
      made.push(...found.map(({ paper, row }) => `${cited(comparison.cite, paper, form(row.place, LATEX))}: ${
        stopped(form(row.sentence, LATEX))}`));
    }
  }
  const others = background(comparison);
  if (others.length) {
    made.push("", "\\paragraph{Background}");
    made.push(...others.map((paper) => `${cited(comparison.cite, paper, "")}: ${form(paper.summary, LATEX)}`));
  }
  return lines(...made);
}

/** @param {Data} data @param {Comparison} comparison */
function textParagraph(data, comparison) {
  const made = [];
  const mentioned = (/** @type {Paper} */ paper, /** @type {Finding} */ row) => (
    [`${form(paper.cited, TEXT)} [${paper.key}]`, row ? form(row.place, TEXT) : ""].filter(Boolean).join(", "));
  for (const { subject, sides } of argumentsOf(comparison)) {
    made.push(form(subject.name, TEXT), "");
    for (const [side, found] of Object.entries(sides)) {
      made.push(`${SIDES[side]}:${found.length ? "" : " no finding recorded."}`);
      made.push(...found.map(({ paper, row }) => (
        `- ${mentioned(paper, row)}: ${stopped(form(row.sentence, TEXT))}`)));
    }
    made.push("");
  }
  const others = background(comparison);
  if (others.length) {
    made.push("Background:", ...others.map((paper) => `- ${mentioned(paper)}: ${form(paper.summary, TEXT)}`), "");
  }
  made.push("Papers:", ...comparison.papers.map((paper) => (
    `- [${paper.key}] ${form(paper.cited, TEXT)}: ${paper.title}. ${form(paper.cells.venue, TEXT)}. ${paper.url}`)));
  return lines(...made, "", `Source: ${form(data.source, TEXT)}.`);
}

/** @param {string} sentence */
const stopped = (sentence) => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`);

/** The subjects on which there are findings, with these by side. @param {Comparison} comparison */
function argumentsOf({ papers, subjects }) {
  return subjects.map((subject) => {
    /** @type {Record<string, {paper: Paper, row: Finding}[]>} */
    const sides = { for: [], against: [], open: [] };
    for (const paper of papers) {
      for (const row of paper.findings) sides[row.sides[subject.id]]?.push({ paper, row });
    }
    return { subject, sides };
  }).filter(({ sides }) => Object.values(sides).some((found) => found.length));
}

/** The papers without a finding on any of the subjects. @param {Comparison} comparison */
function background({ papers, subjects }) {
  return papers.filter(({ findings }) => !findings.some(({ sides }) => subjects.some(({ id }) => id in sides)));
}

/** @param {Data} data @param {Comparison} comparison */
function markdownTable(data, comparison) {
  const { papers } = comparison;
  const rows = filled(comparison.rows, papers);
  const table = [
    ["Paper", ...rows.map(({ name }) => form(name, MARKDOWN))],
    new Array(rows.length + 1).fill("---"),
    ...papers.map(({ cited: name, cells }) => (
      [form(name, MARKDOWN), ...rows.map(({ id }) => form(cells[id] ?? "–", MARKDOWN))])),
  ];
  return lines(...table.map((cells) => `| ${cells.join(" | ")} |`), "", caption(data, comparison, rows, MARKDOWN));
}

/** RFC 4180; without a caption, which no program expects there. @param {Data} _ @param {Comparison} comparison */
function csvTable(_, { papers, rows: asked }) {
  const rows = filled(asked, papers);
  const table = [
    ["key", "title", ...rows.map(({ name }) => form(name, CSV))],
    ...papers.map(({ key, title, cells }) => [key, title, ...rows.map(({ id }) => form(cells[id] ?? "", CSV))]),
  ];
  const value = (/** @type {string} */ text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return table.map((cells) => `${cells.map(value).join(",")}\r\n`).join("");
}
