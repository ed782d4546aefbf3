// The finder's columns as hub/outputs/finder.py writes them, read into arrays of numbers. A record is its place in the
// order of titles; a term is its place in the list of its facet.

const VERSION = 2;
const BASE = 30;
const SIGNS = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place)).filter((sign) => !'"\\'.includes(sign));
const NONE = 0xffff;
/** The finder's other files, below the root of a language. */
const FOLDER = "assets/find/";

/** Packed rows as { starts, values }: the numbers of row n are values[starts[n]] up to values[starts[n + 1]]. */
export function unpack(text, rows) {
  const kinds = new Uint8Array(128);
  SIGNS.forEach((sign, place) => { kinds[sign.charCodeAt(0)] = place; });
  const starts = new Uint32Array(rows + 1);
  const values = [];
  let row = 0, number = 0, scale = 1, before = -1;
  for (let place = 0; place < text.length; place++) {
    const sign = kinds[text.charCodeAt(place)];
    const kind = Math.floor(sign / BASE); // 0: more digits follow, 1: more numbers, 2: no more numbers, 3: no number at all.
    if (kind < 3) {
      number += (sign % BASE) * scale;
      scale *= BASE;
      if (kind === 0) continue;
      before += number + 1;
      values.push(before);
      number = 0;
      scale = 1;
      if (kind === 1) continue;
    }
    before = -1;
    starts[++row] = values.length;
  }
  starts.fill(values.length, row + 1);
  return { starts, values: Uint32Array.from(values) };
}

/** Fetch and read the columns below `root`, the address of the root of a language. */
export async function load(root) {
  const data = await fetchJson(new URL(`${FOLDER}columns.json`, root));
  if (data.version !== VERSION) throw new Error(`columns of version ${data.version}, and this page reads ${VERSION}`);
  return read(data, root);
}

/** What the finder knows, from the data of the file. */
export function read(data, root) {
  const lines = data.records ? data.records.split("\n") : [];
  const size = lines.length;
  const ids = new Array(size);
  const titles = new Array(size);
  lines.forEach((line, record) => {
    const space = line.indexOf(" ");
    ids[record] = line.slice(0, space);
    titles[record] = line.slice(space + 1);
  });
  const dates = single(data.dates, size);
  const facets = new Map(Object.entries(data.facets).map(([key, facet]) => [key, readFacet(key, facet, size)]));
  facets.set("year", years(dates, size));
  return {
    root,
    size,
    token: data.token,
    chunk: data.chunk,
    ids,
    titles,
    places: new Map(ids.map((id, record) => [id, record])),
    isEnglish: marked(data.english, size),
    byEditors: marked(data.editors, size),
    elsewhere: new Map(Object.entries(data.elsewhere).map(([record, address]) => [Number(record), address])),
    dates,
    minutes: single(data.minutes, size),
    facets,
    summaries: new Map(),
  };
}

/** The address of a record. */
export function addressOf(columns, record) {
  return new URL(columns.elsewhere.get(record) ?? `resources/${columns.ids[record]}/`, columns.root).href;
}

/** The words of the terms that a record has itself, without those that only gather them. */
export function labelsOf(columns, key, record) {
  const { terms, given } = columns.facets.get(key);
  return Array.from(given.values.subarray(given.starts[record], given.starts[record + 1]), (term) => terms[term].label);
}

/**
 * Fetch the summaries of some records, each file once. Resolves when all are there or have failed; `summaries` then holds
 * them by id as { text, isEnglish }.
 */
export function loadSummaries(columns, records) {
  columns.fetching ??= new Map();
  const wanted = new Set(records.map((record) => Math.floor(record / columns.chunk)));
  return Promise.all([...wanted].map((chunk) => {
    if (!columns.fetching.has(chunk)) columns.fetching.set(chunk, fetchSummaries(columns, chunk));
    return columns.fetching.get(chunk);
  }));
}

async function fetchSummaries(columns, chunk) {
  try {
    const found = await fetchJson(new URL(`${FOLDER}summaries/${chunk}.json`, columns.root));
    for (const [id, text] of Object.entries(found)) {
      columns.summaries.set(id, { text: [text].flat()[0], isEnglish: Array.isArray(text) });
    }
  } catch (error) {
    // A record can be judged by its title; the next view tries again.
    columns.fetching.delete(chunk);
    console.warn("Summaries could not be read.", error);
  }
}

/**
 * Records by the fragment of the search index that is their page, as { records, others, shortest, met }: the list has only
 * the beginning of each fragment's name, at least `shortest` letters; `others` are whole names of pages that are no records
 * and begin with the whole name of one; `met` has those that were looked up. A list of another order than the columns
 * gives none.
 */
export async function loadFragments(columns) {
  const address = new URL(`${FOLDER}fragments.json`, columns.root);
  let data = await fetchJson(address);
  // After the site was published anew, a browser may hold one of the two files from before.
  if (data.token !== columns.token) data = await fetchJson(address, { cache: "reload" });
  const named = data.token === columns.token ? data.fragments.split(" ") : [];
  const records = new Map(named.map((name, record) => [name, record]).filter(([name]) => name !== "-"));
  const others = new Set(data.others ? data.others.split(" ") : []);
  const shortest = Math.min(...new Set(Array.from(records.keys(), (name) => name.length)));
  return { records, others, shortest, met: new Map() };
}

/** The record whose page is a fragment, by the fragment's whole name (`en_1a2b3c4`), or undefined. */
export function recordOf(fragments, fragment) {
  const { met } = fragments;
  if (!met.has(fragment)) met.set(fragment, lookUp(fragments, fragment));
  return met.get(fragment);
}

function lookUp({ records, others, shortest }, fragment) {
  const name = fragment.slice(fragment.lastIndexOf("_") + 1);
  if (others.has(name)) return undefined;
  // Pagefind makes a name longer when another page has it, so that one may begin with the other: the longest counts.
  for (let length = name.length; length >= shortest; length--) {
    const record = records.get(name.slice(0, length));
    if (record !== undefined) return record;
  }
  return undefined;
}

async function fetchJson(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** One number for each record, or NONE. */
function single({ terms, records }, size) {
  const { starts, values } = unpack(records, size);
  const of = new Uint16Array(size).fill(NONE);
  for (let record = 0; record < size; record++) if (starts[record] < starts[record + 1]) of[record] = values[starts[record]];
  return { terms, of, has: (record) => of[record] !== NONE, get: (record) => terms[of[record]] };
}

/** A packed list of records as a 1 for each of them. */
function marked(text, size) {
  const flags = new Uint8Array(size);
  for (const record of unpack(text, 1).values) flags[record] = 1;
  return flags;
}

/**
 * A facet: its terms, and for each record the terms by which it is found. A term gathers those that name it as their
 * broader one, at any depth: whoever asks for school leaders also sees what is for principals.
 */
function readFacet(key, { terms, records }, size) {
  const listed = terms.map(([id, label, broader, isEnglish]) => {
    return { id, label, broader: broader ?? null, isEnglish: Boolean(isEnglish) };
  });
  const given = unpack(records, size);
  const gathers = listed.some((term) => term.broader !== null);
  return { key, terms: listed, byId: byId(listed), given, ...(gathers ? widened(given, listed, size) : given) };
}

function byId(terms) {
  return new Map(terms.map((term, place) => [term.id, place]));
}

function widened(given, terms, size) {
  const above = terms.map((_, term) => {
    const way = [];
    for (let next = term; next !== null && !way.includes(next); next = terms[next].broader) way.push(next);
    return way;
  });
  return rows(size, (record, add) => {
    const seen = new Set();
    for (let place = given.starts[record]; place < given.starts[record + 1]; place++) {
      for (const term of above[given.values[place]]) seen.add(term);
    }
    for (const term of seen) add(term);
  });
}

/** The years that the dates of records touch, newest first. */
function years(dates, size) {
  const touched = new Set();
  for (const [, , first, last] of dates.terms) for (let year = first; year <= last; year++) touched.add(year);
  const terms = [...touched].sort((a, b) => b - a).map((year) => {
    return { id: String(year), label: String(year), broader: null, isEnglish: false };
  });
  const places = byId(terms);
  const found = rows(size, (record, add) => {
    if (!dates.has(record)) return;
    const [, , first, last] = dates.get(record);
    for (let year = last; year >= first; year--) add(places.get(String(year)));
  });
  return { key: "year", terms, byId: places, given: found, ...found };
}

function rows(size, each) {
  const starts = new Uint32Array(size + 1);
  const values = [];
  for (let record = 0; record < size; record++) {
    each(record, (value) => values.push(value));
    starts[record + 1] = values.length;
  }
  return { starts, values: Uint32Array.from(values) };
}
