"""The Chromium the browser tests use: the system's where there is one, else Playwright's own.

`python -m tests.browsers` says which one was found and fails where there is none.
"""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

# No sandbox, because containers run the tests as root; the rest keeps Chromium off the network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@cache
def chromium_path() -> str | None:
    """Find the system's Chromium or Chrome, or None for Playwright's own."""
    found = [shutil.which(name) for name in NAMES]
    return next((path for path in [*found, *ON_A_MAC] if path and _works(path)), None)


def launch_options() -> dict[str, Any]:
    """Give what pytest-playwright's `browser_type_launch_args` fixture is to return."""
    path = chromium_path()
    chosen = {"executable_path": path} if path else {}
    return {"headless": True, "args": list(ARGUMENTS), **chosen}


def playwrights_own() -> str | None:
    """Find the Chromium that `playwright install chromium` leaves behind."""
    # Imported here because starting its driver takes half a second.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if _works(path) else None


def _works(path: str) -> bool:
    """Ask for the version: some systems ship a script of that name that only gives advice."""
    if not Path(path).exists():
        return False
    answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    return answer.returncode == 0


if __name__ == "__main__":
    found = chromium_path() or playwrights_own()
    print(f"The browser tests use {found}." if found else "No Chromium was found.")
    sys.exit(0 if found else 1)
