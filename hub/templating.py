"""Jinja for ten thousand pages: templates compiled to plainer Python than Jinja writes, with the words of one language.

What Jinja asks anew at every step (is this an attribute or a key? does this function want the context? which word is
that in Spanish?) is settled when a template is compiled. Autoescape and strict names stay: what is wrong in a template
raises, and nothing that is not safe HTML is written without being escaped.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, MutableMapping
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

try:
    from markupsafe import _escape_inner  # type: ignore[attr-defined]
except ImportError:  # It is not promised; Python's own function escapes the same characters in other spellings.
    from html import escape as _escape_inner


def escaped(value: Any) -> str:
    """What Jinja writes of a value: the escaped text, or safe HTML as it is.

    The same characters as `markupsafe.escape` gives, whose inner function this is; but what is only joined to a page is
    not wrapped in an object that remembers to be safe, which took six times as long as the escaping.
    """
    kind = type(value)
    text: str = value if kind is Markup else _escape_inner(value) if kind is str else escape(value)
    return text


class Compiled(FileSystemBytecodeCache):
    """The templates of one language, compiled: a part of the program, the same for all sites. They are kept where
    Python would keep compiled modules, in the `__pycache__` of their folder, or nowhere when nobody may write there.
    `version` is the hash of the program, since the compiler and the words of the site are part of what is compiled.
    """

    def __init__(self, templates: Path, lang: str, version: str) -> None:
        folder = Path(cache_from_source(str(templates / "compiled.py"))).parent
        super().__init__(str(folder), f"{lang}-%s.jinja")
        self.version = version

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the folder is always the same.
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{self.version}\0{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # Whatever is wrong with what was kept, the template is there.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


class _Drawn(Template):
    """A compiled template that writes values by `escaped`."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)


class _Plain(CodeGenerator):
    """Writes `thing.name`, `things[key]` and `ask(thing)` as Python does. `things.key` is never a key of a mapping, and
    no function of these templates may want the context.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs:
            self.fail("write the arguments one by one", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class Direct(Environment):
    """An environment with `_('...')` and `ngettext('...', '...', n)` of one language.

    A fixed text is translated when the template is compiled: half the time of a page went into looking up the same
    words.
    """

    template_class = _Drawn
    code_generator_class = _Plain

    def __init__(self, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str], **options: Any) -> None:
        self.translate = gettext
        super().__init__(**options)

        def said(text: str, **values: Any) -> Markup:
            return filled(gettext(text), values)

        def counted(singular: str, plural: str, number: int, **values: Any) -> Markup:
            return filled(ngettext(singular, plural, number), {"num": number, **values})

        self.globals |= {"_": said, "ngettext": counted}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _FixedWords(self.translate).visit(super()._parse(source, name, filename))
        return tree

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain mapping for all templates: Jinja's chain of two is read in Python, name by name, for each page."""
        return {**self.globals, **d} if d else self.globals


def filled(text: str, values: dict[str, Any]) -> Markup:
    """A text of the site with `%(name)s` filled by escaped values and numbers; `%%` is `%`."""
    safe = {name: value if isinstance(value, (int, float)) else escaped(value) for name, value in values.items()}
    return Markup(text % safe)


class _FixedWords(NodeTransformer):
    def __init__(self, gettext: Callable[[str], str]) -> None:
        self.translate = gettext

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`_('Home')` becomes the text itself; what has values to fill in stays a call."""
        self.generic_visit(node)
        fixed = isinstance(node.node, nodes.Name) and node.node.name == "_" and not node.kwargs
        if fixed and len(node.args) == 1 and isinstance(node.args[0], nodes.Const):
            return nodes.Const(self.translate(node.args[0].value) % {}, lineno=node.lineno)
        return node
