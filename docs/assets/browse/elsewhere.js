/** What else of the library answers a text for which Browse has few papers. */

import { searcher } from "../search/results.js";
import { make } from "./tray.js";

const PAPERS = ["Papers", "Findings"]; // groups that Browse shows itself

/** Makes what answers texts with links: to topics, claims with how they stand, words, resources and pages.
 * @param {import("../search/index.js").Data} data made ready @param {import("../search/results.js").Section[]} sections
 * @returns {(text: string) => Node[]} */
export function others(data, sections) {
  const find = searcher(data, sections);
  return (text) => find(text).groups.filter(({ name }) => !PAPERS.includes(name)).flatMap(({ rows }) => rows.slice(0, 2))
    .map(({ href, title, lines: [what] }) => make("li", {},
      make("a", { href: new URL(`../${href}`, location.href).href, dir: "auto" }, title),
      ...(what ? [" ", make("span", { dir: "auto" }, what)] : [])));
}
