"""The contract of the frames: the columns every report may read, their names and their types.

Nobody is named here but the person credited: there is no author of a slip and no payer, so a
report cannot give away who thanked whom (the organisation keeps that confidential).
"""

# A row per membership: who comes back has two. `left_on` is the first day no longer a member.
MEMBERS = {
    "person": "int64",
    "first_name": "str",
    "last_name": "str",
    "trade": "str",
    "joined_on": "datetime64[s]",
    "left_on": "datetime64[s]",
}

# Only meetings that count: closed ones.
MEETINGS = {"meeting": "int64", "held_on": "datetime64[s]"}

MARKS = {"meeting": "int64", "held_on": "datetime64[s]", "person": "int64", "mark": "str"}

# `quantity` counts slips, for education the units; `amount` is in minor units of the currency.
CREDITS = {
    "slip": "int64",
    "meeting": "int64",
    "held_on": "datetime64[s]",
    "person": "int64",
    "standing": "str",
    "measure": "str",
    "quantity": "int64",
    "amount": "int64",
    "tier": "str",
    "is_repeat": "bool",
}

# How closed business divides, by whole months and never by weeks: a week of one thanks would tell
# its tier. Only what people were thanked for as members; `month` is the month's first day. Months
# from which a single thanks could be worked out are left out.
BUSINESS = {
    "person": "int64",
    "month": "datetime64[s]",
    "tier": "str",
    "is_repeat": "bool",
    "amount": "int64",
}

# Who came to see the chapter, without a way to reach them. `inviter` is 0 where nobody is noted;
# `number` tells which visit of this person it was.
VISITS = {
    "held_on": "datetime64[s]",
    "name": "str",
    "company": "str",
    "trade": "str",
    "inviter": "int64",
    "inviter_name": "str",
    "type": "str",
    "state": "str",
    "number": "int64",
}

OPTIONAL = frozenset({"joined_on", "left_on"})

# The closed vocabularies of the text columns.
LETTERS = ("P", "A", "L", "M", "S")
STANDINGS = ("member", "visitor", "other")
TIERS = ("", "inside", "outside", "spin_off")
VISIT_TYPES = ("visitor", "observer", "substitute", "official")
VISIT_STATES = ("registered", "present", "cancelled")
