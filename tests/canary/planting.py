"""Canaries in every string field of every model, put into a copy of the project.

What a file can say is read from the models in hub/model and the files in hub/layout.py, never from a list of fields, so
a field that is added tomorrow has its canary tomorrow. A list in a reference file gets one more item, a kind of record
one more file, and every field of it is filled, also those that no real record has.

Each canary bears a number of its own. Where the reader or a rule refuses one, a weaker form stands there in the next
round; what was refused, and with what words, is kept.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from hub import build as recipe
from hub.layout import FOLDERS, SINGLE_FILES, VOCABULARIES
from hub.model import fields, letter, reference, resource
from hub.model.dates import Edtf
from hub.model.fields import Localized, Ref
from hub.problems import Problem, Severity
from hub.project import Project
from hub.site import Site
from tests import fictional

# What stands in a text: signs that begin or end something in HTML, scripts, JSON, CSV, Atom, TeX, Jinja, Python's two
# ways to fill in values, a log line and an address. `zqe` and `zqa` would be an element and an attribute, and `X-ZQ` a
# line of its own, if one of them were ever believed.
WHOLE = (
    "=zq{n} \"'`\\ <zqe{n} zqa{n}=1 onclick=zq()> &lt; {{{{ zq }}}} {{% zq %}} {{0}} %s %(x)s ${{zq}} {{label}} "
    "</script></title></textarea>-->]]> %0A::error::zq #~^_&\nX-ZQ:zqz{n}"
)
ONE_LINE = WHOLE.replace("\n", " ")
SMALL = "Zq{n} & \"{{{{ Sons }}}}\" 'Co' <3"
WORD = "Zq{n} Example School"
URL = "https://zq{n}.example.org/a(b);c='x'&amp;d=[1]*$!,{{}}?e=%3Cscript%3E&f=javascript:zq()#g=h"
NUMBER = re.compile(r"zq-?(\d{5})", re.IGNORECASE)

PLAIN = {
    "code": "ZQ{n}",
    "text": "Plain words",
    "line": "Plain words",
    "day": "2024-05-06",
    "edtf": "2024-05-06",
    "clock": "09:30",
}
PLAIN |= {"year": "2023-24", "count": "2", "yes": "false", "sha256": "0" * 64, "url": "https://example.org/zq"}
FORMS = {
    "text": (WHOLE, ONE_LINE, WORD),
    "line": (WHOLE, ONE_LINE, SMALL, WORD),
    "slug": (WHOLE, "zq-{n}"),
    "code": (WHOLE, "zq-{n}"),
}
FORMS |= {"url": (WHOLE, URL.replace("'", "").replace("{{}}", ""))}

# Fields that hold no text of a contributor, with the reason. A field of a kind that is not known here fails the test.
NOT_TEXT = {"count": "a whole number", "yes": "true or false"}
FROM_PATH = "the name of the file"

# What a rule wants of a field beside its kind, so that the rest of the record can be looked at. By model and field.
# `None` leaves the field out, and a text after `=` is what another field says.
VALUES: Mapping[tuple[str, str], Any] = {
    ("Resource", "type"): "report",
    ("Session", "type"): "session",
    ("Module", "type"): "module",
    **{(model, "license"): "CC-BY-4.0" for model in ("Resource", "Session", "Module")},
    **{(model, "county"): "alameda" for model in ("Resource", "Session", "Module", "Organization")},
    **{(model, "region"): "ca-region-4" for model in ("Resource", "Session", "Module", "Organization")},
    **{(model, name): None for model in ("Resource", "Module") for name in ("part_of", "order", "parts_expected")},
    **{(model, "stub"): None for model in ("Resource", "Session", "Module")},
    ("Session", "part_of"): "zq-record-2",
    ("Session", "order"): "1",
    ("EntryQuestion", "start"): "zq-record-1",
    ("County", "region"): "=Regions.items.id",
    ("Region", "counties"): "=Counties.items.id",
    ("CoreIdea", "domain"): "=CoreIdeas.domains.id",
    ("ComponentIdea", "id"): "LS1.Z",
    ("ComponentIdea", "core_idea"): "LS1",
    ("Expectation", "code"): "MS-LS1-99",
    ("Expectation", "level"): "MS",
    ("Expectation", "core_idea"): "LS1",
    ("Expectation", "grades"): "6",
    ("Expectation", "grade_band"): "6-8",
    ("OfficialPage", "of"): "MS-LS1-99",
    ("Commitment", "belief"): "=BeliefToAction.beliefs.id",
    ("Term", "broader"): None,
    ("Start", "roles"): "=Vocabulary.items.id",
    ("Event", "start"): "08:30",
    ("Component", "kind"): "description",
    ("Letter", "call_version"): "1",
    ("Letter", "signed_copy"): None,
    ("Letter", "superseded_by"): None,
    ("Collection", "order"): "99",
}
# The row of a field that holds rows by name: the name, and a value that is right.
ROWS = {("Translations", "made_from"): ("0123456789ab", "0123456789ab")}
# What a field must hold beside the canary.
BEFORE = {("Terms", "pledge"): "{organization} ", ("Call", "pledge"): "{organization} "}
BEFORE["Letter", "body"] = fictional.text_of("{Letter.organization}")


KINDS: Mapping[str, Any] = {
    "url": fields.Url,
    "day": fields.Day,
    "slug": fields.Slug,
    "clock": fields.Clock,
    "code": fields.Code,
    "year": fields.SchoolYear,
    "sha256": letter.Sha256,
    "count": fields.Count,
}


def kind_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> tuple[str, Any]:
    """What a field holds: a name for it, and what belongs to it (a kind of record, choices, an inner type)."""
    ref = next((mark for mark in metadata if isinstance(mark, Ref)), None)
    if ref is not None and get_origin(annotation) is not tuple:
        return "ref", ref.kind
    for name, known in KINDS.items():
        if get_args(known)[1] in metadata:
            return name, None
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kind_of(inner[0], (*metadata, *inner[1:]))
    if origin in (Union, types.UnionType):
        parts = [part for part in inner if part is not type(None)]
        if Localized in parts:
            return "text", None
        assert len(parts) == 1, f"a field of several kinds: {annotation}"
        return kind_of(parts[0], metadata)
    if origin is tuple:
        return "many", inner[0]
    if origin is dict:
        return "dict", None
    if origin is Literal:
        return "choice", inner
    if annotation is Edtf:
        return "edtf", None
    if annotation is bool:
        return "yes", None
    if annotation is str:
        return "line", None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "record", annotation
    raise AssertionError(f"tests/canary does not know what this is: {annotation}; say it in kind_of")


def is_from_path(model: type[BaseModel], name: str) -> bool:
    extra = model.model_fields[name].json_schema_extra
    return isinstance(extra, dict) and "from_path" in extra and name != "body"


@dataclass
class Planted:
    """One canary: its number, the field that it stands in, the language, and the forms that are left to try.

    `instead` is another text for its place, once the field is known to take any.
    """

    number: int
    where: str
    owner: str
    kind: str
    lang: str
    plain: str | None
    before: str = ""
    tried: int = 0
    instead: str = ""
    refusals: list[tuple[str | None, Problem]] = field(default_factory=list)

    @property
    def forms(self) -> tuple[str, ...]:
        return FORMS.get(self.kind, (WHOLE,))

    @property
    def stands(self) -> bool:
        """Whether one of the forms still stands in the file, and not the plain value."""
        return self.tried < len(self.forms)

    @property
    def canary(self) -> str:
        """The form that stands in the file, without what must stand beside it."""
        return self.forms[self.tried].format(n=f"{self.number:05}") if self.stands else ""

    @property
    def text(self) -> str | None:
        """What stands in the file now; None leaves the field out."""
        return self.before + (self.instead or self.canary) if self.stands else self.plain


@dataclass
class Garden:
    """A copy of the project with canaries. `fields` are all string fields of all models, `left_out` those without."""

    project: Project
    site: Site
    ids: Mapping[str, str]
    planted: list[Planted] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def plant(self) -> None:
        """Every model, each in its file."""
        content = self.project.content
        (content / "addresses.txt").unlink()  # Which addresses were published is not asked here.
        lists: dict[str, type[BaseModel]] = {name: model for name, (_, model) in SINGLE_FILES.items()}
        lists |= {f"vocabularies/{name}.yml": reference.Vocabulary for name in VOCABULARIES}
        for name, model in lists.items():
            real = yaml.load((content / name).read_text(encoding="utf-8"), yaml.CBaseLoader)
            said = self._record(model, model.__name__, name)
            for key, value in said.items():
                longer = isinstance(value, list) and isinstance(value[0], dict)
                real[key] = [*real[key], *value] if longer else value
            self.files[name] = real
        for folder, model in FOLDERS.items():
            suffix = "md" if folder == "commitments" else "yml"
            self.files[f"{folder}/zq-{folder}.{suffix}"] = self._record(model, model.__name__, folder)
        self.files["resources/zq-shelf/_collection.yml"] = self._record(resource.Collection, "Collection", "")
        kinds: tuple[type[BaseModel], ...] = (resource.Resource, resource.Session, resource.Module)
        for number, model in enumerate(kinds):
            self.files[f"resources/zq-shelf/zq-record-{number}.yml"] = self._record(model, model.__name__, "")

    def _record(self, model: type[BaseModel], where: str, file: str) -> dict[str, Any]:
        said = {}
        for name, info in model.model_fields.items():
            self.met.add(f"{model.__name__}.{name}")
            if is_from_path(model, name):
                self.left_out[f"{model.__name__}.{name}"] = FROM_PATH
                continue
            said[name] = self._value(model, name, info.annotation, tuple(info.metadata), f"{where}.{name}", file)
        return said

    def _value(
        self, model: type[BaseModel], name: str, annotation: Any, metadata: tuple[Any, ...], where: str, file: str
    ) -> Any:
        kind, inner = kind_of(annotation, metadata)
        key = (model.__name__, name)
        if kind == "many":
            deep = [mark for mark in metadata if isinstance(mark, Ref)]
            return [self._value(model, name, inner, tuple(deep), where, file)]
        if kind == "record":
            return self._record(inner, where, file)
        if kind in NOT_TEXT:
            self.left_out[f"{model.__name__}.{name}"] = NOT_TEXT[kind]
            return VALUES.get(key, PLAIN[kind])
        if kind == "dict":
            name, plain = ROWS.get(key, ("note", PLAIN["text"]))
            told = self._plant(where, key, "text", "en", plain)
            return {name: told if key not in ROWS else [told]}
        if kind == "text":
            return {lang: self._plant(where, key, kind, lang, PLAIN["text"]) for lang in ("en", "es")}
        usual = {"choice": inner and inner[0], "ref": self.ids.get(str(inner)), "slug": f"zq-id-{len(self.planted)}"}
        plain = VALUES[key] if key in VALUES else usual.get(kind) or PLAIN[kind]
        return self._plant(where, key, kind, "", plain, BEFORE.get(key, ""))

    def _plant(
        self, where: str, key: tuple[str, str], kind: str, lang: str, plain: str | None, before: str = ""
    ) -> Planted:
        self.planted.append(Planted(len(self.planted) + 1, where, ".".join(key), kind, lang, plain, before))
        return self.planted[-1]

    # Writing and asking.

    def write(self) -> None:
        """All files, one value a line, so that a line belongs to one canary."""
        for name, values in self.files.items():
            path = self.project.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            said = self._texts(values)
            body = f"---\n{said.pop('body')}\n" if name.endswith(".md") else ""
            start = "---\n" if body else ""
            dumped = yaml.dump(said, allow_unicode=True, width=100_000, default_style='"', sort_keys=False)
            path.write_text(start + dumped + body, encoding="utf-8")

    def settle(self) -> recipe.Checked:
        """Ask the reader and the rules until nothing is refused any more; each refusal must have place and hint."""
        for _ in range(12):
            self.write()
            checked = recipe.check(self.project, self.site)
            errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
            if not errors:
                return checked
            moved = False
            for problem in errors:
                canary = self._at(problem)
                if canary is not None and canary.stands and all(p is not problem for _, p in canary.refusals):
                    canary.refusals.append((canary.text, problem))
                    moved = True
            for canary in self.planted:
                if canary.refusals and canary.stands and canary.refusals[-1][0] == canary.text:
                    canary.tried += 1
            assert moved, "\n".join(f"{p.place} {p.code}: {p.message} -- {p.hint}" for p in errors)
        raise AssertionError("the rules go on refusing")

    def _at(self, problem: Problem) -> Planted | None:
        """The canary that stands in the line of a problem, or else the one that it quotes."""
        path = self.project.root / problem.place.path
        if not path.is_file():
            return None
        line = path.read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
        found = NUMBER.search(line) or NUMBER.search(problem.message)
        return self.planted[int(found[1]) - 1] if found else None

    def _texts(self, value: Any) -> Any:
        if isinstance(value, Planted):
            text = value.text
            if text is not None and text.startswith("=") and not value.stands:
                return self._said(text[1:])
            if text is not None and value.where.endswith(".body"):
                return re.sub(r"\{([A-Z][\w.]+)\}", lambda found: self._said(found[1]), text)
            return text
        if isinstance(value, dict):
            return {name: said for name, item in value.items() if (said := self._texts(item)) is not None}
        if isinstance(value, list):
            return [said for item in value if (said := self._texts(item)) is not None] or None
        return value

    def _said(self, field: str) -> str:
        """What a field says, the first of this name."""
        return next(canary.text or "" for canary in self.planted if canary.where == field)

    @cached_property
    def standing(self) -> list[Planted]:
        return [canary for canary in self.planted if canary.stands]


def models() -> Iterator[type[BaseModel]]:
    """Every model of hub/model that is read from a file, found by walking the classes."""
    pending: list[type[BaseModel]] = [*fields.Record.__subclasses__()]
    while pending:
        found = pending.pop()
        pending += found.__subclasses__()
        # What reads a rejected file in part is made from these models when it is needed.
        if found.__module__.startswith("hub.model.") and not found.__name__.startswith("Partial"):
            yield found


def copy_of_ids(project: Project, site: Site) -> dict[str, str]:
    """One real id of every kind that a field may name."""
    catalogue = recipe.check(project, site).catalogue
    kinds = [*catalogue._named, *VOCABULARIES]
    return {kind: next(iter(known)) for kind in kinds if (known := catalogue.known(kind))}
