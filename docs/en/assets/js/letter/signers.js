// Who signed: names and titles from the facts and from the signature block. The same as hub/letters/signers.py, which
// says how a line is read. A signer is { name, title, line }.

import { findDate, labeled } from "./dates.js";
import { finding, reason } from "./findings.js";
import { withoutSuffix } from "./names.js";
import { labelOf } from "./parts.js";
import { made, rules, table, words } from "./rules.js";
import { first, size, splitSpace, strip, stripSigns } from "./text.js";
import { capital, keys, lower, phrase, phrases, shown } from "./tokens.js";

const MOST_WORDS = 14;

/** The finding of the signature. `whole` says that the text is the letter itself: then it must say who signs. */
export function signatureFinding(component, facts, block, call, names, whole = true) {
  const found = signers(block, names, call);
  const placeholder = block.find((row) => isPlaceholder(row.text));
  const proxy = block.find((row) => isProxy(row.text, names));
  let name = strip(facts.signatory_name);
  let title = strip(facts.signatory_title);
  const same = found.find((signer) => name && signer.name && samePerson(name, signer.name));
  const other = found.find((signer) => signer.name);
  const own = same ?? found.find((signer) => signer.name && signer.title) ?? other;
  let line = own ? own.line : found.length ? found[0].line : 0;
  const paste = pasteOf(name || (own?.name ?? ""), title || (own?.title ?? ""));
  const told = (outcome, code, said = {}) =>
    finding(component, outcome, {
      line,
      reasons: [reason(code, said, line)],
      paste: outcome === "missing" || code.endsWith("-beside-text") ? paste : "",
    });
  if (isBlank(name)) name = "";
  if (isBlank(title)) title = "";
  if (placeholder && !own?.name) {
    line = placeholder.line;
    return told("missing", "signature-placeholder", { found: placeholder.text });
  }
  if (!name && !own?.name) return told("missing", "signature-without-name");
  if (name && other && !same) return told("person", "signers-disagree", { wanted: name, found: other.name });
  if (proxy) {
    ({ line } = proxy);
    return told("person", "signed-for-another", { found: proxy.text });
  }
  const untitled = found.find((signer) => signer.title && !signer.name)?.title ?? "";
  const signedTitle = own?.title || untitled;
  if (!title && !signedTitle) return told("missing", "signature-without-title");
  if (title && signedTitle && !sameTitle(title, signedTitle)) {
    return told("person", "titles-disagree", { wanted: title, found: signedTitle });
  }
  // The title in the letter counts, and the one beside it where the letter has none.
  const said = signedTitle || title;
  const seniors = [said, ...found.map((signer) => signer.title)];
  if (!seniors.some((row) => row && isSenior(row, call))) return told("person", "title-not-senior", { found: said });
  if (whole && !own?.name) return told("person", "signer-beside-text", { found: name });
  if (whole && !signedTitle) return told("person", "title-beside-text", { found: title });
  return finding(component, "present", { line });
}

function pasteOf(name, title) {
  const { replace } = rules();
  return `Sincerely,\n\n${name || `${replace} name`}\\\n${title || `${replace} title`}`;
}

/** The people of a signature block in their order. */
export function signers(block, names, call) {
  const rows = [];
  for (const row of block) {
    const [label, rest] = labelOf(row.text);
    let text = stripSigns(rest, " _/|-\u2014,");
    if (isBlank(text) || splitSpace(text).length > MOST_WORDS || reaches(text)) continue;
    const dated = findDate(text);
    if (dated) {
      text = labeled(dated[1]);
      if (!text) continue;
    }
    const [name, title] = readLine(text, label, names);
    const last = rows.at(-1);
    if (name) rows.push({ name, title, line: row.line });
    else if (title && last && !last.title) last.title = title;
    else if (title && last && keys(title).some((key) => seniorWords(call).has(key)))
      last.title = `${last.title}, ${title}`;
    else if (title && !last) rows.push({ name: "", title, line: row.line });
  }
  return rows;
}

/** The name and the title that a line holds, either may be empty. */
function readLine(text, label, names) {
  if (["title", "position", "office", "its"].includes(label)) return ["", text];
  const kept = pieces(text)
    .map(strip)
    .filter((piece) => piece && !isCredential(keys(piece)));
  if (!kept.length) return ["", ""];
  const titleOf = (parts) => parts.filter((piece) => !isOrganization(piece, names)).join(", ");
  if (isName(kept[0], names)) return [kept[0], titleOf(kept.slice(1))];
  return hasTitleWord(text) ? (nameBehindTitle(kept[0], names) ?? ["", titleOf(kept)]) : ["", ""];
}

/** The name and the title of "Superintendent Ada Example". */
function nameBehindTitle(text, names) {
  const said = phrase(text);
  const last = said.findLastIndex((token) => words("title_words").has(token.key));
  const rest = said.slice(last + 1);
  if (last < 0 || rest.length < 2 || words("particles").has(rest[0].key)) return null;
  if (rest.some((token) => token.mark) || !isName(shown(rest), names)) return null;
  return [shown(rest), shown(said.slice(0, last + 1))];
}

/** A line in pieces at commas, bars and long dashes. */
function pieces(text) {
  return ["|", " - ", "\u2014", ";", "(", ")"].reduce((said, sign) => said.replaceAll(sign, ","), text).split(",");
}

const credentials = () => [...phrases("credentials")].sort((one, other) => other.length - one.length);

function isCredential(parts) {
  return made(credentials).some((known) => known.join(" ") === parts.join(" "));
}

/** Whether a text can be the name of a person. */
export function isName(text, names) {
  const parts = bareName(text).filter((token) => !words("particles").has(token.key));
  if (parts.length < 1 || parts.length > 6 || isOrganization(text, names) || hasTitleWord(text)) return false;
  if (parts.length === 1 && phrase(text).length === 1) return false;
  return parts.every((token) => capital(token) && !/[0-9]/.test(token.key));
}

/** The words of a name without honorifics and credentials. */
export function bareName(text) {
  let rest = phrase(text);
  while (rest.length && words("honorifics").has(rest[0].key)) rest = rest.slice(1);
  for (const parts of made(credentials)) {
    const isAtEnd = () => parts.every((key, at) => rest[rest.length - parts.length + at].key === key);
    while (rest.length > parts.length + 1 && isAtEnd()) rest = rest.slice(0, -parts.length);
  }
  return rest;
}

/** Whether a text speaks of an office. */
export function hasTitleWord(text) {
  const said = keys(text);
  return said.some((key) => words("title_words").has(key)) || table("same_titles").has(said.join(" "));
}

function isOrganization(text, names) {
  const said = phrase(text);
  const spans = names.find(said, 0, said.length);
  const rest = spans.length ? [...said.slice(0, spans[0][0]), ...said.slice(spans[0][1])] : [];
  const own = spans.length > 0 && rest.length <= 2 && !rest.some((token) => words("title_words").has(token.key));
  return own || withoutSuffix([".", ...keys(text)]).length === 1;
}

/** Whether a line tells how to reach somebody: an address, a number, a web page. */
function reaches(text) {
  const digits = (text.match(/[0-9]/g) ?? []).length;
  return (
    text.includes("@") ||
    text.includes("://") ||
    lower(text).includes("www.") ||
    (digits >= 5 && findDate(text) === null)
  );
}

/** Whether a line holds no words, or only says that a signature stands here. */
function isBlank(text) {
  const said = keys(text);
  return !said.length || words("labels").has(said.join(" ")) || isPlaceholder(text);
}

function isPlaceholder(text) {
  const said = strip(text);
  if (said.toLowerCase().includes(rules().replace.toLowerCase())) return true;
  return /^[[{<][^]*[\]}>]$|^[[{<]$/.test(said) && keys(said).some((key) => words("placeholder_words").has(key));
}

/** Whether a line says that somebody signs for another: "p.p.", "for Ada Example". */
function isProxy(text, names) {
  const said = phrase(text);
  const there = ` ${said.map((token) => token.key).join(" ")} `;
  if (phrases("signs_for").some((parts) => there.includes(` ${parts.join(" ")} `))) return true;
  if (!said.length || !words("for_words").has(said[0].key) || names.find(said, 0, said.length).length) return false;
  const marked = said.findIndex((token, index) => index >= 2 && token.mark);
  const end = marked < 0 ? said.length : marked;
  return end > 2 && isName(shown(said.slice(1, end)), names);
}

/** Whether two names can be one person's: the same last name, and first names or initials that agree. */
export function samePerson(one, other) {
  const [a, b] = [bareName(one.split(",")[0]), bareName(other.split(",")[0])];
  if (!a.length || !b.length || a.at(-1).key !== b.at(-1).key) return false;
  const [mine, theirs] = [a[0].key, b[0].key];
  return mine === theirs || ((size(mine) === 1 || size(theirs) === 1) && first(mine) === first(theirs));
}

/** Whether one title has all the words of the other. */
export function sameTitle(one, other) {
  const [a, b] = [titleKeys(one), titleKeys(other)];
  return a.every((key) => b.includes(key)) || b.every((key) => a.includes(key));
}

/** The words of a title, with abbreviations spelled out. */
export function titleKeys(title) {
  let said = ` ${keys(title).join(" ")} `;
  for (const [short, long] of table("same_titles")) said = said.replaceAll(` ${short} `, ` ${long} `);
  return splitSpace(said);
}

function seniorTitles(call) {
  return call.senior_titles.map((title) => ` ${titleKeys(title).join(" ")} `);
}

function seniorWords(call) {
  return new Set(seniorTitles(call).flatMap(splitSpace));
}

/** Whether a title is one of those that may sign. */
export function isSenior(title, call) {
  let said = ` ${titleKeys(title).join(" ")} `;
  for (const office of rules().offices_of) {
    const begin = said.indexOf(` ${office} `);
    if (begin >= 0) said = said.slice(0, begin + 1);
  }
  if (phrases("junior_titles").some((junior) => said.includes(` ${junior.join(" ")} `))) return false;
  return seniorTitles(call).some((row) => said.includes(row));
}
