"""Records as plain data and as rows of a table: what there is to say of a record is what its model declares."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hub.model import Edtf, Localized, Record

# Spreadsheets take a cell that begins so for a formula, some of them in full width too, and after white space.
FORMULA = tuple("=+-@＝＋－＠")
LINE_BREAKS = ("\t", "\r", "\n")


def plain(value: Any) -> Any:
    """A value of a record as JSON knows it: a date as EDTF, a text in two languages as `en` and `es`."""
    if isinstance(value, Localized):
        return value._asdict()
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, Record):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def as_json(data: Any) -> bytes:
    """JSON for people and programs: indented, in UTF-8, the fields in the order in which they were given."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A table as every spreadsheet opens it: with a byte order mark, so that accents survive, and no formulas."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(names)
    for row in rows:
        table.writerow([cell(row.get(name)) for name in names])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def cell(value: Any) -> str:
    """One cell: English where there are two languages, a list on one line, and never a formula."""
    text = value if type(value) is str else _told(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(LINE_BREAKS) else text


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        if value.keys() == set(Localized._fields):
            return str(value["en"])
        return ", ".join(f"{name}: {told}" for name, item in value.items() if (told := _told(item)))
    if isinstance(value, list):
        return "; ".join(_told(item) for item in value)
    return str(value)
