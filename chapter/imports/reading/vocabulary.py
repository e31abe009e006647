"""The words slips and summaries use, and what this import knows by them."""

import re

from chapter.imports.rules import keyed, label_key

SLIP_COLUMNS = {
    "from": "From",
    "to": "To",
    "type": "Slip Type",
    "tier": "Inside/Outside",
    "amount": "TYFCB Amount",
    "units": "CEU Credits",
    "detail": "Detail",
}
_SLIP_LABELS = keyed(SLIP_COLUMNS) | {label_key("Qty if CEU"): "units"}

SLIP_KINDS = keyed(
    {
        "referral": "Referral",
        "one-to-one": "One-to-One|1-2-1|F-2-F",
        "closed-business": "TYFCB",
        "education": "CEU",
        "visitor": "Visitor",
    }
)
TIERS = keyed(
    {"inside": "Tier 1 (inside)|Tier 1|Inside|1", "outside": "Tier 2 (outside)|Tier 2|Outside|2"}
)

# What a slip of each kind cannot do without.
NEEDED = {
    "referral": ("from", "to", "tier"),
    "one-to-one": ("from", "to"),
    "closed-business": ("to", "amount"),
    "education": ("from", "units"),
    "visitor": ("from", "to"),
}

FIGURES = (
    *("P", "A", "L", "M", "S", "RGI", "RGO", "RRI", "RRO", "V", "1-2-1", "TYFCB", "CEU"),
    *("T", "Custom", "Rev Rcvd"),
)
MARKS = FIGURES[:5]
AMOUNTS = {"TYFCB", "Rev Rcvd"}
NEEDED_FIGURES = FIGURES[:13]
_SUMMARY_LABELS = keyed(
    {figure: figure for figure in FIGURES}
    | {
        "first": "First Name|名字",
        "last": "Last Name|姓氏",
        "P": "P|出席",
        "A": "A|缺席",
        "L": "L|遲到",
        "M": "M|病假",
        "S": "S|替代人|代理人|替代人(代理人)",
        "RGI": "RGI|提供內部引薦",
        "RGO": "RGO|提供外部引薦",
        "RRI": "RRI|收到內部引薦",
        "RRO": "RRO|收到外部引薦",
        "V": "V|Visitors|來賓",
        "1-2-1": "1-2-1|One-to-One|F-2-F|一對一會面",
        "TYFCB": "TYFCB|Rev Given|交易價值",
        "CEU": "CEU|分會教育單位",
    }
)
PSEUDO_ROWS = keyed({"visitors": "Visitors|來賓", "others": "BNI", "total": "Total|總數"})
PARAMETERS = keyed({"chapter": "Chapter|分會", "first": "From|從", "until": "To|至"})
# The words lists use for an office -> its name in accounts.rules.Office.
OFFICES = keyed(
    {
        "president": "President|Presidente|Presidenta|主席",
        "vice-president": "Vice President|VP|Vicepresidente|Vicepresidenta|副主席",
        "secretary-treasurer": "Secretary/Treasurer|Secretary Treasurer|Secretary|Treasurer"
        "|Secretario/Tesorero|Secretaria/Tesorera|秘書財務",
        "membership-committee": "Membership Committee|Membership Committee Member"
        "|Comité de membresía|Comité de miembros",
        "visitor-host": "Visitor Host|Anfitrión de visitantes",
        "education": "Education Coordinator|Education",
        "director": "Director|Area Director",
    }
)


def offices_in(text: str) -> tuple[str, ...]:
    """Return the offices a text such as "President, Member" names, as accounts.rules calls them."""
    found = (OFFICES.get(label_key(word)) for word in re.split(r"[,;]", text))
    return tuple(dict.fromkeys(office for office in found if office))


def slip_column(label: str) -> str | None:
    """Return which part of a slip a column holds, by its label."""
    key = label_key(label)
    # The sign in front is the chapter's currency: "$ if TYFCB", "€ if TYFCB".
    return "amount" if key.endswith("iftyfcb") else _SLIP_LABELS.get(key)


def summary_column(label: str) -> str | None:
    """Return `first`, `last` or the figure a column holds, by its label."""
    return _SUMMARY_LABELS.get(label_key(label))
