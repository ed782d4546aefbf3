// What a visitor sees of a letter: Markdown to blocks of text, and apart from them the text that nobody sees. The same
// as hub/letters/seen.py, which says what is seen and what is hidden.

import "../vendor/markdown-it.js";
import { words } from "./rules.js";
import { strip, stripSigns } from "./text.js";

export const FIXED_BREAK = "\v";

// The Python port of the parser takes a byte order mark inside a text for a letter, JavaScript for a space: while it is
// parsed, another sign without a meaning stands in its place.
const MARK = "\ufeff";
const IN_ITS_PLACE = "\u{10fffd}";

let parser = null;

/** The parser, with the three things in which the Python port of it differs. */
function markdown() {
  if (parser) return parser;
  parser = globalThis.markdownit("commonmark", { html: true }).enable(["table", "strikethrough"]);
  parser.core.ruler.before("inline", "trim", trim);
  parser.inline.ruler.at("backticks", backtick);
  return parser;
}

const SPACE = "[\\t-\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const EDGES = new RegExp(`^${SPACE}|${SPACE}$`, "g");

/** Blocks lose all white space at their ends, not only the ASCII one. */
function trim(state) {
  for (const node of state.tokens) if (node.type === "inline") node.content = node.content.replace(EDGES, "");
}

/** Code between backticks is found wherever the parser has looked before (the library keeps a cache that may be wrong). */
function backtick(state, silent) {
  const start = state.pos;
  if (state.src[start] !== "`") return false;
  let pos = start + 1;
  while (pos < state.posMax && state.src[pos] === "`") pos += 1;
  const marker = state.src.slice(start, pos);
  for (let end = pos; ;) {
    const begin = state.src.indexOf("`", end);
    if (begin === -1 || begin >= state.posMax) break;
    end = begin + 1;
    while (state.src[end] === "`") end += 1;
    if (end > state.posMax) break;
    if (end - begin !== marker.length) continue;
    if (!silent) {
      const node = state.push("code_inline", "code", 0);
      const content = state.src.slice(pos, begin).replaceAll("\n", " ");
      node.content = /^ .*[^ ].* $/.test(content) ? content.slice(1, -1) : content;
    }
    state.pos = end;
    return true;
  }
  if (!silent) state.pending += marker;
  state.pos = pos;
  return true;
}

/**
 * Reads the Markdown of a letter, as { blocks, hidden }: a block is { kind, line, text, depth }, what is hidden { kind,
 * line, text }. `firstLine` is the number of its first line in the file.
 */
export function see(text, firstLine = 1) {
  const blocks = [];
  const hidden = [];
  let depth = 0;
  let kind = "paragraph";
  let line = firstLine;
  for (const node of markdown().parse(text.replaceAll(MARK, IN_ITS_PLACE), {})) {
    if (node.map) line = firstLine + node.map[0];
    if (node.type === "list_item_open") depth += 1;
    else if (node.type === "list_item_close") depth -= 1;
    else if (node.type === "heading_open") kind = "heading";
    else if (node.type === "th_open" || node.type === "td_open") kind = "cell";
    else if (node.type === "paragraph_open") kind = depth ? "item" : "paragraph";
    else if (node.type === "fence" || node.type === "code_block")
      hidden.push({ kind: "code", line, text: restored(node.content) });
    else if (node.type === "html_block") hidden.push({ kind: "html", line, text: restored(node.content) });
    else if (node.type === "inline") {
      const seen = inline(node.children, line, hidden);
      if (strip(seen)) blocks.push({ kind, line, text: seen, depth });
    }
  }
  return { blocks, hidden };
}

function restored(text) {
  return text.replaceAll(IN_ITS_PLACE, MARK);
}

/** The visible text of a paragraph; what is not visible goes to `hidden`. */
function inline(nodes, line, hidden) {
  let seen = "";
  let struck = 0;
  let hiding = "";
  for (const node of nodes) {
    const content = restored(node.content);
    if (node.type === "softbreak" || node.type === "hardbreak") {
      seen += node.type === "softbreak" ? "\n" : `${FIXED_BREAK}\n`;
      line += 1;
    } else if (node.type === "s_open") struck += 1;
    else if (node.type === "s_close") struck -= 1;
    else if (node.type === "code_inline") hidden.push({ kind: "code", line, text: content });
    else if (node.type === "image") hidden.push({ kind: "picture", line, text: content });
    else if (node.type === "html_inline") {
      hidden.push({ kind: "html", line, text: content });
      const { name, closes, hides } = tag(content);
      if (hiding) hiding = closes && name === hiding ? "" : hiding;
      else if (hides && !closes) hiding = name;
      else if (words("spacing_tags").has(name)) seen += " ";
    } else if (node.type === "text") {
      if (struck || hiding) hidden.push({ kind: struck ? "struck" : "html", line, text: content });
      else seen += content;
    }
  }
  return seen;
}

/** The name of a tag in small letters, whether it closes, and whether it hides what stands in it. */
function tag(html) {
  const inner = strip(stripSigns(html, "<>"));
  const closes = inner.startsWith("/");
  const parts = stripSigns(inner, "/").replaceAll("=", " ").replaceAll("\n", " ").split(" ");
  const name = parts[0].toLowerCase();
  const attributes = parts.slice(1).map((part) => part.toLowerCase());
  return {
    name,
    closes,
    hides: words("hiding_tags").has(name) || attributes.some((part) => words("hiding_attributes").has(part)),
  };
}

/** The HTML of Markdown, to compare its words with those of a file that was turned into Markdown. */
export function toHtml(text) {
  return markdown().render(text);
}
