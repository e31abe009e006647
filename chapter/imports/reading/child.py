"""The process a file is read in: `sandbox` runs this file, nothing imports it.

The package `chapter` begins with Flask, which reading needs none of: it would triple the time to
start. So the package is entered by its folder, without its first file.
"""

import json
import pickle
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def _enter() -> None:
    """Make `chapter` a bare package, and let openpyxl do without numpy and lxml."""
    package = ModuleType("chapter")
    package.__path__ = [str(Path(__file__).parents[2])]
    sys.modules["chapter"] = package
    # It uses both when they are there: slower to start, and another parser of hostile XML.
    nothing: Any = None
    sys.modules["numpy"] = sys.modules["lxml"] = nothing


def _limit(memory: int, seconds: int) -> None:
    """Bound this process: memory, time, open files; nothing written, nothing dumped."""
    if sys.platform == "win32":
        return
    # There is no such module on Windows, where only the parent's clock bounds the reading.
    import resource

    for name, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(name)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (bound, bound))


def _answer() -> None:
    """Read the question and the file, and answer with rows or with a trouble."""
    # Only once the package stands can its modules be imported.
    from chapter.imports.reading import reader
    from chapter.imports.rules import LARGEST_FILE, MEMORY, SECONDS, Unreadable

    _limit(MEMORY, SECONDS)
    question = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    answer: tuple[Any, Any, str]
    try:
        answer = (reader.read(data, question["name"], question["day_order"]), None, "")
    except Unreadable as refused:
        answer = (None, refused.trouble, refused.value)
    pickle.dump(answer, sys.stdout.buffer, protocol=5)


if __name__ == "__main__":
    _enter()
    try:
        _answer()
    except MemoryError:
        sys.exit(3)
