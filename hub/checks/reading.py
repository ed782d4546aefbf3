"""Rules that the reader of files enforces: declared here so that the reference is complete and no code is unknown."""

from hub.checks.rules import reading_rule

# Files.

reading_rule(
    "missing-file",
    "A list that the hub needs is not there",
    "The lists of terms, sources, places, standards and frameworks stand in files with fixed names. One is gone, "
    "or it was renamed. What names its terms is not reported as well.",
    failing="content/vocabularies/topic.yml",
    passing="content/vocabularies/topics.yml",
)
reading_rule(
    "unexpected-file",
    "A file that belongs nowhere",
    "Every file under content/ is read, so that no record is left out by a slip in its name. What is not content has "
    "its place elsewhere.",
    failing="content/resources/a-plan.yaml",
    passing="content/resources/a-collection/a-plan.yml",
)
reading_rule(
    "missing-collection",
    "A folder that is not a collection",
    "A folder of resources is a collection when `_collection.yml` in it gives its title, introduction and order.",
    failing="content/resources/new-folder/a-plan.yml   # alone",
    passing="content/resources/new-folder/_collection.yml",
)
reading_rule(
    "bad-slug",
    "A file name that cannot be an id",
    "The name of a file is the id of its record and a part of its address, for ever: lower-case letters, digits and "
    "single hyphens, at most 64. Some names are kept for the site itself.",
    failing="content/organizations/My District.yml",
    passing="content/organizations/my-district.yml",
)
reading_rule(
    "slug-clash",
    "Two records with the same id",
    "Addresses do not name the collection, so an id is given once in the whole hub. People have noted the address of "
    "the record that was there first: it keeps the id, and the other one gets another.",
    failing="content/resources/one/report.yml and content/resources/two/report.yml",
    passing="content/resources/two/report-2021.yml",
)
reading_rule(
    "symlink",
    "A symbolic link",
    "Links could lead out of the project, and do not survive on every system. The file itself belongs here. This "
    "holds for `content/`, `docs/` and `overrides/`.",
    failing="content/timeline.yml -> ../elsewhere.yml",
    passing="content/timeline.yml",
)
reading_rule(
    "special-file",
    "Not an ordinary file",
    "A pipe, a socket or a device stands where a file is expected.",
    failing="mkfifo content/timeline.yml",
    passing="content/timeline.yml",
)
reading_rule(
    "unreadable-file",
    "A file or folder that cannot be read",
    "The system does not let the hub read it. Most often its permissions are wrong.",
    failing="chmod 000 content/timeline.yml",
    passing="chmod 644 content/timeline.yml",
)
reading_rule(
    "file-too-large",
    "A file of more than 64 KB, or a letter of more than 2,000 lines",
    "A record describes a thing; it is not the thing. Long documents belong behind a link. A letter has a page or two, "
    "and fewer than 500 links.",
    failing="a record of 1 MB",
    passing="a record of a page or two",
)
reading_rule(
    "empty-file",
    "A file without fields",
    "The file is empty, or holds comments only.",
    failing="# to be written",
    passing="title: Three beliefs",
)

# Characters.

reading_rule(
    "not-utf-8",
    "A text in another encoding",
    "Files are UTF-8, in which every language can be written. Another encoding shows wrong letters, or none.",
    failing="a file saved as Latin-1 or UTF-16",
    passing="a file saved as UTF-8",
)
reading_rule(
    "hidden-character",
    "An invisible character",
    "Some characters hide or reorder the text around them, so that a reader sees something else than the machine. They "
    "come along when text is copied from a web page or a PDF.",
    failing='title: "Three\\u200b beliefs"',
    passing='title: "Three beliefs"',
)
reading_rule(
    "line-too-long",
    "A line of more than 2,000 characters, or a paragraph of more than 4,000",
    "Long lines cannot be reviewed. Break the text: `>-` and lines below it make one paragraph, and an empty line "
    "begins another one.",
    failing="summary: (a line of several thousand characters)",
    passing="summary: >-\n  A text on several lines.\n  It becomes one paragraph.",
)

# YAML.

reading_rule(
    "yaml-syntax",
    "The file cannot be read as YAML",
    "Indentation, a colon or a quotation mark is not as it must be. The hint says what most often causes it.",
    failing="title: Part 1: Begin",
    passing='title: "Part 1: Begin"',
)
reading_rule(
    "duplicate-key",
    "The same field twice",
    "Only one of the two values could be used, and nobody would know which.",
    failing="title: One\ntitle: Two",
    passing="title: One",
)
reading_rule(
    "empty-value",
    "A field without a value",
    "What is not known is left out: an empty field looks like a mistake to the next reader.",
    failing="publisher:",
    passing="publisher: County Office of Education",
)
reading_rule(
    "key-not-text",
    "A field name that is not a word",
    "A list or a mapping, or more than 200 characters, stand where the name of a field is expected.",
    failing="? [title, summary]\n: one text",
    passing="title: one text",
)
reading_rule(
    "not-a-mapping",
    "A file that holds no fields",
    "A record is made of `name: value` lines. This file holds a list or a single text.",
    failing="- Three beliefs",
    passing="title: Three beliefs",
)
reading_rule(
    "second-document",
    "A second document in one file",
    "A line `---` begins another document. One file holds one record.",
    failing="title: One\n---\ntitle: Two",
    passing="title: One",
)
reading_rule(
    "too-deep",
    "Lists in lists in lists",
    "Nothing in the hub is nested more than eight levels deep.",
    failing="title: [[[[[[[[[deep]]]]]]]]]",
    passing="title: Plain",
)
reading_rule(
    "yaml-anchor",
    "A YAML anchor",
    "Anchors make one part of a file change another. A text that begins with `&` stands in quotes.",
    failing="title: &name Three beliefs",
    passing="title: Three beliefs",
)
reading_rule(
    "yaml-alias",
    "A YAML alias",
    "Aliases repeat an anchor. A text that begins with `*` stands in quotes.",
    failing="summary: *name",
    passing='summary: "*name*"',
)
reading_rule(
    "yaml-tag",
    "A YAML tag",
    "Tags tell YAML what a value is. The hub knows that from the field. A text that begins with `!` stands in quotes.",
    failing="title: !important Three beliefs",
    passing='title: "!important"',
)
reading_rule(
    "yaml-merge",
    "A YAML merge key",
    "`<<` copies fields from elsewhere. Write the fields out; what a whole collection shares is in its `defaults`.",
    failing="<<: {language: [en]}",
    passing="language: [en]",
)
reading_rule(
    "yaml-directive",
    "A YAML directive",
    "Lines that begin with `%` speak to YAML itself. They are not used here.",
    failing="%YAML 1.1\n---\ntitle: One",
    passing="title: One",
)
reading_rule(
    "front-matter-missing",
    "A letter without its facts",
    "A letter begins with a line `---`, the fields, and another line `---`. The letter itself stands below.",
    failing="To the members of the collaborative ...",
    passing="---\norganization: A New District\n---\n\nTo the members of the collaborative ...",
)
reading_rule(
    "front-matter-open",
    "Facts of a letter without an end",
    "The second line `---`, between the fields and the letter, is missing.",
    failing="---\norganization: A New District\n\nTo the members ...",
    passing="---\norganization: A New District\n---\n\nTo the members ...",
)
