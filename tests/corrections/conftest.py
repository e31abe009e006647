"""A closed week with a slip in it, and what the tests of requests send."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from chapter import clock
from chapter.chapters.models import Chapter
from chapter.corrections import service
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.rules import Kind
from chapter.db import db
from chapter.slips.ledger import Slip
from tests.conftest import TODAY, Reader
from tests.factories import close_week, make_slip


@pytest.fixture
def slip(chapter: Chapter, member: Reader) -> Slip:
    """Education of two units in a closed week."""
    slip = make_slip(chapter, "education", member.person, TODAY, units=2)
    close_week(chapter, TODAY)
    return slip


Asker = Callable[..., CorrectionRequest]


@pytest.fixture
def ask(chapter: Chapter, member: Reader) -> Asker:
    """Ask as the member for other values of a slip, or for its withdrawal without any."""

    def ask(slip: Slip, key: str = "", **values: Any) -> CorrectionRequest:
        said = {"dated": str(slip.dated), **values} if values else {}
        request = service.ask(
            chapter,
            slip,
            Kind.CHANGE if values else Kind.WITHDRAW,
            author_id=member.person.id,
            proposed=said,
            reason="I mistyped it.",
            key=key or uuid.uuid4().hex,
            asker_id=member.user.id,
            today=TODAY,
            now=clock.now(),
        )
        db.session.commit()
        return request

    return ask
