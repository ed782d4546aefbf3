// The view as it stands in the address: words, choices, order, and how many records are shown. Pure functions.

/** Records are shown this many at a time. */
export const PAGE = 30;
const SORTS = ["relevance", "date", "title"];
const LONGEST = 200;

/**
 * The view that a query string asks for: { words, chosen, sort, shown, unknown }. `chosen` holds sets of places of terms
 * by facet; `unknown` lists what no facet has, such as a term that was renamed since the address was shared.
 */
export function readView(search, facets) {
  const asked = new URLSearchParams(search);
  const chosen = new Map();
  const unknown = [];
  for (const [key, facet] of facets) {
    const places = new Set();
    for (const id of asked.getAll(key)) {
      const place = facet.byId.get(id);
      if (place === undefined) unknown.push(id.slice(0, LONGEST));
      else places.add(place);
    }
    chosen.set(key, places);
  }
  const words = (asked.get("q") ?? "").slice(0, LONGEST);
  const sort = SORTS.includes(asked.get("sort")) ? asked.get("sort") : usualSort(words);
  const shown = Math.max(PAGE, Math.ceil(Number.parseInt(asked.get("show"), 10) / PAGE) * PAGE || PAGE);
  return { words, chosen, sort: sort === "relevance" && !words.trim() ? "title" : sort, shown, unknown };
}

/** The query string of a view, with its question mark; empty for the view that the page begins with. */
export function writeView({ words, chosen, sort, shown }, facets) {
  const said = new URLSearchParams();
  if (words.trim()) said.set("q", words.trim());
  for (const [key, facet] of facets) {
    for (const place of [...(chosen.get(key) ?? [])].sort((a, b) => a - b)) said.append(key, facet.terms[place].id);
  }
  if (sort !== usualSort(words)) said.set("sort", sort);
  if (shown > PAGE) said.set("show", String(shown));
  const text = said.toString();
  return text && `?${text}`;
}

/** The order that nobody has to ask for. */
export function usualSort(words) {
  return words.trim() ? "relevance" : "title";
}
