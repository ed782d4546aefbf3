// Numbers of pages between the lines of a letter: the same as hub/letters/page_marks.py, which says what is left out.

import { words } from "./rules.js";
import { FIXED_BREAK } from "./seen.js";
import { count, splitSpace, strip, stripSigns } from "./text.js";
import { fold, lower, plain } from "./tokens.js";

const RUNNING_HEAD = 5; // No running head has more words beside the number of the page.
const MARK = 4; // "Page 1 of 2" has so many words.
const AROUND = "-|.,:;()[]*_\u2014";
const ENDS = [".", "!", "?", ":", ";", '"', "\u201d", ")"];

/** What is seen, without the numbers of pages; they are hidden text of the kind `page`. */
export function withoutPageMarks(seen) {
  if (!seen.blocks.some((block) => /[0-9]/.test(block.text))) return seen;
  const blocks = [];
  const hidden = [];
  let broken = false;
  for (const block of seen.blocks) {
    const text = block.kind === "cell" ? block.text : cleaned(block, hidden);
    if (!strip(text)) {
      broken = true;
      continue;
    }
    const before = blocks.at(-1);
    if (broken && before && block.kind === "paragraph" && goesOn(before)) {
      const gap = "\n".repeat(Math.max(block.line - before.line - count(before.text, "\n"), 1));
      blocks[blocks.length - 1] = { ...before, text: before.text + gap + text };
    } else {
      blocks.push({ ...block, text });
    }
    broken = false;
  }
  return hidden.length ? { blocks, hidden: [...seen.hidden, ...hidden] } : seen;
}

function goesOn(block) {
  const said = strip(plain(block.text));
  return ["paragraph", "item"].includes(block.kind) && !ENDS.some((end) => said.endsWith(end));
}

/** The text of a block with an empty line in place of each mark; the marks go to `hidden`. */
function cleaned(block, hidden) {
  const kept = block.text.split("\n").map((text, number) => {
    const rest = withoutMark(text);
    if (rest !== text)
      hidden.push({ kind: "page", line: block.line + number, text: strip(text.replaceAll(FIXED_BREAK, "")) });
    return rest;
  });
  return kept.join("\n");
}

/** A line without the number of a page; the line itself when it has none. */
function withoutMark(text) {
  if (!/[0-9]/.test(text)) return text;
  const found = splitSpace(plain(text).replaceAll("/", " / "));
  const said = found.map((word) => fold(stripSigns(word, AROUND)));
  const bare = said.filter(Boolean);
  if (isMark(bare)) return "";
  for (let at = 0; at + MARK <= said.length; at += 1) {
    if (!(words("page_words").has(said[at]) && isMark(said.slice(at, at + MARK)))) continue;
    if (bare.length - MARK <= RUNNING_HEAD) return "";
    if (lower(found[at]) !== found[at]) return [...found.slice(0, at), ...found.slice(at + MARK)].join(" ");
  }
  return text;
}

/** Whether words are the number of a page alone: "page 1 of 2", "page 1", "1 of 2", "1 / 2", "1". */
function isMark(said) {
  const rest = said.length && words("page_words").has(said[0]) ? said.slice(1) : said;
  if (rest.length === 3) return isNumber(rest[0]) && words("page_joiners").has(rest[1]) && isNumber(rest[2]);
  return rest.length === 1 && isNumber(rest[0]);
}

function isNumber(word) {
  return /^[0-9]{1,2}$/.test(word);
}
