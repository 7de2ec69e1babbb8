/** The page that sets papers side by side: its address, its controls, and what can be taken away. */
import { fold } from "../search/fold.js";
import { make, save, selection } from "../browse/tray.js";
import { copyText } from "../copy.js";
import { cards, table } from "./board.js";
import { address, compare, defaultRows, form, parse, relatedWork, TEXT } from "./kit.js";

const MOST = 12; // columns at once
const FOUND = 8; // papers offered for what was typed
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
/** @type {string[][]} */
let texts;
let first = 0; // of the columns shown
let printing = false;
let entries;

const comparison = () => compare(data, state);

/** Reads a file of the build; an error says what failed. @param {string} from */
async function read(from) {
  const answer = await fetch(new URL(from, location.href));
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  return answer.json();
}

let reading;
/** Reads the data when they are first needed. @returns {Promise<boolean>} whether they are there */
function ready() {
  reading ??= read(page.dataset.source).then((made) => {
    data = made;
    restore();
    return true;
  }).catch((error) => {
    reading = undefined;
    const again = make("button", { type: "button" }, "Try again");
    again.addEventListener("click", () => { status.textContent = READING; text.focus(); ready(); });
    status.replaceChildren(`The library could not be read: ${error.message}. `, again);
    return false;
  });
  return reading;
}

/** Shows what the address asks for. */
function restore() {
  const asked = parse(location.search, data);
  state = asked.state;
  first = 0;
  note.hidden = !asked.notes.length;
  note.textContent = asked.notes.length ? `Ignored, for the library knows no such: ${asked.notes.join(", ")}` : "";
  show();
}

/** @param {Partial<import("./kit.js").State>} part */
function change(part) {
  state = { ...state, ...part };
  const query = address(state, data);
  history.pushState(null, "", location.pathname + (query ? `?${query}` : ""));
  note.hidden = true;
  show();
}

function show() {
  const { papers, of } = comparison();
  first = Math.min(first, Math.max(0, Math.ceil(papers.length / MOST) - 1) * MOST);
  start.hidden = papers.length > 0;
  result.hidden = !papers.length;
  const end = Math.min(first + MOST, papers.length);
  const shown = papers.length > MOST ? `${first + 1} to ${end} of ${papers.length} papers` : `${papers.length} ${
    papers.length === 1 ? "paper" : "papers"}`;
  status.textContent = papers.length ? `${shown}${of ? `: ${form(of.name, TEXT)}` : ""}` : "";
  showSelected();
  showRows();
  cite.value = state.cite;
  if (papers.length) {
    showPages(papers.length);
    paint();
    showOutput();
  }
}

/** The rows to choose from: all but claims on which none of the papers has a finding. */
function showRows() {
  const { papers, rows } = comparison();
  const shown = rows.map(({ id }) => id);
  const offered = data.rows.filter(({ id, claim }) => !claim || shown.includes(id) || papers.some(({ cells }) => id in cells));
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
    button.addEventListener("click", () => { first = to; show(); pages.querySelector("button")?.focus(); });
    return button;
  };
  pages.replaceChildren(
    ...(first > 0 ? [step(`Previous ${MOST}`, first - MOST)] : []),
    ...(first + MOST < n ? [step(`Next ${Math.min(MOST, n - first - MOST)}`, first + MOST)] : []),
    ...(n > MOST ? [make("span", {}, `What is taken away below holds all ${n}.`)] : []),
  );
}

function paint() {
  const all = comparison();
  const shown = { ...all, papers: all.papers.slice(first, first + MOST) };
  board.classList.toggle("w2-compare-board--wide", shown.papers.length > 5);
  board.replaceChildren(wide.matches && !printing ? table(shown, remover) : cards(shown, remover));
}

/** @param {import("./kit.js").Paper} paper */
function remover({ key, title }) {
  const button = make("button", { type: "button", class: "w2-compare-remove", "aria-label": `Remove ${title}` }, "Remove");
  button.addEventListener("click", () => {
    const place = [...board.querySelectorAll(".w2-compare-remove")].indexOf(button);
    const keys = comparison().papers.map((paper) => paper.key).filter((other) => other !== key);
    change({ keys, of: keys.length && isSubject() ? state.of : null });
    const left = board.querySelectorAll(".w2-compare-remove");
    (keys.length ? left[Math.min(place, left.length - 1)] : text).focus();
  });
  return button;
}

/** Whether the list is of what findings are for or against, so that a part of it still has a subject. */
const isSubject = () => data.subjects.some(({ kind, id }) => kind === state.of?.[0] && id === state.of[1]);

/** @param {string[]} keys */
function add(keys) {
  const before = comparison().papers.map(({ key }) => key);
  change({ keys: [...new Set([...before, ...keys])], of: isSubject() ? state.of : null });
}

// Adding

/** How well folded texts answer folded words, each of which must begin a word; 0 if one does not.
 * @param {string[]} wanted @param {string[]} fields title, and what else is known */
function points(wanted, [title, rest]) {
  const each = wanted.map((word) => (` ${title} `.includes(` ${word} `) ? 3 : ` ${title}`.includes(` ${word}`) ? 2
    : Number(` ${rest}`.includes(` ${word}`))));
  return each.includes(0) ? 0 : each.reduce((sum, n) => sum + n, 0);
}

function showFound() {
  const wanted = fold(text.value).split(" ").filter(Boolean);
  texts ??= data.papers.map(({ key, title, names, year, cells }) => (
    [fold(title), fold(`${names} . ${form(cells.venue, TEXT)} . ${year} . ${key}`)]));
  const here = new Set(comparison().papers.map(({ key }) => key));
  const best = wanted.length ? data.papers
    .map((paper, i) => ({ paper, score: points(wanted, texts[i]) }))
    .filter(({ paper, score }) => score && !here.has(paper.key))
    .sort((a, b) => b.score - a.score).slice(0, FOUND) : [];
  found.hidden = !wanted.length;
  found.replaceChildren(...best.map(({ paper }) => {
    const button = make("button", { type: "button" }, make("b", { dir: "auto" }, paper.title),
      ` ${form(paper.cited, TEXT)}, ${form(paper.cells.venue, TEXT)}`);
    button.addEventListener("click", () => { add([paper.key]); clear(); });
    return make("li", {}, button);
  }), ...(best.length || !wanted.length ? [] : [make("li", {}, "No other paper fits.")]));
}

function clear() {
  text.value = "";
  found.hidden = true;
  found.replaceChildren();
  text.focus();
}

function showSelected() {
  const here = new Set(comparison().papers.map(({ key }) => key));
  const others = selection().filter((key) => !here.has(key) && data.papers.some((paper) => paper.key === key));
  chosen.hidden = !others.length;
  chosen.textContent = `Add ${others.length} selected`;
  chosen.onclick = () => { add(others); text.focus(); };
}

// Taking away

async function written() {
  if (format.value !== "bib") return relatedWork(data, comparison(), format.value);
  entries ??= await read(page.dataset.entries);
  const { head, join, tail, items } = entries;
  return head + comparison().papers.map(({ key }) => key).sort().map((key) => items[key]).join(join) + tail;
}

async function showOutput() {
  const { papers, of } = comparison();
  const what = state.of ? ` --${state.of.join(" ")}` : "";
  const keys = of ? "" : ` ${papers.map(({ key }) => key).join(" ")}`;
  const rows = state.rows.length ? ` --rows ${state.rows.join(",")}` : "";
  const style = cite.selectedIndex ? ` --cite ${cite.value}` : "";
  command.textContent = `w2sg compare${keys}${what} --format ${format.value}${rows}${style}`;
  const asked = format.value;
  try {
    const made = await written();
    if (format.value === asked) setOutput(made);
  } catch (error) {
    setOutput("");
    say(`The entries could not be read: ${error.message}`);
  }
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
text.addEventListener("focus", ready);
text.addEventListener("input", async () => { if (await ready()) showFound(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); clear(); }
  event.stopPropagation(); // the theme listens for single letters
});
rowBoxes.addEventListener("change", () => {
  const on = [...rowBoxes.querySelectorAll("input:checked")].map(({ value }) => value);
  const { papers, subjects } = comparison();
  const usual = defaultRows(data, papers, subjects);
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
wide.addEventListener("change", () => { if (data && comparison().papers.length) paint(); });
addEventListener("beforeprint", () => { printing = true; if (data) paint(); });
addEventListener("afterprint", () => { printing = false; if (data) paint(); });
addEventListener("popstate", () => { if (data) restore(); });
addEventListener("w2sg:selection", () => { if (data) showSelected(); });
if (location.search || selection().length) {
  status.textContent = READING;
  start.hidden = Boolean(location.search);
  await ready();
}
page.inert = false;
document.documentElement.classList.remove("w2-pending");
