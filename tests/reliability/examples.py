"""The writes that need more than their own page: what is typed, and what stands before."""

from datetime import date
from io import BytesIO
from typing import Any

from chapter import clock
from chapter.accounts import passwords
from chapter.accounts import service as accounts
from chapter.accounts.models import User
from chapter.chapters import service as chapters
from chapter.db import db
from chapter.people.models import Person
from chapter.referrals import service as referrals
from chapter.referrals.rules import Stage
from tests import factories
from tests.exports import Slip, slips_audit, spreadsheetml
from tests.house.furniture import CLOSED, TODAY
from tests.imports import pages
from tests.reliability.writes import Example, Scene, Write, after, bare, typed

PASSWORD = "a long enough password of a test"
FREE_DAY = date(2026, 11, 26)
KEY = "0123456789abcdef0123456789abcdef"
SLIPS = [Slip("CEU", "Arthur Author", "", units="3"), Slip("CEU", "Ann0 Other", "", units="2")]


def _file(slips: list[Slip]) -> tuple[str, bytes]:
    return "slips.xls", spreadsheetml(slips_audit(slips))


def _known_user(scene: Scene) -> User:
    user = accounts.add_user("pat@north.example", name="Pat", now=clock.now())
    user.password_hash = passwords.make_hash(PASSWORD)
    db.session.commit()
    return user


def _sign_in(scene: Scene) -> Write:
    email = _known_user(scene).email
    db.session.remove()
    return Write(scene.browser, scene.address(), {"email": email, "password": PASSWORD})


def _invited(scene: Scene) -> Write:
    token = accounts.invite(_known_user(scene), chapter_id=None, actor_id=None, now=clock.now())
    db.session.commit()
    data = {"password": f"{PASSWORD}!", "again": f"{PASSWORD}!"}
    return Write(scene.browser, scene.address(token=token), data)


def _change_password(scene: Scene) -> Write:
    reader = db.session.scalars(db.select(User).where(User.name == "Olly Officer")).one()
    reader.password_hash = passwords.make_hash(PASSWORD)
    db.session.commit()
    data = {"present": PASSWORD, "password": f"{PASSWORD}!", "again": f"{PASSWORD}!"}
    return Write(scene.browser, scene.address(), data)


def _marks(scene: Scene) -> Write:
    first, second = scene.rows["person_id"], scene.rows["author_id"]
    data = {f"mark-{first}": "S", f"substitute-{first}": "Sam Substitute", f"version-{first}": "1"}
    return Write(scene.browser, scene.address(), {**data, f"mark-{second}": "L"})


def _without_inviter(scene: Scene) -> Write:
    door = {
        "name": "Nobody's Visitor",
        "company": "",
        "inviter_id": "",
        "key": "0123456789abcdef-no-inviter",
    }
    scene.go("weeks.receive", door)
    visits = db.metadata.tables["visits"]
    newest = db.session.scalar(db.select(db.func.max(visits.c.id)))
    db.session.remove()
    data = {"inviter_id": str(scene.rows["person_id"])}
    return Write(scene.browser, scene.address(visit_id=newest), data)


def _upload(scene: Scene) -> Write:
    name, content = _file(SLIPS)
    return Upload(scene.browser, scene.address(), {"name": name, "content": content})


class Upload(Write):
    """A file: what is sent is read up, so each try takes it anew."""

    def send(self) -> Any:
        """Send it."""
        files = [(BytesIO(self.data["content"]), self.data["name"])]
        data = {"files": files, "csrf_token": self.browser.csrf_token}
        with self.browser.client.post(self.target, data=data) as answer:
            answer.get_data()
        return answer


def _answered(scene: Scene, slips: list[Slip]) -> Any:
    """Drop a file of the open week and answer what its preview asks."""
    page = pages.drop(scene.browser, _file(slips))
    return pages.answer(scene.browser, page, meeting=str(TODAY))


def _bring(scene: Scene) -> Write:
    page = _answered(scene, SLIPS)
    shown = page.select_one("form#bring [name=shown]")["value"]
    return Write(scene.browser, scene.address(draft_id=pages.draft_id()), {"shown": shown})


def _undo(scene: Scene) -> Write:
    pages.bring(scene.browser, _answered(scene, SLIPS))
    batches = db.metadata.tables["import_batches"]
    newest = db.session.scalar(db.select(db.func.max(batches.c.id)))
    db.session.remove()
    return Write(scene.browser, scene.address(batch_id=newest))


def _tick(scene: Scene) -> Write:
    pages.bring(scene.browser, _answered(scene, SLIPS))
    _answered(scene, SLIPS[:1])
    rows = {"draft_id": pages.draft_id(), "position": 0}
    page = scene.browser.open(scene.address("imports.lines", **rows) + "?state=missing")
    tick = page.select("input[type=checkbox]")[0]["name"]
    data = {"shown": page.select_one("[name=shown]")["value"], tick: "1"}
    return Write(scene.browser, scene.address(**rows) + "?state=missing", data)


def _forget(scene: Scene) -> Write:
    """Forget the upload that waits."""
    return Write(scene.browser, f"{scene.address()}?until={scene.rows['draft_id']}")


def _news(scene: Scene) -> Write:
    """Let a referral that the reader gave move on."""
    chapter = chapters.named("north")
    (giver,) = db.session.scalars(db.select(Person).where(Person.first_name == "Olly"))
    receiver_id = scene.rows["person_id"]
    slip = factories.make_slip(chapter, "referral", giver, TODAY, receiver_id=receiver_id)
    stages, now = {"expected": Stage.PASSED, "key": KEY}, clock.now()
    moved = referrals.move(chapter, slip, Stage.CONTACTED, **stages, now=now)
    db.session.commit()
    return Write(scene.browser, scene.address(), {"until": str(moved.step.id)})


def _rows_not_understood(scene: Scene) -> Write:
    """Drop a file of which one row cannot be read."""
    rows = slips_audit([*SLIPS, Slip("CEU", "Arthur Author", "", units="many")])
    page = pages.drop(scene.browser, ("slips.xls", spreadsheetml(rows)))
    page = pages.answer(scene.browser, page, meeting=str(TODAY))
    row = page.select_one("button[name=row]")
    address = scene.address(draft_id=pages.draft_id(), position=0)
    return Write(scene.browser, address, {"row": str(row["value"])})


def _earlier(example: Example) -> Example:
    """Act on a week that was closed, and is open again."""

    def reopened(scene: Scene) -> Write:
        scene.rows["held_on"] = CLOSED[0]
        return after("weeks.reopen", example)(scene)

    return reopened


def _on(day: date, example: Example) -> Example:
    """Act on a week in which nothing stands yet."""

    def elsewhere(scene: Scene) -> Write:
        scene.rows["held_on"] = day
        return example(scene)

    return elsewhere


# Every address of the access table that writes, and each kind of slip; `bare()` has no page.
EXAMPLES: dict[str, Example] = {
    "accounts.accept": _invited,
    "accounts.change_password": _change_password,
    "accounts.directors": typed(email="dir@ector.example", name="Dir Ector"),
    "accounts.end_device": bare(),
    "accounts.end_director": lambda scene: bare()(scene.at(term_id="directorship_id")),
    "accounts.sign_in": _sign_in,
    "accounts.sign_out": bare(),
    "archive.download": bare(),
    "archive.fill": bare(),
    "archive.hand_out": typed("archive.show"),
    "attendance.edit": _marks,
    "attendance.start": bare(),
    "chapters.edit": typed(place="Another place"),
    "corrections.accept": bare(version="1"),
    "corrections.ask": typed(units="5", reason="I mistyped it."),
    "corrections.ask_withdrawal": typed(reason="It stands there twice."),
    "corrections.decline": bare(version="1", word="It is right."),
    "corrections.take_back": bare(version="1"),
    "grid.index": typed(**{"kind-0": "education", "giver-0": "Arthur Author", "amount-0": "2"}),
    "imports.answer": typed("imports.show"),
    "imports.ask_again": bare(),
    "imports.bring": _bring,
    "imports.cancel": bare(),
    "imports.forget": _forget,
    "imports.leave_out": bare(),
    "imports.leave_rows_out": _rows_not_understood,
    "imports.tick": _tick,
    "imports.undo": _undo,
    "imports.upload": _upload,
    "meetings.edit": typed(place="Another place"),
    "members.edit": typed(company="Another company"),
    "members.edit_own": typed(company="Another company"),
    "members.end_office": bare(),
    "members.grant_office": typed(),
    "members.invite": bare(),
    "members.new": typed(first_name="Nora", last_name="New", trade="Falconer", email="n@n.example"),
    "members.release": typed(),
    "referrals.move": bare(stage="contacted", expected="passed", key=KEY),
    "referrals.read": _news,
    "referrals.tell_by_mail": bare(told_by_mail="1"),
    "rulesets.new": typed(),
    "scoring.awards": typed(**{"award-0-name": "Best of all"}),
    "scoring.choose": typed(preset="hong-kong-2026"),
    "scoring.edit": typed(),
    "scoring.goals": typed(referrals_given="7"),
    "slips.edit": typed(units="4"),
    "slips.new closed-business": typed(amount="120"),
    "slips.new education": typed(),
    "slips.new one-to-one": typed(),
    "slips.new referral": typed(),
    "slips.new testimonial": typed(),
    "slips.new visitor": typed(name="Nora Newcomer"),
    "slips.withdraw": bare(key=KEY, version="1"),
    "visitors.follow_up": typed("visitors.show", follow_up="called"),
    "weeks.close": bare(),
    "weeks.close_all": _earlier(bare()),
    "weeks.count_here": _earlier(bare(version="1")),
    "weeks.discard": bare(),
    "weeks.make_holiday": _on(FREE_DAY, bare(note="Feast")),
    "weeks.mark": bare(mark="L", version="1"),
    "weeks.move": _on(FREE_DAY, typed(to="2026-11-27")),
    "weeks.name_inviter": _without_inviter,
    "weeks.open_meeting": _on(CLOSED[1], bare()),
    "weeks.put_back": after("weeks.discard", bare()),
    "weeks.receive": bare(name="Nora Newcomer", company="Newco", inviter_id="", key=KEY),
    "weeks.reopen": after("weeks.close", bare()),
    "weeks.take_off": bare(),
    "weeks.welcome": bare(present="1"),
}
