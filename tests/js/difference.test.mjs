/** Which words are marked in a report: `node --test tests/js`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { difference } from "../../docs/assets/check/difference.js";

const marked = (have, want) => difference(have, want).map(({ kind, text }) => `${kind}: ${text}`);

test("only what differs is marked", () => {
  assert.deepEqual(marked("Doe, Jane and Roe, Ann", "Doe, Jane and Poe, Ann"),
    ["same: Doe, Jane and", "gone: Roe,", "new: Poe,", "same: Ann"]);
  assert.deepEqual(marked("2021", "2020"), ["gone: 2021", "new: 2020"]);
  assert.deepEqual(marked("", "a"), ["new: a"]);
});

test("of long runs of equal words only the ends stand", () => {
  const names = "a b c d e f g h i j";
  assert.deepEqual(marked(`${names} x ${names}`, `${names} y ${names}`),
    ["left out: …", "same: h i j", "gone: x", "new: y", "same: a b c", "left out: …"]);
});

test("very long texts differ as a whole", () => {
  const long = Array.from({ length: 600 }, (_, i) => `w${i}`).join(" ");
  assert.deepEqual(difference(long, `${long} x`).map(({ kind }) => kind), ["gone", "new"]);
});
