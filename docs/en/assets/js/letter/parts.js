// The parts of a letter that are found by where they stand: its top, salutation, closing and signature block. The same
// as hub/letters/parts.py. A line is { line, text, block }.

import { findDates, labeled } from "./dates.js";
import { words } from "./rules.js";
import { FIXED_BREAK } from "./seen.js";
import { size, splitSpace, strip, stripRight, stripSigns } from "./text.js";
import { fold, keys, phrases, plain } from "./tokens.js";

const PROSE_WORDS = 13; // A line of so many words is prose, and so is one of PROSE_SENTENCE words that ends as a sentence.
const PROSE_SENTENCE = 8;
const SHORT_SENTENCE = 2; // Where no line is prose, one of so many words that ends in a small word and a sign is a sentence.
const CLOSING_WORDS = 8;
const GREETING_WORDS = 25;
// No line with the date of a letter has more characters, and no head or foot more lines that are looked at.
const LONGEST_DATE_LINE = 200;
export const MOST_LINES = 60;

/** The lines of all blocks that are not empty. */
export function linesOf(blocks) {
  return blocks
    .flatMap((block, index) =>
      block.text.split("\n").map((text, number) => ({
        line: block.line + number,
        text: strip(plain(text).replaceAll(FIXED_BREAK, "")),
        block: index,
      })),
    )
    .filter((row) => row.text);
}

/** The parts of a letter, as { top, middle, signature, salutation, closing, dates } of lines; a date is [date, line]. */
export function partsOf(blocks) {
  const rows = linesOf(blocks);
  const greeting = rows.slice(0, MOST_LINES).findIndex((row) => begins(row.text, "salutations", GREETING_WORDS));
  const closing = closingOf(rows, Math.max(greeting, 0));
  const body = rows.slice(0, closing === null ? rows.length : closing[0]);
  const isSaid = body.some((row) => isProse(row.text)) ? isProse : isSentence;
  const top = greeting >= 0 ? greeting : topOf(body, isSaid, closing === null);
  let [middle, signature, said] = [[], [], ""];
  if (closing === null) {
    const first = greeting >= 0 ? top + 1 : top;
    let tail = rows.length;
    while (tail > first && !isSaid(rows[tail - 1].text) && blocks[rows[tail - 1].block].kind === "paragraph") tail -= 1;
    [middle, signature] = [rows.slice(top, tail), rows.slice(tail)];
  } else {
    const [at, words_] = closing;
    [middle, signature, said] = [rows.slice(top, at), rows.slice(at + 1), words_];
    const rest = stripSigns(rows[at].text.slice(said.length), " ,.!:");
    if (rest) signature = [{ line: rows[at].line, text: rest, block: rows[at].block }, ...signature];
  }
  signature = untilEnclosures(signature);
  return {
    top: rows.slice(0, top),
    middle,
    signature,
    salutation: greeting >= 0 ? rows[greeting].text : "",
    closing: said,
    dates: datesOf(rows.slice(0, Math.min(top, MOST_LINES)), signature, rows.slice(top, top + 3)),
  };
}

/** Whether a line is a sentence of the letter and not a line of its head or foot. */
export function isProse(text) {
  const count = splitSpace(text).length;
  return count >= PROSE_WORDS || (count >= PROSE_SENTENCE && /[.:;]$/.test(stripRight(text, "\"')")));
}

/** Whether a short line is a sentence: it ends as one, and not in a name or an abbreviation. */
function isSentence(text) {
  const said = splitSpace(text);
  const last = said.at(-1) ?? "";
  return said.length >= SHORT_SENTENCE && /[.:;!?]$/.test(stripRight(text, "\"')")) && /^[a-z]/.test(last);
}

/**
 * How many lines stand above the letter itself when nobody is greeted: those before its first sentence. Without any
 * sentence they are all of the `body`; when no closing ends it either, they are those up to the date.
 */
function topOf(body, isSaid, unclosed) {
  const first = body.findIndex((row) => isSaid(row.text));
  if (first >= 0 || !unclosed) return first >= 0 ? first : body.length;
  const dated = new Set(datesOf(body.slice(0, MOST_LINES), [], []).map(([, line]) => line));
  const date = body.findIndex((row) => dated.has(row.line));
  return date >= 0 ? date + 1 : body.length;
}

function begins(text, name, most) {
  if (splitSpace(text).length > most) return false;
  const said = keys(text);
  return phrases(name).some((parts) => parts.every((key, at) => said[at] === key));
}

/** The line of the closing and its words, the last one below the top, as [index, words]. */
function closingOf(rows, top) {
  const closings = new Set(phrases("closings").map((parts) => parts.join(" ")));
  for (let index = rows.length - 1; index >= top; index -= 1) {
    const { text } = rows[index];
    const [first, rest] = partition(text, ",");
    const isLong = splitSpace(text).length > CLOSING_WORDS || (strip(rest) && splitSpace(first).length > 4);
    if (!isLong && closings.has(keys(first).join(" "))) return [index, first];
  }
  return null;
}

/** Python's `str.partition`, without the sign itself. */
export function partition(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + sign.length)];
}

function untilEnclosures(rows) {
  const isEnclosure = (row) => words("after_signature").has(keys(partition(row.text, ":")[0]).join(" "));
  const most = rows.slice(0, MOST_LINES);
  const end = most.findIndex((row, at) => at > 0 && isEnclosure(row));
  return end < 0 ? most : most.slice(0, end);
}

const SET_OFF = new Set(",;|·–—-");

/** The dates of the letter: on a line of their own at the top, or beside the signature. */
function datesOf(top, signature, below) {
  const rows = [];
  for (const [place, lines] of [
    ["top", top],
    ["below", below],
    ["signature", signature],
  ]) {
    for (const row of lines) {
      const [first] = keys(row.text);
      if ((first !== undefined && words("not_date_lines").has(first)) || size(row.text) > LONGEST_DATE_LINE) continue;
      for (const [date, rest] of findDates(row.text)) {
        const left = splitSpace(labeled(rest));
        const most = place !== "top" || date.kind === "partial" ? 0 : isSetOff(date.said, row.text) ? 8 : 4;
        const beside = place === "signature" && date.kind !== "partial" && !isProse(row.text);
        if (left.length <= most || beside) rows.push([date, row.line]);
      }
    }
  }
  return rows;
}

/** Whether a date begins or ends a line, with a sign between it and the other words: `Sample County, May 4, 2023`. */
function isSetOff(said, text) {
  const [before, after] = partition(text, said);
  const begins = strip(before) === "";
  const ends = strip(after) === "";
  return (ends && SET_OFF.has(strip(before).slice(-1))) || (begins && SET_OFF.has(strip(after).slice(0, 1)));
}

/** The label of a line such as `Title: Superintendent`, and the rest. */
export function labelOf(text) {
  const [label, rest] = partition(text, ":");
  const said = fold(strip(label));
  return text.includes(":") && words("labels").has(said) ? [said, strip(rest)] : ["", text];
}
