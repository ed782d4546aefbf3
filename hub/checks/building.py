"""Rules that are enforced while the site is built and published, after the content was found good."""

from hub.checks.rules import reading_rule
from hub.problems import Severity

reading_rule(
    "broken-link",
    "A link inside the site that leads nowhere",
    "Every link from one page of the site to another, and to a place on it, is followed before the site is published.",
    failing="See [the guide](../guides/visit/).   # and no such page",
    passing="See [the guide](../resources/visit-guide/).",
)
reading_rule(
    "page-refused",
    "A written page that MkDocs warns about",
    "MkDocs draws the written pages in docs/, and every warning of it stops the site. The message is its own.",
    failing="See [the guide](no-such-page.md).",
    passing="See [the guide](guides/index.md).",
)
reading_rule(
    "file-type-not-published",
    "A file of a type that is not published",
    "The site holds pages, styles, scripts, images, fonts and data, and nothing else: a forgotten document could hold "
    "what was never meant for the public.",
    failing="docs/en/assets/notes.docx",
    passing="docs/en/assets/images/notes.png",
)
reading_rule(
    "search-failed",
    "The search index could not be made",
    "Pagefind reads the finished pages and stopped. The site that was published before is as it was.",
    failing="hub build   # without room on the disk",
    passing="hub build",
)
reading_rule(
    "output-not-a-folder",
    "The output is not a folder",
    "The site is written to a folder of its own. At this place stands a file or a symbolic link.",
    failing="hub build --output README.md",
    passing="hub build --output site",
)
reading_rule(
    "output-not-ours",
    "The output folder holds other files",
    "A build replaces the whole output folder. One that the hub did not write is left alone.",
    failing="hub build --output docs",
    passing="hub build --output site",
)
reading_rule(
    "cannot-write",
    "The site could not be written",
    "The system refused to write: the disk is full or the permissions are wrong. The old site is as it was.",
    failing="hub build --output /protected",
    passing="hub build --output site",
)
reading_rule(
    "build-running",
    "Another build is writing this site",
    "Two builds at once would mix their pages, so the second one does not begin.",
    failing="hub build & hub build",
    passing="hub build",
)
reading_rule(
    "manifest-unreadable",
    "The manifest of a site cannot be read",
    "Every site that the hub builds lists its files in `manifest.json`. In this folder the list is missing or broken.",
    failing="hub verify docs",
    passing="hub verify site",
)
reading_rule(
    "published-file-missing",
    "A file of the site is gone",
    "The manifest lists a file that is not in the folder, so the copy is not whole.",
    failing="rm site/about/index.html; hub verify",
    passing="hub build; hub verify",
)
reading_rule(
    "published-file-changed",
    "A file of the site is not the one that was built",
    "The bytes of a file are not those that the manifest lists: it was changed after the build, or copied badly.",
    failing="echo more >> site/about/index.html; hub verify",
    passing="hub build; hub verify",
)
reading_rule(
    "published-file-unexpected",
    "A file that the site does not have",
    "The folder holds a file that the manifest does not list: somebody put it there after the build.",
    failing="cp notes.txt site/; hub verify",
    passing="hub build; hub verify",
)
reading_rule(
    "ledger-line",
    "A line of the ledger that is no address",
    "`content/addresses.txt` holds every address that was published, one a line, and where readers of some go instead.",
    failing="https://library.example/guides/",
    passing="guides/",
)
reading_rule(
    "address-lost",
    "An address that people have noted would be gone",
    "What was published stays at its address for ever. When a record gets another id, its file names the earlier one; "
    "when anything else goes, its line in `content/addresses.txt` says where its readers go, or what programs get in "
    "its place.",
    failing="three-beliefs.yml   # is renamed to four-beliefs.yml",
    passing="aliases: [three-beliefs]   # in four-beliefs.yml",
)
reading_rule(
    "address-unlisted",
    "An address that the ledger does not know yet",
    "A new page is published at an address that `content/addresses.txt` lacks. This is news for a maintainer, and no "
    "mistake: `make ledger` adds it.",
    failing="resources/new-record/   # in no line of content/addresses.txt",
    passing="make ledger",
    severity=Severity.FINDING,
)
reading_rule(
    "id-reused",
    "An id that was given to something else before",
    "The id of a record that is gone was given to a record of another kind. Whoever finds the old name somewhere would "
    "take the one for the other.",
    failing="content/organizations/three-beliefs.yml   # three-beliefs was a resource",
    passing="content/organizations/beliefs-project.yml",
)
