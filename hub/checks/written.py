"""The rules of written pages and of what lies beside them. `hub.written_pages` enforces them."""

from hub.checks.rules import reading_rule

reading_rule(
    "html-page",
    "A page that is written as HTML",
    "Written pages are Markdown. A file of HTML in `docs/` would be published as it stands: without the frame of the "
    "site, and without the policy by which every page keeps scripts and pictures of others out.",
    failing="docs/en/visits.html",
    passing="docs/en/visits.md",
)
