/**
 * Someone else's BibTeX file -> its entries, each with the exact place of every value. The grammar is
 * what BibTeX or biber reads; an entry that neither reads is a fault with its line and reason, and
 * reading goes on at the next one. The twin of w2sg/bibliography/bibtex.py; both are held to
 * tests/checkbib/grammar.json. The time taken is linear in the size of the file.
 *
 * @typedef {[number, number]} Span  start and end, in UTF-16 units from the file's begin
 * @typedef {{key: string, type: string, fields: Record<string, string>, spans: Record<string, Span>,
 *   start: number, end: number, line: number, whole: Record<string, Span>, body: number,
 *   comments: Span[], repeated: [string, Span][]}} Entry
 *   fields: lower-case name -> value, @strings put in. spans: of values with their delimiters. whole:
 *   of fields with their name and comma. body: where a further field may be put in. comments: each
 *   `%` to its line's end between the values. repeated: fields that are given again.
 * @typedef {{key: string, line: number, reason: string}} Unreadable
 */

const MAX_EXPANDED = 100_000; // characters of a value with its @strings put in; more is a bomb
const SPACE = /[ \t\r\n\f\v]*/y;
const NAME = /[^0-9 \t\r\n\f\v"#%'(),={}@][^ \t\r\n\f\v"#%'(),={}@]*/y;
const KEY = { "{": /[^ \t\r\n\f\v,{}=]*/y, "(": /[^ \t\r\n\f\v,{}=()]*/y };
const BARE = /[^ \t\r\n\f\v,#{}()"%=]+/y;
const OPENING = "@[ \\t\\r\\n\\f\\v]*([^ \\t\\r\\n\\f\\v\"#%'(),={}@]+)[ \\t\\r\\n\\f\\v]*([{(])";
const CLOSER = { "{": "}", "(": ")" };

class Fault extends Error {
  /** @param {string} reason @param {number} pos */
  constructor(reason, pos) {
    super(reason);
    this.pos = pos;
  }
}

/** The entries of a file and what of it cannot be read; nothing is thrown.
 * @param {string} text @returns {{entries: Entry[], unreadable: Unreadable[]}} */
export function read(text) {
  return new Reader(text).read();
}

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** @type {Map<string, string>} */
    this.strings = new Map();
    this.lineEnds = places(text, /\r\n|\r|\n/g, (found) => found.index + found[0].length);
    this.closing = pairs(text);
    this.starts = places(text, new RegExp(OPENING, "g"), (found) => found.index);
    this.lineStarts = this.starts.filter((start) => this.beginsLine(start));
    this.key = "";
    /** @type {Map<number, number>} start -> end */
    this.comments = new Map();
    /** @type {[string, Span][]} */
    this.repeated = [];
  }

  read() {
    const entries = [], unreadable = [];
    const top = new RegExp(`%[^\\r\\n]*|${OPENING}|@[ \\t]*[a-zA-Z]+`, "g");
    for (let found = top.exec(this.text); found; found = top.exec(this.text)) {
      const start = found.index, end = top.lastIndex;
      if (found[0].startsWith("%") || !(found[2] || this.beginsLine(start))) continue;
      this.key = "";
      this.comments.clear();
      this.repeated = [];
      try {
        if (!found[2] && found[0].toLowerCase().endsWith("comment")) continue;
        if (!found[2]) throw new Fault(`a brace is missing after ${found[0]}`, start);
        const [entry, pos] = this.entry(start, found[1].toLowerCase(), end - 1);
        if (entry) entries.push(entry);
        top.lastIndex = pos;
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        const reason = `line ${this.line(fault.pos)}: ${fault.message}`;
        unreadable.push({ key: this.key, line: this.line(start), reason });
        top.lastIndex = Math.max(end, this.next(start, end - 1));
      }
    }
    return { entries, unreadable };
  }

  /** @param {number} pos */
  line(pos) {
    return countUpTo(this.lineEnds, pos) + 1;
  }

  /** Where to go on after the entry at `start`, which cannot be read: behind its last brace; but if
   * that is missing, or another entry begins on a line before it, at that one. */
  next(start, opening) {
    const close = this.closing.get(opening);
    if (close === undefined) return after(this.starts, start, this.text.length);
    return Math.min(after(this.lineStarts, start, this.text.length), close + 1);
  }

  /** @param {number} pos */
  beginsLine(pos) {
    while (this.text[pos - 1] === " " || this.text[pos - 1] === "\t") pos -= 1;
    return pos === 0 || "\r\n\ufeff".includes(this.text[pos - 1]);
  }

  /** The entry at `start`, null for what is none, and where it ends. @returns {[Entry|null, number]} */
  entry(start, type, opening) {
    const closer = CLOSER[this.text[opening]];
    let pos = opening + 1;
    if (type === "comment") return [null, (this.closing.get(opening) ?? opening) + 1];
    if (type === "preamble") {
      pos = this.blank(this.value("@preamble", this.blank(pos))[1]);
      if (this.text[pos] !== closer) throw new Fault("@preamble is not closed", start);
      return [null, pos + 1];
    }
    if (type !== "string") pos = this.keyAt(this.text[opening], closer, pos);
    const body = pos;
    const [found, end] = this.fields(pos, closer);
    const [fields, spans, whole] = [1, 2, 3].map(() => Object.create(null));
    for (const [name, field] of found) {
      fields[name] = this.expanded(field.parts);
      spans[name] = field.span;
      whole[name] = field.whole;
    }
    if (type === "string") {
      for (const name of found.keys()) this.strings.set(name, fields[name]);
      return [null, end];
    }
    const { key, repeated } = this, line = this.line(start), comments = [...this.comments];
    return [{ key, type, fields, spans, start, end, line, whole, body, comments, repeated }, end];
  }

  /** Read the key; where the fields begin, or the entry's last brace stands. */
  keyAt(opener, closer, pos) {
    const start = this.blank(pos), end = matchEnd(KEY[opener], this.text, start);
    pos = this.blank(end);
    const following = this.text[pos];
    if (following === "=") throw new Fault("the key is missing", start);
    this.key = this.text.slice(start, end);
    if (following === ",") return pos + 1;
    if (following === closer) return pos;
    if (following === undefined) throw new Fault("the entry is not closed", start);
    throw new Fault("a comma is missing after the key, or the key has a blank in it", end);
  }

  /** The fields from `pos` to the end of the entry, and that end. */
  fields(pos, closer) {
    const fields = new Map();
    for (;;) {
      const start = this.blank(pos);
      if (this.text[start] === closer) return [fields, start + 1];
      const end = matchEnd(NAME, this.text, start);
      if (end === start) {
        const atEnd = start >= this.text.length;
        throw new Fault(atEnd ? "the entry is not closed" : "the name of a field is missing", start);
      }
      const name = this.text.slice(start, end).toLowerCase();
      const equals = this.blank(end);
      if (this.text[equals] !== "=") throw new Fault(`no = after ${name}`, start);
      const begin = this.blank(equals + 1);
      const [parts, stop] = this.value(name, begin);
      pos = this.blank(stop);
      const following = this.text[pos];
      if (following !== "," && following !== closer) {
        throw new Fault(`a comma or brace is missing after the value of ${name}`, stop);
      }
      pos = following === "," ? pos + 1 : stop;
      if (fields.has(name)) this.repeated.push([name, [start, pos]]);
      else fields.set(name, { parts, span: [begin, stop], whole: [start, pos] });
    }
  }

  /** A value, perhaps of parts joined by `#`, and where it ends.
   * @returns {[(Span|string)[], number]} places of quoted parts, names of @strings */
  value(name, pos) {
    const parts = [];
    for (;;) {
      const first = this.text[pos];
      let end;
      if (first === "{") {
        if (!this.closing.has(pos)) throw new Fault(`a brace in ${name} is not closed`, pos);
        end = this.closing.get(pos) + 1;
        parts.push([pos + 1, end - 1]);
      } else if (first === '"') {
        end = this.quoted(name, pos);
        parts.push([pos + 1, end - 1]);
      } else {
        end = matchEnd(BARE, this.text, pos);
        if (end === pos) throw new Fault(`${name} has no value`, pos);
        parts.push(this.text.slice(pos, end));
      }
      const joint = this.blank(end);
      if (this.text[joint] !== "#") return [parts, end];
      pos = this.blank(joint + 1);
    }
  }

  quoted(name, start) {
    const mark = /["{}]/g;
    mark.lastIndex = start + 1;
    for (let found = mark.exec(this.text); found; found = mark.exec(this.text)) {
      if (found[0] === '"') return found.index + 1;
      if (found[0] === "}" || !this.closing.has(found.index)) {
        throw new Fault(`a brace in ${name} does not match`, found.index);
      }
      mark.lastIndex = this.closing.get(found.index) + 1;
    }
    throw new Fault(`a quote in ${name} is not closed`, start);
  }

  expanded(parts) {
    const texts = parts.map((part) => (typeof part === "string"
      ? this.strings.get(part.toLowerCase()) ?? part : this.text.slice(...part)));
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    return texts.length > 1 && length > MAX_EXPANDED ? "" : texts.join("");
  }

  /** The place after blanks and, as biber reads them, comments. */
  blank(pos) {
    pos = matchEnd(SPACE, this.text, pos);
    while (this.text[pos] === "%") {
      const end = after(this.lineEnds, pos, this.text.length);
      this.comments.set(pos, end);
      pos = matchEnd(SPACE, this.text, end);
    }
    return pos;
  }
}

/** The place of each opening brace that is closed -> of the one that closes it. */
function pairs(text) {
  const closing = new Map(), opened = [];
  for (const { index, 0: brace } of text.matchAll(/[{}]/g)) {
    if (brace === "{") opened.push(index);
    else if (opened.length) closing.set(opened.pop(), index);
  }
  return closing;
}

function places(text, pattern, place) {
  return Array.from(text.matchAll(pattern), place);
}

/** How many of `sorted` are not above `pos`. */
function countUpTo(sorted, pos) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= pos) low = middle + 1; else high = middle;
  }
  return low;
}

/** The first of `sorted` after `pos`; `end` if there is none. */
function after(sorted, pos, end) {
  return sorted[countUpTo(sorted, pos)] ?? end;
}

/** @param {RegExp} pattern sticky */
function matchEnd(pattern, text, pos) {
  pattern.lastIndex = pos;
  return pattern.test(text) ? pattern.lastIndex : pos;
}
