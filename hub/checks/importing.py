"""Rules that `hub letter import` and `hub letter from-form` enforce on what comes in, before anything is written."""

from hub.checks.rules import reading_rule

reading_rule(
    "letter-file-kind",
    "A letter in a kind of file that cannot be read",
    "Letters are read from Word (.docx), PDF, Markdown and plain text. What a file is follows from its content, not "
    "from its name. Older Word files, Pages, OpenDocument, RTF, web pages and pictures are saved as .docx first.",
    failing="hub letter import letter.doc",
    passing="hub letter import letter.docx",
)
reading_rule(
    "letter-file-protected",
    "A letter behind a password",
    "The file is encrypted, so nothing in it can be read.",
    failing="hub letter import protected.pdf",
    passing="hub letter import letter.pdf",
)
reading_rule(
    "letter-file-too-large",
    "A letter that is larger than letters are",
    "The file has more than 10 MB, a PDF more than 20 pages, or it unpacks to far more than it seems to hold. Such "
    "files would only be slow, or were made to do harm.",
    failing="hub letter import scan-of-400-pages.pdf",
    passing="hub letter import letter.pdf",
)
reading_rule(
    "letter-file-damaged",
    "A letter in a file that is damaged",
    "The file was cut off, was renamed, or is not made as Word and PDF programs make files.",
    failing="hub letter import half-of-a-letter.docx",
    passing="hub letter import letter.docx",
)
reading_rule(
    "letter-file-without-text",
    "A letter that is only a picture",
    "There is no text in the file. A scan is a picture of a letter: people can read it, programs cannot.",
    failing="hub letter import scan.pdf",
    passing="hub letter import letter.docx",
)
reading_rule(
    "letter-organization-unclear",
    "A letter that does not say whose it is",
    "Neither the letterhead nor the pledge names an organization, so that the letter has no name to be kept under.",
    failing="hub letter import letter.docx",
    passing='hub letter import letter.docx --organization "Sample Valley Unified School District"',
)
reading_rule(
    "letter-form-field",
    "A form for letters that is not filled in",
    "The text of the issue is not as the form makes it: a field is missing, empty or several lines long, or the "
    "confirmation is not checked.",
    failing="### Date of the letter\n\n_No response_",
    passing="### Date of the letter\n\n2026-11-21",
)
