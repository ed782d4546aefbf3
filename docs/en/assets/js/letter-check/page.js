// The page "Check your letter". It reads the letter in this browser, with the same rules as `hub letter check`: the
// modules in ../letter/ are those of hub/letters/, and tests prove that both say the same. Nothing is sent anywhere.

import { keepForOffline } from "./offline.js";
import { drawOverall, drawReport, say } from "./drawing.js";
import { FIELDS, join, split } from "./front-matter.js";
import { fileName, mail, newFileAddress, uploadAddress } from "./submission.js";
import { clean, oneLine } from "../letter-import/characters.js";
import { Refused, kindOf, readFile, textOf } from "../letter-import/incoming.js";
import { readText } from "../letter-import/plain-text.js";
import { recognize } from "../letter-import/recognized.js";
import { check } from "../letter/report.js";
import { use } from "../letter/rules.js";
import { toHtml } from "../letter/seen.js";

/** Between a key press and the new report, in milliseconds. */
const PAUSE = 250;
/** The reader of the hub refuses larger files, in bytes. */
const LONGEST = 64 * 1024;
/** How a file of the hub is called. */
const NAME = /^(?=.{1,67}$)[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;
/** Ways to reach somebody, which a letterhead often has and which no page shows. */
const CONTACT = /@|www\.|https?:|\b(?:phone|telephone|tel|fax)\b|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}/i;

/** Brings the page to life. Where something cannot be loaded, a sentence says so in its place. */
export async function start(root) {
  const part = (name) => root.querySelector(`[data-hub-part="${name}"]`);
  const language = document.documentElement.lang;
  let words;
  try {
    const answer = await fetch(new URL(`${root.dataset.base}assets/letters/${language}.json`, location.href));
    words = await answer.json();
  } catch (error) {
    console.info("The words of the check could not be loaded.", error);
    part("plain").hidden = true;
    part("broken").hidden = false;
    return;
  }
  use(words.rules);
  new LetterCheck(root, part, words, language).begin();
  part("plain").hidden = true;
  part("tool").hidden = false;
  keepForOffline();
}

class LetterCheck {
  constructor(root, part, words, language) {
    Object.assign(this, { root, part, words, language });
    this.text = part("text");
    this.inputs = new Map(
      [...root.querySelectorAll("[data-hub-field]")].map((input) => [input.dataset.hubField, input]),
    );
    this.typed = new Set(); // Fields that the person has filled in; what the letter says no longer changes them.
    this.letterhead = []; // What the header of a Word file said, line by line.
    this.name = ""; // The name of the chosen file, when it is a file of the hub.
    this.blob = "";
  }

  begin() {
    const later = this.waiting();
    this.text.addEventListener("input", later);
    this.text.addEventListener("paste", (event) => this.pasted(event));
    for (const [name, input] of this.inputs) {
      input.addEventListener("input", () => {
        if (input.value) this.typed.add(name);
        else this.typed.delete(name);
        later();
      });
    }
    const chooser = this.root.querySelector("input[type=file]");
    chooser.addEventListener("change", () => {
      if (chooser.files.length) this.take(chooser.files[0]);
      // The same file can be chosen again after it was corrected.
      chooser.value = "";
    });
    this.followDrops();
    this.part("empty").addEventListener("click", () => this.empty());
    this.part("copy-file").addEventListener("click", () => this.copy(this.part("file-text").textContent));
    this.part("download").addEventListener("click", () => this.done(this.words.page.downloaded));
    // A browser that goes back to the page brings the text back.
    if (this.text.value) this.refresh();
  }

  /** A function that refreshes the report when there was no further call for a moment. */
  waiting() {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.refresh(), PAUSE);
    };
  }

  followDrops() {
    const box = this.part("drop");
    const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
    // A file that misses the box must not take the place of the page.
    for (const kind of ["dragover", "drop"]) {
      addEventListener(kind, (event) => {
        if (carriesFile(event)) event.preventDefault();
      });
    }
    box.addEventListener("dragover", (event) => {
      if (carriesFile(event)) box.dataset.over = "";
    });
    box.addEventListener("dragleave", (event) => {
      if (!box.contains(event.relatedTarget)) delete box.dataset.over;
    });
    box.addEventListener("drop", (event) => {
      delete box.dataset.over;
      if (carriesFile(event) && event.dataTransfer.files.length) this.take(event.dataTransfer.files[0]);
    });
  }

  /** Reads a file into the box. */
  async take(file) {
    const { page } = this.words;
    this.tell([say(page.reading, { file: file.name })]);
    try {
      const raw = await readFile(file);
      const kind = kindOf(raw, file.name);
      const read = kind === "word" ? await this.readWord(raw) : { letterhead: [], ...readText(textOf(raw), kind) };
      this.typed.clear();
      this.letterhead = read.letterhead;
      this.name = kind === "markdown" && NAME.test(file.name) ? file.name : "";
      this.text.value = read.text;
      this.refresh();
      this.tell([say(page.read, { file: file.name }), ...read.notes.map((note) => page[`note-${note}`])]);
      this.part("report-title").focus();
    } catch (error) {
      const code = error instanceof Refused ? error.code : "unreadable";
      if (code === "unreadable") console.info("The file could not be read.", error);
      this.tell([say(page[`refused-${code}`], { file: file.name, ...error.words })], true);
    }
  }

  async readWord(raw) {
    // A hundred kilobytes that most visitors do not need.
    const { readWord } = await import("../letter-import/word.js").catch(() => {
      throw new Refused("library");
    });
    return readWord(raw, toHtml);
  }

  /** Text from Word or a mail keeps its lists and line ends: it becomes Markdown, unless it is some already. */
  pasted(event) {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const isWhole = this.text.selectionStart === 0 && this.text.selectionEnd === this.text.value.length;
    if (!pasted.trim() || !isWhole) return;
    event.preventDefault();
    const { text, notes } = readText(pasted, "pasted");
    // Put in as if typed, so that it can be undone.
    if (!document.execCommand("insertText", false, text)) this.text.value = text;
    this.tell(notes.map((note) => this.words.page[`note-${note}`]));
    this.refresh();
  }

  empty() {
    this.text.value = "";
    this.letterhead = [];
    this.name = "";
    this.typed.clear();
    for (const input of this.inputs.values()) input.value = "";
    this.tell([]);
    this.refresh();
    this.text.focus();
  }

  /** Reads the letter anew: fields, report, finished file. */
  refresh() {
    const { fields, entries, body, firstLine } = split(this.text.value);
    const { page } = this.words;
    this.part("empty").hidden = !this.text.value;
    const isTooLong = new TextEncoder().encode(this.text.value).length > LONGEST;
    if (!body.trim() || isTooLong) {
      this.showOverall("", isTooLong ? page.too_long : page.no_letter);
      this.part("findings").replaceChildren();
      this.part("ready").hidden = true;
      this.part("not-ready").hidden = false;
      return;
    }
    const call = this.callOf(fields);
    const facts = this.fill(recognize(body, this.letterhead, call, this.words.organizations, fields));
    const report = check(
      { ...facts, body_is: fields.body_is ?? "letter" },
      body,
      call,
      today(),
      firstLine,
      this.words.others,
    );
    const drawing = {
      words: this.words,
      call,
      language: this.language,
      showLine: (line) => this.showLine(line),
      copy: (text) => this.copy(text),
    };
    this.showOverall(report.overall, drawOverall(report, drawing));
    this.part("findings").replaceChildren(...drawReport(report, drawing));
    this.offer(facts, fields, entries, body, call, report);
  }

  /** The call that the lines above the letter name, in the version that they name; else the page's own, newest. */
  callOf(fields) {
    const { calls } = this.words;
    const versions = calls[Object.hasOwn(calls, fields.call) ? fields.call : this.root.dataset.call];
    return versions.find((terms) => terms.version === fields.call_version) ?? versions[0];
  }

  /** Fills the fields with what the letter says, except where the person has typed; the values of all of them. */
  fill(recognized) {
    const { page } = this.words;
    const found = { letterhead: this.letterhead.filter((line) => !CONTACT.test(line)).join(", "), ...recognized };
    const facts = {};
    for (const name of FIELDS) {
      const input = this.inputs.get(name);
      if (!this.typed.has(name)) input.value = found[name] ?? "";
      facts[name] = oneLine(input.value);
      const from = this.typed.has(name) ? page.from_you : facts[name] ? page.from_letter : page.from_nowhere;
      const isOptional = name === "acronym" || name === "letterhead";
      const note = this.root.querySelector(`#hub-check-${name}-from`);
      note.textContent = isOptional && !facts[name] ? page.from_nowhere_optional : from;
    }
    return facts;
  }

  /** The finished file and the ways to submit it. */
  offer(facts, given, entries, body, call, report) {
    const { page } = this.words;
    const missing = ["organization", "date", "signatory_name", "signatory_title"].filter((name) => !facts[name]);
    this.part("ready").hidden = missing.length > 0;
    this.part("not-ready").hidden = missing.length === 0;
    const labels = missing.map((name) => this.inputs.get(name).labels[0].textContent);
    this.part("not-ready").textContent = say(page.fill_in, {
      fields: new Intl.ListFormat(this.language).format(labels),
    });
    if (missing.length) return;
    this.part("caution").hidden = report.overall !== "incomplete";
    const version = given.call_version ?? (this.words.calls[call.id].length > 1 ? call.version : "");
    const fields = { ...facts, call: call.id, call_version: version, status: given.status ?? "submitted" };
    const { text } = clean(join(fields, entries, finished(body)));
    const taken = this.words.others.map((other) => other.id);
    const name = this.name || fileName(facts, call.id, taken);
    this.part("file-name").textContent = name;
    this.part("file-text").textContent = text;
    this.offerDownload(name, text);
    this.offerGitHub(name, text);
    this.offerMail(name, text, facts);
  }

  offerDownload(name, text) {
    if (this.blob) URL.revokeObjectURL(this.blob);
    this.blob = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    Object.assign(this.part("download"), { href: this.blob, download: name });
  }

  offerGitHub(name, text) {
    const { repository, branch } = this.root.dataset;
    if (!repository) return;
    const address = newFileAddress(repository, branch, name, text);
    this.part("github").hidden = !address;
    this.part("upload").hidden = Boolean(address);
    const elsewhere = { target: "_blank", rel: "noopener noreferrer" };
    if (address) Object.assign(this.part("github-new"), { href: address, ...elsewhere });
    Object.assign(this.part("github-upload"), { href: uploadAddress(repository, branch), ...elsewhere });
  }

  offerMail(name, text, facts) {
    const { page } = this.words;
    const words = { organization: facts.organization, file: name };
    const made = mail(
      this.root.dataset.recipient,
      say(page.mail_subject, words),
      say(page.mail_with, words),
      say(page.mail_attach, words),
      text,
    );
    this.part("mail").href = made.address;
    this.part("mail-attach").hidden = made.holdsLetter;
  }

  /** The sentence about the whole. It is a live region: a screen reader says it when it changes, and only then. */
  showOverall(overall, sentence) {
    const place = this.part("overall");
    place.dataset.overall = overall;
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  /** What happened to a file, below the box: sentences, the first one apart. */
  tell(sentences, isRefused = false) {
    const place = this.part("read");
    place.toggleAttribute("data-refused", isRefused);
    const [first = "", ...others] = sentences;
    const items = others.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    });
    const list = document.createElement("ul");
    list.append(...items);
    place.replaceChildren(first, ...(items.length ? [list] : []));
  }

  /** Leads to a line of the letter in the box and marks it. */
  showLine(line) {
    const lines = this.text.value.split("\n");
    const begin = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    this.text.focus();
    // The browser scrolls to the caret when the box gets the focus.
    this.text.setSelectionRange(begin, begin);
    this.text.blur();
    this.text.focus();
    this.text.setSelectionRange(begin, begin + (lines[line - 1] ?? "").length);
    this.text.scrollIntoView({ block: "nearest" });
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.done(this.words.page.copied);
    } catch {
      // Without permission, or without https: the person can still mark and copy it.
      this.done(this.words.page.not_copied);
    }
  }

  done(sentence) {
    const place = this.part("done");
    // The same sentence twice is said twice.
    place.textContent = "";
    setTimeout(() => {
      place.textContent = sentence;
    }, 50);
  }
}

/** The letter as the reader of the hub takes it: without what hides, in lines that are not too long. */
function finished(body) {
  try {
    return readText(body, "markdown").text;
  } catch {
    // There is nothing in it that anybody would see.
    return "";
  }
}

/** The day here, as the letter has it; unlike everything that the build writes, this comes from the clock. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
