// Records by words: Pagefind's index for the texts of pages, the columns for titles, and the nearest words for slips.

import { folded, load, occurs, search } from "../search-index.js";
import { loadFragments } from "./columns.js";
import { corrections, knownWords } from "./spelling.js";

/** Fetch what a search needs, ahead of the first one. Failures are told when there is something to search for. */
export function prepare(columns) {
  return Promise.all([load(columns.root), fragments(columns)]).catch(() => {});
}

/**
 * The records that words find: { within, scores, elsewhere, wordings, meant, nearest, failed }. `within` is a 1 for each
 * record and `scores` how well it fits; `elsewhere` counts pages of the site that are no records; `wordings` are other
 * ways to say the words that helped; `meant` is what was searched for instead because the words themselves are nowhere;
 * `nearest` is what else the reader may have meant; `failed` says that only titles could be looked through.
 */
export async function find(columns, words) {
  const index = await Promise.all([load(columns.root), fragments(columns)]).catch((error) => {
    console.warn("The search index cannot be used; titles are searched.", error);
    return null;
  });
  const { meant, nearest } = await corrections(
    words,
    (word) => (index ? occurs(index[0], word) : Promise.resolve(isInTitles(columns, word))),
    () => (columns.known ??= knownWords(columns, index?.[0].wordings ?? { glossary: [], synonyms: [] })),
  );
  if (meant) {
    const instead = await findAsWritten(columns, index, meant);
    if (instead.count) return { ...instead, meant, nearest: null };
  }
  return { ...(await findAsWritten(columns, index, words)), meant: null, nearest };
}

async function findAsWritten(columns, index, words) {
  const within = new Uint8Array(columns.size);
  const scores = new Float32Array(columns.size);
  const found = { within, scores, elsewhere: 0, wordings: [], failed: !index, count: 0 };
  const [site, records] = index ?? [null, new Map()];
  if (site) {
    const answer = await search(site, words);
    found.wordings = answer.wordings;
    answer.results.forEach(({ id }, place) => {
      const record = records.get(id.slice(id.lastIndexOf("_") + 1));
      if (record === undefined) found.elsewhere++;
      else {
        within[record] = 1;
        scores[record] = answer.scores[place];
      }
    });
  }
  // Records without a page of their own, or not in the index yet, are found by their titles.
  const isIndexed = new Uint8Array(columns.size);
  for (const record of records.values()) isIndexed[record] = 1;
  const wanted = folded(words).split(" ").filter(Boolean);
  foldedTitles(columns).forEach((title, record) => {
    if (!isIndexed[record] && wanted.every((word) => title.includes(` ${word}`))) within[record] = 1;
  });
  for (const flag of within) found.count += flag;
  return found;
}

function isInTitles(columns, word) {
  return foldedTitles(columns).some((title) => title.includes(` ${folded(word)}`));
}

function foldedTitles(columns) {
  return (columns.folded ??= columns.titles.map((title) => ` ${folded(title)}`));
}

function fragments(columns) {
  columns.fragments ??= loadFragments(columns).catch((error) => {
    columns.fragments = undefined;
    throw error;
  });
  return columns.fragments;
}
