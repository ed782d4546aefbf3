// Light or dark, before the first paint. This is a plain script, not a module: modules wait until the page is read,
// and a reader who prefers dark would then see a white flash on every page.
(() => {
  const KEY = "hub-scheme";
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");

  // A browser may refuse storage (private windows, strict settings); the choice then lasts for one page.
  const read = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const write = (value) => { try { localStorage.setItem(KEY, value); } catch { /* see above */ } };

  let chosen = read();
  const isDark = () => (chosen ? chosen === "dark" : prefersDark.matches);

  const show = () => {
    document.body.dataset.mdColorScheme = isDark() ? "slate" : "default";
    for (const button of document.querySelectorAll("[data-hub-scheme]")) {
      const words = isDark() ? button.dataset.toLight : button.dataset.toDark;
      button.title = words;
      button.setAttribute("aria-label", words);
      button.hidden = false;
    }
  };

  show();
  prefersDark.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.addEventListener("click", (event) => {
      if (!event.target.closest("[data-hub-scheme]")) return;
      chosen = isDark() ? "light" : "dark";
      write(chosen);
      show();
    });
  });
})();
