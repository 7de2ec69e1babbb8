/** The page that checks a bibliography: nothing that is typed, dropped or chosen leaves the browser. */
import { save } from "../browse/tray.js";
import { ask, Cancelled } from "./asking.js";
import { decode } from "./decoding.js";
import { shownReport } from "./report.js";

const MAX_BYTES = 64 * 1024 * 1024;
const form = document.querySelector(".w2-check");
const [status, report] = document.querySelector(".w2-check-answer").children; // only the first is read out
const { bib, file, list, everything, cancel } = form.elements;
const [chosen, bar] = [form.querySelector("output"), form.querySelector("progress")];
/** @type {File|null} what is checked, if it is not the text */
let dropped = null;
/** @type {AbortController|null} of the check that runs */
let running = null;

/** @param {File|null} one */
function choose(one) {
  dropped = one;
  chosen.textContent = one ? `${one.name}, ${size(one.size)}` : "";
}

const size = (/** @type {number} */ bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** The bytes to check; throws in plain words if there are none. */
async function given() {
  if (!dropped && !bib.value.trim()) throw new Error("Paste your BibTeX or choose a file.");
  if (dropped && dropped.size > MAX_BYTES) {
    throw new Error(`${dropped.name} has ${size(dropped.size)}; here ${size(MAX_BYTES)} are checked at most. In a terminal, w2sg checkbib takes any size.`);
  }
  try {
    return dropped ? new Uint8Array(await dropped.arrayBuffer()) : new TextEncoder().encode(bib.value);
  } catch {
    throw new Error(`${dropped.name} cannot be read. Choose it again.`);
  }
}

/** @param {string} text @param {boolean} [bad] */
function say(text, bad = false) {
  status.textContent = text;
  status.className = bad ? "w2-provisional" : "";
}

async function run() {
  const name = dropped?.name ?? "corrected.bib";
  const question = { bytes: await given(), everything: everything.checked, chosen: list.value };
  say("Checking …");
  report.replaceChildren();
  const found = await ask(question, (done) => { bar.value = done; }, running.signal);
  const { encoding } = found.report;
  report.replaceChildren(...shownReport(found, list.selectedOptions[0].textContent, {
    download: () => save(found.fixed, name.replace(/(\.[a-z]+)?$/i, "-corrected.bib").replace(/^corrected-/, "")),
    copy: () => navigator.clipboard.writeText(decode(found.fixed).text),
  }));
  const { entries, right, wrong, unknown, unreadable } = found.report;
  say(`${count(entries, "entry", "entries")}: ${right} right, ${wrong} with findings, ${unknown} not in the library.`
    + `${unreadable.length ? ` ${unreadable.length} more cannot be read.` : ""}`
    + `${encoding === "UTF-8" ? "" : ` The file is not in UTF-8: it was read as ${encoding}, and is written so again.`}`);
}

const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

async function submit() {
  if (running) return;
  running = new AbortController();
  bar.value = 0;
  form.classList.add("w2-running");
  try {
    await run();
  } catch (error) {
    report.replaceChildren();
    if (error instanceof Cancelled || error.name === "AbortError") say("Cancelled.");
    else say(error.message, true);
  } finally {
    running = null;
    form.classList.remove("w2-running");
  }
}

form.inert = false;
bib.addEventListener("input", () => {
  file.value = "";
  choose(null);
});
file.addEventListener("change", () => choose(file.files[0] ?? null));
form.addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("w2-over");
});
for (const end of ["dragleave", "drop"]) form.addEventListener(end, () => form.classList.remove("w2-over"));
form.addEventListener("drop", (event) => {
  const [one] = event.dataTransfer.files;
  if (!one) return;
  event.preventDefault();
  file.value = "";
  choose(one);
  submit();
});
cancel.addEventListener("click", () => running?.abort());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
