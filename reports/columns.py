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

OPTIONAL = frozenset({"joined_on", "left_on"})

# The closed vocabularies of the text columns.
LETTERS = ("P", "A", "L", "M", "S")
STANDINGS = ("member", "visitor", "other")
TIERS = ("", "inside", "outside", "spin_off")
