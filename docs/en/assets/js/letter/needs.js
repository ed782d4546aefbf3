// Words that a passage must name: one of several, in any spelling that counts as the same. The same as
// hub/letters/needs.py.

import { keys } from "./tokens.js";

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

/** A word without its possessive ending. */
export function bare(key) {
  return key.replace(/'s$/, "").replace(/'$/, "");
}
