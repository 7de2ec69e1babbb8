/** Words that are values of a facet, as filters. No DOM in here. */

import { spelled, terms } from "./engine.js";
import { fold } from "./fold.js";

const MOST = 4;
const YEARS = /^(since |from )?((?:19|20)\d\d)(?: (?:to )?((?:19|20)\d\d))?$/;
const JOINING = new Set(["and", "or", "in", "at", "on", "with", "about", "paper", "papers"]);

/** @typedef {[string, string, [string, string][]][]} Facets  id, name, values */

/** @typedef {{start: number, end: number, facet: string, name: string, id: string, value: string}} Offer  a
 * value, and which words call it */

/** @type {WeakMap<Facets, {facet: string, name: string, id: string, value: string, called: Set<string>}[]>} */
const ready = new WeakMap();

/** All values with what they are called, made once. @param {Facets} facets */
function valuesOf(facets) {
  let made = ready.get(facets);
  if (!made) {
    made = facets.flatMap(([facet, name, values]) => values.map(([id, value]) => (
      { facet, name, id, value, called: new Set([value, id].map((text) => spelled(fold(text)))) })));
    ready.set(facets, made);
  }
  return made;
}

/**
 * Filters that words of a text call by name, each with the rest of the text: `ICML noisy` offers the
 * venue ICML and `noisy`. The longest names first; before them all filters at once, if there are several.
 * @param {string} text @param {Facets} facets
 * @returns {{label: string, href: string}[]}
 */
export function offers(text, facets) {
  const words = terms(text);
  if (words.some(({ phrase, excluded }) => phrase || excluded)) return [];
  /** @type {Offer[]} */
  const found = [];
  for (let length = words.length; length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const said = words.slice(start, start + length).map((word) => word.text).join(" ");
      const [, since, first, last] = said.match(YEARS) ?? [];
      const span = { start, end: start + length };
      const id = last ? `${first}-${last}` : since ? `${first}-` : first;
      if (first) found.push({ ...span, facet: "year", name: "Year", id, value: said });
      for (const { called, ...value } of valuesOf(facets)) {
        if (called.has(said) && !found.some(({ id, facet }) => id === value.id && facet === value.facet)) {
          found.push({ ...span, ...value });
        }
      }
    }
  }
  /** @type {Offer[]} */
  const apart = []; // no word names two, and years are one span
  for (const one of found) {
    const isApart = ({ start, end, facet }) => (one.end <= start || end <= one.start)
      && (facet !== "year" || one.facet !== "year");
    if (apart.every(isApart)) apart.push(one);
  }
  apart.sort((a, b) => a.start - b.start);
  return [...(apart.length > 1 ? [apart] : []), ...found.map((one) => [one])].slice(0, MOST)
    .map((some) => chip(some, words.map((word) => word.text)));
}

/** @param {Offer[]} some @param {string[]} words */
function chip(some, words) {
  const rest = words.filter((_, i) => !some.some(({ start, end }) => start <= i && i < end));
  const query = new URLSearchParams(rest.every((word) => JOINING.has(word)) ? {} : { q: rest.join(" ") });
  const names = new Map(some.map(({ facet, name }) => [facet, name]));
  const labels = [...names].map(([facet, name]) => {
    const own = some.filter((one) => one.facet === facet);
    query.set(facet, own.map(({ id }) => id).join(","));
    return `${name}: ${own.map(({ value }) => value).join(" or ")}`;
  });
  return { label: labels.join("; "), href: `browse/?${query}`.replace(/%2F/g, "/").replace(/%2C/g, ",") };
}
