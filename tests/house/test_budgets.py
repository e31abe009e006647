"""Files, functions, templates and tests stay small; signatures say what they take."""

import ast
import re
from pathlib import Path
from statistics import median

from tests.house import source
from tests.house.source import Function

FILE, MEDIAN_FILE = 250, 100
FUNCTION, MEDIAN_FUNCTION = 45, 10
VIEW = 20
TEMPLATE, MEDIAN_TEMPLATE = 150, 35
MACRO = 40
MEDIAN_TEST = 12

APP = ("chapter", "reports")
MACROS = re.compile(r"{%-?\s*macro\s+(\w+)(.*?){%-?\s*endmacro", re.DOTALL)


def lines(path: Path) -> int:
    """Return how long a file is."""
    return len(path.read_text(encoding="utf-8").splitlines())


def app_functions() -> list[Function]:
    """Return every function of the app and of the reports."""
    return [function for path in source.python(*APP) for function in source.functions(path)]


def is_view(function: Function) -> bool:
    """Tell whether an address leads to a function."""
    return bool(function.decorators() & {"requires", "public"})


def lacks_annotation(node: source.Def) -> bool:
    """Tell whether a signature leaves something open."""
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    rest = [each for each in (node.args.vararg, node.args.kwarg) if each]
    named = [each for each in (*arguments, *rest) if each.arg not in ("self", "cls")]
    return node.returns is None or any(each.annotation is None for each in named)


def long_macros(text: str, limit: int) -> list[str]:
    """Return the macros of a template that are too long."""
    return [name for name, body in MACROS.findall(text) if body.count("\n") + 1 > limit]


def test_files_within_budget() -> None:
    """Seen red with a file of 251 lines."""
    long = [
        f"{source.short(p)} has {lines(p)}" for p in source.python(*APP, "tests") if lines(p) > FILE
    ]

    source.none(long, f"Split these files by what they are about; {FILE} lines are the most:")


def test_files_median() -> None:
    """Seen red with a limit of 20."""
    assert median(lines(p) for p in source.python(*APP) if lines(p)) <= MEDIAN_FILE


def test_functions_within_budget() -> None:
    """Seen red with a function of 46 lines."""
    long = [f"{f.place} has {f.lines}" for f in app_functions() if f.lines > FUNCTION]

    source.none(long, f"Take a named step out of these functions; {FUNCTION} lines are the most:")


def test_functions_median() -> None:
    """Seen red with a limit of 3."""
    assert median(function.lines for function in app_functions()) <= MEDIAN_FUNCTION


def test_views_within_budget() -> None:
    """Seen red with a view of 21 lines."""
    views = [function for function in app_functions() if is_view(function)]
    long = [f"{view.place} has {view.lines}" for view in views if view.lines > VIEW]

    assert views
    source.none(long, "A view is get, check, call, render; move the rest to the service:")


def test_templates_within_budget() -> None:
    """Seen red with a template of 151 lines."""
    long = [source.short(path) for path in source.templates() if lines(path) > TEMPLATE]

    source.none(long, f"Move a part to _part.html and include it; {TEMPLATE} lines are the most:")


def test_templates_median() -> None:
    """Seen red with a limit of 10."""
    assert median(map(lines, source.templates())) <= MEDIAN_TEMPLATE


def test_macros_within_budget() -> None:
    """Seen red with a macro of 41 lines."""
    long = [
        f"{source.short(path)} {name}"
        for path in source.templates()
        for name in long_macros(path.read_text(encoding="utf-8"), MACRO)
    ]

    source.none(long, f"Take an inner macro out; {MACRO} lines are the most:")


def test_long_macros_known_cases() -> None:
    """The check itself finds what it looks for."""
    text = "{% macro short() %}\na\n{% endmacro %}{%- macro long(a) -%}\n\n\n\n{%- endmacro %}"

    assert long_macros(text, 3) == ["long"]


def test_tests_median() -> None:
    """Seen red with a limit of 5."""
    tests = [
        f
        for path in source.python("tests")
        for f in source.functions(path)
        if f.name.startswith("test_")
    ]

    assert median(test.lines for test in tests) <= MEDIAN_TEST


def test_public_functions_have_docstrings() -> None:
    """Seen red with one docstring deleted."""
    bare = [f.place for f in app_functions() if f.is_public and not ast.get_docstring(f.node)]

    source.none(bare, 'Say in one imperative line what each does: """Record a slip.""":')


def test_docstrings_begin_with_one_sentence() -> None:
    """Seen red with a docstring without its full stop."""
    said = [(f, ast.get_docstring(f.node)) for f in app_functions()]
    odd = [f.place for f, text in said if text and not text.splitlines()[0].endswith((".", "?"))]

    source.none(odd, "The first line of a docstring is one whole sentence:")


def test_signatures_are_annotated() -> None:
    """Seen red with one return type deleted."""
    open_ones = [f.place for f in app_functions() if lacks_annotation(f.node)]

    source.none(open_ones, "Give every argument and the result its type:")


def test_lacks_annotation_known_cases() -> None:
    """The check itself finds what it looks for."""
    texts = (
        "def f(self, a: int) -> None: ...",
        "def f(a) -> None: ...",
        "def f(): ...",
        "def f(*rest) -> None: ...",
        "def f(**rest: int) -> None: ...",
    )
    nodes = [node for text in texts for node in ast.parse(text).body]
    found = [lacks_annotation(node) for node in nodes if isinstance(node, source.Def)]

    assert found == [False, True, True, True, False]
