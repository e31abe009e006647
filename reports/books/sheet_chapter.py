"""The chapter as a whole: how it is doing, its light, and its goals."""

from decimal import Decimal
from fractions import Fraction

from reports import frames, goals
from reports.books.book import Book
from reports.books.layout import (
    CENTRED,
    FIGURE,
    RATE,
    SHARE,
    TEXT,
    Column,
    Line,
    Look,
    Sheet,
    Value,
    blank,
    changed,
    head,
    heading,
    line,
    relooked,
)
from reports.books.sheet_scores import light
from reports.scores import arithmetic
from reports.scores.score_words import PARTS
from reports.vitals import FIGURES
from reports.words import MEASURES as NAMES
from reports.words import N_, Words

TITLES = {
    "size": N_("Members"),
    "joined": N_("Joined"),
    "left": N_("Left"),
    "growth": N_("Growth"),
    "retention": N_("Members who stayed"),
    "visitors": N_("First visits"),
    "visitors_per_week": N_("First visits per week"),
    "conversion": N_("Joined per first visit"),
    "absence_rate": N_("Absences of all marks"),
    "referrals_per_member_week": N_("Referrals per member and week"),
}
LOOKS = {
    "count": FIGURE,
    "share": Look(align="right", number=SHARE),
    "rate": Look(align="right", number=RATE),
}
PLACES = Decimal("0.0001")
TENTH = Look(align="right", number="#,##0.0_)")
WIDTH = 4


def sheet(book: Book, _: Words) -> Sheet:
    """Lay out the chapter by itself."""
    columns = (
        Column(_("Figure"), TEXT, 34),
        Column(_("Now"), FIGURE, 18, 26),
        Column(_("Before"), FIGURE, 18, 26),
        Column(_("Change"), FIGURE, 18, 26),
    )
    found = [*figures(book, _, WIDTH), blank(WIDTH), *score(book, _, WIDTH)]
    if book.settings.goals:
        found += [blank(WIDTH), heading(_("Goals"), WIDTH), *_goals(book, _)]
    return Sheet(_("Chapter"), columns, tuple(found))


def figures(book: Book, _: Words, width: int) -> list[Line]:
    """Make a table of the vital figures of the period beside those of the period before."""
    titles = (_("Chapter"), _("In this period"), _("Before"), _("Change"))
    columns = _over(width, *(Column(t, FIGURE if n else TEXT) for n, t in enumerate(titles)))
    now = book.vitals(book.period).figures
    before = book.vitals(book.before).figures if book.before else {}
    found = [head(columns)]
    for name, unit in FIGURES.items():
        look, new, old = LOOKS[unit], now[name], before.get(name)
        gained = None if new is None or old is None else new - old
        values: list[Value] = [_(TITLES[name]), *(_exact(f) for f in (new, old, gained))]
        made = line(columns, (*values, *[None] * (width - WIDTH)))
        found.append(relooked(made, {1: look, 2: look, 3: changed(look)}))
    return found


def score(book: Book, _: Words, width: int) -> list[Line]:
    """Make a table of the chapter's own score, each part with its arithmetic."""
    scored, table = book.chapter_score, book.settings.chapter_table
    titles = Column(_("Chapter light")), Column(_("Points"), CENTRED), Column(_("Of"), CENTRED)
    columns = _over(width, *titles, Column(_("How it came about")))
    rest = [None] * (width - WIDTH)
    said = _("{table}; six months to {day}", table=_(table.title), day=_.day(book.day))
    tone = f"light_{scored.light}"
    total = line(columns, (light(scored.light, _), scored.total, scored.most, said, *rest))
    looks = {n: total.looks[n].toned(tone) for n in (0, 1)}
    found = [head(columns), relooked(total, looks)]
    for part in scored.parts:
        points = part.points if part.is_known else "–"
        how = arithmetic.shown(part, _, number=book.number, money=book.money)
        found.append(line(columns, (_(PARTS[part.name]), points, part.most, how, *rest)))
    return found


def reached(book: Book) -> dict[str, tuple[Value, Look, float]]:
    """Give each goal's target as it is shown, its look, and the share that was reached."""
    table = goals.table(
        book.members, book.credits, book.period, book.settings.goals, len(book.weeks)
    )
    found: dict[str, tuple[Value, Look, float]] = {}
    for measure, target, share in frames.records(table, "measure", "target", "share"):
        exact = Decimal(str(target))
        shown = exact.scaleb(-book.minor_digits) if measure == "closed_business" else exact
        is_whole = exact == exact.to_integral_value()
        is_money = measure == "closed_business"
        look = book.plain_look(measure) if is_whole or is_money else TENTH
        found[measure] = (shown, look, round(share, 4))
    return found


def _goals(book: Book, _: Words) -> list[Line]:
    columns = (
        Column(_("Goal")),
        Column(_("Target"), FIGURE),
        Column(_("Reached"), FIGURE),
        Column(_("Share"), LOOKS["share"]),
    )
    found = [head(columns)]
    sums = {measure: sum(each.values()) for measure, each in book.by_meeting.items()}
    sums["members"] = goals.size(book.members, book.period)
    for measure, (target, look, share) in reached(book).items():
        name = _(NAMES[measure]) if measure in NAMES else _("Members")
        figure = book.figure(measure, sums[measure])
        made = line(columns, (name, target, figure, None if share != share else share))
        found.append(relooked(made, {1: look, 2: book.plain_look(measure)}))
    return found


def _over(width: int, *columns: Column) -> tuple[Column, ...]:
    return (*columns, *[Column(None)] * (width - len(columns)))


def _exact(figure: int | Fraction | None) -> Value:
    if isinstance(figure, Fraction):
        return (Decimal(figure.numerator) / figure.denominator).quantize(PLACES)
    return figure
