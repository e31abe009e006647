"""The only place that asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """Return the local date in an IANA zone."""
    return now().astimezone(ZoneInfo(zone)).date()
