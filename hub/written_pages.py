"""Written pages, read before the engine ever runs: their front matter strictly, their macro calls with Jinja's parser.

MkDocs takes front matter that it cannot read for text and says nothing, so the strict reader looks at it first.

A written page may call macros with plain values, and nothing else: no includes, no variables, no filters. So nothing
that stands in docs/ can run code, and every slip is told with its line, its column and the nearest right word.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from hub import markup, page_fields, raw_html, translations, written_files, written_links
from hub.catalogue import Catalogue
from hub.checks.markup import HINTS, say
from hub.checks.privacy import CODE, details
from hub.problems import Place, Problem, Severity, did_you_mean, one_line, position
from hub.source import UTF_16, is_utf_16, place_of_byte, read_bytes
from hub.strict_yaml import HIDDEN, read_mapping
from hub.views import VIEWS, mistakes

SUFFIXES = written_links.PAGES
# What finds links that lead to no file: where each begins in the text, what is wrong and what to do.
Broken = Callable[[str], Iterable[tuple[int, str, str]]]
ONLY_CALLS = 'write a macro call with plain values: {{ resource_table(topic="assessment") }}'
AS_TEXT = "to show such signs as text, put them between {% raw %} and {% endraw %}"

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_MARKS = page_fields.MARKS
_MACROS_OFF = ("render_macros", "ignore_macros")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_PARSER = Environment()


def check_pages(docs: Path, shown: str, catalogue: Catalogue | None) -> list[Problem]:
    """What is wrong with all written pages below `docs`, in the order of the files.

    Without a catalogue, terms and ids are not looked up. `shown` is what stands for `docs` in the places of problems.
    """
    files, found = written_files.look(docs, shown)
    # Behind a link the English of a page may be anything.
    outdated = [] if found else translations.outdated_pages(docs)
    found += written_files.pages_as_they_stand(files, shown)
    found += written_links.navigation_problems(docs, shown, files)
    known = frozenset(files)
    for name in files:
        if posixpath.splitext(name)[1] in SUFFIXES:
            found += check_page(docs / name, f"{shown}/{name}", catalogue, partial(written_links.broken, name, known))
        elif name.lower().endswith(written_files.DRAWINGS):
            found += written_files.drawing_problems(docs / name, f"{shown}/{name}")
    for name in outdated:
        place = Place(f"{shown}/es/{name}")
        message = "the English of this page has changed since it was translated"
        now = translations.page_hash((docs / "en" / name).read_text("utf-8", "replace"))
        hint = f'change the Spanish; at its top write `translates: "{now}"` (or: hub translated {shown}/es/{name})'
        found.append(Problem(place, translations.RULE, message, hint, Severity.FINDING))
    return found


def check_page(path: Path, shown: str, catalogue: Catalogue | None, broken: Broken = lambda _: ()) -> list[Problem]:
    """What is wrong with one written page. `broken` finds the links of a text that lead to no file."""
    raw, problem = read_bytes(path, shown)
    if problem:
        return [problem]
    if is_utf_16(raw):
        return [Problem(Place(shown), "macro-page-unreadable", *UTF_16)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(shown, *place_of_byte(raw, error.start))
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8 text"
        hint = "save the file as UTF-8, or type the character again"
        return [Problem(place, "macro-page-unreadable", message, hint)]
    return check_text(text.removeprefix("\ufeff"), shown, catalogue, broken)


def check_text(text: str, shown: str, catalogue: Catalogue | None, broken: Broken = lambda _: ()) -> list[Problem]:
    """What is wrong with the text of a written page, its front matter included."""
    page = _Page(shown, text.replace("\r\n", "\n").replace("\r", "\n"), catalogue, broken)
    page.check()
    return page.found


@dataclass
class _Call:
    """A macro call in a page. `alone` says that it is all that stands on its line."""

    name: str
    node: nodes.Call
    alone: bool


@dataclass
class _Page:
    shown: str
    text: str
    catalogue: Catalogue | None
    broken: Broken
    found: list[Problem] = field(default_factory=list)
    # How far each line has been searched, so that the second call on a line is not taken for the first.
    searched: dict[int, int] = field(default_factory=dict)

    def check(self) -> None:
        self.lines = self.text.split("\n")
        if hidden := HIDDEN.search(self.text):
            message = f"an invisible character U+{ord(hidden[0]):04X} stands here"
            hint = "delete it and type the words around it again"
            self._say_at(hidden.start(), "hidden-character", message, hint)
        self._private()
        matter = _FRONT_MATTER.match(self.text)
        before = matter[0] if matter else ""
        self._yaml(before)
        self._front_matter(before)
        for number, line in enumerate(self.lines, 1):
            if "hub-slot" in line:
                hint = "write the macro that makes it, such as {{ resource_index() }}"
                self._say(number, line.find("hub-slot"), "macro-slot-by-hand", "a slot is written by hand", hint)
        for mistake in raw_html.in_page(self.text):
            self._say_at(mistake.start, mistake.code, mistake.message, mistake.hint)
        for start, message, hint in self.broken(self.text):
            self._say_at(start, "broken-link", message, hint)
        # The engine takes the front matter away before it renders; empty lines keep the numbers of the rest.
        body = "\n" * before.count("\n") + self.text[len(before) :]
        try:
            tree = _PARSER.parse(body)
        except TemplateSyntaxError as error:
            self._syntax(error)
            return
        except (RecursionError, ValueError):  # Brackets without end, numbers of thousands of digits.
            self._say(1, 0, "macro-syntax", "the macros of this page cannot be read", ONLY_CALLS)
            return
        # The title of a page is its heading of the first level.
        for slip in markup.slips(body, top=1):
            self._say(slip.line, slip.column - 1, slip.code, say(slip.code, slip.quote), HINTS[slip.code])
        in_code = self._code_lines(before.count("\n"))
        for call in self._calls(tree):
            self._check_call(call, in_code)

    def _say(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        self.found.append(Problem(Place(self.shown, line, max(column, 0) + 1), code, message, hint))

    def _say_at(self, start: int, code: str, message: str, hint: str) -> None:
        self.found.append(Problem(Place(self.shown, *position(self.text, start)), code, message, hint))

    def _private(self) -> None:
        """What tells of somebody's private life, as in records."""
        for match, message, hint in details(self.text):
            place = Place(self.shown, *position(self.text, self.text.find(match)))
            self.found.append(Problem(place, CODE, message, hint, Severity.FINDING))

    def _yaml(self, before: str) -> None:
        """What the strict reader says of the front matter, but for lines with a macro: that is said once, below."""
        if not before and page_fields.OPEN.match(self.text):
            hint = "put a line `---` above the fields and one below them, or begin the page with its heading"
            self._say(1, 0, "front-matter-open", "the fields do not stand between two lines `---`", hint)
        inner = "\n".join(before.rstrip("\n").split("\n")[1:-1])
        values, unread = read_mapping(inner, 1)
        for name, message, hint in page_fields.mistakes({} if unread else values):
            # What says so in its own words is looked for below.
            number = next((n for n, line in enumerate(self.lines, 1) if line.lstrip(" \"'").startswith(name)), 1)
            if not _MARKS.search(self._line(number)) and name not in (*_MACROS_OFF, *VIEWS):
                self._say(number, 0, "page-field", message, hint)
        for mistake in unread:
            if mistake.code != "empty-file" and not _MARKS.search(self._line(mistake.line)):
                place = Place(self.shown, mistake.line, mistake.column)
                self.found.append(Problem(place, mistake.code, mistake.message, mistake.hint))

    def _front_matter(self, before: str) -> None:
        for number, line in enumerate(before.split("\n"), 1):
            mark = _MARKS.search(line)
            if mark:
                hint = "write plain words; macros work below the front matter"
                self._say(number, mark.start(), "macro-in-front-matter", "the front matter holds a macro", hint)
            name = line.split(":")[0].strip().strip("\"'") if ":" in line else ""
            if name in _MACROS_OFF:
                hint = f"remove the line; {AS_TEXT}"
                message = f"`{name}` would leave the macros of the page undone"
                self._say(number, 0, "macro-in-front-matter", message, hint)
            elif name in VIEWS:
                hint = f"give `{name}` another name"
                self._say(number, 0, "macro-in-front-matter", f"`{name}` would hide the macro of that name", hint)

    def _syntax(self, error: TemplateSyntaxError) -> None:
        line = self._line(error.lineno)
        mark = _MARKS.search(line)
        message = f"this cannot be read as a macro: {one_line(error.message or '', 200)}"
        self._say(error.lineno, mark.start() if mark else 0, "macro-syntax", message, f"{ONLY_CALLS}; {AS_TEXT}")

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _code_lines(self, start: int) -> set[int]:
        """The numbers of the lines inside fenced code, where a slot would be shown as text."""
        found, fence = set(), ""
        for number, line in enumerate(self.lines[start:], start + 1):
            mark = _FENCE.match(line)
            if fence:
                found.add(number)
                if mark and mark[1].startswith(fence):
                    fence = ""
            elif mark:
                fence = mark[1]
        return found

    def _calls(self, tree: nodes.Template) -> Iterator[_Call]:
        """Every macro call; everything else that Jinja would run is a problem at once."""
        pieces: list[nodes.Node] = []
        for node in tree.body:
            pieces += node.nodes if isinstance(node, nodes.Output) else [node]
        for place, node in enumerate(pieces):
            if isinstance(node, nodes.TemplateData):
                continue
            if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
                before = pieces[place - 1] if place else None
                after = pieces[place + 1] if place + 1 < len(pieces) else None
                yield _Call(node.node.name, node, _ends_line(before) and _starts_line(after))
            else:
                self._not_a_call(node)

    def _not_a_call(self, node: nodes.Node) -> None:
        mark = _MARKS.search(self._line(node.lineno), self.searched.get(node.lineno, 0))
        self.searched[node.lineno] = mark.end() if mark else 0
        if isinstance(node, nodes.Name):
            message = f"`{one_line(node.name)}` is not a macro call"
            hint = did_you_mean(node.name, VIEWS, ONLY_CALLS)
            if node.name in VIEWS:
                hint = f"write {{{{ {node.name}() }}}}"
        else:
            message = "only macro calls may stand in a page, with no filters, variables or statements"
            hint = f"{ONLY_CALLS}; {AS_TEXT}"
        self._say(node.lineno, mark.start() if mark else 0, "macro-not-a-call", message, hint)

    def _check_call(self, call: _Call, in_code: set[int]) -> None:
        line, column = call.node.lineno, self._column(call)
        if line in in_code or self._line(line)[:column].count("`") % 2:
            self._say(line, column, "macro-in-code", f"`{one_line(call.name)}` is called inside code", AS_TEXT)
            return
        view = VIEWS.get(call.name)
        if view and not view.inline and not call.alone:
            hint = f"put the call of `{call.name}` on a line of its own, from its first column"
            self._say(line, column, "macro-own-line", f"`{call.name}` makes a block and stands inside other text", hint)
        if call.node.dyn_args is not None or call.node.dyn_kwargs is not None:
            self._say(line, column, "macro-not-constant", f"`{call.name}` is given values with `*`", ONLY_CALLS)
            return
        query: dict[str, object] = {}
        places: dict[str, tuple[int, int]] = {}
        for keyword in call.node.kwargs:
            places[keyword.key] = self._keyword_place(keyword, line, column)
            if keyword.key in query:
                message = f"`{call.name}` is given `{keyword.key}` twice"
                self._say(*places[keyword.key], "macro-field-repeated", message, "write it once")
            constant, value = _constant(keyword.value)
            query[keyword.key] = value
            if not constant:
                message = f"`{call.name}`: `{keyword.key}` is not one plain value"
                hint = "write a text in quotes, a number, true or false"
                self._say(*places[keyword.key], "macro-not-constant", message, hint)
                query[keyword.key] = None
        for mistake in mistakes(call.name, query, len(call.node.args), self.catalogue):
            if mistake.about in places and query[mistake.about] is None:
                continue  # It is already said that the value is not a plain one.
            self._say(*places.get(mistake.about, (line, column)), mistake.code, mistake.message, mistake.hint)

    def _column(self, call: _Call) -> int:
        line = self._line(call.node.lineno)
        start = self.searched.get(call.node.lineno, 0)
        opened = line.find("{{", start)
        name = re.compile(rf"\b{re.escape(call.name)}\s*\(").search(line, max(opened, start))
        column = name.start() if name else max(opened, 0)
        self.searched[call.node.lineno] = name.end() if name else start
        return column

    def _keyword_place(self, keyword: nodes.Keyword, line: int, column: int) -> tuple[int, int]:
        start = column if keyword.lineno == line else 0
        name = re.compile(rf"\b{re.escape(keyword.key)}\s*=").search(self._line(keyword.lineno), start)
        return (keyword.lineno, name.start()) if name else (line, column)


def _constant(node: nodes.Expr) -> tuple[bool, object]:
    """Whether a value is written out, and the value. Nothing is computed: `10 ** 10 ** 10` would never end."""
    if isinstance(node, nodes.Const):
        return True, node.value
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and type(node.node.value) is int:
        return True, -node.node.value
    return False, None


def _ends_line(before: nodes.Node | None) -> bool:
    return before is None or (isinstance(before, nodes.TemplateData) and before.data.endswith("\n"))


def _starts_line(after: nodes.Node | None) -> bool:
    return after is None or (isinstance(after, nodes.TemplateData) and after.data.lstrip(" \t").startswith("\n"))
