// A list of records as a table that spreadsheets open. Pure functions.

import { addressOf, labelsOf } from "./columns.js";

// Spreadsheets take a cell that begins so for a formula; some of them the signs in full width too, and after white space.
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Rows as CSV (RFC 4180), with a byte order mark so that accents survive. */
export function toCsv(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value) {
  const text = String(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The rows of some records below a head. `names` are the words for the columns that are no facets, in their order. */
export function tableOf(columns, records, names, facetNames) {
  const keys = [...facetNames.keys()].filter((key) => key !== "time");
  const head = [...names, ...keys.map((key) => facetNames.get(key))];
  const rows = records.map((record) => [
    columns.ids[record],
    columns.titles[record],
    addressOf(columns, record),
    columns.dates.has(record) ? columns.dates.get(record)[0] : "",
    columns.minutes.has(record) ? columns.minutes.get(record) : "",
    ...keys.map((key) => labelsOf(columns, key, record).join("; ")),
  ]);
  return [head, ...rows];
}
