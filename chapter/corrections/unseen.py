"""How a change reads whose content is not for the reader, or was not kept."""

from collections.abc import Iterable, Mapping

from chapter.slips.differences import Difference
from chapter.web.i18n import gettext
from chapter.web.words import N_

AMOUNT = (
    N_("The amount changes; it is not shown to you."),
    N_("The amount changed; it is not shown here."),
)
CONTACT = (
    N_("The contact changes; it is not shown to you."),
    N_("The contact changed; it is not shown here."),
)
OTHER = (
    N_("“%(name)s” changes; it is not shown to you."),
    N_("“%(name)s” changed; it is not shown here."),
)
AMOUNT_NOW = N_("The amount changed; it is %(now)s now.")
OTHER_NOW = N_("“%(name)s” changed; it is “%(now)s” now.")
EMPTY_NOW = N_("“%(name)s” changed; it is empty now.")
BY_FIELD = {"amount": AMOUNT, "prospect": CONTACT, "phone": CONTACT, "email": CONTACT}


def sentences(
    hidden: Iterable[Difference], *, is_waiting: bool, now: Mapping[str, str] | None = None
) -> list[str]:
    """Return what changes or changed unseen, each thing once.

    Whoever may read all of the slip hears what it says `now`.
    """
    if now is not None:
        return [_read(one, now[one.field]) for one in hidden]
    said = (
        gettext(BY_FIELD.get(one.field, OTHER)[not is_waiting], name=one.label) for one in hidden
    )
    return list(dict.fromkeys(said))


def _read(one: Difference, now: str) -> str:
    if one.field == "amount":
        return gettext(AMOUNT_NOW, now=now)
    return gettext(OTHER_NOW if now else EMPTY_NOW, name=one.label, now=now)
