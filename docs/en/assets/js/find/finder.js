// The finder: facets with live counts over the columns, words through the search index, every view in the address.
// All words come from hub/templates/views/finder.html, so that the page speaks the language of its site.

import { PAGE, readView, usualSort, writeView } from "./address.js";
import { drawChoices } from "./choices.js";
import { load } from "./columns.js";
import { narrow, ordered } from "./narrow.js";
import { adopt, afterPaint, drawRecords } from "./results.js";
import { tableOf, toCsv } from "./table.js";
import { ahead, find, prepare } from "./words.js";

const WAIT_FOR_TYPING = 150;
/** A search for a single letter finds nearly everything, and fetches nearly everything for it. */
const SHORTEST = 2;
/** The address says a view at the latest so many milliseconds after it was asked for. */
const LATEST_STEP = 100;
const finder = document.querySelector("[data-hub-finder]");
const root = new URL(finder.dataset.root, location.href);
const part = (name) => finder.querySelector(`[data-hub-${name}]`);
const [words, sort, panel, picked, chips, clear, status, results, more, csv, feed, elsewhere] =
  ["words", "sort", "panel", "number", "chosen", "clear", "status", "results", "more", "csv", "feed", "elsewhere"].map(part);
const isWide = matchMedia("(min-width: 60em)");
const inWords = new Intl.NumberFormat(document.documentElement.lang);

let columns, choices;
let view; // { words, chosen, sort, shown, unknown }, as the address says it.
let found = null; // What the words of the view found; null when there are none.
let listed = []; // The records of the view in their order.
let drawn = 0; // How many of them stand in the list.
let turn = 0; // Counts searches, so that a slow answer to an old one is dropped.
let waiting; // Timer between a key press and the search.
let isTyping = false; // While a reader types, one view is rewritten instead of leaving a trail for the back button.

let toKeep = null; // The step for the back button that is still to be written.

// The records in the page are those of the first view; an address that asks for another one waits for its own.
if (location.search) results.replaceChildren();
// What a reader does before the columns are there counts; what the browser fills in again after a reload does not.
const touched = new Set();
for (const field of [words, sort]) field.addEventListener("input", () => touched.add(field));
const counts = (field) => touched.has(field) || document.activeElement === field;

load(root).then(begin).catch((error) => {
  console.warn("The finder cannot run.", error);
  part("main").hidden = true;
  part("failed").hidden = false;
});

function say(name, values = {}) {
  return finder.dataset[name].replace(/\{(\w+)\}/g, (all, key) => {
    const value = values[key] ?? all;
    return typeof value === "number" ? inWords.format(value) : value;
  });
}

function begin(read) {
  columns = read;
  const early = { words: words.value, sort: sort.value };
  adopt(results, columns);
  choices = drawChoices(finder, columns, say, (key, term, isChosen) => {
    const terms = new Set(view.chosen.get(key));
    if (isChosen) terms.add(term);
    else terms.delete(term);
    change({ chosen: new Map(view.chosen).set(key, terms) });
  });
  words.addEventListener("focus", () => prepare(columns), { once: true });
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(changeWords, WAIT_FOR_TYPING);
    ahead(columns, words.value);
  });
  words.addEventListener("change", () => {
    clearTimeout(waiting);
    changeWords();
    isTyping = false;
  });
  sort.addEventListener("change", () => change({ sort: sort.value }));
  chips.addEventListener("click", removeChip);
  clear.addEventListener("click", () => {
    words.value = "";
    change({ words: "", sort: usualSort(""), chosen: new Map([...columns.facets.keys()].map((key) => [key, new Set()])) });
    status.focus();
  });
  more.addEventListener("click", showMore);
  csv.addEventListener("click", download);
  part("nearest-words").addEventListener("click", () => {
    words.value = found.nearest;
    changeWords();
    isTyping = false;
    words.focus();
  });
  isWide.addEventListener("change", fitPanel);
  addEventListener("popstate", readAddress);
  addEventListener("click", writeStep, { capture: true });
  fitPanel();
  readAddress();
  choices.open(view.chosen, !isWide.matches);
  if (counts(words) && early.words.trim()) {
    words.value = early.words;
    changeWords();
  } else if (counts(sort) && early.sort === "date") change({ sort: early.sort });
}

/** On a phone the facets are folded away below one line; beside the list they stand open. */
function fitPanel() {
  panel.open = isWide.matches;
}

// Between the address and the view.

function readAddress() {
  isTyping = false;
  toKeep = null;
  view = readView(location.search, columns.facets);
  if (words.value.trim() !== view.words) words.value = view.words;
  choices.open(view.chosen, false);
  search();
}

/** Go to a view that differs in something; it becomes a step for the back button, or replaces the one before. */
function change(difference, replace = false) {
  const hadWords = view.words;
  view = { ...view, shown: PAGE, unknown: [], ...difference };
  keepInAddress(replace, view.words === hadWords ? show() : search());
}

/** Once what is `shown` is painted, because a browser takes longer for its history than for the whole list. */
async function keepInAddress(replace, shown) {
  writeStep();
  const step = { asked: writeView(view, columns.facets), replace };
  toKeep = step;
  const write = () => { if (toKeep === step) writeStep(); };
  setTimeout(write, LATEST_STEP);
  await shown;
  afterPaint(write);
}

function writeStep() {
  if (!toKeep) return;
  const { asked, replace } = toKeep;
  toKeep = null;
  if (asked !== location.search) history[replace ? "replaceState" : "pushState"](null, "", `${location.pathname}${asked}`);
}

function changeWords() {
  const typed = words.value.trim();
  if (typed === view.words) return;
  const isUsual = view.sort === usualSort(view.words);
  const isPossible = typed || view.sort !== "relevance";
  change({ words: typed, sort: isUsual || !isPossible ? usualSort(typed) : view.sort }, isTyping);
  isTyping = true;
}

async function search() {
  const mine = ++turn;
  if (view.words.length < SHORTEST) {
    found = null;
    show();
    return;
  }
  status.textContent = say("searching");
  sort.value = view.sort;
  showChips();
  const isCurrent = () => mine === turn;
  for await (const answer of find(columns, view.words, isCurrent)) {
    if (!isCurrent()) return;
    found = answer;
    show();
  }
}

// The view.

function show() {
  const { fitting, counts } = narrow(columns, view.chosen, found?.within);
  listed = ordered(columns, fitting, view.sort, found?.scores);
  choices.show(counts, view.chosen);
  drawn = 0;
  draw(view.shown);
  tell();
  showChips();
  showWays();
  // For those who measure: the moment at which a view stands there.
  performance.mark("hub-finder-shown");
}

/** Draw the list up to a place. Gives the links of what was not there before. */
function draw(upTo) {
  const links = drawRecords(results, part("card").content.firstElementChild, columns, listed.slice(0, upTo), say);
  const added = links.slice(drawn);
  drawn = links.length;
  const left = listed.length - drawn;
  more.hidden = left <= 0;
  more.textContent = say("more", { count: Math.min(PAGE, left), left });
  return added;
}

function showMore() {
  view = { ...view, shown: drawn + PAGE };
  keepInAddress(true);
  // The button may be gone, and a reader goes on with what is new.
  draw(view.shown)[0]?.focus();
}

/** How many there are, and whatever else has to be said of the words. */
function tell() {
  const count = listed.length;
  const name = count === 0 ? "none" : count === 1 ? "one" : "many";
  const isAll = !found && count === columns.size;
  const sentence = isAll ? "every" : found?.isPartial ? "partly" : found ? `${name}Words` : name;
  status.textContent = say(sentence, { count, all: columns.size, words: found?.meant ?? view.words });
  sort.value = view.sort;
  sort.querySelector("[value=relevance]").hidden = !found;
  sort.querySelector("[value=relevance]").disabled = !found;
  note("also", found?.wordings.length && { words: found.wordings.join(", ") });
  note("meant", found?.meant && { words: view.words, meant: found.meant });
  note("titles", found?.failed && {});
  note("unknown", view.unknown.length && { words: view.unknown.join(", ") });
  note("nothing", count === 0 && !found?.isPartial && {});
  part("nearest").hidden = !found?.nearest;
  part("nearest-words").textContent = found?.nearest ?? "";
}

function note(name, values) {
  const element = part(name);
  element.hidden = !values;
  if (values && finder.dataset[name]) element.textContent = say(name, values);
}

function showChips() {
  const model = part("chip").content.firstElementChild;
  chips.replaceChildren();
  for (const [key, facet] of columns.facets) {
    for (const place of [...view.chosen.get(key)].sort((a, b) => a - b)) {
      const { label, isEnglish } = facet.terms[place];
      const chip = model.cloneNode(true);
      const button = chip.querySelector("button");
      Object.assign(button.dataset, { key, place });
      const [name, term] = chip.querySelectorAll("span");
      name.textContent = `${choices.names.get(key)}:`;
      term.textContent = label;
      if (isEnglish) term.lang = "en";
      chips.append(chip);
    }
  }
  const count = chips.children.length;
  chips.hidden = !count;
  clear.hidden = !count && !view.words;
  picked.textContent = count ? say("picked", { count }) : "";
}

function removeChip({ target }) {
  const button = target.closest("button");
  if (!button) return;
  const { key, place } = button.dataset;
  const before = [...chips.querySelectorAll("button")].indexOf(button);
  const terms = new Set(view.chosen.get(key));
  terms.delete(Number(place));
  change({ chosen: new Map(view.chosen).set(key, terms) });
  const left = chips.querySelectorAll("button");
  (left[Math.min(before, left.length - 1)] ?? status).focus();
}

/** What leads on from here: the table, the feed of this very view, other pages with these words, the other language. */
function showWays() {
  csv.hidden = !listed.length;
  const address = feedOfView();
  feed.hidden = !address;
  if (address) feed.href = new URL(address, root).href;
  elsewhere.hidden = !found?.elsewhere;
  elsewhere.textContent = say(found?.elsewhere === 1 ? "otherPage" : "otherPages", { count: found?.elsewhere ?? 0 });
  elsewhere.href = new URL(`?${new URLSearchParams({ q: found?.meant ?? view.words })}`, root).href;
  for (const link of document.querySelectorAll(".hub-header__language")) link.search = writeView(view, columns.facets);
}

/** The feed of all records, or of a single term when the view shows just what its feed holds; else null. */
function feedOfView() {
  const folders = JSON.parse(finder.dataset.feeds);
  const chosen = [...view.chosen].flatMap(([key, places]) => [...places].map((place) => [key, place]));
  if (view.words || chosen.length > 1 || !folders) return null;
  if (!chosen.length) return "feed.atom";
  const [[key, place]] = chosen;
  const facet = columns.facets.get(key);
  const { terms, given } = facet;
  facet.having ??= given.values.reduce((counts, term) => { counts[term]++; return counts; }, new Uint32Array(terms.length));
  const having = facet.having[place];
  const slug = terms[place].id.toLowerCase().replaceAll(".", "-");
  return folders[key] && having === listed.length ? `${folders[key]}/${slug}/feed.atom` : null;
}

function download() {
  const names = ["columnId", "columnTitle", "columnAddress", "columnDate", "columnMinutes"].map((name) => say(name));
  const text = toCsv(tableOf(columns, listed, names, choices.names));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = "hub-records.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
