/** Browse: makes the static list of all papers answer to text, facets and its own address. */

import { SORTS, address, defaultSort, parse, run, terms } from "./query.js";
import { exporter, make, select, selection, toggle } from "./tray.js";

const CHUNK = 25; // rows put into the page at once; more follow as the reader scrolls
const FEW = 8; // values of a facet shown before "more"

const data = JSON.parse(document.getElementById("w2-facets").textContent);
/** @type {import("./query.js").Facet[]} */
const facets = data.facets;
const table = document.querySelector(".w2-browse");
const [body, later] = table.tBodies;
const rows = [...body.rows, ...(later?.rows ?? [])];
later?.remove();
/** @type {import("./query.js").Paper[]} */
const papers = rows.map((row, i) => {
  const [year, author, title, core, tags] = data.papers[i];
  const key = row.querySelector("a").getAttribute("href").split("/").at(-2);
  return { key, year, author, title, core, tags };
});
const root = document.querySelector(".w2-find");
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

const text = /** @type {HTMLInputElement} */ (make("input", {
  type: "search", class: "w2-text", placeholder: "Title, author, venue, topic; -word excludes",
  "aria-label": "Search the papers", autocomplete: "off", spellcheck: "false",
}));
const sort = make("select", { "aria-label": "Order" },
  ...Object.entries(SORTS).map(([value, name]) => make("option", { value }, name)));
const view = make("button", { type: "button" });
const status = make("p", { class: "w2-status", role: "status", "aria-live": "polite" });
const active = make("div", { class: "w2-active" });
const note = make("p", { class: "w2-note", hidden: "" });
const all = make("button", { type: "button" }, "Select all shown");
const panel = make("dialog", { class: "w2-panel", "aria-label": "Filters" });
const form = make("form", { class: "w2-facets", "aria-label": "Filters" });
const opener = make("button", { type: "button", class: "w2-open", "aria-haspopup": "dialog" }, "Filters");
const closer = make("button", { type: "button", class: "w2-close" }, "Show papers");

const years = papers.map((paper) => paper.year);
const bounds = ["first", "last"].map((end) => {
  const input = make("input", {
    type: "number", min: String(Math.min(...years)), max: String(Math.max(...years)),
    placeholder: String(end === "first" ? Math.min(...years) : Math.max(...years)),
    "aria-label": end === "first" ? "From year" : "To year",
  });
  input.addEventListener("change", () => {
    change({ [end]: /^\d{4}$/.test(input.value) ? Number(input.value) : null });
  });
  return input;
});

/** @type {Map<string, {box: HTMLInputElement, count: HTMLElement, label: HTMLElement}>[]} */
const boxes = facets.map((facet) => {
  const values = new Map();
  const list = make("ul");
  facet.values.forEach(([id, name], place) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name: facet.id, value: id }));
    const count = make("span", { class: "w2-n" });
    const label = make("li", id.includes("/") ? { class: "w2-sub-value" } : {},
      make("label", {}, box, make("span", {}, name), count));
    if (place >= FEW && facet.id !== "category") label.classList.add("w2-later");
    box.addEventListener("change", () => choose(facet.id, id, box.checked));
    values.set(id, { box, count, label });
    list.append(label);
  });
  const set = make("fieldset", {}, make("legend", {}, facet.name), list);
  if (list.querySelector(".w2-later")) {
    const more = make("button", { type: "button", "aria-expanded": "false" }, "More");
    more.addEventListener("click", () => {
      const open = set.classList.toggle("w2-all");
      more.textContent = open ? "Fewer" : "More";
      more.setAttribute("aria-expanded", String(open));
    });
    set.append(more);
  }
  form.append(set);
  if (facet.id === "track") {
    form.append(make("fieldset", {}, make("legend", {}, "Year"),
      make("div", { class: "w2-years" }, bounds[0], make("span", {}, "to"), bounds[1])));
  }
  return values;
});

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

function restore() {
  ({ state, notes } = parse(location.search, facets));
  onlySelected = new URLSearchParams(location.search).get("selected") === "yes";
  text.value = state.text;
  update();
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
      status.textContent = "The search text could not be read; filters still work.";
      return;
    }
  }
  const found = answer(state);
  shown = found.shown;
  paint();
  facets.forEach((facet, f) => facet.values.forEach(([id], v) => {
    const { box, count, label } = boxes[f].get(id);
    const n = found.counts[f][v];
    box.checked = state.chosen[facet.id]?.includes(id) ?? false;
    if (count.textContent === String(n)) return;
    count.textContent = String(n);
    label.classList.toggle("w2-none", n === 0 && !box.checked);
  }));
  [state.first, state.last].forEach((year, i) => { bounds[i].value = year ? String(year) : ""; });
  sort.value = state.sort || defaultSort(state);
  sort.querySelector("[value=relevance]").disabled = !terms(state.text).length;
  view.textContent = state.view === "cards" ? "As a table" : "As cards";
  table.classList.toggle("w2-browse--cards", state.view === "cards");
  note.hidden = !notes.length;
  note.textContent = notes.length ? `Ignored, for it means nothing here: ${notes.join(", ")}` : "";
  showActive();
  status.textContent = shown.length
    ? `${shown.length} of ${papers.length} papers` : `No paper fits. ${advice()}`;
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
root.append(
  make("div", { class: "w2-bar-top" }, text, opener, make("label", {}, "Order ", sort), view),
  active, note,
  make("div", { class: "w2-bar-list" }, status, all, exporter("Shown", keysShown, here)),
);
const layout = root.closest(".w2-layout");
// Before the list, for Tab would have to go through all papers to reach it.
layout.lastElementChild.before(document.querySelector(".w2-tray"));
panel.append(closer);
document.body.append(panel);

wide.addEventListener("change", placeForm);
function placeForm() {
  if (wide.matches) {
    if (panel.open) panel.close();
    layout.firstElementChild.append(form);
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
restore();
