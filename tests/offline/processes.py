"""Kill a browser as a phone without battery does."""

import contextlib
import os
import signal
import time
from pathlib import Path


def kill(folder: str) -> None:
    """Kill every process that uses a profile folder, at once."""
    for _ in range(50):
        found = _using(folder)
        if not found:
            break
        for number in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        time.sleep(0.1)
    for lock in Path(folder).glob("Singleton*"):
        lock.unlink()


def _using(folder: str) -> list[int]:
    """Return the browsers whose command line names the folder."""
    numbers = []
    for each in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (each / "cmdline").read_bytes() if each.name.isdecimal() else b""
            is_dead = words == b"" or b"Z (" in (each / "status").read_bytes()
            if f"--user-data-dir={folder}".encode() in words and not is_dead:
                numbers.append(int(each.name))
    return numbers
