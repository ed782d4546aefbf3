// The words of a text, made comparable: the same as hub/letters/tokens.py, which says how, in six steps.
//
// A token is { key, shown, the, mark, after, hyphen, line, block, sentence, clause }.

import { made, remembered, rules, table, words } from "./rules.js";
import { count, first, isAscii, quoted, size, stripLeft, stripSigns } from "./text.js";

// Strokes through letters (U+0334 to U+0338) stay: they strike text out.
const ACCENTS = /[\u0300-\u0333\u0339-\u036f]/g;

/** Whether a word begins with a capital letter. */
export function capital(token) {
  return lower(first(token.shown)) !== first(token.shown);
}

const characters = () => new RegExp(`[${[...table("characters").keys()].map(quoted).join("")}]`, "gu");
const lowers = () => {
  const small = [...rules().lower];
  return new Map([...rules().upper].map((sign, at) => [sign, small[at]]));
};
const uppers = () => new RegExp(`[${quoted(rules().upper)}]`, "gu");
const word = () => {
  const outside = quoted(rules().separators);
  return new RegExp(`&|[^${outside}&']+(?:'[^${outside}&']+)*`, "gu");
};

/** Spellings by their first word, longest first. */
const spellings = () => {
  const found = new Map();
  for (const [name, phrases] of table("spellings")) {
    for (const phrase of phrases) {
      const parts = phrase.split(" ");
      if (!found.has(parts[0])) found.set(parts[0], []);
      found.get(parts[0]).push({ parts, name });
    }
  }
  for (const rows of found.values()) rows.sort((one, other) => other.parts.length - one.parts.length);
  return found;
};

/** Small letters, by the table `upper` and `lower`: never by a locale. */
export function lower(text) {
  if (isAscii(text)) return text.toLowerCase();
  const small = made(lowers);
  return text.replace(made(uppers), (sign) => small.get(sign));
}

/** A text without differences of typography. Line breaks stay. */
export function plain(text) {
  if (isAscii(text)) return text.replaceAll("\t", " ").replaceAll("`", "'");
  const ordinary = table("characters");
  return text
    .replaceAll("\u00ad\n", "-\n")
    .replace(made(characters), (sign) => ordinary.get(sign))
    .normalize("NFKC");
}

/** Small letters without accents. */
export function fold(text) {
  const small = lower(text);
  return isAscii(small) ? small : small.normalize("NFD").replace(ACCENTS, "");
}

/** The words of the blocks in their order. */
export function tokens(blocks, vocabulary = new Set()) {
  const found = [];
  const dropped = words("dropped");
  const same = table("same");
  let sentence = 0;
  let clause = 0;
  blocks.forEach((block, index) => {
    const { raw, end } = rawOf(plain(block.text), block.line, vocabulary);
    let the = "";
    let theMark = "";
    raw.forEach((said, number) => {
      const following = number + 1 < raw.length ? raw[number + 1].mark : end;
      let mark = theMark;
      if (said.mark !== "" && said.mark !== " ") {
        mark = theMark + signs(said.mark);
        if (number && endsSentence(raw[number - 1], said)) {
          sentence += 1;
          clause += 1;
        } else if (endsClause(said.mark)) {
          clause += 1;
        }
      }
      if (dropped.has(said.key)) {
        the = the ? `${the} ${said.shown}` : said.shown;
        theMark = mark;
        return;
      }
      const after = following === " " ? "" : signs(following);
      const hyphen = said.mark === "-" || said.mark === "-\n";
      const key = same.get(said.key) ?? said.key;
      found.push({ key, shown: said.shown, the, mark, after, hyphen, line: said.line, block: index, sentence, clause });
      the = "";
      theMark = "";
    });
    sentence += 1;
    clause += 1;
  });
  return found;
}

/** The keys of a phrase: how word lists and names are compared. */
export function keys(text) {
  return phrase(text).map((token) => token.key);
}

/** The tokens of a text that stands by itself, such as a statement of the call or a line of the letter. */
export const phrase = remembered((text) => tokens([{ kind: "paragraph", line: 0, text }]));

/** A list of phrases as keys. */
export const phrases = remembered((name) => rules()[name].map(keys));

/** Tokens as they stand in the letter, for showing them. */
export function shown(found) {
  return found
    .map((token, at) => {
      const space = at === 0 ? "" : token.hyphen ? "-" : " ";
      return space + (token.the ? `${token.the} ` : "") + token.shown;
    })
    .join("");
}

/** A mark without spaces and unseen line breaks. */
function signs(mark) {
  return mark.replaceAll(" ", "").replaceAll("\n", "");
}

/** The words of a text with the signs before each, and the signs after the last: { key, shown, mark, line }. */
function rawOf(text, firstLine, vocabulary) {
  const found = [];
  let line = firstLine;
  let ended = 0;
  for (const match of text.matchAll(made(word))) {
    const said = match[0];
    const mark = text.slice(ended, match.index);
    line += count(mark, "\n");
    const before = found.at(-1);
    if (before && mark === "-\n" && vocabulary.has(fold(before.shown + said))) {
      before.shown += said;
      before.key = fold(before.shown);
    } else {
      found.push({ key: fold(said), shown: said, mark, line });
    }
    ended = match.index + said.length;
  }
  return { raw: spelled(found), end: text.slice(ended) };
}

/** Several words that are one thing, as one. */
function spelled(raw) {
  const known = made(spellings);
  if (!raw.some((said) => known.has(said.key))) return raw;
  const found = [];
  let skip = 0;
  raw.forEach((said, index) => {
    if (skip) {
      skip -= 1;
      return;
    }
    for (const { parts, name } of known.get(said.key) ?? []) {
      const rest = raw.slice(index, index + parts.length);
      const joined = rest.slice(1).every((other) => ["", "-"].includes(stripSigns(other.mark, " \n")));
      if (!joined || rest.length !== parts.length || rest.some((other, at) => other.key !== parts[at])) continue;
      const whole =
        rest[0].shown +
        rest
          .slice(1)
          .map((o) => (o.mark.includes("-") ? "-" : " ") + o.shown)
          .join("");
      found.push({ key: name, shown: whole, mark: said.mark, line: said.line });
      skip = parts.length - 1;
      return;
    }
    found.push(said);
  });
  return found;
}

function endsSentence(before, said) {
  const { mark } = said;
  if (![...rules().sentence_marks].some((sign) => mark.includes(sign)) || !/[ \n]/.test(mark)) return false;
  if (mark.includes("!") || mark.includes("?")) return true;
  if (!stripLeft(mark, "\"')]}_*").startsWith(".")) return false;
  const abbreviated = words("abbreviations").has(before.key) || (size(before.key) === 1 && before.shown !== before.key);
  return !abbreviated && (capital(said) || "0123456789".includes(first(said.shown)));
}

function endsClause(mark) {
  return [...rules().clause_marks].some((sign) => mark.includes(sign)) || mark.includes("- ") || mark.includes(" -");
}
