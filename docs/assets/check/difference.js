/** Which words of two texts differ. */

const MAX_CELLS = 200_000; // of the table that is filled; longer texts differ as a whole
const KEPT = 3; // equal words that are shown on either side of what differs

/** @typedef {{kind: "same"|"gone"|"new"|"left out", text: string}} Run */

/** The words of `have` and `want` in runs that are the same, gone or new; of long runs of equal words
 * only the ends. @param {string} have @param {string} want @returns {Run[]} */
export function difference(have, want) {
  const [a, b] = [have, want].map((text) => text.split(/[ \t\r\n]+/).filter(Boolean));
  if ((a.length + 1) * (b.length + 1) > MAX_CELLS) {
    return [{ kind: "gone", text: a.join(" ") }, { kind: "new", text: b.join(" ") }];
  }
  /** @type {{kind: "same"|"gone"|"new", words: string[]}[]} */
  const runs = [];
  const put = (kind, word) => {
    if (runs.at(-1)?.kind !== kind) runs.push({ kind, words: [] });
    runs.at(-1).words.push(word);
  };
  const common = lengths(a, b);
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put("same", a[i]);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1])) {
      put("gone", a[i]);
      i += 1;
    } else {
      put("new", b[j]);
      j += 1;
    }
  }
  return runs.flatMap((run, place) => shortened(run, place === 0, place === runs.length - 1));
}

/** How many words the rests of two lists have in common, in order. */
function lengths(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

/** @returns {Run[]} */
function shortened({ kind, words }, first, last) {
  if (kind !== "same" || words.length <= 2 * KEPT + 1) return [{ kind, text: words.join(" ") }];
  const runs = [];
  if (!first) runs.push({ kind, text: words.slice(0, KEPT).join(" ") });
  runs.push({ kind: "left out", text: "…" });
  if (!last) runs.push({ kind, text: words.slice(-KEPT).join(" ") });
  return runs;
}
