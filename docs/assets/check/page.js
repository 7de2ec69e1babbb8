/** The page that checks a bibliography: nothing that is typed or chosen leaves the browser. */
import { make, save } from "../browse/tray.js";
import { check, corrected, missing, read } from "./rules.js";

const NAMES = { preprint: "Published since", year: "Year", venue: "Venue", title: "Title", authors: "Authors",
  identifier: "DOI or arXiv id", pages: "Pages", duplicate: "Cited twice" };
const form = document.querySelector(".w2-check");
const [status, report] = document.querySelector(".w2-check-answer").children; // only the first is read out
let records;

/** @param {string} key */
const link = (key) => make("a", { href: new URL(`../../papers/${key}/`, import.meta.url).href }, key);

/** @param {import("./rules.js").Finding} finding */
function row({ key, line, paper, kind, have, want }) {
  const change = kind === "duplicate" ? [`the same paper as ${want}`]
    : [make("del", {}, have), " → ", make("ins", {}, want)];
  return make("li", {}, make("b", {}, `${key}, line ${line}: ${NAMES[kind]}. `), ...change, " (", link(paper), ")");
}

async function run() {
  const text = form.elements.bib.value;
  records ??= await (await fetch(new URL("../../checkbib.json", import.meta.url))).json();
  const entries = read(text);
  const found = check(entries, records);
  const chosen = form.elements.list.value;
  const left = chosen ? missing(entries, records, chosen) : [];
  const fixed = corrected(text, entries, records, found);
  const download = make("button", { type: "button", class: "md-button w2-button" }, "Download the corrected file");
  download.addEventListener("click", () => save(fixed, "corrected.bib"));
  report.replaceChildren(
    make("ul", { class: "w2-findings" }, ...found.map(row)),
    ...(fixed === text ? [] : [download]),
    ...(left.length ? [make("p", {}, "Core papers of the list that you do not cite: ",
      ...left.flatMap((key, i) => [i ? ", " : "", link(key)]))] : []),
  );
  return `${entries.length} entries read, ${found.length} finding${found.length === 1 ? "" : "s"}.`;
}

form.inert = false;
form.elements.file.addEventListener("change", async () => {
  const [file] = form.elements.file.files;
  if (file) form.elements.bib.value = await file.text();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    status.textContent = await run();
    status.className = "";
  } catch (error) {
    const where = error.location ? `Line ${error.location.start.line}: ` : "";
    report.replaceChildren();
    status.textContent = `${where}${error.message}`;
    status.className = "w2-provisional";
  }
});
