// Runs on every page before its first paint, as a classic script in the head.
//
// Controls that only scripts can work stand in the pages, so that nothing moves when the scripts take
// over. Stylesheets show them below `w2-script`, which goes again where our modules fail, as they do on a
// page opened from a disk: where a file fails to load, the event is its element's.
// `w2-pending`: the address asks for something that is not shown yet.
{
  const root = document.documentElement;
  root.classList.add("w2-script");
  if (location.search) root.classList.add("w2-pending");
  addEventListener("error", ({ target, filename }) => {
    const starting = document.readyState !== "complete" || document.querySelector(".w2-scripted[inert]");
    if (starting && /\/assets\//.test(target.src ?? filename)) root.classList.remove("w2-script");
  }, true);

  // The scheme: the system's, unless the reader chose the other one. Where nothing can be stored, a
  // choice lasts as long as the page.
  const STORE = "w2sg.scheme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = () => (dark.matches ? "slate" : "default");
  const kept = () => {
    try {
      return localStorage.getItem(STORE);
    } catch {
      return null;
    }
  };
  const show = (/** @type {string} */ scheme) => document.body.setAttribute("data-md-color-scheme", scheme);
  new MutationObserver((_, watching) => {
    if (!document.body) return;
    watching.disconnect();
    show(kept() ?? system());
  }).observe(root, { childList: true });
  dark.addEventListener("change", () => show(kept() ?? system()));
  addEventListener("click", ({ target }) => {
    if (!target.closest(".w2-scheme")) return;
    const scheme = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
    show(scheme);
    try {
      if (scheme === system()) localStorage.removeItem(STORE);
      else localStorage.setItem(STORE, scheme);
    } catch {
      // Said above.
    }
  });
}
