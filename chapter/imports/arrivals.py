"""What the views of imports share: the upload asked for, and the way on with a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from chapter import clock
from chapter.chapters.rules import Mode
from chapter.imports import history, queries, showing, wording
from chapter.imports.models import ImportDraft
from chapter.imports.plans import Sentence, Who
from chapter.imports.refusals import ImportRefused, Refusal, UndoRefusal
from chapter.imports.service import Brought
from chapter.imports.showing import Preview
from chapter.imports.states import DraftState, LineState
from chapter.web.i18n import gettext
from chapter.web.routes import row_number
from chapter.web.words import Refused
from chapter.weeks import open_queries

_DRAINED, _AT_ONCE = 64 * 1024 * 1024, 64 * 1024

P = ParamSpec("P")
View = Callable[Concatenate[ImportDraft, P], ResponseReturnValue]


@dataclass(frozen=True)
class Kept:
    """A file that was not taken back, and why."""

    batch_id: int
    reason: str
    refusal: Refusal | UndoRefusal
    #: Whether all that came with it was to go.
    together: bool

    @property
    def is_a_question(self) -> bool:
        """Tell whether it goes once somebody says so."""
        return self.refusal in (UndoRefusal.CLOSED_WEEKS, UndoRefusal.MANY_CLOSED_WEEKS)


def of_upload(view: View[P]) -> Callable[..., ResponseReturnValue]:
    """Hand a view the upload it is asked for: one of the reader's own, which still waits."""

    @wraps(view)
    def find(draft_id: int, *args: P.args, **values: P.kwargs) -> ResponseReturnValue:
        draft = history.own(g.chapter, g.account.id, draft_id) or abort(404)
        if draft.state != DraftState.WAITING:
            return go(gettext(Refusal.NO_DRAFT.value), "error")
        return view(draft, *args, **values)

    return find


def preview(draft: ImportDraft) -> Preview:
    """Return what an upload would do now."""
    return showing.preview(g.chapter, draft, who())


def who() -> Who:
    """Return who acts, when, and what they may do."""
    return Who(g.account.id, clock.today(g.chapter.zone), clock.now(), frozenset(g.permissions))


def open_weeks() -> int:
    """Return how many earlier weeks wait to be closed where files bring them, and nobody else."""
    if g.chapter.mode != Mode.MIRROR:
        return 0
    yesterday = clock.today(g.chapter.zone) - timedelta(days=1)
    return len(open_queries.days_open(g.chapter, yesterday))


def drain() -> None:
    """Read what is still on its way, up to a bound: a browser shows no answer while it sends."""
    body, left = request.environ["wsgi.input"], min(request.content_length or 0, _DRAINED)
    while left > 0 and (some := body.read(min(left, _AT_ONCE))):
        left -= len(some)


def number(name: str) -> int | None:
    """Return a number of the address."""
    return request.args.get(name, type=row_number)


def asked() -> tuple[str, int]:
    """Return which lines the address asks for, and from which one on."""
    state = request.args.get("state", "")
    return state if state in list(LineState) else "", number("start") or 0


def sentence(refused: ImportRefused | Refused[Any]) -> str:
    """Return why something was refused, in the reader's language."""
    if isinstance(refused, ImportRefused):
        # The command names days as they are typed.
        spelled = {"days": wording.days_in(str(refused.values.get("days", "")))}
        return wording.said(Sentence(refused.refusal.value, {**refused.values, **spelled}))
    return gettext(refused.refusal.value)


def told(done: Sequence[Brought]) -> tuple[str, str, str]:
    """Return what to say of what came in, its tone, and the address that takes it back."""
    is_something = any(one.added + one.changed + one.removed for one in done)
    newest = queries.batches(g.chapter, limit=1) if is_something else ()
    back = url_for(".undo", batch_id=newest[0].id, together=1) if newest else ""
    return wording.brought(done), "success", back


def go(sentence: str, tone: str = "success", undo: str = "") -> ResponseReturnValue:
    """Go to the list of imports and say something there."""
    message: Any = {"text": sentence, "undo": undo} if undo else sentence
    flash(message, tone)
    return redirect(url_for(".index"))
