// Small comforts of a page. Everything here is an extra: the page is complete without it.

markPlaceInContents();
datePrints();
unfoldPrints();
saveCitations();
startLetterCheck();
beginInItsLanguage();

/** In "On this page", mark the heading that the reader has come to. */
function markPlaceInContents() {
  const links = [...document.querySelectorAll(".hub-side--page a[href^='#']")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length || headings.includes(null)) return;
  const mark = () => {
    // A heading counts as reached when it has passed the upper third of the window.
    const line = innerHeight / 3;
    let reached = -1;
    headings.forEach((heading, place) => { if (heading.getBoundingClientRect().top <= line) reached = place; });
    links.forEach((link, place) => {
      if (place === reached) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  };
  addEventListener("scroll", soon, { passive: true });
  mark();
}

/** A print carries its address and the day of printing, so that a paper copy can be followed back. */
function datePrints() {
  const line = document.querySelector("[data-hub-printed]");
  if (!line) return;
  line.hidden = false;
  addEventListener("beforeprint", () => {
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
    line.querySelector("[data-hub-address]").textContent = location.href;
    line.querySelector("[data-hub-date]").textContent = ` · ${day}`;
  });
}

/** Paper cannot be unfolded: what is folded on the screen stands open in a print, and is folded again afterwards. */
function unfoldPrints() {
  if (CSS.supports("selector(details::details-content)")) return;
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

/** A program that keeps references reads a file: each entry can be saved as one, with the line ends that RIS asks for. */
function saveCitations() {
  for (const entry of document.querySelectorAll("[data-hub-file]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hub-button";
    button.textContent = `${entry.closest("[data-hub-saves]").dataset.hubSaves} (.${entry.dataset.hubFile})`;
    button.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([entry.textContent.replace(/\r?\n/g, "\r\n")]));
      link.download = `${location.pathname.split("/").at(-2)}.${entry.dataset.hubFile}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
    entry.after(button);
  }
}

/** The page that checks letters has much to load, and no other page needs it. */
function startLetterCheck() {
  const place = document.querySelector("[data-hub-letter-check]");
  if (place) import("./letter-check/page.js").then(({ start }) => start(place));
}

/** One page stands for all that is not there: it begins with the language of the address that was asked for. */
function beginInItsLanguage() {
  for (const part of document.querySelectorAll("[data-hub-language]")) {
    const folder = new URL(part.dataset.hubLanguage, location.href).pathname;
    if (location.pathname.startsWith(folder)) part.parentElement.prepend(part);
  }
}
