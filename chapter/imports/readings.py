"""What uploaded files say, read once: a preview is looked at many times before its word."""

from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from time import monotonic

from chapter.imports.reading import sandbox
from chapter.imports.reading.contents import Content
from chapter.imports.rules import Unreadable

# So many bytes of files are remembered, for so many seconds; any worker may read them again.
_MOST, _SECONDS = 8 * 1024 * 1024, 600
# Each reads in a process of its own.
_AT_ONCE = 2


@dataclass(frozen=True)
class _Reading:
    said: Content | Unreadable
    size: int
    at: float


_kept: OrderedDict[str, _Reading] = OrderedDict()
_lock = Lock()


def read(data: bytes, name: str = "", day_order: str = "") -> Content:
    """Return what a file says, as `sandbox.read` does; a file that was read lately is not again."""
    key = _key(data, name, day_order)
    with _lock:
        known = _kept.get(key)
    if known is None or monotonic() - known.at > _SECONDS:
        known = _Reading(_read(data, name, day_order), len(data), monotonic())
        with _lock:
            _keep(key, known)
    if isinstance(known.said, Unreadable):
        raise Unreadable(known.said.trouble, known.said.value)
    return known.said


def warm(files: Iterable[tuple[bytes, str, str]]) -> None:
    """Read files side by side, so that reading them one after another finds them read."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(_try, files))


def forget(files: Iterable[bytes]) -> None:
    """Remember files no longer: they were brought in or cancelled."""
    digests = tuple(sha256(data).hexdigest() for data in files)
    with _lock:
        for key in [key for key in _kept if key.startswith(digests)]:
            del _kept[key]


def _try(file: tuple[bytes, str, str]) -> bool:
    try:
        read(*file)
    except Unreadable:
        return False
    return True


def _read(data: bytes, name: str, day_order: str) -> Content | Unreadable:
    try:
        return sandbox.read(data, name, day_order)
    except Unreadable as trouble:
        return trouble


def _keep(key: str, reading: _Reading) -> None:
    """Remember a reading; the oldest go first, and those of ten minutes ago."""
    _kept[key] = reading
    _kept.move_to_end(key)
    while _kept and (_size() > _MOST or monotonic() - _oldest().at > _SECONDS):
        _kept.popitem(last=False)


def _size() -> int:
    return sum(reading.size for reading in _kept.values())


def _oldest() -> _Reading:
    return next(iter(_kept.values()))


def _key(data: bytes, name: str, day_order: str) -> str:
    return f"{sha256(data).hexdigest()} {day_order} {name}"
