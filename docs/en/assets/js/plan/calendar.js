// A plan as a calendar file (RFC 5545), made in the browser. Its times are floating: the clock of whoever opens it, on the
// day that the person gave. No time zone is guessed.

const LONGEST_LINE = 75;
const bytes = new TextEncoder();

/**
 * The text of a calendar file with one event. `day` is 2026-12-02, `start` 13:00; `lines` the agenda; `now` a Date, which the
 * format asks for; `host` makes the name of the event unlike those of other sites.
 */
export function calendar({ title, lines, address, day, start, minutes, now, host }) {
  const [year, month, date] = day.split("-").map(Number);
  const [hour, minute] = start.split(":").map(Number);
  // Counted in UTC, where no hour is skipped or said twice; only the digits are used.
  const at = (later) => digits(new Date(Date.UTC(year, month - 1, date, hour, minute + later)));
  const description = [...lines, "", address].join("\n");
  const rows = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${escaped(host)}//Planner//EN`,
    "BEGIN:VEVENT",
    `UID:${nameOf([day, start, title, description].join("\n"))}@${host.replace(/[^A-Za-z0-9.-]/g, "-")}`,
    `DTSTAMP:${digits(now)}Z`,
    `DTSTART:${at(0)}`,
    `DTEND:${at(minutes)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return rows.map((row) => `${folded(row)}\r\n`).join("");
}

/** Text as a value: its own signs are escaped, and what cannot stand in a file is left out. */
export function escaped(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll("\n", "\\n");
}

/** A row in lines of at most 75 bytes, never cut inside a character. */
export function folded(row) {
  let line = "";
  let length = 0;
  let out = "";
  for (const sign of row) {
    const size = bytes.encode(sign).length;
    if (length + size > LONGEST_LINE) {
      out += `${line}\r\n`;
      line = " ";
      length = 1;
    }
    line += sign;
    length += size;
  }
  return out + line;
}

function digits(moment) {
  return moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
}

/** The same name for the same plan: saved twice, it is one event in most calendars. */
function nameOf(text) {
  const halves = [0x811c9dc5, 0x01000193];
  for (const byte of bytes.encode(text)) {
    halves[0] = Math.imul(halves[0] ^ byte, 0x01000193);
    halves[1] = Math.imul(halves[1] + byte, 0x85ebca6b) ^ (halves[1] >>> 13);
  }
  return halves.map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
