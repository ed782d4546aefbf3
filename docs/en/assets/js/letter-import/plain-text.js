// A text file, or text that was pasted: plain lines as paragraphs and lists, or Markdown as it is. The same as
// hub/letter_import/plain.py and blocks.py.
//
// Nothing marks a paragraph in plain lines. A line goes on in the next one when the next word had no room on it; a line
// that ended early was ended by the author.

import { clean } from "./characters.js";
import { Refused } from "./incoming.js";
import { BULLET, NUMBER, escape, item, paragraph } from "./markdown.js";

// The reader of content refuses longer lines.
const MAX_LINE = 2000;
// A line that is longer than a page is wide was wrapped by the program that showed it: it is a paragraph.
const PAGE = 130;
// Lines shorter than this stand below each other as in an address.
const SHORT = 70;
const ITEM_END = /(?:[,;:]|[,;] (?:and|or))$/;
// Pairs of asterisks around words, by which people write emphasis in plain text.
const EMPHASIS = /(?<![\p{L}\p{N}_*])(\*{1,2})(?=[^\s*])([^*\n]*[^\s*])\1(?![\p{L}\p{N}_*])/gu;
const FRONT_MATTER = /^---[ \t]*\n(?:[^]*?\n)?---[ \t]*(?:\n|$)/;
const COMMENT = /<!--[^]*?(?:-->|$(?![^]))/g;
const PICTURE = /!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])|^\[[^\]\n]+\]:\s*<?data:.*$/gm;
// What nobody writes who does not write Markdown.
const MARKED = /^#{1,6} |\\$|\]\(\S|^```|(?<!\*)\*\*[^\s*]/m;

/**
 * A text of a kind ("markdown", "text", "pasted") as { text, notes }; `notes` are names of sentences that the page says.
 * Throws Refused when there is no text in it.
 */
export function readText(raw, kind) {
  const { text, hid } = clean(raw);
  if (!text.trim()) throw new Refused("no-text");
  const notes = hid ? ["invisible"] : [];
  const front = FRONT_MATTER.exec(text)?.[0] ?? "";
  if (kind === "text" || (kind === "pasted" && !front && !MARKED.test(text))) {
    return { text: toMarkdown(expandTabs(text)), notes };
  }
  const body = tidy(text.slice(front.length));
  return { text: front ? `${front.trimEnd()}\n\n${body.text}\n` : body.text, notes: [...notes, ...body.notes] };
}

/** Markdown without what the site never shows, in lines that the reader accepts. */
function tidy(text) {
  const notes = [];
  const without = text.replace(COMMENT, "");
  if (without !== text) notes.push("remarks");
  const shown = without.replace(PICTURE, "");
  if (shown !== without) notes.push("pictures");
  const lines = shown.split("\n").flatMap((line) => short(line.endsWith("  ") ? line : line.trimEnd()));
  return {
    text: lines
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/^\n+|\n+$/g, ""),
    notes,
  };
}

/** A line, or the lines that it becomes when it is too long for the reader; its indent and quote marks stay. */
function short(line) {
  if ([...line].length <= MAX_LINE) return [line];
  const lead = /^[\s>]*/.exec(line)[0];
  const rest = /^(?:[-*+]|\d+[.)])\s/.test(line.slice(lead.length)) ? "  " : "";
  const found = [];
  let current = lead;
  for (const word of line.slice(lead.length).split(" ")) {
    if (current.length + word.length >= 116 && /[^ >]/.test(current)) {
      found.push(current);
      current = lead + rest;
    }
    current += /[^ >]/.test(current) ? ` ${word}` : word;
  }
  return [...found, current];
}

/** Python's `str.expandtabs(4)`. */
function expandTabs(text) {
  return text
    .split("\n")
    .map((line) => {
      let made = "";
      for (const sign of line) made += sign === "\t" ? " ".repeat(4 - ([...made].length % 4)) : sign;
      return made;
    })
    .join("\n");
}

/** Lines with their indents as Markdown. An empty line ends a paragraph. */
export function toMarkdown(text) {
  const lines = text.split("\n");
  const written = lines.filter((line) => line.trim());
  const width = Math.min(Math.max(0, ...written.map((line) => size(line.trimEnd()))), PAGE);
  const base = written.length ? Math.min(...written.map(indentOf)) : 0;
  const whole = lines.join(" ");
  const found = [];
  let block = [];
  for (const line of [...lines, ""]) {
    if (line.trim()) {
      block.push(line);
    } else if (block.length) {
      found.push(...blockOf(block, width, base, whole));
      block = [];
    }
  }
  return joined(found);
}

/** Blocks with an empty line between them; items of one list stand together. */
function joined(parts) {
  const isItem = (part) => /^(?:-|\d+\.) /.test(part);
  return parts.reduce((text, part, at) => {
    const together = at > 0 && isItem(parts[at - 1]) && isItem(part);
    return text + (text ? (together ? "\n" : "\n\n") : "") + part;
  }, "");
}

/** The parts of one block. */
function blockOf(lines, width, base, whole) {
  let entries = entriesOf(lines, width, whole);
  if (entries.length > 1 && entries.every((entry) => !entry.mark) && isUnmarkedList(entries, base)) {
    entries = entries.map((entry) => ({ ...entry, mark: "-" }));
  }
  const parts = [];
  let brief = [];
  for (const entry of [...entries, null]) {
    if (entry && !entry.mark && size(entry.text) < SHORT) {
      brief.push(marked(entry.text));
      continue;
    }
    if (brief.length) parts.push(paragraph(brief.join("\\\n")));
    brief = [];
    if (entry) parts.push(entry.mark ? item(marked(entry.text), entry.mark) : paragraph(marked(entry.text)));
  }
  return parts;
}

/** A text as Markdown: its own pairs of asterisks stay emphasis, everything else is what it is. */
function marked(text) {
  let found = "";
  let at = 0;
  for (const match of text.matchAll(EMPHASIS)) {
    found += escape(text.slice(at, match.index)) + match[1] + escape(match[2]) + match[1];
    at = match.index + match[0].length;
  }
  return found + escape(text.slice(at));
}

/** What the author began on a line of its own, as { mark, indent, text }; `mark` is "" for what is no item. */
function entriesOf(lines, width, whole) {
  const found = [];
  let last = "";
  for (const line of lines) {
    const bullet = BULLET.exec(line);
    const number = NUMBER.exec(line);
    if (bullet || number) {
      const start = (bullet ?? number)[0].length;
      found.push({ mark: bullet ? "-" : `${Number(number[1])}.`, indent: start, text: line.slice(start).trim() });
    } else if (found.length && !hasEnded(last, line, width, found.at(-1))) {
      found.at(-1).text = continued(found.at(-1).text, line.trim(), whole);
    } else {
      found.push({ mark: "", indent: indentOf(line), text: line.split(/\s+/).filter(Boolean).join(" ") });
    }
    last = line;
  }
  return found.filter((entry) => entry.text);
}

/** Whether the author ended a line before the next one. */
function hasEnded(last, line, width, entry) {
  const edge = size(last.trimEnd());
  const word = line.trim().split(/\s+/)[0];
  if (edge > PAGE || size(line) > PAGE) return true;
  if (entry.mark && entry.indent > 0 && indentOf(line) >= entry.indent) return false;
  const room = width - edge - size(word) - 1;
  return room > width * 0.1 || (room > width * 0.05 && ITEM_END.test(last.trimEnd()));
}

/** A text and the line that goes on with it. A hyphen between them goes when the word is known without it. */
function continued(text, line, whole) {
  const [first, ...rest] = line.split(/\s+/).filter(Boolean);
  const isSmall = first[0] !== first[0].toUpperCase();
  if (text.endsWith("-") && isSmall) {
    const start = text.slice(text.lastIndexOf(" ") + 1, -1);
    const joinedWord = start + /^[\p{L}\p{N}_'’]*/u.exec(first)[0];
    const sought = joinedWord.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    const isKnown = new RegExp(`(?<![\\p{L}\\p{N}_])${sought}(?![\\p{L}\\p{N}_])`, "iu").test(whole);
    return [`${isKnown ? text.slice(0, -1) : text}${first}`, ...rest].join(" ");
  }
  return [text, first, ...rest].join(" ");
}

/** Whether an indented block is a list whose bullets were drawn and not written. */
function isUnmarkedList(entries, base) {
  const total = entries.reduce((sum, entry) => sum + size(entry.text), 0);
  const isSameIndent = new Set(entries.map((entry) => entry.indent)).size === 1;
  return total / entries.length > SHORT && isSameIndent && entries[0].indent >= base + 3;
}

function indentOf(line) {
  return line.length - line.trimStart().length;
}

function size(text) {
  return [...text].length;
}
