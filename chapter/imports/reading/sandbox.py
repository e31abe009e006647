"""Reading a file in a process of its own, which has little memory, little time and no secrets."""

import json
import logging
import os
import pickle
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from chapter.imports.reading import meeting_shapes, member_shapes, shapes, template_shapes
from chapter.imports.reading.contents import Content
from chapter.imports.rules import LARGEST_FILE, SECONDS, Trouble, Unreadable

CHILD = Path(__file__).with_name("child.py")
# Python itself needs these to start; nothing else of the environment is handed on.
_NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_OURS = {
    (module.__name__, name)
    for module in (shapes, meeting_shapes, member_shapes, template_shapes)
    for name in vars(module)
    if isinstance(vars(module)[name], type)
}
_ALLOWED = _OURS | {
    ("chapter.imports.rules", "Trouble"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
}

logger = logging.getLogger(__name__)


class _Answer(pickle.Unpickler):
    """Takes rows and values out of an answer, and nothing that could do anything."""

    def find_class(self, module: str, name: str) -> Any:
        """Return one of the few classes a readable file is made of."""
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def read(data: bytes, name: str = "", day_order: str = "", *, seconds: float = SECONDS) -> Content:
    """Return what `reader.read` does; a file that is too much for its process is Unreadable."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(Trouble.TOO_LARGE)
    question = json.dumps({"name": name, "day_order": day_order}).encode() + b"\n"
    environment = {key: os.environ[key] for key in _NEEDED if key in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD)],
            input=question + data,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Trouble.TOO_HEAVY) from error
    if done.returncode:
        # What it printed may quote the file, so it is not kept.
        logger.warning("reading a file ended with %s", done.returncode)
        raise Unreadable(Trouble.DAMAGED if done.returncode == 1 else Trouble.TOO_HEAVY)
    try:
        content, trouble, value = unpacked(done.stdout)
    except Exception as error:
        # An answer that is none may stumble anywhere in the unpacking.
        raise Unreadable(Trouble.DAMAGED) from error
    if trouble is not None:
        raise Unreadable(trouble, value)
    found: Content = content
    return found


def unpacked(answer: bytes) -> tuple[Any, Any, Any]:
    """Return what a process answered: content, or a trouble and its value."""
    content, trouble, value = _Answer(BytesIO(answer)).load()
    return content, trouble, value
