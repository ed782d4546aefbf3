// What the search knows: Pagefind's index and the list of acronyms, both fetched when the first search needs them.

/** Pages of results are drawn this many at a time; each one is a small file of its own. */
export const PAGE_SIZE = 20;
/** How many other wordings of one query are tried. Each costs a query of its own. */
const MOST_WORDINGS = 3;
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
  const [pagefind, acronyms] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root).href),
    readAcronyms(new URL("assets/acronyms.json", root)),
  ]);
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 24 });
  await pagefind.init();
  return { pagefind, acronyms };
}

/** Acronyms by their small letters, each with its long forms. The search works without them, so a failure gives none. */
async function readAcronyms(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return new Map();
    const pairs = Object.entries(await answer.json());
    return new Map(pairs.map(([acronym, long]) => [acronym.toLowerCase(), [long].flat().map(String)]));
  } catch {
    return new Map();
  }
}

/**
 * Other ways to say a query: acronyms spelled out, and long forms as their acronyms. A wording is { words, phrase }:
 * what to search for, and the long form that has to stand together, or null.
 */
export function otherWordings(query, acronyms) {
  const plain = query.toLowerCase().trim().replace(/\s+/g, " ");
  const found = new Map();
  for (const [acronym, longForms] of acronyms) {
    // "SEP", "SEPs" and "(SEP)" are all the acronym; "separate" is not. Letters of any language count as letters.
    const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(acronym)}s?(?![\\p{L}\\p{N}])`, "u");
    for (const long of longForms) {
      if (word.test(plain)) found.set(plain.replace(word, () => long), long);
      const spelledOut = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(long.toLowerCase())}s?(?![\\p{L}\\p{N}])`, "u");
      if (spelledOut.test(plain)) found.set(plain.replace(spelledOut, () => acronym.toUpperCase()), null);
    }
  }
  return [...found].slice(0, MOST_WORDINGS).map(([words, phrase]) => ({ words, phrase }));
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Search for a query and its other wordings. Gives the results, best first and each page once, and the wordings that helped. */
export async function search({ pagefind, acronyms }, query) {
  const wordings = otherWordings(query, acronyms);
  const [own, ...others] = await Promise.all([
    pagefind.search(query).then((answer) => answer.results),
    ...wordings.map((wording) => resultsOf(pagefind, wording)),
  ]);
  const best = new Map(own.map((result) => [result.id, { score: result.score, result }]));
  for (const result of others.flat()) {
    const score = result.score * OTHER_WORDING_WEIGHT;
    if (!best.has(result.id) || best.get(result.id).score < score) best.set(result.id, { score, result });
  }
  const results = [...best.values()].sort((a, b) => b.score - a.score).map((one) => one.result);
  return { results, wordings: wordings.filter((_, place) => others[place].length).map((wording) => wording.words) };
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
