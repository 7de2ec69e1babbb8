/** The idea to try: three handles move the figure above them, and the gap recovered follows. */

const box = document.querySelector(".w2-try");
const figure = document.querySelector(".w2-idea");

/** @typedef {{weak: number, student: number, ceiling: number}} Scores */

/** The share of the gap, in percent; null where there is none. @param {Scores} scores */
const gap = ({ weak, student, ceiling }) =>
  (ceiling > weak ? (100 * (student - weak)) / (ceiling - weak) : null);

/** What the scores mean. @param {Scores} scores */
function meaning(scores) {
  const share = gap(scores);
  if (share === null) return "The ceiling is not above the weak source: there is no gap to recover.";
  if (share < 0) return "The student ended below the weak source that taught it.";
  if (share === 0) return "The student only matches its weak source.";
  if (share > 100) return "The student passed the ceiling: the same model trained on true labels.";
  return "The student ended above its weak source, on its way to the ceiling.";
}

/** A score as text, with a true minus sign. @param {number} value */
const number = (value) => String(Math.round(value * 10) / 10).replace("-", "−");

/** @param {Scores} scores @param {number|null} [stated] the gap as a paper prints it */
function draw(scores, stated = null) {
  const values = Object.values(scores);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = Object.fromEntries(Object.entries(scores).map(([name, value]) =>
    [name, high > low ? 80 + (360 * (value - low)) / (high - low) : 260]));
  const set = (part, attributes) => {
    for (const [name, value] of Object.entries(attributes)) figure.querySelector(part).setAttribute(name, String(value));
  };
  const span = (from, to) => ({ x: Math.min(from, to), width: Math.abs(to - from) });
  set(".w2-idea__gap", span(x.weak, x.ceiling));
  set(".w2-idea__won", span(x.weak, x.student));
  set(".w2-idea__bracket", { d: `M${x.weak} 56V50H${x.student}V56` });
  const names = ["weak", "student", "ceiling"];
  const order = [...names].sort((a, b) => x[a] - x[b]);
  for (const [i, name] of names.entries()) {
    set(`.w2-idea__${name}`, { cx: x[name] });
    const place = order.indexOf(name);
    const near = (/** @type {string|undefined} */ other) => other && Math.abs(x[other] - x[name]) < 105;
    const anchor = near(order[place + 1]) ? "end" : near(order[place - 1]) ? "start" : "middle";
    for (const group of [".w2-idea__names", ".w2-idea__scores"]) {
      const text = figure.querySelector(group).children[i];
      text.setAttribute("x", String(x[name]));
      text.style.textAnchor = anchor;
    }
    figure.querySelector(".w2-idea__scores").children[i].textContent = number(scores[name]);
  }
  const share = stated ?? gap(scores);
  const title = share === null ? "no gap to recover" : `${number(share)} % of the gap recovered`;
  set(".w2-idea__pgr", { x: Math.min(Math.max((x.weak + x.student) / 2, 130), 390) });
  figure.querySelector(".w2-idea__pgr").textContent = title;
  figure.querySelector("title").textContent =
    `Weak source ${number(scores.weak)}, student ${number(scores.student)}, ceiling ${number(scores.ceiling)}: ${title}`;
}

if (box && figure) {
  const presets = JSON.parse(box.dataset.presets);
  const select = box.querySelector("select");
  const inputs = [...box.querySelectorAll("input")];
  const caption = figure.querySelector(".w2-idea__told");
  const show = (/** @type {number|null} */ stated = null) => {
    const scores = /** @type {Scores} */ (Object.fromEntries(inputs.map(({ name, value }) => [name, Number(value)])));
    inputs.forEach((input) => { input.nextElementSibling.textContent = number(Number(input.value)); });
    draw(scores, stated);
    box.querySelector(".w2-try__said").textContent = meaning(scores);
  };
  const start = () => {
    const preset = presets[Number(select.value)];
    inputs.forEach((input, i) => { input.value = String(preset.scores[i]); });
    show(preset.gap);
    return preset;
  };
  select.addEventListener("change", () => {
    const { told, address, place } = start();
    const link = document.createElement("a");
    link.href = address;
    link.textContent = place;
    caption.replaceChildren(told, link);
  });
  inputs.forEach((input) => input.addEventListener("input", () => {
    caption.textContent = "Your own numbers, not of any paper.";
    show();
  }));
  box.inert = false;
  start(); // the page has told of the first
}
