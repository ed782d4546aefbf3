// The report of a letter as elements of the page. Everything that comes from a letter is put in as text, never as HTML.

// Words of a reason that are days.
const DAYS = ["date", "opened", "closed"];

/** A sentence with its placeholders filled in. */
export function say(sentence, words = {}) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => (Object.hasOwn(words, name) ? words[name] : all));
}

/** An element with attributes and children; `null` children are left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/**
 * The findings, doubts and notes of a report. `words` are the sentences of assets/letters/<language>.json, `call` the
 * words of the call; `showLine(number)` leads to a line of the letter and `copy(text)` puts a text into the clipboard.
 */
export function drawReport(report, { words, call, language, showLine, copy }) {
  const labels = new Map(call.components.map((component) => [component.id, component.label]));
  const goals = new Map(call.goals.map((goal) => [goal.id, goal.label]));
  const local = (label) => label?.[language] ?? label?.en ?? "";
  const drawn = { words, showLine, copy };
  const findings = make("ol", { class: "hub-check-findings", role: "list" });
  for (const found of report.findings) {
    const heading = make(
      "h4",
      {},
      local(labels.get(found.component)) || found.component,
      " ",
      badge(found.outcome, words),
    );
    const parts = found.parts.map((part) => {
      const label = part.id === "lead-in" ? words.page.lead_in : local(goals.get(part.id)) || part.id;
      return make(
        "li",
        {},
        head(make("p", {}, make("strong", {}, label), " ", badge(part.outcome, words)), part, drawn),
        ...details(part, drawn),
      );
    });
    // What a part says to paste is part of what the whole says to paste.
    const shown = parts.length && found.parts.some((part) => part.paste) ? { ...found, paste: "" } : found;
    findings.append(
      make(
        "li",
        { "data-component": found.component, "data-outcome": found.outcome },
        head(heading, found, drawn),
        ...details(shown, drawn),
        parts.length ? make("ul", { class: "hub-check-parts", role: "list" }, ...parts) : null,
      ),
    );
  }
  return [
    findings,
    ...listed(words.page.doubts, report.doubts, drawn),
    ...listed(words.page.notes, report.notes, drawn),
  ];
}

function badge(outcome, words) {
  return make("span", { "class": "hub-outcome", "data-outcome": outcome }, words.outcomes[outcome]);
}

/** What it is and how it stands, with the way to its line. */
function head(title, found, { words, showLine }) {
  return make(
    "div",
    { class: "hub-check-head" },
    title,
    found.line ? lineButton(found.line, words.page, showLine) : null,
  );
}

/** Reasons, differences and the text to paste: what a component and a part of it have in common. */
function details(found, { words, showLine, copy }) {
  const { page } = words;
  return [
    found.reasons.length
      ? make(
          "ul",
          {},
          ...found.reasons.map((reason) => make("li", {}, ...sentence(reason, found.line, words, showLine))),
        )
      : null,
    found.differences.length ? differences(found.differences, found.line, page, showLine) : null,
    found.paste ? paste(found.paste, page, copy) : null,
  ].filter(Boolean);
}

/** A reason in words, with the way to its line where that is another one than `line`. */
function sentence(reason, line, words, showLine) {
  const said = say(words.wording[reason.code] ?? reason.code, withDays(reason.words));
  return reason.line && reason.line !== line ? [said, " ", lineButton(reason.line, words.page, showLine)] : [said];
}

/** The words of a reason, with days as people write them. */
function withDays(values) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const day = (name, value) =>
    DAYS.includes(name) && /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.format(new Date(value)) : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, day(name, value)]));
}

function lineButton(line, page, showLine) {
  const button = make(
    "button",
    { type: "button", class: "hub-check-button" },
    say(page.show_line, { line: String(line) }),
  );
  button.addEventListener("click", () => showLine(line));
  return button;
}

function differences(rows, line, page, showLine) {
  const items = rows.map((row) =>
    make(
      "li",
      {},
      make(
        "span",
        {},
        `${page.yours} `,
        row.found ? make("mark", { lang: "en" }, row.found) : make("em", {}, page.nothing),
      ),
      make("br"),
      make(
        "span",
        {},
        `${page.wanted} `,
        row.wanted ? make("mark", { lang: "en" }, row.wanted) : make("em", {}, page.nothing),
      ),
      ...(row.line && row.line !== line ? [" ", lineButton(row.line, page, showLine)] : []),
    ),
  );
  return make("ul", { class: "hub-check-differences", role: "list" }, ...items);
}

function paste(text, page, copy) {
  const button = make("button", { type: "button", class: "hub-check-button" }, page.copy);
  button.addEventListener("click", () => copy(text));
  return make(
    "div",
    { class: "hub-check-paste" },
    make("p", {}, page.to_paste),
    make("blockquote", { lang: "en" }, text),
    button,
  );
}

function listed(title, reasons, { words, showLine }) {
  if (!reasons.length) return [];
  return [
    make("h4", {}, title),
    make("ul", {}, ...reasons.map((reason) => make("li", {}, ...sentence(reason, 0, words, showLine)))),
  ];
}

/** How the whole stands, in a sentence. */
export function drawOverall(report, { words, call, language }) {
  const name = (id) => {
    const label = call.components.find((component) => component.id === id)?.label;
    return label?.[language] ?? label?.en ?? id;
  };
  const missing = report.findings.filter((found) => found.outcome === "missing").map((found) => name(found.component));
  const total = String(report.findings.length);
  if (report.overall === "complete") return say(words.page.complete, { total });
  if (report.overall === "incomplete") {
    const sentences = missing.length === 1 ? words.page.incomplete_one : words.page.incomplete;
    return say(sentences, {
      number: String(missing.length),
      total,
      parts: new Intl.ListFormat(language).format(missing),
    });
  }
  return words.page.person;
}
