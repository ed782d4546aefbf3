// What a person must look at in the letter as a whole, and what is only worth noting: the same as hub/letters/doubts.py.

import { reason } from "./findings.js";
import { looksAlike, withoutSuffix } from "./names.js";
import { partition } from "./parts.js";
import { hiddenText, phrasesIn } from "./reading.js";
import { rules, table, words } from "./rules.js";
import { first, splitSpace, stripSigns } from "./text.js";
import { capital, fold, keys, lower, phrases, shown } from "./tokens.js";

const DRAFT_WORDS = 6; // A line of so few words that says "draft" is a mark on the letter.
const [YOUNGEST, OLDEST] = [3, 17]; // The ages of children at school.
const AGE_REACH = 6; // So many words before an age may stand the name of the child.
const ENDED = ["superseded", "withdrawn"];

/** The doubts of a letter, in the order of the lists below, each code at most three times. */
export function doubtsOf(reading, parts, facts, call, others) {
  const found = [
    ...summary(facts),
    ...drafts(reading, parts, facts),
    ...blanks(reading, parts, facts),
    ...listed(reading, "lorem", "lorem-ipsum"),
    ...automatic(reading),
    ...children(reading, facts),
    ...details(parts),
    ...mixed(reading),
    ...second(facts, call, others),
  ];
  const kept = [];
  for (const one of found) {
    const same = kept.filter((other) => other.code === one.code);
    const isNew = same.every((other) => other.line !== one.line || !isSameWords(other.words, one.words));
    if (same.length < 3 && isNew) kept.push(one);
  }
  return kept;
}

function isSameWords(some, others) {
  const names = Object.keys(some);
  return names.length === Object.keys(others).length && names.every((name) => some[name] === others[name]);
}

/** Of a summary the fields alone tell date and signatory, so until a person accepted it, it stands for no letter. */
function* summary(facts) {
  if (facts.body_is === "summary" && facts.accepted !== "yes") yield reason("summary-not-accepted");
}

function allLines(parts) {
  return [...parts.top, ...parts.middle, ...parts.signature];
}

function* drafts(reading, parts, facts) {
  const saysDraft = (said) => said.some((word) => words("draft").has(word));
  if (saysDraft(keys(facts.letterhead))) yield reason("draft", { found: facts.letterhead });
  for (const row of allLines(parts)) {
    const said = keys(row.text);
    if (said.length <= DRAFT_WORDS && saysDraft(said)) yield reason("draft", { found: row.text }, row.line);
  }
  for (const token of reading.tokens) {
    const capitalized = first(token.key).toUpperCase() + token.key.slice(first(token.key).length);
    if (words("draft").has(token.key) && token.shown !== token.key && token.shown !== capitalized) {
      yield reason("draft", { found: token.shown }, token.line);
    }
  }
  yield* listed(reading, "drafts", "draft");
}

function* listed(reading, name, code) {
  for (const [start, end] of reading.marks[name]) {
    yield reason(code, { found: shown(reading.tokens.slice(start, end)) }, reading.tokens[start].line);
  }
}

function* blanks(reading, parts, facts) {
  yield* listed(reading, "placeholders", "placeholder-left");
  const signature = new Set(parts.signature.map((row) => row.line));
  for (const row of allLines(parts)) {
    if (row.text.includes(rules().replace)) yield reason("placeholder-left", { found: row.text }, row.line);
    for (const [opens, closes] of ["[]", "{}", "<>"]) {
      const [inside] = partition(partition(row.text, opens)[1], closes);
      const said = keys(inside).join(" ");
      const own = [facts.organization, facts.signatory_name, facts.signatory_title].some(
        (text) => keys(text).join(" ") === said,
      );
      if (row.text.includes(opens) && !own && keys(inside).some((key) => words("placeholder_words").has(key))) {
        yield reason("placeholder-left", { found: `${opens}${inside}${closes}` }, row.line);
      }
    }
    if (row.text.includes("___") && !signature.has(row.line))
      yield reason("placeholder-left", { found: "___" }, row.line);
  }
}

function* automatic(reading) {
  yield* listed(reading, "automatic", "automatic-reader");
  for (const [part, found] of hiddenText(reading.seen)) {
    for (const [start, end] of phrasesIn(found).automatic) {
      yield reason("automatic-reader", { found: shown(found.slice(start, end)) }, part.line);
    }
  }
}

/** Details of a child: an age beside a name, a child's name, and phrases that speak of private matters. */
function* children(reading, facts) {
  yield* listed(reading, "child", "personal-details");
  yield* namedChildren(reading, new Set(keys(facts.organization)));
  const found = reading.tokens;
  const ages = phrases("age_words");
  for (const [index, token] of found.entries()) {
    const following = words("child_words").has(token.key) ? found.slice(index + 1, index + 3) : [];
    if (following.length === 2 && words("child_names").has(following[0].key) && capital(following[1])) {
      yield reason("personal-details", { found: shown(found.slice(index, index + 4)) }, token.line);
    }
    const named = words("one_child").has(token.key) && !capital(token) ? found.slice(index + 1, index + 3) : [];
    if (named.length === 2 && named.every((other) => capital(other) && other.sentence === token.sentence)) {
      yield reason("personal-details", { found: shown(found.slice(index, index + 3)) }, token.line);
    }
    const age = table("numbers").get(token.key) ?? -1;
    if (age < YOUNGEST || age > OLDEST) continue;
    const [begin, last] = reading.sentence(index);
    const after = found
      .slice(index + 1, index + 3)
      .map((other) => other.key)
      .join(" ");
    const isLabeled = index > begin && words("age_labels").has(found[index - 1].key);
    if (!isLabeled && !ages.some((parts) => parts.join(" ") === after)) continue;
    const start = isLabeled ? index - 1 : index;
    const end = index + (isLabeled ? 1 : 1 + ages[0].length);
    const before = found.slice(Math.max(begin, start - AGE_REACH), start);
    const pairs = before.slice(1).map((token_, at) => [before[at], token_]);
    const beside =
      pairs.some(([a, b]) => capital(a) && capital(b) && !b.mark) ||
      pairs.some(([a, b]) => words("child_words").has(a.key) && capital(b));
    if (beside || (!isLabeled && end < last && capital(found[end]) && !found[end].mark)) {
      yield reason("personal-details", { found: shown(found.slice(Math.max(begin, start - 4), end)) }, token.line);
    }
  }
}

/**
 * Names beside words for children: "third graders, Lucy Chen", "Lucy Chen, a third grader", "Lucy Chen (grade 3)".
 * `own` are the words of the organization's name, which is no child's.
 */
function* namedChildren(reading, own) {
  const found = reading.tokens;
  const hasOne = (mark, signs) => [...mark].some((sign) => signs.includes(sign));
  for (const [index, token] of found.entries()) {
    const isNear = (at) => at >= 0 && at < found.length && found[at].sentence === token.sentence;
    const name = nameAt(reading, index, own);
    if (!name.length || (isNear(index - 1) && capital(found[index - 1]) && !token.mark)) continue;
    const end = index + name.length;
    let at = index;
    while (isNear(at - 1) && words("such_as").has(found[at - 1].key)) at -= 1;
    const setOff = at < index || hasOne(token.mark, ",:(—-");
    const told = setOff && isNear(at - 1) && isChild(reading, at - 1);
    let stop = end;
    while (isNear(stop) && words("child_aside").has(found[stop].key)) stop += 1;
    const aside = found.slice(end, stop);
    const graded = aside.some((_, place) => isGrade(aside.slice(place, place + 2)));
    const last = isNear(stop) && isChild(reading, stop) && endsPhrase(found, stop);
    if (told || graded || (last && hasOne(found[end].mark, ",(—-"))) {
      const shownTo = told ? end : last ? stop + 1 : stop;
      yield reason("personal-details", { found: shown(found.slice(told ? at - 1 : index, shownTo)) }, token.line);
    }
  }
}

/** Two or three words with capital letters that can be a person's name; empty when there are none. */
function nameAt(reading, index, own) {
  const found = reading.tokens;
  let end = index;
  const isNear = (at) => at < found.length && found[at].sentence === found[index].sentence;
  while (isNear(end) && end - index < 5 && capital(found[end])) {
    if (end > index && (found[end].mark || found[end].the)) break;
    end += 1;
  }
  const name = found.slice(index, end);
  const isOffice = ({ key }) => own.has(key) || words("not_a_childs_name").has(key) || words("title_words").has(key);
  return name.length >= 2 && name.length <= 3 && !name.some(isOffice) && !name[0].the ? name : [];
}

/** Whether a word stands for children: in small letters, or at the beginning of its sentence. */
function isChild(reading, index) {
  const token = reading.tokens[index];
  const isKnown = words("child_words").has(token.key) || words("children_words").has(token.key);
  return isKnown && (!capital(token) || reading.sentence(index)[0] === index);
}

/** Whether two words are a grade: "third grade", "grade 3". */
function isGrade(two) {
  const has = (test) => two.some((token) => test(token.key));
  return two.length === 2 && has((key) => key === "grade") && has((key) => words("grades").has(key));
}

/** Whether a word is the last of its phrase, and not the beginning of "student services". */
function endsPhrase(found, at) {
  if (at + 1 >= found.length || found[at + 1].sentence !== found[at].sentence) return true;
  return Boolean(found[at + 1].mark) || words("stop_words").has(found[at + 1].key);
}

/** Private ways to reach somebody anywhere, and any in the middle of the letter. */
function* details(parts) {
  for (const row of allLines(parts)) {
    const inside = parts.middle.some(
      (other) => other.line === row.line && other.text === row.text && other.block === row.block,
    );
    for (const mail of mailsIn(row.text)) {
      const [name, host] = partition(lower(mail), "@");
      if (words("private_mail").has(host) || (inside && !words("role_mail").has(name))) {
        yield reason("personal-details", { found: mail }, row.line);
      }
    }
    const phone = phoneIn(row.text);
    if (phone && (inside || keys(row.text).some((key) => words("private_phone").has(key)))) {
      yield reason("personal-details", { found: phone }, row.line);
    }
    const street = inside ? streetIn(row.text) : "";
    if (street) yield reason("personal-details", { found: street }, row.line);
  }
}

/** The e-mail addresses in a line. */
export function mailsIn(text) {
  if (!text.includes("@")) return [];
  return splitSpace(text.replace(/[<>()]/g, " "))
    .map((word) => stripSigns(word.replace(/^mailto:/, ""), ".,;:!?\"'[]"))
    .filter((said) => {
      const [name, host] = partition(said, "@");
      return name && stripSigns(host, ".").includes(".") && !host.includes("@") && !name.includes("/");
    });
}

/** The first telephone number in a line: ten digits, or seven with a hyphen after the third; empty when none. */
export function phoneIn(text) {
  if ((text.match(/[0-9]/g) ?? []).length < 7) return "";
  let run = "";
  for (const sign of `${text}\n`) {
    if ("0123456789".includes(sign) || (run && "-. ()+/".includes(sign)) || (!run && "(+".includes(sign))) {
      run += sign;
      continue;
    }
    let groups = run.match(/[0-9]+/g) ?? [];
    if (groups[0] === "1") groups = groups.slice(1);
    const sizes = groups.map((part) => part.length).join(" ");
    if (/^3 3 4(?: |$)/.test(sizes) || sizes === "10" || (sizes === "3 4" && run.includes("-")))
      return stripSigns(run, " .-/");
    run = "";
  }
  return "";
}

/** A street address in a line: a number, one to four words with capitals, and a kind of street; empty when none. */
export function streetIn(text) {
  const found = splitSpace(text.replaceAll(",", " ,").replaceAll(".", " ."));
  const hasCapital = (word) => first(word) !== lower(first(word));
  for (const [index, word] of found.entries()) {
    if (!/^[0-9]{1,6}$/.test(word)) continue;
    for (let end = index + 2; end < Math.min(index + 6, found.length); end += 1) {
      const capitals = found.slice(index + 1, end).every((part) => hasCapital(part) || /^[0-9]/.test(part));
      if (capitals && words("street_types").has(fold(found[end])) && hasCapital(found[end])) {
        return found.slice(index, end + 1).join(" ");
      }
    }
  }
  return "";
}

function* mixed(reading) {
  for (const token of reading.tokens) {
    if (looksAlike(token.key)) yield reason("look-alike-letters", { found: token.shown }, token.line);
  }
}

function* second(facts, call, others) {
  const own = withoutSuffix(keys(facts.organization)).join(" ");
  for (const other of others) {
    const stands = other.call === call.id && !ENDED.includes(other.status);
    if (own && stands && withoutSuffix(keys(other.organization)).join(" ") === own)
      yield reason("second-letter", { other: other.id });
  }
}

/** What is only worth noting. `day` is the date of the letter, empty when it is not known. */
export function notesOf(reading, parts, call, day) {
  const found = [];
  if (day && call.closed && day > call.closed) found.push(reason("after-deadline", { date: day, closed: call.closed }));
  if (day && call.opened && day < call.opened) found.push(reason("before-opening", { date: day, opened: call.opened }));
  const contact = [...parts.top, ...parts.signature].find((row) => phoneIn(row.text) || mailsIn(row.text).length);
  if (contact) found.push(reason("contact-details", { found: contact.text }, contact.line));
  const parts_ = reading.seen.hidden.filter((part) => keys(part.text).length);
  const hidden = parts_.find((part) => part.kind !== "page") ?? parts_[0];
  if (hidden) found.push(reason(`not-read-${hidden.kind}`, {}, hidden.line));
  return found;
}
