"""A process killed while it brings files in leaves nothing of them."""

import subprocess
import sys
from pathlib import Path

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from chapter.slips.ledger import Slip
from tests.house.source import ROOT
from tests.imports.steps import ROWS, bring_in, slips, standing


def test_killed_import_leaves_nothing_and_may_come_again(
    lighthouse: Chapter, tmp_path: Path
) -> None:
    """Seen red with a commit after each file."""
    before = standing()
    url = db.engine.url.render_as_string(hide_password=False)
    db.session.commit()
    words = [sys.executable, "-m", "tests.imports.half_done", url, str(tmp_path)]

    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.readline() if process.stdout else ""
        process.kill()

    assert (said, standing() == before) == ("half done\n", True)
    assert db.session.query(ImportBatch).count() == 0
    bring_in(lighthouse, slips(ROWS))
    assert db.session.query(Slip).count() == 8
