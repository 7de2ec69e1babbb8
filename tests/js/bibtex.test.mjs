/** The reader of foreign files, by the cases that Python's is held to: `node --test tests/js`. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { read } from "../../docs/assets/check/bibtex.js";

const cases = JSON.parse(readFileSync(new URL("../checkbib/grammar.json", import.meta.url), "utf8"));

for (const { name, input, entries, unreadable } of cases) {
  test(name, () => {
    const found = read(input);
    const texts = (places) => Object.fromEntries(Object.entries(places).map(([field, span]) => [field, input.slice(...span)]));
    assert.deepEqual(found.unreadable, unreadable);
    assert.deepEqual(found.entries.map((entry) => ({ key: entry.key, type: entry.type, line: entry.line,
      text: input.slice(entry.start, entry.end), values: { ...entry.fields }, spans: texts(entry.spans),
      whole: texts(entry.whole) })), entries);
  });
}

test("names that objects have are names of fields, too", () => {
  const { entries: [entry] } = read("@misc{a, __proto__ = {x}, constructor = {y}}");
  assert.deepEqual(Object.entries(entry.fields), [["__proto__", "x"], ["constructor", "y"]]);
});
