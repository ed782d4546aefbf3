"""The kinds of value that fields are made of, each declared once: what is read, what is refused, what editors see."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from hub.model import dates


class Record(BaseModel):
    """Base of everything that is read from content: unknown fields are errors, nothing changes after reading."""

    # Validators are built when a file is first read: a build that finds everything in its cache never needs them.
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Localized(NamedTuple):
    """A text in English and in Spanish."""

    en: str
    es: str


class Ref(NamedTuple):
    """Marks a field whose values name something else: `kind` is a vocabulary or a kind of record."""

    kind: str


def _text(value: Any) -> str | Localized:
    if isinstance(value, (str, Localized)):
        return value
    if isinstance(value, dict):
        unknown = sorted(set(value) - {"en", "es"})
        if unknown:
            raise ValueError(f"the language `{unknown[0]}` is not one of the hub's; use `en` and `es`")
        if "en" not in value:
            raise ValueError("the English text is missing; write `en: ...` beside `es: ...`")
        if not all(isinstance(part, str) for part in value.values()):
            raise ValueError("each language holds one text; write `en: ...` and `es: ...`")
        return Localized(value["en"], value["es"]) if "es" in value else value["en"]
    raise ValueError("expected a text; put it in quotes, or write `en: ...` and `es: ...` below")


TEXT_SCHEMA = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {"en": {"type": "string", "minLength": 1}, "es": {"type": "string", "minLength": 1}},
            "required": ["en"],
            "additionalProperties": False,
        },
    ]
}
Text = Annotated[str | Localized, BeforeValidator(_text), WithJsonSchema(TEXT_SCHEMA)]

AS_BROWSERS_SHOW_IT = "write the address as the browser shows it, beginning with https://"

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MAX_SLUG = 64
# Names that are folders of the site or devices of Windows, where the files must still check out.
RESERVED_SLUGS = frozenset(
    [
        "index",
        "layout",
        "assets",
        "search",
        "404",
        "es",
        "en",
        "con",
        "prn",
        "aux",
        "nul",
        "com1",
        "com2",
        "com3",
        "com4",
        "lpt1",
        "lpt2",
        "lpt3",
        "lpt4",
    ]
)
# The lookahead keeps the length in the pattern, so that an editor with the schema sees it too.
SLUG_PATTERN = r"^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$"


# Ids of terms and codes are addresses in lower case, so they may hold nothing that an address cannot.
CODE_PATTERN = r"^(?=.{1,64}$)[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"


def is_slug(text: str) -> bool:
    return len(text) <= MAX_SLUG and bool(SLUG.match(text)) and text not in RESERVED_SLUGS


def slugify(text: str) -> str:
    """The id that a title suggests: ASCII letters, digits and single hyphens, at most 64; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:MAX_SLUG].strip("-")


def _date(value: Any) -> dates.Edtf:
    if isinstance(value, dates.Edtf):
        return value
    if not isinstance(value, str):
        raise ValueError(f"expected a date; {dates.EXPLAIN}")
    return dates.parse(value)


def _day(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected a day; {dates.EXPLAIN_DAY}")
    return dates.parse_day(value)


_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
_PRIVATE = (".local", ".internal", ".localhost")
# What nearly all addresses look like, and `address` would say yes to; taking one apart takes twenty times as long.
PLAIN_ADDRESS = rf"https?://{_HOST}(?<!\.local)(?<!\.internal)(?<!\.localhost)(?:[/?#][A-Za-z0-9._/?#=&%~,:;+!*$-]*)?"
_PLAIN = re.compile(PLAIN_ADDRESS)


def address(value: Any) -> str:
    """An https or http address of a public host, without user part; everything else could point anywhere.

    Raises ValueError with a sentence for the author.
    """
    if not isinstance(value, str):
        raise ValueError(f"expected an address; {AS_BROWSERS_SHOW_IT}")
    if _PLAIN.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"`{value}` is not an address that a browser can open; {AS_BROWSERS_SHOW_IT}") from None
    if parts.scheme not in ("https", "http"):
        raise ValueError(f"`{value}` does not begin with https:// or http://; {AS_BROWSERS_SHOW_IT}")
    if "@" in parts.netloc or port is not None:
        raise ValueError(f"`{value}` has a user name or a port; {AS_BROWSERS_SHOW_IT}")
    if not re.fullmatch(_HOST, host, re.IGNORECASE):
        raise ValueError(f"`{value}` has no public host name; {AS_BROWSERS_SHOW_IT}")
    if host.endswith(_PRIVATE):
        raise ValueError(f"`{value}` points into a private network; {AS_BROWSERS_SHOW_IT}")
    if re.search(r"[\s\"'<>\\^`{|}]", value):
        raise ValueError(f"`{value}` has a character that addresses cannot have; {AS_BROWSERS_SHOW_IT}")
    return value


def _pattern(pattern: str, explain: str, example: str) -> BeforeValidator:
    wanted = re.compile(pattern)

    def check(value: Any) -> Any:
        if not isinstance(value, str) or not wanted.fullmatch(value):
            raise ValueError(f"`{value}` is not {explain}; write for example {example}")
        return value

    return BeforeValidator(check)


def _number(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch(r"[0-9]{1,6}", value)):
        digits = re.search(r"[0-9]{1,6}", str(value))
        raise ValueError(f"`{value}` is not a whole number; write a number: {digits[0] if digits else 10}")
    return value


def _yes(value: Any) -> Any:
    if value not in ("true", "false", True, False):
        raise ValueError(f"`{value}` is not true or false; write `true` or leave the line out")
    return value


Line = Annotated[str, StringConstraints(min_length=1)]
Edtf = Annotated[
    dates.Edtf,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "description": "EDTF: 2021, 2021-10, 2021-10-05, 2016/2020, `2021 spring`"}),
]
Day = Annotated[str, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})]
Url = Annotated[str, BeforeValidator(address), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Slug = Annotated[
    str,
    _pattern(SLUG_PATTERN, "an id of lower-case letters, digits and hyphens", "`visit-guide`"),
    WithJsonSchema({"type": "string", "pattern": SLUG_PATTERN}),
]
Code = Annotated[
    str,
    _pattern(CODE_PATTERN, "an id of letters, digits, hyphens and periods", "`middle-school` or `MS-LS1-1`"),
    WithJsonSchema({"type": "string", "pattern": CODE_PATTERN}),
]
Clock = Annotated[
    str,
    _pattern(r"^([01]\d|2[0-3]):[0-5]\d$", "a time of day", "08:00 or 16:30"),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}),
]
Hash = Annotated[
    str,
    _pattern(r"^[0-9a-f]{12}$", "the hash of a text", "`0123456789ab`"),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9a-f]{12}$"}),
]
SchoolYear = Annotated[
    str,
    _pattern(r"^[12]\d{3}-\d\d$", "a school year", "2023-24"),
    WithJsonSchema({"type": "string", "pattern": r"^[12]\d{3}-\d\d$"}),
]
Count = Annotated[int, BeforeValidator(_number), WithJsonSchema({"type": "integer", "minimum": 0})]
Yes = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"type": "boolean"})]
