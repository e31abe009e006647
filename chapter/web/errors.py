"""Error pages that say what happened and what to do next."""

import secrets

from flask import Flask, current_app, g, jsonify, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from chapter.db import db
from chapter.web.access import wants_json
from chapter.web.i18n import gettext

PAGES = {400, 403, 404, 405, 409, 413, 422, 500, 503}


def initialise(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _show_refusal)
    app.register_error_handler(CSRFError, _show_stale_form)
    app.register_error_handler(OperationalError, _show_busy)
    app.register_error_handler(Exception, _show_fault)


def show(code: int, sentence: str = "") -> ResponseReturnValue:
    """Render the page of an error's code, or the same words for a script."""
    # A page that failed must not be rendered inside half a transaction.
    db.session.rollback()
    if code >= 500:
        _promise_nothing()
    request_id = g.setdefault("request_id", secrets.token_hex(4))
    if wants_json():
        return jsonify(error=sentence, request_id=request_id), code
    page = code if code in PAGES else 400
    return render_template(f"errors/{page}.html", sentence=sentence, request_id=request_id), code


def _promise_nothing() -> None:
    """Leave the session as it came: the next page must not say that this was saved."""
    came = current_app.session_interface.open_session(current_app, request)
    session.clear()
    session.update(came or {})


def _show_refusal(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    return show(code)


def _show_stale_form(_error: CSRFError) -> ResponseReturnValue:
    return show(400, gettext("This form was open too long, or in another sign-in. Open it again."))


def _show_busy(error: OperationalError) -> ResponseReturnValue:
    """Answer 503 when the database cannot take the write; the phone may try again."""
    _log(error)
    answer = current_app.make_response(show(503))
    answer.headers["Retry-After"] = "2"
    return answer


def _show_fault(error: Exception) -> ResponseReturnValue:
    _log(error)
    return show(500)


def _log(error: Exception) -> None:
    request_id = g.setdefault("request_id", secrets.token_hex(4))
    current_app.logger.error("request %s failed", request_id, exc_info=error)
