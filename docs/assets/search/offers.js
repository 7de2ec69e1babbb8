/** Words that are values of a facet, as filters. No DOM in here. */

import { spelled, terms } from "./engine.js";
import { fold } from "./fold.js";

const MOST = 4;
const YEAR = /^(?:19|20)\d\d$/;

/** @typedef {[string, string, [string, string][]][]} Facets  id, name, values */

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
 * venue ICML and `noisy`. The longest names first.
 * @param {string} text @param {Facets} facets
 * @returns {{label: string, href: string}[]}
 */
export function offers(text, facets) {
  const words = terms(text);
  if (words.some(({ phrase, excluded }) => phrase || excluded)) return [];
  const found = [];
  for (let length = words.length; length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const said = words.slice(start, start + length).map((word) => word.text).join(" ");
      const rest = words.filter((_, i) => i < start || i >= start + length).map((word) => word.text).join(" ");
      if (YEAR.test(said)) found.push(chip("year", "Year", said, said, rest));
      for (const { facet, name, id, value, called } of valuesOf(facets)) {
        if (called.has(said) && !found.some((other) => other.id === id && other.facet === facet)) {
          found.push(chip(facet, name, id, value, rest));
        }
      }
    }
  }
  return found.slice(0, MOST).map(({ label, href }) => ({ label, href }));
}

/** @param {string} facet @param {string} name @param {string} id @param {string} value
 * @param {string} rest */
function chip(facet, name, id, value, rest) {
  const query = new URLSearchParams(rest ? { q: rest, [facet]: id } : { [facet]: id });
  return { facet, id, label: `${name}: ${value}`, href: `browse/?${query}`.replace(/%2F/g, "/") };
}
