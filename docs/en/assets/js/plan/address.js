// The whole plan as it stands in the address, after the sign #: a browser keeps that part to itself and sends it nowhere.

import { OWN } from "./arrange.js";

const LEAST = 5;
const MOST = 480;
const LONGEST_BLOCK = 480;
const MOST_BLOCKS = 60;
const LONGEST_TEXT = 120;

export const EMPTY = { role: "", goal: "", minutes: 210, title: "", day: "", start: "", blocks: [] };

/**
 * The plan that an address asks for, and what in it is not known: { plan, unknown }. `isKnown(item, part)` says whether there
 * is such an item. Whatever was typed into the address, a plan within bounds comes out.
 */
export function readPlan(hash, isKnown) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (name) => clean(asked.get(name) ?? "");
  const unknown = [];
  const blocks = [];
  for (const said of asked.getAll("b").slice(0, MOST_BLOCKS)) {
    const [, name, part, length, words] = /^([a-z0-9-]*)(?:\.([a-z0-9]+))?_(\d{1,3})(?:_(.*))?$/su.exec(said) ?? [];
    const minutes = Math.min(Number(length), LONGEST_BLOCK);
    if (!(minutes > 0)) unknown.push(clean(said));
    else if (name === "" && OWN.includes(part)) blocks.push({ own: part, minutes, words: clean(words ?? "") });
    else if (name && isKnown(name, Number(part ?? 0))) blocks.push({ item: name, part: Number(part ?? 0), minutes });
    else unknown.push(clean(said));
  }
  const plan = {
    role: text("role"),
    goal: text("goal"),
    minutes: bounded(asked.get("minutes") ?? EMPTY.minutes),
    title: text("title"),
    day: isDay(text("day")) ? text("day") : "",
    start: /^([01]\d|2[0-3]):[0-5]\d$/.test(text("start")) ? text("start") : "",
    blocks,
  };
  return { plan, unknown };
}

/** The part of the address that says a plan, with its sign; empty for the plan that the page begins with. */
export function writePlan(plan) {
  const said = new URLSearchParams();
  for (const name of ["role", "goal", "minutes", "title", "day", "start"]) {
    if (plan[name] !== EMPTY[name]) said.set(name, String(plan[name]));
  }
  for (const block of plan.blocks) {
    if (block.own) said.append("b", `.${block.own}_${block.minutes}${block.words ? `_${block.words}` : ""}`);
    else said.append("b", `${block.item}${block.part ? `.${block.part}` : ""}_${block.minutes}`);
  }
  const text = said.toString();
  return text && `#${text}`;
}

/** Whether a text is a day of the calendar, which 2026-02-31 is not. */
function isDay(text) {
  const day = new Date(`${text}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** A number of minutes that a plan can have. */
function bounded(minutes) {
  const number = Math.round(Number(minutes));
  return number >= LEAST && number <= MOST ? number : Math.min(MOST, Math.max(LEAST, number || EMPTY.minutes));
}

/** One line of text without signs that cannot be seen. */
export function clean(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").replace(/ +/g, " ").trim().slice(0, LONGEST_TEXT);
}
