/**
 * Browse: makes the static list of all papers answer to text, facets and its own address. The controls
 * stand in the page (w2sg/render/templates/_browse.html); here they get to work.
 */

import { address, defaultSort, parse, run, terms } from "./query.js";
import { make, select, selection, showName, toggle, workExporter } from "./tray.js";

const CHUNK = 25; // rows put into the page at once; more follow as the reader scrolls

const layout = document.querySelector(".w2-layout");
const [aside, find, table] = [".w2-aside", ".w2-find", ".w2-browse"].map((part) => layout.querySelector(part));
/** @type {HTMLFormElement} */
const form = aside.querySelector(".w2-facets");
const sets = [...form.querySelectorAll("[data-facet]")];
/** @type {import("./query.js").Facet[]} */
const facets = sets.map((set) => ({
  id: set.dataset.facet,
  name: set.querySelector("legend").textContent,
  values: [...set.querySelectorAll("input")].map((box) => [box.value, box.nextElementSibling.textContent]),
}));
const [body, later] = table.tBodies;
const rows = [...body.rows, ...(later?.rows ?? [])];
later?.remove();
/** @type {import("./query.js").Paper[]} */
const papers = JSON.parse(document.getElementById("w2-papers").textContent)
  .map(([year, author, title, core, tags], i) => {
    const key = rows[i].querySelector("a").getAttribute("href").split("/").at(-2);
    return { key, year, author, title, core, tags };
  });
/** Lets the page answer in between: on a slow phone the start takes long. */
const pause = () => new Promise((done) => { setTimeout(done); });
await pause();
// address.js has set the query aside; see there.
history.replaceState(null, "", location.pathname + (document.documentElement.dataset.query ?? "") + location.hash);
let { state, notes } = parse(location.search, facets);
let onlySelected = new URLSearchParams(location.search).get("selected") === "yes";
/** @type {string[][]} */
let texts = [];
let shown = papers.map((_, i) => i);
let painted = rows.length;

// The text of all papers is fetched when it is first needed, so that the list is there sooner.
let reading;
const readTexts = () => {
  reading ??= fetch(new URL("text.json", location.href)).then((answer) => answer.json())
    .then((read) => { texts = read; });
  return reading;
};

// Controls

const [text, opener, sort, view, active, note, status, all] =
  ["text", "open", "order", "view", "active", "note", "status", "select-all"]
    .map((part) => find.querySelector(`.w2-${part}`));
const panel = document.querySelector("dialog.w2-panel");
const closer = panel.querySelector(".w2-close");
const bounds = ["first", "last"].map((end) => form.elements[end]);

/** @type {Map<string, {box: HTMLInputElement, count: Element, item: Element}>[]} */
const boxes = sets.map((set) => new Map([...set.querySelectorAll("input")].map((box) => [
  box.value, { box, count: box.parentElement.lastElementChild, item: box.closest("li") },
])));

/** Unfolds the rest of a facet's values, or folds it. @param {HTMLButtonElement} more */
function unfold(more) {
  const open = more.parentElement.classList.toggle("w2-all");
  more.textContent = open ? "Fewer" : "More";
  more.setAttribute("aria-expanded", String(open));
}

// State

/** @param {Partial<import("./query.js").State>} part @param {boolean} [typing] */
function change(part, typing = false) {
  state = { ...state, ...part };
  notes = [];
  const query = [address(state, facets), onlySelected ? "selected=yes" : ""].filter(Boolean).join("&");
  const to = location.pathname + (query ? `?${query}` : "");
  if (typing) history.replaceState(null, "", to); else history.pushState(null, "", to);
  update();
}

/** @param {string} facet @param {string} id @param {boolean} on */
function choose(facet, id, on) {
  const before = state.chosen[facet] ?? [];
  const after = on ? [...before, id] : before.filter((v) => v !== id);
  const { [facet]: _, ...others } = state.chosen;
  change({ chosen: after.length ? { ...others, [facet]: after } : others });
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
  const found = run(of, facets, papers, texts);
  if (onlySelected) {
    const keys = new Set(selection());
    found.shown = found.shown.filter((i) => keys.has(papers[i].key));
  }
  return found;
}

async function update() {
  if (terms(state.text).length && !texts.length) {
    try {
      await readTexts();
    } catch {
      say("The search text could not be read; filters still work.");
      return;
    }
  }
  const found = answer(state);
  shown = found.shown;
  paint();
  facets.forEach((facet, f) => facet.values.forEach(([id], v) => {
    const { box, count, item } = boxes[f].get(id);
    const n = found.counts[f][v];
    box.checked = state.chosen[facet.id]?.includes(id) ?? false;
    if (count.textContent === String(n)) return;
    count.textContent = String(n);
    item.classList.toggle("w2-none", n === 0 && !box.checked);
  }));
  [state.first, state.last].forEach((year, i) => { bounds[i].value = year ? String(year) : ""; });
  sort.value = state.sort || defaultSort(state);
  sort.querySelector("[value=relevance]").disabled = !terms(state.text).length;
  showName(view, state.view === "cards" ? 1 : 0);
  table.classList.toggle("w2-browse--cards", state.view === "cards");
  note.hidden = !notes.length;
  note.textContent = notes.length ? `Ignored, for it means nothing here: ${notes.join(", ")}` : "";
  showActive();
  say(shown.length ? `${shown.length} of ${papers.length} papers` : `No paper fits. ${advice()}`);
}

/** Tells how many papers there are; what has been read out is not read out again. @param {string} words */
function say(words) {
  if (status.textContent !== words) status.textContent = words;
}

/** Put the first rows of the list into the page; the rest follow as they are reached. */
function paint() {
  painted = Math.min(CHUNK, shown.length);
  const next = shown.slice(0, painted).map(selectable);
  const same = next.length === body.rows.length && next.every((row, i) => row === body.rows[i]);
  if (!same) body.replaceChildren(...next);
}

function paintMore(to = painted + CHUNK) {
  const next = shown.slice(painted, to);
  painted += next.length;
  body.append(...next.map(selectable));
}

/** What to loosen when nothing is left: the filter without which most papers fit. */
function advice() {
  const without = facets.filter(({ id }) => state.chosen[id]).map((facet) => {
    const { [facet.id]: _, ...chosen } = state.chosen;
    return { name: facet.name, n: answer({ ...state, chosen }).shown.length };
  });
  if (state.text) without.push({ name: "the text", n: answer({ ...state, text: "" }).shown.length });
  if (state.first || state.last) {
    without.push({ name: "Year", n: answer({ ...state, first: null, last: null }).shown.length });
  }
  const best = without.sort((a, b) => b.n - a.n)[0];
  return best?.n ? `Without ${best.name} there are ${best.n}.` : "Remove a filter.";
}

/** The active filters as chips that can be removed one by one. */
function showActive() {
  const chips = facets.flatMap((facet) => facet.values
    .filter(([id]) => state.chosen[facet.id]?.includes(id))
    .map(([id, name]) => chip(name, () => choose(facet.id, id, false))));
  if (state.first || state.last) {
    const label = `${state.first ?? "…"} to ${state.last ?? "…"}`;
    chips.push(chip(label, () => change({ first: null, last: null })));
  }
  if (onlySelected) chips.push(chip("Selected", () => { onlySelected = false; change({}); }));
  if (chips.length > 1) {
    const none = make("button", { type: "button", class: "w2-clear" }, "Clear all");
    none.addEventListener("click", () => {
      onlySelected = false;
      change({ chosen: {}, first: null, last: null });
    });
    chips.push(none);
  }
  active.replaceChildren(...chips);
}

/** @param {string} label @param {() => void} remove */
function chip(label, remove) {
  const button = make("button", { type: "button", class: "w2-picked", "aria-label": `Remove filter ${label}` },
    label, make("span", { "aria-hidden": "true" }, " ×"));
  button.addEventListener("click", () => { remove(); text.focus(); });
  return button;
}

// Selection

/** @type {Map<number, HTMLInputElement>} */
const picks = new Map();

/** A paper's row, with its box from the first time it is shown. @param {number} i */
function selectable(i) {
  if (!picks.has(i)) {
    const box = /** @type {HTMLInputElement} */ (make("input", {
      type: "checkbox", "aria-label": `Select ${rows[i].querySelector("a").textContent}`,
    }));
    box.checked = selection().includes(papers[i].key);
    box.addEventListener("change", () => toggle(papers[i].key, box.checked));
    rows[i].cells[0].prepend(box);
    picks.set(i, box);
  }
  return rows[i];
}

function showSelection() {
  const keys = new Set(selection());
  picks.forEach((box, i) => { box.checked = keys.has(papers[i].key); });
}

// Page

await pause();
const wide = matchMedia("(min-width: 60em)");
const here = () => location.href;
const keysShown = () => shown.map((i) => papers[i].key);
workExporter(find.querySelector(".w2-export"), keysShown, here);
// Before the list, for Tab would have to go through all papers to reach it.
layout.lastElementChild.before(document.querySelector(".w2-tray"));

wide.addEventListener("change", placeForm);
function placeForm() {
  if (wide.matches) {
    if (panel.open) panel.close();
    aside.append(form);
  } else panel.prepend(form);
}
placeForm();

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
  if (target.type === "checkbox") choose(target.name, target.value, target.checked);
  else change({ [target.name]: /^\d{4}$/.test(target.value) ? Number(target.value) : null });
});
form.querySelectorAll(".w2-more").forEach((more) => more.addEventListener("click", () => unfold(more)));
sort.addEventListener("change", () => change({ sort: sort.value }));
view.addEventListener("click", () => change({ view: state.view === "cards" ? "table" : "cards" }));
all.addEventListener("click", () => select([...selection(), ...keysShown()]));
opener.addEventListener("click", () => panel.showModal());
closer.addEventListener("click", () => panel.close());
panel.addEventListener("close", () => opener.focus());
addEventListener("popstate", restore);
addEventListener("w2sg:selection", () => { showSelection(); if (onlySelected) update(); });
addEventListener("beforeprint", () => paintMore(shown.length));
const end = make("div");
table.after(end);
new IntersectionObserver(([entry]) => {
  if (entry.isIntersecting && painted < shown.length) paintMore();
}, { rootMargin: "1500px" }).observe(end);
aside.inert = false;
find.inert = false;
await restore();
document.documentElement.classList.remove("w2-pending");
