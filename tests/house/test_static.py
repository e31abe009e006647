"""Style sheets and scripts: any direction of writing, no other host, nothing forced."""

import re
from pathlib import Path

import pytest

from tests.house import source

PHYSICAL = re.compile(
    r"(?<![\w-])((?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom)"
    r"(?:-(?:color|style|width))?\s*:"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
)
# The namespaces of SVG are names, not addresses somebody fetches.
HOST = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+(?:\.[\w-]+)+")
UNSAFE = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b|new Function"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# Every `!important`, each with its reason; the key is file and property.
FORCED: dict[tuple[str, str], str] = {}


def files(*endings: str) -> list[Path]:
    """Return the static files of some kinds."""
    return [p for p in sorted((source.ROOT / "static").rglob("*")) if p.suffix in endings]


def found(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """Return line and text of every match outside comments."""
    bare = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [(bare.count("\n", 0, m.start()) + 1, m[0].strip()) for m in pattern.finditer(bare)]


def offenders(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Return where a pattern stands."""
    return [
        f"{source.short(path)}:{line} {text}"
        for path in paths
        for line, text in found(pattern, path.read_text(encoding="utf-8"))
    ]


def test_css_follows_the_direction_of_writing() -> None:
    """Seen red with `margin-left: 0` and `text-align: right`."""
    source.none(
        offenders(PHYSICAL, files(".css")),
        "Use logical properties (margin-inline-start, inset-block-end, text-align: end):",
    )


def test_css_forces_nothing_without_reason() -> None:
    """Seen red with an `!important`."""
    pattern = re.compile(r"([\w-]+)\s*:[^;{}]*!important")
    forced = {
        (source.short(path), text.partition(":")[0].strip())
        for path in files(".css")
        for _, text in found(pattern, path.read_text(encoding="utf-8"))
    }

    assert forced == set(FORCED), "Raise the selector instead, or give a reason in FORCED."


def test_nothing_comes_from_other_hosts() -> None:
    """Seen red with a font from another host in a style sheet and in base.html."""
    paths = [*files(".css", ".js", ".svg", ".json", ".webmanifest"), *source.templates()]

    source.none(offenders(HOST, paths), "Serve it from static/ instead:")


def test_scripts_write_no_markup() -> None:
    """Seen red with `row.innerHTML = name`."""
    source.none(offenders(UNSAFE, files(".js")), "Use textContent, or clone a part of the page:")


def test_templates_name_static_files_that_exist() -> None:
    """Seen red with the name of a style sheet that does not exist."""
    named = {
        (source.short(path), name)
        for path in source.templates()
        for name in re.findall(
            r"filename=['\"]([\w./-]+\.\w+)['\"]", path.read_text(encoding="utf-8")
        )
        if "bootstrap" not in name
    }
    gone = [each for each in sorted(named) if not (source.ROOT / "static" / each[1]).is_file()]

    assert named
    source.none(gone, "No such file under static/:")


@pytest.mark.parametrize(
    ("pattern", "text", "lines"),
    [
        (PHYSICAL, "a {\n margin-left: 1px }", [2]),
        (PHYSICAL, "/* left: \n 0 */ a { margin-inline-start: 0; inset-block-end: 0 }", []),
        (PHYSICAL, "a { text-align:right; vertical-align: top; transition: top .1s }", [1]),
        (HOST, 'src="//cdn.example.com/x.js" xmlns="http://www.w3.org/2000/svg"', [1]),
        (HOST, "a // b\nhttps://example.org", [2]),
        (UNSAFE, "x.innerHTML = 1;\nevaluate(x)", [1]),
    ],
)
def test_patterns_known_cases(pattern: re.Pattern[str], text: str, lines: list[int]) -> None:
    """The checks themselves find what they look for, and nothing else."""
    assert [line for line, _ in found(pattern, text)] == lines
