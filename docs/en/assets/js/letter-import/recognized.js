// What the text of a letter says of itself: whose it is, when it was written, who signed it. The same as
// hub/letter_import/recognized.py: the parts of a letter are found by the letter check, so that what is recognized here
// is what it will see.

import { namesOf } from "../letter/names.js";
import { askerNames } from "../letter/needs.js";
import { partition, partsOf } from "../letter/parts.js";
import { words } from "../letter/rules.js";
import { see } from "../letter/seen.js";
import { signers } from "../letter/signers.js";
import { keys, tokens } from "../letter/tokens.js";

// What organizations are called, beside the words of the letter check.
const KINDS = new Set([
  "academies",
  "academy",
  "agency",
  "alliance",
  "center",
  "centre",
  "charter",
  "cooperative",
  "council",
  "county",
  "department",
  "district",
  "districts",
  "institution",
  "laboratory",
  "library",
  "museum",
  "observatory",
  "office",
  "organization",
  "partnership",
  "project",
  "school",
  "schools",
  "system",
  "university",
  "zoo",
]);
const MAX_WORDS = 14;

/**
 * The fields of a letter that its text tells, by name; what is not clear is left out. `letterhead` are the lines of a Word
 * file's header, `organizations` those that the hub knows, `stated` the fields that the file itself has.
 */
export function recognize(body, letterhead, call, organizations, stated) {
  const known = knownNames(organizations);
  const { blocks } = see(body);
  const parts = partsOf(blocks);
  const organization = stated.organization ?? organizationOf(blocks, letterhead, parts, call, known) ?? "";
  const acronym = organization ? (stated.acronym ?? acronymOf(body, organization, known)) : "";
  const found = { organization, acronym };
  found.date = parts.dates.find(([date]) => date.kind === "full")?.[0].day ?? "";
  const names = namesOf(organization, acronym, tokens(blocks), askerNames(call));
  const people = signers(parts.signature, names, call);
  const signer = people.find((one) => one.name && one.title) ?? people[0];
  found.signatory_name = signer?.name ?? "";
  found.signatory_title = signer?.title ?? "";
  return { ...found, ...stated };
}

/** What the hub knows of organizations, by every name of theirs. */
function knownNames(organizations) {
  const found = new Map();
  for (const organization of organizations) {
    for (const name of [organization.name, organization.abbreviation, ...organization.names]) {
      if (name && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), organization);
    }
  }
  return found;
}

/** Whose letter it is: by the letterhead, else by the lines above the date, else by the pledge. */
function organizationOf(blocks, letterhead, parts, call, known) {
  const dated = parts.dates.length ? parts.dates[0][1] : 0;
  const above = parts.top.filter((row) => row.line < dated);
  const pledge = inPledge(blocks, call);
  const candidates = [
    ...letterhead.flatMap(pieces),
    ...above.flatMap((row) => pieces(row.text)),
    ...(pledge ? [pledge] : []),
    ...parts.signature.flatMap((row) => pieces(row.text)),
  ];
  const named = new Map();
  for (const name of candidates) {
    const organization = known.get(name.replace(/^[Tt]he\s+/, "").toLowerCase());
    if (organization) named.set(keys(name).join(" "), organization.name);
  }
  for (const name of candidates) {
    const said = keys(name).join(" ");
    if (named.has(said)) return named.get(said);
    // Capitals of a letterhead are how it looks; the pledge has the name as people write it.
    if (name === pledge || isOrganization(name)) return pledge && keys(pledge).join(" ") === said ? pledge : name;
  }
  return null;
}

/** The parts of a line that could be a name. */
function pieces(line) {
  return line
    .split(/\s*[|•·]\s*/)
    .map((piece) => piece.replace(/^[ ,;]+|[ ,;]+$/g, ""))
    .filter((said) => said && said.split(/\s+/).length <= MAX_WORDS && !/\p{Nd}/u.test(said));
}

function isOrganization(name) {
  const said = keys(name);
  if (said.length < 2 || ["office", "division", "department", "board", "dear"].includes(said[0])) return false;
  const isKind = said.some((key) => KINDS.has(key) || words("organization_kinds").has(key));
  return isKind && !said.some((key) => words("title_words").has(key));
}

/** The name before the words of the pledge, without "The", "We," and what introduces it; "" when there is none. */
function inPledge(blocks, call) {
  const after = partition(call.pledge, "{organization}")[1].split(/\s+/).filter(Boolean).slice(0, 5);
  if (!after.length) return "";
  const wanted = new RegExp(after.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("\\s+"));
  const whole = blocks
    .map((block) => block.text)
    .join("\n\n")
    .replaceAll("\v", " ");
  for (const block of blocks) {
    const found = wanted.exec(block.text);
    if (!found) continue;
    const before = block.text.slice(0, found.index).replaceAll("\v", " ");
    const sentence = before
      .split(/(?<=[.:!?])\s+(?=[A-Z])/)
      .at(-1)
      .split(/\s+/)
      .filter(Boolean)
      .join(" ");
    const said = sentence.replace(/^(?:(?:therefore|thus|today|we|the)\b,?\s*)+/i, "").replace(/^[ ,]+|[ ,]+$/g, "");
    const isName = said && said.split(/\s+/).length <= MAX_WORDS && /^\p{Lu}/u.test(said) && !said.includes("[");
    if (isName) return spelledOut(whole, said);
  }
  return "";
}

/** The full name that a letter introduces for an acronym, or the name itself. */
function spelledOut(text, name) {
  if (name.includes(" ")) return name;
  const sought = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const wanted = new RegExp(
    `((?:(?:[A-Z][\\p{L}\\p{N}_'’.-]*|of|and|for|the|&)\\s+){2,12})\\(\\s*["“]?${sought}["”]?\\s*\\)`,
    "u",
  );
  const found = wanted.exec(text.split(/\s+/).join(" "));
  return found ? found[1].replace(/^(?:(?:of|and|for|the)\s+)+/i, "").trim() : name;
}

/** The short name that a letter uses: the one that it introduces behind the full name, or the known one. */
function acronymOf(body, name, known) {
  const text = body.split(/\s+/).join(" ");
  const sought = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const found = new RegExp(`${sought}\\s*\\((?:the )?["“]?([A-Z][A-Za-z0-9&.-]{1,14})["”]?\\)`).exec(text);
  if (found) return found[1];
  const short = known.get(name.toLowerCase())?.abbreviation ?? "";
  const isUsed =
    short &&
    new RegExp(`(?<![\\p{L}\\p{N}_])${short.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?![\\p{L}\\p{N}_])`, "u").test(
      text,
    );
  return isUsed ? short : "";
}
