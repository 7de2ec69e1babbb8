// The theme opens its own search for any address with `q` when it starts. This classic script runs
// before it and sets the query aside; browse.js, which runs after it, puts the query back.
document.documentElement.dataset.query = location.search;
history.replaceState(null, "", location.pathname + location.hash);
// browse.css makes room for what browse.js will do, unless it fails, as modules do from a folder on a
// disk: where they fail to load, the event is their element's.
document.documentElement.classList.add("w2-script");
addEventListener("error", ({ target, filename }) => {
  if (String(target.src ?? filename).includes("/browse/")) document.documentElement.classList.remove("w2-script");
}, true);
