"""One commit per request, at the edge."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, current_app, g, request

from chapter.db import db, reading_only

Work = Callable[[], None]


def initialise(app: Flask) -> None:
    """Commit when the answer is below 400, roll back otherwise."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_leave)


def afterwards(work: Work) -> None:
    """Do this in a transaction of its own after the request's, also when it was refused."""
    g.setdefault("afterwards", []).append(work)


@contextmanager
def whole() -> Iterator[None]:
    """Commit what a command does as one, or nothing of it."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def start_over() -> None:
    """Forget what a request did so far, so that it may be answered in another way."""
    db.session.rollback()


def _begin() -> None:
    g.reading = reading_only() if request.method in ("GET", "HEAD", "OPTIONS") else None
    if g.reading:
        g.reading.__enter__()


def _end(response: Response) -> Response:
    try:
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
        for work in g.pop("afterwards", []):
            with whole():
                work()
    except Exception as error:
        # Flask itself would call a full disk a fault of ours, and not say when to try again.
        response.close()
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def _leave(_error: BaseException | None) -> None:
    reading = g.pop("reading", None)
    if reading:
        reading.__exit__(None, None, None)
