"""Chapter, the manager for referral groups: how the app is put together."""

import sqlite3
from pathlib import Path

import click
from flask import Flask, g
from flask_bootstrap import Bootstrap5
from flask_login import LoginManager, current_user
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from chapter import cli, config, entrance
from chapter.db import db, may_corrupt_its_log
from chapter.web import (
    access,
    errors,
    headers,
    i18n,
    navigation,
    offline,
    routes,
    scope,
    transaction,
)

PUBLIC_ENDPOINTS = ("static", "bootstrap.static")


def create_app(settings: config.Settings | None = None) -> Flask:
    """Configure, extend, guard, register, in that order."""
    settings = settings or config.from_environment()
    files = _folder("static")
    build = offline.build_of(Path(files))
    # The build stands in the address, so that browsers keep what they have until it changes.
    app = Flask(
        "chapter",
        template_folder=_folder("templates"),
        static_folder=files,
        static_url_path=f"/static/{build}",
    )
    app.extensions["build"] = build
    app.config.update(settings.flask(), CHAPTER_SETTINGS=settings)
    _extend(app, settings)
    _guard(app, settings)
    _register(app)
    access.refuse_undeclared(app, PUBLIC_ENDPOINTS)
    return app


def _folder(name: str) -> str:
    """Return where templates or static files lie: in the wheel, or beside the package."""
    package = Path(__file__).parent
    inside = package / name
    return str(inside if inside.is_dir() else package.parent / name)


def _extend(app: Flask, settings: config.Settings) -> None:
    if settings.database_url.startswith("sqlite:///"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    if settings.is_proxied:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    db.init_app(app)
    _warn(app, settings)
    Migrate(app, db, directory=str(Path(__file__).parent / "migrations"), render_as_batch=True)
    i18n.initialise(app)
    Bootstrap5(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(i18n.FORMATS)


def _warn(app: Flask, settings: config.Settings) -> None:
    """Say, where the app is served, that its SQLite has a rare fault; commands stay silent."""
    is_sqlite = settings.database_url.startswith("sqlite")
    is_served = click.get_current_context(silent=True) is None and not settings.is_testing
    if is_sqlite and is_served and may_corrupt_its_log(sqlite3.sqlite_version_info):
        app.logger.warning(
            "SQLite %s can, very rarely, damage its log; 3.51.3 and newer cannot.",
            sqlite3.sqlite_version,
        )


def _guard(app: Flask, settings: config.Settings) -> None:
    # What is done after a request is done in the opposite order: files are not private pages.
    offline.initialise(app, entrance.kept_pages)
    headers.initialise(app, settings.public_url, settings.is_local)
    transaction.initialise(app)
    errors.initialise(app)
    scope.initialise(app, entrance.entered_by, entrance.scope_of)
    # Pages take the reader from g.account; one that says the database is gone must not ask it.
    login = LoginManager(app, add_context_processor=False)
    login.user_loader(entrance.session_of)

    @app.before_request
    def enter() -> None:
        account = current_user.user if current_user.is_authenticated else None
        # Answers name the account also when the database is gone by then.
        g.account_id = account.id if account else None
        scope.enter(account, entrance.rights_of(account), entrance.scope_of)

    app.before_request(access.guard)
    # After access, so that a stranger's POST is a 404 like any other.
    CSRFProtect(app)
    app.url_defaults(scope.put_slug)

    @app.context_processor
    def offer() -> dict[str, object]:
        return {
            "navigation": lambda: navigation.navigation(entrance.chapters_of),
            "may": access.may,
            "year_of": entrance.year_of,
            "guests_at": entrance.guests_at,
            "requests_of": entrance.requests_of,
            "way_of": entrance.way_of,
            "ways_of": entrance.ways_of,
            "chapter": g.get("chapter"),
        }


def _register(app: Flask) -> None:
    app.url_map.converters.update(day=routes.DayConverter, int=routes.RowConverter)
    for blueprint in entrance.blueprints():
        app.register_blueprint(blueprint)
    cli.initialise(app)
