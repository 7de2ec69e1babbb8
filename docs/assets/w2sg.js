/** Small helps on every page: copy buttons. Pages read and work without it. */

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.querySelector(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent.trimEnd() + "\n");
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copying was refused; select the text instead";
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
