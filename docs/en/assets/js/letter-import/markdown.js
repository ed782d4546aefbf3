// Markdown that says what a letter says and nothing more: each character of the text stands for itself. The same as
// hub/letter_import/markdown.py, which `hub letter import` uses; lines are wrapped because the reader refuses long ones.

const WIDTH = 116;
export const BULLET = /^\s*(?:[•◦▪‣∙·●○■□]|[-–*](?=\s))\s*(?=\S)/;
export const NUMBER = /^\s*\(?(\d{1,2})[.)]\s+(?=\S)/;
const WORD = "\\p{L}\\p{N}";
const MARKS = new RegExp(`[\\\\\`*\\[]|(?<![${WORD}])_|_(?![${WORD}])|~(?=~)|(?<=~)~`, "gu");
const LINE_START = [
  [/^([-+]|#{1,6})(?=\s|$)/, "\\$1"],
  [/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2"],
  [/^(>|[-=+](?=[-=\s]*$)|\|)/, "\\$1"],
];
const PUNCTUATION = new RegExp(`^([^_${WORD}\\s]*)([^]*?)([^_${WORD}\\s]*)$`, "u");
const BLOCKS = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "TABLE", "BLOCKQUOTE", "DIV", "HR", "DL"]);
const MARKED = ["EM", "STRONG", "B", "I", "A"];

/** A text as Markdown shows it word for word inside a line. */
export function escape(text) {
  // The references of the text itself come first: what stands for a `<` is one too.
  return text
    .replace(MARKS, "\\$&")
    .replace(/&(?=#?[\p{L}\p{N}_]+;)/gu, "&amp;")
    .replace(/<(?=[A-Za-z/!?])/g, "&lt;");
}

/** Marked-up text as lines of one paragraph; a line that ends in a backslash ends on the page too. */
export function paragraph(marked) {
  return marked
    .trim()
    .split("\\\n")
    .map((line) => wrapped(line).map(safe).join("\n"))
    .filter(Boolean)
    .join("\\\n");
}

function wrapped(line) {
  const rows = [];
  for (const word of line.split(/\s+/).filter(Boolean)) {
    const longer = rows.length ? `${rows.at(-1)} ${word}` : "";
    if (longer && length(longer) <= WIDTH) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

/** Signs outside the first plane count as one, as they do in Python. */
function length(text) {
  return [...text].length;
}

function safe(line) {
  return LINE_START.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

/** A list item: its mark, and the further lines below its text. */
export function item(marked, mark) {
  return `${mark} ${paragraph(marked).replaceAll("\n", `\n${" ".repeat(mark.length + 1)}`)}`;
}

/** The HTML that mammoth writes, as Markdown. Without `withMarks`, bold and italics are left out. */
export function fromHtml(html, withMarks = true) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  prepare(body);
  if (!withMarks) for (const part of body.querySelectorAll("em, strong")) part.replaceWith(...part.childNodes);
  return blocks(body).join("\n\n");
}

/** The words of HTML, to compare with those of the Markdown made of it. */
export function wordsOfHtml(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  prepare(body);
  for (const part of body.querySelectorAll("p, li, td, th, br, h1, h2, h3, h4, h5, h6")) {
    part.before(" ");
    part.after(" ");
  }
  return body.textContent.split(/\s+/).filter(Boolean);
}

/** Footnotes without arrows, pictures gone, typed bullets as lists. */
function prepare(body) {
  for (const part of body.querySelectorAll("img")) part.remove();
  for (const link of body.querySelectorAll("a")) if (link.textContent === "↑") link.remove();
  for (const part of [...body.querySelectorAll("p")]) typedItem(part);
}

/** A paragraph that begins with a typed bullet becomes an item of a list. */
function typedItem(part) {
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let first = texts.nextNode();
  while (first && !first.data.trim()) first = texts.nextNode();
  const bullet = first && !part.closest("li, td, th") ? BULLET.exec(first.data) : null;
  if (!bullet || !part.textContent.slice(bullet[0].length).trim()) return;
  first.data = first.data.slice(bullet[0].length);
  let list = part.previousElementSibling;
  if (list?.tagName !== "UL" || !list.classList.contains("typed")) {
    list = document.createElement("ul");
    list.className = "typed";
    part.before(list);
  }
  const made = document.createElement("li");
  made.append(...part.childNodes);
  list.append(made);
  part.remove();
}

/** The blocks inside an element, each as Markdown. Text that stands between blocks is a paragraph. */
function blocks(parent) {
  const found = [];
  let loose = "";
  const flush = () => {
    if (paragraph(loose)) found.push(paragraph(loose));
    loose = "";
  };
  for (const child of parent.childNodes) {
    if (!BLOCKS.has(child.nodeName)) {
      loose += inline(child);
      continue;
    }
    flush();
    found.push(...block(child).filter(Boolean));
  }
  flush();
  return found;
}

function block(element) {
  const { tagName } = element;
  if (/^H\d$/.test(tagName)) return [heading(element, Number(tagName[1]))];
  if (tagName === "UL" || tagName === "OL") return [list(element)];
  if (tagName === "BLOCKQUOTE") return [blocks(element).join("\n\n").replace(/^/gm, "> ").replace(/^> $/gm, ">")];
  if (tagName === "TABLE") return [table(element)];
  if (tagName === "P") return [paragraph(inlines(element))];
  return blocks(element);
}

/** The first two levels belong to the page around the letter. */
function heading(element, level) {
  const said = oneLine(inlines(element)).replace(/(#+)$/, "\\$1");
  return said && `${"#".repeat(Math.min(level + 2, 5))} ${said}`;
}

function list(element) {
  let number = Number(element.getAttribute("start") ?? 1);
  const rows = [...element.children]
    .filter((child) => child.tagName === "LI")
    .map((child) => {
      const mark = element.tagName === "OL" ? `${number++}.` : "-";
      const inside = " ".repeat(mark.length + 1);
      // A list inside an item stands right below its text; further paragraphs stand apart.
      const said = blocks(child).reduce(
        (text, part) => (text && `${text}\n${/^(?:-|\d+\.) /.test(part) ? "" : "\n"}${part}`) || part,
        "",
      );
      return `${mark} ${said.replaceAll("\n", `\n${inside}`).replace(/^\s+$/gm, "")}`;
    });
  return rows.join("\n");
}

function table(element) {
  const rows = [...element.querySelectorAll("tr")].map((row) => {
    const cells = [...row.children].map((cell) => oneLine(inlines(cell)).replaceAll("|", "\\|"));
    return `| ${cells.join(" | ")} |`;
  });
  if (!rows.length) return "";
  const width = element.querySelector("tr").children.length;
  return [rows[0], `| ${Array(width).fill("---").join(" | ")} |`, ...rows.slice(1)].join("\n");
}

function oneLine(marked) {
  return marked.replaceAll("\\\n", " ").split(/\s+/).filter(Boolean).join(" ");
}

function inlines(element) {
  return [...element.childNodes].map(inline).join("");
}

/** What stands inside a line. A block inside one, as in the cells of a table, is words like any other. */
function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return escape(node.data.replace(/\s+/g, " "));
  if (node.nodeName === "BR") return "\\\n";
  const text = inlines(node);
  if (node.nodeName === "STRONG" || node.nodeName === "B") return emphasis("**", node, text);
  if (node.nodeName === "EM" || node.nodeName === "I") return emphasis("*", node, text);
  if (node.nodeName === "A") return linked(node, text);
  return BLOCKS.has(node.nodeName) ? ` ${text} ` : text;
}

function linked(node, text) {
  const target = node.getAttribute("href") ?? "";
  const [before, said, after] = around(text);
  return said && /^https?:\/\/[^\s<>]+$/.test(target) ? `${before}[${said}](<${target}>)${after}` : text;
}

function emphasis(mark, node, text) {
  const [before, said, after] = around(text);
  if (!said) return text;
  // Marks hold only where words begin and end: punctuation inside them goes out when a letter follows or precedes.
  let [, opening, middle, closing] = PUNCTUATION.exec(said);
  if (!middle) return text;
  if (before || !joined(node, "previousSibling")) [opening, middle] = ["", opening + middle];
  if (after || !joined(node, "nextSibling")) [middle, closing] = [middle + closing, ""];
  return `${before}${opening}${mark}${middle}${mark}${closing}${after}`;
}

/** Space before, the text, space after: marks hold only at words. */
function around(text) {
  const said = text.trim();
  return said ? [/^\s/.test(text) ? " " : "", said, /\s$/.test(text) ? " " : ""] : [text, "", ""];
}

/** Whether a word stands right beside an element, with no space between. */
function joined(node, side) {
  let place = node;
  while (!place[side] && MARKED.includes(place.parentNode.nodeName)) place = place.parentNode;
  const said = place[side]?.textContent ?? "";
  const sign = side === "previousSibling" ? said.slice(-1) : said.slice(0, 1);
  return sign !== "" && !/\s/.test(sign);
}
