/** Filters what a page lists by the tags of its items; the page's address holds the choice. */

const form = document.querySelector(".w2-filter");

/** @param {Element} list a list whose items may all be hidden; its heading goes with it */
function hideIfEmpty(list) {
  const empty = !list.querySelector("[data-tags]:not([hidden])");
  const heading = list.dataset.group && document.getElementById(list.dataset.group);
  list.hidden = empty;
  if (heading) heading.hidden = empty;
}

/** Shows the items that carry every chosen tag. */
function apply() {
  const chosen = [...new FormData(form)].filter(([, value]) => value).map((pair) => pair.join(":"));
  const items = document.querySelectorAll("[data-tags]");
  for (const item of items) {
    const tags = item.dataset.tags.split(" ");
    item.hidden = !chosen.every((tag) => tags.includes(tag));
  }
  document.querySelectorAll("[data-group]").forEach(hideIfEmpty);
  const shown = document.querySelectorAll("[data-tags]:not([hidden])").length;
  const all = `${items.length} ${form.dataset.unit}`;
  form.querySelector("[role=status]").textContent = chosen.length ? `${shown} of ${all}` : all;
}

/** Takes the choice from the page's address. */
function read() {
  const address = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select")) {
    const value = address.get(select.name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
  apply();
}

/** Writes the choice into the page's address. */
function write() {
  const address = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", `${location.pathname}${address.size ? `?${address}` : ""}`);
  apply();
}

if (form) {
  form.inert = false;
  form.addEventListener("change", write);
  form.addEventListener("reset", () => setTimeout(write));
  form.addEventListener("submit", (event) => event.preventDefault());
  read();
  document.documentElement.classList.remove("w2-pending");
}
