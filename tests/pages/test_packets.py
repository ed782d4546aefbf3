"""Leader packets: every record, collection and role has one, and it says nothing that its record does not say."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from html import unescape

import pytest
import segno
import zxingcpp
from PIL import Image

from hub.model import Module, Resource, Session
from hub.outputs import qr
from hub.pages import packets
from hub.pages.leading import GENERAL, kind_of
from hub.pages.neighbors import Neighbors
from hub.pages.plan import plan
from hub.site import Site
from tests.pages.conftest import SITE, drawn, page_of, real, resource, with_resources

BASIC = {
    "id": "small",
    "collection": "castl-k12",
    "title": "A small thing",
    "summary": "What it is.",
    "added": "2026-11-21",
}
LINK = 'href="#for-leaders"'


def module(**values: object) -> Module:
    return Module.model_validate({**BASIC, "type": "module", **values})


def sheet(html: str) -> str:
    """The packet of a page."""
    assert html.count('<section class="hub-packet" id="for-leaders"') == 1
    return html.partition('<section class="hub-packet"')[2].partition("<script")[0]


def small(*resources: Resource, site: Site = SITE, lang: str = "en") -> str:
    return sheet(page_of(with_resources(*resources), "resources/small/", lang, site))


def test_every_record_collection_and_role_has_a_packet_and_leads_to_it(language: str) -> None:
    pages = drawn(language)
    found = {address for address, html in pages.items() if 'id="for-leaders"' in html}
    catalogue = real()
    wanted = {f"resources/{r.id}/" for r in catalogue.resources.values() if not r.stub}
    wanted |= {f"collections/{id}/" for id in catalogue.collections}
    wanted |= {f"audience/{role}/" for role in catalogue.facet("audience")}
    assert found == wanted
    for address in found:
        before, _, _ = pages[address].partition('<section class="hub-packet"')
        assert LINK in before, address
        assert "<h3>" in sheet(pages[address])


@pytest.mark.parametrize(
    ("type", "kind"),
    [("checklist", "teaching"), ("module", "teaching"), ("event-series", "meeting"), ("report", "paper")],
)
def test_what_is_general_fits_the_type_of_the_record(type: str, kind: str) -> None:
    assert kind_of(resource(type=type)) == kind


def test_a_record_that_says_nothing_gets_general_words_that_are_marked() -> None:
    html = small(module())
    assert "These are general, from the hub’s editors." in html
    assert html.count("(from the hub’s editors)") == 3
    assert html.count("The record does not say.") == 3, "minutes, why it matters, what to look for"


def test_what_the_record_says_comes_first() -> None:
    html = small(
        module(
            objectives=("Say why the moon has phases",),
            entry_questions=({"question": "Where do I begin?", "start": "small"},),
            topics=("professional-learning",),
            commitments=("1.A",),
            blueprint=("blueprint-2",),
            practices=("SEP-2",),
            minutes=30,
        )
    )
    assert "Say why the moon has phases" in html
    assert "SEP-2: Developing and Using Models" in html
    assert "These are general" not in html
    why = html.partition("Why it may matter")[2].partition("</ul>")[0]
    assert "../../belief-to-action/1-a/" in why and "../../blueprint/#blueprint-2" in why
    asked = html.partition("Three questions")[2].partition("</ol>")[0]
    assert re.findall(r"\(from the (\w+)", asked) == ["record", "equity", "equity"]
    assert "It takes 30 minutes." in html
    assert 'href="../../planner/#minutes=30&amp;b=small_30"' in html


def test_the_next_step_follows_from_the_record() -> None:
    whole = module(id="whole", type="module-set")
    first, second = (module(id=f"part-{number}", part_of="whole", order=number) for number in (1, 2))
    lost = module(id="lost", url_status="link-lost")
    plain = module(id="plain")
    kin = module(id="kin", related=({"id": "plain", "reason": "It explains this"},))
    near = Neighbors(with_resources(whole, first, second, lost, plain, kin))
    steps = {id: packets.next_step(near.catalogue.resources[id], near) for id in near.catalogue.resources}
    assert (steps["whole"].kind, steps["whole"].resource) == ("begin", first)
    assert (steps["part-1"].kind, steps["part-1"].resource) == ("go-on", second)
    assert steps["lost"].kind == "find"
    assert (steps["kin"].kind, steps["kin"].reason) == ("related", "It explains this")
    assert steps["plain"].kind == "plan"


def test_a_related_record_is_a_step_and_its_reason_stands_beside_it(language: str) -> None:
    html = drawn(language)["resources/site-leader-afternoon/"]
    step = re.search(r"<h3>(?:Next step|Próximo paso)</h3>\s*<p>(.*?)</span>", html, re.DOTALL)
    assert step
    said = {"en": r"Go on with: Three .* \(Read in part 1\)", "es": r"Siga con: Tres .* \(Se lee en la parte 1\)"}
    assert re.fullmatch(said[language], re.sub(r"<[^>]+>", "", step[1]))


def test_the_hub_has_its_name_in_each_language() -> None:
    for address in ("resources/eto-memo/", "resources/site-leader-afternoon/", "collections/castl-k12/"):
        sheet = drawn("es")[address].partition('id="for-leaders"')[2]
        assert "Portal de la Comunidad de Práctica de Ciencias" in sheet and "Practice Hub" not in sheet


def test_a_session_is_looked_at_by_the_purpose_of_its_parts() -> None:
    session = Session.model_validate(
        {
            **BASIC,
            "type": "session",
            "minutes": 30,
            "agenda": [{"minutes": 30, "title": "Walk", "purpose": "See two lessons"}],
        }
    )
    assert "Walk: See two lessons" in small(session)


def test_the_paragraph_for_a_memo_is_whole_sentences(language: str) -> None:
    folder = "es/" if language == "es" else ""
    for address, html in drawn(language).items():
        if 'id="for-leaders"' in html:
            memo = re.sub(r"<[^>]+>", "", html.partition('id="hub-memo">')[2].partition("</p>")[0])
            assert not re.search(r"[.!?][A-ZÁÉÍÓÚ“«]\w", memo.partition("http")[0]), memo
            assert "2026" in memo, address
            assert f"https://hub.example/{folder}{address}" in memo


def test_a_collection_says_what_of_it_can_be_used_today() -> None:
    held = module(id="held", url_status="hub-held", minutes=20)
    lost = module(id="lost", url_status="link-lost")
    html = sheet(page_of(with_resources(held, lost), "collections/castl-k12/"))
    assert "1 of 2 records say how long they take: 20 minutes in all." in html
    assert "The hub itself holds 1 of 2 records" in html
    assert re.search(r'Begin with: <a href="../../resources/held/">', html)
    assert "Help to find it" in sheet(page_of(with_resources(lost), "collections/castl-k12/"))


def test_a_role_begins_with_the_record_of_its_start() -> None:
    html = sheet(drawn("en")["audience/principal/"])
    assert re.search(r'Begin with: <a href="../../resources/principal-visit-guide/">', html)
    assert html.count("(from the equity matrix)") >= 3


def test_text_of_a_record_is_escaped() -> None:
    html = page_of(with_resources(module(title="<b>x</b>", summary="<script>y</script>")), "resources/small/")
    assert "<b>x" not in html and "<script>y" not in html


def test_without_a_public_address_there_is_no_code() -> None:
    html = small(module(), site=Site())
    assert "<svg" not in html
    assert "has no public address" in html


def test_a_page_follows_what_its_packet_shows() -> None:
    one_step = module(related=({"id": "other", "reason": "It explains this"},))
    catalogue = with_resources(one_step, module(id="other"), module(id=packets.GUIDE))
    before = next(page for page in plan(catalogue, SITE) if page.address == "resources/small/").depends
    for id in ("other", packets.GUIDE):
        other = replace(catalogue, digests={**catalogue.digests, ("resources", id): "changed"})
        assert next(page for page in plan(other, SITE) if page.address == "resources/small/").depends != before, id


def test_the_packet_of_a_guide_says_who_wrote_it() -> None:
    assert "the hub's editors" in unescape(sheet(drawn("en")["resources/principal-visit-guide/"]))


def test_general_words_are_three_each() -> None:
    for general in GENERAL.values():
        assert len(general.look) == len(general.ask) == packets.QUESTIONS


@pytest.mark.parametrize("version", range(1, len(qr.BLOCKS) + 1))
def test_a_full_code_is_the_one_that_segno_draws(version: int) -> None:
    room = sum(qr.BLOCKS[version - 1][1]) - qr.AROUND
    text = ("https://hub.example/resources/a-small-thing-9/" * 5)[:room]
    code = segno.make_qr(text, error=qr.LEVEL, mask=qr.MASK, mode="byte", boost_error=False)
    wanted = [[bool(square) for square in row] for row in code.matrix]
    assert code.version == version
    assert squares(qr.drawn(text)) == wanted


def test_another_program_reads_every_code(language: str) -> None:
    folder = "es/" if language == "es" else ""
    for address, html in drawn(language).items():
        if 'id="for-leaders"' in html:
            found = re.search(r'<img class="hub-qr"[^>]* width="(\d+)" height="\1" src="([^"]+)">', html)
            assert found
            shown = picture(qr.Drawn(int(found[1]), found[2]))
            [read] = zxingcpp.read_barcodes(shown.resize((shown.width * 4, shown.width * 4), Image.Resampling.NEAREST))
            assert read.text == f"https://hub.example/{folder}{address}"


def test_a_text_too_long_for_the_tables_still_has_a_code() -> None:
    text = "https://hub.example/" + "long/" * 60
    code = segno.make_qr(text, error=qr.LEVEL, mask=qr.MASK, mode="byte", boost_error=False)
    assert squares(qr.drawn(text)) == [[bool(square) for square in row] for row in code.matrix]


def test_a_code_is_the_same_each_time() -> None:
    assert qr.drawn("https://hub.example/resources/small/") == qr.drawn("https://hub.example/resources/small/")


def picture(code: qr.Drawn) -> Image.Image:
    """The code as another program reads the picture; it raises where a checksum is wrong."""
    kind, _, coded = code.address.partition(",")
    assert kind == "data:image/png;base64"
    read = Image.open(io.BytesIO(base64.b64decode(coded, validate=True)))
    read.load()
    assert (read.format, read.mode, read.size) == ("PNG", "1", (code.size, code.size))
    return read.convert("L")


def squares(code: qr.Drawn) -> list[list[bool]]:
    """The dark squares of a picture, without its border, which must be white."""
    shown = picture(code)
    dark = [[shown.getpixel((x, y)) == 0 for x in range(code.size)] for y in range(code.size)]
    inner = slice(qr.QUIET, -qr.QUIET)
    assert not any(any(row) for row in (*dark[: qr.QUIET], *dark[-qr.QUIET :]))
    assert not any(any(row[: qr.QUIET] + row[-qr.QUIET :]) for row in dark)
    return [row[inner] for row in dark[inner]]
