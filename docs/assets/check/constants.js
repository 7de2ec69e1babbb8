/** What the rules go by: words, names of fields, shares. Their home is w2sg/bibliography/constants.py;
 * the build writes them into the data that the page loads. */

/** @type {Record<string, any>} */
export const constants = {};

/** @param {Record<string, any>} given the `rules` of the data */
export function use(given) {
  Object.assign(constants, given);
}
