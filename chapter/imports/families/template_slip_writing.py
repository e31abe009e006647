"""Writing the template's slips: those that count in a week with it, the others pending."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports.families import slip_columns, slip_writing, template_people
from chapter.imports.families.template_ledger import SlipStep, plain
from chapter.imports.matching import Matches
from chapter.imports.models import ImportBatch
from chapter.imports.plans import Who
from chapter.imports.reading.contents import TemplateSlip
from chapter.meetings import service as meetings
from chapter.slips import models, posting
from chapter.slips import queries as slips
from chapter.slips.ledger import Slip

MODELS: dict[str, type[Slip]] = slip_columns.MODELS | {
    "testimonial": models.TestimonialSlip,
    "sponsored": models.SponsoredSlip,
}


def write(
    chapter: Chapter,
    batch: ImportBatch,
    due: Sequence[SlipStep],
    matches: Matches,
    who: Who,
) -> None:
    """Add the slips of some rows and take away those the file lacks."""
    for key, step in _keyed(chapter, [step for step in due if step.row]):
        if step.row is not None and step.row.dated is not None:
            _add(chapter, batch, step.row, key, matches, who)
    for step in due:
        if step.slip is not None:
            slip_writing.remove(chapter, step.slip)


def _keyed(chapter: Chapter, due: Sequence[SlipStep]) -> list[tuple[str, SlipStep]]:
    """Give each slip a key: the lowest number that no slip of the same content has."""
    contents = [step.content for step in due]
    wanted = {content: contents.count(content) for content in set(contents)}
    free: dict[Any, list[str]] = {}
    for content, number in wanted.items():
        free[content], start = [], 1
        while len(free[content]) < number:
            keys = [_key(content, n) for n in range(start, start + number)]
            used = slips.keys_known(chapter, keys)
            free[content] += [key for key in keys if key not in used]
            start += number
    return [(free[step.content].pop(0), step) for step in due]


def _key(content: Sequence[str], number: int) -> str:
    return sha256("\x1f".join(("template", *content, str(number))).encode()).hexdigest()


def _add(
    chapter: Chapter,
    batch: ImportBatch,
    row: TemplateSlip,
    key: str,
    matches: Matches,
    who: Who,
) -> None:
    meeting = meetings.make(chapter, row.counts_on) if row.counts_on else None
    two = [
        template_people.person(chapter, row, party, matches).id if party else None
        for party in (row.source, row.target)
    ]
    slip = MODELS[row.kind](
        chapter_id=chapter.id,
        import_id=batch.id,
        recorder_id=who.user_id,
        recorded_at=who.now,
        dated=row.dated,
        key=key,
        digest="",
        version=1,
        **_columns(chapter, row, *two),
    )
    db.session.add(slip)
    db.session.flush()
    posting.write_credits(chapter, slip, meeting)
    said = zip(two, (row.source_as, row.target_as), strict=True)
    slip.credit_as({person_id: known for person_id, known in said if person_id and known})


def _columns(chapter: Chapter, row: TemplateSlip, *two: int | None) -> dict[str, Any]:
    """Return the columns of a row's slip, its author among them."""
    is_ours = row.source is not None and not row.source.is_outsider
    author = two[0] if is_ours else None
    return {"author_id": author, **_COLUMNS[row.kind](chapter, row, author, *two)}


def _referral(_chapter: Chapter, row: TemplateSlip, *ids: int | None) -> dict[str, Any]:
    said = {"tier": row.tier, "comment": row.text}
    return {"giver_id": ids[1], "receiver_id": ids[2], **said}


def _one_to_one(_chapter: Chapter, row: TemplateSlip, *ids: int | None) -> dict[str, Any]:
    return {"first_id": ids[1], "second_id": ids[2], "topics": row.text}


def _closed(chapter: Chapter, row: TemplateSlip, *ids: int | None) -> dict[str, Any]:
    amount = slip_columns.amount_of(chapter, plain(row))
    said = {"tier": row.tier or "", "is_repeat": row.is_repeat, "amount": amount}
    # Only a member of this chapter thanks here; who thanks from elsewhere stays unnamed.
    return {"earner_id": ids[0], "thanked_id": ids[2], **said}


def _education(_chapter: Chapter, row: TemplateSlip, *ids: int | None) -> dict[str, Any]:
    return {"learner_id": ids[1], "units": row.units, "topic": row.text}


def _testimonial(_chapter: Chapter, row: TemplateSlip, *ids: int | None) -> dict[str, Any]:
    return {"giver_id": ids[1], "receiver_id": ids[2], "text": row.text}


def _sponsored(_chapter: Chapter, _row: TemplateSlip, *ids: int | None) -> dict[str, Any]:
    return {"sponsor_id": ids[1], "member_id": ids[2]}


#: What a row says, given its author, its source and its target.
_COLUMNS: dict[str, Callable[..., dict[str, Any]]] = {
    "referral": _referral,
    "one-to-one": _one_to_one,
    "closed-business": _closed,
    "education": _education,
    "testimonial": _testimonial,
    "sponsored": _sponsored,
}
