"""Who brings files in with which rights, and what their previews say."""

from chapter.accounts import queries as account_queries
from chapter.accounts.rules import rights_of
from chapter.chapters.models import Chapter
from chapter.imports import service
from chapter.imports.plans import Answers, Plan, Who
from chapter.imports.reading.contents import Content, MeetingRow, TemplateFile
from chapter.imports.units import Source
from tests.conftest import NOW, TODAY, Reader

SECRETARY, VICE_PRESIDENT = "secretary-treasurer", "vice-president"
COMMAND_LINE = Who(None, TODAY, NOW)


def by(reader: Reader, *offices: str) -> Who:
    """Return somebody who holds these offices."""
    rights = rights_of(offices, is_member=True, is_admin=False)
    return Who(reader.user.id, TODAY, NOW, rights)


def terms(chapter: Chapter) -> list[str]:
    """Return who holds which office."""
    return [f"{t.user.name}: {t.office}" for t in account_queries.terms_in(chapter, TODAY)]


def lines(plan: Plan, start: str) -> list[tuple[str, str]]:
    """Return the lines whose key begins so, with the reason."""
    found = [one for one in plan.lines if one.key.startswith(start)]
    return [(one.state.value, str(one.reason or "")) for one in found]


def source(content: Content) -> Source:
    """Return a file that was read."""
    return Source("a.xlsx", b"a", content)


def template(*weeks: MeetingRow) -> Source:
    """Return a template with meetings alone."""
    return source(TemplateFile((), weeks, (), (), ()))


def every_line(chapter: Chapter, file: Source) -> Answers:
    """Return the answers of somebody who ticks whatever the command line could, but leavings."""
    (plan,) = service.preview(chapter, [file], [Answers()], COMMAND_LINE)
    taken = [one.key for one in plan.lines if not one.key.startswith("leave:")]
    return Answers(taken=frozenset(taken))
