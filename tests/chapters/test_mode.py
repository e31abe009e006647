"""Who keeps the official record is explained before it is switched, and the switch is traced."""

from chapter.audit.models import AuditEntry
from chapter.chapters.models import Chapter
from chapter.chapters.rules import MODE_MEANINGS, Mode
from chapter.db import db
from tests.conftest import BrowserFactory, Reader


def test_settings_say_what_each_mode_means(browse: BrowserFactory, vice_president: Reader) -> None:
    page = browse(vice_president).get("chapters.edit")
    section = page.select_one("section[aria-labelledby=mode-head]")
    assert section is not None
    said = [" ".join(one.get_text().split()) for one in section.select("dd")]
    assert said == [MODE_MEANINGS[Mode.LEDGER], MODE_MEANINGS[Mode.MIRROR]]
    assert section.select_one("input[checked]")["value"] == "ledger"


def test_switch_is_kept_and_traced(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter
) -> None:
    """Seen red with the mode left out of the form."""
    browse(vice_president).submit("chapters.edit", {"mode": "mirror"})
    db.session.expire_all()
    entry = db.session.query(AuditEntry).filter_by(action="chapter.configure").one()
    traced = entry.details["changes"]["mode"], entry.user_id
    assert (chapter.mode, traced) == ("mirror", (["ledger", "mirror"], vice_president.user.id))


def test_unknown_mode_is_refused(
    browse: BrowserFactory, vice_president: Reader, chapter: Chapter
) -> None:
    browse(vice_president).submit("chapters.edit", {"mode": "mixed"}, status=422)
    db.session.expire_all()
    assert chapter.mode == "ledger"
