"""The finder as people use it: on a phone, by keyboard, shared, gone back in, misspelt, and without JavaScript."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, Route, expect

from hub.catalogue import Catalogue
from hub.model import Resource
from hub.outputs.finder import pack
from tests.browser.axe import ALL_BUT_COLORS, SCHEMES, color_findings, findings, use_scheme

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 667}
STATUS = "[data-hub-finder] [data-hub-status]"
CARD = "[data-hub-results] > li"
MODULES = "assessment-modules-3d"


def open_finder(page: Page, query: str = "", root: str = "") -> Page:
    page.goto(f"{root}find/{query}")
    # The index is a program that the browser has to compile first.
    expect(page.locator(STATUS)).not_to_have_text(re.compile(r"^$|…$"), timeout=20_000)
    return page


def ids(page: Page) -> list[str]:
    """The records that are shown, by the last part of their address."""
    links = page.locator(f"{CARD} h4 a").all()
    return [re.split("[/#]", (link.get_attribute("href") or "").rstrip("/"))[-1] for link in links]


def facet(page: Page, key: str) -> Any:
    """A facet, unfolded."""
    found = page.locator(f"[data-hub-facet={key}]")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def choose(page: Page, key: str, label: str) -> None:
    group = facet(page, key)
    everything = group.get_by_role("button", name="Show all")
    if everything.is_visible():
        everything.click()
    group.get_by_role("checkbox", name=re.compile(rf"^{re.escape(label)} \(")).check()


def type_words(page: Page, words: str) -> None:
    before = page.locator(STATUS).inner_text()
    page.get_by_label("Words, names or acronyms").nth(1).fill(words)
    expect(page.locator(STATUS)).not_to_have_text(before)
    expect(page.locator(STATUS)).not_to_have_text(re.compile("…$"))


def counts(page: Page, key: str) -> dict[str, int]:
    """The choices of a facet that are offered, with their counts, in the order in which they stand."""
    rows = page.locator(f"[data-hub-facet={key}] li").evaluate_all(
        "items => items.map(item => [item.querySelector('input').value,"
        " item.querySelector('.hub-count').textContent, item.hidden])"
    )
    return {value: int(re.sub(r"\D", "", count)) for value, count, hidden in rows if not hidden}


def test_a_coach_finds_the_assessment_modules_for_grade_6_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto("")
    page.get_by_role("link", name="Find by role, grade, topic and time").click()
    expect(page.locator(STATUS)).to_contain_text("records")
    page.get_by_text("Narrow the list").first.click()
    choose(page, "grades", "Grades 6-8")
    choose(page, "topic", "Assessment")
    choose(page, "role", "Professional learning facilitator")
    expect(page.locator("[data-hub-panel] > summary")).to_contain_text("Chosen: 3")
    assert MODULES in ids(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.get_by_role("link", name="Three-dimensional assessment modules").click()
    page.wait_for_url(f"**/resources/{MODULES}/")
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text(" of ")
    assert MODULES in ids(page) and page.locator("[data-hub-chosen] button").count() == 3


def test_a_view_is_shared_and_opened_again(page: Page, context: BrowserContext) -> None:
    open_finder(page)
    type_words(page, "assessment")
    choose(page, "grades", "Grades 6-8")
    page.get_by_label("Sort by").select_option("date")
    shown, said = ids(page), page.locator(STATUS).inner_text()
    # The address follows once the view is painted.
    expect(page).to_have_url(re.compile("sort=date"))
    assert parse_qs(urlsplit(page.url).query) == {"q": ["assessment"], "grades": ["6-8"], "sort": ["date"]}
    other = context.new_page()
    other.goto(page.url)
    expect(other.locator(STATUS)).to_have_text(said)
    assert ids(other) == shown
    expect(other.locator("#hub-finder-words")).to_have_value("assessment")
    expect(other.get_by_label("Sort by")).to_have_value("date")
    expect(facet(other, "grades").get_by_role("checkbox", name="Grades 6-8")).to_be_checked()
    assert not other.locator("#hub-search[open]").count()


def test_the_back_button_goes_from_view_to_view(page: Page) -> None:
    open_finder(page)
    first = ids(page)
    choose(page, "grades", "Grades 6-8")
    choose(page, "topic", "Assessment")
    second = ids(page)
    page.locator("#hub-finder-words").press_sequentially("modules")
    expect(page.locator(STATUS)).not_to_have_text(re.compile("…$"))
    page.wait_for_url("**q=modules**")
    page.go_back()
    expect(page.locator("#hub-finder-words")).to_have_value("")
    assert ids(page) == second
    page.go_back()
    expect(facet(page, "topic").get_by_role("checkbox", name="Assessment (")).not_to_be_checked()
    expect(facet(page, "grades").get_by_role("checkbox", name="Grades 6-8")).to_be_checked()
    page.go_back()
    expect(page.locator("[data-hub-chosen]")).to_be_hidden()
    assert ids(page) == first
    page.go_forward()
    expect(facet(page, "grades").get_by_role("checkbox", name="Grades 6-8")).to_be_checked()


def test_everything_works_by_keyboard_alone(page: Page) -> None:
    open_finder(page)
    page.locator("#hub-finder-words").focus()
    page.keyboard.type("assessment")
    expect(page.locator(STATUS)).to_contain_text(" of ")
    page.keyboard.press("Tab")  # The first facet.
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    box = "document.activeElement.name + ' ' + document.activeElement.checked"
    assert page.evaluate(box) == "role false"
    page.keyboard.press("Space")
    assert page.evaluate(box) == "role true"
    chosen = page.locator("[data-hub-chosen] button")
    expect(chosen).to_have_count(1)
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-hub-chosen]') !== null"):
            break
    page.keyboard.press("Enter")
    expect(chosen).to_have_count(0)
    expect(page.locator(STATUS)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "hub-finder-sort"
    page.keyboard.press("d")
    assert page.evaluate("document.activeElement.value") == "date"
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-hub-results]') !== null"):
            break
    goal = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(goal)


def test_show_more_goes_on_where_the_reader_is(page: Page) -> None:
    open_finder(page)
    assert page.locator(CARD).count() == 30
    more = page.get_by_role("button", name="Show 30 more")
    more.scroll_into_view_if_needed()
    # Cards get their height when they come into view; a click between two heights would fall beside the button.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    more.click()
    expect(page.locator(CARD)).to_have_count(60)
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('[data-hub-results] > li')[30]"
    )
    expect(page).to_have_url(re.compile("show=60"))
    page.reload()
    expect(page.locator(CARD)).to_have_count(60)
    choose(page, "grades", "Grades 6-8")
    assert page.locator(CARD).count() == 30
    expect(page).not_to_have_url(re.compile("show"))


def held(page: Page, what: str) -> Callable[[], None]:
    """Let a page wait for something that it asks for, until what this gives is called."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(what, hold)

    def let_go() -> None:
        page.unroute(what, hold)
        for route in waiting:
            with suppress(Error):  # Some browsers let go of what waits as soon as nobody asks to hold it.
                route.continue_()

    return let_go


def texts(page: Page) -> list[str]:
    expect(page.locator(f"{CARD} .hub-finder__summary").nth(29)).not_to_be_empty()
    return [re.sub(r"\s+", "", text) for text in page.locator(CARD).all_text_contents()[:30]]


@pytest.mark.parametrize("root", ["", "es/"])
def test_the_first_records_stand_in_the_page_and_stay_when_the_script_has_come(page: Page, root: str) -> None:
    let_go = held(page, "**/find/columns.json")
    page.goto(f"{root}find/", wait_until="commit")
    expect(page.locator(CARD)).to_have_count(30)
    page.locator(CARD).evaluate_all("cards => cards.forEach(card => { card.isFromPage = true; })")
    from_page = texts(page)
    let_go()
    expect(page.locator(STATUS)).not_to_have_text(re.compile("…$"))
    assert page.locator(CARD).evaluate_all("cards => cards.map(card => card.isFromPage)") == [True] * 30
    # The script would have drawn the very same.
    page.route(f"**/{root}find/", _without_cards)
    open_finder(page, root=root)
    assert texts(page) == from_page


def _without_cards(route: Route) -> None:
    answer = route.fetch()
    start, list, rest = answer.text().partition('<ol class="hub-finder__results" data-hub-results>')
    route.fulfill(response=answer, body=start + list + rest[rest.index("</ol>") :])


def test_what_is_typed_before_the_records_are_there_is_searched_for(page: Page) -> None:
    let_go = held(page, "**/find/columns.json")
    page.goto("find/", wait_until="commit")
    page.locator("#hub-finder-words").press_sequentially("three beliefs")
    let_go()
    expect(page.locator(STATUS)).to_contain_text("three beliefs")
    expect(page).to_have_url(re.compile(r"q=three\+beliefs"))


def test_titles_answer_until_the_texts_do(page: Page) -> None:
    let_go = held(page, "**/pagefind/*.pf_meta")
    page.goto("find/?q=three%20beliefs")
    expect(page.locator(STATUS)).to_contain_text("in the title: 1 of")
    assert ids(page) == ["three-beliefs"]
    let_go()
    expect(page.locator(STATUS)).to_contain_text("records for")
    assert len(ids(page)) > 1 and ids(page)[0] == "three-beliefs"


def test_a_form_of_a_known_word_is_no_slip(page: Page) -> None:
    page.goto("find/")
    known = "new Map([['coach', {written: 'coach', count: 1}], ['assessment', {written: 'assessment', count: 9}]])"
    nearest = f"async word => (await import('/assets/js/find/spelling.js')).nearestWord(word, {known})"
    assert [page.evaluate(nearest, word) for word in ("coaches", "assessments", "coach")] == [None] * 3
    assert page.evaluate(nearest, "assesments") == "assessment"


def test_without_javascript_the_lists_do_the_work(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("find/")
    assert "without it, go through the lists" in page.locator(".hub-finder").inner_text().lower()
    assert page.locator(".hub-finder :is(input, select, button):visible").count() == 0
    expect(page.get_by_text("Loading …")).to_be_hidden()
    page.locator("article a", has_text="grade bands").click()
    page.locator("article a", has_text="Grades 6-8").click()
    assert page.locator("article h3 a", has_text="Three-dimensional assessment modules").is_visible()
    context.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("assesment", "assessment"),
        pytest.param("phenomenn", "phenomen", marks=pytest.mark.long),
        pytest.param("princpal", "principal", marks=pytest.mark.long),
        ("three belifs", "three beliefs"),
    ],
)
def test_a_slip_of_spelling_still_finds(page: Page, typed: str, meant: str) -> None:
    open_finder(page, f"?q={typed}")
    expect(page.locator("[data-hub-finder] [data-hub-meant]")).to_contain_text(f"“{typed}”")
    expect(page.locator("[data-hub-finder] [data-hub-meant]")).to_contain_text(f"“{meant}")
    assert ids(page)
    expect(page.locator("#hub-finder-words")).to_have_value(typed)


def test_a_word_that_is_being_typed_is_no_slip(page: Page) -> None:
    open_finder(page, "?q=assess")
    expect(page.locator("[data-hub-finder] [data-hub-meant]")).to_be_hidden()
    assert ids(page)


@pytest.mark.parametrize(
    ("words", "also", "record"),
    [
        pytest.param("phenomena-based", "phenomenon", "unpack-performance-expectation", marks=pytest.mark.long),
        pytest.param("scoring guide", "rubric", "steam-certification", marks=pytest.mark.long),
        pytest.param("site leader", "principal", "principals-series", marks=pytest.mark.long),
        ("TOSA", "Teacher on special assignment", "realizing-ngss-shifts"),
        ("evaluación", "assessment", MODULES),
    ],
)
def test_a_synonym_or_acronym_finds_the_others(page: Page, words: str, also: str, record: str) -> None:
    open_finder(page, f"?q={words}&show=90")
    expect(page.locator("[data-hub-finder] [data-hub-also]")).to_contain_text(also)
    assert record in ids(page)


def test_spanish_finds_in_spanish(page: Page) -> None:
    open_finder(page, "?q=reporte", "es/")
    expect(page.locator("[data-hub-finder] [data-hub-also]")).to_contain_text("informe")
    expect(page.locator(STATUS)).to_contain_text("fichas")
    open_finder(page, "?grades=tk-2&q=fenomeno", "es/")
    assert ids(page)
    expect(page.locator("[data-hub-chosen]")).to_contain_text("TK a 2.º grado")
    expect(page.locator(f"{CARD} p.hub-finder__summary").first).not_to_be_empty()
    # The other language shows the same view.
    page.get_by_role("link", name="English").first.click()
    expect(page.locator("[data-hub-chosen]")).to_contain_text("TK-2")


def matching(catalogue: Catalogue, **wanted: set[str]) -> list[Resource]:
    """The records that have one of the terms in each field, the plain way."""

    def has(resource: Resource, field: str, terms: set[str]) -> bool:
        value = getattr(resource, field)
        return bool(terms & ({value} if isinstance(value, str) else set(value)))

    return [r for r in catalogue.resources.values() if all(has(r, field, terms) for field, terms in wanted.items())]


def test_counts_are_live_and_right(page: Page, catalogue: Catalogue) -> None:
    open_finder(page, "?topic=assessment&topic=leadership&grades=6-8")
    topics, bands = {"assessment", "leadership"}, {"6-8"}
    found = matching(catalogue, topics=topics, grade_bands=bands)
    expect(page.locator(STATUS)).to_contain_text(f"{len(found)} of {len(catalogue.resources)}")
    # A facet counts what each of its choices would give, the other facets being as they are.
    for band, count in counts(page, "grades").items():
        assert count == len(matching(catalogue, topics=topics, grade_bands={band}))
    page.locator("[data-hub-facet=topic]").get_by_role("button", name="Show all").click()
    for topic, count in counts(page, "topic").items():
        assert count == len(matching(catalogue, topics={topic}, grade_bands=bands))
    for type, count in counts(page, "type").items():
        assert count == len(matching(catalogue, topics=topics, grade_bands=bands, type={type}))


def test_choices_stand_in_the_order_of_their_vocabulary_and_empty_ones_are_hidden(
    page: Page, catalogue: Catalogue
) -> None:
    open_finder(page)
    assert list(counts(page, "grades")) == ["tk-2", "3-5", "6-8", "9-12"]
    open_finder(page, "?type=rubric&type=checklist")
    for key, field in (("topic", "topics"), ("role", "audience")):
        offered = counts(page, key)
        assert offered and all(offered.values())
        assert list(offered) == [id for id in catalogue.terms(field) if id in offered]


def test_a_broader_role_gathers_narrower_ones(page: Page, catalogue: Catalogue) -> None:
    open_finder(page, "?role=school-leader")
    wanted = matching(catalogue, audience={"school-leader", "principal"})
    expect(page.locator(STATUS)).to_contain_text(f"{len(wanted)} of")


def test_time_that_a_reader_has(page: Page, catalogue: Catalogue) -> None:
    open_finder(page, "?time=90")
    fits = {item.id for item in catalogue.resources.values() if item.minutes and item.minutes <= 90}
    assert fits and set(ids(page)) == fits


def test_records_are_sorted(page: Page, catalogue: Catalogue) -> None:
    open_finder(page, "?sort=date&show=120")
    dates = [date.end if (date := catalogue.resources[id].date) else "" for id in ids(page)]
    assert dates == sorted(dates, reverse=True)
    page.get_by_label("Sort by").select_option("title")
    # What is not in sight is not laid out, so it has no inner text.
    titles = [title.casefold() for title in page.locator(f"{CARD} h4 a").all_text_contents()]
    assert titles == sorted(titles)
    assert page.locator("[data-hub-sort] option[value=relevance]").is_disabled()
    type_words(page, "three beliefs")
    page.get_by_label("Sort by").select_option("relevance")
    assert ids(page)[0] == "three-beliefs"


def test_the_list_is_downloaded_as_a_table(page: Page, catalogue: Catalogue) -> None:
    open_finder(page, "?type=module")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download this list").click()
    raw = started.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and started.value.suggested_filename.endswith(".csv")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["Record"] for row in rows] == ids(page)
    for row in rows:
        item = catalogue.resources[row["Record"]]
        assert row["Address"].endswith(f"/resources/{item.id}/")
        assert len(row["Topic"].split("; ")) == len(item.topics)
        assert row["Date"] == (item.date.text if item.date else "")


def test_no_cell_is_a_formula(page: Page) -> None:
    page.goto("find/")
    cells = ["=1+1", "+1", "-1", "@a", " =1", "\t=1", "＝1", "plain", 'a "b", c', "two\nlines", "2016-17"]
    text = page.evaluate("async cells => (await import('/assets/js/find/table.js')).toCsv([cells])", cells)
    [row] = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row == [f"'{cell}" for cell in cells[:7]] + cells[7:]


def test_a_view_leads_to_its_feed_where_one_holds_the_same(page: Page) -> None:
    feed = page.locator("[data-hub-feed]")
    open_finder(page)
    assert (feed.get_attribute("href") or "").endswith("/feed.atom")
    open_finder(page, "?topic=coaching")
    address = feed.get_attribute("href") or ""
    assert address.endswith("/topics/coaching/feed.atom")
    assert "<feed" in page.request.get(address).text()
    # A broader role gathers more than its feed holds, and two choices have no feed.
    for query in ("?role=school-leader", "?topic=coaching&type=report", "?topic=coaching&q=coach", "?grades=6-8"):
        open_finder(page, query)
        expect(feed).to_be_hidden()


def test_what_an_address_names_and_nobody_knows_is_told(page: Page) -> None:
    open_finder(page, "?topic=renamed-long-ago&topic=assessment&show=-5&sort=color")
    expect(page.locator("[data-hub-unknown]")).to_contain_text("renamed-long-ago")
    expect(page.locator("[data-hub-chosen] button")).to_have_count(1)
    choose(page, "grades", "Grades 6-8")
    expect(page.locator("[data-hub-unknown]")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("renamed|color"))


def test_what_a_person_types_is_never_markup(page: Page) -> None:
    open_finder(page, "?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&topic=%3Cimg%20src%3Dx%3E")
    assert page.locator(".hub-finder img").count() == 0
    expect(page.locator("[data-hub-unknown]")).to_contain_text("<img src=x>")


def test_nothing_found_says_what_to_do(page: Page) -> None:
    open_finder(page, "?q=qqqzzzxxx&topic=assessment")
    expect(page.locator("[data-hub-nothing]")).to_be_visible()
    expect(page.locator(STATUS)).to_contain_text("None of")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(STATUS)).to_contain_text("All")
    expect(page.locator(STATUS)).to_be_focused()
    expect(page).to_have_url(re.compile(r"/find/$"))


def test_other_pages_with_the_words_are_one_step_away(page: Page) -> None:
    open_finder(page, "?q=SEP")
    page.get_by_role("link", name=re.compile("other pages of the hub")).click()
    page.wait_for_selector("#hub-search[open] [data-hub-results] li a")
    expect(page.locator("#hub-search-words")).to_have_value("SEP")
    page.locator("#hub-search [data-hub-finder-link]").click()
    page.wait_for_url("**/find/?q=SEP")
    expect(page.locator(STATUS)).to_contain_text(" of ")


def test_stubs_are_found_by_their_titles(page: Page, catalogue: Catalogue) -> None:
    stub = next(item for item in catalogue.resources.values() if item.stub)
    title = stub.title if isinstance(stub.title, str) else stub.title.en
    open_finder(page, f"?q={title}")
    assert stub.id in ids(page)


def test_without_the_index_titles_are_searched(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    open_finder(page, "?q=three%20beliefs")
    expect(page.locator("[data-hub-finder] [data-hub-titles]")).to_be_visible()
    assert ids(page) == ["three-beliefs"]
    context.close()


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


def test_the_index_is_asked_in_a_worker_and_without_one_in_the_page(browser: Browser, address: str) -> None:
    for refused, engine in ((None, "pagefind/pagefind.js"), ("**/find/index-worker.js", "pagefind/pagefind-worker.js")):
        context = browser.new_context(base_url=address)
        page = context.new_page()
        asked: list[str] = []
        context.on("request", partial(_note, asked))
        if refused:
            page.route(refused, lambda route: route.abort())
        open_finder(page, "?q=three%20beliefs")
        assert "three-beliefs" in ids(page)
        assert any(url.endswith(engine) for url in asked), asked
        context.close()


def test_without_its_columns_the_finder_leads_to_the_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route("**/find/columns.json", lambda route: route.abort())
    page.goto("find/")
    expect(page.locator("[data-hub-finder] [data-hub-failed]")).to_be_visible()
    context.close()


def test_columns_of_an_older_site_never_name_the_wrong_record(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    stale = json.dumps({"token": "older", "fragments": "a b c"})
    page.route("**/find/fragments.json", lambda route: route.fulfill(body=stale, content_type="application/json"))
    open_finder(page, "?q=three%20beliefs")
    assert ids(page) == ["three-beliefs"]
    context.close()


def test_numbers_are_unpacked_as_they_were_packed(page: Page) -> None:
    rows = [[], [0], [29], [30], [0, 1, 2], [899, 900, 40_000], [], [5, 35, 36], []]
    page.goto("find/")
    text = "".join(map(pack, rows))
    script = """async ([text, size]) => {
      const { unpack } = await import('/assets/js/find/columns.js');
      const { starts, values } = unpack(text, size);
      return [...Array(size).keys()].map((row) => [...values.subarray(starts[row], starts[row + 1])]);
    }"""
    assert page.evaluate(script, [text, len(rows)]) == rows


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("form", "form", 0), ("form", "from", 1), ("belif", "belief", 1), ("assesment", "assessment", 1), ("a", "xyz", 3)],
)
def test_slips_are_counted(page: Page, one: str, other: str, slips: int) -> None:
    page.goto("find/")
    script = "async ([a, b]) => (await import('/assets/js/find/spelling.js')).distance(a, b)"
    assert page.evaluate(script, [one, other]) == slips


def test_a_print_shows_the_list_and_what_was_chosen(page: Page) -> None:
    open_finder(page, "?grades=6-8")
    page.emulate_media(media="print")
    expect(page.locator("[data-hub-panel]")).to_be_hidden()
    expect(page.locator("#hub-finder-words")).to_be_hidden()
    expect(page.locator("[data-hub-chosen]")).to_be_visible()
    expect(page.locator(CARD).first).to_be_visible()


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.long)])
def test_axe_finds_nothing_and_nothing_overflows(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_finder(page, "?q=assesment&grades=6-8&topic=assessment")
    expect(page.locator(f"{CARD} p.hub-finder__summary").first).not_to_be_empty()
    for unfolded in (False, True):
        if unfolded:
            page.evaluate("document.querySelectorAll('.hub-finder details').forEach((one) => { one.open = true; })")
        assert findings(page, ALL_BUT_COLORS) == []
        for scheme in SCHEMES:
            use_scheme(page, scheme)
            assert color_findings(page) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_choices_are_large_enough_to_touch(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_finder(page, "?grades=6-8")
    page.evaluate("document.querySelectorAll('.hub-finder details').forEach((one) => { one.open = true; })")
    for element in page.locator(".hub-finder :is(label:has(input), button, summary, select, h4 a):visible").all()[:60]:
        box = element.bounding_box()
        assert box and box["height"] >= 24, element.inner_text()
