"""Text as a spreadsheet can hold it."""

import re

# What an XML file may not hold; also the halves of surrogate pairs and the C1 controls.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767


def text_of(text: str) -> str:
    """Take out what a spreadsheet cannot hold: control characters, and more than 32,767 signs."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n"))[:LONGEST]
