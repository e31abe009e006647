"""The documents tell the truth: commands, settings, rights, reports, files and budgets."""

import argparse
import re
from collections.abc import Iterable, Iterator
from configparser import ConfigParser

import click
import pytest
from flask import Flask

from chapter.accounts.rules import OFFICE_LABELS
from chapter.chapters.rules import NOUNS
from chapter.reporting import catalogue
from chapter.web.permissions import Permission
from reports import __main__ as reports
from tests.house import source, test_budgets, test_queries
from tests.house.test_layers import EXTRAS

# Flask's own commands, of which the README names `db upgrade` only.
NOT_OURS = {"run", "shell", "routes", "db", "bootstrap"}
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/glossary.md",
    "docs/dependencies.md",
)


def text(*names: str) -> str:
    """Return what some documents say."""
    return "\n".join((source.ROOT / name).read_text(encoding="utf-8") for name in names)


def missing(words: Iterable[object], *names: str) -> list[str]:
    """Return the words some documents never say."""
    said = text(*names).casefold()
    return [str(word) for word in words if str(word).casefold() not in said]


def commands(app: Flask) -> Iterator[tuple[str, click.Command]]:
    """Return our own commands, those of a group by both words."""
    for name, command in app.cli.commands.items():
        if isinstance(command, click.Group) and name not in NOT_OURS:
            yield from ((f"{name} {inner}", each) for inner, each in command.commands.items())
        elif name not in NOT_OURS:
            yield name, command


def rows(command: str) -> str:
    """Return the README's line about a command."""
    found = [
        line
        for line in text("README.md").splitlines()
        if re.match(rf"\| `flask {re.escape(command)}[ `]", line)
    ]
    return " ".join(found)


@pytest.mark.parametrize("name", [*DOCUMENTS, "CHANGELOG.md", "LICENSE"])
def test_document_exists(name: str) -> None:
    """Seen red without LICENSE."""
    assert (source.ROOT / name).stat().st_size > 500


def test_readme_names_every_task() -> None:
    """Seen red with a task added to the Makefile."""
    tasks = re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE)
    told = re.findall(r"^\| `make ([a-z-]+)`", text("README.md"), re.MULTILINE)

    assert sorted(told) == sorted(tasks)


def test_readme_names_every_command(built_app: Flask) -> None:
    """Seen red with a command taken out of the README."""
    names = {name for name, _command in commands(built_app)} | {"db upgrade"}
    told = re.findall(r"^\| `flask ([a-z-]+(?: [a-z]+)?)", text("README.md"), re.MULTILINE)

    assert sorted(told) == sorted(names)


def test_readme_names_every_option(built_app: Flask) -> None:
    """Seen red with `--unknown` taken out of the README."""
    wrong = []
    for name, command in commands(built_app):
        options = {max(p.opts, key=len) for p in command.params if isinstance(p, click.Option)}
        short = {p.opts[0] for p in command.params if isinstance(p, click.Option)}
        told = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rows(name).partition("` |")[0]))
        wrong += [(name, told ^ options)] if not (told >= options or told >= short) else []

    source.none(wrong, "Name each option in the README's table of commands:")


def test_readme_names_every_command_of_the_reports() -> None:
    """Seen red with `presets` and with `--path` taken out of the README."""
    part = text("README.md").partition("## Reports without the app")[2].partition("\n## ")[0]
    (commands,) = [
        action.choices
        for action in reports._parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    told = re.findall(r"^python -m reports (\w+)", part, re.MULTILINE)
    # What every report on a folder takes stands in its --help.
    options = {"--edition", "--preset", "--path", "--measure", "--kind", "--period", "--month"}

    assert sorted(told) == sorted(commands)
    source.none(options - set(re.findall(r"--[a-z-]+", part)), "Name these in the README:")


def test_readme_names_every_setting() -> None:
    """Seen red with CHAPTER_BEHIND_PROXY taken out of the README."""
    files = [p for p in source.python("chapter", "tests") if p.parent.name != "house"]
    read = {
        name
        for path in files
        for name in re.findall(r"[\"'](CHAPTER_[A-Z_]+)[\"']", path.read_text("utf-8"))
    }
    told = set(re.findall(r"`(CHAPTER_[A-Z_]+)`", text("README.md")))

    # How the app's own settings are kept among Flask's.
    assert told == read - {"CHAPTER_SETTINGS"}


def test_tasks_set_settings_that_exist() -> None:
    """Seen red with a variable in the Makefile that nothing reads."""
    told = set(re.findall(r"`(CHAPTER_[A-Z_]+)`", text("README.md")))

    assert set(re.findall(r"CHAPTER_[A-Z_]+", text("Makefile"))) - told == set()


def test_documents_name_every_permission() -> None:
    """Seen red with a permission added."""
    names = [permission.value for permission in Permission]

    source.none(missing(names, *DOCUMENTS), "Say in the README who has these rights:")


def test_documents_name_every_office_and_report() -> None:
    """Seen red with a report added to the catalogue."""
    names = [*OFFICE_LABELS.values(), *(report.title for report in catalogue.REPORTS)]

    source.none(missing(names, "README.md"), "Say a word about these in the README:")


def test_glossary_explains_every_noun() -> None:
    """Seen red with a noun added to chapters/rules.py."""
    source.none(missing(NOUNS.values(), "docs/glossary.md"), "Explain these in docs/glossary.md:")


def test_dependencies_are_explained() -> None:
    """Seen red with a package added to requirements.in."""
    named = re.findall(
        r"^([A-Za-z][\w.-]*)", text("requirements.in", "requirements-dev.in"), re.MULTILINE
    )

    # Types for a package need no reason of their own.
    packages = [name for name in named if not re.search(r"^types-|-stubs$", name)]

    source.none(missing(packages, "docs/dependencies.md"), "Say in docs/dependencies.md why:")


def test_architecture_names_every_extra_file() -> None:
    """Seen red with a file beside the usual names."""
    told = text("docs/architecture.md")
    gone = [name for name in EXTRAS if f"{name.partition('/')[2]}.py`" not in told]

    source.none(gone, "Give these files their reason in docs/architecture.md:")


def test_architecture_names_the_features_in_order() -> None:
    """Seen red with two features swapped."""
    told = " ".join(re.findall(r"^> (.*)", text("docs/architecture.md"), re.MULTILINE))
    chain = [word for word in re.findall(r"\w+", told) if word in source.features()]
    settings = ConfigParser()
    settings.read(source.ROOT / "setup.cfg", encoding="utf-8")
    layers = re.findall(r"\w+", settings["importlinter:contract:between-features"]["layers"])

    assert chain == [name for name in layers if name in source.features()]


def test_architecture_states_the_budgets() -> None:
    """Seen red with 251 for a file."""
    held = test_budgets
    budgets = {
        "lines of a Python file: median, most": f"{held.MEDIAN_FILE}, {held.FILE}",
        "lines of a function": str(held.FUNCTION),
        "lines of a view": str(held.VIEW),
        "lines of a template": str(held.TEMPLATE),
        "lines of a macro": str(held.MACRO),
        "median lines of a test": str(held.MEDIAN_TEST),
        "statements of a page": f"{test_queries.MOST}, the same for 1 and 3 rows",
    }
    told = dict(
        re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", text("docs/architecture.md"), re.MULTILINE)
    )

    assert {name: told.get(name) for name in budgets} == budgets


def test_documents_name_files_that_exist() -> None:
    """Seen red with a file renamed."""
    roots = ("", "chapter", "tests")
    named = sorted(
        set(re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|md|html|css|js|cfg))`", text(*DOCUMENTS)))
    )
    gone = [
        name for name in named if not any((source.ROOT / root / name).is_file() for root in roots)
    ]

    assert named
    source.none(gone, "The documents speak of files that do not exist:")


def test_a_new_kind_touches_five_files() -> None:
    """Seen red with a sixth step."""
    part = text("CONTRIBUTING.md").partition("## A new kind of slip")[2].partition("\n## ")[0]

    assert len(re.findall(r"^\d+\. ", part, re.MULTILINE)) == 5
