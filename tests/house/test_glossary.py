"""The glossary speaks of code that exists, and of each word once."""

import re

from tests.house import source

GLOSSARY = (source.ROOT / "docs/glossary.md").read_text(encoding="utf-8")


def test_glossary_names_code_that_exists() -> None:
    """Seen red with a class renamed."""
    cells = re.findall(r"\| ([^|]+) \|$", GLOSSARY, re.MULTILINE)
    named = [name for cell in cells for name in re.findall(r"`([\w./]+)`", cell)]
    told = "\n".join(path.read_text("utf-8") for path in source.python("chapter", "reports"))
    gone = [name for name in named if not _is_there(name, told)]

    assert len(named) > 40
    source.none(gone, "The glossary speaks of code that does not exist:")


def _is_there(name: str, told: str) -> bool:
    """Tell whether code has a folder, a module or a word of that name."""
    if name.endswith("/"):
        return any((source.ROOT / root / name).is_dir() for root in ("", "chapter"))
    module, _dot, last = name.rpartition(".")
    path = name.replace(".", "/")
    is_file = any((source.ROOT / root / f"{path}.py").is_file() for root in ("", "chapter"))
    is_word = bool(re.search(rf"\b{last}\b", told))
    return is_file or (is_word and (not module or _is_module(module)))


def _is_module(name: str) -> bool:
    """Tell whether code has a module or a class of that name."""
    return name[:1].isupper() or any(
        (source.ROOT / root / f"{name.replace('.', '/')}.py").is_file() for root in ("", "chapter")
    )


def test_glossary_has_each_word_once() -> None:
    """Seen red with `Mode` explained twice."""
    words = re.findall(r"^\| ([^|]+?) \|", GLOSSARY, re.MULTILINE)
    each = [word.strip() for cell in words for word in cell.split(",")]
    twice = sorted({word for word in each if each.count(word) > 1})

    source.none(twice, "Explain these once in docs/glossary.md:")
