"""The blueprint of a meeting's page, on which several files of views hang."""

from flask import Blueprint

blueprint = Blueprint("weeks", __name__)

MEETINGS = "/c/<string:chapter_slug>/meetings"
DAY = f"{MEETINGS}/<day:held_on>"
VISIT = f"{DAY}/visitors/<int(max=2147483647):visit_id>"
