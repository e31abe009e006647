"""The chapter comes first, one place commits, one place knows the time, one enum holds rights."""

import ast
import re

import pytest

from chapter.web.permissions import Permission
from tests.house import source
from tests.house.source import Function

# Queries that may not ask for a chapter first, each with its reason.
WITHOUT_CHAPTER = {
    "accounts.user_by_email": "users stand above chapters",
    "accounts.sign_in_of": "a session is read before any chapter is known",
    "accounts.sign_ins_of": "a user's own devices",
    "accounts.sign_in": "a user's own device",
    "accounts.invitation_of": "whoever opens a link is not signed in yet",
    "accounts.failures": "limits hold for an address, not for a chapter",
    "accounts.places_of": "asks in which chapters a user holds an office",
    "attendance.counts": "adds up lines already fetched",
    "chapters.by_slug": "finds the chapter itself",
    "chapters.everyone": "an admin's list of chapters",
    "chapters.among": "a director's list of chapters",
    "accounts.directorship": "an admin ends a director's term anywhere",
    "accounts.directorships": "an admin's list of directors",
    "chapters.regions": "an admin's list of regions",
    "chapters.region_named": "regions hold chapters",
    "meetings.slot_of": "wraps a meeting already fetched",
    "members.chapters_of": "asks in which chapters a user is a member",
    "members.covering": "a condition for other queries; reads nothing",
    "members.touching": "a condition for other queries; reads nothing",
}

COMMITTERS = {
    "chapter/web/transaction.py": "the one edge",
    "chapter/migrations/env.py": "a revision runs before there is a request",
}

# Who may ask the clock.
TIMEKEEPERS = {
    "chapter/clock.py": "the app's one clock",
    "reports/__main__.py": "a command line without the app has nobody to be told by",
}

CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
}


def queries() -> dict[str, Function]:
    """Return the public queries of every feature by `<feature>.<name>`."""
    return {
        f"{path.parent.name}.{function.name}": function
        for path in sorted((source.ROOT / "chapter").glob("*/queries.py"))
        for function in source.functions(path)
        if function.is_public and not _is_method(function)
    }


def _is_method(function: Function) -> bool:
    return bool(function.node.args.args) and function.node.args.args[0].arg == "self"


def uses_chapter(function: Function) -> bool:
    """Tell whether a query takes the chapter first and then looks at it."""
    first = [argument.arg for argument in function.node.args.args[:1]]
    names = {node.id for node in ast.walk(function.node) if isinstance(node, ast.Name)}
    return first == ["chapter"] and "chapter" in names


def test_queries_take_the_chapter_first() -> None:
    """Seen red with people.queries.one taking it second, and with it ignored."""
    odd = [
        f.place
        for name, f in queries().items()
        if not uses_chapter(f) and name not in WITHOUT_CHAPTER
    ]

    source.none(odd, "Take `chapter` as the first argument and select by it:")


def test_exceptions_are_still_needed() -> None:
    """Seen red with an exception for a query that takes the chapter."""
    needed = {name for name, function in queries().items() if not uses_chapter(function)}

    assert set(WITHOUT_CHAPTER) - needed == set(), "Take these out of WITHOUT_CHAPTER."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def q(chapter, x): return chapter.id", True),
        ("def q(chapter, x): return x", False),
        ("def q(x, chapter): return chapter.id", False),
    ],
)
def test_uses_chapter_known_cases(text: str, expected: bool) -> None:
    """The check itself tells them apart."""
    (function,) = source.functions(source.ROOT, ast.parse(text))

    assert uses_chapter(function) == expected


def test_one_place_commits() -> None:
    """Seen red with `db.session.commit()` in a service."""
    found = [
        place
        for path in source.python("chapter")
        if source.short(path) not in COMMITTERS
        for place in source.calls(path, is_commit)
    ]

    source.none(found, "Flush instead; web/transaction.py commits when the answer is good:")


def is_commit(call: ast.Call) -> bool:
    """Tell whether a call commits."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "commit"


def test_one_place_knows_the_time() -> None:
    """Seen red with `date.today()` in a service and `datetime.now(UTC)` in reports."""
    found = [
        place
        for path in source.python("chapter", "reports")
        if source.short(path) not in TIMEKEEPERS
        for place in source.calls(path, is_clock)
    ]

    source.none(found, "Be given `today` or `now`; views ask chapter.clock:")


def is_clock(call: ast.Call) -> bool:
    """Tell whether a call asks what time it is."""
    function = call.func
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return (name, function.attr) in CLOCKS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("date.today()", True), ("datetime.datetime.now(UTC)", True), ("clock.now()", False)],
)
def test_is_clock_known_cases(text: str, expected: bool) -> None:
    """The check itself tells them apart."""
    call = ast.parse(text, mode="eval").body

    assert isinstance(call, ast.Call)
    assert is_clock(call) == expected


def test_permissions_are_named_in_order() -> None:
    """Seen red with two members swapped, and with one named `slips_record`."""
    values = [permission.value for permission in Permission]

    assert values == sorted(values)
    assert all(re.fullmatch(r"[a-z]+:[a-z-]+", value) for value in values)
    assert [p.name for p in Permission] == [re.sub("[:-]", "_", v).upper() for v in values]


def test_permissions_are_never_quoted() -> None:
    """Seen red with `may("week:close")` in a view."""
    names = {permission.value for permission in Permission}
    quoted = [
        f"{source.short(path)}:{node.lineno} {node.value!r}"
        for path in source.python("chapter")
        if path.name != "permissions.py"
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Constant) and node.value in names
    ]

    source.none(quoted, "Write Permission.<NAME> instead of its text:")


def test_templates_name_known_permissions() -> None:
    """Seen red with `may("week:shut")` in a template."""
    names = {permission.value for permission in Permission}
    asked = {
        (source.short(path), name)
        for path in source.templates()
        for name in re.findall(r'may\("([^"]*)"\)', path.read_text(encoding="utf-8"))
    }

    source.none([each for each in sorted(asked) if each[1] not in names], "No such permission:")


def test_permissions_are_all_used() -> None:
    """Seen red with a permission nobody asks for."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in source.python("chapter")
        if path.name not in ("permissions.py", "rules.py")
    ]
    unused = [p for p in Permission if not any(f"Permission.{p.name}" in text for text in texts)]

    source.none(unused, "Take these out of the enum, or require them:")
