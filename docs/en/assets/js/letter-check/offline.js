// The page works without a connection once it was loaded: a service worker beside it keeps what the page needs.

/** Have the worker of this page keep its files. Where there are no workers, as in file://, the page simply goes online. */
export async function keepForOffline() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  try {
    await navigator.serviceWorker.register("sw.js", { scope: "./", updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    // An older copy of the files may be there: the worker compares the lists.
    active.postMessage("refresh");
  } catch (error) {
    console.info("The page will not be there offline.", error);
  }
}
