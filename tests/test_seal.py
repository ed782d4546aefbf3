"""What every published page must satisfy: its policy, its links, the types of its files."""

from __future__ import annotations

import pytest

from hub import seal
from hub.seal import Facts

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8">'


def test_the_policy_stands_before_everything_that_it_rules() -> None:
    html = seal.with_policy(f'{HEAD}<script src="a.js"></script></head></html>')
    assert html.index("Content-Security-Policy") < html.index("<script")
    assert html.count("Content-Security-Policy") == 1


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    policy = seal.with_policy(HEAD)
    assert "default-src &#x27;none&#x27;" in policy
    assert "base-uri &#x27;none&#x27;" in policy
    assert not {"http:", "https:", "*", "unsafe-inline", "unsafe-eval&#x27;;"} & set(policy.split())
    assert "&#x27;unsafe-inline&#x27;" not in policy
    assert "&#x27;unsafe-eval&#x27;" not in policy


def test_no_script_or_style_that_stands_in_a_page_may_run() -> None:
    page = f"{HEAD}<style>p {{}}</style><script>run()</script>"
    policy = seal.with_policy(page).removeprefix(HEAD).removesuffix(page.removeprefix(HEAD))
    assert policy == seal.with_policy(HEAD).removeprefix(HEAD)
    assert "sha256-" not in policy and "nonce-" not in policy


def test_a_page_without_a_place_for_its_policy_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="no place for its policy"):
        seal.with_policy("<!doctype html><html><head></head></html>")


def test_a_page_says_where_it_leads_and_what_can_be_led_to() -> None:
    html = (
        '<a class="x" href="../a/?q=1&amp;r=2#b">a</a><a href=plain/>b</a><link rel="icon" href="icon.svg">'
        '<img alt="" src="i.png"><script src="s.js"></script><h2 id="one">1</h2><p id=two name="three">'
    )
    facts = seal.facts(html)
    assert facts.links == ("../a/?q=1&r=2#b", "i.png", "icon.svg", "plain/", "s.js")
    assert facts.ids == ("one", "three", "two")


PAGES = {
    "index.html": Facts((), ("top-place",)),
    "about/index.html": Facts((), ("who", "dónde")),
    "404.html": Facts((), ()),
}
FILES = [*PAGES, "assets/page.css", "feed.atom"]


def reasons(page: str, *links: str, base: str = "/") -> list[str]:
    pages = {**PAGES, page: Facts(links, PAGES[page].ids)}
    return [link for _, link, _ in seal.broken_links(pages, FILES, base)]


@pytest.mark.parametrize(
    "link",
    [
        "../",
        "./",
        "",
        "#who",
        "../about/",
        "../about/#who",
        "../#top-place",
        "../assets/page.css",
        "../about/?q=1#who",
        "#d%C3%B3nde",
        "/about/#who",
        "/",
        "https://a.example/",
        "mailto:a@example.org",
        "../about/index.html",
        "../feed.atom",
        "../about/.",
        "..",
    ],
)
def test_a_link_that_leads_somewhere(link: str) -> None:
    assert reasons("about/index.html", link) == []


@pytest.mark.parametrize(
    "link",
    [
        "../missing/",
        "#nobody",
        "../#nobody",
        "../about",
        "../../",
        "../../etc/passwd",
        "/missing/",
        "../assets/",
        "../about/x",
    ],
)
def test_a_link_that_leads_nowhere(link: str) -> None:
    assert reasons("about/index.html", link) == [link]


def test_links_from_the_root_count_from_the_public_address() -> None:
    assert reasons("404.html", "/hub/about/#who", "/hub/", base="/hub/") == []
    assert reasons("404.html", "/about/", "/", base="/hub/") == ["/about/", "/"]


def test_published_types_pass_and_others_do_not() -> None:
    assert seal.wrong_types(["index.html", "a/B.PNG", ".nojekyll", "pagefind/wasm.en.pagefind", "feed.atom"]) == []
    found = seal.wrong_types(["notes.docx", "a/run.sh", ".env", "no-suffix"])
    assert {problem.code for problem in found} == {"file-type-not-published"}
    assert len(found) == 4


def test_only_what_a_letter_names_stands_among_its_attachments_and_no_pdf_elsewhere() -> None:
    attached = frozenset({"assets/letters/0123456789abcdef.pdf", "assets/letters/fedcba9876543210.png"})
    assert seal.wrong_types([*attached, "assets/letters/en.json", "assets/images/logo.png"], attached) == []
    others = ["assets/letters/logo.png", "es/assets/letters/fedcba9876543210.png", "assets/letters/a.html", "guide.pdf"]
    assert [problem.place.path for problem in seal.wrong_types(others, attached)] == others
