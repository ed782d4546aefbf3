"""The check of commitment letters: what a letter has of what its call asks, told as a fair reader would.

`check` is the whole of it: plain data in, a `Report` out. The same algorithm in JavaScript reads the same rules.json,
and the golden letters prove that the two agree.
"""

from hub.letters.call_words import call_words, facts_of
from hub.letters.findings import CallWords, Difference, Facts, Finding, Other, Part, Reason, Report, as_json
from hub.letters.report import check

__all__ = [
    "CallWords",
    "Difference",
    "Facts",
    "Finding",
    "Other",
    "Part",
    "Reason",
    "Report",
    "as_json",
    "call_words",
    "check",
    "facts_of",
]
