// A Word file as Markdown, its letterhead, and what a person should know about the reading. The same as
// hub/letter_import/word.py and header.py: the file is cleaned and packed anew, and mammoth reads that.

import { clean, isPageNumber, oneLine } from "./characters.js";
import { Refused } from "./incoming.js";
import { fromHtml, wordsOfHtml } from "./markdown.js";
import { Cleaner, all, attribute, child, hiddenStyles, isOn, textOf } from "./ooxml.js";
import { R, open } from "./package.js";

const VENDOR = new URL("../vendor/", import.meta.url);
const MAX_LINES = 12;
// The parts that mammoth is given beside the document, by the word by which the document names them.
const PARTS = {
  styles: "styles.xml",
  numbering: "numbering.xml",
  footnotes: "footnotes.xml",
  endnotes: "endnotes.xml",
};
const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="xml" ContentType="application/xml"/></Types>';
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "r[style-name='Emphasis'] => em",
  "r[style-name='Intense Emphasis'] => em",
];

/**
 * What a Word file says, as { text, letterhead, notes }: `notes` are names of sentences that the page says. `show` makes
 * the HTML of Markdown as the site shows it. Throws Refused when the file cannot be read.
 */
export async function readWord(raw, show) {
  const [fflate, mammoth] = await Promise.all([library("fflate"), library("mammoth")]);
  const file = open(raw, fflate);
  const main = file.xml(file.main);
  const body = main && all(main, "body")[0];
  if (!body) throw new Refused("damaged");
  const relations = file.relations(file.main);
  const parts = new Map();
  for (const kind of Object.keys(PARTS)) {
    const target = [...relations.values()].find((relation) => relation.kind === kind)?.target;
    if (target) parts.set(kind, file.xml(target));
  }
  const hidden = hiddenStyles(parts.get("styles"));
  const letterhead = headerLines(file, body, relations, hidden);
  const cleaner = new Cleaner(hidden);
  for (const part of [body, parts.get("footnotes")?.documentElement, parts.get("endnotes")?.documentElement]) {
    if (part) cleaner.clean(part);
  }
  if ([...relations.values()].some((relation) => relation.kind === "comments")) cleaner.notes.add("comments");
  const feet = [...relations.values()].filter((relation) => relation.kind === "footer" && relation.target);
  if (feet.some((relation) => linesOf(file.xml(relation.target)).length)) cleaner.notes.add("footers");
  const html = clean(await htmlOf(small(main, parts, relations, fflate), mammoth));
  if (html.hid) cleaner.notes.add("invisible");
  const [text, changed] = marked(html.text, show);
  return { text, letterhead, notes: [...cleaner.notes, ...changed] };
}

/** A library of the vendor folder, loaded once and only when it is needed; each is a plain script with a global name. */
function library(name) {
  loading[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(`${name}.js`, VENDOR).href;
    script.addEventListener("load", () => resolve(globalThis[name]));
    script.addEventListener("error", () => {
      delete loading[name];
      reject(new Refused("library"));
    });
    document.head.append(script);
  });
  return loading[name];
}

const loading = {};

/** What the header of the first page says, line by line; a tab puts words on the other side of the page. */
function headerLines(file, body, relations, hidden) {
  const section = all(body, "sectPr")[0];
  if (!section) return [];
  const references = all(section, "headerReference");
  const wanted = isOn(section, "titlePg") ? "first" : "default";
  const reference = references.filter((row) => (attribute(row, "type") || "default") === wanted).at(-1);
  const relation = relations.get(reference?.getAttributeNS(R, "id") ?? "");
  const header = relation?.kind === "header" && relation.target ? file.xml(relation.target) : null;
  if (!header) return [];
  new Cleaner(hidden).clean(header.documentElement);
  return linesOf(header);
}

/** The lines of a header or footer, without the number of the page. */
function linesOf(part) {
  if (!part) return [];
  const lines = all(part, "p")
    .flatMap((paragraph) => textOf(paragraph).split(/[\n\t]+/))
    .map(oneLine);
  return [...new Set(lines.filter((line) => line && !isPageNumber(line)))].slice(0, MAX_LINES);
}

/** A new Word file for mammoth, of the parts that were looked at and nothing else. */
function small(main, parts, relations, fflate) {
  const links = [...relations].filter(
    ([, { kind, address }]) => kind === "hyperlink" && /^https?:\/\/\S+$/.test(address),
  );
  const rows = [
    ...[...parts.keys()].map((kind) => row(kind, kind, PARTS[kind])),
    ...links.map(([id, { address }]) => row(id, "hyperlink", address, ' TargetMode="External"')),
  ];
  const files = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": list([row("document", "officeDocument", "word/document.xml")]),
    "word/document.xml": new XMLSerializer().serializeToString(main),
    "word/_rels/document.xml.rels": list(rows),
  };
  for (const [kind, part] of parts) files[`word/${PARTS[kind]}`] = new XMLSerializer().serializeToString(part);
  const encoder = new TextEncoder();
  const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)]));
  return fflate.zipSync(packed, { level: 0 });
}

function list(rows) {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`;
}

function row(id, kind, target, more = "") {
  const quoted = (text) => `"${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")}"`;
  return `<Relationship Id=${quoted(id)} Type="${R}/${kind}" Target=${quoted(target)}${more}/>`;
}

async function htmlOf(packed, mammoth) {
  const options = {
    styleMap: STYLES,
    includeEmbeddedStyleMap: false,
    convertImage: () => [],
  };
  try {
    return (await mammoth.convertToHtml({ arrayBuffer: packed.buffer }, options)).value;
  } catch (error) {
    // Mammoth has no errors of its own: whatever a malformed file makes it throw means that it cannot be read.
    console.info("The Word file could not be read.", error);
    throw new Refused("damaged");
  }
}

/** The Markdown of HTML. Where it would not show the same words, the plainest Markdown is taken, and it is said. */
function marked(html, show) {
  const wanted = wordsOfHtml(html).join(" ");
  if (!wanted) throw new Refused("no-text");
  const text = fromHtml(html);
  const shown = (markdown) => wordsOfHtml(show(markdown)).join(" ");
  if (shown(text) === wanted) return [text, []];
  const plain = fromHtml(html, false);
  return [plain, [shown(plain) === wanted ? "marks" : "not-alike"]];
}
