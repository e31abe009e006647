"""What somebody leaves out of a file: rows that are not understood, or that nothing can keep."""

from collections.abc import Sequence
from dataclasses import replace

from chapter.imports import issues
from chapter.imports.families import slip_lines, slip_rows
from chapter.imports.plans import Line, Plan, Sentence
from chapter.imports.reading.contents import Content
from chapter.imports.reading.shapes import SlipsFile
from chapter.imports.states import LineState
from chapter.web.words import N_

LEFT_OUT = N_("Left out, as you said.")


def without(content: Content, left_out: frozenset[str]) -> tuple[Content, list[Line]]:
    """Return a file without the lines somebody leaves out, and those lines."""
    if not left_out:
        return content, []
    reason = Sentence(LEFT_OUT)
    gone = [issue for issue in issues.lost(content) if issues.key_of(issue) in left_out]
    lines = [
        replace(issues.refused_line(issue), reason=reason, is_in_the_way=False) for issue in gone
    ]
    rest: Content = replace(content, issues=tuple(i for i in content.issues if i not in gone))
    if isinstance(rest, SlipsFile):
        rows = slip_rows.keyed(rest.rows, rest.sheet)
        out = [row for row in rows if row.content in left_out]
        lines += [slip_lines.of_row(row, LineState.REFUSED, reason=reason) for row in out]
        kept = tuple(row.row for row in rows if row.content not in left_out)
        rest = replace(rest, rows=kept)
    return rest, lines


def in_the_way(plans: Sequence[Plan]) -> frozenset[str]:
    """Return the keys of all lines without which files could come in."""
    return frozenset(line.key for plan in plans for line in plan.lines if line.is_in_the_way)
