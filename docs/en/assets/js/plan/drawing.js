// The planner's choices and blocks as elements. Text from records is only ever set as text.

import { times } from "./arrange.js";

/** Fill the lists of roles, goals and records from the items of the site. */
export function fillChoices(planner, { roles, goals, items }, say) {
  const part = (name) => planner.querySelector(`[data-hub-${name}]`);
  for (const [name, terms] of [["role", roles], ["goal", goals]]) {
    for (const [id, label, isEnglish] of terms) part(name).append(option(id, label, isEnglish));
  }
  const records = part("record");
  for (const item of items) {
    const group = document.createElement("optgroup");
    group.label = item.title;
    for (const row of [item, ...item.parts]) {
      group.append(option(`${item.id}.${row.order ?? 0}`, say("minutesOf", { title: row.title, minutes: row.minutes }), row.english));
    }
    records.append(item.parts.length ? group : group.firstChild);
  }
  part("add-records").hidden = !items.length;
}

function option(value, text, isEnglish) {
  const made = new Option(text, value);
  if (isEnglish) made.lang = "en";
  return made;
}

/** Draw the blocks. `start` is in minutes of the day, or null. */
export function drawBlocks(list, model, blocks, { items, root, say, titleOf, span }, start) {
  const when = times(blocks, start ?? 0);
  const rows = blocks.map((block, place) => {
    const row = model.cloneNode(true);
    const part = (name) => row.querySelector(`[data-${name}]`);
    const title = titleOf(block);
    row.dataset.place = place;
    row.dataset.names = [block.own, block.item, block.part].join(" ");
    part("time").textContent = span(when[place].begins, when[place].ends);
    const minutes = part("field=minutes");
    minutes.value = block.minutes;
    minutes.setAttribute("aria-label", say("labelMinutes", { title }));
    part("said-minutes").textContent = say("minutes", { minutes: block.minutes });
    for (const [does, isNot] of [["up", place === 0], ["down", place === blocks.length - 1], ["remove", false]]) {
      const button = part(`does=${does}`);
      button.setAttribute("aria-label", say(`label${does[0].toUpperCase()}${does.slice(1)}`, { title }));
      // A button that is disabled outright would lose the focus of whoever moved a block to the end.
      if (isNot) button.setAttribute("aria-disabled", "true");
    }
    if (block.own) drawOwn(part, block, title, say);
    else drawRecord(part, block, items.get(block.item), title, root, say);
    return row;
  });
  const names = (all) => Array.from(all, (row) => row.dataset.names).join();
  // Of the same blocks only what is said changes: whoever leaves a field is on the way to another one, or presses a button.
  if (names(rows) === names(list.children)) rows.forEach((row, place) => takeOver(list.children[place], row));
  else list.replaceChildren(...rows);
}

/** Let an element say what another one of the same form says. */
function takeOver(there, drawn) {
  for (const { name } of [...there.attributes]) if (!drawn.hasAttribute(name)) there.removeAttribute(name);
  for (const { name, value } of drawn.attributes) there.setAttribute(name, value);
  if (drawn.localName === "input") there.value = drawn.value;
  if (drawn.children.length) [...drawn.children].forEach((child, place) => takeOver(there.children[place], child));
  else if (there.textContent !== drawn.textContent) there.textContent = drawn.textContent;
}

function drawOwn(part, block, title, say) {
  const words = part("field=words");
  words.value = title;
  words.setAttribute("aria-label", say("labelWords", { title }));
  part("said-words").textContent = title;
  part("own").hidden = false;
  part("link").remove();
}

function drawRecord(part, block, item, title, root, say) {
  const row = item.parts.find(({ order }) => order === block.part);
  part("field=words").remove();
  part("said-words").remove();
  const link = part("link");
  // As a path: on paper only addresses of other sites are written out.
  link.setAttribute("href", root + item.page);
  link.textContent = title;
  if ((row ?? item).english) link.lang = "en";
  const notes = [];
  if (row) notes.push(say("partOf", { title: item.title }));
  const usual = (row ?? item).minutes;
  if (usual !== block.minutes) notes.push(say("usual", { minutes: usual }));
  if (item.editors) notes.push(say("byEditors"));
  part("note").textContent = notes.join(" · ");
  part("note").hidden = !notes.length;
  part("purpose").textContent = row?.purpose ?? "";
  part("purpose").hidden = !row?.purpose;
}
