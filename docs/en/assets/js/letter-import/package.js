// A Word file as a package of parts: unpacked with limits, and only the parts that a letter needs. The same as
// hub/letter_import/package.py. XML with a document type (which is how entities multiply) is refused before it is parsed.

import { Refused } from "./incoming.js";

const MAX_ENTRIES = 2000;
const MAX_TOTAL = 100 * 1024 * 1024;
const MAX_XML = 10 * 1024 * 1024;
// No text of a person is pressed together more than this; a part smaller than the second number may be.
const MAX_RATIO = 100;
const SMALL = 1024 * 1024;
const MAX_ELEMENTS = 300_000;
const MAX_DEPTH = 150;
/** So many bytes are unpacked between two looks at how much came out of them. */
const BITE = 16 * 1024;

export const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
export const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
// The names of the strict format, and the ordinary ones by which everything here knows them.
const STRICT = {
  "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
  "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
  "http://purl.oclc.org/ooxml/drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
};

/** Opens the bytes of a Word file. `fflate` is the library; it is loaded only when a Word file is chosen. */
export function open(raw, fflate) {
  lookAt(directory(raw, fflate));
  const parts = unpack(raw, fflate);
  const made = new Package(parts);
  const main = [...made.relations("").values()]
    .filter((found) => found.kind === "officeDocument")
    .map((found) => found.target);
  made.main = [...main, "word/document.xml"].find((name) => parts.has(name)) ?? "";
  if (!made.main) throw new Refused("damaged");
  return made;
}

class Package {
  constructor(parts) {
    this.parts = parts;
    this.main = "";
  }

  /** The document of an XML part, or null when there is none of this name. */
  xml(name) {
    const raw = this.parts.get(name);
    return raw ? parse(new TextDecoder().decode(raw)) : null;
  }

  /** Where a part points, as { kind, target, address } by id; "" is the package itself. */
  relations(name) {
    const folder = name.slice(0, name.lastIndexOf("/") + 1);
    const found = new Map();
    const rows = this.xml(`${folder}_rels/${name.slice(folder.length)}.rels`);
    for (const row of rows?.getElementsByTagName("Relationship") ?? []) {
      const address = row.getAttribute("Target") ?? "";
      const kind = (row.getAttribute("Type") ?? "").split("/").at(-1);
      const target = normal(address.startsWith("/") ? address : `${folder}${address}`);
      const inside = row.getAttribute("TargetMode") !== "External" && this.parts.has(target);
      found.set(row.getAttribute("Id") ?? "", { kind, target: inside ? target : "", address });
    }
    return found;
  }
}

function normal(path) {
  const steps = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** What the directory of the zip file says of its entries; nothing is unpacked for it. */
function directory(raw, fflate) {
  const entries = [];
  try {
    fflate.unzipSync(raw, {
      filter: (entry) => {
        entries.push(entry);
        return false;
      },
    });
  } catch {
    throw new Refused("damaged");
  }
  return entries;
}

function lookAt(entries) {
  const total = entries.reduce((sum, entry) => sum + entry.originalSize, 0);
  if (entries.length > MAX_ENTRIES || total > MAX_TOTAL) throw new Refused("unpacks-too-large");
  if (new Set(entries.map((entry) => entry.name)).size < entries.length) throw new Refused("damaged");
  for (const entry of entries) {
    const isPressed = entry.originalSize > SMALL && entry.originalSize > MAX_RATIO * Math.max(entry.size, 1);
    if (isPressed) throw new Refused("unpacks-too-large");
    if (entry.compression !== 0 && entry.compression !== 8) throw new Refused("damaged");
  }
}

function isNeeded(name) {
  return (
    name === "_rels/.rels" || (/^[^/]+\/(?:_rels\/)?[^/]+\.(?:xml|rels)$/.test(name) && !name.startsWith("docProps/"))
  );
}

/** The bytes of the parts of text, by name. The directory may lie, so what comes out is counted while it comes. */
function unpack(raw, fflate) {
  const parts = new Map();
  let total = 0;
  const unzip = new fflate.Unzip((entry) => {
    if (!isNeeded(entry.name)) return;
    const chunks = [];
    let size = 0;
    entry.ondata = (error, chunk, isLast) => {
      // The library catches what is thrown below, and hands it back here.
      if (error) throw error instanceof Refused ? error : new Refused("damaged");
      size += chunk.length;
      total += chunk.length;
      if (size > MAX_XML || total > MAX_TOTAL) throw new Refused("unpacks-too-large");
      chunks.push(chunk.slice());
      if (isLast) parts.set(entry.name, joined(chunks, size));
    };
    entry.start();
  });
  unzip.register(fflate.UnzipInflate);
  try {
    for (let at = 0; at < raw.length; at += BITE) unzip.push(raw.subarray(at, at + BITE), at + BITE >= raw.length);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("damaged");
  }
  return parts;
}

function joined(chunks, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** An XML text without a document type, within limits, with ordinary names for strict ones. */
function parse(text) {
  if (text.includes("<!DOCTYPE")) throw new Refused("damaged");
  let said = text;
  for (const [strict, ordinary] of Object.entries(STRICT)) said = said.replaceAll(`"${strict}"`, `"${ordinary}"`);
  const made = new DOMParser().parseFromString(said, "application/xml");
  if (made.getElementsByTagName("parsererror").length) throw new Refused("damaged");
  let count = 0;
  let depth = 0;
  for (let element = made.documentElement; element;) {
    count += 1;
    if (count > MAX_ELEMENTS || depth > MAX_DEPTH) throw new Refused("unpacks-too-large");
    if (element.firstElementChild) {
      element = element.firstElementChild;
      depth += 1;
      continue;
    }
    while (element && !element.nextElementSibling) {
      element = element.parentElement;
      depth -= 1;
    }
    element = element?.nextElementSibling;
  }
  return made;
}
