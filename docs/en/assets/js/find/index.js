// The search index beside the page: what words find, asked of a worker (index-worker.js).

/**
 * An index with the one function of Pagefind that the finder asks, `search(words)`, which gives { results } with id and
 * score. `root` is the address of the root of a language. Rejects when no worker can run here or there is no index.
 */
export async function besideThePage(root) {
  const worker = new Worker(new URL("index-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let asked = 0;
  const end = (error) => {
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
  const search = (words) => new Promise((done, fail) => {
    waiting.set(++asked, { done, fail });
    worker.postMessage({ number: asked, root: root.href, words });
  });
  // Nothing is found by no words, and the index is there then.
  await search("");
  return { search };
}
