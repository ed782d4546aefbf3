// Characters as the reader of content accepts them; the same as hub/letter_import/characters.py.

// What hides or reorders text, as in hub/strict_yaml.py.
const HIDDEN = new RegExp(
  "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e007f}]",
  "gu",
);
// These are no sign of anything: a hyphen that shows at the end of a line only, a mark at the start of a file.
const HARMLESS = "\u00ad\ufeff";
// Spaces of other widths, bullets of Word's symbol fonts, and signs for which there is an ordinary one.
const ORDINARY = [
  [/[\xa0\u202f\u205f\u3000\u2000-\u200a]/g, " "],
  [/\u2011/g, "-"],
  [/[\u2028\v\x85]/g, "\n"],
  [/[\u2029\f]/g, "\n\n"],
  [/[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u25cf\u25aa]/g, "•"],
  [/\ufb00/g, "ff"],
  [/\ufb01/g, "fi"],
  [/\ufb02/g, "fl"],
  [/\ufb03/g, "ffi"],
  [/\ufb04/g, "ffl"],
  [/[\ufb05\ufb06]/g, "st"],
];

/** The text with ordinary spaces, line ends and bullets, without what hides or reorders text; and whether such was there. */
export function clean(text) {
  let said = text.replace(/\r\n?/g, "\n");
  for (const [pattern, replacement] of ORDINARY) said = said.replace(pattern, replacement);
  // Half a sign, which some programs leave behind, is no text.
  said = said.replace(/\p{Surrogate}/gu, "\ufffd").normalize("NFC");
  const hid = (said.match(HIDDEN) ?? []).some((sign) => !HARMLESS.includes(sign));
  return { text: said.replace(HIDDEN, ""), hid };
}

/** A text on one line, as a field holds it. */
export function oneLine(text) {
  return clean(text).text.split(/\s+/).filter(Boolean).join(" ");
}

/** Whether a line is a page number and nothing else. */
export function isPageNumber(line) {
  return /^(?:page\s+)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:of|\/)\s*\d{1,3})?$/i.test(line.trim());
}
