"""URLs of the worker, of whose session this is, and of what a phone keeps."""

import json
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    jsonify,
    render_template,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from chapter.web import offline
from chapter.web.access import public, requires
from chapter.web.permissions import Permission

blueprint = Blueprint("offline", __name__)


@blueprint.get("/worker")
@public
def worker() -> ResponseReturnValue:
    """Give the worker, with the names of the files it keeps; it must stand above all pages."""
    app = current_app
    known = {
        "BUILD": app.extensions["build"],
        "SHELL": offline.shell(app),
        "LOST": url_for("offline.show"),
    }
    facts = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    code = (Path(app.static_folder or "") / "js" / "worker.js").read_text(encoding="utf-8")
    answer = Response(facts + code, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.get("/static/<string:build>/<path:filename>")
@public
def file_of_build(build: str, filename: str) -> ResponseReturnValue:
    """Give the present file to a page of another build, during an update or after it."""
    return _uncertain(current_app.send_static_file(filename))


@blueprint.get("/bootstrap/static/<string:build>/<path:bootstrap_file>")
@public
def framework_of_build(build: str, bootstrap_file: str) -> ResponseReturnValue:
    """Do the same for the framework's files, which lie under the same name."""
    folder = current_app.blueprints["bootstrap"].static_folder
    return _uncertain(send_from_directory(str(folder), bootstrap_file))


def _uncertain(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.get("/session")
@public
def session() -> ResponseReturnValue:
    """Say who is signed in, with a token that is worth nothing in anybody else's session."""
    if g.account is None:
        answer = jsonify(account="")
    else:
        answer = jsonify(account=str(g.account_id), csrf_token=generate_csrf())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/offline")
@public
def show() -> ResponseReturnValue:
    """Stand in for a page that this phone did not keep."""
    return render_template("offline/show.html", stands_in=True)


@blueprint.get("/c/<string:chapter_slug>/kept")
@requires(Permission.CHAPTER_VIEW)
def kept() -> ResponseReturnValue:
    """Name the pages of today that this reader may need without a network, the first page first."""
    return jsonify(pages=list(current_app.extensions["kept_pages"]()))
