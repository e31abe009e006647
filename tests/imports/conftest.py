"""The chapter the files of these tests are of."""

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.models import ImportBatch
from tests.browse import Browser
from tests.conftest import BrowserFactory, Reader
from tests.factories import make_member
from tests.imports.steps import ANA, BEN


@pytest.fixture
def lighthouse(chapter: Chapter) -> Chapter:
    """A chapter with the two people the files name."""
    make_member(chapter, ANA, "Social media")
    make_member(chapter, BEN, "Commercial law")
    return chapter


@pytest.fixture
def batch(lighthouse: Chapter) -> ImportBatch:
    """A batch that nothing was brought in with yet."""
    values = {"file_name": "a.xls", "kind": "slips", "digest": "", "added": 0, "known": 0}
    made = ImportBatch(chapter_id=lighthouse.id, imported_at=clock.now(), **values)
    db.session.add(made)
    db.session.commit()
    return made


@pytest.fixture
def officer(browse: BrowserFactory, lighthouse: Chapter, secretary: Reader) -> Browser:
    """The browser of the secretary-treasurer, who brings files in."""
    return browse(secretary)
