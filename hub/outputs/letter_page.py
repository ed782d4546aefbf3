"""The sentences of the page that checks letters in the browser. They go into assets/letters/<language>.json."""

from __future__ import annotations

from hub.words import N_

OUTCOMES = {
    "present": N_("Present"),
    "nearly": N_("Nearly"),
    "missing": N_("Missing"),
    "person": N_("A person must look"),
}
SENTENCES = {
    "no_letter": N_("There is no letter yet."),
    "too_long": N_(
        "This is longer than a letter can be: the limit is 64 kilobytes. Leave in the box the letter alone."
    ),
    "complete": N_("Complete: all {total} parts that the call asks for are there."),
    "incomplete": N_("Incomplete: {number} of {total} parts are missing: {parts}."),
    "incomplete_one": N_("Incomplete: one of {total} parts is missing: {parts}."),
    "person": N_("A person must look: nothing is missing, but the check cannot decide everything."),
    "doubts": N_("For a person to look at"),
    "notes": N_("For your information"),
    "yours": N_("Your letter:"),
    "wanted": N_("The call:"),
    "nothing": N_("nothing"),
    "show_line": N_("Show line {line}"),
    "to_paste": N_("Text to paste:"),
    "copy": N_("Copy this text"),
    "copied": N_("Copied."),
    "not_copied": N_("The browser did not allow copying. Mark the text and copy it yourself."),
    "downloaded": N_("The file was handed to your browser for download."),
    "fill_in": N_("Fill in above, and you get the finished file: {fields}."),
    "from_letter": N_("From the letter"),
    "from_you": N_("As you typed it"),
    "from_nowhere": N_("Not found in the letter; type it here"),
    "from_nowhere_optional": N_("Not found in the letter"),
    "mail_subject": N_("Commitment letter: {organization}"),
    "mail_with": N_("Here is our commitment letter for the hub. Its text stands below as the file {file}."),
    "mail_attach": N_("Here is our commitment letter for the hub, as the attached file {file}."),
    "reading": N_("Reading {file} …"),
    "read": N_("{file} was read. The report stands below."),
    "note-tracked-changes": N_("The file has tracked changes: it was read as if all of them were accepted."),
    "note-hidden": N_("Hidden text was left out."),
    "note-struck": N_("Text that is struck out was left out."),
    "note-text-boxes": N_("Text boxes were read as paragraphs where they are anchored. Look where they stand."),
    "note-moving-date": N_("A date in the file changes by itself when the file is opened. Type the day of signing."),
    "note-left-out": N_("Formulas, charts or embedded documents were left out."),
    "note-pictures": N_("Pictures were left out."),
    "note-comments": N_("Comments were left out."),
    "note-remarks": N_("HTML comments, which nobody sees, were left out."),
    "note-invisible": N_("Invisible characters were removed."),
    "note-marks": N_("Bold and italics could not be kept everywhere."),
    "note-not-alike": N_("The text may not be the same word for word. Compare it with the letter."),
    "refused-too-large": N_("{file} has {size} MB; the limit is {limit} MB. Shrink its pictures, or paste the text."),
    "refused-unpacks-too-large": N_("{file} unpacks to far more than a letter can need. Paste the text instead."),
    "refused-empty": N_("{file} is empty. Choose the file of the letter, or paste its text."),
    "refused-no-text": N_("There is no text in it. If the letter is a picture in the file, type its text."),
    "refused-pdf": N_("{file} is a PDF, which is not read here. Choose the Word file, or paste the text of the PDF."),
    "refused-old-word": N_("{file} is a file of an old Word (.doc). Save it as .docx, or paste its text."),
    "refused-protected": N_("{file} is protected with a password. Remove the password in Word, or paste the text."),
    "refused-zipped": N_("{file} is a zip file without a Word document, or of another program. Save it as .docx."),
    "refused-rtf": N_("{file} is an RTF file. Save it as .docx, or paste its text."),
    "refused-picture": N_("{file} is a picture, and its text cannot be read. Choose the Word file, or paste the text."),
    "refused-web-page": N_("{file} is a web page. Copy the text of the letter and paste it here."),
    "refused-other": N_(
        "Files of type {suffix} are not read here. Choose a .docx, .md or .txt file, or paste the text."
    ),
    "refused-binary": N_("{file} does not hold text. Choose a .docx, .md or .txt file, or paste the text."),
    "refused-damaged": N_("{file} is damaged or no Word file. Open it in Word and save it again, or paste the text."),
    "refused-unreadable": N_("{file} could not be read. Choose it again, or paste the text."),
    "refused-library": N_("The reader of Word files could not be loaded. Go online and try again, or paste the text."),
}
