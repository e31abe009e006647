"""The layers hold: who imports whom, and which files a feature may have."""

import ast
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from tests.house import source

LAYERS = {"rules", "models", "queries", "service", "forms", "kinds", "views", "commands"}

# What a feature has beside its layers, each with its reason.
EXTRAS = {
    "accounts/passwords": "hashing is slow and random, so it is neither a rule nor a query",
    "imports/container": "opens what a file is wrapped in, whatever it holds",
    "imports/labels": "the words by which foreign files name their columns",
    "imports/matching": "finds the people a file names",
    "imports/reader": "turns a file into rows; knows no database",
    "imports/refusals": "what can be wrong with a file, used by every reader",
    "imports/shapes": "the rows every reader gives",
    "imports/slips_audit": "one foreign layout",
    "imports/slips_import": "slip rows -> the services",
    "imports/spreadsheetml": "one foreign file format",
    "imports/summary_palms": "one foreign layout",
    "imports/values": "dates and figures as foreign files write them",
    "members/seating": "one trade, one seat; called by the service and by a signal",
    "reporting/asked": "what an address asks of a report, for all files of views",
    "reporting/behind": "what a figure is made of, beside the frames",
    "reporting/boards": "the leaderboard without pandas",
    "reporting/catalogue": "the list of reports, as kinds.py is the list of slip kinds",
    "reporting/chapter_views": "views of the chapter as a whole; one file would be too long",
    "reporting/honours": "the recognition as its page shows it",
    "reporting/listing_views": "views of those files",
    "reporting/listings": "the lists behind figures and pairs as files",
    "reporting/matrices": "the matrices as their page shows them",
    "reporting/matrix_views": "views of the matrices; one file would be too long",
    "reporting/pair_changes": "pairs that are new, kept and gone, as their page shows them",
    "reporting/row_queries": "the rows behind a figure, apart from those of the frames",
    "reporting/trend_lines": "the trends as their page shows them",
    "reporting/trend_views": "views of the trends; one file would be too long",
    "reporting/vital_signs": "the chapter as its page shows it",
    "reporting/vital_words": "how the chapter's page writes figures and changes",
    "scoring/brackets": "the form of a scoring table, whose lines are those of the table",
    "scoring/fields": "a figure as it is read and written, for the forms and the lines",
    "scoring/lines": "how a table, a goal and an award read; keeps the views short",
    "slips/desk": "whom and which days a form offers; keeps the views short",
    "slips/drafts": "what is typed before it is a slip",
    "slips/ledger": "the tables every kind shares, below the kinds' own",
    "slips/lines": "how a slip reads in a list; keeps the views short",
    "slips/posting": "how credits find their week; called by weeks too",
    "slips/readers": "who may see a slip: rules of their own, apart from what counts",
    "slips/sponsoring": "the slip nobody types, written when a member is admitted",
    "slips/trade_queries": "who earned, which no report may read; only sums leave the feature",
    "slips/trade_views": "views of those sums, which no report may show",
    "slips/trades": "which sums may be told: rules of their own, as pure as rules",
    "weeks/answers": "what the actions of one page share; keeps the views short",
}

# Marking text and naming rights need neither Flask nor the database.
PURE = {"chapter.web.words", "chapter.web.permissions"}


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
