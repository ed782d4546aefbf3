"""Words of the glossary in running text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub import glosses
from hub.glosses import Glosses
from hub.model import Localized
from hub.model.reference import GlossaryEntry

ROOT = Path(__file__).resolve().parents[1]


def entry(id: str, en: str, es: str = "", abbreviation: str | None = None) -> GlossaryEntry:
    label = Localized(en, es) if es else en
    return GlossaryEntry(id=id, label=label, definition="What it means.", abbreviation=abbreviation)


ENTRIES = (
    entry("fog", "Fog reading practice", "Práctica de lectura de niebla", "FRP"),
    entry("fog-team", "Fog reading practice team", "Equipo de práctica de lectura de niebla"),
    entry("plan", "Framework: Plan of Example County (2020)", "Marco: Plan del condado de ejemplo (2020)"),
    entry("rnd", "Rain and drizzle", "Lluvia y llovizna", "R&D"),
    entry("mist", "Mist"),
)


def marked(id: str, said: str) -> str:
    return f"[{id}|{said}]"


def explained(text: str, lang: str = "en", taken: tuple[str, ...] = ()) -> str:
    return Glosses(ENTRIES, lang).explain(text, marked, taken)[0]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("<p>Fog reading practice is new.</p>", "<p>[fog|Fog reading practice] is new.</p>"),
        ("<p>A fog reading practice.</p>", "<p>A [fog|fog reading practice].</p>"),
        ("<p>Two fog reading practices.</p>", "<p>Two [fog|fog reading practices].</p>"),
        ("<p>FRP, then FRP.</p>", "<p>[fog|FRP], then FRP.</p>"),
        ("<p>FRP is fog reading practice.</p>", "<p>[fog|FRP] is fog reading practice.</p>"),
        ("<p>The fog reading practice team.</p>", "<p>The [fog-team|fog reading practice team].</p>"),
        ("<p>See the Plan of Example County.</p>", "<p>See the [plan|Plan of Example County].</p>"),
        ("<p>A fog\nreading practice.</p>", "<p>A [fog|fog reading practice].</p>"),
        ('<p><a href="#x"><code>b</code> FRP</a> FRP</p>', '<p><a href="#x"><code>b</code> FRP</a> [fog|FRP]</p>'),
        ("<h3><code>b</code> FRP</h3>", "<h3><code>b</code> FRP</h3>"),
        (
            "<blockquote><blockquote>b</blockquote> FRP</blockquote> FRP",
            "<blockquote><blockquote>b</blockquote> FRP</blockquote> [fog|FRP]",
        ),
        ('<p title="a > FRP">FRP</p>', '<p title="a > FRP">[fog|FRP]</p>'),
        ("<script>if (a < b) FRP</script><!-- FRP --> FRP", "<script>if (a < b) FRP</script><!-- FRP --> [fog|FRP]"),
        ("<p>&FRP; &#FRP;</p>", "<p>&FRP; &#FRP;</p>"),
        ("<p>R&amp;D and mist</p>", "<p>[rnd|R&D] and [mist|mist]</p>"),
        # What only looks like it.
        ("<p>XFRP, FRP-like, frp, FRPX, misty</p>", None),
        # What stays as it is.
        ('<p><a href="x">FRP <b>FRP</b></a></p>', None),
        ("<h2>FRP</h2><h3 id='x'>mist</h3>", None),
        ("<pre>FRP</pre><code>mist</code>", None),
        ("<blockquote><p>FRP</p></blockquote><q>mist</q>", None),
        ('<img alt="FRP" title="mist">', None),
        ("<button>FRP</button><summary>mist</summary><label>FRP</label>", None),
        # The first place outside of these counts.
        ("<h2>FRP</h2><p><a href='x'>FRP</a> and FRP</p>", "<h2>FRP</h2><p><a href='x'>FRP</a> and [fog|FRP]</p>"),
        ("", None),
    ],
)
def test_the_first_place_of_a_name_is_explained(text: str, becomes: str | None) -> None:
    assert explained(text) == (text if becomes is None else becomes)


def test_spanish_texts_have_spanish_names_and_english_ones() -> None:
    text = "<p>La práctica de lectura de niebla (FRP) y Mist.</p>"
    assert explained(text, "es") == "<p>La [fog|práctica de lectura de niebla] (FRP) y [mist|Mist].</p>"
    assert explained("<p>Fog reading practice team</p>", "es") == "<p>[fog-team|Fog reading practice team]</p>"
    assert explained("<p>práctica de lectura de niebla</p>", "en") == "<p>práctica de lectura de niebla</p>"


def test_what_is_explained_by_hand_is_not_explained_again() -> None:
    html, ids = Glosses(ENTRIES, "en").explain("<p>FRP and mist</p>", marked, ("fog",))
    assert (html, ids) == ("<p>FRP and [mist|mist]</p>", ("fog", "mist"))
    assert Glosses(ENTRIES, "en").explain("<p>Nothing.</p>", marked, ("fog",))[1] == ("fog",)


def test_the_text_is_the_same_without_its_marks() -> None:
    """Every English page, so far as it is prose, and every name of the glossary."""
    known = Glosses(glosses.read(ROOT / "content"), "en")
    assert len(known.ids) > 100
    for page in sorted((ROOT / "docs" / "en").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        html, ids = known.explain(text, lambda id, said: f"\x00{id}\x01{said}\x02")
        without = re.sub(r"\x00[^\x01]*\x01([^\x02]*)\x02", r"\1", html)
        assert without.replace("&amp;", "&").split() == text.replace("&amp;", "&").split()
        assert html.count("\x00") == len(ids) == len(set(ids))


def test_a_glossary_that_cannot_be_read_explains_nothing(tmp_path: Path) -> None:
    assert glosses.read(tmp_path) == ()
    (tmp_path / "vocabularies").mkdir()
    for wrong in ("items: [", "title: Words\nitems:\n  - {id: x}\n", "[]"):
        (tmp_path / glosses.FILE).write_text(wrong, encoding="utf-8")
        assert glosses.read(tmp_path) == ()
