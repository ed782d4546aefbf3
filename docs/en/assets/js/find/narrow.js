// Which records fit what was chosen, and how many each further choice would leave. Pure functions on columns.

/**
 * `chosen` holds for some facets the set of chosen terms (places in the list); a record must have one of them in each.
 * `within` is null or a 1 for each record that the words found. Gives the records that fit, in their order, and for
 * each facet how many would fit if only this term of it were chosen, all other facets as they are.
 */
export function narrow(columns, chosen, within = null) {
  const { size } = columns;
  const facets = [...columns.facets.values()];
  // How many facets a record misses, and which one when it is a single one.
  const misses = new Uint8Array(size);
  const missed = new Uint8Array(size);
  facets.forEach(({ key, terms, starts, values }, number) => {
    const wanted = chosen.get(key);
    if (!wanted?.size) return;
    const isWanted = new Uint8Array(terms.length);
    for (const term of wanted) isWanted[term] = 1;
    for (let record = 0; record < size; record++) {
      let fits = 0;
      for (let place = starts[record]; place < starts[record + 1] && !fits; place++) fits = isWanted[values[place]];
      if (!fits) {
        misses[record]++;
        missed[record] = number;
      }
    }
  });
  if (within) for (let record = 0; record < size; record++) if (!within[record]) misses[record] = 2;
  const fitting = [];
  // Records that miss a single facet: they count for what else could be chosen in it.
  const nearly = facets.map(() => []);
  for (let record = 0; record < size; record++) {
    if (!misses[record]) fitting.push(record);
    else if (misses[record] === 1) nearly[missed[record]].push(record);
  }
  const counts = new Map();
  facets.forEach(({ key, terms, starts, values }, number) => {
    const count = new Uint32Array(terms.length);
    for (const records of values.length ? [fitting, nearly[number]] : []) {
      for (const record of records) {
        for (let place = starts[record]; place < starts[record + 1]; place++) count[values[place]]++;
      }
    }
    counts.set(key, count);
  });
  return { fitting, counts };
}

/** Records in the order that a reader asked for. Records stand by title; what is equal otherwise stays so. */
export function ordered(columns, records, sort, scores = null) {
  if (sort === "relevance" && scores) return [...records].sort((a, b) => scores[b] - scores[a] || a - b);
  // Dates are listed newest first, so the lesser place is the newer date; what has none comes last.
  if (sort === "date") return [...records].sort((a, b) => columns.dates.of[a] - columns.dates.of[b] || a - b);
  return records;
}
