// What a person does with a letter that was checked: the name of its file, and the addresses that carry it elsewhere.
// Every one of them is a link or a button; nothing goes anywhere until the person uses it.

/** GitHub answers longer addresses with an error. */
export const LONGEST_ADDRESS = 7500;
/** Some programs cut a prepared e-mail off behind about two thousand signs, and a letter must not lose its end. */
export const LONGEST_MAIL = 1900;
const LONGEST_ID = 64;

/** The file of a letter: its organization and its call; where that name is taken, the year of the letter too. */
export function fileName(fields, call, taken) {
  const id = slugify(`${fields.acronym || fields.organization} ${call}`) || slugify(`letter ${call}`);
  if (!taken.includes(id)) return `${id}.md`;
  const year = fields.date.slice(0, 4);
  return `${id.slice(0, LONGEST_ID - year.length - 1)}${year && "-"}${year}.md`;
}

function slugify(words) {
  const plain = words
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/g, "")
    .toLowerCase();
  const hyphened = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (hyphened.length <= LONGEST_ID) return hyphened;
  // Do not end in half a word.
  return hyphened.slice(0, LONGEST_ID + 1).replace(/-[^-]*$/, "");
}

/** GitHub's page for a new file with everything filled in; empty when the address would be too long. */
export function newFileAddress(repository, branch, name, text) {
  const query = `filename=${encodeURIComponent(name)}&value=${encodeURIComponent(text)}`;
  const address = `${repository}/new/${branch}/content/commitments?${query}`;
  return address.length > LONGEST_ADDRESS ? "" : address;
}

/** GitHub's page on which a file is dropped. */
export function uploadAddress(repository, branch) {
  return `${repository}/upload/${branch}/content/commitments`;
}

/** A prepared e-mail as { address, holdsLetter }. A letter that is too long for one has to be attached. */
export function mail(recipient, subject, withLetter, toAttach, text) {
  const begin = `mailto:${encodeURIComponent(recipient).replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=`;
  const encoded = (words) => encodeURIComponent(words.replaceAll("\n", "\r\n"));
  const whole = begin + encoded(`${withLetter}\n\n${text}`);
  const holdsLetter = whole.length <= LONGEST_MAIL;
  return { address: holdsLetter ? whole : begin + encoded(toAttach), holdsLetter };
}
