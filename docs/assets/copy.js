/** Copying, on any page and over plain http, and what is said of it. */

/**
 * Copies a text. Where the browser has no clipboard for us, as over plain http, its older command is
 * tried on a field that is not seen.
 * @param {string} text @returns {Promise<boolean>} whether it was copied
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    Object.assign(field.style, { position: "fixed", opacity: "0" });
    document.body.append(field);
    field.select();
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch {
      // Refused; the caller says so.
    }
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return copied;
  }
}

/**
 * Says for two seconds what a press of the button has done, in its own place and width.
 * @param {HTMLElement} button @param {string} said
 */
export function say(button, said) {
  button.dataset.label ??= button.innerHTML;
  button.style.minWidth = `${button.getBoundingClientRect().width}px`;
  button.textContent = said;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = String(setTimeout(() => {
    button.innerHTML = button.dataset.label;
    button.style.minWidth = "";
  }, 2000));
}

/**
 * Copies what an element shows, or selects it so that the reader can.
 * @param {HTMLElement} button @param {Element} source @param {string} text
 */
export async function copyShown(button, source, text) {
  if (await copyText(text)) return say(button, "Copied");
  const tab = document.querySelector(`input[name="format"][value="${source.closest("[data-format]")?.dataset.format}"]`);
  if (tab) tab.checked = true;
  getSelection().selectAllChildren(source);
  source.scrollIntoView({ block: "center" });
  say(button, "Press Ctrl+C");
}
