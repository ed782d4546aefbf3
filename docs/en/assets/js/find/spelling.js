// What a reader probably meant by a word that is nowhere: the nearest word of titles, terms and the glossary.

import { folded } from "../search-index.js";

const WORD = /[\p{L}\p{N}]+/gu;
// Numbers and codes are right or wrong, never nearly right.
const HAS_DIGIT = /\p{N}/u;
// Short words have too many neighbors to guess at.
const SHORTEST = 4;
const LONG = 7;
// What stands after a word in another form of it, in English and Spanish: such a form is no slip, and the index knows it.
const ENDINGS = new Set(["s", "es", "d", "ed", "er"]);

/** The words of some texts, folded, with one way to write each and how often it occurs. */
export function wordsOf(texts) {
  const found = new Map();
  for (const text of texts) {
    for (const written of text.match(WORD) ?? []) {
      if (written.length < SHORTEST || HAS_DIGIT.test(written)) continue;
      const word = folded(written);
      const known = found.get(word);
      if (known) known.count++;
      else found.set(word, { written: written.toLowerCase(), count: 1 });
    }
  }
  return found;
}

/** What columns and wordings know, which is certainly spelled right. */
export function knownWords(columns, { glossary, synonyms }) {
  const terms = [...columns.facets.values()].flatMap((facet) => facet.terms.map((term) => term.label));
  return wordsOf([...columns.titles, ...terms, ...glossary.flatMap(([, term, , meaning]) => [term, meaning]), ...synonyms.flat(2)]);
}

/**
 * What may be wrong with a query: { meant, nearest }, each a corrected query or null. `meant` replaces words that occur on
 * no page, so that nothing can have been found for them; `nearest` also replaces those that occur, but which none of the
 * `known` words is. `occurs(word)` says whether a word is on any page, perhaps later; it is asked only for words that are
 * not known and lie near a known one.
 */
export async function corrections(query, known, occurs) {
  const instead = new Map();
  for (const word of new Set(query.match(WORD))) {
    const nearest = word.length >= SHORTEST && !HAS_DIGIT.test(word) ? nearestWord(folded(word), known) : null;
    if (nearest !== null) instead.set(word, nearest);
  }
  const there = new Map(await Promise.all([...instead.keys()].map(async (word) => [word, await occurs(word)])));
  return {
    meant: corrected(query, (word) => (there.get(word) === false ? instead.get(word) : null)),
    nearest: corrected(query, (word) => instead.get(word)),
  };
}

function corrected(query, insteadOf) {
  const said = query.replace(WORD, (word) => insteadOf(word) ?? word);
  return said === query ? null : said;
}

/** The nearest known word, or null when the word is known, begins a known one or is a form of it, or is too far from all. */
export function nearestWord(word, known) {
  if (known.has(word)) return null;
  const most = word.length < LONG ? 1 : 2;
  let best = null;
  for (const [other, { written, count }] of known) {
    // Somebody who has typed the beginning of a word has not made a slip.
    if (other.startsWith(word) || (word.startsWith(other) && ENDINGS.has(word.slice(other.length)))) return null;
    if (Math.abs(other.length - word.length) > most) continue;
    // Hardly anybody gets the first letter wrong.
    const far = distance(word, other, most) + (word[0] === other[0] ? 0 : 0.5);
    if (Math.floor(far) > most || (best && (far > best.far || (far === best.far && count <= best.count)))) continue;
    best = { written, far, count };
  }
  return best && best.written;
}

/**
 * How many slips lie between two words: a letter left out, added, changed, or two that changed places. Counts no further
 * than `most` + 1.
 */
export function distance(one, other, most = 2) {
  let twoUp = [];
  let up = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      row[j] = Math.min(up[j] + 1, row[j - 1] + 1, up[j - 1] + (isSame ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], twoUp[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [twoUp, up] = [up, row];
  }
  return up[other.length];
}
