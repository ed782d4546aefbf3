"""The page "Check your letter" as people use it: typing, pasting, submitting, in Spanish, offline.

The fixtures of this folder see to it that no page complains of anything and that nothing is asked of another host.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from hub.load import read_record
from hub.model import Letter
from tests.browser.axe import ALL_BUT_COLORS, SCHEMES, color_findings, findings, use_scheme
from tests.browser.conftest import Watched
from tests.browser.letter_page import BODY, FAIR, FLAWED, choose, drop, opened, outcomes, part, type_letter
from tests.letter_import import files

pytestmark = pytest.mark.browser

WIDTHS = (375, 1280)


@pytest.fixture
def checker(page: Page) -> Page:
    """The page, ready."""
    return opened(page, "check-your-letter/")


def href(link: Locator) -> str:
    return link.get_attribute("href") or ""


# Typing and pasting


def test_typing_gives_the_report_at_once(checker: Page) -> None:
    type_letter(checker, FAIR)
    expect(part(checker, "overall")).to_contain_text("Complete: all 7 parts")
    assert set(outcomes(checker).values()) == {"present"}
    type_letter(checker, FLAWED)
    expect(part(checker, "overall")).to_contain_text("Incomplete")
    found = outcomes(checker)
    assert (found["date"], found["goals-statement"], found["pledge"]) == ("missing", "missing", "present")


def test_the_report_shows_words_lines_reasons_and_what_to_paste(checker: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    type_letter(checker, FLAWED)
    goals = checker.locator("[data-component=goals-statement]")
    expect(goals.locator("mark").first).to_have_text("supporting the implementation")
    expect(goals).to_contain_text("The call: supporting implementation")
    expect(goals).to_contain_text("an incoherent communication")
    expect(checker.get_by_text("[name of the partner]")).to_have_count(1)
    date = checker.locator("[data-component=date]")
    expect(date.locator(".hub-outcome")).to_have_text("Missing")
    date.get_by_role("button", name="Copy this text").click()
    expect(part(checker, "done")).to_have_text("Copied.")
    assert re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, \d{4}", checker.evaluate("navigator.clipboard.readText()"))


def test_a_line_is_shown_in_the_letter(checker: Page) -> None:
    type_letter(checker, FLAWED)
    checker.locator("[data-component=pledge]").get_by_role("button", name=re.compile("Show line")).click()
    expect(checker.locator("#hub-check-text")).to_be_focused()
    marked = checker.evaluate(
        """() => {
          const box = document.activeElement;
          return box.value.slice(box.selectionStart, box.selectionEnd);
        }"""
    )
    assert marked.startswith("Sample Valley Unified School District commits")


def test_pasting_plain_text_keeps_lists_and_lines(checker: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    plain = BODY.strip().replace("- ", "•\t").replace("\\\n", "\n").replace("*", "")
    checker.evaluate("(text) => navigator.clipboard.writeText(text)", plain)
    checker.locator("#hub-check-text").focus()
    checker.keyboard.press("Control+v")
    expect(checker.locator(".hub-check-findings")).to_be_visible()
    text = checker.locator("#hub-check-text").input_value()
    assert "\n- launch and coordinate" in text and text.endswith("Ada Example\\\nSuperintendent")
    assert outcomes(checker)["goals-statement"] == "present"


def test_what_a_letter_says_is_never_markup(checker: Page) -> None:
    hostile = '<img src=x onerror=alert(1)> "><script>alert(1)</script>'
    type_letter(checker, f"{FLAWED}\n\n{hostile}\n\n[name] {hostile}\n")
    for name in ("organization", "signatory_name"):
        checker.locator(f"[data-hub-field={name}]").fill(hostile)
    expect(part(checker, "overall")).to_contain_text("Incomplete")
    assert checker.locator(".hub-check img, .hub-check script").count() == 0


def test_what_is_no_letter_is_not_read(checker: Page) -> None:
    checker.locator("#hub-check-text").fill("We teach science well. " * 4000)
    expect(part(checker, "overall")).to_contain_text("longer than a letter can be")
    assert checker.locator(".hub-check-findings").count() == 0
    checker.get_by_role("button", name="Empty the box").click()
    expect(part(checker, "overall")).to_have_text("There is no letter yet.")
    expect(checker.locator("#hub-check-text")).to_be_focused()


# What the letter says of itself


def test_fields_are_filled_in_from_the_letter_and_can_be_corrected(checker: Page) -> None:
    type_letter(checker, f"Sample Valley Unified School District\n\nDecember 4, 2023\n{BODY}")
    values = {
        name: checker.locator(f"[data-hub-field={name}]").input_value()
        for name in ("organization", "date", "signatory_name", "signatory_title")
    }
    assert values == {
        "organization": "Sample Valley Unified School District",
        "date": "2023-12-04",
        "signatory_name": "Ada Example",
        "signatory_title": "Superintendent",
    }
    expect(part(checker, "overall")).to_contain_text("Complete")
    checker.locator("[data-hub-field=organization]").fill("Lower Sample Valley Unified School District")
    expect(part(checker, "overall")).to_contain_text("Incomplete")
    expect(checker.locator("#hub-check-organization-from")).to_have_text("As you typed it")
    checker.locator("#hub-check-text").press("End")
    checker.keyboard.type(" ")
    expect(checker.locator("[data-hub-field=organization]")).to_have_value(
        "Lower Sample Valley Unified School District"
    )


def test_the_lines_above_a_letter_count(checker: Page) -> None:
    type_letter(checker, FAIR.replace("date: 2023-12-04", 'date: "2023-12-05"  # a remark\nnote: Kept as it is'))
    expect(checker.locator("[data-hub-field=date]")).to_have_value("2023-12-05")
    expect(part(checker, "file-text")).to_contain_text("note: Kept as it is")
    show = checker.locator("[data-component=pledge]").get_by_role("button", name=re.compile("Show line"))
    line = next(number for number, text in enumerate(FAIR.split("\n"), 2) if "District commits" in text)
    expect(show).to_have_text(f"Show line {line}")


# Submitting


def test_the_finished_file_is_one_that_the_hub_accepts(checker: Page) -> None:
    drop(checker, "letter.docx", files.saved(files.letter()))
    expect(part(checker, "ready")).to_be_visible()
    with checker.expect_download() as download:
        part(checker, "download").click()
    assert download.value.suggested_filename == "sample-valley-unified-school-district-castl-k12.md"
    raw = Path(download.value.path()).read_bytes()
    _, letter, problems, _ = read_record(raw, "letter.md", "letter", Letter)
    assert problems == []
    assert isinstance(letter, Letter)
    assert (letter.organization, letter.date, letter.status) == (files.ORGANIZATION, "2026-03-02", "submitted")
    assert files.PLEDGE.split(" the National")[0] in " ".join(letter.body.split())


def test_the_finished_file_is_accepted_whatever_was_typed(checker: Page) -> None:
    """Hidden characters, half a sign, a line that is too long, a comment, names that YAML would read otherwise."""
    long = "We teach science well. " * 120
    type_letter(checker, f"{BODY}\n\n{long}<!-- a remark -->\u00ad\u200b\u202e end\n")
    checker.evaluate("document.getElementById('hub-check-text').value += '\\ud800'")
    values = {
        "organization": 'yes: "no" # [x]',
        "date": "2023-12-04",
        "signatory_title": "- chief\u200b",
        "acronym": "null",
    }
    for name, value in values.items():
        checker.locator(f"[data-hub-field={name}]").fill(value)
    expect(part(checker, "file-text")).to_contain_text("chief")
    raw = (part(checker, "file-text").text_content() or "").encode()
    _, letter, problems, _ = read_record(raw, "letter.md", "letter", Letter)
    assert problems == []
    assert isinstance(letter, Letter)
    assert (letter.organization, letter.acronym, letter.signatory_title) == (values["organization"], "null", "- chief")
    assert "remark" not in letter.body


def test_github_opens_with_the_file_filled_in(checker: Page) -> None:
    type_letter(checker, FAIR)
    address = urlsplit(href(part(checker, "github-new")))
    assert (
        f"{address.scheme}://{address.netloc}{address.path}"
        == "https://github.com/example/hub/new/main/content/commitments"
    )
    query = parse_qs(address.query)
    assert query["filename"] == ["sample-valley-unified-school-district-castl-k12.md"]
    assert query["value"] == [part(checker, "file-text").text_content()]
    expect(part(checker, "upload")).not_to_be_visible()


def test_a_long_letter_is_uploaded_instead(checker: Page) -> None:
    type_letter(checker, FAIR.replace("Together with", f"{'We teach science well. ' * 400}\n\nTogether with"))
    expect(part(checker, "github")).not_to_be_visible()
    upload = part(checker, "github-upload")
    assert href(upload) == "https://github.com/example/hub/upload/main/content/commitments"
    expect(part(checker, "copy-file")).to_be_visible()


def test_an_email_is_prepared_for_nobody(checker: Page) -> None:
    type_letter(checker, FAIR)
    address = href(part(checker, "mail"))
    assert address.startswith("mailto:?subject=Commitment%20letter%3A%20Sample%20Valley")
    expect(part(checker, "mail-attach")).to_be_visible()
    assert "as the attached file" in unquote(address)
    type_letter(checker, "Dear colleagues,\n\nWe will write soon.\n\nSincerely,\n\nAda Example\\\nSuperintendent")
    for name, value in (("organization", "Sample Valley Unified School District"), ("date", "2023-12-04")):
        checker.locator(f"[data-hub-field={name}]").fill(value)
    expect(part(checker, "mail-attach")).not_to_be_visible()
    expect(part(checker, "mail")).to_have_attribute("href", re.compile("We%20will%20write%20soon"))
    expect(part(checker, "caution")).to_be_visible()


def test_without_the_facts_there_is_no_file(checker: Page) -> None:
    type_letter(checker, FLAWED)
    expect(part(checker, "ready")).not_to_be_visible()
    expect(part(checker, "not-ready")).to_contain_text("Date of the letter")


# For everybody


def test_by_keyboard_alone(checker: Page) -> None:
    checker.locator("#hub-check-file").focus()
    checker.keyboard.press("Tab")
    expect(checker.locator("#hub-check-text")).to_be_focused()
    checker.keyboard.insert_text(FLAWED)
    expect(part(checker, "overall")).to_contain_text("Incomplete")
    stops = []
    for _ in range(40):
        checker.keyboard.press("Tab")
        name = checker.evaluate("document.activeElement.dataset.hubField ?? document.activeElement.textContent.trim()")
        stops.append(name)
        if name == "date":
            # The parts of a date are filled in one after the other.
            checker.keyboard.type("12042023")
            expect(part(checker, "ready")).to_be_visible()
        if name == "Write an e-mail with it":
            break
    assert "Empty the box" in stops and "organization" in stops and "Copy this text" in stops
    assert stops[-5:][0] != stops[-1] and "Download the file" in stops and "Propose it on GitHub" in stops


def test_changes_are_announced(checker: Page) -> None:
    expect(part(checker, "overall")).to_have_attribute("role", "status")
    for name in ("read", "done"):
        expect(part(checker, name)).to_have_attribute("role", "status")
    type_letter(checker, FAIR)
    checker.evaluate(
        """() => { window.changes = 0;
          new MutationObserver(() => { window.changes += 1; })
            .observe(document.querySelector("[data-hub-part=overall]"), { childList: true }); }"""
    )
    type_letter(checker, f"{FAIR}\nP.S. We look forward to it.")
    expect(part(checker, "file-text")).to_contain_text("P.S.")
    assert checker.evaluate("window.changes") == 0, "what has not changed is not said again"


@pytest.mark.parametrize("path", ["check-your-letter/", pytest.param("es/check-your-letter/", marks=pytest.mark.long)])
def test_axe_finds_nothing_in_a_report(page: Page, path: str) -> None:
    opened(page, path)
    type_letter(page, FLAWED)
    page.locator("[data-hub-field=date]").fill("2023-12-04")
    expect(part(page, "ready")).to_be_visible()
    part(page, "preview").locator("summary").click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert findings(page, ALL_BUT_COLORS) == [], f"{path} at {width}"
        for scheme in SCHEMES:
            use_scheme(page, scheme)
            assert color_findings(page) == [], f"{path} at {width}, {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_spanish_page_speaks_spanish(page: Page) -> None:
    opened(page, "es/check-your-letter/")
    type_letter(page, FLAWED)
    expect(part(page, "overall")).to_contain_text("Incompleta: faltan")
    expect(page.locator("[data-component=date] .hub-outcome")).to_have_text("Falta")
    choose(page, "carta.pdf", files.pdf([["Dear colleagues"]]))
    expect(part(page, "read")).to_contain_text("carta.pdf es un PDF")
    text = page.locator(".hub-check").inner_text()
    assert not re.search(r"\b(Missing|Show line|Copy this|Download|Your letter)\b", text)


def test_without_scripts_the_page_says_so_and_tells_what_a_letter_needs(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    watched = Watched(context, address)
    page = context.new_page()
    page.goto("check-your-letter/")
    expect(part(page, "plain")).to_be_visible()
    expect(part(page, "tool")).not_to_be_visible()
    expect(page.get_by_text("develop a coherent strategy for supporting implementation")).to_be_visible()
    expect(page.get_by_role("heading", name="How to submit without this page")).to_be_visible()
    context.close()
    assert (watched.complaints, watched.elsewhere) == ([], [])


def test_on_paper_there_is_the_report(checker: Page) -> None:
    type_letter(checker, FLAWED)
    checker.emulate_media(media="print")
    expect(checker.locator("#hub-check-text")).not_to_be_visible()
    expect(checker.locator("[data-component=date]")).to_be_visible()
    expect(checker.get_by_role("button", name="Copy this text").first).not_to_be_visible()


# Offline

# Resolves when the worker serves the page and has kept a whole version of its files.
WHEN_KEPT = """async () => {
  const isKept = async () => {
    if (navigator.serviceWorker.controller?.state !== "activated") return false;
    const name = (await caches.keys()).find((known) => known.startsWith(`hub-letter:${location.pathname}:`));
    return name && Boolean(await (await caches.open(name)).match("files.json"));
  };
  while (!(await isKept())) await new Promise((resolve) => setTimeout(resolve, 50));
}"""


@pytest.mark.parametrize("path", ["check-your-letter/", pytest.param("es/check-your-letter/", marks=pytest.mark.long)])
def test_once_loaded_it_works_without_a_connection(browser: Browser, address: str, path: str) -> None:
    """Word files too: what reads them is kept although nobody has chosen one."""
    context = browser.new_context(base_url=address)
    context.set_default_timeout(15_000)
    page = opened(context.new_page(), path)
    page.evaluate(WHEN_KEPT)
    context.set_offline(True)
    page.reload()
    expect(part(page, "tool")).to_be_visible()
    type_letter(page, FAIR)
    expect(part(page, "overall")).to_contain_text("7")
    drop(page, "letter.docx", files.saved(files.letter()))
    expect(page.locator("[data-hub-field=date]")).to_have_value("2026-03-02")
    assert page.evaluate("getComputedStyle(document.querySelector('.hub-check-drop')).borderTopStyle") == "dashed"
    context.close()


def test_the_worker_keeps_to_its_page(context: BrowserContext) -> None:
    page = opened(context.new_page(), "check-your-letter/")
    scopes = page.evaluate("navigator.serviceWorker.ready.then((found) => found.scope)")
    assert scopes.endswith("/check-your-letter/")
    page.goto("about/")
    assert page.evaluate("navigator.serviceWorker.controller") is None
