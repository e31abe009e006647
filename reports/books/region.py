"""The first sheet of several chapters' workbook: a line for each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports import palms
from reports.books import sheets
from reports.books.book import Book
from reports.books.layout import (
    FIGURE,
    SHARE,
    TEXT,
    WHOLE,
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
    money,
    relooked,
)
from reports.books.sheet_scores import light
from reports.periods import Period
from reports.words import MEASURES as NAMES
from reports.words import N_, Words

GROWTH = changed(Look(align="right", number=WHOLE))
RATE = Look(align="right", number=SHARE)
LIGHT_AT, BUSINESS_AT = 2, 8
OVERVIEW = N_("Chapters")


@dataclass(frozen=True)
class Told:
    """What the first sheet tells of one chapter; `business` is in minor units of its currency."""

    name: str
    region: str
    currency: str
    minor_digits: int
    members: int
    growth: int
    light: str
    points: int
    attendance: Fraction | None
    referrals: int
    one_to_ones: int
    visitors: int
    business: int


def told(book: Book, region: str) -> Told:
    """Take from a chapter's book what the first sheet tells of it."""
    vitals, score = book.vitals(book.period), book.chapter_score
    sums = {measure: sum(figures.values()) for measure, figures in book.by_meeting.items()}
    absent = vitals.absence_rate
    return Told(
        name=book.chapter_name,
        region=region,
        currency=book.currency,
        minor_digits=book.minor_digits,
        members=vitals.end,
        growth=vitals.growth,
        light=score.light,
        points=score.total,
        attendance=None if absent is None else 1 - absent,
        referrals=sums["referrals_given"],
        one_to_ones=sums["one_to_ones"],
        visitors=sums["visitors"],
        business=sums["closed_business"],
    )


def overview(chapters: Sequence[Told], period: Period, words: Mapping[str, str]) -> Sheet:
    """Lay out a line per chapter, what they count together, and each currency by itself."""
    _ = Words(words)
    heads = _columns(_)
    lines = [
        heading(_(OVERVIEW), len(heads), "title", 32),
        heading(_.period(period), len(heads), "lead", 18),
        blank(len(heads)),
        head(heads),
        *(_line(heads, each, _) for each in chapters),
    ]
    if chapters:
        lines += [_total(heads, chapters, _), blank(len(heads)), *_business(heads, chapters, _)]
    else:
        lines.append(heading(_("There is no chapter to tell of."), len(heads), "muted"))
    return Sheet(
        sheets.title_of(_(OVERVIEW)),
        heads,
        tuple(lines),
        header=f"{_(OVERVIEW)} · {_.period(period)}",
        footer=_("Page {page} of {pages}", page="&P", pages="&N"),
        frozen="B5",
        repeated="4:4",
        landscape=True,
    )


def title(name: str, taken: set[str]) -> str:
    """Give a chapter's sheet a title like its name that none has yet, and take it."""
    plain = found = sheets.title_of(name) or "–"
    number = 1
    while found.casefold() in taken:
        number += 1
        end = f" {number}"
        found = plain[: sheets.TITLE_LENGTH - len(end)] + end
    taken.add(found.casefold())
    return found


def _columns(_: Words) -> tuple[Column, ...]:
    return (
        Column(_("Chapter"), Look(tone="first"), 24, 34),
        Column(_("Region"), TEXT, 16, 24),
        Column(_("Light"), TEXT, 15),
        Column(_("Members"), FIGURE, 9, turned=True),
        Column(_("Growth"), GROWTH, 8, turned=True),
        Column(_("Attendance"), RATE, 8, turned=True),
        Column(_(NAMES["referrals_given"]), FIGURE, 9, turned=True),
        Column(_(NAMES["one_to_ones"]), FIGURE, 9, turned=True),
        Column(_(NAMES["closed_business"]), FIGURE, 17, 24),
        Column(_(NAMES["visitors"]), FIGURE, 9, turned=True),
    )


def _line(heads: tuple[Column, ...], each: Told, _: Words) -> Line:
    values: tuple[Value, ...] = (
        *(each.name, each.region, f"{light(each.light, _)} · {each.points}", each.members),
        each.growth,
        None if each.attendance is None else float(each.attendance),
        *(each.referrals, each.one_to_ones),
        palms.major(each.business, each.minor_digits),
        each.visitors,
    )
    looks = {
        LIGHT_AT: heads[LIGHT_AT].look.toned(f"light_{each.light}"),
        BUSINESS_AT: money(each.currency, each.minor_digits),
    }
    return relooked(line(heads, values), looks)


def _total(heads: tuple[Column, ...], chapters: Sequence[Told], _: Words) -> Line:
    """Sum what can be summed; money stays apart, and a share of shares says nothing."""
    sums = {
        name: sum(getattr(each, name) for each in chapters)
        for name in ("members", "growth", "referrals", "one_to_ones", "visitors")
    }
    values = (
        *(_("All chapters"), None, None, sums["members"], sums["growth"], None),
        *(sums["referrals"], sums["one_to_ones"], None, sums["visitors"]),
    )
    return line(heads, values, "total")


def _business(heads: tuple[Column, ...], chapters: Sequence[Told], _: Words) -> list[Line]:
    """Sum closed business by currency, and never across them."""
    by_currency = defaultdict[tuple[str, int], list[int]](list)
    for each in chapters:
        by_currency[each.currency, each.minor_digits].append(each.business)
    lines = [heading(_("Closed business by currency"), len(heads), "plain_section")]
    for (currency, digits), amounts in sorted(by_currency.items()):
        count = _("1 chapter") if len(amounts) == 1 else _("{count} chapters", count=len(amounts))
        shown = palms.major(sum(amounts), digits)
        values = (currency, count, *[None] * (BUSINESS_AT - 2), shown, None)
        lines.append(relooked(line(heads, values), {BUSINESS_AT: money(currency, digits)}))
    return lines
