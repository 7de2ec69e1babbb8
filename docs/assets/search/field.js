/**
 * The search fields of a page. What shows their results is loaded when one is first used; until then, and
 * where it cannot be loaded, a field is a form that leads to Browse.
 */

/** @type {HTMLFormElement[]} */
const forms = [...document.querySelectorAll("form.w2-search")];
const opener = document.querySelector(".w2-search-open");
/** @type {Promise<void>|undefined} */
let loading;

function load() {
  loading ??= import("./panel.js").then(({ work }) => forms.forEach(work));
  loading.catch(() => { loading = undefined; });
}

for (const { elements: { q: field } } of forms) {
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-haspopup", "dialog");
  field.addEventListener("focus", load);
  if (field === document.activeElement) load();
}

/** Puts the reader into the header's field, which narrow screens hide until then.
 * @param {Event} event */
function enter(event) {
  event.preventDefault();
  forms[0].classList.add("w2-search--open");
  forms[0].elements.q.focus();
  forms[0].elements.q.select();
}

opener?.addEventListener("click", enter);
addEventListener("keydown", (event) => {
  const typing = document.activeElement?.closest("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) enter(event);
});
