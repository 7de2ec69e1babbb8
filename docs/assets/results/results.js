/** Results: folded rows open where an address, a filter or the printer asks for them; rows as CSV. */

import { save } from "../browse/tray.js";

const page = document.querySelector(".w2-results-page");
const folds = [...document.querySelectorAll(".w2-more-rows")];

/** Opens what hides the row that the address names. */
function openTarget() {
  const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = row && row.closest(".w2-more-rows");
  if (!fold || fold.open) return;
  fold.open = true;
  row.scrollIntoView({ block: "center" });
}

/** While a filter is chosen, what fits is shown. */
function openFiltered() {
  const chosen = Boolean(location.search);
  document.documentElement.classList.toggle("w2-filtered", chosen);
  for (const fold of folds) {
    const fits = [...fold.querySelectorAll("[data-tags]")].some((row) => !row.hidden);
    fold.hidden = !fits;
    if (chosen && fits) fold.open = true;
  }
}

if (page) {
  const button = page.querySelector("button");
  const said = page.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    const shown = new Set([...document.querySelectorAll("[data-tags]:not([hidden])")].map((row) => row.id));
    try {
      const answer = await fetch(new URL("../results.csv", location.href));
      if (!answer.ok) throw new Error(String(answer.status));
      const [head, ...lines] = (await answer.text()).split("\r\n");
      const kept = lines.filter((line) => shown.has(line.slice(0, line.indexOf(","))));
      save([head, ...kept, ""].join("\r\n"), "w2sg-results.csv");
      said.textContent = `Saved ${kept.length} rows`;
    } catch {
      said.textContent = "The rows could not be read; try again";
    }
  });
  button.disabled = false;
  addEventListener("hashchange", openTarget);
  document.querySelector(".w2-filter").addEventListener("change", () => setTimeout(openFiltered));
  openFiltered();
  openTarget();
}
