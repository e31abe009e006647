"""What each job may cost, begun signed in at home on a phone 360 pixels wide: one table for all."""

# Requests are what the job asks for: pages, writes with their proof of who sends, the page a write
# leads to (which is no page of the job), a file. Bytes are those answers, pages compressed.
PAGE = 20_000
FIRST_VISIT = 150_000


def _bars(taps: int, characters: int, pages: int, requests: int, size: int) -> dict[str, int]:
    said = {"taps": taps, "characters": characters, "pages": pages, "requests": requests}
    return {**said, "bytes": size, "largest": PAGE}


JOBS = {
    "attendance": _bars(8, 12, 1, 12, 40_000),
    "walking in": _bars(40, 0, 0, 45, 20_000),
    "referral": _bars(7, 30, 1, 4, 12_000),
    "one-to-one": _bars(4, 3, 1, 4, 12_000),
    "thanks": _bars(5, 5, 1, 4, 12_000),
    "thanks from the referral": _bars(3, 5, 1, 4, 12_000),
    "visitor": _bars(6, 50, 1, 4, 15_000),
    "close": _bars(3, 0, 1, 3, 10_000),
    "report": _bars(2, 0, 1, 2, 120_000),
    "who needs help": _bars(1, 0, 1, 1, 8_000),
}
