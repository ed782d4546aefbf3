// What the check says of a letter, as data: the same as hub/letters/findings.py. A report is the very object that Python's
// `as_json` writes.

// From worst to best: a whole is as good as its worst part.
const WORST_FIRST = ["missing", "person", "nearly", "present"];

/** What is known of a letter beside its text, with "" for what is not given. */
export function facts(given) {
  const empty = {
    organization: "",
    acronym: "",
    date: "",
    signatory_name: "",
    signatory_title: "",
    letterhead: "",
    body_is: "letter",
    accepted: "",
  };
  return { ...empty, ...given };
}

/** Why: a code of wording.py, the words for its placeholders, and the line, 0 when it is nowhere. */
export function reason(code, words = {}, line = 0) {
  return { code, words, line };
}

/** One run of differing words, as the call prints it and as the letter has it. */
export function difference(wanted, found, line) {
  return { wanted, found, line };
}

/** A part of the goals: the words before them (`lead-in`) or one goal, by its id. */
export function part(id, outcome, { line = 0, differences = [], reasons = [], paste = "" } = {}) {
  return { id, outcome, line, differences, reasons, paste };
}

/** What was found of one component. `paste` is the text to paste when it is missing. */
export function finding(component, outcome, { line = 0, reasons = [], differences = [], parts = [], paste = "" } = {}) {
  return { component, outcome, line, reasons, differences, parts, paste };
}

/** The worst of several outcomes; present when there are none. */
export function worst(outcomes) {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "present";
}
