"""Names in slips may mean somebody whom a summary of the same import brings along."""

from chapter.chapters.models import Chapter
from chapter.db import db
from chapter.imports import service
from chapter.imports.matching import NOBODY_YET
from chapter.imports.plans import Plan
from chapter.people.models import Person
from tests.browse import Browser
from tests.exports import Slip as Row
from tests.exports import spreadsheetml, summary_palms
from tests.imports import pages
from tests.imports.steps import DAY, audit, bring_in, said, slips, who
from tests.imports.test_summary_import import TERM, summary

MARIA, CARO = "Maria Lopez Garcia", "Caro D\u00edaz"
LISTED = {("Maria", "Lopez Garcia"): {"P": 3}, ("Caro", "D\u00edaz"): {"P": 3}}


def week(name: str) -> list[Row]:
    """Return the rows of a week in which somebody of a name learned something."""
    return [Row("CEU", name, units="1")]


def previews(chapter: Chapter, name: str, **changes: object) -> list[Plan]:
    """Return the plans of a summary, and of slips that name somebody."""
    files = [summary(LISTED), slips(week(name))]
    return service.preview(chapter, files, [said(**changes)] * 2, who())


def everybody() -> list[str]:
    """Return the names of all people."""
    return sorted(person.name for person in db.session.query(Person))


def test_who_comes_along_is_offered_for_a_name(chapter: Chapter) -> None:
    """Seen red with the roster alone looked at; nor is it said that nobody is a member yet."""
    plan = previews(chapter, "Maria Lopez")[1]

    (question,) = plan.questions
    assert (question.choices[0].label, question.choices[0].why, question.proposal) == (
        MARIA,
        "One name is part of the other",
        "",
    )
    assert [str(notice) for notice in plan.notices] == []


def test_nobody_is_a_member_yet_is_said_of_slips_alone(chapter: Chapter) -> None:
    (plan,) = service.preview(chapter, [slips(week("Maria Lopez"))], [said()], who())

    assert [str(notice) for notice in plan.notices] == [NOBODY_YET]


def test_answer_of_who_comes_along_is_taken_and_remembered(chapter: Chapter) -> None:
    """Seen red with the answer not looked up once the summary came in."""
    (question,) = previews(chapter, "Maria Lopez")[1].questions
    people = {"people": {question.key: question.choices[0].value}}

    shown = previews(chapter, "Maria Lopez", **people)[1]
    done = bring_in(chapter, summary(LISTED), slips(week("Maria Lopez")), **people)
    later = service.preview(chapter, [slips(week("Maria Lopez"))], [said()], who())[0]

    assert (shown.is_ready, [one.added for one in done]) == (True, [2, 1])
    assert (everybody(), later.questions) == ([CARO, MARIA], ())


def test_same_words_as_who_comes_along_are_proposed_on_the_page(chapter: Chapter) -> None:
    (question,) = previews(chapter, "Caro Diaz")[1].questions

    assert question.proposal == question.choices[0].value == "coming:caro d\u00edaz"


def test_upload_is_answered_with_who_comes_along(officer: Browser) -> None:
    """Seen red with the page offering members alone."""
    data = spreadsheetml(summary_palms(LISTED, TERM))
    page = pages.drop(officer, ("palms.xls", data), ("a.xls", audit(week("Maria Lopez"))))

    page = pages.answer(officer, page, meeting=str(DAY))
    page = pages.answer(officer, page, person="coming:maria lopez garcia")
    pages.bring(officer, page)

    assert (pages.slips(), "Maria Lopez" in everybody()) == (1, False)
