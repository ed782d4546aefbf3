"""Templates are compiled to plainer Python, and are as safe and as strict as Jinja's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jinja2 import DictLoader, FileSystemLoader, StrictUndefined, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from hub.catalogue import Catalogue
from hub.render import Renderer
from hub.site import Site
from hub.templating import Compiled, Direct, filled

SPANISH = {"Home": "Inicio", "%(n)s of 100 %%": "%(n)s de 100 %%", "%(num)s record": "%(num)s registro"}


class Thing(NamedTuple):
    name: str
    keys: tuple[str, ...] = ("one", "two")


def counted(one: str, many: str, number: int) -> str:
    return SPANISH.get(one, one) if number == 1 else many


def drawn(source: str, **values: Any) -> str:
    environment = Direct(
        lambda text: SPANISH.get(text, text),
        counted,
        loader=DictLoader({"page": source, "parts": "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}"}),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page").render(values)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("{{ thing.name }}", "&lt;i&gt;&#34;"),
        ("{{ thing.keys[1] }}{{ thing.keys[-1:]|join }}", "twotwo"),
        ("{{ table['a']['b'] }}", "&amp;"),
        ("{{ table.get('x', 'none') }}", "none"),
        ("{{ (thing if true else none).name|length }}", "4"),
        ("{{ shout(thing.name, mark='&') }}", "&lt;I&gt;&#34;&amp;"),
        ("{% for k in thing.keys %}{{ shout(k) }}{{ loop.index }}{% endfor %}", "ONE!1TWO!2"),
        ("{% from 'parts' import bold %}{{ bold(thing.name) }}", "<b>&lt;i&gt;&#34;</b>"),
        ("{% macro m() %}[{{ caller('&') }}]{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}", "[&amp;]"),
        ("{{ _('Home') }} {{ _(home) }}", "Inicio Inicio"),
        ("{{ _('%(n)s of 100 %%', n=thing.name) }}", "&lt;i&gt;&#34; de 100 %"),
        ("{{ _('%(n)s of 100 %%', n=safe) }}", "<hr> de 100 %"),
        ("{{ ngettext('%(num)s record', '%(num)s records', 1) }}", "1 registro"),
        ("{{ ngettext('%(num)s record', '%(num)s records', 2) }}", "2 records"),
    ],
)
def test_what_a_template_writes(source: str, wanted: str) -> None:
    def shout(text: str, mark: str = "!") -> str:
        return text.upper() + mark

    table = {"a": {"b": "&"}}
    assert drawn(source, thing=Thing('<i>"'), table=table, shout=shout, home="Home", safe=Markup("<hr>")) == wanted


@pytest.mark.parametrize("source", ["{{ nothing }}", "{{ nothing.name }}", "{{ nothing() }}", "{{ nothing[0] }}"])
def test_an_unknown_name_raises(source: str) -> None:
    with pytest.raises(UndefinedError):
        drawn(source)


@pytest.mark.parametrize(
    ("source", "error"),
    [("{{ thing.other }}", AttributeError), ("{{ table.key }}", AttributeError), ("{{ table['x'] }}", KeyError)],
)
def test_an_unknown_part_raises_and_a_key_is_no_attribute(source: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        drawn(source, thing=Thing("a"), table={"key": 1})


def test_arguments_are_written_one_by_one() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn("{{ f(*things) }}", f=str, things=[])


def test_numbers_are_formatted_and_texts_escaped() -> None:
    assert filled("%(share).1f, %(count)d, %(name)s", {"share": 0.25, "count": 3, "name": "<"}) == "0.2, 3, &lt;"


def test_no_function_of_the_templates_wants_what_it_is_not_given() -> None:
    for lang in ("en", "es"):
        names = Renderer(Catalogue(), Site(), lang).env.globals
        assert not [name for name, function in names.items() if hasattr(function, "jinja_pass_arg")]


def compiled(folder: Path, version: str, lang: str = "en") -> Compiled:
    templates = folder / "templates"
    templates.mkdir(exist_ok=True)
    (templates / "page").write_text("{{ _('Home') }}")
    return Compiled(templates, lang, version)


def drawn_by(cache: Compiled, home: str) -> str:
    """The page of `compiled`; only what has to be compiled asks for the word."""
    templates = Path(cache.directory).parent
    words = {"Home": home}
    environment = Direct(words.__getitem__, counted, loader=FileSystemLoader(templates), bytecode_cache=cache)
    return environment.get_template("page").render()


def test_a_compiled_template_serves_one_language_of_one_version_of_the_program(tmp_path: Path) -> None:
    assert drawn_by(compiled(tmp_path, "1"), "Home") == "Home"
    assert drawn_by(compiled(tmp_path, "1"), "another") == "Home", "it was compiled anew"
    assert drawn_by(compiled(tmp_path, "1", "es"), "Inicio") == "Inicio"
    assert drawn_by(compiled(tmp_path, "2"), "Start") == "Start"


def test_where_nobody_may_write_templates_are_compiled_each_time(tmp_path: Path) -> None:
    cache = compiled(tmp_path, "1")
    Path(cache.directory).write_text("in the way")
    assert drawn_by(cache, "Home") == "Home"
    assert drawn_by(cache, "another") == "another"


@pytest.mark.parametrize("length", [0, 5, 25, 40, 60, 200])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, length: int) -> None:
    cache = compiled(tmp_path, "1")
    drawn_by(cache, "Home")
    (file,) = Path(cache.directory).iterdir()
    file.write_bytes(file.read_bytes()[:length])
    assert drawn_by(cache, "another") == "another"
