"""Read templates as text, for the tests that hold them together."""

import re
from pathlib import Path

from bs4 import BeautifulSoup, Comment, Doctype
from jinja2 import Environment, nodes

# Stands where Jinja writes something, so that the markup around it can be parsed.
HOLE = "￼"
TOLD = ("alt", "aria-label", "aria-description", "placeholder", "title", "label")
# The product's name is a name, and keys are keys.
NOT_TRANSLATED = {"Chapter", "P", "A", "L", "M", "S"}
# This block holds a class, not words.
CLASS_BLOCK = re.compile(r"{% block body_class %}[\w -]+{% endblock %}")


def skeleton(environment: Environment, text: str) -> str:
    """Return a template's own markup, with a hole for each expression or statement."""
    written: list[str] = []
    for _line, kind, value in environment.lex(CLASS_BLOCK.sub("", text)):
        if kind == "data":
            written.append(value)
        elif kind in ("variable_begin", "block_begin"):
            written.append(HOLE)
    return "".join(written)


def untranslated(environment: Environment, text: str) -> list[str]:
    """Return the words people would read that do not go through gettext."""
    page = BeautifulSoup(skeleton(environment, text), "html.parser")
    said = [
        str(string)
        for string in page.find_all(string=True)
        if not isinstance(string, Comment | Doctype)
    ]
    said += [str(tag[name]) for tag in page.find_all(True) for name in TOLD if tag.has_attr(name)]
    words = (word for each in said for word in re.findall(r"[^\W\d_]+", each))
    return [word for word in words if word not in NOT_TRANSLATED]


def unused_imports(environment: Environment, text: str) -> list[str]:
    """Return the names a template imports and never uses."""
    tree = environment.parse(text)
    brought = {
        alias if isinstance(alias, str) else alias[-1]
        for each in tree.find_all(nodes.FromImport)
        for alias in each.names
    }
    brought |= {each.target for each in tree.find_all(nodes.Import)}
    return sorted(brought - {name.name for name in tree.find_all(nodes.Name)})


def sentences(environment: Environment, text: str) -> list[str]:
    """Return every sentence a template hands to gettext."""
    called = environment.parse(text).find_all(nodes.Call)
    return [
        argument.value
        for call in called
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext", "ngettext")
        for argument in call.args
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str)
    ]


def read(path: Path) -> str:
    """Return a template's text."""
    return path.read_text(encoding="utf-8")
