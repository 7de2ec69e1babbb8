/** Bytes of someone's file <-> text, so that what is not changed comes back byte for byte.
 * The twin of w2sg/bibliography/decoding.py.
 * @typedef {{text: string, encoding: string}} Decoded */

export const [UTF_8, LATIN_1, WINDOWS] = ["UTF-8", "Latin-1", "windows-1252"];
// The 32 characters of windows-1252 that are not Latin-1's (WHATWG, Encoding Standard). Written out,
// for some versions of node decode them as Latin-1.
const HIGH = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
  + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";
const BYTES = new Map([...HIGH].map((char, i) => [char, 0x80 + i]));

/** The text of a file; throws an error in plain words for what is no text.
 * @param {Uint8Array} bytes @returns {Decoded} */
export function decode(bytes) {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new Error("the file is in UTF-16; save it as UTF-8 and try again");
  }
  if (bytes.includes(0)) throw new Error("this is no text; choose a .bib file");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), encoding: UTF_8 };
  } catch {
    const own = bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
    const units = Uint16Array.from(bytes, (byte) => (byte >= 0x80 && byte < 0xa0 ? HIGH.charCodeAt(byte - 0x80) : byte));
    return { text: new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units), encoding: own ? WINDOWS : LATIN_1 };
  }
}

/** Whether a character can be written in an encoding. @param {string} char @param {string} encoding */
export function fits(char, encoding) {
  const latin = char < "\x80" || (char >= "\xa0" && char <= "\xff");
  return encoding === UTF_8 || latin || (encoding === WINDOWS && BYTES.has(char));
}

/** The bytes of a text; null if a character cannot be written in `encoding`.
 * @param {string} text @param {string} encoding */
export function encode(text, encoding) {
  if (encoding === UTF_8) return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    if (!fits(text[i], encoding)) return null;
    bytes[i] = BYTES.get(text[i]) ?? text.charCodeAt(i);
  }
  return bytes;
}

/** The line end that a text uses most. @param {string} text */
export function lineEnd(text) {
  const count = (/** @type {RegExp} */ pattern) => text.match(pattern)?.length ?? 0;
  const windows = count(/\r\n/g), unix = count(/\n/g) - windows, mac = count(/\r/g) - windows;
  if (windows > unix && windows >= mac) return "\r\n";
  return mac > unix ? "\r" : "\n";
}
