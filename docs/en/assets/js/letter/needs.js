// Words that a passage must name: one of several, in any spelling that counts as the same. The same as
// hub/letters/needs.py.

import { words } from "./rules.js";
import { capital, keys } from "./tokens.js";

/** The names of who asks, each as its keys with spaces between. */
export function askerNames(call) {
  return new Set(call.short_names.map((name) => keys(name).join(" ")));
}

/** Where one of the words of a need stands, in order. */
export function needSpans(found, need, call) {
  const phrases = new Set(need.map((word) => keys(word).join(" ")).filter(Boolean));
  const askers = askerNames(call);
  if ([...askers].some((name) => phrases.has(name))) for (const name of askers) phrases.add(name);
  const byFirst = new Map();
  for (const parts of [...phrases].map((phrase) => phrase.split(" "))) {
    if (!byFirst.has(parts[0])) byFirst.set(parts[0], []);
    byFirst.get(parts[0]).push(parts);
  }
  const spans = [];
  found.forEach((token, index) => {
    for (const parts of byFirst.get(bare(token.key)) ?? []) {
      const isThere =
        parts.length === 1 ||
        parts.every((part, at) => index + at < found.length && bare(found[index + at].key) === bare(part));
      if (isThere) {
        spans.push([index, index + parts.length]);
        break;
      }
    }
  });
  return spans;
}

/** Where a title stands, in full or by a short form, in order; and where it may be meant: [named, meant]. */
export function titleSpans(found, need, short, call) {
  const full = needSpans(found, need, call);
  const isOwn = ([start]) => start > 0 && words("ones_own").has(found[start - 1].key);
  const own = full.filter(isOwn);
  let named = full.filter((span) => !isOwn(span));
  const isInside = (at) => full.some(([start, end]) => start <= at && at < end);
  const shortForms = needSpans(found, short, call).filter(([start]) => !isInside(start));
  const brief = shortForms.filter(([start]) => isTitle(found, start));
  if (!named.length && !own.length && brief.length === shortForms.length)
    named = brief.filter(([start]) => found[start].the);
  return named.length ? [inOrder([...named, ...brief]), own] : [[], inOrder([...own, ...brief])];
}

/** Spans in order, each once. */
function inOrder(spans) {
  const sorted = [...spans].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return sorted.filter(([start, end], at) => !at || sorted[at - 1][0] !== start || sorted[at - 1][1] !== end);
}

/** Whether a word is a name by itself: with a capital letter, and behind none that belongs to it. */
function isTitle(found, at) {
  if (!capital(found[at])) return false;
  const isFirst = !at || found[at].mark || found[at - 1].sentence !== found[at].sentence;
  return isFirst || !(capital(found[at - 1]) || words("ones_own").has(found[at - 1].key));
}

/** A word without its possessive ending. */
export function bare(key) {
  return key.replace(/'s$/, "").replace(/'$/, "");
}
