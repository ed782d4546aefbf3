"""How to cite a record: one plain sentence, a BibTeX and an RIS entry, from facts only. What is not known is left out,
and a missing date is said in words, so that nobody has to guess whether it was forgotten.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hub import words
from hub.addresses import address
from hub.catalogue import Catalogue
from hub.model import Edtf, Letter, Localized, Resource
from hub.site import Site

Text = str | Localized
# The characters that BibTeX and LaTeX would read as commands.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: "\\" + sign for sign in "&%$#_{}"},
    }
)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»]?\Z")


class Citation(NamedTuple):
    """`text` is one line for a list of references; `bibtex` and `ris` are entries for programs that keep references."""

    text: str
    bibtex: str
    ris: str


def of_resource(resource: Resource, catalogue: Catalogue, site: Site, lang: str) -> Citation:
    """How to cite what the record describes, with the record as the place where it was found."""
    gettext = words.gettext_for(lang)
    hub = gettext(site.name)
    if resource.editor_authored:
        makers = [gettext("Editors of the {hub}").format(hub=hub)]
    elif resource.publisher:
        makers = [resource.publisher]
    else:
        makers = [in_language(lang, catalogue.label("organizations", partner)) for partner in resource.partners]
    title = resource.published_title or in_language(lang, resource.title)
    where = hub if resource.editor_authored else gettext("Record in the {hub}").format(hub=hub)
    return _citation(resource.id, makers, resource.date, title, where, address("resources", resource.id), site, lang)


def of_letter(letter: Letter, catalogue: Catalogue, site: Site, lang: str) -> Citation:
    """How to cite a commitment letter. A summary and the notice of a withdrawn letter are cited as what they are."""
    gettext = words.gettext_for(lang)
    call = catalogue.calls.get(letter.call)
    organization = catalogue.organizations.get(call.organization) if call else None
    asker = (organization.abbreviation or in_language(lang, organization.name)) if organization else ""
    title = gettext("Letter of commitment to {name}").format(name=asker) if asker else gettext("Letter of commitment")
    held = gettext("Summary in the {hub}") if letter.body_is == "summary" else gettext("Letter in the {hub}")
    if letter.status == "withdrawn":
        held = gettext("Withdrawn; a notice of it in the {hub}")
    where = held.format(hub=gettext(site.name))
    return _citation(
        letter.id, [letter.organization], letter.date, title, where, address("commitments", letter.id), site, lang
    )


def _citation(
    id: str, makers: list[str], date: Edtf | str | None, title: str, where: str, page: str, site: Site, lang: str
) -> Citation:
    """Date and place in the one form of this hub: maker (date). Title. Where. Address."""
    gettext = words.gettext_for(lang)
    shown_date = words.when(date, lang) if date else gettext("no date")
    place = public_address(site, lang, page)
    named = f"{'; '.join(makers)} ({shown_date})." if makers else f"({shown_date})."
    # A title stands first when nobody is named, so that the line can be found in an alphabetical list.
    parts = [named, _sentence(title)] if makers else [f"{title} ({shown_date})."]
    text = " ".join([*parts, _sentence(where), place])
    edtf = date if isinstance(date, str) or date is None else date.text
    return Citation(
        text,
        _bibtex(id, makers, edtf, title, where, place, site),
        _ris(id, makers, edtf, shown_date, title, where, place, site),
    )


def _bibtex(id: str, makers: list[str], edtf: str | None, title: str, where: str, place: str, site: Site) -> str:
    fields: list[tuple[str, str]] = [("title", "{" + _escape(title) + "}")]
    if makers:
        # Inner braces keep the name of a body in one piece.
        fields.insert(0, ("author", " and ".join("{" + _escape(maker) + "}" for maker in makers)))
    if edtf:
        fields.append(("date", edtf))
        if "/" not in edtf:
            fields.append(("year", edtf[:4]))
    fields.append(("howpublished", _escape(where)))
    # Programs take an address as it stands; a path is no address, so it goes into the note.
    fields.append(("url", place) if site.url else ("note", _escape(place)))
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@misc{{{id},\n{lines}\n}}"


def _ris(
    id: str, makers: list[str], edtf: str | None, shown: str, title: str, where: str, place: str, site: Site
) -> str:
    """One line for each field, of two capitals and two spaces about a hyphen; `shown` is the date in words."""
    lines = ["TY  - GEN", f"ID  - {id}", *[f"AU  - {maker}" for maker in makers], f"TI  - {title}"]
    if edtf and "/" in edtf:
        lines.append(f"N1  - {shown}")  # RIS has no spans of years.
    elif edtf:
        year, month, day = edtf[:4], edtf[5:7], edtf[8:]
        # A season is no month; what stands after the third stroke says what the other three parts cannot.
        lines += f"PY  - {year}", f"DA  - {year}///{shown}" if month > "12" else f"DA  - {year}/{month}/{day}/"
    lines += f"N1  - {where}", f"UR  - {place}" if site.url else f"N1  - {place}", "ER  - ", ""
    ris = "\r\n".join(lines)
    # No value may hold the end of a line, in any alphabet: it could begin a field there. Nearly none does.
    if len(ris.splitlines()) >= len(lines):
        ris = "\r\n".join(line[:6] + " ".join(line[6:].split()) for line in lines)
    return ris


def public_address(site: Site, lang: str, page: str) -> str:
    """Where a page can be read: its public address, or its path while the site has none."""
    folder = "" if lang == site.languages[0] else f"{lang}/"
    return f"{site.url}{folder}{page}"


def _escape(text: str) -> str:
    return text.translate(_BIBTEX)


def _sentence(text: str) -> str:
    return text if _SENTENCE_END.search(text) else f"{text}."


def in_language(lang: str, text: Text) -> str:
    """The text in a language, or else in English."""
    if isinstance(text, str):
        return text
    return text.es if lang == "es" else text.en
