"""Everything a person may be allowed to do, named `<thing>:<action>`, in alphabetical order."""

from enum import StrEnum


class Permission(StrEnum):
    """One right; offices are sets of these (`accounts/rules.py`)."""

    ACCOUNT_USE = "account:use"
    ATTENDANCE_MARK = "attendance:mark"
    CHAPTER_CONFIGURE = "chapter:configure"
    CHAPTER_VIEW = "chapter:view"
    DIRECTOR_APPOINT = "director:appoint"
    FILE_IMPORT = "file:import"
    MEETING_SCHEDULE = "meeting:schedule"
    MEETING_VIEW = "meeting:view"
    MEMBER_ADMIT = "member:admit"
    MEMBER_VIEW = "member:view"
    OFFICE_GRANT = "office:grant"
    REPORT_LEAD = "report:lead"
    REPORT_VIEW = "report:view"
    SLIP_RECORD = "slip:record"
    SLIP_RECORD_FOR_OTHERS = "slip:record-for-others"
    VISITOR_WELCOME = "visitor:welcome"
    WEEK_CLOSE = "week:close"
