/**
 * The selection, which survives page changes, and what can be done with any list of keys.
 * Loaded on every page; pages read and work without it.
 */

import { copyText } from "../copy.js";

const STORE = "w2sg.selection";
const ROOT = new URL("../../", import.meta.url);
const FORMATS = [["bib", "BibTeX"], ["ris", "RIS"], ["csl.json", "CSL-JSON"], ["csv", "CSV"],
  ...["APA", "APS"].flatMap((style) => [["txt", "text"], ["html", "HTML"], ["md", "Markdown"]].map(
    ([suffix, name]) => [`${style.toLowerCase()}.${suffix}`, `${style} (${name})`]))];

/** @type {string[]|undefined} the selection where nothing can be stored: it lasts as long as the page */
let kept;

/** @returns {string[]} the selected keys */
export function selection() {
  if (kept) return kept;
  try {
    const keys = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(keys) ? keys.filter((k) => /^[a-z0-9]+$/.test(k)) : [];
  } catch {
    return [];
  }
}

/** @param {Iterable<string>} keys */
export function select(keys) {
  const chosen = [...new Set(keys)].sort();
  try {
    localStorage.setItem(STORE, JSON.stringify(chosen));
    kept = undefined;
  } catch {
    kept = chosen;
  }
  dispatchEvent(new CustomEvent("w2sg:selection"));
}

/** @param {string} key @param {boolean} on */
export function toggle(key, on) {
  const keys = new Set(selection());
  if (on) keys.add(key); else keys.delete(key);
  select(keys);
}

/**
 * The entries of `keys` in a format, joined as the build wrote them.
 * @param {string} format @param {string[]} keys @param {string} from address of the list
 */
export async function exported(format, keys, from) {
  const answer = await fetch(new URL(`browse/picks/${format}.json`, ROOT)).catch(() => undefined);
  if (!answer?.ok) throw new Error("The entries could not be read; try again");
  const { head, join, tail, comment, items } = await answer.json();
  const note = comment ? `${comment} ${from}, ${new Date().toISOString().slice(0, 10)}\n\n` : "";
  return note + head + [...keys].sort().filter((key) => key in items).map((key) => items[key]).join(join) + tail;
}

/** A new element. @param {string} tag @param {Record<string, string>} [attributes]
 * @param {...(Node|string)} inside @returns {HTMLElement} */
export function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/**
 * Controls that export a list: a choice of format, download and copy.
 * @param {string} label @param {() => string[]} keys @param {() => string} from address of the list
 * @param {() => string} name of the file, without its suffix
 */
export function exporter(label, keys, from, name) {
  const format = make("select", { "aria-label": `Format: ${label}` },
    ...FORMATS.map(([value, name]) => make("option", { value }, name)));
  const [download, copy] = ["Download", "Copy"].map((name) => make("button", { type: "button" }, name));
  const said = make("span", { role: "status", class: "w2-said" });
  const controls = make("span", { class: "w2-export" }, make("span", {}, label), format, download, copy, said);
  workExporter(controls, keys, from, name);
  return controls;
}

/**
 * Makes such controls work, which may stand in the page. Where nothing can be copied, the text is shown
 * and selected.
 * @param {Element} controls @param {() => string[]} keys @param {() => string} from
 * @param {() => string} name
 */
export function workExporter(controls, keys, from, name) {
  const format = controls.querySelector("select");
  const [download, copy] = controls.querySelectorAll("button");
  const said = controls.querySelector(".w2-said");
  const act = async (/** @type {(text: string) => Promise<string>} */ use) => {
    controls.querySelector("textarea")?.remove();
    try {
      said.textContent = await use(await exported(format.value, keys(), from()));
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : "This did not work";
    }
    setTimeout(() => { said.textContent = ""; }, 4000);
  };
  download.addEventListener("click", () => act(async (text) => {
    save(text, `${name()}.${format.value}`);
    return "Saved";
  }));
  copy.addEventListener("click", () => act(async (text) => {
    if (await copyText(text)) return "Copied";
    const field = make("textarea", { readonly: "", rows: "4", "aria-label": "The text to copy" }, text);
    controls.append(field);
    field.select();
    return "Press Ctrl+C";
  }));
}

/** Shows one of the names that a button has; it stays as wide as the widest (`w2-either`).
 * @param {Element} button @param {number} which */
export function showName(button, which) {
  [...button.children].forEach((name, i) => { name.hidden = i !== which; });
}

/** @param {string|Uint8Array} content @param {string} name */
export function save(content, name) {
  const address = URL.createObjectURL(new Blob([content], { type: "text/plain;charset=utf-8" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** The bar at the foot of every page while something is selected. */
function showTray() {
  const count = make("b", { role: "status" });
  const clear = make("button", { type: "button" }, "Clear");
  const open = make("a", { href: new URL("browse/?selected=yes", ROOT).href }, "Show in Browse");
  const compare = /** @type {HTMLAnchorElement} */ (make("a", {}, "Compare"));
  const here = () => new URL("browse/?selected=yes", ROOT).href;
  const tray = make("section", { class: "w2-tray", "aria-label": "Selected papers" },
    count, exporter("", selection, here, () => "w2sg-selected"), open, compare, clear);
  clear.addEventListener("click", () => {
    select([]);
    /** @type {HTMLElement|null} */ (document.querySelector(".w2-text, .w2-add"))?.focus();
  });
  const update = () => {
    const keys = selection();
    count.textContent = `${keys.length} selected`;
    compare.href = new URL(`compare/?keys=${keys.join(",")}`, ROOT).href;
    tray.hidden = keys.length === 0;
  };
  document.body.append(tray);
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--w2-tray", `${tray.offsetHeight}px`);
  }).observe(tray);
  addEventListener("w2sg:selection", update);
  addEventListener("storage", update);
  update();
}

/** Makes a button add the paper of its item to the selection, or take it out.
 * @param {HTMLButtonElement} button */
function workAdder(button) {
  const item = button.closest("[data-key]");
  const { key, title = item.querySelector(".w2-title, a").textContent } = item.dataset;
  button.setAttribute("aria-label", `Select ${title}`);
  const update = () => {
    const on = selection().includes(key);
    showName(button, on ? 1 : 0);
    button.setAttribute("aria-pressed", String(on));
  };
  button.addEventListener("click", () => toggle(key, !selection().includes(key)));
  addEventListener("w2sg:selection", update);
  update();
}

document.querySelectorAll(".w2-add").forEach(workAdder);
showTray();
