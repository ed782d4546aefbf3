// Fixed words against the words of a letter: the same as hub/letters/matching.py, which says what counts as exact,
// changed and reworded.

import { difference } from "./findings.js";
import { range } from "./reading.js";
import { made, remembered, rules, words } from "./rules.js";
import { size } from "./text.js";
import { lower, shown } from "./tokens.js";

const LONGEST = 400; // No passage that is compared word by word is longer.
const MOST_GONE = 1; // So many everyday words may be left out.
const AROUND = 2; // How many more words than the wanted ones are shown of what stands in their place.

/** Every place at which the keys of the wanted tokens stand. */
export function occurrences(wanted, found) {
  if (!wanted.length) return [];
  const spans = [];
  found.forEach((_, index) => {
    if (wanted.every((token, at) => found[index + at]?.key === token.key)) spans.push([index, index + wanted.length]);
  });
  return spans;
}

/** How words with equal keys differ as they stand: "the", spellings, hyphens; not capitals. */
export function tolerated(wanted, found) {
  const rows = [];
  wanted.forEach((ours, index) => {
    const theirs = found[index];
    const gap = index > 0 && (lower(ours.the) !== lower(theirs.the) || ours.hyphen !== theirs.hyphen);
    if (gap) {
      const pair = [index - 1, index + 1];
      rows.push(difference(shown(wanted.slice(...pair)), shown(found.slice(...pair)), theirs.line));
    } else if (lower(ours.shown) !== lower(theirs.shown)) {
      rows.push(difference(ours.shown, theirs.shown, theirs.line));
    }
  });
  return rows;
}

/** A word without its ending, so that `supporting` and `support` meet. At least four letters stay. */
export const stem = remembered((word) => {
  const key = word.replace(/'s$/, "").replace(/'$/, "");
  const ending = rules().stem_endings.find((end) => key.endsWith(end) && size(key) - size(end) >= 4) ?? "";
  if (ending) return stem(key.slice(0, key.length - ending.length));
  // Of a doubled letter at the end, one: `committed` is `commit`, as `commits` is.
  const signs = [...key];
  return signs.length > 4 && signs.at(-1) === signs.at(-2) ? signs.slice(0, -1).join("") : key;
});

const likeRows = () => {
  const found = new Map();
  rules().likes.forEach((row, number) => {
    for (const word of row) {
      if (!found.has(stem(word))) found.set(stem(word), new Set());
      found.get(stem(word)).add(number);
    }
  });
  return found;
};

/** What a word can mean: its stem, and the rows of `likes` in which it stands. */
const senses = remembered((key) => new Set([stem(key), ...(made(likeRows).get(stem(key)) ?? [])]));

/** Whether two words can mean the same. */
export function like(one, other) {
  const theirs = senses(other);
  return [...senses(one)].some((sense) => theirs.has(sense));
}

export function isContent(key) {
  return !words("stop_words").has(key);
}

/** The longest common sequence of stems, as pairs of indexes. */
export function aligned(wanted, found) {
  const ours = wanted.map((token) => stem(token.key));
  const theirs = found.map((token) => stem(token.key));
  const best = Array.from({ length: ours.length + 1 }, () => new Array(theirs.length + 1).fill(0));
  for (let i = ours.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      best[i][j] = ours[i] === theirs[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < ours.length && j < theirs.length;) {
    if (ours[i] === theirs[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (best[i + 1][j] >= best[i][j + 1]) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}

/**
 * The passage that is most like the wanted words, outside the spans that are taken, as { sense, span, differences };
 * null when there is none. `same` says of the keys of a run whether they stand for the wanted ones.
 */
export function nearest(wanted, reading, taken, same) {
  const content = wanted.map((token) => token.key).filter(isContent);
  let best = null;
  for (const span of stretches(reading.tokens, taken)) {
    const there = reading.tokens.slice(...span).map((token) => token.key);
    const means = new Set(there.flatMap((key) => [...senses(key)]));
    const count = content.filter((key) => [...senses(key)].some((sense) => means.has(sense))).length;
    if (count && (best === null || count > best.count)) best = { count, span };
  }
  if (best === null) return null;
  const [start, end] = best.span;
  const found = reading.tokens.slice(start, end);
  const pairs = aligned(wanted, found);
  if (!pairs.length) return null;
  const runs = runsOf(pairs, wanted, found);
  const near = pairs.filter(([i]) => isContent(wanted[i].key)).length * 5 >= content.length * 3;
  const span = [start + runs[0].found[0], start + runs.at(-1).found[1]];
  let begin = span[0];
  while (begin > start && reading.tokens[begin - 1].clause === reading.tokens[span[0]].clause) begin -= 1;
  const denied = ["negations", "undoing"].some((name) => reading.has(name, begin, span[1]) !== null);
  if (near) {
    const aside = runs.flatMap((run) => found.slice(...run.found).map((token) => token.key));
    const gone = runs.map((run) => goneIn(run, wanted, found, aside, same));
    const changed = denied || gone.includes(null) || gone.reduce((sum, number) => sum + number, 0) > MOST_GONE;
    return { sense: changed ? "changed" : "reworded", span, differences: shownRuns(runs, wanted, found) };
  }
  const likes = covered(content, found);
  const rare = content.filter((key) => !made(likeRows).has(stem(key)));
  const own = found.filter((token) => isContent(token.key) && !content.some((key) => like(token.key, key))).length;
  const enough = likes * 2 >= content.length && covered(rare, found) * 2 >= rare.length;
  const reworded = enough && content.length - likes <= own && !denied;
  return { sense: reworded ? "reworded" : "none", span: [start, end], differences: [] };
}

function covered(content, found) {
  return content.filter((key) => found.some((token) => like(key, token.key))).length;
}

/** The text in pieces: at the ends of sentences, at colons and semicolons, and around what is taken. */
function stretches(found, taken) {
  const used = new Set(taken.flatMap(([start, end]) => range(start, end)));
  const pieces = [];
  let start = -1;
  found.forEach((token, index) => {
    const inside = !used.has(index);
    const broken =
      start >= 0 &&
      (token.sentence !== found[index - 1].sentence || token.mark.includes(";") || token.mark.includes(":"));
    if (start >= 0 && (broken || !inside || index - start >= LONGEST)) {
      pieces.push([start, index]);
      start = -1;
    }
    if (inside && start < 0) start = index;
  });
  if (start >= 0) pieces.push([start, found.length]);
  return pieces;
}

/**
 * The words between the aligned ones, and those before and after them up to a sign, as { wanted, found } of spans. The
 * first run begins with the first word that counts, the last ends with the last.
 */
function runsOf(pairs, wanted, found) {
  const rows = [];
  const [firstI, firstJ] = pairs[0];
  const [lastI, lastJ] = pairs.at(-1);
  const run = (a, b, c, d) => rows.push({ wanted: [a, b], found: [c, d] });
  let before = firstJ;
  while (before > 0 && firstI && firstJ - before < firstI + AROUND && !found[before].mark) before -= 1;
  run(0, firstI, before, firstJ);
  for (let at = 0; at + 1 < pairs.length; at += 1) {
    const [i, j] = pairs[at];
    const [nextI, nextJ] = pairs[at + 1];
    // Words with one stem and different endings are a run of their own.
    if (wanted[i].key !== found[j].key) run(i, i + 1, j, j + 1);
    if (nextI > i + 1 || nextJ > j + 1) run(i + 1, nextI, j + 1, nextJ);
  }
  if (wanted[lastI].key !== found[lastJ].key) run(lastI, lastI + 1, lastJ, lastJ + 1);
  const rest = wanted.length - lastI - 1;
  let after = lastJ + 1;
  while (after < found.length && rest && after - lastJ <= rest + AROUND && !found[after].mark) after += 1;
  run(lastI + 1, wanted.length, lastJ + 1, after);
  return rows;
}

/**
 * How many everyday words are left out in a run; null when it changes what is said. `aside` are the words of the passage
 * that stand in some run.
 */
function goneIn(run, wanted, found, aside, same) {
  const ours = wanted.slice(...run.wanted).map((token) => token.key);
  const theirs = found.slice(...run.found).map((token) => token.key);
  if (same(theirs)) return 0;
  const narrows = (key) => words("narrowing").has(key) || words("goal_narrowing").has(key);
  if (theirs.some((key) => !ours.includes(key) && narrows(key))) return null;
  const lost = ours.filter(
    (key) => isContent(key) && !aside.some((other) => like(key, other)) && countOf(key, found) < countOf(key, wanted),
  );
  const replaced = theirs.some((key) => isContent(key) && !ours.some((other) => like(key, other)));
  if (lost.length && (replaced || lost.some((key) => !made(likeRows).has(stem(key))))) return null;
  // Of two things that "and" joins, one is gone: "by day" is less than "by day and night".
  return lost.length && ours.includes("and") && !theirs.includes("and") ? null : lost.length;
}

function countOf(key, found) {
  return found.filter((token) => stem(token.key) === stem(key)).length;
}

/** The runs for a reader: one that would be empty on a side takes the words around it. */
function shownRuns(runs, wanted, found) {
  const rows = [];
  for (const run of runs) {
    let [a, b] = run.wanted;
    let [c, d] = run.found;
    if (a === b && c === d) continue;
    if (a === b || c === d) {
      [a, c] = [Math.max(a - 1, 0), Math.max(c - 1, 0)];
      [b, d] = [Math.min(b + 1, wanted.length), Math.min(d + 1, found.length)];
    }
    const { line } = found[Math.min(c, found.length - 1)];
    rows.push(difference(shown(wanted.slice(a, b)), shown(found.slice(c, d)), line));
  }
  return rows;
}
