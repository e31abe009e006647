"""Templates compile, fail on what is undefined, are named after views and speak through gettext."""

import ast
import re

import pytest
from flask import Flask
from jinja2 import StrictUndefined, TemplateRuntimeError, UndefinedError

from tests.house import source
from tests.house.markup import read, sentences, skeleton, untranslated, unused_imports

# Endpoints that answer GET without a page of their own, each with its reason.
WITHOUT_TEMPLATE = {
    "archive.template": "hands out a file",
    "attendance.changes": "answers the sheet's script",
    "offline.file_of_build": "files",
    "offline.framework_of_build": "files",
    "offline.kept": "answers a script",
    "offline.session": "answers a script",
    "offline.worker": "a script",
    "reporting.listing": "a file of what its page lists",
    "reporting.chapters_month": "a workbook",
    "reporting.month": "a workbook",
    "reporting.own": "a workbook",
    "reporting.sheet": "a workbook or CSV",
    "static": "files",
    "trades.file": "a file of what its page shows",
    "bootstrap.static": "files",
}
# Folders of templates that belong to no view.
SHARED = {"components", "errors"}

INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]|\"|\.\.\.|\s--?\s")
GETTEXT = {"gettext", "lazy_gettext", "ngettext", "lazy_ngettext", "N_"}


def pages() -> list[str]:
    """Return the templates that views render, by name."""
    names = [path.relative_to(source.ROOT / "templates").as_posix() for path in source.templates()]
    return [
        name
        for name in names
        if "/" in name
        and name.partition("/")[0] not in SHARED
        and not name.rpartition("/")[2].startswith("_")
    ]


def test_templates_compile(built_app: Flask) -> None:
    """Seen red with an `endif` deleted."""
    broken = []
    for path in source.templates():
        name = path.relative_to(source.ROOT / "templates").as_posix()
        try:
            built_app.jinja_env.get_template(name)
        except Exception as error:
            broken.append(f"{name}: {error}")

    source.none(broken, "These templates do not compile:")


def test_undefined_is_an_error(built_app: Flask) -> None:
    """Seen red with StrictUndefined taken out of the factory."""
    assert built_app.jinja_env.undefined is StrictUndefined
    with pytest.raises(UndefinedError):
        built_app.jinja_env.from_string("{{ nobody_gave_this }}").render()


def test_title_is_required(built_app: Flask) -> None:
    """Seen red with `required` taken out of base.html."""
    page = built_app.jinja_env.from_string('{% extends "base.html" %}')

    is_refused = pytest.raises(TemplateRuntimeError, match=r"Required block .title")
    with built_app.test_request_context(), is_refused:
        page.render(navigation=dict, csrf_token=str, get_flashed_messages=list)


def test_pages_extend_base(built_app: Flask) -> None:
    """Seen red with a page that writes its own <html>."""
    folder = source.ROOT / "templates"
    odd = [
        name for name in pages() if not re.match(r'{% extends "[\w/.]+" %}', read(folder / name))
    ]

    source.none(odd, 'Begin these pages with {% extends "base.html" %}:')


def test_every_page_has_its_view(built_app: Flask) -> None:
    """Seen red with a template no view renders."""
    endpoints = set(built_app.view_functions)
    odd = [name for name in pages() if endpoint_of(name) not in endpoints]

    source.none(odd, "Name a page after its endpoint, or begin a part's name with _:")


def endpoint_of(name: str) -> str:
    """Return the endpoint whose page this is; a kind's own page is its action's."""
    folders = name.removesuffix(".html").split("/")
    return f"{folders[0]}.{folders[-1]}"


def test_every_view_has_its_page(built_app: Flask) -> None:
    """Seen red with a template renamed."""
    reading = {rule.endpoint for rule in built_app.url_map.iter_rules() if "GET" in rule.methods}
    missing = reading - {endpoint_of(name) for name in pages()}

    assert missing == set(WITHOUT_TEMPLATE), "Write templates/<feature>/<view>.html, or a reason."


def test_rendered_templates_exist() -> None:
    """Seen red with a slip of the pen in render_template."""
    folder = source.ROOT / "templates"
    gone = [
        f"{source.short(path)}:{node.lineno} {name}"
        for path in source.python("chapter")
        for node in ast.walk(source.tree(path))
        for name in rendered(node)
        if not (folder / name).is_file()
    ]

    source.none(gone, "No such template:")


def rendered(node: ast.AST) -> list[str]:
    """Return the templates a call renders, where they are written out."""
    is_render = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render_template"
    if not is_render or not isinstance(node, ast.Call) or not node.args:
        return []
    first = node.args[0]
    return [first.value] if isinstance(first, ast.Constant) else []


def test_templates_import_what_they_use(built_app: Flask) -> None:
    """Seen red with one macro more on an import's line."""
    unused = [
        f"{source.short(path)} {name}"
        for path in source.templates()
        for name in unused_imports(built_app.jinja_env, read(path))
    ]

    source.none(unused, "Take these off the import:")


def test_templates_speak_through_gettext(built_app: Flask) -> None:
    """Seen red with a bare heading, and with a bare placeholder."""
    bare = [
        f"{source.short(path)} {word}"
        for path in source.templates()
        for word in untranslated(built_app.jinja_env, read(path))
    ]

    source.none(bare, 'Write {{ _("…") }} around the whole sentence:')


def test_templates_hold_no_inline_code(built_app: Flask) -> None:
    """Seen red with `style="color: red"` and with `onclick=`."""
    found = [
        f"{source.short(path)} {match[0].strip()}"
        for path in source.templates()
        for match in INLINE.finditer(skeleton(built_app.jinja_env, read(path)))
    ]

    source.none(found, "Put it into static/; the browser refuses it here:")


def test_templates_mark_nothing_safe(built_app: Flask) -> None:
    """Seen red with `|safe` behind a name."""
    found = [
        f"{source.short(path)}: {match[0]}"
        for path in source.templates()
        for match in re.finditer(r"\|\s*safe\b|autoescape|Markup", read(path))
    ]
    found += [
        source.short(path)
        for path in source.python("chapter")
        if "Markup(" in path.read_text(encoding="utf-8")
    ]

    source.none(found, "Text is escaped; build markup in templates:")


def test_sentences_are_set_with_care(built_app: Flask) -> None:
    """Seen red with a straight apostrophe in a template and in a refusal."""
    said = [
        (source.short(path), text)
        for path in source.templates()
        for text in sentences(built_app.jinja_env, read(path))
    ]
    said += [
        (f"{source.short(path)}:{node.lineno}", text)
        for path in source.python("chapter")
        for node in ast.walk(source.tree(path))
        for text in spoken(node)
    ]

    source.none(
        [each for each in said if STRAIGHT.search(each[1])], "Use ’ “ ” … and – in sentences:"
    )


def spoken(node: ast.AST) -> list[str]:
    """Return the sentences a call hands to gettext."""
    if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in GETTEXT:
        return []
    return [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<p class="lead">{{ _("Hello") }}</p>', []),
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        (
            '<a {% if x %}class="a"{% endif %} title="Go on" href="{{ url }}">1 · 2</a>',
            ["Go", "on"],
        ),
        ("{# Why this is so. #}<!-- and this -->", []),
    ],
)
def test_untranslated_known_cases(built_app: Flask, text: str, words: list[str]) -> None:
    """The check itself finds what it looks for, and nothing else."""
    assert untranslated(built_app.jinja_env, text) == words


def test_unused_imports_known_cases(built_app: Flask) -> None:
    """The check itself finds what it looks for."""
    text = '{% from "a.html" import one, two as three %}{{ one() }}'

    assert unused_imports(built_app.jinja_env, text) == ["three"]
