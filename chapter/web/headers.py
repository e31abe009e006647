"""What every answer says about itself to the browser."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
        "worker-src 'self'",
    )
)


def initialise(app: Flask, public_url: str, is_local: bool) -> None:
    """Refuse unknown hosts and set the security headers."""
    own_host = urlsplit(public_url).netloc

    def refuse_unknown_host() -> None:
        # A forged Host header would end up in invitation links and redirects.
        if request.host != own_host and not (is_local and _is_loopback(request.host)):
            abort(400)

    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        if not is_local:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if g.get("account") is not None:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.before_request(refuse_unknown_host)
    app.after_request(protect)


def _is_loopback(host: str) -> bool:
    return host.rsplit(":", 1)[0] in ("127.0.0.1", "localhost", "[::1]")
