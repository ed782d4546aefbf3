// The lines between two rows of three hyphens above a letter: read as far as the page needs them, and written anew with
// what a person has filled in. Lines that the page does not know stay as they are.

/** The fields that the page asks for, in the order in which the file holds them. */
export const FIELDS = ["organization", "acronym", "date", "signatory_name", "signatory_title", "letterhead"];
// What YAML takes for something else than a text, or for the end of it.
const PLAIN = /^[\p{L}\p{N}(][\p{L}\p{N} .,;()'’“”/&+–—-]*$/u;
const OTHER_THAN_TEXT = /^(?:true|false|yes|no|on|off|null|~|[\d.,:+-]+)$/i;

/**
 * A text as { fields, entries, body, firstLine }: `fields` are the simple values by name, `entries` all entries as
 * { name, lines }, `firstLine` the number of the line on which the body begins. Without such lines everything is body.
 */
export function split(text) {
  const lines = text.split("\n");
  const end = lines[0].trimEnd() === "---" ? lines.findIndex((line, place) => place && line.trimEnd() === "---") : -1;
  if (end < 0) return { fields: {}, entries: [], body: text, firstLine: 1 };
  const entries = [];
  for (const line of lines.slice(1, end)) {
    const name = /^([A-Za-z_][\w-]*):(?:\s|$)/.exec(line)?.[1];
    if (name) entries.push({ name, lines: [line] });
    else if (entries.length && line.trim()) entries.at(-1).lines.push(line);
  }
  const fields = {};
  for (const {
    name,
    lines: [first, ...more],
  } of entries) {
    const value = more.every((line) => line.trimStart().startsWith("#")) ? scalar(first.slice(name.length + 1)) : "";
    if (value) fields[name] = value;
  }
  return { fields, entries, body: lines.slice(end + 1).join("\n"), firstLine: end + 2 };
}

/** One value as YAML writes it on one line; nothing for lists, mappings and texts of several lines. */
function scalar(written) {
  const text = written.trim();
  if (text.startsWith('"')) {
    const end = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
    try {
      return end ? String(JSON.parse(end)) : "";
    } catch {
      return "";
    }
  }
  if (text.startsWith("'")) return (/^'((?:[^']|'')*)'/.exec(text)?.[1] ?? "").replaceAll("''", "'");
  if (/^[[{|>&*!%@`#]/.test(text)) return "";
  return text.replace(/\s#.*$/, "");
}

/** The finished file: the fields, then what else stood above the letter, then the letter. */
export function join(fields, entries, body) {
  const known = new Set([...FIELDS, "call", "call_version", "status"]);
  const rows = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${written(value)}`);
  const others = entries.filter(({ name }) => !known.has(name)).flatMap(({ lines }) => lines);
  return `---\n${[...rows, ...others].join("\n")}\n---\n\n${body.replace(/^\s*\n|\s+$/g, "")}\n`;
}

function written(value) {
  const isPlain = PLAIN.test(value) && !OTHER_THAN_TEXT.test(value) && value === value.trim();
  // A day is a text to the reader of the hub, and needs no quotation marks.
  return isPlain || /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : JSON.stringify(value);
}
