"""The revisions make what the models say, on the engine of this run, and can be taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import time_machine
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from chapter import create_app
from chapter.config import Settings
from chapter.db import db
from tests import engines
from tests.conftest import NOW
from tests.house import source
from tests.house.furniture import House

pytestmark = pytest.mark.database

# What no furnished chapter has.
UNUSED = {
    "aliases",
    "import_changes",
    "invitations",
    "regions",
    "sign_in_failures",
    "sponsored_slips",
}
PARTS = ("columns", "primary key", "foreign keys", "unique", "checks", "indexes")
Schema = dict[str, dict[str, Any]]


def database_url(folder: Path, label: str) -> str:
    """Return an empty database of this run's engine."""
    if engines.chosen() == "postgresql":
        return engines.new_postgres_database(label)
    return engines.sqlite_url(folder)


@pytest.fixture
def fresh(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Give an app on a database without any table."""
    label = f"revisions_{abs(hash(request.node.name)) % 10**6}"
    url = database_url(tmp_path, label)
    app = create_app(
        Settings(
            url,
            "only for tests, but long enough",
            "http://127.0.0.1:8000",
            tmp_path,
            is_testing=True,
        )
    )
    with time_machine.travel(NOW, tick=False), app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def schema() -> Schema:
    """Return what the database says of itself."""
    seen = inspect(db.engine)
    names = set(seen.get_table_names()) - {"alembic_version"}
    return {name: _table(seen, name) for name in sorted(names)}


def _table(seen: Any, name: str) -> dict[str, Any]:
    return {
        "columns": _sorted(
            seen.get_columns(name), lambda c: (c["name"], str(c["type"]), c["nullable"])
        ),
        "primary key": seen.get_pk_constraint(name)["constrained_columns"],
        "foreign keys": _sorted(
            seen.get_foreign_keys(name),
            lambda k: (k["name"], k["constrained_columns"], k["referred_table"], str(k["options"])),
        ),
        "unique": _sorted(
            seen.get_unique_constraints(name), lambda u: (u["name"], u["column_names"])
        ),
        "checks": _sorted(
            seen.get_check_constraints(name), lambda c: (c["name"], c["sqltext"].replace('"', ""))
        ),
        "indexes": _sorted(
            seen.get_indexes(name),
            lambda i: (
                i["name"],
                i["column_names"],
                bool(i["unique"]),
                _words(i.get("dialect_options", {})),
            ),
        ),
    }


def _words(options: dict[str, Any]) -> str:
    # PostgreSQL gives back conditions in its own spelling, so only their being there counts.
    return " ".join(
        sorted(name.rpartition("_")[2] for name, value in options.items() if value is not None)
    )


def differences(is_: Schema, should: Schema) -> list[str]:
    """Return in which parts two schemas differ."""
    return [
        f"{table} {part}: {_only(is_, should, table, part)} should be "
        f"{_only(should, is_, table, part)}"
        for table in sorted({*is_, *should})
        for part in PARTS
        if is_.get(table, {}).get(part) != should.get(table, {}).get(part)
    ]


def _only(one: Schema, other: Schema, table: str, part: str) -> list[Any]:
    there = other.get(table, {}).get(part, [])
    return [each for each in one.get(table, {}).get(part, []) if each not in there]


def _sorted(found: list[Any], read: Callable[[Any], Any]) -> list[Any]:
    return sorted((read(each) for each in found), key=repr)


def of_the_models(app: Flask) -> Schema:
    """Return the schema that the models make."""
    db.create_all()
    made = schema()
    db.drop_all()
    return made


def count_rows() -> dict[str, int]:
    """Return how many rows each table holds."""
    with db.engine.connect() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in db.metadata.tables
        }


def test_head_equals_the_models(fresh: Flask) -> None:
    """Seen red with a column, a CHECK and an index added to a model only."""
    expected = of_the_models(fresh)
    flask_migrate.upgrade()

    advice = 'Write a revision, flask db migrate -m "What changes"; in the database is:'
    source.none(differences(schema(), expected), advice)


def test_alembic_finds_nothing_to_do(fresh: Flask) -> None:
    """Seen red with a column added to a model only."""
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        missing = compare_metadata(context, db.metadata)

    source.none(missing, 'Write a revision, flask db migrate -m "What changes":')


def test_every_revision_can_be_taken_back(fresh: Flask) -> None:
    """Seen red with a downgrade that leaves a table behind."""
    folder = str(Path(fresh.extensions["migrate"].directory))
    revisions = [each.revision for each in ScriptDirectory(folder).walk_revisions()][::-1]
    for revision in revisions:
        before = schema()
        flask_migrate.upgrade(revision=revision)
        after = schema()
        flask_migrate.downgrade(revision="-1")
        source.none(differences(schema(), before), f"{revision} leaves traces when taken back:")
        flask_migrate.upgrade(revision=revision)
        source.none(differences(schema(), after), f"{revision} differs the second time:")


def test_there_is_one_head(fresh: Flask) -> None:
    """Seen red with two revisions that follow the same one."""
    folder = str(Path(fresh.extensions["migrate"].directory))

    assert len(ScriptDirectory(folder).get_heads()) == 1


def test_upgrade_takes_an_app_at_work(fresh: Flask) -> None:
    """Seen red with the table of users named otherwise in the revision."""
    flask_migrate.upgrade()
    House(fresh).enter("vice president")
    full = count_rows()

    assert {name for name, rows in full.items() if rows == 0} == UNUSED


def test_downgrade_and_upgrade_with_data(fresh: Flask) -> None:
    """Seen red with a downgrade that leaves a table behind."""
    flask_migrate.upgrade()
    House(fresh).enter("vice president")
    db.session.remove()
    flask_migrate.downgrade(revision="base")
    empty = schema()
    flask_migrate.upgrade()

    assert empty == {}
    assert set(count_rows().values()) == {0}
