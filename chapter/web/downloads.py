"""Bytes -> a file the browser saves."""

from flask import Response, make_response

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(content: bytes, name: str) -> Response:
    """Answer with a workbook under a plain ASCII name."""
    return _file(content, XLSX, f"{name}.xlsx")


def csv(text: str, name: str) -> Response:
    """Answer with a CSV file; the mark before it tells spreadsheets that it is UTF-8."""
    return _file(f"\ufeff{text}".encode(), CSV, f"{name}.csv")


def _file(content: bytes, kind: str, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
