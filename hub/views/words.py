"""Views of single words: a term that is explained where it stands, and the explanations of a page."""

from __future__ import annotations

from typing import Annotated

from hub.catalogue import Catalogue
from hub.model import Ref
from hub.views.registry import Context, view


@view(inline=True, of=())
def word(catalogue: Catalogue, *, term: Annotated[str, Ref("glossary")], said: str = "") -> Context:
    """A term of the glossary that is explained in place, in a sentence: a reader who chooses it sees what it means.

    Written pages need it rarely. The first time that a page uses a name or abbreviation of the glossary it is explained
    by itself, except in headings, links, quotations and code. `said` is what stands in the sentence, where that is
    neither.

    {{ word(term="lcap", said="the plan") }}
    """
    entry = catalogue.known("glossary").get(term)
    return {"entry": entry, "said": said or getattr(entry, "abbreviation", None) or getattr(entry, "label", term)}


@view(of=())
def words_on_page(catalogue: Catalogue, *, terms: str) -> Context:
    """What the terms of the glossary mean that a page explains. Nobody has to write this: each page that uses such
    terms has it at its end, where paper shows it. `terms` lists their ids with spaces between.

    {{ words_on_page(terms="lcap ngss") }}
    """
    known = catalogue.known("glossary")
    return {"ids": [id for id in terms.split() if id in known]}
