/** Shows a claim's findings, which stand on a page of their own. */

const page = new URL("findings/", location.href);
if (/[?&](claim|setting|weak|role|stance|year)=/.test(location.search) && document.getElementById("findings")) {
  location.replace(`findings/${location.search}`); // where the filters stood
}

/** @type {Promise<Document>|undefined} */
let findings;

/** The findings that are not shown first, in a fold. @param {Element[]} items */
function others(items) {
  if (!items.length) return [];
  const [fold, summary, list] = ["details", "summary", "ul"].map((name) => document.createElement(name));
  fold.className = "w2-data";
  list.className = "w2-evidence";
  summary.textContent = `${items.length} more`;
  list.append(...items);
  fold.append(summary, list);
  return [fold];
}

/** Puts the findings of a claim into its fold. @param {HTMLDetailsElement} fold */
async function fill(fold) {
  findings ??= fetch(page).then(async (answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  });
  try {
    const list = (await findings).querySelector(`[data-group="${fold.dataset.claim}"]`).cloneNode(true);
    for (const link of list.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), page).href;
    for (const item of list.children) delete item.dataset.tags;
    for (const button of list.querySelectorAll(".w2-add")) button.remove();
    delete list.dataset.group;
    fold.querySelector("summary").after(list, ...others([...list.children].slice(Number(fold.dataset.first))));
  } catch {
    findings = undefined; // the link below leads to them; the next opening asks again
    fold.addEventListener("toggle", () => fill(fold), { once: true });
  }
}

for (const fold of document.querySelectorAll("[data-claim]")) {
  fold.addEventListener("toggle", () => fill(fold), { once: true });
}
