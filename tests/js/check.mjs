/**
 * Checks files as the page does, for tests that hold it equal to the command:
 * `node tests/js/check.mjs FOLDER`. FOLDER/known.json: the data; FOLDER/NAME.bib: files. Writes
 * NAME.report.json and NAME.fixed, for NAME+ with what is only differently written.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, fixed } from "../../docs/assets/check/check.js";

const folder = process.argv[2];
const known = JSON.parse(readFileSync(join(folder, "known.json"), "utf8"));
for (const name of readdirSync(folder).filter((file) => file.endsWith(".bib"))) {
  const bytes = new Uint8Array(readFileSync(join(folder, name)));
  for (const everything of [false, true]) {
    const checked = check(bytes, known, everything);
    const target = join(folder, name.replace(/\.bib$/, everything ? "+" : ""));
    writeFileSync(`${target}.report.json`, JSON.stringify(checked.report));
    writeFileSync(`${target}.fixed`, fixed(checked, known));
  }
}
