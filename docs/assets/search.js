/**
 * Site search's worker, in place of the theme's: every word must match, accents do not count, and a
 * page comes first for its own name. The theme's worker takes any word for a match and does not fold
 * accents, so that "Daume" found nothing and "ICML 2024 alignment" no paper of ICML 2024.
 * It speaks the theme's protocol: 0 set-up, 1 ready, 2 query, 3 result.
 */

const rules = import(new URL("browse/query.js", self.location.href).href);
/** @type {{entry: object, title: string, fields: string[], page: string}[]} */
let entries = [];
/** @type {string[]} */
let words = [];

async function setUp({ docs }) {
  const { fold } = await rules;
  entries = docs.map((entry) => {
    const title = fold(decode(entry.title));
    const text = fold(decode(entry.text.replace(/<[^>]+>/g, " ")));
    return { entry, title, fields: [title, "", text, ""], page: entry.location.split("#")[0] };
  });
  words = [...new Set(entries.flatMap(({ title }) => title.split(" ")))].sort();
}

async function find(query) {
  const { fold, score, terms } = await rules;
  const wanted = terms(query);
  const whole = fold(query);
  /** @type {Map<string, {best: number, found: object[]}>} */
  const pages = new Map();
  for (const { entry, title, fields, page } of wanted.length ? entries : []) {
    const points = score(wanted, fields);
    if (points === null) continue;
    const own = title === whole ? 100 : 0;
    const rank = points + own;
    const group = pages.get(page) ?? { best: 0, found: [] };
    group.best = Math.max(group.best, rank);
    group.found.push({ ...entry, score: rank, terms: Object.fromEntries(wanted.map((t) => [t.text, true])) });
    pages.set(page, group);
  }
  const groups = [...pages.values()].sort((a, b) => b.best - a.best);
  const last = whole.split(" ").at(-1);
  const completion = last && words.find((word) => word.startsWith(last));
  return {
    items: groups.map(({ found }) => found.sort((a, b) => b.score - a.score)),
    suggest: completion ? [completion] : [],
  };
}

/** Text of the index, which holds character references. @param {string} text */
function decode(text) {
  const named = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return text.replace(/&(?:#(\d+)|(lt|gt|amp|quot));/g, (_, code, name) =>
    (code ? String.fromCodePoint(Number(code)) : named[name]));
}

// One message after the other, for a query may come while the index is still being read.
let queue = Promise.resolve();
addEventListener("message", ({ data }) => {
  queue = queue.then(async () => {
    if (data.type === 0) {
      await setUp(data.data);
      postMessage({ type: 1 });
    } else if (data.type === 2) {
      postMessage({ type: 3, data: await find(data.data) });
    }
  });
});
