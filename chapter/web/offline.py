"""What a phone needs to go on without a network: whose page it is, what to keep, the worker."""

import hashlib
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from flask import Flask, Response, g, request, url_for

# The worker keeps copies of these under the reader's account, although they are `no-store`: that
# header speaks to the browser's own cache, which nobody clears at sign-out. The worker's is.
KEPT = {
    "dashboard.index": "home",
    "slips.choose": "slip",
    "slips.new": "slip",
    "attendance.edit": "sheet",
    "weeks.show_door": "door",
}
FOR_EVER = "public, max-age=31536000, immutable"
FILES = (".css", ".js", ".svg", ".png", ".webmanifest")

Pages = Callable[[], Iterable[str]]


def build_of(folder: Path) -> str:
    """Return a name for the static files as they are now; any change gives another one."""
    digest = hashlib.sha256(version("bootstrap-flask").encode())
    for path in files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def files(folder: Path) -> list[Path]:
    """Return the static files in a steady order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in FILES)


def initialise(app: Flask, pages: Pages) -> None:
    """Say on each answer whose it is and how long it may be kept."""
    app.extensions["kept_pages"] = pages

    def tell(response: Response) -> Response:
        if request.endpoint in ("static", "bootstrap.static") and response.status_code == 200:
            # Their addresses change with their content; nobody's session matters to them.
            response.headers["Cache-Control"] = "no-cache" if app.debug else FOR_EVER
        elif response.mimetype == "text/html" and "account_id" in g:
            response.headers["Chapter-Account"] = str(g.account_id or "none")
            if g.account_id and response.status_code == 200 and request.endpoint in KEPT:
                response.headers["Chapter-Keep"] = KEPT[request.endpoint]
        return response

    app.after_request(tell)


def shell(app: Flask) -> list[str]:
    """Return the addresses of all static files a page may need, and of the page for the rest."""
    folder = Path(app.static_folder or "")
    # Icons are fetched by whoever installs the app, and by nobody else.
    paths = [path for path in files(folder) if path.suffix != ".png"]
    names = [path.relative_to(folder).as_posix() for path in paths]
    own = [url_for("static", filename=name) for name in names if name != "js/worker.js"]
    framework = url_for("bootstrap.static", filename="css/bootstrap.min.css")
    return [url_for("offline.show"), framework, *own]
