"""Leader packets: which records have one, and what stands on it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hub.model import Module, Session
from hub.outputs import qr
from hub.pages import packets
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


def module(**values: object) -> Module:
    return Module.model_validate({**BASIC, "type": "module", **values})


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"type": "checklist", "url_status": "hub-held"}, True),
        ({"type": "checklist", "url_status": "link-lost"}, False),
        ({"type": "report", "url_status": "hub-held"}, False),
    ],
)
def test_tools_have_a_packet_where_the_hub_holds_them(values: dict[str, object], found: bool) -> None:
    assert packets.has_packet(resource(**values)) is found


def test_sessions_and_modules_have_a_packet_unless_they_are_stubs() -> None:
    assert packets.has_packet(module())
    assert packets.has_packet(Session.model_validate({**BASIC, "type": "session"}))
    assert not packets.has_packet(module(stub=True))


def test_every_packet_is_led_to_by_its_record(language: str) -> None:
    pages = drawn(language)
    found = [address for address in pages if address.startswith("packets/")]
    assert len(found) >= 10
    for address in found:
        assert f'href="../../{address}"' in pages[address.replace("packets/", "resources/")]
    others = [
        address for address, html in pages.items() if "../../packets/" in html and address.startswith("resources/")
    ]
    assert len(others) == len(found)


def test_a_record_that_says_nothing_gets_general_words_that_are_marked() -> None:
    html = page_of(with_resources(module()), "packets/small/")
    assert "These are general, from the hub’s editors." in html
    assert html.count("(from the hub’s editors)") == 3
    assert "The record does not say." in html.partition("What to look for")[0]


def test_what_the_record_says_comes_first() -> None:
    small = module(
        objectives=("Say why the moon has phases",),
        entry_questions=({"question": "Where do I begin?", "start": "small"},),
        topics=("professional-learning",),
        minutes=30,
    )
    html = page_of(with_resources(small), "packets/small/")
    assert "Say why the moon has phases" in html
    assert "These are general" not in html
    assert re.findall(r"\(from the (\w+)", html) == ["record", "equity", "equity"]
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


def test_the_paragraph_for_a_memo_is_whole_sentences(language: str) -> None:
    for address, html in drawn(language).items():
        if address.startswith("packets/"):
            memo = re.sub(r"<[^>]+>", "", html.partition('id="hub-memo">')[2].partition("</p>")[0])
            assert not re.search(r"[.!?][A-ZÁÉÍÓÚ“«]\w", memo.partition("http")[0]), memo
            assert "2026" in memo
            assert f"https://hub.example/{'es/' if language == 'es' else ''}resources/" in memo


def test_text_of_a_record_is_escaped() -> None:
    html = page_of(with_resources(module(title="<b>x</b>", summary="<script>y</script>")), "packets/small/")
    assert "<b>x" not in html and "<script>y" not in html


def test_without_a_public_address_there_is_no_code() -> None:
    html = page_of(with_resources(module()), "packets/small/", site=Site())
    assert "<svg" not in html
    assert "has no public address" in html


def test_a_packet_follows_what_it_shows() -> None:
    whole = module(id="whole", type="module-set")
    first = module(id="part-1", part_of="whole", order=1)
    catalogue = with_resources(whole, first)
    other = replace(catalogue, digests={**catalogue.digests, ("resources", "part-1"): "changed"})
    one, two = (
        next(page for page in plan(each, SITE) if page.address == "packets/whole/").depends
        for each in (catalogue, other)
    )
    assert one != two


def test_a_code_is_the_same_each_time_and_has_its_border() -> None:
    code = qr.drawn("https://hub.example/resources/small/")
    assert code == qr.drawn("https://hub.example/resources/small/")
    assert code.line.startswith(f"M{qr.QUIET} {qr.QUIET}.5h7")
    assert all(qr.QUIET <= int(x) < code.size - qr.QUIET for x in re.findall(r"M(\d+) ", code.line))


def test_the_packets_of_the_real_catalogue_say_who_wrote_a_guide() -> None:
    assert "principal-visit-guide" in real().resources
    assert "the hub&#39;s editors" in drawn("en")["packets/principal-visit-guide/"]
