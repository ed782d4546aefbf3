"""What machines read on a page: schema.org, with the names that LRMI gave it. Only what is known is said; an address
that nobody has checked is not passed on as a fact.
"""

from __future__ import annotations

from typing import Any

from hub.addresses import address
from hub.catalogue import Catalogue
from hub.model import Edtf, Letter, Localized, Resource
from hub.model.reference import Organization
from hub.outputs.citations import in_language, public_address
from hub.site import Site

Text = str | Localized
Data = dict[str, Any]

# Works that inform or organize, and are not made to be learned from.
NOT_FOR_LEARNING = frozenset(
    {"legislation", "grant", "memo", "letter", "program", "process", "quotation"}
    | {"event", "event-series", "calendar", "application"}
)
# Only an address that a person opened is given to machines as the place of a thing.
SURE = frozenset(("live", "moved", "restricted"))
STANDARDS = "Next Generation Science Standards"


def of_resource(resource: Resource, catalogue: Catalogue, site: Site, lang: str) -> Data:
    """A LearningResource, or a CreativeWork where it is not made to be learned from."""
    kind = "CreativeWork" if resource.type in NOT_FOR_LEARNING else "LearningResource"
    data = _page(kind, resource.title, resource.summary, address("resources", resource.id), site, lang)
    data["learningResourceType"] = _words(catalogue, "resource_types", (resource.type,), lang)[0]
    if resource.published_title:
        data["alternateName"] = [resource.published_title, *resource.also_known_as]
    elif resource.also_known_as:
        data["alternateName"] = list(resource.also_known_as)
    if resource.grade_bands:
        data["educationalLevel"] = _words(catalogue, "grade_bands", resource.grade_bands, lang)
    if resource.audience:
        roles = _words(catalogue, "audience", resource.audience, lang)
        data["audience"] = [{"@type": "EducationalAudience", "educationalRole": role} for role in roles]
    if resource.topics:
        data["about"] = _words(catalogue, "topics", resource.topics, lang)
    if resource.minutes:
        data["timeRequired"] = f"PT{resource.minutes}M"
    if resource.language:
        data["inLanguage"] = list(resource.language)
    if resource.license and resource.license != "unknown":
        data["license"] = f"https://spdx.org/licenses/{resource.license}.html"
    if resource.publisher:
        data["publisher"] = {"@type": "Organization", "name": resource.publisher}
    if resource.partners:
        names = [in_language(lang, catalogue.label("organizations", id)) for id in resource.partners]
        data["contributor"] = [{"@type": "Organization", "name": name} for name in names]
    if day := _iso(resource.date):
        data["datePublished"] = day
    if resource.url and resource.url_status in SURE:
        data["sameAs"] = resource.url
    if resource.standards:
        data["educationalAlignment"] = [
            {"@type": "AlignmentObject", "educationalFramework": STANDARDS, "targetName": code}
            for code in resource.standards
        ]
    whole = catalogue.resources.get(resource.part_of or "")
    if whole:
        data["isPartOf"] = {"@type": "CreativeWork", "name": in_language(lang, whole.title)}
    return data


def of_letter(letter: Letter, title: Text, description: Text, site: Site, lang: str) -> Data:
    """A letter as a CreativeWork of its organization."""
    data = _page("CreativeWork", title, description, address("commitments", letter.id), site, lang)
    data["datePublished"] = letter.date
    data["author"] = {"@type": "Organization", "name": letter.organization}
    return data


def of_organization(organization: Organization, catalogue: Catalogue, site: Site, lang: str) -> Data:
    """An Organization with its other names and its parent."""
    data = _page("Organization", organization.name, None, address("organizations", organization.id), site, lang)
    names = [name for name in (organization.abbreviation, *organization.also_known_as) if name]
    if names:
        data["alternateName"] = names
    if organization.parent:
        name = in_language(lang, catalogue.label("organizations", organization.parent))
        data["parentOrganization"] = {"@type": "Organization", "name": name}
    if organization.url and organization.url_status in SURE:
        data["sameAs"] = organization.url
    return data


def of_list(title: Text, description: Text | None, page: str, site: Site, lang: str) -> Data:
    """A page that lists records: a collection or a term."""
    return _page("CollectionPage", title, description, page, site, lang)


def _page(kind: str, name: Text, description: Text | None, page: str, site: Site, lang: str) -> Data:
    data: Data = {"@context": "https://schema.org", "@type": kind, "name": in_language(lang, name)}
    if description:
        data["description"] = in_language(lang, description)
    if site.url:
        data["url"] = public_address(site, lang, page)
    return data


def _words(catalogue: Catalogue, vocabulary: str, ids: tuple[str, ...], lang: str) -> list[str]:
    """The words of terms; a term that the vocabulary does not know stands for itself."""
    terms = catalogue.terms(vocabulary)
    return [in_language(lang, terms[id].label) if id in terms else id for id in ids]


def _iso(date: Edtf | None) -> str | None:
    """A date that schema.org can hold: a year, a month or a day, but no season and no span."""
    return None if date is None or "/" in date.text or date.season else date.text
