/** The corrected file: only what findings name is changed, everything else stays byte for byte.
 * The twin of w2sg/bibliography/writing.py.
 * @typedef {import("./decoding.js").Decoded} Decoded
 */
import { constants } from "./constants.js";
import { isOutdated } from "./containers.js";
import { fits, lineEnd } from "./decoding.js";
import { arxivIn } from "./identifiers.js";
import { words } from "./words.js";

/** @param {Decoded} file @param {import("./bibtex.js").Entry[]} entries @param {any} known
 * @param {any[]} findings @returns {string} */
export function corrected(file, entries, known, findings) {
  const papers = new Map(known.papers.map((paper) => [paper.key, paper]));
  const biblatex = isBiblatex(entries), end = lineEnd(file.text);
  const whole = new Set(findings.filter((finding) => finding.whole).map(({ entry }) => entry));
  /** @type {Map<string, [number, number, string]>} */
  const changes = new Map();
  // Of two findings on a field the first counts: a container goes with the identifier in it.
  /** @type {Map<number, Map<string, string|null>>} */
  const edits = new Map();
  for (const finding of findings) {
    const entry = entries[finding.entry];
    if (finding.whole) {
      const fresh = replaced(file.text, entry, papers.get(finding.paper), biblatex, end);
      put(changes, [entry.start, entry.end], fitted(fresh, file, known));
    } else if (!whole.has(finding.entry)) {
      if (!edits.has(finding.entry)) edits.set(finding.entry, new Map());
      const edited = edits.get(finding.entry);
      for (const [name, value] of finding.edits) if (!edited.has(name)) edited.set(name, value);
    }
  }
  for (const [number, edited] of edits) edit(changes, file, entries[number], edited, known, end);
  const parts = [];
  let pos = 0;
  for (const [start, stop, value] of [...changes.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    parts.push(file.text.slice(pos, start), value);
    pos = stop;
  }
  return [...parts, file.text.slice(pos)].join("");
}

function put(changes, [start, stop], value) {
  changes.set(`${start}-${stop}`, [start, stop, value]);
}

/** Whether more entries of a file are in biblatex's names than in BibTeX's. */
function isBiblatex(entries) {
  const having = (names) => (entry) => names.some((name) => name in entry.fields);
  const biblatex = entries.filter((entry) => constants.BIBLATEX_TYPES.includes(entry.type)
    || having(constants.BIBLATEX)(entry)).length;
  return biblatex > entries.filter(having(constants.BIBTEX)).length;
}

/** Note the changes of an entry: of values, of fields that go, and, where the value stands in a
 * parent, of a field that is put in, empty if it goes. A field that is given again goes: of two,
 * BibTeX prints the first, biber the last. */
function edit(changes, file, entry, edits, known, end) {
  for (const [name, value] of edits) {
    const text = fitted(value ?? "", file, known);
    const gone = entry.repeated.filter(([other]) => other === name).map(([, span]) => span);
    if (value === null && name in entry.whole) gone.push(entry.whole[name]);
    else if (name in entry.spans) {
      const span = entry.spans[name];
      const kept = comments(file.text, entry, span).map((comment) => ` ${comment}`);
      put(changes, span, `{${text}}${kept.join("")}`);
    } else {
      const before = changes.get(`${entry.body}-${entry.body}`)?.[2] ?? "";
      put(changes, [entry.body, entry.body], `${before}${end}  ${name} = {${text}},`);
    }
    for (const span of gone) put(changes, removal(file.text, span), comments(file.text, entry, span).join(""));
  }
}

/** A field with the blanks behind it, so that the next one stands in its place. */
function removal(text, [start, stop]) {
  while (stop < text.length && " \t\r\n".includes(text[stop])) stop += 1;
  return [start, stop];
}

/** The comments in a part of an entry that is replaced, but for what is kept of it. They stay, for they
 * are the reader's; and a brace in one may be what closes an entry that cannot be read.
 * @typedef {import("./bibtex.js").Span} Span @param {Span} part @param {Span[]} [kept] */
function comments(text, entry, part, kept = []) {
  return entry.comments.filter((comment) => isIn(comment, part) && !kept.some((span) => isIn(comment, span)))
    .map((comment) => text.slice(...comment));
}

const isIn = ([start], [from, to]) => from <= start && start < to;

/** The record's entry under the reader's key, with the reader's own other fields. */
function replaced(text, entry, record, biblatex, end) {
  const raw = record[biblatex ? "biblatex" : "bibtex"].replace(/[ \t\r\n]+$/, "");
  const [head, ...fields] = raw.split("\n").slice(0, -1), closer = text[entry.end - 1];
  const own = Object.keys(entry.fields).filter((name) => !isReplaced(name, entry.fields[name], record));
  const spans = own.map((name) => entry.spans[name]);
  return [
    `${head.split("{")[0]}${closer === ")" ? "(" : "{"}${entry.key},`,
    ...comments(text, entry, [entry.start, entry.end], spans).map((comment) => comment.replace(/[\r\n]+$/, "")),
    ...fields,
    ...own.map((name, i) => `  ${name} = ${text.slice(...spans[i])},`),
    closer,
  ].join(end);
}

/** Whether a reader's field says what the record says, or said before it was published. */
function isReplaced(name, value, record) {
  if (constants.NOTES.includes(name)) return isOutdated(value) || Boolean(arxivIn(value));
  if (name === "shorttitle") return !record.titles[0].includes(words(value));
  return constants.REPLACED.includes(name);
}

/** A value with LaTeX for the letters that the file's encoding does not have. */
function fitted(value, file, known) {
  return Array.from(value, (char) => (fits(char, file.encoding) ? char : known.escapes[char] ?? char)).join("");
}
