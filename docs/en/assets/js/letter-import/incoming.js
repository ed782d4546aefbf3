// A file as it arrives: its bytes within limits, and what it is by its content and not by its name. The same as
// hub/letter_import/incoming.py, except that a PDF is not read here.

export const MAX_BYTES = 10 * 1024 * 1024;

/** Why a file is not read: the name of a sentence that the page says, and its words. */
export class Refused extends Error {
  constructor(code, words = {}) {
    super(code);
    this.code = code;
    this.words = words;
  }
}

const WORD = "docx";
const TEXT = { md: "markdown", markdown: "markdown", txt: "text", text: "text" };
const PICTURES = ["\x89PNG", "\xff\xd8\xff", "GIF8", "II*\0", "MM\0*", "BM", "RIFF"];

/** The bytes of a file. Throws Refused when it is too large or cannot be read. */
export async function readFile(file) {
  if (file.size > MAX_BYTES)
    throw new Refused("too-large", {
      size: String(Math.ceil(file.size / 1024 / 1024)),
      limit: String(MAX_BYTES / 1024 / 1024),
    });
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file that another program has taken away in the meantime.
    throw new Refused("unreadable");
  }
}

/** What the bytes are: "word", "markdown" or "text". Throws Refused for the kinds that people choose by mistake. */
export function kindOf(raw, name) {
  const suffix = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? "";
  const latin = (from, to) => String.fromCharCode(...raw.subarray(from, to));
  const start = latin(0, 1024);
  const words = start.replace(/^[\xef\xbb\xbf\s]+/, "").toLowerCase();
  if (!raw.some((byte) => !" \t\r\n\0\xef\xbb\xbf\xff\xfe".includes(String.fromCharCode(byte))))
    throw new Refused("empty");
  if (start.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
    throw new Refused(holds(raw, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0") ? "protected" : "old-word");
  }
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) {
    if (holds(raw, "word/")) return "word";
    throw new Refused("zipped");
  }
  if (start.includes("%PDF-") && !TEXT[suffix]) throw new Refused("pdf");
  if (words.startsWith("{\\rtf")) throw new Refused("rtf");
  if (PICTURES.some((mark) => start.startsWith(mark)) || /^ftyp(heic|mif1)/.test(latin(4, 12)))
    throw new Refused("picture");
  if (/^(<!doctype html|<html|<\?xml)/.test(words)) throw new Refused("web-page");
  if (suffix === WORD) throw new Refused("damaged");
  if (suffix === "pdf") throw new Refused("pdf");
  if (suffix && !TEXT[suffix]) throw new Refused("other", { suffix: `.${suffix.slice(0, 20)}` });
  return TEXT[suffix] ?? "text";
}

/** The text of a file of text. UTF-16 is known by its first two bytes; what is not UTF-8 is taken for Windows' Latin. */
export function textOf(raw) {
  const isWide = (raw[0] === 0xff && raw[1] === 0xfe) || (raw[0] === 0xfe && raw[1] === 0xff);
  if (isWide) return new TextDecoder(raw[0] === 0xff ? "utf-16le" : "utf-16be").decode(raw);
  // No text has bytes of zero: these are the bytes of a program, a picture or a recording.
  if (raw.includes(0)) throw new Refused("binary");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    const text = new TextDecoder("windows-1252").decode(raw);
    const strange = (text.match(/[\x00-\x08\x0e-\x1f\x7f-\x9f]/g) ?? []).length;
    if (strange > text.length / 100) throw new Refused("binary");
    return text;
  }
}

/** Whether bytes stand somewhere in a file; the mark is written as one sign a byte. */
function holds(raw, mark) {
  const bytes = [...mark].map((sign) => sign.charCodeAt(0));
  for (let at = raw.indexOf(bytes[0]); at >= 0; at = raw.indexOf(bytes[0], at + 1)) {
    if (bytes.every((byte, place) => raw[at + place] === byte)) return true;
  }
  return false;
}
