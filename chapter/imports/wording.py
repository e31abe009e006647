"""How the preview and the list of imports read, in the reader's language."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chapter.imports.models import ImportBatch
from chapter.imports.plans import Detail, Line, Sentence, Sentences
from chapter.imports.rules import Unreadable
from chapter.imports.service import Brought
from chapter.imports.states import LineState
from chapter.imports.undoing.leftovers import Undone
from chapter.web.i18n import clock_time, gettext, minor_digits, money, ngettext, short_date
from chapter.web.words import N_

STATES = {
    LineState.NEW: N_("New"),
    LineState.KNOWN: N_("Already there"),
    LineState.CHANGED: N_("Different"),
    LineState.MISSING: N_("Not in the file"),
    LineState.UNKNOWN: N_("Person unknown"),
    LineState.REFUSED: N_("Would stay out"),
}
TONES = {
    LineState.NEW: "good",
    LineState.KNOWN: "neutral",
    LineState.CHANGED: "calm",
    LineState.MISSING: "warn",
    LineState.UNKNOWN: "warn",
    LineState.REFUSED: "bad",
}
WHATS = {
    "closed-business": N_("Closed business"),
    "education": N_("Education"),
    "figures": N_("Figures"),
    "mark": N_("Attendance"),
    "meeting": N_("Meeting"),
    "member": N_("Member"),
    "one-to-one": N_("One-to-one"),
    "referral": N_("Referral"),
    "row": N_("Row"),
    "sponsored": N_("Sponsored"),
    "testimonial": N_("Testimonial"),
    "visit": N_("Visitor"),
    "visitor": N_("Visitor"),
}
KINDS = {
    "attendance": N_("Attendance"),
    "dues": N_("Membership dues"),
    "length": N_("Membership length"),
    "members": N_("Summary"),
    "roster": N_("Members"),
    "slips": N_("Slips"),
    "template": N_("Template"),
    "visitors": N_("Visitors"),
}
# Details whose text is one of ours, and not somebody's.
_OURS = {"Tier", "Office", "Comes as", "Visit", "State"}
_MOST_NAMED = 3
# How the keys of lines begin that bring a former member back.
_BACK = ("return:", "resume:")
# How a file's own amount reads; one of ours is money already.
_FIGURE = re.compile(r"-?\d+(\.\d+)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def said(sentence: Sentence) -> str:
    """Return a sentence with its gaps filled."""
    values = {name: _text(value) for name, value in sentence.values.items()}
    return gettext(sentence.message, **values)


def day(value: date) -> str:
    """Return a day with its year, for lists that reach far back."""
    return f"{short_date(value)} {value.year}"


def choice(label: str, why: str) -> str:
    """Return an answer to choose, and what speaks for it."""
    text = days_in(gettext(label) if label else label)
    return f"{text} – {gettext(why)}" if why else text


def what(line: Line) -> str:
    """Return what a line is about."""
    return gettext(WHATS.get(line.what, line.what))


def state(line: Line) -> str:
    """Return what becomes of a line; who was a member before is not new."""
    if line.part:
        return gettext(line.part)
    if line.what == "member" and line.key.startswith("leave:") and line.line is not None:
        return gettext("Left, says the file")
    is_back = line.what == "member" and line.key.startswith(_BACK)
    return gettext(N_("Comes back") if is_back else STATES[line.state])


def tick(line: Line) -> str:
    """Return what a tick at a line does."""
    if line.what == "member" and line.key.startswith(_BACK):
        return gettext("Is a member again")
    if line.what == "member" and line.key.startswith("leave:"):
        return gettext("Has left")
    return gettext("Correct it") if line.state == LineState.CHANGED else gettext("Take it away")


def name(line: Line) -> str:
    """Return whom or which a line is about; a row not understood is named by its column."""
    return gettext("Not understood") if line.what == "row" else days_in(line.name)


def trouble(unread: Unreadable) -> str:
    """Return why a file cannot be read."""
    return gettext(unread.trouble.value, value=unread.value)


def kind(batch: ImportBatch) -> str:
    """Return what a file was, and of which days."""
    text = gettext(KINDS.get(batch.kind, batch.kind))
    if batch.first is None:
        return text
    days = [day(each) for each in (batch.first, batch.until) if each is not None]
    return f"{text} · {' – '.join(dict.fromkeys(days))}"


def moment(at: datetime, zone: str) -> str:
    """Return a moment as the chapter's clock shows it."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local.date())}, {clock_time(local)}"


def place(line: Line) -> str:
    """Return where in the file a line stands."""
    if line.line is None:
        return ""
    values = {"sheet": line.sheet, "row": line.line}
    column = line.column or (line.name if line.what == "row" else "")
    if column:
        return gettext("Row %(row)s, column %(column)s", column=column, **values)
    return gettext("Row %(row)s", **values)


def detail(one: Detail, currency: str) -> tuple[str, str, str]:
    """Return label, text now and text before, as they are shown; amounts as money."""
    if one.label == "Amount":
        return gettext(one.label), _money(one.after, currency), _money(one.before, currency)
    texts = [gettext(t) if one.label in _OURS and t else t for t in (one.after, one.before)]
    label = days_in(gettext(one.label)) if one.label else ""
    return label, days_in(texts[0]), days_in(texts[1])


def _money(text: str, currency: str) -> str:
    """Write an amount of a file as money; one that the currency cannot hold stays as it is."""
    if not _FIGURE.fullmatch(text):
        return text
    minor = Decimal(text).scaleb(minor_digits(currency))
    return money(int(minor), currency) if minor == minor.to_integral_value() else text


def days_in(text: str) -> str:
    """Write the days of a text with weekday and month: a choice, a period."""
    return _ISO.sub(_spelled, text).replace("..", " – ")


def counted(batch: ImportBatch) -> str:
    """Say what a file did."""
    parts = [ngettext("%(num)d added", "%(num)d added", batch.added)]
    if batch.changed:
        parts.append(ngettext("%(num)d corrected", "%(num)d corrected", batch.changed))
    if batch.removed:
        parts.append(ngettext("%(num)d removed", "%(num)d removed", batch.removed))
    parts.append(ngettext("%(num)d there already", "%(num)d there already", batch.known))
    return ", ".join(parts)


def brought(done: Sequence[Brought]) -> str:
    """Say what bringing files in did."""
    added, changed, removed = (
        sum(one.added for one in done),
        sum(one.changed for one in done),
        sum(one.removed for one in done),
    )
    if not added + changed + removed:
        return gettext("Everything stood there already; nothing was changed.")
    return gettext(
        "Brought in: %(added)s, %(changed)s, %(removed)s.",
        added=ngettext("%(num)d new", "%(num)d new", added),
        changed=ngettext("%(num)d corrected", "%(num)d corrected", changed),
        removed=ngettext("%(num)d removed", "%(num)d removed", removed),
    )


def taken_back(undone: Undone) -> str:
    """Say which files were taken back, and what stays of them."""
    names = ", ".join(batch.file_name for batch in undone.batches)
    if len(undone.batches) > _MOST_NAMED:
        names = gettext("%(number)s files", number=len(undone.batches))
    said = [gettext("%(names)s: taken back.", names=names)]
    if undone.empty:
        said.append(_empty(undone.empty))
    if undone.went_on:
        said.append(
            ngettext(
                "%(num)d week that came with it went on since and stays.",
                "%(num)d weeks that came with it went on since and stay.",
                undone.went_on,
            )
        )
    return " ".join(said if len(said) > 1 else [*said, gettext("All stands as before.")])


def _empty(days: Sequence[date]) -> str:
    if len(days) == 1:
        return gettext(
            "The closed week of %(day)s stands empty now; reopen and discard it if it was not "
            "held.",
            day=day(days[0]),
        )
    return gettext(
        "%(number)s closed weeks from %(first)s to %(last)s stand empty now; reopen and discard "
        "those that were not held.",
        number=len(days),
        first=day(days[0]),
        last=day(days[-1]),
    )


def _text(value: Any) -> Any:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Sentences):
        return " ".join(said(each) for each in value.each)
    return said(value) if isinstance(value, Sentence) else value


def _spelled(match: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(match[0]))
    except ValueError:
        return match[0]
