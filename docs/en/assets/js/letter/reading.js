// A letter read: its tokens, its sentences, and where the phrases of the word lists stand in them. The same as
// hub/letters/reading.py. A span is [the first index, the one after the last].

import { withoutPageMarks } from "./page-marks.js";
import { made, rules } from "./rules.js";
import { keys, tokens } from "./tokens.js";

const LISTS = [
  "negations",
  "not_negations",
  "hedges",
  "conditions",
  "strong_conditions",
  "takes_back",
  "placeholders",
  "drafts",
  "lorem",
  "automatic",
  "child",
  "limits",
  "goal_hedges",
  "undoing",
];

/** What is read of a letter. `marks` are the phrases found, by the name of their list. */
class Reading {
  constructor(seen, found) {
    this.seen = seen;
    this.tokens = found;
    this.sentences = sentencesOf(found);
    this.marks = phrasesIn(found);
  }

  /** The sentence in which a token stands. */
  sentence(index) {
    return this.sentences[this.tokens[index].sentence - this.tokens[0].sentence];
  }

  /** The first phrase of a list that stands within these tokens. */
  has(name, start, end) {
    return this.within(name, start, end).next().value ?? null;
  }

  /** The phrases of a list that stand within these tokens. */
  *within(name, start, end) {
    const rows = this.marks[name];
    for (let index = firstFrom(rows, start); index < rows.length && rows[index][0] < end; index += 1) {
      if (rows[index][1] <= end) yield rows[index];
    }
  }
}

/** The index of the first of some spans, which are in order, that begins at a token or behind it. */
function firstFrom(rows, start) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle][0] < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every phrase of every list by its first key, with the name of the list. */
const phrases = () => {
  const found = new Map();
  for (const name of LISTS) {
    for (const said of rules()[name]) {
      const parts = keys(said);
      if (!found.has(parts[0])) found.set(parts[0], []);
      found.get(parts[0]).push({ parts, name });
    }
  }
  return found;
};

/**
 * Reads what a visitor sees, but for the numbers of pages. `vocabulary` are the words of the call, for words divided at
 * the end of a line.
 */
export function read(seen, vocabulary) {
  const kept = withoutPageMarks(seen);
  return new Reading(kept, tokens(kept.blocks, vocabulary));
}

/** Where the phrases of the lists stand, by list and in order. */
export function phrasesIn(found) {
  const known = made(phrases);
  const endings = rules().negation_endings;
  const marks = Object.fromEntries(LISTS.map((name) => [name, []]));
  found.forEach((token, index) => {
    for (const { parts, name } of known.get(token.key) ?? []) {
      if (parts.every((key, at) => found[index + at]?.key === key)) marks[name].push([index, index + parts.length]);
    }
    if (endings.some((ending) => token.key.endsWith(ending))) marks.negations.push([index, index + 1]);
  });
  const harmless = new Set(marks.not_negations.flatMap(([start, end]) => range(start, end)));
  marks.negations = marks.negations.filter(([start]) => !harmless.has(start));
  // "Not only one of them" limits nothing either.
  marks.limits = marks.limits.filter(([start]) => !harmless.has(start) && !harmless.has(start - 1));
  return marks;
}

/** The tokens of what a visitor does not see, as [hidden, tokens]. */
export function hiddenText(seen) {
  return seen.hidden.map((part) => [part, tokens([{ kind: "paragraph", line: part.line, text: part.text }])]);
}

/** The first token of each sentence, and the one after its last; a sentence of dropped words alone is empty. */
function sentencesOf(found) {
  const spans = [];
  found.forEach((token, index) => {
    const number = token.sentence - found[0].sentence;
    while (spans.length <= number) spans.push([index, index]);
    spans[number] = [spans[number][0], index + 1];
  });
  return spans;
}

/** The whole numbers from `start` up to `end`. */
export function range(start, end) {
  return Array.from({ length: Math.max(end - start, 0) }, (_, at) => start + at);
}
