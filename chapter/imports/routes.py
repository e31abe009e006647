"""The routes of imports hang on one blueprint, which several files of views share."""

from flask import Blueprint

blueprint = Blueprint("imports", __name__)

LIST = "/c/<string:chapter_slug>/imports"
DRAFT = f"{LIST}/<int:draft_id>"
