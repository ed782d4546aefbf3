// Records by words: Pagefind's index for the texts of pages, the columns for titles, and the nearest words for slips.

import { folded, load, occurs, readWordings, search } from "../search-index.js";
import { loadFragments, recordOf } from "./columns.js";
import { besideThePage } from "./index.js";
import { corrections, knownWords } from "./spelling.js";

const NO_WORDINGS = { glossary: [], synonyms: [] };
/** A word is fetched for when so many letters of it are typed. */
const LONG_ENOUGH = 4;
/** When the index takes longer than this, in milliseconds, the titles say meanwhile what they hold: two lists take twice
 * as long as one, so nobody who has the first one at once is given another one before it. */
const SOON = 120;

/** Fetch and make ready what a search needs, ahead of the first one. Failures are told when there is something to find. */
export async function prepare(columns) {
  const index = await ready(columns);
  (globalThis.requestIdleCallback ?? setTimeout)(() => {
    known(columns, index);
    plainTitles(columns);
  });
}

/** Let the index fetch its part for what is being typed. It is left alone with beginnings that stand for too much of it. */
export async function ahead(columns, words) {
  const typed = words.trim();
  if (typed.length < LONG_ENOUGH || !columns.index) return;
  const index = await columns.index.catch(() => null);
  index?.site.pagefind.preload(typed);
}

/**
 * The records that words find: { within, scores, elsewhere, wordings, meant, nearest, failed, isPartial }, at first perhaps
 * those whose titles hold the words, then those of the words alone, then those of their synonyms too. `within` is a 1 for each record and `scores` how well it fits;
 * `elsewhere` counts pages of the site that are no records; `wordings` are other ways to say the words that helped;
 * `meant` is what was searched for instead because the words themselves are nowhere; `nearest` is what else the reader
 * may have meant; `failed` says that only titles could be looked through, and `isPartial` that texts still are.
 * `isCurrent()` says whether anybody still waits.
 */
export async function* find(columns, words, isCurrent) {
  const answers = inTexts(columns, words, isCurrent);
  let answer = answers.next();
  const isLate = new Promise((done) => { setTimeout(done, SOON, true); });
  if ((await Promise.race([answer.catch(() => null), isLate])) === true) {
    const titles = inTitles(columns, words);
    if (titles.count) yield { ...titles, isPartial: true };
  }
  try {
    for (let step = await answer; !step.done; step = await answer) {
      yield step.value;
      answer = answers.next();
    }
  } catch (error) {
    console.warn("The search index does not answer; titles are searched.", error);
    columns.index = undefined;
    yield { ...inTitles(columns, words), failed: true };
  }
}

async function* inTexts(columns, words, isCurrent) {
  const index = await ready(columns, true);
  const isSomewhere = (word) => (index ? occurs(index.site, word) : inTitles(columns, word).count > 0);
  const { meant, nearest } = await corrections(words, known(columns, index), isSomewhere);
  if (meant) {
    let count = 0;
    for await (const instead of findAsWritten(columns, index, meant, isCurrent)) {
      count = instead.count;
      if (count) yield { ...instead, meant, nearest: null };
    }
    if (count) return;
  }
  for await (const own of findAsWritten(columns, index, words, isCurrent)) yield { ...own, meant: null, nearest };
}

async function* findAsWritten(columns, index, words, isCurrent) {
  if (!index) {
    yield { ...inTitles(columns, words), failed: true };
    return;
  }
  for await (const answer of search(index.site, words, isCurrent)) yield inColumns(columns, index, words, answer);
}

/** What titles alone say of words. */
function inTitles(columns, words) {
  const found = nothing(columns);
  addByTitle(columns, found, words, columns.titles.keys());
  return found;
}

function nothing({ size }) {
  return {
    within: new Uint8Array(size),
    scores: new Float32Array(size),
    elsewhere: 0,
    wordings: [],
    meant: null,
    nearest: null,
    failed: false,
    isPartial: false,
    count: 0,
  };
}

/** An answer of the index in terms of the columns. */
function inColumns(columns, index, words, { results, scores, wordings }) {
  const found = { ...nothing(columns), wordings };
  results.forEach(({ id }, place) => {
    const record = recordOf(index.fragments, id);
    if (record === undefined) found.elsewhere++;
    else {
      found.within[record] = 1;
      found.scores[record] = scores[place];
    }
  });
  // Records without a page of their own, or not in the index yet, are found by their titles.
  addByTitle(columns, found, words, index.others);
  return found;
}

/** Add those of some records whose titles hold each of the words, or its beginning, and count what there is then. */
function addByTitle(columns, found, words, records) {
  const wanted = folded(words).split(" ").filter(Boolean).map((word) => ` ${word}`);
  const titles = plainTitles(columns);
  for (const record of records) if (wanted.every((word) => titles[record].includes(word))) found.within[record] = 1;
  for (const flag of found.within) found.count += flag;
}

/** Titles as they are compared, each with a space before it. */
function plainTitles(columns) {
  return (columns.plainTitles ??= columns.titles.map((title) => ` ${folded(title)}`));
}

/** The index as { site, fragments, others }: which record is the page of which fragment, and those that have none. */
async function ready(columns, tell = false) {
  columns.index ??= Promise.all([loadSite(columns.root), loadFragments(columns)]).then(([site, fragments]) => {
    const indexed = new Set(fragments.records.values());
    return { site, fragments, others: [...columns.titles.keys()].filter((record) => !indexed.has(record)) };
  });
  try {
    return await columns.index;
  } catch (error) {
    // The next search tries again.
    columns.index = undefined;
    if (tell) console.warn("The search index cannot be used; titles are searched.", error);
    return null;
  }
}

/** The index in a worker of the finder's own, or as the search of every page has it where no such worker runs. */
async function loadSite(root) {
  try {
    const [pagefind, wordings] = await Promise.all([besideThePage(root), readWordings(root)]);
    return { pagefind, wordings };
  } catch (error) {
    console.info("The search index runs in Pagefind's own way.", error);
    return load(root);
  }
}

function known(columns, index) {
  return (columns.known ??= knownWords(columns, index?.site.wordings ?? NO_WORDINGS));
}
