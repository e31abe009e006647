"""How passwords and tokens are kept."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 19 MiB and two passes: the floor of current advice, and light on a small machine.
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def make_hash(password: str) -> str:
    """Return what is stored of a password."""
    return hasher.hash(password)


def is_right(stored: str, password: str) -> bool:
    """Tell whether a password is the stored one; as slow for an unknown user."""
    try:
        hasher.verify(stored or _nobodys_hash(), password)
        return bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def make_token() -> str:
    """Return a new secret for a link or a session."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


_nobody: list[str] = []


def _nobodys_hash() -> str:
    if not _nobody:
        _nobody.append(hasher.hash(secrets.token_hex()))
    return _nobody[0]
