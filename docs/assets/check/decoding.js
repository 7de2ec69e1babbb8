/** Bytes of someone's file <-> text, so that what is not changed comes back byte for byte.
 * The twin of w2sg/bibliography/decoding.py.
 * @typedef {{text: string, encoding: string}} Decoded */

export const [UTF_8, LATIN_1, WINDOWS] = ["UTF-8", "Latin-1", "windows-1252"];
const HIGH = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i));
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
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: own ? WINDOWS : LATIN_1 };
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
