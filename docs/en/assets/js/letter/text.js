// What Python knows of a text and JavaScript does not, so that the modules beside this one can be laid next to those of
// hub/letters/: white space as Python strips it, and signs counted as people count them.

// Python's white space is a little larger than JavaScript's, and holds no byte order mark.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEADING = new RegExp(`^[${SPACE}]+`);
const TRAILING = new RegExp(`[${SPACE}]+$`);
const RUNS = new RegExp(`[${SPACE}]+`);

/** Python's `str.strip()`. */
export function strip(text) {
  return text.replace(LEADING, "").replace(TRAILING, "");
}

/** Python's `str.split()`: the words between white space. */
export function splitSpace(text) {
  return text.split(RUNS).filter(Boolean);
}

/** Python's `str.strip(signs)`. */
export function stripSigns(text, signs) {
  return stripLeft(stripRight(text, signs), signs);
}

/** Python's `str.lstrip(signs)`. */
export function stripLeft(text, signs) {
  let at = 0;
  while (at < text.length && signs.includes(text[at])) at += 1;
  return text.slice(at);
}

/** Python's `str.rstrip(signs)`. */
export function stripRight(text, signs) {
  let end = text.length;
  while (end > 0 && signs.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

/** The first sign of a text, `text[:1]` in Python: a sign outside the first plane is one sign. */
export function first(text) {
  return text ? String.fromCodePoint(text.codePointAt(0)) : "";
}

/** `len(text)` in Python. */
export function size(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** How often a part stands in a text. */
export function count(text, part) {
  return text.split(part).length - 1;
}

/** Whether all signs are ASCII. */
export function isAscii(text) {
  return /^[\x00-\x7f]*$/.test(text);
}

/** A text as it stands between the brackets of a regular expression. */
export function quoted(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
