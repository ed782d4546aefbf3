"""What the finder costs a reader, beside Material's own search on the same records: `python -m benchmarks.finder`.

Builds the synthetic records as the hub with its index, and as plain MkDocs-Material with its search; serves both
compressed, as hosts do; opens them in a fresh Chromium, the hub several times, and counts bytes as they travel and
milliseconds as the page counts them. Chromium is the one that the browser tests use. The table goes to finder.md.

    python -m benchmarks.finder                                  # 10,000 records, five rounds, a few minutes
    python -m benchmarks.finder --records 1000 --rounds 1        # for a look
    python -m benchmarks.finder --sites /tmp/finder              # keeps what it built there, and takes it next time
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks import as_hub, as_material, catalogue, measure
from benchmarks.run import ENVIRONMENT
from benchmarks.sides import CONTENT, ROOT
from review.host import Compressed, Host, served
from tests.browser import setup

# Words of the synthetic records and of the standards, by how many of the records have them: what takes time in a search
# is the number of pages found. Real texts have few words that half of them share.
FIRST = "phenomenon"
FEW, TENTH, HALF = "that hardly any record has", "that one record in ten has", "that half of all records have"
LATER: Mapping[str, Sequence[str]] = {
    FEW: ("castl", "coding", "waves", "discipline", "seismic"),
    TENTH: ("rubric", "workbook", "notebook", "watershed", "checklist"),
    HALF: ("evidence", "scientist", "coaches", "samples"),
}
PAGE_ITSELF = (".html", ".css", ".js", ".svg", "/")
# Milliseconds from an event to the moment when the finder says that the new list stands there.
CHANGE = """([facet, number]) => new Promise((done) => {
  const box = document.querySelectorAll(`[data-hub-facet="${facet}"] li:not([hidden]) input`)[number];
  const begun = performance.now();
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("hub-finder-shown").length) return;
    observer.disconnect(); document.body.offsetHeight; done(performance.now() - begun);
  }).observe({ type: "mark", buffered: false });
  box.click();
})"""
# As if the reader pressed Enter a tenth of a second after the last letter, which is less than the finder waits for
# another one: meanwhile it fetches what the search will need. A list of titles that is shown while the texts are
# searched does not count; the status then ends in three dots.
ASK = """(words) => new Promise(async (done) => {
  const field = document.querySelector("#hub-finder-words");
  const said = document.querySelector("[data-hub-finder] [data-hub-status]");
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((typed) => setTimeout(typed, 100));
  const begun = performance.now();
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("hub-finder-shown").length || said.textContent.endsWith("…")) return;
    observer.disconnect(); document.body.offsetHeight; done(performance.now() - begun);
  }).observe({ type: "mark", buffered: false });
  field.dispatchEvent(new Event("change", { bubbles: true }));
})"""
# The search index alone, in a worker of its own: words again whose part of it is loaded. With a space they are other
# words for the finder, which keeps what it found, and the same for the index.
INDEX = """async (groups) => {
  const root = new URL(document.querySelector("[data-hub-finder]").dataset.root, location.href);
  const { besideThePage } = await import(new URL("assets/js/find/index.js", root));
  const index = await besideThePage(root);
  const times = [];
  for (const words of groups) {
    const took = [];
    for (const word of words) {
      await index.search(word);
      const begun = performance.now();
      await index.search(`${word} `);
      took.push(performance.now() - begun);
    }
    times.push(took);
  }
  return times;
}"""
# A computation that is always the same, to tell slow days of the machine from slow programs.
YARDSTICK = """() => {
  const begun = performance.now();
  let sum = 0;
  for (let place = 0; place < 5e6; place++) sum = (sum * 31 + place) | 0;
  return performance.now() - begun + (sum & 0);
}"""
TYPE = """([selector, status, words]) => new Promise((done) => {
  const field = document.querySelector(selector), said = document.querySelector(status);
  const begun = performance.now();
  const seen = new MutationObserver(() => {
    if (/\\d/.test(said.textContent)) {
      seen.disconnect(); document.body.offsetHeight; done(performance.now() - begun);
    }
  });
  seen.observe(said, { childList: true, characterData: true, subtree: true });
  field.focus(); field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
})"""
HUB_STATUS = "[data-hub-finder] [data-hub-status]"
MATERIAL_FIELD = "[data-md-component=search-query]"
MATERIAL_STATUS = ".md-search-result__meta"
RESULTS = Path(__file__).parent / "finder.md"
# The names of the figures, and what is wanted of each with so many records.
GOALS_AT = 10_000
PAGE = "the page itself (HTML, CSS, JavaScript)"
FIRST_VIEW = "first view, beyond the page"
FIRST_WORDS = "first words, beyond that"
CHOICE = "a choice in a facet, until the new list stands there"
SLOWEST_CHOICE = "the same in the slowest facet"
FIRST_WORDS_TIME = "first words, until the list stands there"
FROM_OPENING = "from opening the page to the first result"
LATER_WORDS = "later words {}"
AGAIN = "words that were searched for before"
INDEX_ALONE = "the search index (Pagefind) alone, its part loaded: words {}"
CHOICE_BUSY = "a choice, in processor time of all threads of the page"
LATER_BUSY = "later words, in processor time of all threads of the page"
FIXED = "for comparison: a fixed computation in the same page"
WANTED: Mapping[str, int | None] = {
    PAGE: None,
    FIRST_VIEW: 400,
    FIRST_WORDS: 300,
    CHOICE: 50,
    SLOWEST_CHOICE: 50,
    CHOICE_BUSY: None,
    FIRST_WORDS_TIME: None,
    FROM_OPENING: None,
    **{LATER_WORDS.format(group): 100 for group in LATER},
    AGAIN: 100,
    **{INDEX_ALONE.format(group): None for group in LATER},
    LATER_BUSY: None,
    FIXED: None,
}
# Milliseconds after which whatever a search still fetches has come.
SETTLE = 1500


def kilobytes(host: Host, page_itself: bool | None = None, part: str = "") -> float:
    """What was sent of the page itself or of its data (both when nothing is said), in thousands of bytes."""
    return (
        sum(
            size
            for path, size in host.sent
            if part in path and page_itself in (None, path.endswith(PAGE_ITSELF) and "pagefind" not in path)
        )
        / 1000
    )


class _Processor:
    """How long the processors worked for the pages of a browser: what a shared machine cannot lengthen much."""

    def __init__(self, browser: Browser) -> None:
        self.session = browser.new_browser_cdp_session()

    def milliseconds(self) -> float:
        """Of all threads of all pages, since the browser was started."""
        found = self.session.send("SystemInfo.getProcessInfo")["processInfo"]
        tasks = [
            task for one in found if one["type"] == "renderer" for task in Path(f"/proc/{one['id']}/task").iterdir()
        ]
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


@dataclass(frozen=True)
class Figures:
    """Figures of one side by name: bytes are the same each time, milliseconds are those of every round."""

    kilobytes: Mapping[str, float]
    milliseconds: Mapping[str, Sequence[float]]


def hub(browser: Browser, host: Host) -> Figures:
    """The finder: bytes of the first view and of the first words; times of choices and words."""
    page = browser.new_page()
    page.goto(f"{host.address}find/")
    page.locator(HUB_STATUS).filter(has_text=re.compile(r"\d")).wait_for()
    page.wait_for_load_state("networkidle")
    bytes_of = {PAGE: kilobytes(host, True), FIRST_VIEW: kilobytes(host, False)}
    facets = page.evaluate(
        "[...document.querySelectorAll('[data-hub-facet]:not([hidden])')].map((facet) => facet.dataset.hubFacet)"
    )
    processor = _Processor(browser)
    before = processor.milliseconds()
    # Choose and take back, in every facet: the slowest one counts as well as the one in the middle.
    of_each = {facet: [page.evaluate(CHANGE, [facet, 0]) for _ in range(4)] for facet in facets}
    busy = (processor.milliseconds() - before) / sum(map(len, of_each.values()))
    page.wait_for_load_state("networkidle")
    host.sent.clear()
    times: dict[str, list[float]] = {
        CHOICE_BUSY: [busy],
        CHOICE: [time for times in of_each.values() for time in times],
        SLOWEST_CHOICE: [max(median(times) for times in of_each.values())],
        FIRST_WORDS_TIME: [page.evaluate(ASK, FIRST)],
    }
    page.wait_for_timeout(SETTLE)
    bytes_of[FIRST_WORDS] = kilobytes(host)
    times[FIXED] = [page.evaluate(YARDSTICK) for _ in range(3)]
    before = processor.milliseconds()
    for group, asked in LATER.items():  # Each word fetches its part of the index; that is a later query too.
        times[LATER_WORDS.format(group)] = [page.evaluate(ASK, words) for words in asked]
    times[LATER_BUSY] = [(processor.milliseconds() - before) / sum(map(len, LATER.values()))]
    times[AGAIN] = [page.evaluate(ASK, words) for words in (FIRST, *LATER[HALF])]
    alone = page.evaluate(INDEX, list(LATER.values()))
    times |= {INDEX_ALONE.format(group): took for group, took in zip(LATER, alone, strict=True)}
    page.close()
    page = browser.new_page()
    page.goto(f"{host.address}find/?q={FIRST}")
    page.locator(HUB_STATUS).filter(has_text=FIRST).filter(has_not_text="…").wait_for()
    times[FROM_OPENING] = [page.evaluate("performance.getEntriesByName('hub-finder-shown').at(-1).startTime")]
    page.close()
    return Figures(bytes_of, times)


def material(browser: Browser, host: Host) -> Figures:
    """Material's search on the same records. Its index is fetched with the first page, whether or not one searches."""
    page = browser.new_page()
    page.goto(host.address, wait_until="domcontentloaded")
    field = page.locator(MATERIAL_FIELD)
    field.click(force=True)
    times: dict[str, list[float]] = {FIRST_WORDS_TIME: [page.evaluate(TYPE, [MATERIAL_FIELD, MATERIAL_STATUS, FIRST])]}
    times[FROM_OPENING] = [page.evaluate("performance.now()")]
    page.wait_for_timeout(SETTLE)
    bytes_of = {FIRST_WORDS: kilobytes(host, part="search")}
    times[FIXED] = [page.evaluate(YARDSTICK) for _ in range(3)]
    processor = _Processor(browser)
    before = processor.milliseconds()
    # Only these: its status has no number to wait for when nothing is found, and none that changes when as much is.
    found = [page.evaluate(TYPE, [MATERIAL_FIELD, MATERIAL_STATUS, words]) for words in LATER[HALF]]
    times[LATER_WORDS.format(HALF)] = found
    times[LATER_BUSY] = [(processor.milliseconds() - before) / len(LATER[HALF])]
    page.close()
    return Figures(bytes_of, times)


def together(rounds: Sequence[Figures]) -> Figures:
    """Several rounds as one: the most bytes, and the times of all."""
    first = rounds[0]
    return Figures(
        {name: max(one.kilobytes[name] for one in rounds) for name in first.kilobytes},
        {name: [time for one in rounds for time in one.milliseconds[name]] for name in first.milliseconds},
    )


def build(folder: Path, count: int, beside: bool) -> None:
    """Both sites of so many records, unless they stand there."""
    done = folder / f"{count}-records"
    if done.exists() and (not beside or (folder / "material-site").exists()):
        return
    records = catalogue.records(count, catalogue.words(CONTENT))
    as_hub.make(folder / "hub", records)
    command = [sys.executable, "-m", "benchmarks.hub_side", "search", str(folder / "hub"), str(folder / "hub-site")]
    measure.run(command, ROOT, ENVIRONMENT)
    if beside:
        as_material.make(folder / "material", records, as_it_comes=False)
        config = folder / "material/mkdocs.yml"
        config.write_text(
            config.read_text(encoding="utf-8").replace("plugins: []", "plugins: [search]"), encoding="utf-8"
        )
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "material-site")]
        measure.run(command, folder / "material", ENVIRONMENT)
    done.touch()


def main(arguments: list[str] | None = None) -> int:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--records", type=int, default=10_000)
    reader.add_argument("--rounds", type=int, default=5)
    reader.add_argument("--alone", action="store_true", help="leave out Material's search")
    reader.add_argument("--sites", type=Path, help="a folder for the built sites, which are kept there")
    given = reader.parse_args(arguments)
    chromium = setup.find()
    if chromium is None:
        print("there is no Chromium; run tests/browser/setup.py", file=sys.stderr)
        return 1
    folder = given.sites or Path(tempfile.mkdtemp(prefix="hub-finder-"))
    sides: dict[str, tuple[str, Callable[[Browser, Host], Figures]]] = {"the finder": ("hub-site", hub)}
    if not given.alone:
        sides["Material's search"] = ("material-site", material)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        build(folder, given.records, not given.alone)
        found: dict[str, list[Figures]] = {name: [] for name in sides}
        with sync_playwright() as playwright:
            for number in range(given.rounds):
                for name, (site, look) in sides.items():
                    if number and look is material:
                        continue  # It takes minutes, and is there for comparison.
                    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                    with served(folder / site, Compressed) as host:
                        found[name].append(look(browser, host))
                    browser.close()
        index = folder / "material-site/search/search_index.json"
        table = as_table(
            given.records,
            given.rounds,
            together(found["the finder"]),
            None if given.alone else together(found["Material's search"]),
            index.stat().st_size / 1000 if not given.alone else 0,
        )
    finally:
        if not given.sites:
            shutil.rmtree(folder, ignore_errors=True)
    print(table)
    if given.records == GOALS_AT and not given.alone:
        RESULTS.write_text(table, encoding="utf-8")
    return 0


def as_table(records: int, rounds: int, ours: Figures, beside: Figures | None, index: float) -> str:
    """The figures as Markdown. Milliseconds are the median, and the least in brackets: other work on the machine only
    ever adds to a time.
    """
    lines = [
        "# The finder",
        "",
        f"{records:,} records, {rounds} rounds (Material's search one). Bytes as they travel, compressed; milliseconds",
        "in Chromium on the machine of the day, the median of all and in brackets the least. Written by",
        "`python -m benchmarks.finder`.",
        "",
        "| | the finder | Material's search | wanted | reached |",
        "|---|---:|---:|---:|---|",
    ]
    for name, wanted in WANTED.items():
        if name in ours.kilobytes:
            value = ours.kilobytes[name]
            said, other = f"{value:,.0f} kB", beside and beside.kilobytes.get(name)
            told = f"{other:,.0f} kB" if other else ""
            unit = "kB"
        else:
            value = median(ours.milliseconds[name])
            said, others = _times(ours.milliseconds[name]), beside and beside.milliseconds.get(name)
            told = _times(others) if others else ""
            unit = "ms"
        goal = f"under {wanted} {unit}" if wanted and records == GOALS_AT else ""
        least = min(ours.milliseconds.get(name, (value,)))
        verdicts = ((value, "yes"), (least, "at its best"))
        reached = next((verdict for time, verdict in verdicts if time < (wanted or 0)), "**no**") if goal else ""
        lines.append(f"| {name} | {said} | {told} | {goal} | {reached} |")
    if beside:
        lines.append(f"| Material's `search_index.json` before compression | | {index:,.0f} kB | | |")
    return "\n".join(lines) + "\n"


def _times(times: Sequence[float]) -> str:
    return f"{median(times):,.0f} ms ({min(times):,.0f})"


if __name__ == "__main__":
    sys.exit(main())
