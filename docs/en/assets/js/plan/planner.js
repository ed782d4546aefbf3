// The planner: an agenda from records and the planner's own blocks, with the whole plan in the address and nothing sent.
// All words come from hub/templates/views/planner.html, so that the page speaks the language of its site.

import { clean, EMPTY, readPlan, writePlan } from "./address.js";
import { fit, move, ownBlock, suggest, sum, times } from "./arrange.js";
import { calendar } from "./calendar.js";
import { drawBlocks, fillChoices } from "./drawing.js";

const VERSION = 1;
const OWN_MINUTES = 10;
const planner = document.querySelector("[data-hub-planner]");
const root = new URL(planner.dataset.root, location.href);
const part = (name) => planner.querySelector(`[data-hub-${name}]`);
const [form, list, status, total, fitting] = ["form", "blocks", "status", "total", "fit"].map(part);
const fields = Object.fromEntries(["role", "goal", "minutes", "title", "day", "start"].map((name) => [name, part(name)]));
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short", timeZone: "UTC" });

let items = new Map(); // By id.
let plan = EMPTY;

load().then(begin).catch((error) => {
  console.warn("The planner cannot run.", error);
  part("busy").hidden = true;
  part("failed").hidden = false;
});

async function load() {
  const answer = await fetch(new URL("assets/plan/items.json", root));
  if (!answer.ok) throw new Error(`items.json: ${answer.status}`);
  const read = await answer.json();
  if (read.version !== VERSION) throw new Error("items.json is of another version");
  return read;
}

function begin(read) {
  items = new Map(read.items.map((item) => [item.id, item]));
  fillChoices(planner, read, say);
  form.addEventListener("submit", putTogether);
  for (const name of ["title", "day", "start"]) fields[name].addEventListener("input", keepFields);
  for (const name of ["role", "goal", "minutes"]) fields[name].addEventListener("change", keepFields);
  part("add-record").addEventListener("click", addRecord);
  part("add-own").addEventListener("click", addOwn);
  fitting.addEventListener("click", fitToTime);
  part("empty").addEventListener("click", startAgain);
  part("print").addEventListener("click", () => print());
  part("copy").addEventListener("click", copyLink);
  part("save").addEventListener("click", saveCalendar);
  list.addEventListener("click", pressed);
  list.addEventListener("change", edited);
  makeDraggable();
  addEventListener("popstate", readAddress);
  part("busy").hidden = true;
  part("main").hidden = false;
  readAddress();
}

function say(name, values = {}) {
  return planner.dataset[name].replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all));
}

function tell(text) {
  status.textContent = text;
}

// Between the address and the plan.

function readAddress() {
  const isKnown = (id, order) => {
    const item = items.get(id);
    return Boolean(item) && (order === 0 || item.parts.some((row) => row.order === order));
  };
  const read = readPlan(location.hash, isKnown);
  plan = read.plan;
  for (const [name, field] of Object.entries(fields)) {
    field.value = plan[name];
    // A role or goal that nothing serves any more is no choice.
    if (field.value !== String(plan[name])) field.value = "";
  }
  show();
  tell(read.unknown.length ? say("unknown", { words: read.unknown.join(", ") }) : "");
}

/** Take over a plan that differs in something. What can be wished back is a step of the back button. */
function change(difference, replace = false) {
  plan = { ...plan, ...difference };
  const address = `${location.pathname}${location.search}${writePlan(plan)}`;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  show();
}

function keepFields() {
  // What is no length of a plan changes nothing; the browser says so when the form is sent.
  const minutes = fields.minutes.validity.valid ? Number(fields.minutes.value) : plan.minutes;
  const words = { role: fields.role.value, goal: fields.goal.value, title: clean(fields.title.value) };
  change({ ...words, minutes, day: fields.day.value, start: fields.start.value }, true);
}

// What a person does.

function putTogether(event) {
  event.preventDefault();
  keepFields();
  const { blocks, left } = suggest([...items.values()], plan);
  change({ blocks });
  const name = left === "all" ? "servedNone" : left === "goal" ? "servedRole" : "made";
  tell(say(name, { minutes: sum(blocks), count: blocks.length }));
  part("agenda").focus();
}

function addRecord() {
  const [id, order] = part("record").value.split(".");
  const item = items.get(id);
  const row = item.parts.find((one) => one.order === Number(order));
  add({ item: id, part: Number(order), minutes: (row ?? item).minutes });
}

function addOwn() {
  add(ownBlock(part("own").value, OWN_MINUTES));
}

function add(block) {
  change({ blocks: [...plan.blocks, block] });
  tell(say("added", { title: titleOf(block) }));
}

function pressed({ target }) {
  const button = target.closest("button");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const from = Number(button.closest("li").dataset.place);
  const title = titleOf(plan.blocks[from]);
  if (button.dataset.does === "remove") {
    change({ blocks: plan.blocks.filter((_, place) => place !== from) });
    tell(say("removed", { title }));
    const next = list.children[Math.min(from, list.children.length - 1)];
    (next?.querySelector("[data-does=remove]") ?? fields.role).focus();
  } else {
    const to = from + (button.dataset.does === "up" ? -1 : 1);
    moveTo(from, to);
    list.children[to].querySelector(`[data-does=${button.dataset.does}]`).focus();
  }
}

function moveTo(from, to) {
  const title = titleOf(plan.blocks[from]);
  change({ blocks: move(plan.blocks, from, to) });
  tell(say("moved", { title, place: to + 1, count: plan.blocks.length }));
}

function edited({ target }) {
  const place = Number(target.closest("li").dataset.place);
  const blocks = plan.blocks.map((block) => ({ ...block }));
  if (target.dataset.field === "minutes") {
    const minutes = Math.round(Number(target.value));
    if (minutes >= 1 && minutes <= 480) blocks[place].minutes = minutes;
  } else {
    blocks[place].words = clean(target.value);
  }
  change({ blocks }, true);
  if (target.dataset.field === "minutes") tell(said());
}

function fitToTime() {
  const { blocks, over } = fit(plan.blocks, plan.minutes);
  change({ blocks });
  tell(over ? say("tooMuch", { count: over }) : said());
  // The button is gone when there is nothing to fit.
  if (fitting.hidden) part("agenda").focus();
}

function startAgain() {
  change(EMPTY);
  readAddress();
  tell(say("emptied"));
  fields.role.focus();
}

async function copyLink() {
  const address = part("address");
  address.value = location.href;
  part("address-box").hidden = false;
  address.select();
  try {
    await navigator.clipboard.writeText(location.href);
    tell(say("copied"));
  } catch {
    // Not every browser lets a page write there; the address stands selected.
    address.focus();
    tell(say("copyByHand"));
  }
}

function saveCalendar() {
  const missing = plan.day ? !plan.start && fields.start : fields.day;
  if (missing) {
    tell(say("needsDay"));
    missing.focus();
    return;
  }
  const text = calendar({
    title: plan.title || say("untitled"),
    lines: times(plan.blocks, startMinutes()).map(({ begins, ends }, place) => {
      const block = plan.blocks[place];
      return `${span(begins, ends)}: ${titleOf(block)}${block.item && block.part ? ` (${items.get(block.item).title})` : ""}`;
    }),
    address: location.href,
    day: plan.day,
    start: plan.start,
    minutes: sum(plan.blocks),
    now: new Date(),
    host: location.hostname,
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  link.download = `${plan.day}.ics`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  tell(say("saved"));
}

/** Blocks follow the mouse, a pen or a finger by their handle. The buttons do the same without one. */
function makeDraggable() {
  let from = -1;
  let to = -1;
  const mark = (place, over) => {
    for (const row of list.children) {
      row.toggleAttribute("data-dragged", Number(row.dataset.place) === place);
      row.toggleAttribute("data-over", over !== place && Number(row.dataset.place) === over);
    }
  };
  const end = () => {
    from = -1;
    mark(-1, -1);
  };
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    from = to = Number(grip.closest("li").dataset.place);
    mark(from, to);
  });
  list.addEventListener("pointermove", (event) => {
    if (from < 0) return;
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-place]");
    if (over) to = Number(over.dataset.place);
    mark(from, to);
  });
  list.addEventListener("pointerup", () => {
    const [start, place] = [from, to];
    end();
    if (start >= 0 && place !== start) moveTo(start, place);
  });
  list.addEventListener("pointercancel", end);
}

// The view.

function show() {
  planner.toggleAttribute("data-planned", plan.blocks.length > 0);
  part("plan").hidden = !plan.blocks.length;
  part("none").hidden = plan.blocks.length > 0;
  part("agenda").textContent = plan.title || say("untitled");
  drawBlocks(list, part("block").content.firstElementChild, plan.blocks, { items, root: planner.dataset.root, say, titleOf, span }, startMinutes());
  total.textContent = said();
  fitting.hidden = sum(plan.blocks) === plan.minutes;
  part("day-said").textContent = plan.day
    ? new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeZone: "UTC" }).format(new Date(`${plan.day}T00:00Z`))
    : "";
  for (const link of document.querySelectorAll(".hub-header__language")) link.hash = location.hash;
}

/** How the minutes add up. */
function said() {
  const all = sum(plan.blocks);
  const left = plan.minutes - all;
  if (!left) return say("exact", { minutes: all });
  return left > 0 ? say("freeSaid", { minutes: all, all: plan.minutes, left }) : say("over", { minutes: all, all: plan.minutes, left: -left });
}

function titleOf(block) {
  if (block.own) return block.words || say(block.own);
  const item = items.get(block.item);
  return item.parts.find(({ order }) => order === block.part)?.title ?? item.title;
}

/** When the plan begins, in minutes of the day; null while the person gives no time. */
function startMinutes() {
  if (!plan.start) return null;
  const [hour, minute] = plan.start.split(":").map(Number);
  return hour * 60 + minute;
}

/** From when to when, by the clock or in minutes from the start. */
function span(begins, ends) {
  if (startMinutes() === null) return say("fromTo", { begins, ends });
  const at = (minutes) => clock.format(new Date(Date.UTC(2000, 0, 1, 0, minutes)));
  return say("fromTo", { begins: at(begins), ends: at(ends) });
}
