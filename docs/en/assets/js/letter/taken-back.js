// Sentences elsewhere that take the pledge back, or make it depend on something: the same as hub/letters/taken_back.py.

import { reason } from "./findings.js";
import { statementSpans } from "./goals.js";
import { rules, words } from "./rules.js";
import { phrases, shown } from "./tokens.js";

const DENIAL_REACH = 2; // So many words may stand between "not" and "support".

/** A sentence elsewhere that takes the pledge back or makes it depend on something. `spans` are the pledges. */
export function takenBack(reading, call, spans) {
  const found = reading.tokens;
  const own = new Set(spans.map(([start]) => found[start].sentence));
  const goals = new Set(statementSpans(reading, call).map(([start]) => found[start].block));
  for (const [number, [first, last]] of reading.sentences.entries()) {
    if (own.has(number) || first === last) continue;
    const said = { found: shown(found.slice(first, last)) };
    const back =
      reading.has("takes_back", first, last) ??
      (goals.has(found[first].block) ? null : notSupported(reading, first, last));
    if (back) return reason("pledge-taken-back", said, found[back[0]].line);
    const follows = own.has(number - 1);
    const about = follows ? "commitment_words" : "strict_commitment_words";
    const depends = reading.has("strong_conditions", first, last) && speaksOf(found.slice(first, last), about);
    const limited =
      follows && reading.has("limits", first, last) && speaksOf(found.slice(first, last), "limited_words");
    if (depends || limited) return reason("pledge-condition-elsewhere", said, found[first].line);
  }
  return null;
}

/** A negation right before a word that promises, in a sentence that speaks of goals. */
function notSupported(reading, first, last) {
  const found = reading.tokens;
  if (!found.slice(first, last).some((token) => words("goal_words").has(token.key))) return null;
  for (const [start, end] of reading.within("negations", first, last)) {
    const word = found[end - 1].key;
    const isDenial = words("denials").has(word) || rules().negation_endings.some((ending) => word.endsWith(ending));
    const near = found.slice(end, Math.min(end + DENIAL_REACH, last));
    if (isDenial && near.some((token) => words("promises").has(token.key))) return [start, end];
  }
  return null;
}

function speaksOf(found, name) {
  const there = ` ${found.map((token) => token.key).join(" ")} `;
  return phrases(name).some((parts) => there.includes(` ${parts.join(" ")} `));
}
