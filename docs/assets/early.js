// Runs on every page before its first paint, as a classic script in the head.
//
// Controls that only scripts can work stand in the pages, so that nothing moves when the scripts take
// over. Stylesheets show them below `w2-script`, which goes again where our modules fail, as they do on a
// page opened from a disk: where a file fails to load, the event is its element's.
// `w2-pending`: the address asks for something that is not shown yet. Links to other forms of the page
// are renamed for the theme, which would take them for translations and ask for a sitemap beside each.
const classes = document.documentElement.classList;
classes.add("w2-script");
for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel = "alternate feed";
if (location.search) classes.add("w2-pending");
addEventListener("error", ({ target, filename }) => {
  const starting = document.readyState !== "complete" || document.querySelector(".w2-scripted[inert]");
  if (starting && /\/assets\/(?!javascripts\/)/.test(target.src ?? filename)) classes.remove("w2-script");
}, true);
