/**
 * Checks someone's bibliography against the library's records: the same rules as w2sg/bibliography/checkbib.py.
 * @typedef {{key: string, type: string, fields: Record<string, string>, start: number, end: number,
 *   spans: Record<string, [number, number]>, line: number}} Given
 * @typedef {{key: string, line: number, paper: string, kind: string, have: string, want: string}} Finding
 */
import { fold } from "../browse/query.js";
import { parse } from "./bibtex-parser.js";

const NEAR = 0.8;
const REPLACED = new Set(("title author year month booktitle journal series volume number pages publisher "
  + "address organization editor doi url eprint eprinttype archiveprefix primaryclass eprintclass "
  + "howpublished").split(" "));
const SUFFIXES = new Set(["jr", "sr", "ii", "iii", "iv"]);
const ARXIV = /(?:arxiv[:./ ]*(?:(?:abs|pdf)\/)?)([0-9]{4}\.[0-9]{4,5})/i;

/** @param {string} text a BibTeX file @returns {Given[]} its entries; throws what the parser throws */
export function read(text) {
  const strings = {};
  const value = ({ kind, content }) => {
    if (kind === "concat") return content.map(value).join("");
    return kind === "abbreviation" ? strings[content.toLowerCase()] ?? content : content;
  };
  const entries = [];
  for (const part of parse(text, {}).content) {
    if (part.entryType === "string") strings[part.abbreviation.toLowerCase()] = value(part.value);
    if (part.internalKey === undefined) continue;
    const fields = {}, spans = {};
    for (const field of part.content) {
      const name = field.name.toLowerCase();
      fields[name] = value(field.value);
      spans[name] = [field.value.location.start.offset, field.value.location.end.offset];
    }
    const { start, end } = part.location;
    entries.push({ key: part.internalKey, type: part.entryType, fields, spans,
      start: start.offset, end: end.offset, line: start.line });
  }
  return entries;
}

/** A value as folded words, without LaTeX. @param {string} text */
export function words(text) {
  return fold(text
    .replace(/\\(aa|AA|ae|AE|oe|OE|o|O|l|L|ss|i|j)(?![a-zA-Z])\s*/g, (_, l) => (/aa/i.test(l) ? "a" : l))
    .replace(/\\[a-zA-Z]+\s*|\\[^a-zA-Z&]|[${}]/g, "").replaceAll("~", " "));
}

/** @param {string} text @param {RegExp} separator @returns {string[]} split outside of braces */
function split(text, separator) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(separator)) {
    const before = text.slice(0, found.index);
    if (before.split("{").length !== before.split("}").length) continue;
    parts.push(text.slice(from, found.index));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

/** Last word of the family name and first letter of the given name. @param {string} field */
export function nameKeys(field) {
  const keys = [];
  for (const name of split(field, /\s+and\s+/gi)) {
    const parts = split(name, /,/g);
    const family = words(parts.length > 1 ? parts[0] : name).split(" ").filter(Boolean);
    const whole = name.trim().startsWith("{") || family.length < 2;
    const given = parts.length > 1 ? words(parts.at(-1)) : whole ? "" : family[0];
    while (family.length > 1 && SUFFIXES.has(family.at(-1))) family.pop();
    if (family.length) keys.push([family.at(-1), given.slice(0, 1)]);
  }
  return keys;
}

const containerField = ({ fields }) => ["booktitle", "journal", "howpublished"].find((n) => fields[n]) ?? "";
const container = (given) => given.fields[containerField(given)] ?? "";
const arxivOf = (text) => (/^([0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?$/.exec(text.trim()) ?? ARXIV.exec(text))?.[1] ?? "";

function doiOf(text) {
  const doi = text.trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i, "");
  return doi.toLowerCase().startsWith("10.48550/") ? "" : doi.replaceAll("\\_", "_").toLowerCase();
}

function arxiv({ fields }) {
  const own = arxivOf(fields.eprint ?? "");
  if (own) return own;
  const names = ["doi", "url", "journal", "booktitle", "volume", "number", "note", "howpublished"];
  return names.map((name) => ARXIV.exec(fields[name] ?? "")?.[1]).find(Boolean) ?? "";
}

function alike(a, b) {
  const first = new Set(a.split(" ")), second = new Set(b.split(" "));
  const both = [...first].filter((word) => second.has(word)).length;
  return both / Math.max(1, first.size + second.size - both);
}

/** The record an entry means, if any. @param {Given} given @param {any[]} known */
function match(given, known) {
  const doi = doiOf(given.fields.doi ?? ""), id = arxiv(given);
  const named = known.find((r) => (doi && doi === r.doi) || (id && id === r.arxiv));
  if (named) return named;
  const title = words(given.fields.title ?? "");
  const names = new Set(nameKeys(given.fields.author ?? "").map(([last]) => last));
  let best, nearest = NEAR;
  for (const record of known) {
    if (!record.authors.some(([last]) => names.has(last))) continue;
    const near = Math.max(...record.titles.map((other) => alike(title, other)));
    if (near > nearest || (near === nearest && !best)) [best, nearest] = [record, near];
  }
  return best;
}

function sameNames(have, want) {
  if (have.at(-1)?.[0] === "others") {
    have = have.slice(0, -1);
    want = want.slice(0, have.length);
  }
  return have.length === want.length
    && have.every(([last, first], i) => last === want[i][0] && (!first || !want[i][1] || first === want[i][1]));
}

/** @returns {Generator<[string, string, string]>} kind, what stands there, what the record says */
function* faults(given, record) {
  const have = given.fields, want = record.fields, venue = words(container(given));
  if (!record.preprint && (!venue || /^(arxiv|corr|openreview|preprint)/.test(venue))) {
    yield ["preprint", container(given) || "no venue", record.container];
    return;
  }
  if ("year" in have && have.year.trim() !== want.year) yield ["year", have.year, want.year];
  if (venue && !record.venue.some((v) => ` ${venue} `.includes(` ${v} `))) {
    yield ["venue", container(given), record.container];
  }
  if ("title" in have && words(have.title) !== record.titles[0]) yield ["title", have.title, want.title];
  if ("author" in have && !sameNames(nameKeys(have.author), record.authors)) {
    yield ["authors", have.author, want.author];
  }
  for (const name of wrongIds(given, record)) yield ["identifier", have[name], want[name]];
  const [mine, theirs] = [have, want].map((f) => (f.pages ?? "").replace(/[^0-9]+/g, "-"));
  if (mine && theirs && mine !== theirs) yield ["pages", have.pages, want.pages];
}

function wrongIds({ fields }, record) {
  return [["doi", doiOf(fields.doi ?? ""), record.doi], ["eprint", arxivOf(fields.eprint ?? ""), record.arxiv]]
    .filter(([, mine, theirs]) => mine && theirs && mine !== theirs).map(([name]) => name);
}

/** @param {Given[]} entries @param {any[]} known @returns {Finding[]} in the order of the entries */
export function check(entries, known) {
  const found = [], seen = new Map();
  for (const given of entries) {
    const record = match(given, known);
    if (!record) continue;
    const at = { key: given.key, line: given.line, paper: record.key };
    if (seen.has(record.key)) {
      found.push({ ...at, kind: "duplicate", have: given.key, want: seen.get(record.key) });
    } else seen.set(record.key, given.key);
    for (const [kind, have, want] of faults(given, record)) found.push({ ...at, kind, have, want });
  }
  return found;
}

/** Keys of the core papers of a list that are not cited. */
export function missing(entries, known, chosen) {
  const cited = new Set(entries.map((given) => match(given, known)?.key));
  return known.filter((r) => r.core && r.lists.includes(chosen) && !cited.has(r.key)).map((r) => r.key);
}

/** @returns {string} the text, only the values changed that findings name */
export function corrected(text, entries, known, findings) {
  const edits = new Map(), whole = new Set();
  const edit = ([start, end], value) => edits.set(`${start}-${end}`, { start, end, value });
  for (const { key, line, paper, kind } of findings) {
    const given = entries.find((e) => e.key === key && e.line === line);
    const record = known.find((r) => r.key === paper), want = record.fields;
    const set = (name, value) => edit(given.spans[name], `{${value}}`);
    if (kind === "preprint") {
      whole.add(given);
      const own = Object.keys(given.fields).filter((name) => !REPLACED.has(name))
        .map((name) => `  ${name} = ${text.slice(...given.spans[name])},\n`);
      const raw = record.raw.replace(`{${record.key},`, () => `{${given.key},`).trimEnd().slice(0, -1);
      edit([given.start, given.end], `${raw}${own.join("")}}`);
    } else if (kind === "authors") set("author", want.author);
    else if (kind === "venue") set(containerField(given), record.container);
    else if (kind === "identifier") wrongIds(given, record).forEach((name) => set(name, want[name]));
    else if (kind !== "duplicate") set(kind, want[kind]);
  }
  for (const { start, end, value } of [...edits.values()].sort((a, b) => b.start - a.start)) {
    const inside = [...whole].some((g) => g.start <= start && end <= g.end && g.end - g.start > end - start);
    if (!inside) text = text.slice(0, start) + value + text.slice(end);
  }
  return text;
}
