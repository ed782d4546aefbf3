"""The text of a letter in the one form that is hashed, so that anybody can find out whether a letter was changed.

The text is what stands below the facts of the file: UTF-8, lines that end in LF, no white space at the end of a line,
no empty lines before and after, and one LF at the end. This command gives the same hash from the file, or from the
`letter.md` that the site offers (on macOS, `shasum -a 256` does what `sha256sum` does):

    printf '%s\\n' "$(LC_ALL=C sed '1,/^---[[:space:]]*$/d; s/[[:space:]]*$//' letter.md | sed '/./,$!d')" | sha256sum

In the `letter.json` of the site, `text` is this very text: `jq -j .text letter.json | sha256sum`.
"""

from __future__ import annotations

import hashlib

# The file beside the page of a letter that says of a text, by its hash, when it was accepted.
ACCEPTANCE = "accepted-{hash}.json"
HASH_SIGNS = 16
# As a page shows it, with the name of the file that a reader downloads.
COMMAND = (
    "printf '%s\\n' \"$(LC_ALL=C sed '1,/^---[[:space:]]*$/d; s/[[:space:]]*$//' letter.md"
    " | sed '/./,$!d')\" | sha256sum"
)
_SPACE = " \t\v\f\r"


def normalized(body: str) -> str:
    """The text of a letter as it is hashed; empty when there is none."""
    lines = [line.rstrip(_SPACE) for line in body.split("\n")]
    text = "\n".join(lines).strip("\n")
    return f"{text}\n" if text else ""


def acceptance(hash: str) -> str:
    """The name of the file that says of a text that it was accepted."""
    return ACCEPTANCE.format(hash=hash[:HASH_SIGNS])


def sha256_of(body: str) -> str:
    """The SHA-256 of the normalized text, as hexadecimal."""
    return hashlib.sha256(normalized(body).encode("utf-8")).hexdigest()
