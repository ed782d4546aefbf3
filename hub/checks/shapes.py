"""Rules on the shape of a record, which the model enforces while a file is read."""

from hub.checks.rules import reading_rule

reading_rule(
    "unknown-field",
    "A field that does not exist",
    "The field reference lists every field. A misspelt one would be lost without a word; the hint is the nearest name.",
    failing="sumary: Two sentences.",
    passing="summary: Two sentences.",
)
reading_rule(
    "missing-field",
    "A field that must be there",
    "Without it a page could not be made, or a reader could not judge what stands on it.",
    failing="title: Three beliefs   # and no summary",
    passing="title: Three beliefs\nsummary: What the community holds about students, teachers and schools.",
)
reading_rule(
    "bad-value",
    "A value that the field cannot hold",
    "The field takes a date, an address, a number or one of a few words, and this is something else.",
    failing="date: October 5",
    passing="date: 2021-10-05",
)
reading_rule(
    "list-expected",
    "One value where a list belongs",
    "The field takes several values, in square brackets or one a line.",
    failing="audience: principal",
    passing="audience: [principal]",
)
reading_rule(
    "fields-expected",
    "A text where fields belong",
    "The field holds fields of its own, one a line below it.",
    failing="related: [matrix-1a]",
    passing="related:\n  - id: matrix-1a\n    reason: It applies the beliefs.",
)
reading_rule(
    "text-expected",
    "A list where one value belongs",
    "The field takes one value, and a list or fields stand there.",
    failing="publisher: [One office, another office]",
    passing="publisher: One office and another office",
)
reading_rule(
    "placeholder-left",
    "Something that is still to be filled in",
    "`hub new` marks with `REPLACE:` what only a person can say. Nothing is published while such a mark stands.",
    failing='summary: "REPLACE: one or two sentences"',
    passing="summary: What the community holds about students, teachers and schools.",
)
