"""Acronyms and what they stand for, for the search."""

from __future__ import annotations

import json

from hub.catalogue import Catalogue


def acronyms_json(catalogue: Catalogue) -> bytes:
    """Abbreviations and what they stand for, in every language, so that a search for one finds the other."""
    found: dict[str, list[str]] = {}
    for entry in catalogue.glossary.items if catalogue.glossary else ():
        if entry.abbreviation:
            words = [entry.label] if isinstance(entry.label, str) else list(entry.label)
            known = found.setdefault(entry.abbreviation.lower(), [])
            known += [word for word in words if word not in known]
    return json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True).encode()
