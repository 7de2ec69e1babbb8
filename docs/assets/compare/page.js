/** The page that sets papers side by side: its address, its controls, and what can be taken away. */
import { make, save, selection } from "../browse/tray.js";
import { copyText } from "../copy.js";
import { fold } from "../search/fold.js";
import { cards, table } from "./board.js";
import { address, asks, claimsOf, defaultRows, form, parse, relatedWork, TEXT } from "./kit.js";

const MOST = 12; // columns at once
const FOUND = 8; // papers offered for what was typed
const MANY = 40; // papers that are read in one file rather than each by itself
const READING = "Reading the library …";
const page = document.querySelector(".w2-compare");
const [adder, text, chosen, found, note, status, start, result, rowBoxes, pages, board, copy, download, said, command] =
  ["-add", "-add .w2-text", "-selected", "-found", " .w2-note", " .w2-status", "-start", "-result", "-rows ul",
    "-pages", "-board", "-copy", "-save", " .w2-said", "-command"]
    .map((part) => document.querySelector(`.w2-compare${part}`));
const [format, cite] = ["format", "cite"].map((name) => page.querySelector(`select[name=${name}]`));
const output = page.querySelector("pre");
const wide = matchMedia("(min-width: 45em)");

/** @type {import("./kit.js").Data} */
let data;
/** @type {import("./kit.js").State} */
let state;
/** @type {Map<string, import("./kit.js").Paper>} */
const papers = new Map(); // those that were read
let first = 0; // of the columns shown
let printing = false;
let entries;

const asked = () => asks(data, state);
/** @param {string[]} keys of papers that were read */
const comparison = (keys) => ({ ...asked(), papers: keys.map((key) => papers.get(key)) });
const columns = () => asked().keys.slice(first, first + MOST);

/** Reads a file of the build; an error says what failed. @param {string|URL} from */
async function read(from) {
  const answer = await fetch(new URL(from, location.href));
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  return answer.json();
}

/** Reads the papers with these keys that were not read before. @param {string[]} keys */
async function readPapers(keys) {
  const missing = keys.filter((key) => !papers.has(key));
  const index = new URL(page.dataset.source, location.href);
  const part = (/** @type {string} */ name) => read(new URL(name + index.search, index));
  const made = missing.length > MANY ? (await part("../compare.json")).papers
    : await Promise.all(missing.map((key) => part(`papers/${key}.json`)));
  for (const paper of made) papers.set(paper.key, paper);
}

let reading;
/** Reads the index when it is first needed. @returns {Promise<boolean>} whether it is there */
function ready() {
  reading ??= read(page.dataset.source).then((made) => {
    data = made;
    return restore().then(() => true);
  }).catch((error) => {
    reading = undefined;
    failed(error, ready);
    return false;
  });
  return reading;
}

/** @param {Error} error @param {() => void} retry */
function failed(error, retry) {
  const again = make("button", { type: "button" }, "Try again");
  again.addEventListener("click", () => { status.textContent = READING; text.focus(); retry(); });
  status.replaceChildren(`The library could not be read: ${error.message}. `, again);
}

/** Shows what the address asks for. */
function restore() {
  const { state: wanted, notes } = parse(location.search, data);
  state = wanted;
  first = 0;
  note.hidden = !notes.length;
  note.textContent = notes.length ? `Ignored, for the library knows no such: ${notes.join(", ")}` : "";
  return show();
}

/** @param {Partial<import("./kit.js").State>} part */
function change(part) {
  state = { ...state, ...part };
  const query = address(state, data);
  history.pushState(null, "", location.pathname + (query ? `?${query}` : ""));
  note.hidden = true;
  return show();
}

let turn = 0;
/** Shows the state, once the papers of the columns are read. */
async function show() {
  const mine = ++turn;
  const { length } = asked().keys;
  first = Math.min(first, Math.max(0, Math.ceil(length / MOST) - 1) * MOST);
  start.hidden = length > 0;
  showSelected();
  showRows();
  cite.value = state.cite;
  try {
    await readPapers(columns());
  } catch (error) {
    if (mine !== turn) return;
    result.hidden = true;
    failed(error, show);
    return;
  }
  if (mine !== turn) return;
  result.hidden = !length;
  status.textContent = told();
  if (length) {
    showPages(length);
    paint();
    showOutput();
  }
}

/** How many papers are compared, and of which list. */
function told() {
  const { keys: { length }, of } = asked();
  if (!length) return "";
  const shown = length > MOST ? `${first + 1} to ${Math.min(first + MOST, length)} of ${length} papers`
    : `${length} ${length === 1 ? "paper" : "papers"}`;
  return `${shown}${of ? `: ${form(of.name, TEXT)}` : ""}`;
}

/** The rows to choose from: all but claims on which none of the papers has a finding. */
function showRows() {
  const { keys, rows } = asked();
  const shown = rows.map(({ id }) => id);
  const claims = claimsOf(data, keys);
  const offered = data.rows.filter(({ id, claim }) => !claim || shown.includes(id) || claims.has(id));
  const boxes = () => [...rowBoxes.querySelectorAll("input")];
  if (boxes().map(({ value }) => value).join() !== offered.map(({ id }) => id).join()) {
    rowBoxes.replaceChildren(...offered.map(({ id, name }) => make("li", {},
      make("label", {}, make("input", { type: "checkbox", value: id }), form(name, TEXT)))));
  }
  boxes().forEach((box) => { box.checked = shown.includes(box.value); });
}

/** The columns shown, and ways to the others. @param {number} n */
function showPages(n) {
  const step = (/** @type {string} */ name, /** @type {number} */ to) => {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", async () => { first = to; await show(); pages.querySelector("button")?.focus(); });
    return button;
  };
  pages.replaceChildren(
    ...(first > 0 ? [step(`Previous ${MOST}`, first - MOST)] : []),
    ...(first + MOST < n ? [step(`Next ${Math.min(MOST, n - first - MOST)}`, first + MOST)] : []),
    ...(n > MOST ? [make("span", {}, `What is taken away below holds all ${n}.`)] : []),
  );
}

function paint() {
  const shown = comparison(columns());
  board.classList.toggle("w2-compare-board--wide", shown.papers.length > 5);
  board.replaceChildren(wide.matches && !printing ? table(shown, remover) : cards(shown, remover));
}

/** @param {import("./kit.js").Paper} paper */
function remover({ key, title }) {
  const button = make("button", { type: "button", class: "w2-compare-remove", "aria-label": `Remove ${title}` }, "Remove");
  button.addEventListener("click", async () => {
    const place = [...board.querySelectorAll(".w2-compare-remove")].indexOf(button);
    const keys = asked().keys.filter((other) => other !== key);
    await change({ keys, of: keys.length && isSubject() ? state.of : null });
    const left = board.querySelectorAll(".w2-compare-remove");
    (keys.length ? left[Math.min(place, left.length - 1)] : text).focus();
  });
  return button;
}

/** Whether the list is of what findings are for or against, so that a part of it still has a subject. */
const isSubject = () => data.subjects.some(({ kind, id }) => kind === state.of?.[0] && id === state.of[1]);

/** @param {string[]} keys */
function add(keys) {
  change({ keys: [...new Set([...asked().keys, ...keys])], of: isSubject() ? state.of : null });
}

// Adding

let searching;
/** The search that Browse and the header have, read when it is first needed. */
function search() {
  searching ??= Promise.all([import("../search/index.js"), read(page.dataset.texts)])
    .then(async ([found, texts]) => /** @type {const} */ ([found, await found.prepared(texts)]));
  searching.catch(() => { searching = undefined; });
  return searching;
}

async function showFound() {
  const typed = text.value;
  const isAsked = fold(typed) !== "";
  let items = [];
  try {
    const [{ byRelevance, paperAnswer }, texts] = await search();
    const here = new Set(asked().keys);
    const hits = isAsked ? [...paperAnswer(typed, texts).hits] : [];
    items = hits.filter(([key]) => !here.has(key) && data.papers.includes(key))
      .sort(([, one], [, other]) => byRelevance(one, other)).slice(0, FOUND)
      .map(([key, { place }]) => offer(key, texts.papers, place));
    if (!items.length) items = [make("li", {}, "No other paper fits.")];
  } catch {
    const again = make("button", { type: "button" }, "Try again");
    again.addEventListener("click", () => { text.focus(); showFound(); });
    items = [make("li", {}, "What is searched could not be loaded. ", again)];
  }
  if (typed !== text.value) return;
  found.hidden = !isAsked;
  found.replaceChildren(...items);
}

/** @param {string} key @param {import("../search/index.js").Papers} texts @param {number} i */
function offer(key, texts, i) {
  const button = make("button", { type: "button" }, make("b", { dir: "auto" }, texts.title[i]),
    ` ${texts.cited_as[i]}, ${texts.venue[i]}`);
  button.addEventListener("click", () => { add([key]); clear(); });
  return make("li", {}, button);
}

function clear() {
  text.value = "";
  found.hidden = true;
  found.replaceChildren();
  text.focus();
}

function showSelected() {
  const here = new Set(asked().keys);
  const others = selection().filter((key) => !here.has(key) && data.papers.includes(key));
  chosen.hidden = !others.length;
  chosen.textContent = `Add ${others.length} selected`;
  chosen.onclick = () => { add(others); text.focus(); };
}

// Taking away

/** @param {string} as a format */
async function written(as) {
  const { keys } = asked();
  if (as !== "bib") {
    await readPapers(keys);
    return relatedWork(data, comparison(keys), as);
  }
  entries ??= await read(page.dataset.entries);
  const { head, join, tail, items } = entries;
  return head + [...keys].sort().map((key) => items[key]).join(join) + tail;
}

let isNear = false; // whether the output is close to what is in view
/** Shows what can be taken away: of what is in view at once, of a longer list when one comes near. */
async function showOutput() {
  const { keys, of } = asked();
  const what = state.of ? ` --${state.of.join(" ")}` : "";
  const chosen = of ? "" : ` ${keys.join(" ")}`;
  const rows = state.rows.length ? ` --rows ${state.rows.join(",")}` : "";
  const style = cite.selectedIndex ? ` --cite ${cite.value}` : "";
  command.textContent = `w2sg compare${chosen}${what} --format ${format.value}${rows}${style}`;
  said.textContent = "";
  const [as, wanted] = [format.value, state];
  if (keys.length > MOST && !isNear) {
    setOutput("");
    return;
  }
  const isCurrent = () => format.value === as && state === wanted;
  try {
    const made = await written(as);
    if (isCurrent()) setOutput(made);
  } catch (error) {
    if (!isCurrent()) return;
    setOutput("");
    failedOutput(error);
  }
}

/** @param {Error} error */
function failedOutput(error) {
  const again = make("button", { type: "button" }, "Try again");
  again.addEventListener("click", () => { said.textContent = ""; format.focus(); showOutput(); });
  said.replaceChildren(`This could not be read: ${error.message}. `, again);
}

/** @param {string} made nothing if there is nothing to take */
function setOutput(made) {
  output.firstChild.textContent = made;
  copy.disabled = !made;
  download.disabled = !made;
}

async function copyOutput() {
  if (await copyText(output.textContent)) {
    say("Copied");
    return;
  }
  getSelection().selectAllChildren(output);
  output.focus();
  say("Copying was refused. The text is selected: copy it with Ctrl+C or ⌘C.");
}

/** @param {string} words */
function say(words) {
  said.textContent = words;
  setTimeout(() => { if (said.textContent === words) said.textContent = ""; }, 8000);
}

// Page

adder.addEventListener("submit", (event) => {
  event.preventDefault(); found.querySelector("button")?.click();
});
text.addEventListener("focus", () => { ready(); search().catch(() => {}); });
text.addEventListener("input", async () => { if (await ready()) showFound(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); clear(); }
  event.stopPropagation(); // the theme listens for single letters
});
rowBoxes.addEventListener("change", () => {
  const on = [...rowBoxes.querySelectorAll("input:checked")].map(({ value }) => value);
  const { keys, subjects } = asked();
  const usual = defaultRows(data, keys, subjects);
  change({ rows: on.join() === usual.join() ? [] : on });
});
format.addEventListener("change", showOutput);
cite.addEventListener("change", () => change({ cite: cite.value }));
copy.addEventListener("click", copyOutput);
download.addEventListener("click", () => {
  const { value, dataset } = format.selectedOptions[0];
  save(output.textContent, `w2sg-${value}.${dataset.suffix}`);
  say("Saved");
});
const repaint = () => { if (data && !result.hidden) paint(); };
new IntersectionObserver(([{ isIntersecting }]) => {
  if (!isIntersecting || isNear) return;
  isNear = true;
  if (asked().keys.length > MOST) showOutput();
}, { rootMargin: "100% 0px" }).observe(output);
wide.addEventListener("change", repaint);
addEventListener("beforeprint", () => { printing = true; repaint(); });
addEventListener("afterprint", () => { printing = false; repaint(); });
addEventListener("popstate", () => { if (data) restore(); });
addEventListener("w2sg:selection", () => { if (data) showSelected(); });
if (location.search || selection().length) {
  status.textContent = READING;
  start.hidden = Boolean(location.search);
  await ready();
}
page.inert = false;
document.documentElement.classList.remove("w2-pending");
