"""Bytes to text: which letters a text is written in, and whether that is certain."""

import re

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffd\ufffe\uffff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile("[\u3400-\u9fff]")
_PAIR = re.compile("[\u3400-\u9fff]{2}")


def text_of(data: bytes) -> tuple[str, bool] | None:
    """Return what bytes say and whether their letters are guessed, or None when it is no text."""
    for encoding, is_guessed in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text):
            return None
        if encoding != "cp932" or _is_japanese(text):
            return text.removeprefix("\ufeff"), is_guessed
    return None


def _candidates(data: bytes) -> list[tuple[str, bool]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return [(encoding, False)]
    # Every other byte of plain letters is nought in UTF-16 without a mark of its own.
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[start:400:2].count(0) > len(data[start:400:2]) // 2:
            return [(encoding, False)]
    return [("utf-8", False), ("cp932", False), ("cp1252", True), ("latin-1", True)]


def _is_japanese(text: str) -> bool:
    """Tell Japanese from Latin letters misread: those give lone Han characters among letters."""
    pairs, single = len(_PAIR.findall(text)), len(_HAN.findall(text))
    return bool(_KANA.search(text)) or pairs * 4 >= single > 0
