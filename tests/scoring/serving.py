"""Serve home and the pages of scores in a process of its own, and tell what they imported.

`python -m tests.scoring.serving FOLDER`
"""

import sys
from pathlib import Path

import time_machine

from chapter import create_app
from chapter.accounts import service as accounts
from chapter.accounts.rules import Office
from chapter.clock import now
from chapter.config import Settings
from chapter.db import db
from tests import engines, factories
from tests.browse import Browser
from tests.conftest import NOW, sign_up
from tests.factories import FOUNDED
from tests.scoring.half_year import hold

PAGES = ("", "scores", "scores/everyone", "members/1")


def main(folder: Path) -> None:
    """Hold a few weeks, open the pages, and say how they answered."""
    url = engines.sqlite_url(folder)
    key = "only for tests, but as long as a real one"
    address = "http://127.0.0.1:8000"
    app = create_app(Settings(url, key, address, folder, is_testing=True))
    with time_machine.travel(NOW, tick=False), app.app_context():
        db.create_all()
        chapter = factories.make_chapter("north", "North")
        reader = sign_up(chapter, "Vic President", "Notary", Office.VICE_PRESIDENT)
        assert reader.person is not None
        hold(chapter, {reader.person: "PPPPA"}, FOUNDED)
        token = accounts.start_session(reader.user, device="", now=now()).token
        db.session.commit()
        client = Browser(app, token).client
        print(*(client.get(f"/c/north/{page}").status_code for page in PAGES))
    print("with pandas" if "pandas" in sys.modules else "without pandas")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
