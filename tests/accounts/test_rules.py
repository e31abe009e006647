import pytest

from chapter.accounts.rules import (
    LEADERSHIP_RIGHTS,
    MEMBER_RIGHTS,
    OFFICE_RIGHTS,
    Office,
    Refusal,
    device_of,
    fold_email,
    refusal_of_password,
    refusal_to_invite,
    rights_of,
)
from chapter.web.permissions import Permission

INVITED = {
    "has_password": False,
    "is_known_elsewhere": False,
    "holds_office": False,
    "may_grant": False,
}


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("eleven char", Refusal.PASSWORD_SHORT),
        ("twelve chars", None),
        ("correct horse battery", None),
        ("é" * 600, Refusal.PASSWORD_LONG),
        ("x y" * 43, Refusal.PASSWORD_LONG),
        ("Password-1234", Refusal.PASSWORD_COMMON),
        ("aaaaaaaaaaaaa", Refusal.PASSWORD_COMMON),
    ],
)
def test_password_is_refused_when_others_would_guess_it(
    password: str, refusal: Refusal | None
) -> None:
    assert refusal_of_password(password) == refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({}, None),
        ({"has_password": True}, Refusal.SIGNS_IN),
        ({"is_known_elsewhere": True, "may_grant": True}, Refusal.KNOWN_ELSEWHERE),
        ({"holds_office": True}, Refusal.HOLDS_OFFICE),
        ({"holds_office": True, "may_grant": True}, None),
    ],
)
def test_link_is_refused_where_it_would_give_more_rights_than_the_giver_has(
    facts: dict[str, bool], refusal: Refusal | None
) -> None:
    assert refusal_to_invite(**{**INVITED, **facts}) == refusal


def test_rights_of_a_member_without_office_are_those_of_a_member() -> None:
    assert rights_of([], is_member=True, is_admin=False) == MEMBER_RIGHTS


def test_rights_of_somebody_without_membership_or_office_are_none() -> None:
    assert rights_of([], is_member=False, is_admin=False) == frozenset()


def test_rights_of_two_offices_add_up() -> None:
    rights = rights_of(
        [Office.VISITOR_HOST, Office.MEMBERSHIP_COMMITTEE], is_member=True, is_admin=False
    )
    assert rights - MEMBER_RIGHTS == {
        Permission.MEMBER_ADMIT,
        Permission.REPORT_LEAD,
        Permission.VISITOR_WELCOME,
    }


def test_reports_for_the_leadership_are_for_those_who_need_them() -> None:
    """Seen red with the committee left out."""
    holders = {
        office for office, rights in OFFICE_RIGHTS.items() if Permission.REPORT_LEAD in rights
    }
    assert holders == set(Office) - {Office.VISITOR_HOST, Office.EDUCATION}
    assert Permission.REPORT_LEAD not in MEMBER_RIGHTS


def test_rights_of_an_admin_are_those_of_leadership() -> None:
    assert rights_of([], is_member=False, is_admin=True) == LEADERSHIP_RIGHTS


def test_email_is_compared_without_case_and_spaces() -> None:
    assert fold_email("  Ann@Example.COM ") == "ann@example.com"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", ("Edge", "Windows")),
        ("curl/8", ("", "")),
    ],
)
def test_device_is_named_as_its_makers_call_it(user_agent: str, device: tuple[str, str]) -> None:
    assert device_of(user_agent) == device
