/** Small helps on every page: copy buttons. Pages read and work without it. */

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
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(`${copied(source, button.dataset.as).trim()}\n`);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copying was refused; select the text instead";
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
