"""Read the project's own source, for the tests that hold the house together."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Layers below the features, and what stands above them all, are no features.
NO_FEATURES = {"migrations", "web", "demo"}

Def = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Function:
    """One function of a file."""

    path: Path
    name: str
    node: Def
    is_inner: bool = False

    @property
    def lines(self) -> int:
        """Return its length, from `def` to its last line."""
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    @property
    def is_public(self) -> bool:
        """Tell whether others may call it: neither private nor inside another function."""
        return not self.is_inner and not self.name.startswith("_")

    @property
    def place(self) -> str:
        """Return where it stands."""
        return f"{short(self.path)}:{self.node.lineno} {self.name}"

    def decorators(self) -> set[str]:
        """Return the names of what decorates it."""
        called = (d.func if isinstance(d, ast.Call) else d for d in self.node.decorator_list)
        return {d.attr if isinstance(d, ast.Attribute) else getattr(d, "id", "") for d in called}


def short(path: Path) -> str:
    """Return a path as it is written in the project."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def python(*folders: str) -> list[Path]:
    """Return the Python files of some folders, without the generated revisions."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "versions" not in path.parts]


def templates() -> list[Path]:
    """Return every template."""
    return sorted((ROOT / "templates").rglob("*.html"))


def features() -> list[str]:
    """Return the feature packages."""
    found = (path.parent.name for path in (ROOT / "chapter").glob("*/__init__.py"))
    return sorted(set(found) - NO_FEATURES)


def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path, module: ast.Module | None = None) -> list[Function]:
    """Return every function of a file, inner ones included."""
    return list(_functions(path, module or tree(path), is_inner=False))


def _functions(path: Path, node: ast.AST, *, is_inner: bool) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Def):
            yield Function(path, child.name, child, is_inner)
            yield from _functions(path, child, is_inner=True)
        else:
            yield from _functions(path, child, is_inner=is_inner)


def calls(path: Path, is_wanted: Callable[[ast.Call], bool]) -> list[str]:
    """Return where a file makes a call of some sort."""
    nodes = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return [f"{short(path)}:{node.lineno}" for node in nodes if is_wanted(node)]


def imports(module: ast.Module) -> set[str]:
    """Return the modules a file imports, by their whole names."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def none(offenders: Iterable[object], advice: str) -> None:
    """Fail with what to type when there are offenders."""
    listed = [str(offender) for offender in offenders]
    assert not listed, "\n".join([advice, *(f"  {offender}" for offender in listed)])
