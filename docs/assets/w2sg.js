/**
 * Small helps on every page: copy buttons, navigation by keys, contents, folds. Pages read and work
 * without it. The theme's own script, of ten times the size, is not loaded (overrides/main.html).
 */

import { copyShown } from "./copy.js";
import { follow } from "./sections.js";

/**
 * The text to copy: of the element, or of a formatted reference as HTML or Markdown.
 * @param {Element} source @param {string|undefined} as
 */
function copied(source, as) {
  if (as === "html") return source.innerHTML;
  if (as !== "markdown") return source.textContent;
  const marked = document.createElement("p");
  marked.innerHTML = source.innerHTML;
  const walker = document.createTreeWalker(marked, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    walker.currentNode.data = walker.currentNode.data.replace(/[\\`*_[\]]/g, "\\$&");
  }
  for (const [tag, mark] of [["i", "*"], ["b", "**"]]) {
    marked.querySelectorAll(tag).forEach((e) => e.replaceWith(mark, ...e.childNodes, mark));
  }
  return marked.textContent;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.querySelector(button.dataset.copy);
  const text = () => `${copied(source, button.dataset.as).trim()}\n`;
  if (source) button.addEventListener("click", () => copyShown(button, source, text()));
}

/* The theme works its navigation on narrow screens by labels, which no key reaches. Buttons take
   their place, with the attribute `for` that the theme's looks ask for. */
const drawer = document.getElementById("__drawer");
const navigation = document.querySelector(".md-sidebar--primary");
const opener = document.querySelector(".md-header__button[for=__drawer]");
const inside = ":is(.md-nav__link, .md-nav__title:not([for=__drawer]))[for]";

/** A button in place of a label. @param {Element} label */
function pressable(label) {
  const toggle = document.getElementById(label.getAttribute("for"));
  const button = document.createElement("button");
  for (const { name, value } of label.attributes) button.setAttribute(name, value);
  button.type = "button";
  button.append(...label.childNodes);
  if (!button.textContent.trim()) button.setAttribute("aria-label", label.parentElement.textContent.trim());
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  button.addEventListener("click", () => toggle.click());
  toggle.addEventListener("change", tell);
  tell();
  return button;
}

if (navigation && opener) {
  const menu = pressable(opener);
  menu.setAttribute("aria-label", navigation.querySelector("nav").getAttribute("aria-label"));
  navigation.querySelectorAll(inside).forEach(pressable);
  for (const toggle of [drawer, ...navigation.querySelectorAll(".md-nav__toggle")]) {
    toggle.addEventListener("change", () => {
      if (!drawer.checked) return;
      const seen = (/** @type {Element} */ e) =>
        e.getClientRects().length > 0 && getComputedStyle(e).visibility === "visible";
      [...navigation.querySelectorAll("a, button")].find(seen)?.focus();
    });
  }
  navigation.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    menu.focus();
  });
  navigation.addEventListener("click", ({ target }) => {
    if (drawer.checked && target.closest("a[href^='#']")) drawer.click();
  });
  navigation.addEventListener("focusout", ({ relatedTarget }) => {
    if (drawer.checked && relatedTarget && !navigation.contains(relatedTarget)) drawer.click();
  });
}

follow([...document.querySelectorAll(".md-sidebar--secondary a[href^='#']")]);

/* Code that scrolls can be reached by keys. */
for (const code of document.querySelectorAll(".highlight, pre > code")) {
  if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
}

/* What is folded unfolds where an address leads into it, and on paper. */

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let fold = target?.closest("details:not([open])");
  if (!fold) return;
  for (; fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

/** @type {HTMLDetailsElement[]} */
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".md-content details:not([open])")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});
