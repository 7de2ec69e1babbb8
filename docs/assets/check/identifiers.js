/** By which identifiers and addresses a work can be known: `doi:10.1038/nature24270`,
 * `arxiv:2312.09390`, `acl:p19-1001`. The twin of w2sg/bibliography/identifiers.py. */
import { constants } from "./constants.js";

const NEW = "[0-9]{4}\\.[0-9]{4,5}";
const OLD = "[a-z-]+(?:\\.[a-z]{2})?/[0-9]{7}";
const DOI = /10\.[0-9]{4,9}\/[^ \t\r\n"<>]+/i;
const ARXIV = new RegExp("(?:arxiv(?:\\.org)?|huggingface\\.co/papers|alphaxiv\\.org|\\bcorr\\b)"
  + `[\\]:./, \\[]*(?:vol\\.? ?)?(?:(?:abs|pdf|html)[/ ]*)?(${NEW}|${OLD})`, "i");
const ABS = new RegExp(`^(?:abs/)(${NEW}|${OLD})(?:v[0-9]+)?$`, "i");
const BARE_ID = new RegExp(`^(?:arxiv:[ ]*)?(${NEW}|${OLD})(?:v[0-9]+)?(?: *\\[[a-z.-]+\\])?$`, "i");
const DATACITE = new RegExp(`10\\.48550/arxiv\\.(${NEW}|${OLD})`, "i");
/** @type {[string, RegExp][]} */
const PLACES = [
  ["openreview", /openreview\.net\/[a-z]+\?(?:[^ ]*&)?id=([A-Za-z0-9_-]+)/],
  ["acl", /(?:aclanthology\.org|aclweb\.org\/anthology)\/(?:papers\/[^ ]*\/)?([A-Za-z0-9.-]+?)(?:v[0-9]+)?(?:\.pdf|\.bib|\/)?$/],
  ["pmlr", /proceedings\.mlr\.press\/(v[0-9]+\/[a-z0-9-]+)/],
  ["neurips", /(?:papers\.nips|neurips)\.cc\/[^ ]*?([0-9]{4}\/(?:hash|file)\/[0-9a-f]{32})/],
  ["neurips", /papers\.n(?:eur)?ips\.cc\/paper\/([0-9]+)-/],
  ["cvf", /openaccess\.thecvf\.com\/[^ ]*\/([A-Za-z0-9_.-]+?)(?:_paper)?\.(?:pdf|html)/],
];

/** A value as an address or identifier is written, without LaTeX's escapes and braces. */
export function addressText(/** @type {string} */ value) {
  return value.replace(/\\href[ \t\r\n]*\{([^{}]*)\}[ \t\r\n]*\{[^{}]*\}/g, "$1")
    .replace(/\\(?:url|href|nolinkurl|path|texttt)(?![a-zA-Z])/g, "").replace(/\\([_%#&~$-])/g, "$1")
    .replace(/[{}]/g, "").replaceAll("%2F", "/").replaceAll("%2f", "/")
    .replace(/[ \t\r\n\f\v]+/g, " ").replace(/^ | $/g, "");
}

/** The DOI in a value, in lower case; empty for none and for arXiv's, which are arXiv ids. */
export function doiIn(/** @type {string} */ value) {
  const doi = (DOI.exec(addressText(value))?.[0] ?? "").toLowerCase().replace(/[?#].*$|[.,;]+$/, "");
  return doi.startsWith("10.48550/") || doi.startsWith("10.5555/") ? "" : doi;
}

/** The arXiv id that a value is or names as one, without its version; empty for none. */
export function arxivIn(/** @type {string} */ value) {
  const text = addressText(value);
  const found = BARE_ID.exec(text) ?? DATACITE.exec(text) ?? ABS.exec(text) ?? ARXIV.exec(text);
  return found ? found[1].toLowerCase() : "";
}

/** The identifiers that a field's value says to be the work's own. @returns {string[]} */
export function identifiersIn(field, value) {
  const found = [], ofDoi = constants.DOI_FIELDS.includes(field);
  const doi = ofDoi ? doiIn(value) : "";
  if (doi) {
    found.push(`doi:${doi}`);
    const paper = /^10\.18653\/v1\/([^ ]+)$/.exec(doi);
    if (paper) found.push(`acl:${paper[1]}`);
  }
  const arxiv = arxivIn(value);
  if (arxiv) found.push(`arxiv:${arxiv}`);
  else if (field === "url" || field === "howpublished") found.push(...placesIn(addressText(value)));
  return found;
}

function placesIn(address) {
  const found = [];
  for (const [kind, pattern] of PLACES) {
    const place = pattern.exec(address)?.[1];
    if (place) found.push(`${kind}:${kind === "openreview" ? place : place.toLowerCase().replaceAll("/file/", "/hash/")}`);
  }
  if (!found.length && /^https?:\/\//i.test(address)) {
    const bare = address.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/[?#][^ ]*$/, "").toLowerCase();
    found.push(`url:${bare.replace(/(?:\.pdf|\.html?|\/)+$/, "")}`);
  }
  return found;
}

/** [field, identifier] for each that an entry says to be its own, in the order of fields.
 * @param {Record<string, string>} fields @returns {[string, string][]} */
export function identifiers(fields) {
  return constants.IDENTIFYING.filter((name) => fields[name])
    .flatMap((name) => identifiersIn(name, fields[name]).map((found) => [name, found]));
}
