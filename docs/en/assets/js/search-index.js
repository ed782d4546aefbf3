// What the search knows: Pagefind's index and the list of wordings, both fetched when the first search needs them.

/** Pages of results are drawn this many at a time; each one is a small file of its own. */
export const PAGE_SIZE = 20;
/** How many other wordings of one query are tried. Each costs a query of its own. */
const MOST_WORDINGS = 4;
/** How long after a query began its other wordings may still hold up what it found itself, in milliseconds. */
const PATIENCE = 40;
/** A page found only by another wording ranks a little below one found by the reader's own words. */
const OTHER_WORDING_WEIGHT = 0.9;

let loading = null;

/**
 * Load the index once. `root` is the way from the page to the root of its language, where the index of that language
 * stands. Rejects when there is none; the next call then tries again.
 */
export function load(root) {
  loading ??= start(new URL(root, location.href)).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function start(root) {
  const [pagefind, wordings] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root).href),
    readWordings(root),
  ]);
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 24 });
  await pagefind.init();
  return { pagefind, wordings };
}

/** Glossary, acronyms and synonyms (hub/outputs/wordings.py). The search works without them, so a failure gives none. */
export async function readWordings(root) {
  const none = { glossary: [], acronyms: {}, codes: {}, synonyms: [] };
  try {
    const answer = await fetch(new URL("assets/find/wordings.json", root));
    return answer.ok ? { ...none, ...(await answer.json()) } : none;
  } catch {
    return none;
  }
}

/** A text as it is compared: small letters, no accents, single spaces. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
}

/**
 * Other ways to say a query: acronyms spelled out, long forms as their acronyms, and synonyms. A wording is
 * { words, phrase }: what to search for, and the words that have to stand together, or null.
 */
export function otherWordings(query, { acronyms, synonyms }) {
  const plain = folded(query);
  const found = new Map();
  const say = (pattern, instead, phrase) => {
    // Whatever says "instructional coach" also says "coach", and has been found.
    if (pattern.test(folded(instead))) return;
    const words = plain.replace(pattern, () => instead);
    if (folded(words) !== plain && !found.has(words)) found.set(words, phrase);
  };
  for (const [acronym, longForms] of Object.entries(acronyms)) {
    const short = wholeWord(acronym);
    for (const long of longForms) {
      if (short.test(plain)) say(short, long, long);
      const spelledOut = wholeWord(long);
      if (spelledOut.test(plain)) say(spelledOut, acronym.toUpperCase(), null);
    }
  }
  for (const [own, known] of synonyms) {
    // The longest word that stands there is what the reader means: "head of school", not a part of it.
    const typed = [...own, ...known].filter((word) => wholeWord(word).test(plain)).sort((a, b) => b.length - a.length)[0];
    if (typed === undefined) continue;
    for (const word of own) {
      if (word !== typed) say(wholeWord(typed), word, /[\s-]/.test(word) ? word : null);
    }
  }
  return [...found].slice(0, MOST_WORDINGS).map(([words, phrase]) => ({ words, phrase }));
}

/** The patterns of all wordings, which every search asks for again. */
const patterns = new Map();

/** "SEP", "SEPs" and "(SEP)" are all the acronym; "separate" is not. Letters of any language count as letters. */
function wholeWord(words) {
  if (!patterns.has(words)) {
    const escaped = folded(words).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    patterns.set(words, new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?:s|es)?(?![\\p{L}\\p{N}])`, "u"));
  }
  return patterns.get(words);
}

/**
 * What the glossary says when the whole query is one of its terms or acronyms: rows of { id, term, short, meaning,
 * isEnglish, pages }, where `pages` are the ones whose codes begin with the acronym, as [address, title].
 */
export function meanings(query, { glossary, codes }) {
  const plain = folded(query);
  return glossary
    .filter(([, term, short]) => [term, short].some((name) => name && wholeWord(name).exec(plain)?.[0] === plain))
    .map(([id, term, short, meaning, isEnglish]) => {
      return { id, term, short, meaning, isEnglish: Boolean(isEnglish), pages: codes[short.toLowerCase()] ?? [] };
    });
}

/**
 * Search for a query and its other wordings. Gives { results, scores, wordings }: the results, best first and each page
 * once, and the wordings that helped. When the other wordings take long it first gives what the query itself found.
 * `isCurrent()` says whether anybody still waits: the index answers one question after the other, and an old one would
 * hold up the next.
 */
export async function* search({ pagefind, wordings }, query, isCurrent = () => true) {
  const others = otherWordings(query, wordings);
  const begun = performance.now();
  const own = (await pagefind.search(query)).results;
  const all = withOthers(pagefind, own, others, isCurrent);
  const left = Math.max(0, begun + PATIENCE - performance.now());
  const isLong = new Promise((done) => { setTimeout(done, left, true); });
  if (others.length && (await Promise.race([all, isLong])) === true) yield ranked(own, []);
  yield await all;
}

async function withOthers(pagefind, own, others, isCurrent) {
  const more = [];
  for (const wording of others) {
    if (!isCurrent()) break;
    more.push({ words: wording.words, results: await resultsOf(pagefind, wording) });
  }
  return ranked(own, more);
}

function ranked(own, more) {
  // The index ranks already.
  if (!more.length) return { results: own, scores: own.map(({ score }) => score), wordings: [] };
  const best = new Map(own.map((result) => [result.id, { score: result.score, result }]));
  for (const { results } of more) {
    for (const result of results) {
      const score = result.score * OTHER_WORDING_WEIGHT;
      if (!best.has(result.id) || best.get(result.id).score < score) best.set(result.id, { score, result });
    }
  }
  const rows = [...best.values()].sort((a, b) => b.score - a.score);
  return {
    results: rows.map(({ result }) => result),
    scores: rows.map(({ score }) => score),
    wordings: more.filter(({ results }) => results.length).map(({ words }) => words),
  };
}

/** Whether a word, or another form of it, is on any page. Searched for without quotes, its beginning would do. */
export async function occurs({ pagefind }, word) {
  return (await pagefind.search(`"${word}"`)).results.length > 0;
}

/**
 * Pages for one wording. Searched for as words, "county office of education" finds every page that speaks of a county
 * and of education; searched for as a phrase, it finds the right pages but ranks them all the same. So: both.
 */
async function resultsOf(pagefind, { words, phrase }) {
  const [loose, exact] = await Promise.all([pagefind.search(words), phrase && pagefind.search(`"${phrase}"`)]);
  if (!exact) return loose.results;
  const ids = new Set(exact.results.map((result) => result.id));
  return loose.results.filter((result) => ids.has(result.id));
}

/**
 * Pagefind's excerpt as nodes. It is HTML whose only elements are <mark>; it is read into a document of its own, where
 * nothing runs, and built again from texts, so that nothing else can come through.
 */
export function excerptNodes(html) {
  const inert = new DOMParser().parseFromString(html, "text/html");
  return [...inert.body.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}
