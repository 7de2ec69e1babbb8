/**
 * Browse: makes the static list of all papers answer to text, facets and its own address. The controls
 * stand in the page (w2sg/render/templates/_browse.html); here they get to work.
 */

import { copyText, say as sayOn } from "../copy.js";
import { address, asksWords, defaultSort, fold, parse, run } from "./query.js";
import { exported, make, select, selection, toggle, workExporter } from "./tray.js";

const AT_ONCE = 25; // rows put into the page before the browser paints; the others follow
const IN_A_TASK = 400; // how many follow before the page may answer in between
const FEW = 3; // papers, up to which is told what else of the library has the text
const REST = 300; // milliseconds without a key before it is looked for

const layout = document.querySelector(".w2-layout");
const [aside, find, bar, list] = [".w2-aside", ".w2-find", ".w2-bar-list", ".w2-browse"].map((part) => layout.querySelector(part));
/** @type {HTMLFormElement} */
const form = aside.querySelector(".w2-facets");
const sets = [...form.querySelectorAll("[data-facet]")];
/** @type {import("./query.js").Facet[]} */
const facets = sets.map((set) => ({
  id: set.dataset.facet,
  name: set.dataset.name ?? set.querySelector("legend").textContent,
  values: [...set.querySelectorAll("input[type=checkbox]")].map((box) => [box.value, box.nextElementSibling.textContent]),
}));
/** @type {import("../search/offers.js").Facets} */
const names = facets.map(({ id, name, values }) => [id, name, values]);
const rows = [...list.children];
/** @type {import("./query.js").Paper[]} */
const papers = JSON.parse(document.getElementById("w2-papers").textContent)
  .map(([year, core, tags], i) => (
    { key: rows[i].querySelector("a").getAttribute("href").split("/").at(-2), year, core, tags }));
/** Lets the page answer in between: on a slow phone the start takes long. */
const pause = () => new Promise((done) => { setTimeout(done); });
await pause();
history.scrollRestoration = "manual"; // the browser would look for the place before the list is there
let { state, notes } = parse(location.search, facets);
let onlySelected = new URLSearchParams(location.search).get("selected") === "yes";
/** @type {import("../search/index.js").Search|null} */
let search = null;
/** @type {typeof import("../search/offers.js").offers|null} */
let offers = null; // comes with the search
let shown = papers.map((_, i) => i);

// Data that is fetched when it is first needed, so that the list is there sooner. What failed is asked
// for again; papers are matched by key, for a kept page may be older or newer than the data.

/** @type {Map<string, Promise<Record<string, any>>>} */
const reads = new Map();

/** @param {string} file */
function read(file) {
  if (!reads.has(file)) {
    const reading = fetch(new URL(`${file}?v=${layout.dataset.version}`, location.href)).then((answer) => {
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      return answer.json();
    });
    reading.catch(() => reads.delete(file));
    reads.set(file, reading);
  }
  return reads.get(file);
}

async function readTexts() {
  const [{ prepared, searchOf }, offering, data] = await Promise.all([
    import("../search/index.js"), import("../search/offers.js"), read("text.json"),
  ]);
  search = searchOf(await prepared(data));
  offers = offering.offers;
}

async function readNames() {
  const details = await read("details.json");
  for (const paper of papers) paper.names ??= (details[paper.key]?.names ?? []).map(fold);
}

async function readOrders() {
  const orders = await read("orders.json");
  for (const paper of papers) [paper.author, paper.title, paper.added] = orders[paper.key] ?? [Infinity, Infinity, Infinity];
}

// Controls

const [text, opener, sort] = ["text", "open", "order"].map((part) => find.querySelector(`.w2-${part}`));
const [active, status, all, takeAway] =
  ["active", "status", "select-all", "take-away"].map((part) => bar.querySelector(`.w2-${part}`));
const note = layout.querySelector(".w2-note");
const elsewhere = layout.querySelector(".w2-elsewhere");
const panel = document.querySelector("dialog.w2-panel");
const closer = panel.querySelector(".w2-close");
const bounds = ["first", "last"].map((end) => form.elements[end]);
const narrow = form.querySelector(".w2-narrow");

/** @type {Map<string, {box: HTMLInputElement, count: Element, item: Element}>[]} */
const boxes = sets.map((set) => new Map([...set.querySelectorAll("input[type=checkbox]")].map((box) => [
  box.value, { box, count: box.parentElement.lastElementChild, item: box.closest("li") },
])));

/** Unfolds the rest of a facet's values, or folds it. @param {HTMLButtonElement} more */
function unfold(more) {
  const open = more.parentElement.classList.toggle("w2-all");
  [more.textContent, more.dataset.less] = [more.dataset.less, more.textContent];
  more.setAttribute("aria-expanded", String(open));
}

/** Shows the venues whose name has what was typed. */
function narrowVenues() {
  const wanted = fold(narrow.value);
  const set = narrow.parentElement;
  set.classList.toggle("w2-typed", Boolean(wanted));
  for (const item of set.querySelectorAll("li")) {
    item.classList.toggle("w2-other", Boolean(wanted) && !fold(item.querySelector("span").textContent).includes(wanted));
  }
}

// State

const NOTHING = { text: "", author: "", chosen: {}, first: null, last: null };

/** @param {Partial<import("./query.js").State>} part @param {boolean} [typing] */
function change(part, typing = false) {
  state = { ...state, ...part };
  notes = [];
  const query = [address(state, facets), onlySelected ? "selected=yes" : ""].filter(Boolean).join("&");
  const to = location.pathname + (query ? `?${query}` : "");
  if (!typing) rememberPlace();
  const updated = update();
  // Now, for a new address costs time for every link that is in the page.
  if (typing) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  return updated;
}

/** @param {string} facet @param {string} id @param {boolean} on */
function choose(facet, id, on) {
  const before = state.chosen[facet] ?? [];
  const after = on ? [...before, id] : before.filter((v) => v !== id);
  const { [facet]: _, ...others } = state.chosen;
  change({ chosen: after.length ? { ...others, [facet]: after } : others });
}

/** Everything again; the field keeps the keyboard. */
function clear() {
  onlySelected = false;
  text.value = "";
  change(NOTHING);
  text.focus();
}

/** Shows what the address asks for. */
async function restore() {
  ({ state, notes } = parse(location.search, facets));
  onlySelected = new URLSearchParams(location.search).get("selected") === "yes";
  text.value = state.text;
  await update();
}

/** The papers of a state, only selected ones if the address says so.
 * @param {import("./query.js").State} of */
function answer(of) {
  const found = run(of, facets, papers, search);
  if (onlySelected) {
    const keys = new Set(selection());
    found.shown = found.shown.filter((i) => keys.has(papers[i].key));
  }
  return found;
}

async function update() {
  let readable = true;
  try {
    if (asksWords(state) && !search) await readTexts(); // else the list changes with the key
    if (state.author) await readNames();
    if (["author", "title", "added"].includes(state.sort)) await readOrders();
  } catch {
    readable = false;
  }
  const found = answer(readable ? state : { ...state, text: "", author: "", sort: "" });
  shown = found.shown;
  paint();
  facets.forEach((facet, f) => facet.values.forEach(([id], v) => {
    const { box, count, item } = boxes[f].get(id);
    const n = found.counts[f][v];
    box.checked = state.chosen[facet.id]?.includes(id) ?? false;
    if (count.textContent === String(n)) return;
    count.textContent = String(n);
    item.classList.toggle("w2-none", n === 0);
  }));
  [state.first, state.last].forEach((year, i) => { bounds[i].value = year ? String(year) : ""; });
  sort.value = state.sort || defaultSort(state);
  sort.querySelector("[value=relevance]").disabled = !asksWords(state);
  showNote(readable, found.missing);
  showElsewhere();
  showActive();
  const n = shown.length;
  takeAway.hidden = n === 0;
  takeAway.querySelector(".w2-export > span").textContent = `Export these ${n} as`;
  all.textContent = `Select these ${n}`;
  closer.textContent = n === 1 ? "Show 1 paper" : `Show ${n} papers`;
  say(n ? `${n} of ${papers.length} papers` : "No paper fits");
}

/** What of the address was not followed, and why. @param {boolean} readable whether words and authors were
 * @param {number} missing how many of the words even the best papers lack */
function showNote(readable, missing) {
  const again = make("button", { type: "button" }, "Try again");
  again.addEventListener("click", () => { text.focus(); update(); });
  const said = [
    ...(notes.length ? [`Ignored, for it means nothing here: ${notes.join(", ")}.`] : []),
    ...(missing ? [`No paper has all of these words; those shown lack ${missing === 1 ? "one" : missing}.`] : []),
  ];
  note.hidden = readable && !said.length;
  note.replaceChildren(...(readable
    ? [said.join(" ")]
    : ["The papers’ texts or orders could not be read, so only the filters count. ", again]));
}

/** @type {Promise<(text: string) => Node[]>|undefined} */
let others;
/** @type {number|undefined} */
let resting;

/** What else of the library answers the text, if few papers do: below them, where nothing has to move. */
function showElsewhere() {
  clearTimeout(resting);
  elsewhere.hidden = true;
  const asked = state.text;
  if (!asksWords(state) || !search || shown.length > FEW) return;
  resting = setTimeout(async () => {
    others ??= Promise.all([
      import("./elsewhere.js"), read("text.json"), read("../search/search_index.json").then(({ docs }) => docs, () => []),
    ]).then(([made, data, sections]) => made.others(data, sections));
    const links = await others.then((find) => find(asked), () => { others = undefined; return []; });
    if (asked !== state.text || shown.length > FEW) return;
    elsewhere.lastElementChild.replaceChildren(...links);
    elsewhere.hidden = !links.length;
  }, REST);
}

/** Tells how many papers there are; what has been read out is not read out again. @param {string} words */
function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

/** @type {number|undefined} */
let following;

/** Puts the list's first rows into the page, and the others as soon as these are painted: all of them
 * are there for who prints, or looks for words with the browser. */
function paint() {
  clearTimeout(following);
  const same = list.children.length === shown.length && shown.every((i, at) => rows[i] === list.children[at]);
  if (!same) list.replaceChildren(...shown.slice(0, AT_ONCE).map((i) => rows[i]));
  shown.slice(0, AT_ONCE).forEach(enhance);
  follow(AT_ONCE);
}

/** @param {number} from */
function follow(from) {
  if (from >= shown.length) {
    returnToPlace();
    return;
  }
  following = setTimeout(() => {
    addRows(from, from + IN_A_TASK);
    follow(from + IN_A_TASK);
  });
}

/** @param {number} from @param {number} [to] */
function addRows(from, to) {
  const next = shown.slice(from, to);
  if (list.children.length <= from) list.append(...next.map((i) => rows[i]));
  next.forEach(enhance);
}

/** What to loosen when nothing is left: the condition without which most papers fit.
 * @returns {{name: string, n: number, without: Partial<import("./query.js").State>}|undefined} */
function advice() {
  const ways = facets.filter(({ id }) => state.chosen[id]).map((facet) => {
    const { [facet.id]: _, ...chosen } = state.chosen;
    return { name: facet.name, without: { chosen } };
  });
  if (state.text) ways.push({ name: "the text", without: { text: "" } });
  if (state.author) ways.push({ name: "the author", without: { author: "" } });
  if (state.first || state.last) ways.push({ name: "Year", without: { first: null, last: null } });
  return ways.map((way) => ({ ...way, n: answer({ ...state, ...way.without }).shown.length }))
    .filter(({ n }) => n).sort((a, b) => b.n - a.n)[0];
}

/** The active filters as chips that can be removed one by one, and the removal that helps most. */
function showActive() {
  const chips = facets.flatMap((facet) => facet.values
    .filter(([id]) => state.chosen[facet.id]?.includes(id))
    .map(([id, name]) => chip(name, () => choose(facet.id, id, false))));
  if (state.author) chips.push(chip(`Author: ${state.author}`, () => change({ author: "" })));
  if (state.first || state.last) {
    const label = `${state.first ?? "…"} to ${state.last ?? "…"}`;
    chips.push(chip(label, () => change({ first: null, last: null })));
  }
  chips.push(...offered());
  if (onlySelected) chips.push(chip("Selected", () => { onlySelected = false; change({}); }));
  const better = shown.length ? undefined : advice();
  if (better) {
    const loosen = make("button", { type: "button", class: "w2-loosen" },
      `Without ${better.name}: ${better.n} ${better.n === 1 ? "paper" : "papers"}`);
    loosen.addEventListener("click", () => {
      if ("text" in better.without) text.value = "";
      change(better.without);
      text.focus();
    });
    chips.unshift(loosen);
  }
  if (chips.length || state.text) {
    const none = make("button", { type: "button", class: "w2-clear" }, "Clear");
    none.addEventListener("click", clear);
    chips.push(none);
  }
  active.replaceChildren(...chips);
}

/** Words of the text that are filters, each as a button that makes it one. */
function offered() {
  if (!offers) return [];
  return offers(state.text, names).map(({ label, href }) => {
    const asked = parse(href.replace(/.*\?/, ""), facets).state;
    const button = make("button", { type: "button", class: "w2-offer" }, `Filter by ${label}`);
    button.addEventListener("click", () => {
      text.value = asked.text;
      const years = asked.first ? { first: asked.first, last: asked.last } : {};
      const chosen = { ...state.chosen };
      for (const [facet, ids] of Object.entries(asked.chosen)) chosen[facet] = [...new Set([...(chosen[facet] ?? []), ...ids])];
      change({ text: asked.text, chosen, ...years });
      text.focus();
    });
    return button;
  });
}

/** @param {string} label @param {() => void} remove */
function chip(label, remove) {
  const button = make("button", { type: "button", class: "w2-picked", "aria-label": `Remove filter ${label}` },
    label, make("span", { "aria-hidden": "true" }, " ×"));
  button.addEventListener("click", () => { remove(); text.focus(); });
  return button;
}

// Rows

/** @type {Map<number, HTMLInputElement>} */
const picks = new Map();

/** Gives a paper's row its box and its disclosure, the first time it is shown. @param {number} i */
function enhance(i) {
  if (picks.has(i)) return;
  const row = rows[i];
  const title = row.querySelector("a").textContent;
  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", "aria-label": `Select ${title}` }));
  box.checked = selection().includes(papers[i].key);
  box.addEventListener("change", () => toggle(papers[i].key, box.checked));
  const details = make("button", {
    type: "button", class: "w2-disclose", "aria-expanded": "false", "aria-label": `Details of ${title}`,
  }, "Details");
  details.addEventListener("click", () => disclose(i, details));
  row.prepend(box);
  row.append(details);
  picks.set(i, box);
}

/** Unfolds or folds what a row tells of its paper. @param {number} i @param {HTMLElement} button */
async function disclose(i, button) {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  rows[i].querySelector(".w2-about")?.remove();
  if (!open) return;
  const about = make("div", { class: "w2-about" }, "…");
  rows[i].append(about);
  try {
    const told = (await read("details.json"))[papers[i].key];
    about.replaceChildren(...(told ? description(i, told) : ["Nothing more is known here; the paper’s page has it."]));
  } catch {
    const again = make("button", { type: "button" }, "Try again");
    again.addEventListener("click", () => {
      button.setAttribute("aria-expanded", "false");
      button.focus();
      disclose(i, button);
    });
    about.replaceChildren("This could not be read. ", again);
  }
}

/** @param {number} i @param {Record<string, string>} told */
function description(i, told) {
  const { key } = papers[i];
  const copy = make("button", { type: "button" }, "Copy BibTeX");
  copy.addEventListener("click", async () => {
    try {
      const entry = await exported("bib", [key], "");
      sayOn(copy, await copyText(entry) ? "Copied" : "Refused");
    } catch {
      sayOn(copy, "Not read");
    }
  });
  const line = (/** @type {string} */ name, /** @type {string|undefined} */ words) =>
    (words ? [make("p", { dir: "auto" }, make("b", {}, `${name}: `), words)] : []);
  return [
    make("p", { dir: "auto" }, told.summary),
    ...line("Finding", told.finding),
    ...line("Score", told.score),
    make("p", { class: "w2-about-actions" },
      ...(told.pdf ? [make("a", { href: told.pdf }, "PDF")] : []),
      copy,
      make("a", { href: new URL(`../compare/?keys=${key}`, location.href).href }, "Compare"),
      make("a", { href: new URL(`../papers/${key}/`, location.href).href }, "Page")),
  ];
}

function showSelection() {
  const keys = new Set(selection());
  picks.forEach((box, i) => { box.checked = keys.has(papers[i].key); });
}

// The place in the list, for who comes back to it

/** Keeps which row is uppermost, and where. */
function rememberPlace() {
  const { bottom, left } = bar.getBoundingClientRect();
  const row = document.elementsFromPoint(left + 1, bottom + 1).map((e) => e.closest(".w2-browse > li")).find(Boolean);
  const place = scrollY > 0 && row ? { key: papers[rows.indexOf(row)].key, top: row.getBoundingClientRect().top } : null;
  history.replaceState({ place }, "");
}

/** Goes there, once the rows are in the page. */
function returnToPlace() {
  const place = history.state?.place;
  const row = place && rows[papers.findIndex(({ key }) => key === place.key)];
  if (!row?.isConnected) return;
  history.replaceState(null, "");
  row.scrollIntoView();
  scrollBy(0, row.getBoundingClientRect().top - place.top);
}

// Page

await pause();
const wide = matchMedia("(min-width: 60em)");
const here = () => location.href;
const keysShown = () => shown.map((i) => papers[i].key);
/** What the list is called in the name of a file: what it was asked for. */
const fileName = () => {
  const asked = new URLSearchParams(address({ ...state, sort: "" }, facets));
  const words = ["w2sg", ...asked.values(), ...(onlySelected ? ["selected"] : [])];
  return words.join(" ").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/-$/, "");
};
workExporter(bar.querySelector(".w2-export"), keysShown, here, fileName);
// Before the list, for Tab would have to go through all papers to reach it.
layout.lastElementChild.before(document.querySelector(".w2-tray"));

wide.addEventListener("change", placeForm);
function placeForm() {
  if (wide.matches) {
    if (panel.open) panel.close();
    aside.append(form);
  } else panel.querySelector(".w2-drawer-body").append(form);
}
placeForm();

new ResizeObserver(() => {
  document.documentElement.style.setProperty("--w2-bar", `${bar.offsetHeight}px`);
}).observe(bar);
text.addEventListener("focus", () => { readTexts().catch(() => {}); });
text.addEventListener("input", () => change({ text: text.value }, true));
text.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); text.value = ""; change({ text: "" }, true); }
  event.stopPropagation(); // the theme listens for single letters
});
addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  text.focus();
}, true);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  if (target === narrow) return;
  if (target.type === "checkbox") choose(target.name, target.value, target.checked);
  else change({ [target.name]: /^\d{4}$/.test(target.value) ? Number(target.value) : null });
});
narrow.addEventListener("input", narrowVenues);
narrow.addEventListener("keydown", (event) => event.stopPropagation());
form.querySelectorAll(".w2-more").forEach((more) => more.addEventListener("click", () => unfold(more)));
sort.addEventListener("change", () => change({ sort: sort.value }));
all.addEventListener("click", () => select([...selection(), ...keysShown()]));
takeAway.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !takeAway.open) return;
  takeAway.open = false;
  takeAway.querySelector("summary").focus();
});
document.addEventListener("click", ({ target }) => {
  if (!takeAway.contains(/** @type {Node} */ (target))) takeAway.open = false;
});
opener.addEventListener("click", () => panel.showModal());
closer.addEventListener("click", () => panel.close());
panel.querySelector(".w2-clear-all").addEventListener("click", () => {
  onlySelected = false;
  text.value = "";
  change(NOTHING);
});
panel.addEventListener("close", () => opener.focus());
addEventListener("popstate", restore);
// A press of a link leaves the page; a scroll that has ended may be the last thing before one does.
document.addEventListener("click", ({ target }) => {
  if (/** @type {Element} */ (target).closest("a")) rememberPlace();
}, true);
let scrolled;
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(rememberPlace, 200);
}, { passive: true });
addEventListener("w2sg:selection", () => { showSelection(); if (onlySelected) update(); });
addEventListener("beforeprint", () => addRows(list.children.length));
for (const part of [aside, find, bar]) part.inert = false;
await restore();
document.documentElement.classList.remove("w2-pending");
