"""A chapter's own data as the rows of the template workbook."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from chapter.accounts.rules import OFFICE_LABELS, Office
from chapter.archive import queries
from chapter.archive.cells import Bold
from chapter.archive.discretion import Sees
from chapter.chapters.models import Chapter
from chapter.imports.reading.template import (
    MEETING_STATES,
    REPEATS,
    SLIP_KINDS,
    STANDINGS,
    TEMPLATE,
    TIERS,
)
from chapter.imports.rules import MOST_ROWS
from chapter.members import queries as members
from chapter.members.rules import covers
from chapter.people.rules import Category, standing
from chapter.web.i18n import minor_digits

Row = dict[str, Any]
#: The table of each kind, its columns for from and to, and for what it says.
KINDS: dict[str, tuple[str, str, str, str]] = {
    "referral": ("referral_slips", "giver_id", "receiver_id", ""),
    "one-to-one": ("one_to_one_slips", "first_id", "second_id", ""),
    "closed-business": ("closed_business_slips", "", "thanked_id", ""),
    "education": ("education_slips", "learner_id", "", "topic"),
    "testimonial": ("testimonial_slips", "giver_id", "receiver_id", "text"),
    "visitor": ("visitor_slips", "inviter_id", "", ""),
    "sponsored": ("sponsored_slips", "sponsor_id", "member_id", ""),
}
_STATES, _SLIPS, _TIERS, _REPEATS, _STANDINGS = (
    {name: written for written, name in choices}
    for choices in (MEETING_STATES, SLIP_KINDS, TIERS, REPEATS, STANDINGS)
)


@dataclass
class Filled:
    """The rows of each sheet; `left_out` counts slips beyond what the reader takes."""

    rows: dict[str, list[list[Any]]] = field(default_factory=dict)
    left_out: int = 0


def filled(
    chapter: Chapter, connection: Connection, today: date, most: int = MOST_ROWS - 1
) -> Filled:
    """Return what a chapter holds, as far as the template has a place for it.

    The reader takes so many slips at the most; the newest ones fit in.
    """
    rows = _Rows(chapter, connection, today)
    sheets: dict[str, Iterable[Row]] = {
        "Members": rows.members(),
        "Meetings": rows.meetings(),
        "Marks": rows.marks(),
        "Slips": sorted(rows.slips(), key=_order),
    }
    found = Filled()
    for title, lines in sheets.items():
        names = [column.name for column in TEMPLATE[title]]
        found.rows[title] = [[line.get(name) for name in names] for line in lines]
    found.left_out = max(0, len(found.rows["Slips"]) - most)
    del found.rows["Slips"][: found.left_out]
    return found


# What the template says in place of another chapter; the import reads these two words.
_HOMELESS = {Category.VISITOR: "Visitor", Category.ORGANISATION: "Organisation"}


class _Rows:
    """Goes through a chapter's tables; nothing confidential is asked for."""

    def __init__(self, chapter: Chapter, connection: Connection, today: date) -> None:
        self.chapter, self.connection, self.today = chapter, connection, today
        self.people = self._table("people")
        self.days = {key: row["held_on"] for key, row in self._table("meetings").items()}
        self.visits = self._table("visits")
        self.times: dict[int, list[Row]] = defaultdict(list)
        for row in self._table("memberships").values():
            self.times[row["person_id"]].append(row)

    def _table(self, name: str) -> Mapping[int, Row]:
        found = queries.rows(self.chapter, self.connection, name, Sees())
        return {row["id"]: row for row in found}

    def members(self) -> Iterator[Row]:
        """Give a row for each time somebody belonged."""
        lines = members.roster(self.chapter, self.today)
        offices = {line.membership.id: line.offices for line in lines}
        for key, row in self._table("memberships").items():
            person = self.people[row["person_id"]]
            own = ("first_name", "last_name", "company", "phone", "email")
            known = {name: person[name] for name in own}
            held = ", ".join(OFFICE_LABELS[Office(office)] for office in offices.get(key, ()))
            sponsor = self._name(row["sponsor_id"])
            yield {**row, **known, "sponsor": sponsor, "office": held}

    def meetings(self) -> Iterator[Row]:
        """Give a row for each week somebody touched."""
        for row in self._table("meetings").values():
            yield {**row, "state": _STATES[row["state"]]}

    def marks(self) -> Iterator[Row]:
        """Give a row for each mark."""
        for row in self._table("attendance_marks").values():
            yield {
                "held_on": self.days[row["meeting_id"]],
                "member": self._name(row["person_id"]),
                "letter": row["mark"],
                "substitute": row["substitute"],
            }

    def slips(self) -> Iterator[Row]:
        """Give a row for each slip that stands."""
        said = {kind: self._table(table) for kind, (table, *_) in KINDS.items()}
        credits = self._table("credits").values()
        weeks = {
            row["slip_id"]: self.days[row["meeting_id"]]
            for row in credits
            if row["meeting_id"] is not None
        }
        credited = {(row["slip_id"], row["person_id"]): row["standing"] for row in credits}
        visited = self._counted_often(said["visitor"], {slip for slip, _ in credited})
        for key, slip in self._table("slips").items():
            if slip["withdrawn_at"] is None:
                two = self._two(slip["kind"], said[slip["kind"]][key])
                often = key in visited
                as_what = [self._told(one, slip, credited.get((key, one)), often) for one in two]
                line = self._slip(slip["kind"], said[slip["kind"]][key], two)
                line |= {"dated": slip["dated"], "counts_on": weeks.get(key)}
                yield {**line, "from_as": as_what[0], "to_as": as_what[1]}

    def _two(self, kind: str, said: Row) -> list[int | None]:
        _table, giver, receiver, _text = KINDS[kind]
        target = said.get(receiver)
        if kind == "visitor":
            target = self.visits[said["visit_id"]]["person_id"]
        return [said.get(giver), target]

    def _counted_often(self, said: Mapping[int, Row], credited: set[int]) -> set[int]:
        """Return the slips of visitors who count at several visits, as official audits may say."""
        visits: dict[int, dict[int, int]] = defaultdict(dict)
        for key in said.keys() & credited:
            visit = said[key]["visit_id"]
            visits[self.visits[visit]["person_id"]][key] = visit
        return {key for of in visits.values() if len(set(of.values())) > 1 for key in of}

    def _told(
        self, person_id: int | None, slip: Row, credited: str | None, is_told: bool
    ) -> str | None:
        """Return as what somebody is credited, where nothing else tells it: no time, no rule."""
        if person_id is None or credited is None:
            return None
        is_member = any(
            covers(row["joined_on"], row["left_on"], slip["dated"]) for row in self.times[person_id]
        )
        by_day = standing(self.people[person_id]["category"], is_member=is_member)
        return None if credited == by_day and not is_told else _STANDINGS[credited]

    def _slip(self, kind: str, said: Row, two: list[int | None]) -> Row:
        text = KINDS[kind][-1]
        # Of a visitor only who invited may belong elsewhere.
        outside = two[:1] if kind == "visitor" else two
        homes = [home for one in outside if (home := self._home(one))]
        is_money = kind == "closed-business"
        return {
            "kind": _SLIPS[kind],
            "from": self._party(two[0]),
            "to": self._party(two[1]),
            "tier": _TIERS.get(said.get("tier", "")),
            "amount": self._major(said["amount"]) if is_money else None,
            "units": said.get("units"),
            "repeat": _REPEATS["repeat" if said["is_repeat"] else "new"] if is_money else None,
            "detail": homes[0] if homes else None,
            "text": said.get(text),
        }

    def _home(self, person_id: int | None) -> str:
        """Return to which chapter an outsider belongs, or as what they stand without one."""
        if person_id is None:
            return ""
        person = self.people[person_id]
        return person["home"] or _HOMELESS.get(person["category"], "")

    def _party(self, person_id: int | None) -> str:
        name = self._name(person_id)
        is_own = person_id is None or self.people[person_id]["category"] == Category.ROSTER
        return name if is_own else Bold(name)

    def _name(self, person_id: int | None) -> str:
        if person_id is None:
            return ""
        person = self.people[person_id]
        return f"{person['first_name']} {person['last_name']}".strip()

    def _major(self, amount: int) -> Decimal:
        return Decimal(amount).scaleb(-minor_digits(self.chapter.currency))


def _order(line: Row) -> tuple[Any, ...]:
    """Sort by day and by what a slip says, and never by when it was recorded."""
    return line["dated"], *(str(line[name] or "") for name in ("kind", "from", "to", "amount"))
