"""The blueprint that all files of views in this room put their routes on."""

from flask import Blueprint

blueprint = Blueprint("reporting", __name__)
