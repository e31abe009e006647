"""The look of the workbook: the product's colours, one font, one style per look."""

from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from reports.books.layout import Look

# A font that phones, LibreOffice and Excel all have, or have one of the same widths for.
FONT = "Arial"
NORMAL = Font(name=FONT, size=10)

INK, MUTED, LINE, ACCENT = "1C2430", "5D6778", "E4E1DA", "0F6B66"
PAPER, WHITE, TINT, BAR = "FAF9F6", "FFFFFF", "E3F1EF", "A9D6D1"


@dataclass(frozen=True)
class Tone:
    """Font and ground of a kind of cell; `above` and `below` are the colours of its rules.

    What has a colour `between` is ruled all around.
    """

    size: int = 10
    bold: bool = False
    colour: str = INK
    fill: str = ""
    above: str = ""
    below: str = LINE
    flush: bool = False
    between: str = ""


TONES = {
    "title": Tone(size=20, bold=True, colour=ACCENT, below="", flush=True),
    "lead": Tone(size=11, colour=MUTED, below="", flush=True),
    "section": Tone(size=12, bold=True, colour=ACCENT, fill=TINT, below=""),
    "plain_section": Tone(size=13, bold=True, colour=INK, below="", flush=True),
    "head": Tone(bold=True, colour=WHITE, fill=ACCENT, below=""),
    "body": Tone(),
    "first": Tone(bold=True),
    "muted": Tone(colour=MUTED),
    "group": Tone(colour=MUTED, fill=PAPER),
    "total": Tone(bold=True, fill=PAPER, above=ACCENT, below=""),
    "blank": Tone(below=""),
    # Marks carry their letter; the ground only helps the eye, and none of them scolds.
    "mark_A": Tone(bold=True, fill="F6E3DC"),
    "mark_L": Tone(fill="F8EFD5"),
    "mark_M": Tone(fill="ECE9F3"),
    "mark_S": Tone(fill=TINT),
    # Lights carry their shape and word.
    "light_green": Tone(bold=True, fill="D3EBDD"),
    "light_amber": Tone(bold=True, fill="FBE7BC"),
    "light_red": Tone(bold=True, fill="F8D9D3"),
    "light_grey": Tone(bold=True, fill="E6E8EB"),
    # The cells of a matrix carry their digit. In a combination the gaps are what one looks for.
    "diagonal": Tone(fill="E4E1DA", between=WHITE),
    "cell_0": Tone(fill="F9ECE5", between=WHITE),
    "cell_1": Tone(fill="E3F1EF", between=WHITE),
    "cell_2": Tone(fill="BFE0DC", between=WHITE),
    "cell_3": Tone(fill="8CC9C2", between=WHITE),
    "tint_0": Tone(colour=MUTED, between=PAPER),
    "tint_1": Tone(fill="E3F1EF", between=WHITE),
    "tint_2": Tone(fill="BFE0DC", between=WHITE),
    "tint_3": Tone(bold=True, fill="8CC9C2", between=WHITE),
}


def named(look: Look, name: str) -> NamedStyle:
    """Make the style of a look."""
    tone = TONES[look.tone]
    style = NamedStyle(name=name)
    style.font = Font(name=FONT, size=tone.size, bold=tone.bold, color=tone.colour)
    if tone.fill:
        style.fill = PatternFill("solid", fgColor=tone.fill)
    style.border = Border(top=_side(tone.above), bottom=_side(tone.below))
    if tone.between:
        side = _side(tone.between)
        style.border = Border(top=side, bottom=side, left=side, right=side)
    style.alignment = _turned() if look.turned else _level(look, tone)
    style.number_format = look.number
    return style


def _level(look: Look, tone: Tone) -> Alignment:
    return Alignment(
        horizontal=look.align,
        vertical="top" if look.tall else "center",
        wrap_text=look.wrap,
        indent=1 if look.align == "left" and not tone.flush else 0,
    )


def _turned() -> Alignment:
    return Alignment(horizontal="center", vertical="bottom", textRotation=90)


def _side(colour: str) -> Side:
    return Side(style="thin", color=colour) if colour else Side()
