"""How a change reads whose content is not for the reader."""

from collections.abc import Iterable

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
BY_FIELD = {"amount": AMOUNT, "prospect": CONTACT, "phone": CONTACT, "email": CONTACT}


def sentences(hidden: Iterable[Difference], *, is_waiting: bool) -> list[str]:
    """Return what changes or changed unseen, each thing once."""
    said = (
        gettext(BY_FIELD.get(one.field, OTHER)[not is_waiting], name=one.label) for one in hidden
    )
    return list(dict.fromkeys(said))
