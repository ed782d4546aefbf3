"""Words of our own in every language at once, for titles and descriptions of pages that no record words."""

from __future__ import annotations

from hub import words
from hub.model import Localized

Text = str | Localized


def both(message: str, **values: Text) -> Localized:
    """A message of the site in English and Spanish, with `{name}` replaced by the value in the same language."""
    texts = {}
    for lang in Localized._fields:
        known = {name: value if isinstance(value, str) else getattr(value, lang) for name, value in values.items()}
        texts[lang] = words.gettext_for(lang)(message).format(**known)
    return Localized(**texts)
