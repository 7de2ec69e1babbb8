/** What is new since the reader's last visit. Its day is kept in the browser and nowhere else. */

const STORE = "w2sg.visit";
const said = document.querySelector(".w2-visit");
const today = new Date().toISOString().slice(0, 10);

/** The day of the last visit before today, if the browser keeps one; notes today's.
 * @returns {string|undefined} */
function lastVisit() {
  try {
    const { day, before } = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    const last = day === today ? before : day;
    localStorage.setItem(STORE, JSON.stringify({ day: today, before: last }));
    return /^\d{4}-\d\d-\d\d$/.test(last) ? last : undefined;
  } catch {
    return undefined;
  }
}

/** How many events of each kind the periods that ended after a day hold. @param {string} day */
function since(day) {
  const counts = new Map();
  const kinds = [...document.querySelectorAll(".w2-period details")];
  for (const kind of kinds.sort((a, b) => a.dataset.place - b.dataset.place)) {
    const { name, n } = kind.dataset;
    if (kind.closest(".w2-period").dataset.on > day) counts.set(name, (counts.get(name) ?? 0) + Number(n));
  }
  return [...counts].map(([name, n]) => `${name}: ${n}`).join("; ");
}

const last = lastVisit();
said.textContent = last ? `Since your last visit on ${last}: ${since(last) || "nothing"}.`
  : "When you come back, what happened since this visit is summed up here.";
