/** Text as people look for it: the twin of `fold` in w2sg/library/text.py, held equal to it by tests. */

const LETTERS = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
const ALPHA = 0x3b1;
const GREEK = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
  "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi",
  "chi", "psi", "omega"];

/** Words of lower-case letters and digits without accents, Greek letters spelled out, exponents and
 * indices joined to what bears them. @param {string} text */
export function fold(text) {
  const plain = text.toLowerCase().replace(/[łøđßæœı]/g, (c) => LETTERS[c]).normalize("NFKD")
    .replace(/\p{M}/gu, "").replace(/[α-ω]/g, (c) => GREEK[c.charCodeAt(0) - ALPHA])
    .replace(/\^\{?(?=[a-z0-9])|_\{?(?=[0-9])/g, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
