// How an agenda is put together: pure functions, the same answer for the same question. A block is a record or a part of
// one ({ item, part, minutes }, part 0 for the whole) or the planner's own ({ own, minutes, words }).

/** The planner's own blocks. All but the break stretch and shrink. */
export const OWN = ["opening", "discussion", "groups", "break", "next", "free"];
export const SHORTEST = 5;
export const LONGEST = 60;
const BREAK = 10;
/** Nobody sits longer than this without a break, as far as the lengths of the blocks allow it. */
const STRETCH = 100;
/** Below this a meeting has no opening and no next steps of its own. */
const FRAMED = 30;
// How own blocks take up the time that is left: each line lets one grow to a length before the next one has its turn.
const GROWTH = [
  ["discussion", 15], ["opening", 10], ["next", 10], ["discussion", 30], ["groups", 30], ["next", 15], ["opening", 15],
  ["discussion", LONGEST], ["groups", LONGEST], ["next", 20],
];

/**
 * An agenda of exactly `minutes` for a role and a goal, either of which may be empty: { blocks, left }. `left` says what had
 * to be left aside: "" nothing, "goal" the goal, "all" everything, because no item serves the role.
 */
export function suggest(items, { role, goal, minutes }) {
  const { fitting, left } = serving(items, role, goal);
  const exact = fitting.find((item) => item.minutes === minutes && (item.parts.length || minutes <= STRETCH));
  if (exact) return { blocks: rowsOf(exact), left };
  const breaks = Math.max(0, Math.ceil(minutes / STRETCH) - 1);
  const isFramed = minutes >= FRAMED;
  const chosen = choose(fitting, minutes - breaks * BREAK - (isFramed ? 2 * SHORTEST : 0), isFramed);
  const rest = minutes - breaks * BREAK - sum(chosen);
  const own = isFramed ? lengthsOf(rest) : {};
  const middle = isFramed ? [] : rest ? [ownBlock("discussion", rest)] : [];
  for (const [kind, length] of own.middle ?? []) middle.push(ownBlock(kind, length));
  const blocks = isFramed
    ? [ownBlock("opening", own.opening), ...chosen, ...middle, ownBlock("next", own.next)]
    : [...chosen, ...middle];
  return { blocks: withBreaks(blocks, breaks), left };
}

/** The parts of an item in their order, or the item as one block. */
export function rowsOf(item) {
  if (!item.parts.length) return [{ item: item.id, part: 0, minutes: item.minutes }];
  return item.parts.map(({ order, minutes }) => ({ item: item.id, part: order, minutes }));
}

export function ownBlock(own, minutes, words = "") {
  return { own, minutes, words };
}

export function sum(blocks) {
  return blocks.reduce((all, { minutes }) => all + minutes, 0);
}

/** The same blocks with one of them at another place. */
export function move(blocks, from, to) {
  const moved = [...blocks];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}

/**
 * The same blocks, stretched or shrunk to `minutes`: { blocks, over }. Only the planner's own blocks change, breaks last;
 * `over` is what is still too much when they can give no more.
 */
export function fit(blocks, minutes) {
  const fitted = blocks.map((block) => ({ ...block }));
  let missing = minutes - sum(fitted);
  const working = fitted.filter(({ own }) => own && own !== "break");
  for (const block of working) {
    if (missing <= 0) break;
    const by = Math.min(missing, Math.max(0, LONGEST - block.minutes));
    block.minutes += by;
    missing -= by;
  }
  while (missing > 0) {
    // Less than the shortest block is given to one that is there.
    if (missing < SHORTEST && working.length) {
      working[0].minutes += missing;
      missing = 0;
    } else {
      const by = Math.min(missing, LONGEST);
      const before = fitted.at(-1)?.own === "next" ? fitted.length - 1 : fitted.length;
      const added = ownBlock("discussion", by);
      fitted.splice(before, 0, added);
      working.push(added);
      missing -= by;
    }
  }
  for (const block of [...working.reverse(), ...fitted.filter(({ own }) => own === "break")]) {
    if (missing >= 0) break;
    const by = Math.min(-missing, Math.max(0, block.minutes - SHORTEST));
    block.minutes -= by;
    missing += by;
  }
  return { blocks: fitted, over: Math.max(0, -missing) };
}

/** When each block begins and ends, in minutes from `start`. */
export function times(blocks, start = 0) {
  let now = start;
  return blocks.map(({ minutes }) => {
    const begins = now;
    now += minutes;
    return { begins, ends: now };
  });
}

function serving(items, role, goal) {
  const forRole = items.filter(({ roles }) => !role || roles.includes(role));
  const forBoth = forRole.filter(({ goals }) => !goal || goals.includes(goal));
  if (forBoth.length) return { fitting: forBoth, left: "" };
  return forRole.length && role ? { fitting: forRole, left: "goal" } : { fitting: [], left: "all" };
}

/**
 * The items, whole or by their first parts, that fill `room` best; a minute of a whole counts more than one of a part.
 * Where there is no frame, what stays free is nothing, or enough for a block.
 */
function choose(items, room, isFramed) {
  if (room < SHORTEST) return [];
  let best = new Array(room + 1).fill(0);
  const taken = [];
  const options = items.map(waysToTake);
  for (const ways of options) {
    const next = [...best];
    const picks = new Int16Array(room + 1).fill(-1);
    ways.forEach(({ minutes, worth }, way) => {
      for (let within = minutes; within <= room; within += 1) {
        const value = best[within - minutes] + worth;
        if (value > next[within]) {
          next[within] = value;
          picks[within] = way;
        }
      }
    });
    taken.push(picks);
    best = next;
  }
  const found = (within) => {
    const chosen = [];
    for (let number = items.length - 1; number >= 0; number -= 1) {
      const way = taken[number][within];
      if (way >= 0) {
        chosen.unshift(...options[number][way].blocks);
        within -= options[number][way].minutes;
      }
    }
    return chosen;
  };
  const first = found(room);
  const free = room - sum(first);
  return isFramed || free === 0 || free >= SHORTEST ? first : found(room - SHORTEST);
}

function waysToTake(item) {
  const parts = item.parts.filter(({ isBreak }) => !isBreak);
  if (!parts.length) {
    return [{ blocks: rowsOf(item), minutes: item.minutes, worth: item.minutes * 3 }];
  }
  return parts.map((_, last) => {
    const blocks = parts.slice(0, last + 1).map(({ order, minutes }) => ({ item: item.id, part: order, minutes }));
    const isWhole = last === parts.length - 1;
    return { blocks, minutes: sum(blocks), worth: sum(blocks) * (isWhole ? 3 : 2) };
  });
}

/** How long each own block is when they share `rest` minutes, at least two of the shortest. */
function lengthsOf(rest) {
  const lengths = { opening: SHORTEST, next: SHORTEST, discussion: 0, groups: 0 };
  let left = rest - 2 * SHORTEST;
  for (const [kind, upTo] of GROWTH) {
    const by = Math.min(left, upTo - lengths[kind]);
    if (by > 0 && lengths[kind] + by >= SHORTEST) {
      lengths[kind] += by;
      left -= by;
    }
  }
  const middle = ["discussion", "groups"].filter((kind) => lengths[kind]).map((kind) => [kind, lengths[kind]]);
  while (left >= SHORTEST) {
    const by = Math.min(left, LONGEST);
    middle.push([middle.length % 2 ? "groups" : "discussion", by]);
    left -= by;
  }
  return { opening: lengths.opening + left, next: lengths.next, middle };
}

/** Breaks at the borders of blocks that are nearest to even shares of the time; never first, last or side by side. */
function withBreaks(blocks, count) {
  const ends = times(blocks).map(({ ends: end }) => end);
  const all = ends.at(-1) ?? 0;
  const borders = new Set();
  for (let number = 1; number <= count; number += 1) {
    const aim = (all * number) / (count + 1);
    let nearest = -1;
    for (let border = 0; border < blocks.length - 1; border += 1) {
      if (borders.has(border)) continue;
      if (nearest < 0 || Math.abs(ends[border] - aim) < Math.abs(ends[nearest] - aim)) nearest = border;
    }
    if (nearest >= 0) borders.add(nearest);
  }
  const found = blocks.flatMap((block, place) => (borders.has(place) ? [block, ownBlock("break", BREAK)] : [block]));
  // A break for which there is no border gives its minutes to the last block.
  const missing = (count - borders.size) * BREAK;
  if (missing && found.length) found[found.length - 1] = { ...found.at(-1), minutes: found.at(-1).minutes + missing };
  return found;
}
