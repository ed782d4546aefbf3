// Pagefind in a worker of the finder's own, which hands over names and scores alone. Pagefind's own worker sends a page of
// the site with each result, to be fetched perhaps, and takes them back one by one: with thousands of results that took as
// long as the search itself, and held up the next one.

let index = null;

self.addEventListener("message", async ({ data: { number, root, words, isAhead } }) => {
  try {
    index ??= start(root);
    if (isAhead) {
      await (await index).preload(words);
      return;
    }
    const { results } = await (await index).search(words);
    const scores = Float32Array.from(results, ({ score }) => score);
    self.postMessage({ number, ids: results.map(({ id }) => id).join(" "), scores }, [scores.buffer]);
  } catch (error) {
    // The search for these words, which comes next, tells what is wrong.
    if (isAhead) return;
    index = null;
    self.postMessage({ number, failed: String(error) });
  }
});

async function start(root) {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  const instance = pagefind.createInstance({});
  await instance.init();
  return instance;
}
