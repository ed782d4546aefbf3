// Descriptions: does one passage, outside the fixed statements, speak of everything that a component needs? The same as
// hub/letters/descriptions.py, which says what a passage is and which words count.

import { needSpans, titleSpans } from "./needs.js";
import { range } from "./reading.js";
import { finding, reason } from "./findings.js";
import { rules } from "./rules.js";
import { shown } from "./tokens.js";

const NEGATION_REACH = 6;
const HEDGE_REACH = 3;

/** The finding of a component that asks for a description. `fixed` are the spans of the fixed statements. */
export function descriptionFinding(component, reading, call, fixed) {
  const found = reading.tokens;
  const used = new Set(fixed.flatMap(([start, end]) => range(start, end)));
  const met = []; // For each need: the blocks that name it, and whether a word there counts.
  const firstAt = new Map();
  let doubtful = null;
  const vague = []; // Titles that may be meant, and do not stand in the letter.
  component.needs.forEach((need, number) => {
    const blocks = new Map();
    let spans = needSpans(found, need, call);
    const short = component.short?.[number] ?? [];
    if (short.length) {
      const [named, meant] = titleSpans(found, need, short, call);
      spans = named;
      const free = meant.map(([start]) => start).filter((start) => !used.has(start));
      for (const start of free) {
        const { block } = found[start];
        blocks.set(block, false);
        if (!firstAt.has(`${number} ${block}`)) firstAt.set(`${number} ${block}`, start);
      }
      if (free.length && !spans.length) vague.push(need);
    }
    for (const [start] of spans) {
      if (used.has(start)) continue;
      const against = againstAt(reading, start);
      doubtful = doubtful ?? against;
      const { block } = found[start];
      blocks.set(block, (blocks.get(block) ?? false) || against === null);
      if (!firstAt.has(`${number} ${block}`)) firstAt.set(`${number} ${block}`, start);
    }
    met.push(blocks);
  });
  const paste = `${rules().replace} ${component.explanation.en || (component.label.en ?? "")}`;
  const passages = [...reading.seen.blocks.map((_, number) => [number]), ...larger(reading.seen.blocks)];
  for (const passage of passages) {
    if (met.length && met.every((blocks) => passage.some((block) => blocks.get(block) ?? false))) {
      const at = passage.filter((block) => firstAt.has(`0 ${block}`)).map((block) => firstAt.get(`0 ${block}`));
      return finding(component.id, "present", { line: found[Math.min(...at)].line });
    }
  }
  if (!met.length || !met[0].size)
    return finding(component.id, "missing", { reasons: [reason("description-not-there")], paste });
  const { line } = found[Math.min(...[...met[0].keys()].map((block) => firstAt.get(`0 ${block}`)))];
  const wanted = vague.length ? vague[0].slice(0, 4).join(", ") : lacking(component, met, passages);
  let why = reason("description-in-part", { wanted }, line);
  if (doubtful) {
    const said = shown(found.slice(...reading.sentence(doubtful[0])));
    why = reason("description-in-doubt", { found: said }, found[doubtful[0]].line);
  }
  return finding(component.id, "person", { line, reasons: [why], paste });
}

/** The words of a need that the passage lacks which meets most of them; empty when it lacks none. */
function lacking(component, met, passages) {
  const rows = passages.map((passage) => met.map((blocks) => passage.some((block) => blocks.has(block))));
  const sum = (row) => row.filter(Boolean).length;
  const best = rows.reduce((one, other) => (sum(other) > sum(one) ? other : one));
  return best.includes(false) ? component.needs[best.indexOf(false)].slice(0, 4).join(", ") : "";
}

/** A negation or a hedge shortly before a word, in its clause. */
function againstAt(reading, index) {
  const found = reading.tokens;
  let begin = index;
  while (begin && index - begin < NEGATION_REACH && found[begin - 1].clause === found[index].clause) begin -= 1;
  const following = index + 1 < found.length && !found[index + 1].mark ? index + 2 : index;
  return (
    reading.has("negations", begin, index) ??
    reading.has("negations", index + 1, following) ??
    reading.has("hedges", index + 1, following) ??
    reading.has("hedges", Math.max(begin, index - HEDGE_REACH), index) ??
    reading.has("strong_conditions", ...reading.sentence(index))
  );
}

/** Paragraphs with their lists, and what stands below each heading. */
function larger(blocks) {
  const rows = [];
  let start = 0;
  for (let number = 1; number <= blocks.length; number += 1) {
    if (number === blocks.length || !["item", "cell"].includes(blocks[number].kind)) {
      if (number - start > 1) rows.push(range(start, number));
      start = number;
    }
  }
  const heads = range(0, blocks.length).filter((number) => blocks[number].kind === "heading");
  heads.forEach((head, at) => rows.push(range(head, heads[at + 1] ?? blocks.length)));
  return rows;
}
