"""Rules on the lists of standards and places, which must agree with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hub.checks.rules import Found, Given, rule
from hub.problems import Severity, did_you_mean, natural, one_line


@rule(
    "expectation-code",
    Severity.ERROR,
    "A code that contradicts its fields",
    failing="{code: MS-PS1-1, level: HS, core_idea: PS1, ...}",
    passing="{code: MS-PS1-1, level: MS, core_idea: PS1, ...}",
)
def expectation_code(given: Given) -> Iterator[Found]:
    """The code of a performance expectation is its level, its core idea and a number: `MS-PS1-1`. One of its fields
    says something else."""
    items = given.catalogue.expectation_list.items if given.catalogue.expectation_list else ()
    for number, item in enumerate(items):
        start, _, last = item.code.rpartition("-")
        if start != f"{item.level}-{item.core_idea}" or not last.isdigit():
            level, idea = one_line(item.level), one_line(item.core_idea)
            message = f"`{item.code}` has the level `{level}` and the core idea `{idea}`"
            hint = f"correct the code or the field: {level}-{idea}-{last}"
            yield Found("expectation_list", "expectation_list", ("items", number), message, hint)


@rule(
    "grade-band-mismatch",
    Severity.ERROR,
    "A grade outside its grade band",
    failing="{code: 4-PS3-1, grades: [4], grade_band: 6-8, ...}",
    passing="{code: 4-PS3-1, grades: [4], grade_band: 3-5, ...}",
)
def grade_band_mismatch(given: Given) -> Iterator[Found]:
    """A performance expectation has a grade that its grade band, in `content/vocabularies/grade_bands.yml`, lacks."""
    catalogue = given.catalogue
    for number, item in enumerate(catalogue.expectation_list.items if catalogue.expectation_list else ()):
        band = catalogue.terms("grade_bands").get(item.grade_band)
        outside = [grade for grade in item.grades if band and band.grades and grade not in band.grades]
        if outside:
            grades = one_line(", ".join(outside))
            message = f"`{item.code}`: grade {grades} is not in the grade band `{item.grade_band}`"
            pointer = ("items", number, "grade_band")
            yield Found("expectation_list", "expectation_list", pointer, message, "correct the grades or the band")


@rule(
    "component-of-other-idea",
    Severity.ERROR,
    "A component that is named after another core idea",
    failing="{id: PS1.A, core_idea: PS2, ...}",
    passing="{id: PS1.A, core_idea: PS1, ...}",
)
def component_of_other_idea(given: Given) -> Iterator[Found]:
    """A component of a core idea begins with the id of its core idea: `PS1.A` belongs to `PS1`."""
    ideas = given.catalogue.core_idea_list
    known = {idea.id for idea in ideas.core_ideas} if ideas else set()
    for number, item in enumerate(ideas.components if ideas else ()):
        if item.core_idea in known and not item.id.startswith(f"{item.core_idea}."):
            pointer = ("components", number, "core_idea")
            message = f"`{item.id}` says that it belongs to `{item.core_idea}`"
            hint = f"write `core_idea: {item.id.partition('.')[0]}`"
            yield Found("core_idea_list", "core_idea_list", pointer, message, hint)


@rule(
    "official-page-of-nothing",
    Severity.ERROR,
    "An official page of something that is not in the standards",
    failing="{of: MS-PS9-1, url: ..., source: ngs-copies}",
    passing="{of: MS-PS1-1, url: ..., source: ngs-copies}",
)
def official_page_of_nothing(given: Given) -> Iterator[Found]:
    """An address in `content/standards/official-pages.yml` says that it is the page `of` a code that no list has, or
    two say it of the same code."""
    catalogue = given.catalogue
    groups = dict.fromkeys(code.rpartition("-")[0] for code in catalogue.expectations)
    dimensions = (*catalogue.practices, *catalogue.crosscutting, *catalogue.core_ideas)
    known = [*catalogue.expectations, *groups, *dimensions, "PE", "SEP", "CCC", "DCI"]
    left = set(known)
    for number, page in enumerate(catalogue.official_pages.items if catalogue.official_pages else ()):
        if page.of in left:
            left.remove(page.of)
            continue
        again = page.of in known
        message = (
            f"`{one_line(page.of)}` has an official page already" if again else f"no list has `{one_line(page.of)}`"
        )
        hint = "keep one of the two lines" if again else did_you_mean(page.of, known, "write a code of the standards")
        yield Found("official_pages", "official_pages", ("items", number, "of"), message, hint)


@rule(
    "county-region-mismatch",
    Severity.ERROR,
    "A county and its region disagree",
    failing="- {id: yolo, region: ca-region-2, ...}   # and ca-region-3 lists yolo",
    passing="- {id: yolo, region: ca-region-3, ...}   # and ca-region-3 lists yolo",
)
def county_region_mismatch(given: Given) -> Iterator[Found]:
    """`counties.yml` gives each county its region, and `regions.yml` gives each region its counties. They disagree."""
    catalogue = given.catalogue
    if not catalogue.region_list:
        return
    listing = defaultdict(list)
    for region in catalogue.region_list.items:
        for county in region.counties:
            listing[county].append(region.id)
    for number, item in enumerate(catalogue.county_list.items if catalogue.county_list else ()):
        if item.region in catalogue.regions and listing[item.id] != [item.region]:
            listed = " and ".join(f"`{id}`" for id in sorted(listing[item.id], key=natural)) or "no region"
            message = f"`{item.id}` says `{item.region}`, and in regions.yml it stands in {listed}"
            pointer = ("items", number, "region")
            yield Found("county_list", "county_list", pointer, message, "correct one of the two files")


@rule(
    "place-mismatch",
    Severity.ERROR,
    "A county outside the region beside it",
    failing="county: yolo\nregion: ca-region-10",
    passing="county: yolo\nregion: ca-region-3",
)
def place_mismatch(given: Given) -> Iterator[Found]:
    """A record or an organization names a county and a region, and the county lies in another region."""
    catalogue = given.catalogue
    for kind in ("resources", "organizations"):
        for id, record in getattr(catalogue, kind).items():
            if record.county is None or record.region is None:
                continue
            county = catalogue.counties.get(record.county)
            if county and record.region in catalogue.regions and county.region != record.region:
                message = f"`{record.county}` lies in `{county.region}`, and `region` says `{record.region}`"
                yield Found(kind, id, ("region",), message, f"write `region: {county.region}`")
