/** A word of the glossary: its title, which only a mouse can see, is shown on focus, hover and tap. */

const note = document.createElement("span");
note.id = "w2-term-note";
note.setAttribute("role", "tooltip");
note.hidden = true;
/** @type {HTMLAnchorElement|null} */
let shown = null;

/** @param {HTMLAnchorElement} word */
function show(word) {
  if (shown === word) return;
  hide();
  note.textContent = word.title;
  word.removeAttribute("title");
  word.setAttribute("aria-describedby", note.id);
  word.after(note);
  note.hidden = false;
  note.style.removeProperty("--w2-shift");
  const { left, right } = note.getBoundingClientRect();
  const wide = document.documentElement.clientWidth - 8;
  note.style.setProperty("--w2-shift", `${Math.round(Math.min(0, wide - right) || Math.max(0, 8 - left))}px`);
  shown = word;
}

function hide() {
  if (!shown) return;
  shown.title = note.textContent;
  shown.removeAttribute("aria-describedby");
  note.hidden = true;
  shown = null;
}

for (const word of document.querySelectorAll(".w2-term")) {
  word.addEventListener("focus", () => show(word));
  word.addEventListener("blur", hide);
  word.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType !== "touch") show(word);
  });
  word.addEventListener("pointerleave", ({ pointerType, relatedTarget }) => {
    if (pointerType !== "touch" && relatedTarget !== note && document.activeElement !== word) hide();
  });
  // A finger's first tap shows the meaning, its second follows the link.
  let touched = false;
  word.addEventListener("pointerdown", ({ pointerType }) => {
    touched = pointerType === "touch" && shown !== word;
  }, { capture: true });
  word.addEventListener("click", (event) => {
    if (!touched) return;
    event.preventDefault();
    touched = false;
    show(word);
  });
}
note.addEventListener("pointerleave", hide);
addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
addEventListener("pointerdown", ({ target }) => { if (target !== shown && target !== note) hide(); });
