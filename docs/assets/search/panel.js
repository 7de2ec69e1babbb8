/** The panel below a search field, with results in groups; field.js loads it, and it loads the index. */

import { copyText, say } from "../copy.js";

const ROOT = new URL("../../", import.meta.url);
const PAUSE = 60; // milliseconds without a key before the text is searched

/** @type {Promise<typeof import("./results.js") & {find: (text: string) => import("./results.js").Results,
 *   pages: boolean}>|undefined} */
let reading;

/** @param {string} file */
async function read(file) {
  const answer = await fetch(new URL(file, ROOT));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.json();
}

/** The search, made ready once; what failed is tried again at the next call. Without the pages' own
 * index, which other builders of the site may not write, the others are still found.
 * @param {string} version */
function ready(version) {
  reading ??= (async () => {
    const [results, { prepared }, data, sections] = await Promise.all([
      import("./results.js"), import("./index.js"), read(`browse/text.json?v=${version}`),
      read(`search/search_index.json?v=${version}`).then(({ docs }) => docs, () => null),
    ]);
    return { ...results, find: results.searcher(await prepared(data), sections ?? []), pages: Boolean(sections) };
  })();
  reading.catch(() => { reading = undefined; });
  return reading;
}

/** A new element. @param {string} tag @param {Record<string, string>} attributes
 * @param {...(Node|string)} inside */
function make(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** @param {string} href from the site's root @param {string} name @param {...(Node|string)} inside */
const link = (href, name, ...inside) => make("a", { href: new URL(href, ROOT).href, class: name }, ...inside);

/** Makes a search form show its results, at once if it has a text. @param {HTMLFormElement} form @param {number} number */
export function work(form, number) {
  /** @type {HTMLInputElement} */
  const field = form.elements.q;
  const status = make("p", { role: "status", class: "w2-search__status" });
  const found = make("div", {});
  const panel = make("div", {
    id: `w2-search-${number}`, class: "w2-search__panel", role: "dialog", "aria-label": "Search results",
  }, status, found);
  panel.hidden = true;
  form.append(panel);
  field.setAttribute("aria-controls", panel.id);
  const opener = document.querySelector(".w2-search-open");

  /** @param {boolean} open */
  const open = (open) => {
    panel.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
  };
  const close = () => {
    open(false);
    form.classList.remove("w2-search--open");
  };
  let last = "";
  let lacksPapers = false; // for the last text

  const show = async () => {
    const text = field.value.trim();
    last = text;
    if (!text) {
      open(false);
      return;
    }
    let search;
    try {
      if (!found.firstChild) status.textContent = "Searching…";
      open(true);
      search = await ready(form.dataset.version);
    } catch {
      showFailure();
      return;
    }
    if (text !== last) return;
    const results = search.find(text);
    lacksPapers = results.papers === 0;
    status.textContent = told(results, search.pages);
    found.replaceChildren(...parts(results, text, search.browse(text)));
    panel.scrollTop = 0;
  };

  const showFailure = () => {
    const again = make("button", { type: "button" }, "Try again");
    again.addEventListener("click", () => { field.focus(); show(); });
    status.textContent = "What is searched could not be loaded. ";
    found.replaceChildren(again);
  };

  let waiting = 0;
  field.addEventListener("focus", () => { ready(form.dataset.version).catch(() => {}); });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  field.addEventListener("click", () => { if (field.value.trim() && panel.hidden) show(); });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the theme listens for single letters
    if (event.key === "Escape" && (!panel.hidden || form.classList.contains("w2-search--open"))) {
      event.preventDefault();
      close();
      (field.getClientRects().length ? field : opener)?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (move(field, found, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    }
  });
  // Browse would have nothing to show: what the panel shows first is the answer.
  form.addEventListener("submit", (event) => {
    const first = lacksPapers && field.value.trim() === last && found.querySelector("section a");
    if (!(first instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    location.assign(first.href);
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !form.contains(relatedTarget)) close();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !form.contains(target)) close();
  });
  form.querySelector(".w2-search__close")?.addEventListener("click", () => {
    close();
    opener?.focus();
  });
  ready(form.dataset.version).catch(() => {});
  if (field.value.trim() && field === document.activeElement) show();
}

/** Moves the focus to the next result, or back to the field; false if there is none.
 * @param {HTMLInputElement} field @param {Element} found @param {number} step */
function move(field, found, step) {
  const stops = [field, ...found.querySelectorAll("a")];
  const here = stops.findIndex((stop) => stop === document.activeElement);
  const row = document.activeElement.closest("li")?.querySelector("a");
  const from = here < 0 ? stops.indexOf(row) : here;
  if (stops.length < 2) return false;
  stops[(from + step + stops.length) % stops.length].focus();
  return true;
}

/** What was found, in a sentence. @param {import("./results.js").Results} results
 * @param {boolean} pages whether the pages could be searched */
function told({ papers, missing, groups }, pages) {
  const count = papers === 1 ? "1 paper" : `${papers} papers`;
  const without = pages ? "" : " The pages’ own text could not be loaded.";
  if (!groups.length) return `Nothing found.${without}`;
  if (papers && missing) return `No paper has all of these words; ${count} with most of them.${without}`;
  return `${papers ? count : "No paper"} found.${without}`;
}

/** @param {import("./results.js").Results} results @param {string} text @param {string} all */
function parts({ chips, groups, papers }, text, all) {
  const filters = chips.map(({ label, href }) => make("li", {}, link(href, "w2-search__chip", label)));
  const lists = groups.map(({ name, rows }) => make("section", { "data-group": name }, make("h2", {}, name),
    make("ul", {}, ...rows.map(item))));
  const last = papers ? `All ${papers} in Browse` : "Search in Browse";
  return [
    ...(filters.length ? [make("ul", { class: "w2-search__chips", "aria-label": "As a filter of Browse" }, ...filters)] : []),
    ...lists,
    link(all, "w2-search__all", papers === 1 ? "This paper in Browse" : last),
  ];
}

/** @param {import("./results.js").Row} row */
function item({ href, title, lines, key }) {
  const small = lines.map((line) => make("span", { dir: "auto" }, line));
  const to = link(href, "w2-search__row", make("b", { dir: "auto" }, title), ...small);
  if (!key) return make("li", {}, to);
  const copy = make("button", { type: "button", class: "w2-search__copy", "aria-label": `Copy BibTeX of ${key}` },
    make("span", {}, "Copy "), "BibTeX");
  copy.addEventListener("click", async () => {
    try {
      const answer = await fetch(new URL(`papers/${key}.bib`, ROOT));
      if (!answer.ok) throw new Error(String(answer.status));
      say(copy, await copyText(await answer.text()) ? "Copied" : "Refused");
    } catch {
      say(copy, "Failed");
    }
  });
  return make("li", { class: "w2-search__paper" }, to, copy);
}
