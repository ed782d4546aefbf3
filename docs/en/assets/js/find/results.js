// The records of a view as cards. Titles come at once; summaries follow when their small file is there.

import { addressOf, labelsOf, loadSummaries } from "./columns.js";

/** So many cards are kept for the views to come: most of them show much of what the view before them showed. */
const KEPT = 600;

/** Do what a reader does not wait for as soon as the list can be seen. */
export function afterPaint(work) {
  let isDone = false;
  const once = () => {
    if (!isDone) work();
    isDone = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  // Pages that nobody sees are not painted.
  setTimeout(once, 200);
}

/** Take over the cards that the page brought: those of the first records, by title. */
export function adopt(list, columns) {
  columns.cards = new Map();
  [...list.children].forEach((card, record) => {
    const link = card.querySelector("a");
    // A page that a browser kept from an earlier day may know others.
    if (record < columns.size && link.href === addressOf(columns, record) && link.textContent === columns.titles[record]) {
      columns.cards.set(record, card);
    }
  });
}

/** Let a list show some records, in their order. Gives their links. Whoever has the focus in the list keeps it. */
export function drawRecords(list, model, columns, records, say) {
  if (columns.cards.size > KEPT + records.length) columns.cards.clear();
  const cards = records.map((record) => {
    if (!columns.cards.has(record)) columns.cards.set(record, drawRecord(model, columns, record, say));
    return columns.cards.get(record);
  });
  const before = list.children;
  let same = 0;
  while (same < before.length && before[same] === cards[same]) same++;
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  if (before.length > same) {
    // One change for the browser, however many records go.
    const gone = document.createRange();
    gone.setStartBefore(before[same]);
    gone.setEndAfter(list.lastElementChild);
    gone.deleteContents();
  }
  list.append(...cards.slice(same));
  if (focused && document.activeElement !== focused) focused.focus();
  const bare = records.filter((_, place) => !cards[place].lastElementChild.textContent);
  if (bare.length) {
    afterPaint(async () => {
      await loadSummaries(columns, bare);
      for (const record of bare) addSummary(columns.cards.get(record), columns, record);
    });
  }
  return cards.map((card) => card.querySelector("a"));
}

function drawRecord(model, columns, record, say) {
  const card = model.cloneNode(true);
  const link = card.querySelector("a");
  link.href = addressOf(columns, record);
  link.textContent = columns.titles[record];
  if (columns.isEnglish[record]) link.lang = "en";
  const part = (name) => card.querySelector(`[data-hub-${name}]`);
  const fill = (name, text) => {
    if (text) part(name).textContent = text;
    else part(name).remove();
  };
  fill("type", labelsOf(columns, "type", record)[0]);
  fill("date", columns.dates.has(record) && columns.dates.get(record)[1]);
  fill("minutes", columns.minutes.has(record) && say("minutes", { count: columns.minutes.get(record) }));
  const { terms, given } = columns.facets.get("link");
  const state = given.starts[record] < given.starts[record + 1] ? terms[given.values[given.starts[record]]] : null;
  if (state) part("state").dataset.status = state.id;
  fill("state", state?.label);
  if (!columns.byEditors[record]) part("editors").remove();
  addSummary(card, columns, record);
  return card;
}

function addSummary(card, columns, record) {
  const summary = columns.summaries.get(columns.ids[record]);
  const place = card?.lastElementChild;
  if (!summary || !place || place.textContent) return;
  place.textContent = summary.text;
  if (summary.isEnglish) place.lang = "en";
}
