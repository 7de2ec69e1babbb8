/** For tests in Python: reads `[data, sections, texts]` as JSON, writes per text what the search panel
 * shows: `{hrefs, papers}`, the addresses in order and how many papers were found. */
import { readFileSync } from "node:fs";
import { searcher } from "../../docs/assets/search/results.js";

const [data, sections, texts] = JSON.parse(readFileSync(0, "utf8"));
const search = searcher(data, sections);
process.stdout.write(JSON.stringify(texts.map((text) => {
  const { groups, papers } = search(text);
  return { hrefs: groups.flatMap(({ rows }) => rows.map(({ href }) => href)), papers };
})));
