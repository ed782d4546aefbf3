// The records of a view as cards. Titles come at once; summaries follow when their small file is there.

import { addressOf, labelsOf, loadSummaries } from "./columns.js";

/** Draw some records at the end of a list. Gives their links. */
export function drawRecords(list, model, columns, records, say) {
  const cards = records.map((record) => drawRecord(model, columns, record, say));
  list.append(...cards);
  loadSummaries(columns, records).then(() => {
    cards.forEach((card, place) => addSummary(card, columns, records[place]));
  });
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
  const place = card.lastElementChild;
  if (!summary || place.textContent) return;
  place.textContent = summary.text;
  if (summary.isEnglish) place.lang = "en";
}
