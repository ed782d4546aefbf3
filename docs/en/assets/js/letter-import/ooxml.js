// The tree of a Word document as its reader saw it: what is hidden, deleted or struck out goes, text boxes come in. The
// same as hub/letter_import/ooxml.py; mammoth reads the text of what is left.

import { W } from "./package.js";

const MC = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const M = "http://schemas.openxmlformats.org/officeDocument/2006/math";
// Fields whose text Word changes by itself when the file is opened.
const MOVING_DATE = /^\s*(DATE|TIME|SAVEDATE|PRINTDATE)\b/;
const OFF = ["0", "false", "off"];
// Properties are not text; they say how the text looks, and are left as they are.
const PROPERTIES = ["pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr"];
const UNWRAPPED = ["fldSimple", "bdo", "dir"];
const DELETED = ["del", "moveFrom"];
const ADDED = ["ins", "moveTo"];
const PICTURED = ["drawing", "pict", "object"];
// A table with cells like these is no table of facts: somebody placed text with it.
const LONG_CELL = 300;

/** The value of one of Word's own attributes. */
export function attribute(element, name) {
  return element?.getAttributeNS(W, name) ?? "";
}

/** The first child of one of Word's own names. */
export function child(element, name) {
  return [...(element?.children ?? [])].find((part) => is(part, name)) ?? null;
}

/** All elements of one of Word's own names below an element. */
export function all(element, name) {
  return [...element.getElementsByTagNameNS(W, name)];
}

/** Whether a property is there and not turned off. */
export function isOn(properties, name) {
  const found = child(properties, name);
  return found !== null && !OFF.includes(attribute(found, "val"));
}

function is(element, name) {
  return element.namespaceURI === W && element.localName === name;
}

function isOneOf(element, names) {
  return element.namespaceURI === W && names.includes(element.localName);
}

/** The words of a tree, with tabs and line breaks as characters. */
export function textOf(element) {
  const said = { tab: "\t", br: "\n", noBreakHyphen: "-", p: "\n" };
  return [element, ...element.getElementsByTagNameNS(W, "*")]
    .filter((part) => part.namespaceURI === W)
    .map((part) => (part.localName === "t" ? part.textContent : (said[part.localName] ?? "")))
    .join("");
}

/** Cleans parts of a Word file in place. `hidden` are the styles of hidden text; `notes` says what was found. */
export class Cleaner {
  constructor(hidden = new Set()) {
    this.hidden = hidden;
    this.notes = new Set();
    this.paragraphs = 0;
    this.lifted = [];
  }

  /** Everything below an element. */
  clean(parent) {
    for (const part of [...parent.children]) {
      if (isOneOf(part, PROPERTIES)) continue;
      part.replaceWith(...this.keep(part));
    }
  }

  /** What stands in the place of an element. */
  keep(element) {
    const isDeleted = isOneOf(element, DELETED);
    if (isDeleted || isOneOf(element, ADDED)) {
      this.notes.add("tracked-changes");
      if (isDeleted) return [];
    }
    if (is(element, "r")) return this.run(element);
    if (is(element, "p")) return this.paragraph(element);
    if (is(element, "tbl")) return this.table(element);
    const isAlternate = element.namespaceURI === MC && element.localName === "AlternateContent";
    if (isOneOf(element, PICTURED) || isAlternate) return this.drawn(element, isAlternate);
    if (is(element, "altChunk") || element.namespaceURI === M) {
      this.notes.add("left-out");
      return [];
    }
    if (is(element, "instrText")) this.field(element.textContent);
    this.clean(element);
    if (is(element, "cr") || is(element, "ptab")) {
      return [element.ownerDocument.createElementNS(W, is(element, "cr") ? "w:br" : "w:tab")];
    }
    if (isOneOf(element, UNWRAPPED)) {
      this.field(attribute(element, "instr"));
      return [...element.children];
    }
    return [element];
  }

  field(instruction) {
    if (MOVING_DATE.test(instruction)) this.notes.add("moving-date");
  }

  run(run) {
    const properties = child(run, "rPr");
    const hasWords = textOf(run).trim() !== "";
    if (this.isHidden(properties, "rStyle")) {
      if (hasWords) this.notes.add("hidden");
      return child(run, "fldChar") && !hasWords ? [run] : [];
    }
    if (isOn(properties, "strike") || isOn(properties, "dstrike")) {
      if (hasWords) this.notes.add("struck");
      return [];
    }
    this.clean(run);
    return [run];
  }

  paragraph(paragraph) {
    if (this.isHidden(child(paragraph, "pPr"), "pStyle")) {
      if (textOf(paragraph).trim()) this.notes.add("hidden");
      return [];
    }
    const outer = this.lifted;
    this.lifted = [];
    this.clean(paragraph);
    const lifted = this.lifted;
    this.lifted = outer;
    if (textOf(paragraph).trim()) this.paragraphs += 1;
    const side = (before) => lifted.filter(([first]) => first === before).map(([, part]) => part);
    return [...side(true), paragraph, ...side(false)];
  }

  isHidden(properties, style) {
    return isOn(properties, "vanish") || this.hidden.has(attribute(child(properties, style), "val"));
  }

  /** A drawing: its text boxes stand beside the paragraph, its pictures go, nothing stays in the text. */
  drawn(element, isAlternate) {
    const ways = [...element.children].filter((way) => way.namespaceURI === MC);
    const drawn = ways.find((way) => all(way, "txbxContent").length) ?? ways[0] ?? element;
    const boxes = outermost(drawn, "txbxContent");
    if (!boxes.length && isAlternate && textOf(drawn).trim()) {
      this.clean(drawn);
      return [...drawn.children];
    }
    const names = [...drawn.getElementsByTagName("*")].map((part) => part.namespaceURI);
    if (!boxes.length && names.some((name) => /\/(?:chart|diagram)/.test(name ?? ""))) this.notes.add("left-out");
    else if (!boxes.length) this.notes.add("pictures");
    for (const box of boxes) {
      this.clean(box);
      if (!textOf(box).trim()) continue;
      this.notes.add("text-boxes");
      // A box that is anchored in the first paragraph is most often the letterhead above it.
      this.lifted.push(...[...box.children].map((part) => [this.paragraphs === 0, part]));
    }
    return [];
  }

  table(table) {
    const rows = all(table, "tr").filter((row) => !child(child(row, "trPr"), "del"));
    if (rows.length < all(table, "tr").length) this.notes.add("tracked-changes");
    const isLayout = placesText(table, rows);
    this.clean(table);
    if (!isLayout) return [table];
    this.notes.add("tables");
    return rows
      .flatMap((row) => all(row, "tc"))
      .flatMap((cell) => [...cell.children])
      .filter((part) => !isOneOf(part, PROPERTIES));
  }
}

/** The styles whose text is hidden, by themselves or by the style that they are based on. */
export function hiddenStyles(styles) {
  const based = new Map();
  const hidden = new Set();
  for (const style of styles ? all(styles, "style") : []) {
    const name = attribute(style, "styleId");
    based.set(name, attribute(child(style, "basedOn"), "val"));
    if (isOn(child(style, "rPr"), "vanish")) hidden.add(name);
  }
  const found = new Set();
  for (const name of based.keys()) {
    const seen = new Set();
    for (let current = name; current && !seen.has(current); current = based.get(current)) seen.add(current);
    if ([...seen].some((style) => hidden.has(style))) found.add(name);
  }
  return found;
}

/** The elements of a name that do not stand inside another one of it. */
function outermost(element, name) {
  return [...element.children].flatMap((part) => (is(part, name) ? [part] : outermost(part, name)));
}

/** Whether a table only places text on the page: no lines, one row or column, lists or long texts in its cells. */
function placesText(table, rows) {
  const cells = rows.map((row) => [...row.children].filter((part) => is(part, "tc")));
  if (rows.length < 2 || Math.max(...cells.map((row) => row.length)) < 2) return true;
  if (all(table, "tc").some((cell) => all(cell, "tbl").length)) return true;
  for (const cell of cells.flat()) {
    const said = all(cell, "p").filter((paragraph) => textOf(paragraph).trim());
    if (said.length > 1 || [...textOf(cell)].length > LONG_CELL || all(cell, "numPr").length) return true;
  }
  const properties = child(table, "tblPr");
  const lines = child(properties, "tblBorders");
  if (lines) return [...lines.children].every((line) => ["nil", "none"].includes(attribute(line, "val")));
  const style = child(properties, "tblStyle");
  return !style || ["TableNormal", "NormalTable"].includes(attribute(style, "val"));
}
