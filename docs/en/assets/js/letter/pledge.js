// The pledge in the organization's name: the same as hub/letters/pledge.py, which says how the words before the verb are
// read. A verdict is [the outcome, the code of its reason, the span of the words that the reason quotes].

import { nearest, occurrences, tolerated } from "./matching.js";
import { boardLength, inPlainLetters, suffixLength } from "./names.js";
import { askerNames } from "./needs.js";
import { partition } from "./parts.js";
import { range } from "./reading.js";
import { finding, reason } from "./findings.js";
import { rules, words } from "./rules.js";
import { FIXED_BREAK } from "./seen.js";
import { takenBack } from "./taken-back.js";
import { capital, phrase, phrases, shown } from "./tokens.js";

const NAME = "{organization}";
const BEST_FIRST = ["present", "nearly", "person", "missing"];

/** Where the words of the pledge after the name stand, with any form of the verb. */
export function pledgeSpans(reading, call) {
  return forms(call.pledge).flatMap((wanted) => occurrences(wanted, reading.tokens));
}

/** The words after the name: as printed, and with the verb as "we" has it. */
function forms(pledge) {
  const after = phrase(partition(pledge, NAME)[1]);
  const verb = after.length ? after[0].key : "";
  const plain = verb.endsWith("ies") ? `${verb.slice(0, -3)}y` : verb.endsWith("s") ? verb.slice(0, -1) : "";
  return plain ? [after, [{ ...after[0], key: plain }, ...after.slice(1)]] : [after];
}

/** The finding of the pledge. `taken` are the spans of other fixed statements. */
export function pledgeFinding(component, reading, call, names, taken) {
  const paste = call.pledge.replaceAll(NAME, () => names.shown || `${rules().replace} name`);
  const spans = pledgeSpans(reading, call).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  if (!spans.length) return elsewhere(component, reading, call, names, taken, paste);
  if (!names.full.length) {
    const { line } = reading.tokens[spans[0][0]];
    return finding(component, "person", { line, reasons: [reason("organization-unknown", {}, line)], paste });
  }
  const rows = spans.map((span) => judged(component, reading, call, names, span));
  const best = rows.reduce((one, other) =>
    BEST_FIRST.indexOf(other.outcome) < BEST_FIRST.indexOf(one.outcome) ? other : one,
  );
  const isThere = ["present", "nearly"].includes(best.outcome);
  const denied = rows.find((row) => row.reasons.length && row.reasons[0].code === "pledge-denied")?.reasons[0];
  const back = denied ?? takenBack(reading, call, spans);
  if (back && isThere) {
    return finding(component, "person", { line: best.line, reasons: [back], differences: best.differences });
  }
  return isThere ? best : { ...best, paste };
}

/** One place at which the words of the pledge stand. */
function judged(component, reading, call, names, [start, end]) {
  const found = reading.tokens;
  const wanted = phrase(partition(call.pledge, NAME)[1]);
  const differences = tolerated(wanted, found.slice(start, end));
  let [outcome, code, quoted] = beforeName(reading, call, names, start) ?? subject(reading, call, names, start);
  const after = afterPledge(reading, end);
  if (["present", "nearly"].includes(outcome) && after) [outcome, code, quoted] = after;
  const { line } = found[Math.max(start - 1, 0)];
  if (["present", "nearly"].includes(outcome))
    return finding(component, differences.length ? "nearly" : "present", { line, differences });
  const said = { found: shown(found.slice(...quoted)), wanted: names.shown };
  return finding(component, outcome, { line, reasons: [reason(code, said, line)], differences });
}

/** When the call prints words before the name: they must stand right before it. */
function beforeName(reading, call, names, start) {
  const wanted = phrase(partition(call.pledge, NAME)[0]);
  if (!wanted.length) return null;
  const [first] = reading.sentence(start);
  for (const [begin, end] of occurrences(wanted, reading.tokens.slice(first, start))) {
    const rest = names.find(reading.tokens, first + end, start);
    if (rest.length && rest.at(-1)[0] === first + end) return right(reading, names, rest.at(-1), start, first);
    return ["missing", "pledge-other-name", [first + begin, start]];
  }
  return ["person", "pledge-reworded", [first, start]];
}

/** Who pledges: the words of the sentence before the verb. */
function subject(reading, call, names, start) {
  const [first] = reading.sentence(start);
  let spans = names.find(reading.tokens, first, start);
  if (!spans.length) spans = names.findBoard(reading.tokens, first, start);
  if (!spans.length) return nobody(reading, call, names, first, start);
  const found = right(reading, names, spans.at(-1), start, first);
  return found[0] === "present" ? left(reading, spans.at(-1), first) : found;
}

/** The name does not stand in the sentence: say why not. */
function nobody(reading, call, names, first, start) {
  const found = reading.tokens;
  const span = clauseBefore(reading, first, start);
  const marks = found
    .slice(first, start + 1)
    .map((token) => token.mark)
    .join("");
  const isBlank = /[[{<_]/.test(marks) || (marks.includes("...") && span[0] === span[1]);
  if (reading.has("placeholders", first, start) || isBlank) return ["missing", "pledge-placeholder", [first, start]];
  const said = found
    .slice(...span)
    .map((token) => token.key)
    .filter((key) => !words("adverbs").has(key) && !words("first_person").has(key));
  if (isName(found, span, names.unproven) || names.abbreviates(said))
    return ["person", "short-name-not-introduced", span];
  const plain = inPlainLetters(found.slice(first, start));
  if (names.find(plain, 0, plain.length).length) return ["missing", "pledge-look-alike", span];
  if (!said.length) return ["missing", "pledge-without-name", span];
  if (reading.has("negations", span[0], start)) return ["missing", "pledge-denied", span];
  if ([...askerNames(call)].some((name) => isName(found, span, name.split(" ").filter(Boolean))))
    return ["missing", "pledge-of-asker", span];
  return ["missing", "pledge-other-name", span];
}

function isName(found, span, name) {
  return (
    name.length > 0 &&
    found
      .slice(...span)
      .map((token) => token.key)
      .join(" ") === name.join(" ")
  );
}

/** The words from the last sign, or the beginning of the sentence, to the verb. */
function clauseBefore(reading, first, start) {
  let begin = start;
  while (begin > first && (begin === start || !holdsOne(reading.tokens[begin].mark, `,;:${FIXED_BREAK}`))) begin -= 1;
  return [begin, start];
}

function holdsOne(mark, signs) {
  return [...mark].some((sign) => signs.includes(sign));
}

/** What stands between the name and the verb. */
function right(reading, names, name, start, first) {
  const found = reading.tokens;
  let at = name[1] + suffixLength(found.slice(name[1], start));
  at += boardLength(found.slice(at, start));
  let rest = range(at, start).filter((index) => !words("adverbs").has(found[index].key));
  for (const glad of phrases("glad")) {
    const end = rest.slice(-glad.length);
    if (end.length === glad.length && end.every((index, place) => found[index].key === glad[place]))
      rest = rest.slice(0, -glad.length);
  }
  if (!rest.length) return ["present", "", [0, 0]];
  const [begin, last] = [rest[0], rest.at(-1)];
  const quoted = [name[0], start];
  if (reading.has("negations", begin, start)) return ["missing", "pledge-denied", quoted];
  if (reading.has("conditions", begin, start)) return ["person", "pledge-with-condition", quoted];
  if (["and", "or"].includes(found[begin].key)) return ["person", "pledge-of-several", quoted];
  if (onBehalf(found, name[0], first)) {
    const isPlain = rest.every((index) => words("first_person").has(found[index].key));
    return isPlain ? ["present", "", quoted] : ["person", "pledge-reworded", quoted];
  }
  const marks = found
    .slice(at, begin + 1)
    .map((token) => token.mark)
    .join("");
  if (holdsOne(marks, `,(-—${FIXED_BREAK}`) && holdsOne(found[last].after, `,)-—${FIXED_BREAK}`)) {
    return ["present", "", quoted];
  }
  if (reading.has("hedges", begin, start)) return ["missing", "pledge-hedged", quoted];
  const other = rest.some((index) => capital(found[index]) || words("organization_kinds").has(found[index].key));
  return other ? ["missing", "pledge-other-name", quoted] : ["person", "pledge-reworded", quoted];
}

function endsWith(there, parts) {
  return parts.length <= there.length && parts.every((key, at) => there[there.length - parts.length + at] === key);
}

function onBehalf(found, at, first) {
  let before = found.slice(first, at).map((token) => token.key);
  const board = phrases("boards").find((parts) => endsWith(before, [...parts, "of"]));
  if (board) before = before.slice(0, -board.length - 1);
  return phrases("on_behalf").some((parts) => endsWith(before, parts));
}

/** What stands before the name in its sentence. */
function left(reading, name, first) {
  const found = reading.tokens;
  const at = name[0];
  const quoted = [Math.max(first, at - 6), name[1]];
  let clause = at;
  while (clause > first && found[clause - 1].clause === found[at].clause) clause -= 1;
  if (reading.has("negations", clause, at)) return ["missing", "pledge-denied", quoted];
  if (reading.has("hedges", clause, at)) return ["missing", "pledge-hedged", quoted];
  if (reading.has("conditions", first, at) || reading.has("negations", first, at)) {
    return ["person", "pledge-with-condition", [first, name[1]]];
  }
  if (at === first || clause === at || onBehalf(found, at, first)) return ["present", "", quoted];
  return wordBefore(found, at, first, clause);
}

/** What the word before the name makes of it. */
function wordBefore(found, at, first, clause) {
  const before = found[at - 1];
  const quoted = [clause, at];
  if (before.key === "of") {
    const there = found.slice(clause, at - 1).map((token) => token.key);
    if (phrases("boards").some((board) => endsWith(there, board))) return ["present", "", quoted];
    if (there.some((key) => words("units").has(key) || words("title_words").has(key)))
      return ["person", "pledge-of-a-part", quoted];
    return ["missing", "pledge-other-name", quoted];
  }
  const two = found
    .slice(Math.max(first, at - 2), at)
    .map((token) => token.key)
    .join(" ");
  if (words("first_person").has(before.key) || two === "we at") return ["present", "", quoted];
  if (words("joiners").has(before.key)) {
    const joint = ["and", "or"].includes(before.key);
    return joint ? ["person", "pledge-of-several", quoted] : ["missing", "pledge-other-name", quoted];
  }
  if (words("other_places").has(before.key)) return ["missing", "pledge-other-name", quoted];
  const everyday = !capital(before) || words("openers").has(before.key) || words("stop_words").has(before.key);
  return everyday ? ["present", "", quoted] : ["missing", "pledge-other-name", quoted];
}

/** What follows the pledge in its sentence. */
function afterPledge(reading, end) {
  const found = reading.tokens;
  const [, last] = reading.sentence(end - 1);
  if (end < last) {
    if (reading.has("conditions", end, last) || reading.has("negations", end, last))
      return ["person", "pledge-with-condition", [end, last]];
    let stop = end;
    while (stop < last && found[stop].clause === found[end].clause) stop += 1;
    const narrows = found.slice(end, stop).some((token) => words("narrowing").has(token.key));
    if (!found[end].mark && (narrows || !words("may_follow_pledge").has(found[end].key))) {
      return ["person", "pledge-goes-on", [end - 1, stop]];
    }
  }
  return found[last - 1].after.includes("?") ? ["person", "pledge-as-question", [end - 1, end]] : null;
}

/** The words of the pledge are nowhere: what comes nearest, and why it does not count. */
function elsewhere(component, reading, call, names, taken, paste) {
  const found = reading.tokens;
  const wanted = phrase(partition(call.pledge, NAME)[1]);
  const askers = askerNames(call);
  const near = nearest(wanted, reading, taken, (parts) => askers.has(parts.join(" ")));
  if (near === null || near.sense === "none")
    return finding(component, "missing", { reasons: [reason("pledge-not-there")], paste });
  const [start, end] = near.span;
  const [first, last] = reading.sentence(start);
  const { line } = found[start];
  const said = { found: shown(found.slice(first, last)), wanted: names.shown };
  const found_ = (outcome, code, differences = near.differences) =>
    finding(component, outcome, { line, reasons: [reason(code, said, line)], differences, paste });
  const marks = found
    .slice(first, end)
    .map((token) => token.mark)
    .join("");
  if (reading.has("placeholders", first, last) || marks.includes("[") || marks.includes("__"))
    return found_("missing", "pledge-placeholder", []);
  if (reading.has("negations", first, last)) return found_("missing", "pledge-denied");
  if (reading.has("hedges", first, last)) return found_("missing", "pledge-hedged");
  const promised = found.slice(first, end).some((token) => words("promises").has(token.key));
  if (near.sense === "reworded" && promised) {
    return names.find(found, first, end).length
      ? found_("person", "pledge-reworded")
      : found_("missing", "pledge-without-name");
  }
  return found_("missing", "pledge-changed");
}
