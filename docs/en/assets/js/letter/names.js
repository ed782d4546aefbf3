// The names of an organization: in full, without its legal suffix, and by the short names that stand for it. The same as
// hub/letters/names.py. A name is the list of its keys.

import { made, rules, table, words } from "./rules.js";
import { first, isAscii, size } from "./text.js";
import { capital, keys, phrases } from "./tokens.js";

const LONGEST_SHORT_NAME = 5;

/** The names, longest first. `unproven` is a short name of several words that the letter does not introduce. */
class Names {
  constructor(shown, full, short, unproven = []) {
    Object.assign(this, { shown, full, short, unproven });
  }

  /** Every place between two tokens at which a name stands, the longest name at each; in order. */
  find(found, start, end) {
    const spans = [];
    for (let index = start; index < end; index += 1) {
      const name = [...this.full, ...this.short].find(
        (parts) => index + parts.length <= end && parts.every((key, at) => found[index + at].key === key),
      );
      if (name) spans.push([index, index + name.length]);
    }
    return spans;
  }

  /** Whether words are the name with initials for some of its words, or the name spells out theirs. */
  abbreviates(said) {
    return this.full.some((name) => shortens(said, name) || shortens(name, said));
  }

  /** Every place at which a name stands in the possessive with a board behind it. */
  findBoard(found, start, end) {
    const spans = new Names("", [...this.full, ...this.short].map(possessive), []).find(found, start, end);
    return spans.filter((span) => boardLength(found.slice(span[1], end)));
  }
}

function possessive(name) {
  return [...name.slice(0, -1), `${name.at(-1)}'s`];
}

/** How many tokens at the beginning are a board, such as "Board of Education". */
export function boardLength(found) {
  const there = found.slice(0, 6).map((token) => token.key);
  return Math.max(
    0,
    ...phrases("boards")
      .filter((board) => isAt(there, 0, board))
      .map((board) => board.length),
  );
}

const suffixes = () => longestFirst(phrases("legal_suffixes"));

function longestFirst(names) {
  return [...names].sort((one, other) => other.length - one.length);
}

function isAt(found, at, parts) {
  return parts.every((key, place) => found[at + place] === key);
}

/** Each name once, in order. */
function once(names) {
  const seen = new Set();
  return names.filter((name) => !seen.has(name.join(" ")) && seen.add(name.join(" ")));
}

/** A name without the legal form at its end. */
export function withoutSuffix(name) {
  const suffix = made(suffixes).find(
    (parts) => name.length > parts.length && isAt(name, name.length - parts.length, parts),
  );
  return suffix ? withoutSuffix(name.slice(0, name.length - suffix.length)) : name;
}

/** How many tokens at the beginning are a legal form. */
export function suffixLength(found) {
  const there = found.slice(0, 12).map((token) => token.key);
  return made(suffixes).find((parts) => isAt(there, 0, parts))?.length ?? 0;
}

/** The names of an organization, with those that the letter introduces. `notTheirs` are the names of who asks. */
export function namesOf(organization, acronym, found, notTheirs) {
  const at = organization.indexOf("(");
  const said = at < 0 ? organization : organization.slice(0, at);
  const rest = at < 0 ? "" : organization.slice(at + 1);
  const given = keys(said).length ? keys(said) : keys(organization);
  const full = once([given, withoutSuffix(given)].filter((name) => name.length));
  const isInitials = keys(acronym).length === 1 && abbreviates(keys(acronym)[0], keys(organization));
  const short = isInitials ? [keys(acronym)] : [];
  if (rest) short.push(keys(rest));
  for (const name of full) {
    for (const [start, end] of new Names("", [possessive(name), name], []).find(found, 0, found.length)) {
      const after = end + suffixLength(found.slice(end));
      short.push(...introduced(found, after, name));
      short.push(...called(found, after, name));
      short.push(...introducedBefore(found, start, end, name));
    }
  }
  const isFull = new Set(full.map((name) => name.join(" ")));
  const kept = once(short).filter(
    (name) => name.length && !notTheirs.has(name.join(" ")) && !isFull.has(name.join(" ")),
  );
  const short_ = keys(acronym);
  const isKnown =
    [...kept, ...full].some((name) => name.join(" ") === short_.join(" ")) || notTheirs.has(short_.join(" "));
  const unproven = short_.length && !isKnown ? short_ : [];
  return new Names(organization, longestFirst(full), longestFirst(kept), unproven);
}

/** Whether the letters of a short name stand in the initials of a name, in that order: LAUSD, ACOE. */
function abbreviates(short, name) {
  const initials = name.map((key) => [...key][0]);
  let at = 0;
  for (const letter of short) {
    while (at < initials.length && initials[at] !== letter) at += 1;
    if (at === initials.length) return false;
    at += 1;
  }
  return true;
}

/** Whether words are those of a name, some of them by their initials: "Sample Valley USD". */
function shortens(said, name) {
  let at = 0;
  for (const word of said) {
    const long = size(word);
    if (at < name.length && name[at] === word) at += 1;
    else if (long > 1 && word === name.slice(at, at + long).map(first).join("")) at += long;
    else return false;
  }
  return at === name.length && said.length > 1 && said.length < name.length;
}

/** The short name in the parenthesis that begins at a token, when one does. */
function introduced(found, start, name) {
  if (start >= found.length || !found[start].mark.includes("(")) return [];
  let end = start;
  while (end < found.length && end - start <= LONGEST_SHORT_NAME && !found[end].after.includes(")")) end += 1;
  let inside = found.slice(start, end + 1);
  if (end >= found.length || !found[end].after.includes(")")) return [];
  const quoted = inside.some((token) => token.mark.includes('"') || token.mark.includes("'"));
  while (inside.length && words("introducing").has(inside[0].key)) inside = inside.slice(1);
  if (inside.length > 1 && inside.at(-2).key === "for" && inside.at(-1).key === "short") inside = inside.slice(0, -2);
  if (!inside.length) return [];
  const said = inside.map((token) => token.key);
  return quoted || (inside.length === 1 && capitals(inside[0]) >= 2) || isPart(said, name) ? [said] : [];
}

/** Whether words are the name with initials for some of its words, or the two or more words that it begins with. */
function isPart(said, name) {
  return shortens(said, name) || (said.length > 1 && said.length < name.length && isAt(name, 0, said));
}

/** The short name behind "hereafter", "hereinafter called" or "also known as". */
function called(found, start, name) {
  const isNear = (at) => at < found.length && found[at].sentence === found[start - 1].sentence;
  let at = start;
  while (isNear(at) && words("introducing").has(found[at].key)) at += 1;
  if (!found.slice(start, at).some((token) => words("naming").has(token.key)) || !isNear(at)) return [];
  const quoted = found[at].mark.includes('"') || found[at].mark.includes("'");
  let end = at;
  while (end < found.length && end - at < LONGEST_SHORT_NAME && (quoted || capital(found[end]))) {
    end += 1;
    if (found[end - 1].after) break;
  }
  const said = found.slice(at, end).map((token) => token.key);
  const isKind = (key) => words("organization_words").has(key) || words("units").has(key);
  const itsOwn = said.length === 1 || isPart(said, name) || said.every((key) => name.includes(key) || isKind(key));
  return said.length && itsOwn ? [said] : [];
}

/**
 * What stands before a name in parentheses: "SVUSD (Sample Valley Unified School District)", or the long form of a name
 * that the facts shorten: "Sample Valley Unified School District (Sample Valley USD)".
 */
function introducedBefore(found, start, end, name) {
  for (const parts of phrases("stands_for")) {
    const at = start - parts.length - 1;
    if (at >= 0 && isKeys(found.slice(at + 1, start), parts) && found[at].sentence === found[start].sentence) {
      return capitals(found[at]) >= 2 ? [[found[at].key]] : [];
    }
  }
  const enclosed = start > 0 && found[start].mark.includes("(") && found[end - 1].after.includes(")");
  if (enclosed && name.length > 1) {
    for (let length = name.length + 1; length <= Math.min(name.length + LONGEST_SHORT_NAME, start); length += 1) {
      const said = found.slice(start - length, start).map((token) => token.key);
      if (shortens(name, said)) return [said];
    }
  }
  return enclosed && capitals(found[start - 1]) >= 2 ? [[found[start - 1].key]] : [];
}

function isKeys(found, parts) {
  return found.length === parts.length && parts.every((key, at) => found[at].key === key);
}

function capitals(token) {
  return [...token.shown].filter((sign) => rules().upper.includes(sign)).length;
}

/** The tokens with letters of other scripts replaced by the Latin ones that look like them. */
export function inPlainLetters(found) {
  const looks = table("look_alikes");
  return found.map((token) => ({ ...token, key: [...token.key].map((sign) => looks.get(sign) ?? sign).join("") }));
}

/** Whether a word mixes Latin letters with others that look like them. */
export function looksAlike(key) {
  const looks = table("look_alikes");
  return !isAscii(key) && [...key].some((sign) => looks.has(sign)) && /[a-z]/.test(key);
}
