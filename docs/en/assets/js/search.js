// The search dialog. Links marked data-hub-search lead to the lists; here they become buttons that open the dialog.
// All words come from overrides/partials/search.html, so that the dialog speaks the language of its page.

import { PAGE_SIZE, excerptNodes, load, meanings, occurs, search } from "./search-index.js";

const dialog = document.getElementById("hub-search");
const part = (name) => dialog.querySelector(`[data-hub-${name}]`);
const input = dialog.querySelector("input[type=search]");
const finderLink = part("finder-link");
const [status, also, slip, failed, none, results, more, key] =
  ["status", "also", "slip", "failed", "none", "results", "more", "key"].map(part);
const KEY_SETTING = "hub-search-key";

let turn = 0; // Counts queries, so that a slow answer to an old one is dropped.
let waiting = 0; // Timer between a key press and the query.
let running = null; // The query that is on its way, until its results stand there.
let found = []; // Results of the current query, best first.
let drawn = 0; // How many of them stand in the list.
let columns = null; // The finder's columns, fetched when a word is nowhere and may be a slip.

for (const link of document.querySelectorAll("a[data-hub-search]")) link.replaceWith(buttonFor(link));
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(begin, 150);
});
more.addEventListener("click", () => drawMore(turn, true));
part("close").addEventListener("click", () => dialog.close());
// A click beside the dialog, on its backdrop, is a click on the dialog element itself.
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("keydown", moveWithArrows);
document.addEventListener("keydown", openWithKeys);
key.checked = keyIsOn();
key.addEventListener("change", () => remember(key.checked));

// The finder reads words from its address too, and shows what they find itself.
const asked = new URLSearchParams(location.search).get("q");
if (asked && !document.querySelector("[data-hub-finder]")) open(asked);

/** The button in place of a link. It keeps the link's look and place, and its icon. */
function buttonFor(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.setAttribute("aria-haspopup", "dialog");
  const icon = link.querySelector("svg");
  const words = document.createElement("span");
  words.textContent = link.dataset.hubSearch;
  button.append(...(icon ? [icon, words] : [words]));
  button.addEventListener("click", () => open(link.dataset.hubWords === "address" ? wordsOfAddress() : ""));
  return button;
}

/** `resources/three-belifs/` holds words that the reader probably wants: "three belifs". */
function wordsOfAddress() {
  const last = location.pathname.split("/").filter(Boolean).pop() ?? "";
  let words = last;
  // A mistyped address may hold signs that cannot be decoded; it is then taken as it is.
  try { words = decodeURIComponent(last); } catch { /* see above */ }
  return words.replace(/\.html?$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function open(words = "") {
  if (!dialog.open) dialog.showModal();
  if (words) input.value = words;
  input.focus();
  input.select();
  if (input.value) begin();
  // Fetch the index while the reader types. A failure is told when there is something to search for.
  else load(dialog.dataset.root).catch(() => {});
}

function say(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

function begin() {
  clearTimeout(waiting);
  waiting = 0;
  const mine = run().finally(() => { if (running === mine) running = null; });
  running = mine;
  return mine;
}

async function run() {
  const mine = ++turn;
  const query = input.value.trim();
  // Whoever finds too much goes on in the finder with the same words.
  finderLink.search = query ? `?${new URLSearchParams({ q: query })}` : "";
  found = [];
  drawn = 0;
  for (const element of [failed, none, also, slip, more]) element.hidden = true;
  if (!query) {
    status.textContent = "";
    results.replaceChildren();
    return;
  }
  status.textContent = dialog.dataset.loading;
  try {
    const index = await load(dialog.dataset.root);
    const meant = meanings(query, index.wordings);
    await showAnswers(mine, index, query, meant);
    const instead = meant.length ? null : await correctedQuery(mine, index, query);
    if (instead) await showAnswers(mine, index, instead, [], query);
  } catch (error) {
    if (mine !== turn) return;
    console.warn("The search index could not be used.", error);
    status.textContent = "";
    results.replaceChildren();
    failed.hidden = false;
  }
}

/** What the words find, and then what their synonyms find too. `typed` is what a slip of spelling looked like. */
async function showAnswers(mine, index, query, meant, typed = null) {
  for await (const answer of search(index, query, () => mine === turn)) {
    if (mine !== turn) return;
    found = answer.results;
    drawn = 0;
    results.replaceChildren();
    for (const meaning of meant) addMeaning(meaning);
    also.hidden = !answer.wordings.length;
    also.textContent = say(dialog.dataset.also, { words: answer.wordings.join(", ") });
    none.hidden = found.length > 0 || meant.length > 0;
    const count = found.length;
    const sentence = count ? (count === 1 ? dialog.dataset.one : dialog.dataset.many) : dialog.dataset.none;
    status.textContent = say(sentence, { count, words: query });
    slip.hidden = typed === null;
    slip.textContent = say(dialog.dataset.slip, { words: typed ?? "" });
    await drawMore(mine);
  }
}

/** The query with its slips corrected, when words of it are on no page at all; else null. */
async function correctedQuery(mine, index, query) {
  const there = new Map();
  for (const word of query.match(/\p{L}{4,}/gu) ?? []) {
    if (mine !== turn) return null;
    there.set(word, await occurs(index, word));
  }
  if (![...there.values()].includes(false)) return null;
  try {
    const [{ load: loadColumns }, { corrections, knownWords }] = await Promise.all([
      import("./find/columns.js"), import("./find/spelling.js"),
    ]);
    columns ??= await loadColumns(new URL(dialog.dataset.root, location.href));
    const isThere = (word) => there.get(word) ?? occurs(index, word);
    return (await corrections(query, knownWords(columns, index.wordings), isThere)).meant;
  } catch (error) {
    // Without a guess the reader sees what the words as typed find.
    console.warn("Slips cannot be corrected.", error);
    return null;
  }
}

/** Draw the next results below their kinds. With `moveFocus`, go to the first new one: the button may be gone. */
async function drawMore(mine, moveFocus = false) {
  const next = found.slice(drawn, drawn + PAGE_SIZE);
  const pages = await Promise.all(next.map((result) => result.data().catch(() => null)));
  if (mine !== turn) return;
  drawn += next.length;
  const added = pages.filter(Boolean).map((page) => addResult(page)).filter(Boolean);
  more.hidden = drawn >= found.length;
  if (moveFocus) added[0]?.focus();
}

/** What the glossary says of the query, before all results: a reader who types an acronym wants to know what it is. */
function addMeaning({ id, term, short, meaning, isEnglish, pages }) {
  const root = new URL(dialog.dataset.root, location.href);
  const link = document.createElement("a");
  link.href = new URL(`glossary/#${id}`, root).href;
  link.textContent = short && short !== term ? `${term} (${short})` : term;
  const words = document.createElement("p");
  words.textContent = meaning;
  if (isEnglish) words.lang = "en";
  const item = document.createElement("li");
  item.append(link, words);
  if (pages.length) {
    const list = document.createElement("ul");
    list.className = "hub-search__codes";
    for (const [address, title] of pages) {
      const code = document.createElement("a");
      code.href = new URL(address, root).href;
      code.textContent = title;
      const entry = document.createElement("li");
      entry.append(code);
      list.append(entry);
    }
    item.append(list);
  }
  listOf(dialog.dataset.glossary).append(item);
}

function addResult(page) {
  const address = new URL(page.url, location.href);
  // Only pages of this site are ever in the index; anything else is not offered.
  if (address.origin !== location.origin) return null;
  const link = document.createElement("a");
  link.href = address.href;
  link.textContent = page.meta.title ?? address.pathname;
  const place = document.createElement("span");
  place.className = "hub-search__address";
  place.textContent = decodeURI(address.pathname).slice(new URL(dialog.dataset.root, location.href).pathname.length);
  const excerpt = document.createElement("p");
  excerpt.append(...excerptNodes(page.excerpt));
  const item = document.createElement("li");
  item.append(link, place, excerpt);
  listOf(page.meta.kind ?? dialog.dataset.other).append(item);
  return link;
}

/** The list of a kind. Kinds come in the order of their best result. */
function listOf(kind) {
  const known = [...results.children].find((group) => group.dataset.kind === kind);
  if (known) return known.querySelector("ul");
  const group = document.createElement("section");
  group.dataset.kind = kind;
  const heading = document.createElement("h3");
  heading.textContent = kind;
  const list = document.createElement("ul");
  group.append(heading, list);
  results.append(group);
  return list;
}

/** Whoever goes on before the results of the words stand there means those, and not the ones from before. */
async function settle() {
  if (waiting) begin();
  while (running) await running;
}

/** Down and Up go from the field through the results and back; Enter in the field opens the best one; Escape closes. */
function moveWithArrows(event) {
  const isInField = document.activeElement === input;
  const isGoing = (event.key === "Enter" && !event.isComposing) || event.key === "ArrowDown";
  if (isInField && isGoing && (waiting || running)) {
    event.preventDefault();
    settle().then(() => go(event.key));
    return;
  }
  if (!isInField && !results.contains(document.activeElement)) return;
  if (event.key === "Escape") {
    // In a search field the first Escape would only empty it.
    event.preventDefault();
    dialog.close();
    return;
  }
  if (isGoing || event.key === "ArrowUp") {
    if (go(event.key)) event.preventDefault();
  }
}

/** Do what a key means; true when it means something here. */
function go(key) {
  const links = [...results.querySelectorAll("a")];
  const place = links.indexOf(document.activeElement);
  if (key === "Enter") {
    if (document.activeElement !== input || !links.length) return false;
    links[0].click();
    return true;
  }
  const target = links[place + (key === "ArrowDown" ? 1 : -1)];
  if (!target && key === "ArrowDown") return false;
  (target ?? input).focus();
  return true;
}

function openWithKeys(event) {
  const withControl = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && keyIsOn() && !isTyping(event);
  if (!withControl && !slash) return;
  event.preventDefault();
  open();
}

function isTyping(event) {
  return event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
}

// A shortcut of one character gets in the way of people who speak to their computer, so it can be turned off
// (WCAG 2.1.4). Ctrl+K stays.
function keyIsOn() {
  try { return localStorage.getItem(KEY_SETTING) !== "off"; } catch { return true; }
}

function remember(isOn) {
  try { localStorage.setItem(KEY_SETTING, isOn ? "on" : "off"); } catch { /* The choice then lasts for nothing; no harm. */ }
}
