"""What the page that checks letters needs to know: the rules, the calls, the letters that are kept, and all words.

One file for each language, `assets/letters/<language>.json`. The modules under docs/en/assets/js/letter/ read it as
hub/letters/ reads rules.json.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from hub.catalogue import Catalogue
from hub.facets import english
from hub.letters import call_words, wording
from hub.letters.rules import rules
from hub.model import Call
from hub.outputs.letter_page import OUTCOMES, SENTENCES
from hub.site import Site
from hub.words import gettext_for

# The kinds of record that the file speaks of.
KINDS = ("calls", "commitments", "organizations")


def files(catalogue: Catalogue, site: Site) -> Iterator[tuple[str, tuple[str, ...], Callable[[], bytes]]]:
    """The file of each language: where it stands, what it depends on, and how it is made."""
    depends = [digest for (kind, _), digest in sorted(catalogue.digests.items()) if kind in KINDS]
    for lang in site.languages:
        path = f"{site.folder(lang)}assets/letters/{lang}.json"
        yield path, (lang, *depends), partial(letter_rules_json, catalogue, lang)


def letter_rules_json(catalogue: Catalogue, lang: str) -> bytes:
    """The file of a language."""
    gettext = gettext_for(lang)

    def said(sentences: Mapping[str, str]) -> dict[str, str]:
        return {name: gettext(sentence) for name, sentence in sentences.items()}

    found = {
        "rules": {name: value for name, value in rules().items() if name != "about"},
        "calls": {id: _versions(call) for id, call in catalogue.calls.items()},
        "others": [
            {"id": id, "organization": letter.organization, "call": letter.call, "status": letter.status}
            for id, letter in sorted(catalogue.letters.items())
        ],
        "organizations": [
            {
                "name": english(organization.name),
                "abbreviation": organization.abbreviation or "",
                "names": list(organization.also_known_as),
            }
            for _, organization in sorted(catalogue.organizations.items())
        ],
        "wording": said(wording.REASONS),
        "outcomes": said(OUTCOMES),
        "page": said({**SENTENCES, "lead_in": wording.LEAD_IN}),
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _versions(call: Call) -> list[Any]:
    """Every version of a call, the newest first."""
    return [call_words(call, terms) for terms in (call, *call.earlier)]
