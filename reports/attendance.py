"""Who was there, meeting by meeting: one letter per member and date."""

from collections import Counter

import pandas as pd

from reports import frames
from reports.periods import Period


def grid(
    members: pd.DataFrame, meetings: pd.DataFrame, marks: pd.DataFrame, period: Period
) -> pd.DataFrame:
    """Set the marks out as person, first_name, last_name, trade, a column per date, weeks.

    The date columns are `datetime.date`, in order; a cell is empty where nobody was marked.
    `weeks` counts the member's own marks: who joined in mid-period is measured by the weeks on
    the roster, not by the calendar (the organisation's public rule for rates per week).
    """
    meetings = frames.within(meetings, period).sort_values(["held_on", "meeting"])
    marks = marks[marks["meeting"].isin(meetings["meeting"])]
    people = frames.roster(members, period, marks["person"])
    letters = {
        (person, meeting): mark
        for person, meeting, mark in frames.records(marks, "person", "meeting", "mark")
    }
    columns = [
        pd.Series([letters.get((person, meeting), "") for person in people["person"]], dtype="str")
        for meeting in meetings["meeting"]
    ]
    own = Counter(person for (person, _meeting), mark in letters.items() if mark)
    weeks = [own[person] for person in people["person"]]
    names = [*people.columns, *frames.days(meetings["held_on"]), "weeks"]
    table = pd.concat([people, *columns, pd.Series(weeks, dtype="int64")], axis="columns")
    return table.set_axis(pd.Index(names, dtype="object"), axis="columns")
