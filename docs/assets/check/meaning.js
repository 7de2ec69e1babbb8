/** What the fields of someone's entry mean, in BibTeX's names and in biblatex's.
 * The twin of w2sg/bibliography/meaning.py.
 * @typedef {Record<string, string>} Fields
 * @typedef {import("./bibtex.js").Entry} Entry
 */
import { constants } from "./constants.js";

const NOT_INHERITED = new Set(["crossref", "xdata", "xref", "ids", "label", "title", "subtitle", "abstract"]);
// Of two names for the same, an entry's own counts, whichever its parent has.
const SAME = { year: "date", date: "year", journal: "journaltitle", journaltitle: "journal" };
const MAX_DEPTH = 4; // parents of parents
const MAX_PARENTS = 20;

const trimmed = (/** @type {string} */ text) => text.replace(/^[ \t\r\n]+/, "").replace(/[ \t\r\n]+$/, "");

/** The fields of each entry with those that it inherits by `crossref` and `xdata`: a parent's title
 * is its child's book title or journal. @param {Entry[]} entries @returns {Fields[]} */
export function withParents(entries) {
  const byKey = new Map();
  for (const entry of entries) {
    const key = entry.key.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  return entries.map((entry) => inherited(entry, byKey));
}

function inherited(entry, byKey) {
  let level = parents(entry, byKey);
  if (!level.length) return entry.fields;
  const fields = Object.assign(Object.create(null), entry.fields);
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const following = [];
    for (const [parent, isData] of level) {
      for (const [name, value] of Object.entries(parent.fields)) {
        const own = Object.hasOwn(SAME, name) && SAME[name] in entry.fields;
        if (!own && (isData || !NOT_INHERITED.has(name))) fields[name] ??= value;
      }
      const name = entry.type === "article" ? "journal" : "booktitle";
      if (!isData && "title" in parent.fields && !fields[name] && !fields[`${name}title`]) {
        fields[name] = parent.fields.title;
      }
      following.push(...parents(parent, byKey));
    }
    level = following.slice(0, MAX_PARENTS);
  }
  return fields;
}

/** The entries that one inherits from, and whether as data only (`xdata`). */
function parents(entry, byKey) {
  const found = [];
  for (const field of ["xdata", "crossref"]) {
    const names = entry.fields[field];
    for (const name of names ? names.split(",").slice(0, MAX_PARENTS) : []) {
      const parent = byKey.get(trimmed(name).toLowerCase());
      if (parent && parent !== entry) found.push([parent, field === "xdata"]);
    }
  }
  return found;
}

/** Title and subtitle. @param {Fields} fields */
export function titleOf({ title = "", subtitle = "" }) {
  return title && subtitle ? `${title}: ${subtitle}` : title;
}

/** The first year in a value; empty for none. @param {string} value */
export const yearIn = (value) => /(?:^|[^0-9])((?:19|20)[0-9]{2})(?![0-9])/.exec(value)?.[1] ?? "";

/** The field that says where a work appeared; empty if none does. @param {Fields} fields */
export const containerField = (fields) => constants.CONTAINERS.find((name) => trimmed(fields[name] ?? "")) ?? "";
