// The check of a letter: the same as hub/letters/report.py. It reads the letter as a visitor sees it, looks for each
// component of the call, and says what it found. No score, no guess.

import { findDate, inWords } from "./dates.js";
import { descriptionFinding } from "./descriptions.js";
import { doubtsOf, notesOf } from "./doubts.js";
import { facts as factsOf, finding, reason, worst } from "./findings.js";
import { goalParts, leadIn, statementSpans } from "./goals.js";
import { occurrences } from "./matching.js";
import { namesOf } from "./names.js";
import { askerNames, bare } from "./needs.js";
import { MOST_LINES, partition, partsOf } from "./parts.js";
import { pledgeFinding, pledgeSpans } from "./pledge.js";
import { hiddenText, read } from "./reading.js";
import { rules, words } from "./rules.js";
import { see } from "./seen.js";
import { signatureFinding } from "./signers.js";
import { strip } from "./text.js";
import { fold, keys, lower, phrase } from "./tokens.js";

/**
 * The report of a letter against one version of a call, in the shape of Python's `as_json`.
 *
 * `text` is the Markdown of the letter, `firstLine` the number of its first line in the file; `today` is an ISO date,
 * without which nothing is said about the future; `others` are the other letters that are kept. The tables of rules.js
 * must be in use.
 */
export function check(facts, text, call, today = "", firstLine = 1, others = []) {
  return new Check(factsOf(facts), text, call, today, firstLine, others).report();
}

class Check {
  constructor(facts, text, call, today, firstLine, others) {
    Object.assign(this, { call, today, others });
    this.reading = read(see(text, firstLine), vocabulary(facts, call));
    // A summary has no date, salutation or signature of its own: only the facts tell them.
    this.whole = facts.body_is !== "summary";
    this.parts = this.whole ? partsOf(this.reading.seen.blocks) : noParts(this.reading);
    this.guessed = strip(facts.organization) ? "" : guessOrganization(this.reading, this.parts, call);
    this.facts = { ...facts, organization: strip(facts.organization) || this.guessed };
    this.names = namesOf(this.facts.organization, facts.acronym, this.reading.tokens, askerNames(call));
    this.goals = statementSpans(this.reading, call);
    this.pledges = pledgeSpans(this.reading, call);
    this.led = leadIn(this.reading, call, this.goals);
    [, this.lead] = this.led;
    this.day = "";
  }

  report() {
    const findings = this.call.components.map((component) => this.component(component));
    const doubts = doubtsOf(this.reading, this.parts, this.facts, this.call, this.others);
    const notes = notesOf(this.reading, this.parts, this.call, this.day);
    if (this.guessed) notes.unshift(reason("organization-guessed", { found: this.guessed }));
    const outcomes = findings.map((found) => found.outcome);
    let overall = "complete";
    if (outcomes.includes("missing")) overall = "incomplete";
    else if (outcomes.includes("person") || doubts.length) overall = "person";
    const { id, version } = this.call;
    return { organization: this.facts.organization, call: id, version, overall, findings, doubts, notes };
  }

  component(component) {
    const { id, kind } = component;
    if (kind === "letterhead") return this.letterhead(id);
    if (kind === "date") return this.date(id);
    if (kind === "description") return descriptionFinding(component, this.reading, this.call, this.fixed());
    if (kind === "goals") return this.goalsStatement(id);
    if (kind === "pledge") {
      const wanted = phrase(partition(this.call.pledge, "{organization}")[1]);
      return this.hidden(pledgeFinding(id, this.reading, this.call, this.names, [...this.goals, this.lead]), wanted);
    }
    return signatureFinding(id, this.facts, this.parts.signature, this.call, this.names, this.whole);
  }

  /** The fixed statements: goals, the lead-in, and each pledge with its sentence. */
  fixed() {
    const pledges = this.pledges.map(([start, end]) => [this.reading.sentence(start)[0], end]);
    return [...this.goals, this.lead, ...pledges];
  }

  letterhead(id) {
    const top = this.parts.top.slice(0, MOST_LINES).find((row) => this.isNamed(row.text));
    const said = strip(this.facts.letterhead);
    const { organization } = this.facts;
    const known = isPicture(said) || (said && this.isNamed(said));
    const other = this.otherOrganization(top ? top.line : 0);
    if (other && (top || known)) {
      const reasons = [reason("letterhead-names-another", { found: other.text, wanted: organization }, other.line)];
      return finding(id, "person", { line: other.line, reasons });
    }
    if (top) return finding(id, "present", { line: top.line });
    if (known) return finding(id, "present");
    if (said) {
      const reasons = [reason("letterhead-other-name", { found: said, wanted: organization })];
      return finding(id, "missing", { reasons, paste: organization });
    }
    return finding(id, "missing", { reasons: [reason("letterhead-not-there")], paste: organization });
  }

  /**
   * A line of the letter's head that names another organization, above the own name (line `own`, 0 when there is none)
   * and above the date, below which stands who the letter is sent to; null when there is none.
   */
  otherOrganization(own) {
    const dated = this.parts.dates.length ? this.parts.dates[0][1] : 0;
    const asked = new Set(keys(`${this.call.pledge} ${this.call.short_names.join(" ")}`).map(bare));
    const ours = new Set(keys(this.facts.organization));
    for (const row of this.parts.top.slice(0, MOST_LINES)) {
      const said = keys(row.text).map(bare);
      if (row.line === own || row.line === dated || (said.length && words("addressed_to").has(said[0]))) return null;
      const about = said.some((key) => words("organization_words").has(key)) && !said.every((key) => asked.has(key));
      if (about && !this.isNamed(row.text) && !said.every((key) => ours.has(key))) return row;
    }
    return null;
  }

  isNamed(text) {
    const said = phrase(text);
    const found = this.names.find(said, 0, said.length).length > 0;
    return found || this.names.abbreviates(keys(partition(text, ",")[0]));
  }

  date(id) {
    const rows = [];
    if (strip(this.facts.date)) {
      const found = findDate(this.facts.date);
      rows.push([found ? found[0] : { kind: "impossible", day: "", said: strip(this.facts.date) }, 0]);
    }
    const beside = rows.map(([date]) => date.said);
    rows.push(...this.parts.dates);
    const paste = this.today ? inWords(this.today) : `${rules().replace} date`;
    const told = (outcome, code, line, said = {}) => {
      const given = outcome === "missing" ? paste : code === "date-beside-text" ? inWords(this.day) : "";
      return finding(id, outcome, { line, reasons: [reason(code, said, line)], paste: given });
    };
    const of = (kind) => rows.filter(([date]) => date.kind === kind);
    if (!rows.length) return told("missing", "date-not-there", 0);
    const [impossible, full, partial, ambiguous] = ["impossible", "full", "partial", "ambiguous"].map(of);
    if (impossible.length)
      return told("missing", "date-impossible", impossible[0][1], { found: impossible[0][0].said });
    const future = full.find(([date]) => this.today && date.day > this.today);
    if (future) return told("missing", "date-in-future", future[1], { found: future[0].said });
    if (ambiguous.length) return told("person", "date-ambiguous", ambiguous[0][1], { found: ambiguous[0][0].said });
    // What counts is what the letter itself says; the facts beside it are somebody's notes of it.
    const undated = this.whole && full.every((row) => !row[1]);
    if (partial.length && (undated || !full.length))
      return told("missing", "date-in-part", partial[0][1], { found: partial[0][0].said });
    this.day = full[0][0].day;
    const line = full.find((row) => row[1])?.[1] ?? 0;
    const other =
      full.find(([date]) => date.day !== this.day) ?? partial.find(([date]) => !this.day.startsWith(date.day));
    if (other) return told("person", "dates-disagree", line, { wanted: full[0][0].said, found: other[0].said });
    if (undated) return told("person", "date-beside-text", 0, { found: beside[0] });
    return finding(id, "present", { line });
  }

  goalsStatement(id) {
    const pledges = this.fixed().slice(this.goals.length + 1);
    const parts = goalParts(this.reading, this.call, pledges, this.goals, this.led).map((found) =>
      this.hiddenPart(found),
    );
    const outcome = worst(parts.map((found) => found.outcome));
    const line = parts.find((found) => found.line)?.line ?? 0;
    let paste = "";
    if (outcome === "missing" || outcome === "person") {
      const { goals } = this.call;
      const ends = goals.map((_, at) => (at === goals.length - 1 ? "." : at === goals.length - 2 ? ", and" : ","));
      paste = [this.call.lead_in, "", ...goals.map((goal, at) => `- ${goal.statement}${ends[at]}`)].join("\n");
    }
    return finding(id, outcome, { line, parts, paste });
  }

  /** A missing part that stands in hidden text says so. */
  hiddenPart(found) {
    const line = found.outcome === "missing" ? this.hiddenLine(phrase(found.paste)) : 0;
    return line ? { ...found, line, reasons: [...found.reasons, reason("hidden-words", {}, line)] } : found;
  }

  hidden(found, wanted) {
    const line = found.outcome === "missing" ? this.hiddenLine(wanted) : 0;
    if (!line) return found;
    return { ...found, line: found.line || line, reasons: [...found.reasons, reason("hidden-words", {}, line)] };
  }

  hiddenLine(wanted) {
    for (const [part, found] of hiddenText(this.reading.seen)) if (occurrences(wanted, found).length) return part.line;
    return 0;
  }
}

/** The words of the fixed statements and of the name, for words that are divided at the end of a line. */
function vocabulary(facts, call) {
  const texts = [call.lead_in, call.pledge, facts.organization, ...call.goals.map((goal) => goal.statement)];
  return new Set(texts.flatMap((text) => phrase(text).map((token) => fold(token.shown))));
}

function noParts(reading) {
  const whole = partsOf(reading.seen.blocks);
  return {
    top: [],
    middle: [...whole.top, ...whole.middle, ...whole.signature],
    signature: [],
    salutation: "",
    closing: "",
    dates: [],
  };
}

/**
 * The organization when nobody says whose letter this is: the line of the top or of the signature block that also stands
 * before the pledge's verb, in full or by a short name that the letter introduces. Empty when there is none.
 */
export function guessOrganization(reading, parts, call) {
  const spans = pledgeSpans(reading, call).map(([start]) => [reading.sentence(start)[0], start]);
  if (!spans.length) return "";
  const lines = [...parts.top.slice(0, MOST_LINES), ...parts.signature].map((row) =>
    strip(partition(row.text, ",")[0]),
  );
  return (
    lines.find((line) => {
      if (keys(line).length < 2) return false;
      const names = namesOf(line, "", reading.tokens, askerNames(call));
      return spans.some(([first, start]) => names.find(reading.tokens, first, start).length);
    }) ?? ""
  );
}

/** Whether the letterhead is a file; whether it is there and fit to show is judged where files are known. */
function isPicture(letterhead) {
  return rules().picture_endings.some((ending) => lower(letterhead).endsWith(ending));
}
