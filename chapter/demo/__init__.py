"""Believable chapters: the demo people try the app with, and data sets of any size.

A package rather than one module, because three things stand apart on purpose: what happened
(`cast`, `plan`, `history`, `activity`: pure, seeded, without a clock), two ways of writing it down
(`by_services` as people do it, `in_bulk` fast enough for a million slips; a test proves them
equal), and what is made of it (`showcase` for `flask demo`, with `stories`, `setting_up` and
`official` for what there is to see; `sizes` for `flask demo-data`).
"""
