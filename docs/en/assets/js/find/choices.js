// The facets as a person sees them: a list of choices for each, with live counts. Choices that would leave nothing are
// hidden, but never the one that has the focus.

/** A facet shows this many choices at first, and all when there are hardly more. */
const FEW = 8;
const HARDLY_MORE = 2;
const inWords = new Intl.NumberFormat(document.documentElement.lang);

/**
 * Draw the choices of all facets into the elements that the template made for them. Gives { keys, nameOf, show, open }.
 * `onChoose(key, term, isChosen)` is called when a person chooses; `say(name, values)` gives a sentence of the template.
 */
export function drawChoices(finder, columns, say, onChoose) {
  const model = finder.querySelector("[data-hub-choice]").content.firstElementChild;
  const drawn = new Map();
  for (const details of finder.querySelectorAll("[data-hub-facet]")) {
    const key = details.dataset.hubFacet;
    const all = details.querySelector("button");
    const facet = { key, details, items: null, all, picked: details.querySelector("[data-hub-picked]"), showsAll: false };
    all.addEventListener("click", () => {
      facet.showsAll = !facet.showsAll;
      const firstNew = facet.items.find(({ item, isLater }) => isLater && item.hidden);
      show(facet, ...facet.last, say);
      if (facet.showsAll) firstNew?.box.focus();
    });
    details.addEventListener("change", ({ target }) => {
      onChoose(key, columns.facets.get(key).byId.get(target.value), target.checked);
    });
    drawn.set(key, facet);
  }
  // On a phone the panel is closed at first: nothing is drawn in it before somebody opens it.
  const panel = finder.querySelector("[data-hub-panel]");
  let last = null;
  const showAll = (counts, chosen) => {
    for (const facet of drawn.values()) {
      facet.items ??= drawTerms(model, facet, columns.facets.get(facet.key).terms);
      show(facet, counts.get(facet.key), chosen.get(facet.key), say);
    }
  };
  panel.addEventListener("toggle", () => {
    if (panel.open && last) showAll(...last);
  });
  return {
    keys: [...drawn.keys()],
    names: new Map([...drawn].map(([key, { details }]) => [key, details.dataset.name])),
    show: (counts, chosen) => {
      last = [counts, chosen];
      if (panel.open) showAll(counts, chosen);
    },
    /** Unfold the facets in which something is chosen; with `fold`, fold all others. */
    open: (chosen, fold) => {
      for (const { key, details } of drawn.values()) {
        if (chosen.get(key).size) details.open = true;
        else if (fold) details.open = false;
      }
    },
  };
}

function drawTerms(model, { key, details }, terms) {
  const items = terms.map((term, place) => drawTerm(model, key, term, place));
  details.querySelector("ul").append(...items.map(({ item }) => item));
  return items;
}

function drawTerm(model, key, { id, label, broader, isEnglish }, place) {
  const item = model.cloneNode(true);
  const box = item.querySelector("input");
  box.name = key;
  box.value = id;
  const [words, count] = item.querySelectorAll("span");
  words.textContent = label;
  if (isEnglish) words.lang = "en";
  // A term that another one gathers stands a step to the right when it stands below it.
  if (broader !== null && broader < place) item.classList.add("hub-finder__narrower");
  return { item, box, count, shown: null, isLater: false };
}

function show(facet, counts, chosen, say) {
  facet.last = [counts, chosen];
  const stays = ({ box }, place) => counts[place] > 0 || chosen.has(place) || document.activeElement === box;
  const staying = facet.items.filter(stays).length;
  const showsFew = !facet.showsAll && staying > FEW + HARDLY_MORE;
  let before = 0;
  facet.items.forEach((entry, place) => {
    const { item, box, count } = entry;
    const isThere = stays(entry, place);
    entry.isLater = isThere && before >= FEW;
    if (isThere) before++;
    const isFolded = showsFew && entry.isLater && !chosen.has(place) && document.activeElement !== box;
    const isHidden = !isThere || isFolded;
    set(item, "hidden", isHidden);
    set(box, "checked", chosen.has(place));
    // Hundreds of choices may be hidden, and nobody reads their counts.
    if (!isHidden && entry.shown !== counts[place]) {
      entry.shown = counts[place];
      count.textContent = `(${inWords.format(counts[place])})`;
    }
  });
  set(facet.details, "hidden", staying === 0);
  set(facet.all, "hidden", staying <= FEW + HARDLY_MORE);
  facet.all.setAttribute("aria-expanded", String(facet.showsAll));
  facet.all.textContent = facet.showsAll ? say("fewer") : say("all", { count: staying });
  facet.picked.textContent = chosen.size ? `(${chosen.size})` : "";
}

/** Assign only what differs: an assignment costs the browser a new layout. */
function set(element, name, value) {
  if (element[name] !== value) element[name] = value;
}
