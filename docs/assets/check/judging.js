/**
 * What is wrong, outdated or only differently written in an entry, beside the record that it means.
 * The twin of w2sg/bibliography/judging.py.
 * @typedef {[string, string|null][]} Edits  field and new value; null takes the field out
 * @typedef {{kind: string, degree: string, have: string, want: string, edits: Edits, whole: boolean}} Draft
 */
import { constants } from "./constants.js";
import { container, isOutdated, meansVenue, sameEdition } from "./containers.js";
import { arxivIn, doiIn, identifiersIn } from "./identifiers.js";
import { containerField, titleOf, yearIn } from "./meaning.js";
import { bare, nameKeys, sameNames, squeezed, words } from "./words.js";

export const [WRONG, OUTDATED, DIFFERENT] = ["wrong", "outdated", "different"];
const KINDS = { inproceedings: "in", conference: "in", incollection: "in", inbook: "in", article: "article",
  periodical: "article" };

const kindOf = (/** @type {string} */ type) => (Object.hasOwn(KINDS, type) ? KINDS[type] : "misc");
/** @returns {Draft} */
const draft = (kind, degree, have, want, edits = [], whole = false) => ({ kind, degree, have, want, edits, whole });
const sameWords = (a, b) => a.words.length === b.words.length && a.words.every((word, i) => word === b.words[i]);

/** [key of a record, finding] for identifiers that are that record's, which the entry, itself not in
 * the library, does not mean. @returns {Generator<[string, Draft]>} */
export function* ofStrangers(match, fields) {
  for (const [field, record] of match.record ? [] : match.strangers) {
    if (field !== "eprint" && field !== "doi") continue;
    const also = field === "eprint" ? constants.EPRINT.filter((name) => name in fields) : [];
    const edits = [field, ...also].map((name) => [name, null]);
    yield [record.key, draft("identifier", WRONG, fields[field], "", edits)];
  }
}

/** What an entry says otherwise than its record. @param {Record<string, string>} fields with those
 * that it inherits @param {{venues: any, acronyms: string[]}} known @returns {Generator<Draft>} */
export function* faults(entry, fields, match, known) {
  const { record } = match;
  if (!record) return;
  const venue = [...ofVenue(entry, fields, record, known)];
  yield* venue;
  if (venue.some(({ whole }) => whole)) return;
  const want = record.fields;
  yield* ofYear(fields, want);
  yield* ofTitle(fields, record);
  yield* ofAuthors(fields, record);
  yield* ofIdentifiers(fields, match);
  yield* ofPages(fields, want);
  yield* ofNumber("volume", fields, want);
  yield* ofNumber("number", fields, want);
}

function* ofVenue(entry, fields, record, known) {
  const field = containerField(fields), value = fields[field] ?? "";
  const said = value || arxivSaid(fields), want = record.container;
  const state = stateOf(entry, value, record, known);
  const printed = record.kind !== "published" || isPrinted(entry, field, fields);
  if (state === "outdated") yield draft("preprint", OUTDATED, said, want, [], true);
  else if (["same", "different", "edition"].includes(state) && !printed) {
    yield draft("venue", WRONG, `@${entry.type}: ${said}`, `@${record.type}: ${want}`, [], true);
  } else if (state === "other") {
    const whole = !printed || kindOf(entry.type) !== kindOf(record.type);
    yield draft("venue", WRONG, said, want, whole ? [] : containerEdits(field, fields, record, known), whole);
  } else if (state === "edition") yield draft("venue", WRONG, said, want, [[field, want]]);
  else if (state === "different") yield draft("venue", DIFFERENT, said, want, [[field, want]]);
}

/** Whether BibTeX's standard styles and biblatex's print a container's field in an entry of this type:
 * `@article` prints no `booktitle`, `@inproceedings` no `journal`. */
function isPrinted(entry, field, fields) {
  const names = { in: ["booktitle"], article: ["journal", "journaltitle"], misc: [] }[kindOf(entry.type)];
  return !constants.TITLES.includes(field) || names.some((name) => fields[name]);
}

/** What a container's name is beside the record's: same, different (the same, differently written),
 * edition (another one), outdated (a version before), other; empty for nothing to say. */
function stateOf(entry, value, record, known) {
  const have = container(value), want = container(record.container);
  if (have.words.length && sameWords(have, want)) return "same";
  const outdated = isOutdated(value) || constants.UNPUBLISHED_TYPES.includes(entry.type);
  const same = means(have, want, known.venues[record.venue], known.acronyms);
  if (record.kind !== "published") {
    return outdated || have.workshop || same || isLoose(entry, have, known) ? "" : "other";
  }
  if (isOutdated(value) || (have.workshop && !want.workshop) || (outdated && !same)) return "outdated";
  if (!same || have.findings !== want.findings) return "other";
  return sameEdition(have, want, record.years) ? "different" : "edition";
}

/** Whether a container's name means the record's venue, a workshop of it where the record is one. */
function means(have, want, venue, acronyms) {
  if (have.workshop && want.workshop) {
    const own = have.words.filter((word) => !constants.AROUND.includes(word));
    if (own.length && own.every((word) => want.words.includes(word))) return true;
  }
  const aWorkshop = venue.names.some((name) => name.some((word) => constants.WORKSHOP.includes(word)));
  if (want.workshop && !have.workshop && !aWorkshop) return false;
  return meansVenue(have, venue, acronyms);
}

/** Whether an entry names no venue, but a place such as a company, as it may of a preprint. */
function isLoose(entry, have, known) {
  return kindOf(entry.type) === "misc"
    && !Object.values(known.venues).some((venue) => meansVenue(have, venue, known.acronyms));
}

function arxivSaid(fields) {
  const number = constants.IDENTIFYING.filter((name) => fields[name]).map((name) => arxivIn(fields[name])).find(Boolean);
  return number ? `arXiv:${number}` : "no venue";
}

/** The container and what else names the wrong one. */
function containerEdits(field, fields, record, known) {
  const venue = known.venues[record.venue];
  const also = constants.ALSO_CONTAINERS.filter((name) => name !== field && name in fields
    && !meansVenue(container(fields[name]), venue, known.acronyms));
  return [[field, record.container], ...also.map((name) => [name, record.fields[name] ?? null])];
}

function* ofYear(fields, want) {
  const wrong = ["date", "year"].filter((name) => name in fields && yearIn(fields[name]) !== want.year);
  if (!wrong.length) return;
  const have = fields[wrong[0]];
  yield draft("year", yearIn(have) ? WRONG : OUTDATED, have, want.year, wrong.map((name) => [name, want.year]));
}

function* ofTitle(fields, record) {
  const have = titleOf(fields), want = record.fields.title;
  if (!have) return;
  const edits = [["title", want], ...("subtitle" in fields ? [["subtitle", null]] : [])];
  const folded = squeezed(words(have)), [title, ...aliases] = record.titles.map(squeezed);
  if (folded !== title) yield draft("title", aliases.includes(folded) ? OUTDATED : WRONG, have, want, edits);
  else if (bare(have) !== bare(want)) yield draft("title", DIFFERENT, have, want, edits);
}

function* ofAuthors(fields, record) {
  const have = fields.author ?? "", want = record.fields.author ?? "";
  if (!bare(have)) return;
  const same = sameNames(nameKeys(have), record.authors);
  if (!same) yield draft("authors", WRONG, have, want, [["author", want]]);
  else if (bare(have) !== bare(want)) yield draft("authors", DIFFERENT, have, want, [["author", want]]);
}

function* ofIdentifiers(fields, match) {
  const { record } = match, others = new Set(match.strangers.map(([field]) => field));
  for (const field of constants.IDENTIFYING) {
    const value = fields[field];
    if (!value) continue;
    const arxiv = arxivIn(value), doi = constants.DOI_FIELDS.includes(field) ? doiIn(value) : "";
    const wrong = (arxiv && record.arxiv && arxiv !== record.arxiv) || (doi && record.doi && doi !== record.doi);
    if (wrong || others.has(field)) yield ofIdentifier(field, value, arxiv, fields, record);
    else if (field === "doi" && doi && value.toLowerCase() !== doi) {
      yield draft("identifier", DIFFERENT, value, doi, [["doi", doi]]);
    } else if (field === "eprint" && arxiv && value !== arxiv) {
      yield draft("identifier", DIFFERENT, value, arxiv, [["eprint", arxiv]]);
    }
  }
}

/** The finding of a wrong identifier: the record's takes its place, or nothing does. */
function ofIdentifier(field, value, arxiv, fields, record) {
  const own = record.arxiv, start = arxiv ? value.toLowerCase().indexOf(arxiv) : -1;
  let fresh = "";
  if (field === "eprint" && own) fresh = own;
  else if (own && start >= 0) {
    fresh = value.slice(0, start) + own + value.slice(start + arxiv.length);
    if (identifiersIn(field, fresh).join(" ") !== `arxiv:${own}`) fresh = "";
  }
  if (!fresh && (field === "doi" || field === "url")) fresh = record.fields[field] ?? "";
  if (!fresh && field === containerField(fields)) return draft("identifier", WRONG, value, record.container, [], true);
  const gone = [field, ...(field === "eprint" ? constants.EPRINT : [])].filter((name) => name in fields);
  return draft("identifier", WRONG, value, fresh, fresh ? [[field, fresh]] : gone.map((name) => [name, null]));
}

function* ofPages(fields, want) {
  const have = fields.pages ?? "", mine = pageNumbers(have), theirs = pageNumbers(want.pages ?? "");
  if (!mine.length || !theirs.length) return;
  const edits = [["pages", want.pages]], [said, first] = [mine.join(" "), theirs[0]];
  if (said !== theirs.join(" ") && said !== first) yield draft("pages", WRONG, have, want.pages, edits);
  else if (bare(have).replaceAll("\u2013", "--") !== want.pages) {
    yield draft("pages", DIFFERENT, have, want.pages, edits);
  }
}

/** The pages in a value, `1607` and `1616` of `1607--16`; none if it is the number of pages. */
function pageNumbers(value) {
  const text = bare(value).toLowerCase().replace(/([0-9]),([0-9]{3})(?![0-9])/g, "$1$2");
  if (/^[0-9]+ *(?:pages|page|pp|p)[.]?$/i.test(text)) return [];
  const found = (text.match(/[a-z]*[0-9]+/g) ?? []).map((page) => page.replace(/^p+(?=[0-9])/, ""));
  const missing = found.length === 2 && found.every((page) => /^[0-9]/.test(page)) ? found[0].length - found[1].length : 0;
  if (missing > 0) found[1] = found[0].slice(0, missing) + found[1];
  return found;
}

function* ofNumber(name, fields, want) {
  const have = fields[name];
  if (!have || !(name in want) || arxivIn(have)) return;
  const [mine, theirs] = [have, want[name]].map((value) => bare(value).match(/[0-9]+/g) ?? []);
  if (mine.length && theirs.length && !mine.includes(theirs[0])) {
    yield draft(name, WRONG, have, want[name], [[name, want[name]]]);
  }
}
