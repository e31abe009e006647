"""The layers hold: who imports whom, and which files a feature may have."""

import ast
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from tests.house import source
from tests.house.extra_files import EXTRAS

LAYERS = {"rules", "models", "queries", "service", "forms", "kinds", "views", "commands"}

# Marking text, naming rights and naming states need neither Flask nor the database.
PURE = {"chapter.web.words", "chapter.web.permissions", "chapter.imports.states"}


def test_imports_keep_the_contracts() -> None:
    """Seen red with `from chapter.db import db` in a view."""
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter, "Install the development packages: make setup."
    answer = subprocess.run([linter], cwd=source.ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout


def test_contracts_name_every_feature() -> None:
    """Seen red with chapter.weeks taken out of the first contract."""
    settings = ConfigParser()
    settings.read(source.ROOT / "setup.cfg", encoding="utf-8")
    contract = settings["importlinter:contract:inside-a-feature"]

    assert contract["containers"].split() == [f"chapter.{name}" for name in source.features()]


def test_features_hold_layers_only() -> None:
    """Seen red with a file chapter/slips/helpers.py."""
    files = [
        f"{feature}/{file.stem}"
        for feature in source.features()
        for file in (source.ROOT / "chapter" / feature).glob("*.py")
    ]
    odd = [
        name
        for name in files
        if name.partition("/")[2] not in LAYERS | {"__init__"} and name not in EXTRAS
    ]

    source.none(
        odd, f"Use a layer's name ({', '.join(sorted(LAYERS))}), or give a reason in EXTRAS:"
    )


def test_extras_exist() -> None:
    """Seen red with an extra of a file deleted since."""
    gone = [name for name in EXTRAS if not (source.ROOT / "chapter" / f"{name}.py").exists()]

    source.none(gone, "Take these out of EXTRAS:")


def is_pure(module: str) -> bool:
    """Tell whether a rule may know a module."""
    if module.startswith("chapter."):
        owner = module.rpartition(".")[0]
        return owner in PURE or owner.endswith(".rules")
    return module.partition(".")[0] in sys.stdlib_module_names


def test_rules_know_the_standard_library_only() -> None:
    """Seen red with `import sqlalchemy` in a rules.py."""
    odd = [
        f"{source.short(path)} imports {module}"
        for path in (source.ROOT / "chapter").glob("*/rules.py")
        for module in source.imports(source.tree(path))
        if not is_pure(module)
    ]

    source.none(odd, "A rule is given facts; let the service fetch them:")


def test_is_pure_known_cases() -> None:
    """The check itself tells them apart."""
    modules = (
        "enum.Enum",
        "chapter.web.words.N_",
        "chapter.people.rules.Category",
        "flask.g",
        "chapter.db.db",
        "chapter.people.queries.one",
    )

    assert [is_pure(module) for module in modules] == [True, True, True, False, False, False]


def reasonless(text: str) -> list[int]:
    """Return the lines of imports inside functions without a comment above them."""
    rows = text.splitlines()
    inner = [
        node
        for f in ast.walk(ast.parse(text))
        if isinstance(f, source.Def)
        for node in ast.walk(f)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    return sorted({n.lineno for n in inner if not _is_explained(rows, n.lineno)})


def _is_explained(rows: list[str], number: int) -> bool:
    """Tell whether a comment stands above an import or above the block it begins."""
    above = number - 2
    while above >= 0 and rows[above].lstrip().startswith(("import ", "from ", "with ")):
        above -= 1
    return "#" in rows[number - 1] or rows[above].lstrip().startswith("#")


def test_late_imports_give_their_reason() -> None:
    """Seen red with a bare import inside a function."""
    bare = [
        f"{source.short(path)}:{line}"
        for path in source.python("chapter", "reports", "tests")
        for line in reasonless(path.read_text(encoding="utf-8"))
    ]

    source.none(bare, "Import at the top, or say in a comment above why not:")


def test_reasonless_known_cases() -> None:
    """The check itself finds what it looks for."""
    text = "import a\ndef f():\n    import b\ndef g():\n    # Slow.\n    import c\n    import d\n"

    assert reasonless(text) == [3]
