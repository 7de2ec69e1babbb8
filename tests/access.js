/**
 * What tests/browser/test_access.py measures inside a page, from computed styles: an object of functions, each
 * of which gives a list of faults or of measurements.
 */
(() => {
  const CHIP = /^w2-(chip|core|gain|stance|level|match|computed|also|add|picked|provisional|button|heat--\d)/;
  const MARK = /^w2-(fill|dot|bell|idea|spark|tree|gain)/;
  // Lines that only ground a picture, and its parts that hold no mark: there is nothing to tell apart.
  // The ends of the gap are the circles of the weak source and the ceiling.
  const QUIET = /^w2-(bell|spark|tree|gain|idea|bell__scale|idea__(axis|gap|names|scores|strong|pgr))$/;
  const TARGETS = "a[href], button, select, summary, label:has(input), textarea, input, [tabindex='0']";

  /** Red, green, blue and alpha, each from 0 to 1. @param {string} css */
  function rgba(css) {
    const numbers = (css.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    if (css.startsWith("color(srgb ")) return [...numbers.slice(0, 3), numbers[3] ?? 1];
    if (css.startsWith("rgb")) return [...numbers.slice(0, 3).map((n) => n / 255), numbers[3] ?? 1];
    if (css === "none") return [0, 0, 0, 0];
    throw new Error(`unknown colour ${css}`);
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
  function luminance(colour) {
    const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ratio(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }
  /** The colour behind what stands in an element. @param {Element} element */
  function ground(element) {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.unshift(rgba(getComputedStyle(e).backgroundColor));
      if (layers[0][3] === 1) break;
    }
    return layers.reduce((under, layer) => over(layer, under), [1, 1, 1]);
  }
  /** A colour of an element as it is seen. */
  function seen(css, element, behind) {
    const colour = rgba(css);
    for (let e = element; e; e = e.parentElement) colour[3] *= Number(getComputedStyle(e).opacity);
    return over(colour, behind);
  }
  /** What fits a selector, but for what looks as something above it does. @param {string} selector */
  const looked = (selector) => [...document.querySelectorAll(selector)].filter((e) => !e.closest("[data-alike]"));
  const visible = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? e.id}`;
  const ours = (e, kind) => [...e.classList].filter((c) => kind.test(c) && !QUIET.test(c));

  /** The classes of chips and of marks that the stylesheets give a look. */
  function defined() {
    const found = { text: new Set(), mark: new Set() };
    const read = (rule) => {
      for (const [, c] of (rule.selectorText ?? "").matchAll(/\.(w2-[\w-]+)/g)) {
        if (CHIP.test(c)) found.text.add(c);
        if (MARK.test(c) && !QUIET.test(c)) found.mark.add(c);
      }
      [...(rule.cssRules ?? [])].forEach(read);
    };
    for (const sheet of document.styleSheets) [...sheet.cssRules].forEach(read);
    return { text: [...found.text], mark: [...found.mark] };
  }

  /** The least contrast of each kind of chip, mark and field: [kind, class, contrast]. */
  function contrasts() {
    const found = new Map();
    const note = (kind, what, value) => {
      const key = `${kind} ${what}`;
      found.set(key, Math.min(found.get(key) ?? Infinity, value));
    };
    for (const e of looked("[class*=w2-]")) {
      const words = e.firstElementChild?.textContent === e.textContent ? e.firstElementChild : e;
      if (!visible(e) || !e.textContent.trim()) continue;
      const behind = ground(words);
      const text = seen(getComputedStyle(words).color, words, behind);
      for (const chip of ours(e, CHIP)) note("text", chip, ratio(text, behind));
      if (e.matches(".w2-chip, .w2-core, .w2-gain")) note("text", e.classList[0], ratio(text, behind));
    }
    const mark = (classes, element, style, colours, behind) => {
      const best = Math.max(...colours.map((c) => ratio(seen(style[c], element, behind), behind)));
      for (const c of classes) note("mark", c, best);
    };
    for (const e of looked("article svg :is(rect, circle, path, line), .w2-dot")) {
      const named = e.closest("[class*=w2-]");
      if (!visible(e)) continue;
      const style = getComputedStyle(e);
      const drawn = e instanceof SVGElement
        ? ["fill", ...(parseFloat(style.strokeWidth) ? ["stroke"] : [])] : ["backgroundColor"];
      const classes = named === e ? ours(e, MARK) : [...named.classList];
      mark(classes, e, style, drawn, ground((e.closest("svg") ?? e).parentElement));
    }
    for (const e of looked(".w2-gain, .w2-tree li")) {
      const classes = e.matches("li") ? ["w2-tree"] : ours(e, MARK);
      const style = getComputedStyle(e, "::before");
      if (visible(e)) mark(classes, e, style, ["borderTopColor", "backgroundColor"], ground(e));
    }
    for (const e of looked(":is(article, .w2-panel, .w2-tray) :is(input, select, textarea)")) {
      if (!visible(e) || e.matches("[type=checkbox], [type=radio], [type=file]")) continue;
      const behind = ground(e.parentElement);
      const best = Math.max(...["borderTopColor", "backgroundColor"].map(
        (c) => ratio(seen(getComputedStyle(e)[c], e, behind), behind)));
      note("field", `${name(e)} of ${name(e.closest("form, section, [class]:not(select, input)"))}`, best);
      if (e.placeholder) note("text", "placeholder", ratio(seen(getComputedStyle(e, "::placeholder").color, e, ground(e)), ground(e)));
    }
    return [...found].map(([key, value]) => [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1), value]);
  }

  /** Elements that move or scroll smoothly. */
  function moving() {
    const found = new Set();
    const seconds = (times) => Math.max(...times.split(", ").map((t) => parseFloat(t) * (t.endsWith("ms") ? 0.001 : 1)));
    for (const e of looked("*")) {
      for (const pseudo of [null, "::before", "::after"]) {
        const style = getComputedStyle(e, pseudo);
        if (pseudo && style.content === "none") continue;
        const times = [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration];
        if (Math.max(...times.map(seconds)) > 0.01) found.add(`${name(e)}${pseudo ?? ""} moves`);
        if (style.scrollBehavior === "smooth") found.add(`${name(e)} scrolls smoothly`);
      }
    }
    return [...found];
  }

  /** A page that scrolls sideways, and text in boxes that hide what does not fit. */
  function clipped() {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} > ${innerWidth}`);
    for (const e of document.querySelectorAll("body *")) {
      const fits = e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1;
      if (fits || !(e instanceof HTMLElement) || !visible(e) || !e.textContent.trim()) continue;
      const style = getComputedStyle(e);
      // Words for screen readers only; and the header's title, which the page's heading repeats.
      if (style.clipPath !== "none" || e.closest(".md-header__title")) continue;
      const cut = [["X", "Width"], ["Y", "Height"]].some(([axis, size]) =>
        /hidden|clip/.test(style[`overflow${axis}`]) && e[`scroll${size}`] > e[`client${size}`] + 1);
      if (cut) found.push(`${name(e)} cuts "${e.textContent.trim().slice(0, 30)}"`);
    }
    return found;
  }

  /** What is wrong with how the focused element is shown, or an empty text. */
  function unseen() {
    const e = document.activeElement;
    if (!e || e === document.body) return "nothing has the focus";
    // Radio buttons and the choice of scheme are not seen themselves, but a label of theirs or beside them.
    const labels = [...(e.labels ?? []), ...e.parentElement.querySelectorAll("label")];
    const shown = visible(e) ? e : labels.find(visible) ?? e;
    const style = getComputedStyle(shown);
    const what = `${name(e)} "${(e.ariaLabel ?? e.textContent).trim().slice(0, 30)}"`;
    if (style.outlineStyle === "none" || !parseFloat(style.outlineWidth)) return `${what} has no outline`;
    const behind = ground(shown.parentElement);
    if (ratio(seen(style.outlineColor, shown.parentElement, behind), behind) < 3) return `${what} has a faint outline`;
    const boxes = [...shown.getClientRects()].map(({ left, right, top, bottom }) => ({
      left: Math.max(left, 0), right: Math.min(right, innerWidth),
      top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight),
    })).filter((box) => box.right > box.left && box.bottom > box.top);
    const open = boxes.some((box) => [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
      const top = document.elementFromPoint(
        box.left + x * (box.right - box.left), box.top + y * (box.bottom - box.top));
      return top && (shown.contains(top) || top.contains(shown));
    })));
    return open ? "" : `${what} is out of sight`;
  }

  /** Targets smaller than 24 px whose neighbours are too near: WCAG 2.2, 2.5.8. Left out are links in a
   *  sentence and the marks of a chart, whose size is what they say. */
  function small() {
    const all = [...document.querySelectorAll(TARGETS)].filter((e) => visible(e)
      && !(e.matches("input") && e.closest("label"))
      && e.closest("article, .w2-tray") && !e.closest("svg") && getComputedStyle(e).clipPath === "none");
    const boxes = all.map((e) => (e.getClientRects().length > 1 ? e.getClientRects()[0] : e.getBoundingClientRect()));
    const little = boxes.map(({ width, height }) => width < 23.9 || height < 23.9);
    const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
    const near = (a, b) => {
      const [x, y] = middle(boxes[a]);
      const { left, right, top, bottom } = boxes[b];
      const [u, v] = middle(boxes[b]);
      const gap = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
      return gap < 12 || (little[b] && Math.hypot(u - x, v - y) < 24);
    };
    const inSentence = (e) => [...e.parentElement.childNodes].some((n) => n.nodeType === 3 && /\w/.test(n.data));
    return all.flatMap((e, a) => {
      if (!little[a] || inSentence(e)) return [];
      const layer = (x) => x.closest(".w2-tray, .w2-aside"); // one lies over the page, the other scrolls in itself
      const b = all.findIndex((other, i) => i !== a && layer(other) === layer(e)
        && !other.contains(e) && !e.contains(other) && near(a, i));
      return b < 0 ? [] : [`${name(e)} "${e.textContent.trim().slice(0, 20)}" ${Math.round(boxes[a].width)}x${Math.round(boxes[a].height)} next to ${name(all[b])} "${all[b].textContent.trim().slice(0, 20)}"`];
    });
  }
  return { clipped, contrasts, defined, moving, small, unseen };
})()
