"""DOOR: makes plain `mkdocs build` and `mkdocs serve` finish the same site as `hub build`.

The engine draws the shells; what follows is hub.build.finish, the same for both. While `hub build` itself runs the
engine it sets HUB_SHELLS, and these hooks then only add the pages that a language borrows from English.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mkdocs.exceptions import Abort, PluginError  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from hub import glosses, raw_html, stylesheets, translations, written_files  # noqa: E402
from hub.views import slots  # noqa: E402

# What on_pre_build found, for on_post_build.
_CHECKED: list[Any] = []
# Material's base.html brings them outside of any block that overrides/ could change.
_SWITCHES = re.compile(r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>')


def on_config(config: Any) -> Any:
    """Take the list of the stylesheets out of the theme's hands: overrides/ names the one that is made of them."""
    # Before anything of docs/ is read. While the hub runs the engine, it has looked itself.
    if not os.environ.get("HUB_SHELLS"):
        _tell(written_files.never_opened(ROOT))
    config["extra"]["stylesheet"] = stylesheets.ADDRESS
    config["extra"]["stylesheets"] = [str(address) for address in config["extra_css"]]
    config["extra_css"] = []
    config["extra"]["outdated"] = translations.outdated_pages(ROOT / "docs")
    entries = glosses.read(ROOT / "content")
    # A page that is borrowed from English uses the English names.
    config["extra"]["glosses"] = {lang: glosses.Glosses(entries, lang) for lang in ("en", config["theme"]["language"])}
    return config


def on_files(files: Files, config: Any) -> Files:
    """What a language does not have yet is shown in English, and says so; of many stylesheets one is made."""
    _borrow(files, config)
    names = config["extra"]["stylesheets"]
    theme, own = {}, {}
    for file in list(files):
        if file.src_uri.startswith(stylesheets.THEME):
            files.remove(file)
            if file.src_uri.endswith(".css"):
                theme[file.src_uri] = file.content_string
        elif file.src_uri in names:
            files.remove(file)
            own[file.src_uri] = file.content_string
    missing = [name for name in names if name not in own]
    if missing:
        raise PluginError(f"mkdocs.yml names the stylesheet '{missing[0]}', which is not below docs/en")
    try:
        sheet = stylesheets.bundle(dict(sorted(theme.items())), {name: own[name] for name in names})
    except ValueError as error:
        raise PluginError(f"a stylesheet cannot be read: {error}") from error
    files.append(File.generated(config, stylesheets.ADDRESS, content=sheet))
    return files


def _borrow(files: Files, config: Any) -> None:
    lang = config["theme"]["language"]
    english = ROOT / "docs" / "en"
    if lang != "en":
        have = {file.src_uri for file in files}
        for path in sorted(english.rglob("*")):
            uri = path.relative_to(english).as_posix()
            if path.is_file() and uri not in have and not uri.startswith("."):
                file = File(uri, str(english), config["site_dir"], config["use_directory_urls"])
                files.append(file)


def on_page_markdown(markdown: str, page: Page, config: Any, **_: Any) -> str:
    """Mark a page that is borrowed, or translated from an earlier English page, for the notice above it."""
    lang = config["theme"]["language"]
    if lang != "en" and Path(page.file.src_dir or "").name == "en":
        page.meta["fallback"] = True
    page.meta["outdated"] = page.file.src_uri in config["extra"]["outdated"] and lang == "es"
    return markdown


def on_page_content(html: str, page: Page, config: Any, **_: Any) -> str:
    """Leave a slot where a page uses a word of the glossary for the first time, and one for the meanings at its end.

    Before that, once more what HTML may not do: the engine may have read as HTML what looked like code.
    """
    for mistake in raw_html.in_html(html):
        raise PluginError(f"the page '{page.file.src_uri}' is refused: {mistake.message}; {mistake.hint}")
    if page.file.src_uri == "glossary.md" or page.meta.get("layout_page"):
        return html
    known = config["extra"]["glosses"]["en" if page.meta.get("fallback") else config["theme"]["language"]]
    calls = [slots.parse(match) for match in slots.SLOT.finditer(html)]
    by_hand = [query["term"] for name, query in calls if name == "word"]
    explained, ids = known.explain(html, _word, by_hand)
    return f"{explained}\n{slots.slot('words_on_page', {'terms': ' '.join(ids)})}\n" if ids else html


def _word(id: str, said: str) -> str:
    return slots.slot("word", {"term": id, "said": said}, inline=True)


def on_post_page(output: str, **_: Any) -> str:
    """Leave out the theme's two switches for a script that is not used here: they are not valid HTML."""
    return _SWITCHES.sub("", output)


def on_post_template(output_content: str, **_: Any) -> str:
    """The same for 404.html, which is a template and not a page."""
    return _SWITCHES.sub("", output_content)


def on_pre_build(config: Any) -> None:
    """Check the content before MkDocs empties the folder of the site: with errors the old site stays."""
    if os.environ.get("HUB_SHELLS"):
        return
    # Only a plain run of the engine needs the rest of the hub; while the hub runs the engine, it has loaded it itself.
    from hub import build, site
    from hub.project import Project

    about = site.from_environment(ROOT)
    if config["site_url"] and config["site_url"] != about.url:
        about = about.at(config["site_url"])  # `mkdocs serve` shows the site at its own address.
    checked = build.check(Project(ROOT), about)
    _tell(checked.problems)
    _CHECKED.append(checked)


def on_post_build(config: Any) -> None:
    """Finish the site that the engine has just written."""
    if os.environ.get("HUB_SHELLS"):
        return
    from hub import build, shells

    checked = _CHECKED.pop()
    # The engine's English pages are in hand; the other languages come from the cache or a run of their own.
    raw = checked.project.cache / "shells" / f"plain-{os.getpid()}"
    shutil.rmtree(raw, ignore_errors=True)
    raw.parent.mkdir(parents=True, exist_ok=True)
    output = Path(config["site_dir"])
    shutil.move(str(output), raw)
    english = shells.Shells("en", raw, "plain")
    others, found = shells.make(checked.project, checked.site, languages=checked.site.languages[1:])
    if not found:
        built = build.finish(checked, [english, *others], output, with_search=True)
        found = built.problems if built.refused else []
    shutil.rmtree(raw, ignore_errors=True)
    _tell(found)


def _tell(found: list[Any]) -> None:
    """Print problems, and stop the engine when there are errors among them."""
    from hub import problems

    if found:
        print(problems.as_text(found), file=sys.stderr)
    if problems.has_errors(found):
        raise Abort("there are errors; they are listed above")


def on_serve(server: Any, **_: Any) -> Any:
    """Follow the content as well as the pages."""
    for folder in ("content", "hub", "overrides", "docs"):
        server.watch(str(ROOT / folder))
    return server
