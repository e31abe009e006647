"""Tests assert results: nothing is mocked, every refusal is met, every test asserts."""

import ast
import importlib
import re
from enum import Enum

import pytest

from tests.house import source
from tests.house.source import Function

MOCK = re.compile(r"\b(?:unittest\.mock|MagicMock|Mock\(|mocker|monkeypatch\.setattr)")


def every_test() -> list[Function]:
    """Return every test."""
    return [
        function
        for path in source.python("tests")
        if path.name.startswith("test_")
        for function in source.functions(path)
        if function.name.startswith("test_")
    ]


def asserts(function: Function, helpers: set[str]) -> bool:
    """Tell whether a test asserts, itself or through a helper that does."""
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and _asserts(node, helpers))
        for node in ast.walk(function.node)
    )


def _asserts(call: ast.Call, helpers: set[str]) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in ("get", "open"):  # A browser's, which checks each page; else a dictionary's.
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call):
            return True
        given = [*call.args[1:], *(word.value for word in call.keywords if word.arg == "status")]
        return any(isinstance(a, ast.Constant) and isinstance(a.value, int) for a in given)
    return name in helpers or name.startswith("assert_")


def asserting_helpers() -> set[str]:
    """Return the names of the helpers that assert, those that call one included."""
    every = [f for path in source.python("tests") for f in source.functions(path)]
    found = {"raises"}
    for _step in range(3):
        found |= {f.name for f in every if not f.name.startswith("test_") and asserts(f, found)}
    return found


def test_nothing_is_mocked() -> None:
    """Seen red with `from unittest.mock import Mock` in a test."""
    found = [
        source.short(path)
        for path in source.python("tests")
        if path.name != "test_tests.py" and MOCK.search(path.read_text(encoding="utf-8"))
    ]

    source.none(found, "Use the real thing and assert what came of it:")


def test_every_test_asserts() -> None:
    """Seen red with a test that only calls."""
    helpers = asserting_helpers()
    silent = [test.place for test in every_test() if not asserts(test, helpers)]

    source.none(silent, "Assert a result here:")


def test_names_are_not_taken_twice() -> None:
    """Seen red with one test written twice: Python would run the second only."""
    seen: dict[tuple[str, str], int] = {}
    for test in every_test():
        key = (source.short(test.path), test.name)
        seen[key] = seen.get(key, 0) + 1

    source.none([key for key, times in seen.items() if times > 1], "Rename one of each:")


def refusals() -> list[tuple[str, Enum]]:
    """Return every refusal with the module that names it."""
    modules = (
        "chapter." + ".".join(path.with_suffix("").parts[-2:])
        for path in sorted((source.ROOT / "chapter").glob("*/r*s.py"))
    )
    return [
        (module, member)
        for module in modules
        for member in getattr(importlib.import_module(module), "Refusal", ())
    ]


def is_met(module: str, refusal: Enum, texts: list[str]) -> bool:
    """Tell whether some test speaks of a refusal, by its name or by its sentence."""
    own = [text for text in texts if module.rpartition(".")[0] in text]
    named = re.compile(rf"Refusal\.{refusal.name}\b")
    return any(map(named.search, own)) or any(str(refusal.value) in text for text in texts)


@pytest.mark.parametrize("module", sorted({module for module, _ in refusals()}))
def test_every_refusal_is_met(module: str) -> None:
    """Seen red with a refusal added and no test."""
    texts = [
        p.read_text(encoding="utf-8") for p in source.python("tests") if "house" not in p.parts
    ]
    unmet = [
        f"Refusal.{refusal.name} {refusal.value}"
        for owner, refusal in refusals()
        if owner == module and not is_met(module, refusal, texts)
    ]

    source.none(unmet, f"Write a test that meets each refusal of {module}, by name or by sentence:")
