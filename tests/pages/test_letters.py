"""The page of a letter in every state, on letters of fictional organizations."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from hub.catalogue import Catalogue
from hub.letter_text import sha256_of
from hub.model import Letter
from hub.model.attachment import Attachment
from hub.model.letter import Terms
from hub.pages.plan import plan
from hub.site import Site
from tests import fictional
from tests.pages.conftest import SITE, page_of, real


@cache
def letters() -> Catalogue:
    return fictional.catalogue_with(real())


def page(id: str, lang: str = "en", catalogue: Catalogue | None = None) -> str:
    return page_of(catalogue or letters(), f"commitments/{id}/", lang)


def with_letter(**values: object) -> Catalogue:
    """The letters, with one more of the museum."""
    new = fictional.letter("new", fictional.MUSEUM, **values)
    return replace(letters(), letters={**letters().letters, "new": new})


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<script")[0]).split())


def test_the_letter_stands_on_its_page(language: str) -> None:
    html = page("busy", language)
    assert "<em>A Framework for K-12 Science Education</em>" in html
    assert "Example Museum of Science, Office of Science" in html
    assert html.count("Ada Example<br>") == 1, "the letter carries its own signature block"
    assert "<p>January 28, 2025</p>" in html, "the letter carries its own date"


def test_what_the_text_does_not_carry_is_added() -> None:
    bare = page("new", catalogue=with_letter(body="We will train science leads, as the Framework asks us to do."))
    assert re.search(r"<footer><p>Ada Example<br>Superintendent<br>Example Museum of Science</p></footer>", bare)
    assert '<time datetime="2026-03-02">March 2, 2026</time>' in bare
    own = page("new", catalogue=with_letter(body="March 2, 2026\n\n" + fictional.text_of(fictional.MUSEUM)))
    letter = own[own.index('<section class="hub-letter">') : own.index("</section>", own.index("hub-letter"))]
    assert letter.count("March 2, 2026") == 1 and "<footer>" not in letter


def test_the_report_tells_every_component_in_plain_words(language: str) -> None:
    html = page("busy", language)
    assert html.count('data-outcome="present"') == 7 + 5, "components, and the parts of the goals"
    assert html.count('href="../../letters/goals/#castl-goal-') == 4
    assert re.search(r"January 10, 2024|10 de enero de 2024", html), "the deadline is a note"
    assert "%" not in text_of(html).replace("%s", ""), "there is no score"


def test_what_differs_is_shown_in_both_wordings() -> None:
    changed = fictional.text_of(fictional.MUSEUM).replace("supporting implementation", "supporting the implementation")
    html = page("new", catalogue=with_letter(body=changed))
    assert 'data-outcome="nearly"' in html
    assert '<q lang="en">supporting implementation</q>' in html
    assert '<q lang="en">supporting the implementation</q>' in html


def test_a_missing_part_is_said(language: str) -> None:
    body = fictional.text_of(fictional.MUSEUM).replace("- build on and share", "- think about")
    assert 'data-outcome="missing"' in page("new", language, with_letter(body=body))


def test_what_a_letter_answered_is_the_version_of_its_time() -> None:
    call = letters().calls["castl-k12"]
    values = {name: getattr(call, name) for name in Terms.model_fields}
    old = Terms.model_validate({**values, "version": "1", "pledge": "{organization} will try."})
    newest = call.model_copy(update={"version": "2", "earlier": (old,)})
    two = replace(with_letter(call_version="1"), calls={"castl-k12": newest})
    html = page("new", catalogue=two)
    assert "(version 1)" in html and "The call is now at version 2" in html
    data = text_of(html)
    assert data.count("A person must look") + data.count("Missing") >= 1, "judged by its own version"
    assert "(version 2)" in page("busy", catalogue=two)


def test_a_summary_says_what_the_report_is_about() -> None:
    html = page("short")
    assert "The hub holds a summary, not the letter itself." in html
    assert "The report is about the summary" in html and "The summary has everything" not in html
    alone = replace(letters(), letters={"short": letters().letters["short"]})
    assert "The summary has everything that the call asks." in page("short", catalogue=alone)


def test_of_a_withdrawn_letter_only_the_notice_is_left(language: str) -> None:
    html = page("gone", language)
    assert ("The museum asked for it." if language == "en" else "El museo lo pidió.") in html
    assert ("September 9, 2024" if language == "en" else "9 de septiembre de 2024") in html
    letter = letters().letters["gone"]
    for word in ("commits to", "Framework", "Ada Example", "Office of Science", "A note", "Something that was done"):
        assert word not in html
    assert sha256_of(letter.body) not in html and 'class="hub-letter"' not in html
    assert 'href="../../commitments/gone/letter.md"' in html.replace("../../../", "../../")


def test_a_superseded_letter_and_its_successor_lead_to_each_other(language: str) -> None:
    assert '<a href="../../commitments/newer/">' in page("old", language)
    assert '<a href="../../commitments/old/">' in page("newer", language)
    assert "Framework" in page("old", language), "it stays readable"


def test_whose_status_it_is_stands_beside_it() -> None:
    html = page("busy")
    assert "Status in this archive" in html
    assert "This says nothing about acceptance by those who asked for it." in html


def test_evidence_is_told_newest_first(language: str) -> None:
    html = page("busy", language)
    assert html.index("<strong>2026</strong>") < html.index("<strong>2025</strong>")
    assert ("Trained 40 science leads." if language == "en" else "Formación de 40 líderes") in html
    assert '<a class="hub-go" href="https://museum.example.org/report" rel="external">' in html
    assert "more than a year old" not in html


def test_silence_is_said_without_blame() -> None:
    html = page("newer")
    assert "Nothing has been told to the hub yet." in html
    assert "That says nothing about what was done" in html
    assert "more than a year old" not in page("fresh"), "nobody waits for a letter that is not accepted"
    early = page_of(letters(), "commitments/newer/", site=Site(today="2026-06-15"))
    assert "more than a year old" not in early, "a year has just passed"


def test_the_hash_can_be_checked() -> None:
    html = page("busy")
    assert f"<code>{sha256_of(letters().letters['busy'].body)}</code>" in html
    assert "busy.md" in html and "sha256sum" in html


def test_a_letterhead_in_a_picture_and_a_signed_copy() -> None:
    head = Attachment("attachments/h.png", "assets/letters/h.png", sha256="a" * 64, width=600, height=120)
    copy = Attachment("attachments/c.pdf", "assets/letters/c.pdf", sha256="b" * 64, pages=2)
    known = {item.name: item for item in (head, copy)}
    catalogue = replace(with_letter(letterhead=head.name, signed_copy=copy.name), attachments=known)
    html = page("new", catalogue=catalogue)
    assert 'src="../../assets/letters/h.png" width="600" height="120" alt="Letterhead of Example Museum' in html
    assert 'href="../../assets/letters/c.pdf"' in html and f"<code>{'b' * 64}</code>" in html and "2 pages" in html
    spanish = page("new", "es", catalogue)
    assert 'src="../../../assets/letters/h.png"' in spanish, "files are the same for all languages"
    gone = fictional.letters()["gone"].model_copy(update={"letterhead": head.name, "signed_copy": copy.name})
    hidden = replace(catalogue, letters={"gone": gone})
    assert "assets/letters" not in page("gone", catalogue=hidden)


def test_hostile_words_of_a_letter_stay_words(language: str) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}\"'"
    bad = fictional.letter(
        "bad",
        hostile,
        signatory_name=hostile,
        signatory_title=hostile,
        letterhead=hostile,
        note=hostile,
        body=hostile + fictional.text_of(hostile),
        status="withdrawn",
        history=[{"date": "2026-04-01", "status": "withdrawn", "reason": hostile}],
        evidence=[{"date": "2026", "summary": hostile}],
    )
    for status in ("submitted", "accepted", "withdrawn"):
        one = replace(letters(), letters={"bad": bad.model_copy(update={"status": status})})
        html = page_of(one, "commitments/bad/", language)
        assert html.count("<script") == 1 and "alert(1)</script>" not in html and not re.search(r"\b49\b", html)
        json.loads(html[html.index("<script") :].partition(">")[2].partition("</script>")[0])


def test_a_page_depends_on_what_it_shows() -> None:
    pages = {made.address: made for made in plan(letters(), SITE)}
    assert "digest-of-newer" in pages["commitments/old/"].depends
    assert "digest-of-old" in pages["commitments/newer/"].depends
    assert SITE.today in pages["commitments/busy/"].depends, "a year passes"


def test_a_letter_to_an_unknown_call_has_a_page() -> None:
    html = page("new", catalogue=with_letter(call="nobody-asked"))
    assert "<h1>" in html and "What the call asks" not in html


def test_a_letter_to_another_call_is_told_by_that_call(language: str) -> None:
    two = replace(letters(), calls={"lanterns": fictional.second_call()}, letters=fictional.library_letters())
    first, second = page("first-library", language, two), page("library", language, two)
    assert 'letters/goals/#evenings"' in second and "#evenings" not in first
    assert "into every home and every waiting room" in second and "waiting room" not in first
    assert "[" in first and "Lantern Circle into its daily work" in first, (
        "the words of its version stand there, folded"
    )
    assert first.count('data-outcome="present"') >= 3


# The page of the organization.


def test_an_organization_joins_letters_sessions_and_resources(language: str) -> None:
    html = page_of(letters(), "organizations/sample-valley/", language)
    assert html.index("commitments/newer/") < html.index("commitments/old/")
    assert ("A later letter takes its place" if language == "en" else "carta posterior") in html or "Kept here" in html
    museum = page_of(letters(), "organizations/example-museum/")
    assert "2 reports of what was done" in museum and "Withdrawn by the organization" in museum
    assert museum.count("reports of what was done") == 1, "nothing is told of a withdrawn letter"


def test_sessions_stand_apart_from_other_records() -> None:
    html = page_of(real(), "organizations/lausd-eto/")
    headings = re.findall(r"<h2>([^<]*)</h2>", html)
    assert headings.index("Sessions") < headings.index("Resources")


def test_the_letters_of_the_parts_stand_with_the_whole() -> None:
    part = letters().organizations["example-museum"].model_copy(update={"parent": "sample-valley"})
    known = {**letters().organizations, "example-museum": part}
    html = page_of(replace(letters(), organizations=known), "organizations/sample-valley/")
    assert "commitments/busy/" in html


@pytest.mark.parametrize("id", sorted(fictional.letters()))
def test_every_letter_can_be_cited_as_what_it_is(id: str) -> None:
    letter: Letter = letters().letters[id]
    html = page(id)
    cited = html[html.index('class="hub-cite"') :]
    assert letter.organization in cited
    assert ("Withdrawn; a notice of it" in cited) == (letter.status == "withdrawn")
    assert ("Summary in the" in cited) == (letter.body_is == "summary")
