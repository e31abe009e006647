"""A request as it is laid before who asks: the form, and what stands against it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chapter.chapters.models import Chapter
from chapter.corrections import facts, proposals, rules, service
from chapter.corrections.models import CorrectionRequest
from chapter.corrections.rules import CorrectionRefused, Kind, Refusal
from chapter.meetings.rules import MeetingRefused
from chapter.slips import rules as slip_rules
from chapter.slips.desk import Desk
from chapter.slips.ledger import Slip
from chapter.slips.rules import SlipRefused
from chapter.visitors.rules import VisitRefused
from chapter.web.i18n import gettext

CONFLICTS = frozenset({*rules.CONFLICTS, *slip_rules.CONFLICTS})


@dataclass
class Asking:
    """A form that asks for a change, and whether what it is about still stands so."""

    slip: Slip
    kind: Kind
    form: Any
    #: Whose slip it is, or whose side of it.
    author_id: int | None
    #: What the form offers, where it is the slip's own.
    sheet: Desk | None = None
    is_conflict: bool = False

    @property
    def status(self) -> int:
        """Return 409 when the slip is no longer as the page showed it."""
        return 409 if self.is_conflict else int(self.form.status)

    def keep(
        self, chapter: Chapter, *, asker_id: int, today: date, now: datetime
    ) -> CorrectionRequest | None:
        """Keep the request, or put what refuses it at its field and return nothing."""
        try:
            return service.ask(
                chapter,
                self.slip,
                self.kind,
                author_id=self.author_id,
                proposed=self._proposed(),
                reason=str(self.form.reason.data),
                key=str(self.form.key.data),
                asker_id=asker_id,
                today=today,
                now=now,
            )
        except (CorrectionRefused, SlipRefused, VisitRefused, MeetingRefused) as refused:
            self.form.refuse(gettext(refused.refusal.value), refused.field)
            self.is_conflict = refused.refusal in CONFLICTS
            return None

    def _proposed(self) -> dict[str, Any]:
        if self.sheet is None:
            return {}
        kept = proposals.kept(self.sheet.draft())
        del kept["reason"]
        return kept


def refusal_to_begin(chapter: Chapter, slip: Slip) -> Refusal | slip_rules.Refusal | None:
    """Tell why no form is laid out."""
    if slip.withdrawn_at is not None:
        return slip_rules.Refusal.WITHDRAWN
    if slip_rules.is_mirrored(chapter.mode, is_official=slip.is_official):
        return slip_rules.Refusal.MIRRORED
    return facts.refusal_to_ask(chapter, slip, Kind.WITHDRAW, {})
