// The search index beside the page: what words find, asked of a worker (index-worker.js).

/** So many answers are kept. One of thousands of results takes some 100 kB. */
const KEPT = 30;

/**
 * An index with the two functions of Pagefind that the finder asks: `search(words)`, which gives { results } with id and
 * score, and `preload(words)`, which fetches what a search for these words will need. `root` is the address of the root
 * of a language. Rejects when no worker can run here or there is no index.
 */
export async function besideThePage(root) {
  const worker = new Worker(new URL("index-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  const answered = new Map();
  let asked = 0;
  let broken = null;
  const end = (error) => {
    broken = error;
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.addEventListener("error", ({ message }) => end(new Error(message || "the worker of the search index does not run")));
  worker.addEventListener("message", ({ data: { number, ids, scores, failed } }) => {
    const { done, fail } = waiting.get(number) ?? {};
    waiting.delete(number);
    if (failed) fail?.(new Error(failed));
    else done?.({ results: ids ? ids.split(" ").map((id, place) => ({ id, score: scores[place] })) : [] });
  });
  const ask = (words) => new Promise((done, fail) => {
    if (broken) throw broken;
    waiting.set(++asked, { done, fail });
    worker.postMessage({ number: asked, root: root.href, words });
  });
  // Readers take letters back, and go back: what was found once is kept, the last few times.
  const search = (words) => {
    const answer = answered.get(words) ?? ask(words);
    answered.delete(words);
    answered.set(words, answer);
    if (answered.size > KEPT) answered.delete(answered.keys().next().value);
    answer.catch(() => answered.delete(words));
    return answer;
  };
  try {
    // Nothing is found by no words, and the index is there then.
    await search("");
  } catch (error) {
    worker.terminate();
    throw error;
  }
  const preload = (words) => worker.postMessage({ root: root.href, words, isAhead: true });
  return { search, preload };
}
