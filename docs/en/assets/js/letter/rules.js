// The word lists and character tables of the letter check, as hub/letters/rules.json has them: the same as rules.py. The
// build puts them into assets/letters/<language>.json, and `use` is called once with them.

/** So many answers are kept; a page that stays open for long must not fill the memory. */
const MANY = 8192;

let known = null;
let kept = new Map();

/** Read the tables of this mapping from now on. */
export function use(mapping) {
  known = mapping;
  kept = new Map();
}

/** What rules.json says, by name. */
export function rules() {
  return known;
}

/** A value that is made of the rules once, by the function that makes it. */
export function made(make) {
  if (!kept.has(make)) kept.set(make, make());
  return kept.get(make);
}

/** A function of one text that remembers its answers, until other rules are used. */
export function remembered(answer) {
  return (text) => {
    if (!kept.has(answer)) kept.set(answer, new Map());
    const answers = kept.get(answer);
    if (answers.size > MANY) answers.clear();
    if (!answers.has(text)) answers.set(text, answer(text));
    return answers.get(text);
  };
}

/** A list of single words, as a set. */
export function words(name) {
  if (!kept.has(name)) kept.set(name, new Set(known[name]));
  return kept.get(name);
}

/** A mapping of words. */
export function table(name) {
  const key = `table ${name}`;
  if (!kept.has(key)) kept.set(key, new Map(Object.entries(known[name])));
  return kept.get(key);
}
