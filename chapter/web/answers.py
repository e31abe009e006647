"""What a write answers: the next page to a person, or the same words to a script."""

from typing import Any

from flask import flash, jsonify, redirect
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from chapter.web.access import wants_json


def written(
    sentence: str, address: str, *, row_id: int | None = None, undo: str = ""
) -> ResponseReturnValue:
    """Say what was written and where to go on, perhaps with the address that takes it back."""
    if wants_json():
        said: dict[str, Any] = {"address": address, "message": sentence}
        said |= {"id": row_id} if row_id is not None else {}
        said |= {"undo": undo} if undo else {}
        return jsonify(said), 201 if row_id is not None else 200
    message: Any = {"text": sentence, "undo": undo} if undo else sentence
    flash(message, "success")
    return redirect(address)


def refused(form: FlaskForm, status: int) -> ResponseReturnValue:
    """Tell a script what stands against a form, and at which fields."""
    fields = {
        field.name: " ".join(str(error) for error in field.errors) for field in form if field.errors
    }
    above = [str(error) for error in form.form_errors]
    said: dict[str, Any] = {"error": " ".join([*above, *fields.values()])}
    if fields:
        said |= {"field": next(iter(fields)), "fields": fields}
    return jsonify(said), status
