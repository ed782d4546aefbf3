// Dates as people write them: the same as hub/letters/dates.py. A date is { kind, day, said }; its kind is `full` (one
// day), `ambiguous` (03/04/2025 can be two days), `impossible` (February 30) or `partial` (a month or a year alone).

import { rules, table, words } from "./rules.js";
import { first, size, splitSpace, stripRight, stripSigns } from "./text.js";
import { fold, plain } from "./tokens.js";

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
const MOST_DATES = 4;
const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The first date in a line, and the line without it, as [date, rest]. null when there is none. */
export function findDate(text) {
  if (!/[0-9]/.test(plain(text))) return null;
  const found = wordsOf(text);
  for (const kinds of [withMonth, numeric, yearAlone]) {
    for (let index = 0; index < found.length; index += 1) {
      const read = kinds(found, index);
      if (!read) continue;
      const [date, length] = read;
      const rest = [...found.slice(0, index), ...found.slice(index + length)];
      return [date, rest.filter((word) => stripSigns(word, ".,:;()|-\u2014")).join(" ")];
    }
  }
  return null;
}

/** The words of a line, with commas and parentheses as words, and 04-Dec-2023 as three. */
function wordsOf(text) {
  const said = plain(text).replaceAll(",", " , ").replaceAll("(", " ( ").replaceAll(")", " ) ");
  return splitSpace(said).flatMap((word) => {
    const parts = word.replaceAll("/", "-").split("-");
    return parts.length === 3 && parts.some(month) ? parts : [word];
  });
}

/** The dates in a line, at most MOST_DATES, each with what the line says beside it and those before it. */
export function findDates(text) {
  const rows = [];
  for (let found = findDate(text); found && rows.length < MOST_DATES; found = findDate(found[1])) rows.push(found);
  return rows;
}

/** `January 28, 2025` for 2025-01-28. */
export function inWords(day) {
  return `${MONTH_NAMES[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8, 10))}, ${day.slice(0, 4)}`;
}

/** Whether a text is a day that exists, as YYYY-MM-DD. */
export function isDay(text) {
  const found = findDate(text);
  return found !== null && found[0].kind === "full" && found[0].day === text;
}

/** A number of at most four digits with an ending such as `th`; -1 when it is none. */
function number(word) {
  let digits = stripRight(word, ".");
  const ending = ["st", "nd", "rd", "th", "º", "o"].find(
    (end) => fold(digits).endsWith(end) && size(digits) > size(end),
  );
  if (ending) digits = [...digits].slice(0, -size(ending)).join("");
  return /^[0-9]{1,4}$/.test(digits) ? Number(digits) : -1;
}

function month(word) {
  return Number(table("months").get(fold(stripRight(word, "."))) ?? 0);
}

function dateOf(year, monthNumber, day, said) {
  const leap = monthNumber === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const possible =
    monthNumber >= 1 &&
    monthNumber <= 12 &&
    day >= 1 &&
    day <= DAYS[monthNumber - 1] + (leap ? 1 : 0) &&
    year >= FIRST_YEAR &&
    year <= LAST_YEAR;
  const digits = (value, count) => String(value).padStart(count, "0");
  return {
    kind: possible ? "full" : "impossible",
    day: `${digits(year, 4)}-${digits(monthNumber, 2)}-${digits(day, 2)}`,
    said,
  };
}

/** A date with the name of its month that begins at a word. */
function withMonth(found, index) {
  const joiners = [...rules().month_joiners, ","];
  const numbers = [];
  let [at, monthNumber, monthAt, name] = [index, 0, 0, ""];
  while (at < found.length && at - index < 8) {
    const word = found[at];
    if (!monthNumber && month(word)) {
      [monthNumber, monthAt, name] = [month(word), numbers.length, word];
    } else if (number(word) >= 0 && numbers.length < 2) {
      numbers.push(number(word));
      if (numbers.at(-1) > 99 || numbers.length === 2) {
        at += 1;
        break;
      }
    } else if (!joiners.includes(fold(word)) || at === index) {
      break;
    }
    at += 1;
  }
  if (!monthNumber || !numbers.length) return null;
  const length = at - index;
  const said = found.slice(index, at).join(" ").replaceAll(" ,", ",");
  if (numbers.length === 1) {
    // "may 2025" in the middle of a sentence is a verb; a month has a capital letter.
    const capital = first(fold(name)) !== first(name);
    const day = `${String(numbers[0]).padStart(4, "0")}-${String(monthNumber).padStart(2, "0")}`;
    return numbers[0] > 99 && capital ? [{ kind: "partial", day, said }, length] : null;
  }
  const [day, year] = numbers;
  if (monthAt > 1 || day > 99) return null;
  if (year < 100) return [{ kind: "ambiguous", day: "", said }, length];
  return [dateOf(year, monthNumber, day, said), length];
}

/** A date in digits: with the year first, or with the year last. */
function numeric(found, index) {
  const said = stripSigns(found[index], ".,;:");
  for (const sign of "-/.") {
    const parts = said.split(sign);
    if (parts.length !== 3 || !parts.every((part) => /^[0-9]+$/.test(part))) continue;
    const sizes = parts.map((part) => part.length);
    const [a, b, c] = parts.map((part) => Number(part.slice(0, 6)));
    if (sizes[0] === 4 && sizes[1] <= 2 && sizes[2] <= 2) return [dateOf(a, b, c, said), 1];
    if (sizes[2] === 4 && sizes[0] <= 2 && sizes[1] <= 2) return [monthAndDay(a, b, c, said), 1];
    if (Math.max(...sizes) <= 2 && sign !== ".") return [{ kind: "ambiguous", day: "", said }, 1];
  }
  return null;
}

/** The month is the first of two numbers unless it cannot be; when both can be, it is ambiguous. */
function monthAndDay(a, b, year, said) {
  if (a === b || b > 12) return dateOf(year, a, b, said);
  if (a > 12) return dateOf(year, b, a, said);
  return { kind: "ambiguous", day: "", said };
}

function yearAlone(found, index) {
  const word = stripSigns(found[index], ".,;:");
  const isYear = /^[0-9]{4}$/.test(word) && number(word) >= FIRST_YEAR && number(word) <= LAST_YEAR;
  return isYear ? [{ kind: "partial", day: word, said: word }, 1] : null;
}

/** What a line says beside its date, without a label such as `Date:`. */
export function labeled(rest) {
  return splitSpace(rest)
    .filter((word) => !words("date_labels").has(fold(stripSigns(word, ".,:;()"))))
    .join(" ");
}
