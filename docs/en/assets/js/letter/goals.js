// The goals statement: the words before the goals, and every goal, in any order. The same as hub/letters/goals.py.

import { nearest, occurrences, tolerated } from "./matching.js";
import { askerNames, needSpans } from "./needs.js";
import { difference, part, reason } from "./findings.js";
import { words } from "./rules.js";
import { capital, phrase, shown } from "./tokens.js";

const LEAD_IN = "lead-in";
const BEST_FIRST = ["present", "nearly", "person", "missing"];

/** Where the exact words of the goals stand. */
export function statementSpans(reading, call) {
  return call.goals.flatMap((goal) => occurrences(phrase(goal.statement), reading.tokens));
}

/**
 * The lead-in and every goal. `taken` are the spans of other fixed statements, `exact` those of the goals; the last is what
 * `leadIn` found.
 */
export function goalParts(reading, call, taken, exact, [lead, leadSpan]) {
  const used = [...taken, ...exact];
  const goals = call.goals.map((goal) => {
    const wanted = phrase(goal.statement);
    const found = occurrences(wanted, reading.tokens).map((span) =>
      exactPart(goal.id, reading, wanted, span, leadSpan, exact),
    );
    if (!found.length) return absent(goal.id, goal.statement, reading, wanted, used, call);
    return found.reduce((one, other) =>
      BEST_FIRST.indexOf(other.outcome) < BEST_FIRST.indexOf(one.outcome) ? other : one,
    );
  });
  return [lead, ...goals.map((found) => withPaste(found, call))];
}

function withPaste(found, call) {
  if (["present", "nearly"].includes(found.outcome)) return found;
  return { ...found, paste: call.goals.find((goal) => goal.id === found.id).statement };
}

/** A goal whose words stand there: what its sentence makes of it. */
function exactPart(id, reading, wanted, [start, end], lead, exact) {
  const found = reading.tokens;
  const { line } = found[start];
  const [first, last] = reading.sentence(start);
  const before = first <= lead[0] && lead[0] < start ? lead[1] : first;
  const tail = tailOf(reading, end, last, exact);
  const denied =
    sameClause(reading, before, start) ??
    reading.has("negations", end, tail) ??
    sameClause(reading, before, start, "undoing") ??
    deniedByLead(reading, start, lead);
  const quote = (code, row) => reason(code, { found: shown(found.slice(...row)) }, found[row[0]].line);
  if (denied) return part(id, "missing", { line, reasons: [quote("goal-denied", denied)] });
  const hedge = sameClause(reading, before, start, "goal_hedges");
  if (hedge) {
    const said = { found: shown(found.slice(hedge[0], end)) };
    return part(id, "missing", { line, reasons: [reason("goal-hedged", said, line)] });
  }
  const around = (name) => reading.has(name, before, start) ?? reading.has(name, end, last);
  const doubt = around("conditions") ?? around("negations") ?? afterGoal(reading, end);
  if (doubt) return part(id, "person", { line, reasons: [quote("goal-with-condition", doubt)] });
  const differences = tolerated(wanted, found.slice(start, end));
  if (tail > end) {
    differences.push(difference(shown(wanted.slice(-2)), shown(found.slice(end - 2, tail)), found[end].line));
    if (found.slice(end, tail).some((token) => words("narrowing").has(token.key))) {
      return part(id, "missing", { line, differences, reasons: [quote("goal-narrowed", [end, tail])] });
    }
  }
  return part(id, differences.length ? "nearly" : "present", { line, differences });
}

/** A negation, or another phrase, that stands in the same clause as the goal, before it. */
function sameClause(reading, first, start, name = "negations") {
  let begin = start;
  while (begin > first && reading.tokens[begin - 1].clause === reading.tokens[start].clause) begin -= 1;
  return reading.has(name, begin, start);
}

/** A denial or a limit of the goal in the next sentence of its block. */
function afterGoal(reading, end) {
  const found = reading.tokens;
  const [, next] = reading.sentence(end - 1);
  if (next === found.length || found[next].block !== found[end - 1].block) return null;
  const [first, last] = reading.sentence(next);
  const about = found.slice(first, last).some((token) => words("goal_words").has(token.key));
  return about ? (reading.has("negations", first, last) ?? reading.has("limits", first, last)) : null;
}

/** A negation in the sentence that leads to the list of an item; the lead-in is judged by itself. */
function deniedByLead(reading, start, lead) {
  const { blocks } = reading.seen;
  const { block } = reading.tokens[start];
  if (block === 0 || !["item", "cell"].includes(blocks[block].kind)) return null;
  let before = block - 1;
  while (before >= 0 && blocks[before].kind === blocks[block].kind && blocks[before].depth >= blocks[block].depth)
    before -= 1;
  let index = start;
  while (index >= 0 && reading.tokens[index].block > before) index -= 1;
  if (index < 0 || reading.tokens[index].block !== before) return null;
  const [first, end] = reading.sentence(index);
  return lead[0] < end && first < lead[1] ? null : reading.has("negations", first, end);
}

/** Where the words end that follow a goal without any sign; `and` leads to the next goal, a new line may. */
function tailOf(reading, end, last, exact) {
  const found = reading.tokens;
  const starts = new Set(exact.map(([start]) => start));
  let stop = end;
  while (stop < last && !found[stop].mark && !starts.has(stop)) {
    const isFootnote = /^[0-9]*$/.test(found[stop].shown);
    if (isFootnote || (capital(found[stop]) && found[stop].line !== found[stop - 1].line)) break;
    stop += 1;
  }
  return stop > end && found[end].key === "and" ? end : stop;
}

/** A goal whose words do not stand there: changed, reworded, or nowhere. */
function absent(id, statement, reading, wanted, used, call) {
  const askers = askerNames(call);
  const found = nearest(wanted, reading, used, (keys) => askers.has(keys.join(" ")));
  if (found === null || found.sense === "none") {
    return part(id, "missing", { reasons: [reason("goal-not-there", { wanted: statement })] });
  }
  return notExact(id, found, reading);
}

function notExact(id, found, reading) {
  const { line } = reading.tokens[found.span[0]];
  const said = { found: shown(reading.tokens.slice(...found.span)) };
  const { differences } = found;
  if (found.sense === "changed")
    return part(id, "missing", { line, differences, reasons: [reason("goal-changed", said, line)] });
  return part(id, "person", { line, differences, reasons: [reason("goal-reworded", said, line)] });
}

/** The words before the goals, and where they stand, as [part, span]. */
export function leadIn(reading, call, goals) {
  const wanted = phrase(call.lead_in);
  const found = reading.tokens;
  const span = printed(reading, wanted, goals) ?? named(reading, wanted, call, goals);
  if (span === null) {
    const reasons = [reason("lead-in-not-there", { wanted: call.lead_in })];
    return [part(LEAD_IN, "missing", { reasons, paste: call.lead_in }), [0, 0]];
  }
  const there = found.slice(...span);
  const { line } = there[0];
  const isPrinted = there.length === wanted.length && there.every((token, at) => token.key === wanted[at].key);
  const row = difference(shown(wanted), shown(there), line);
  const differences = isPrinted ? tolerated(wanted, there) : [row];
  const denied = reading.has("negations", ...span);
  if (denied) {
    const reasons = [reason("lead-in-denied", { found: shown(found.slice(...denied)) }, line)];
    return [part(LEAD_IN, "missing", { line, differences: [row], reasons, paste: call.lead_in }), span];
  }
  const sentence = beforeGoal(reading.sentence(span[0]), goals);
  const limit = reading.has("limits", ...sentence) ?? reading.has("conditions", ...sentence);
  if (limit) {
    const reasons = [reason("goal-with-condition", { found: shown(found.slice(...limit)) }, line)];
    return [part(LEAD_IN, "person", { line, differences, reasons, paste: call.lead_in }), span];
  }
  return [part(LEAD_IN, differences.length ? "nearly" : "present", { line, differences }), span];
}

/** The printed words, in a sentence that does not deny them before the first goal in it. */
function printed(reading, wanted, goals) {
  for (const [start, end] of occurrences(wanted, reading.tokens)) {
    const [first, last] = beforeGoal(reading.sentence(start), goals);
    if (end <= last && !reading.has("negations", first, last)) return [start, end];
  }
  return null;
}

/** The sentence that names everything that the lead-in needs; the printed words when the call names no needs. */
function named(reading, wanted, call, goals) {
  if (!call.lead_in_needs.length) {
    const [first] = occurrences(wanted, reading.tokens);
    return first ? beforeGoal(reading.sentence(first[0]), goals) : null;
  }
  const spans = call.lead_in_needs.map((need) => needSpans(reading.tokens, need, call));
  const rows = [];
  for (const number of [...new Set(spans[0].map(([start]) => reading.tokens[start].sentence))].sort((a, b) => a - b)) {
    const [first, last] = beforeGoal(reading.sentences[number], goals);
    if (spans.every((row) => standsWithin(row, first, last))) rows.push([first, last]);
  }
  const firstGoal = goals.length ? Math.min(...goals.map(([start]) => start)) : reading.tokens.length;
  return rows.findLast(([start]) => start < firstGoal) ?? rows[0] ?? null;
}

/** Whether one of the spans, which are in order, stands within these tokens. */
function standsWithin(spans, first, last) {
  const next = spans.find(([start]) => start >= first);
  return next !== undefined && next[1] <= last;
}

/** A sentence up to the first goal in it. */
function beforeGoal([first, last], goals) {
  const starts = goals.map(([start]) => start).filter((start) => first < start && start < last);
  return [first, starts.length ? Math.min(...starts) : last];
}
