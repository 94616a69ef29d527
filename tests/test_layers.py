"""Imports go down: a module imports only from lower layers, and inside its own package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from test_import import NOT_YET

import llmnb

SOURCE = Path(llmnb.__file__).parent

# The house, from the ground: a row imports only from the rows above it. A name stands for a
# module, or for a package with all that is in it; `backends.*` for each backend by itself.
HOUSE = (
    ("llmnb.plain",),
    ("llmnb.errors",),
    ("llmnb.progress", "llmnb.storage", "llmnb.hardware", "llmnb.sandbox", "llmnb.typed"),
    ("llmnb.config", "llmnb.model_source"),
    ("llmnb.environment", "llmnb.structure"),
    (
        "llmnb.generation",
        "llmnb.prompt_template",
        "llmnb.tokenizer",
        "llmnb.stopping",
        "llmnb.sampling",
    ),
    ("llmnb.thinking", "llmnb.alignment"),
    ("llmnb.chat_template", "llmnb.answer"),
    ("llmnb.backends",),
    ("llmnb.room", "llmnb.backends.local"),
    ("llmnb.backends.inprocess",),
    ("llmnb.backends.*", "llmnb.planner", "llmnb.speed"),
    ("llmnb.session",),
    ("llmnb.rendering", "llmnb.options"),
    ("llmnb.widgets", "llmnb.serve"),
    ("llmnb.magics",),
    ("llmnb", "llmnb.testing", "llmnb.tutorials"),
    ("llmnb.doctor",),
    ("llmnb.__main__",),
)
LAYERS = {name: number for number, row in enumerate(HOUSE) for name in row}
CONTRACT = (
    "llmnb.backends",
    "llmnb.backends.base",
    "llmnb.backends.context",
    "llmnb.backends.packages",
    "llmnb.backends.plans",
    "llmnb.backends.registry",
)
LIGHT_ROOTS = ("llmnb", "llmnb.magics")


class Import(NamedTuple):
    """One import of a module, as it is written."""

    importer: str
    name: str
    line: int
    at_top: bool


def modules(source: Path) -> dict[str, Path]:
    """Return every module below a package's folder, by its dotted name."""
    found = {}
    for path in sorted(source.rglob("*.py")):
        parts = (source.name, *path.relative_to(source).with_suffix("").parts)
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[Import]:
    """Yield all imports of a module, those inside functions and for type checkers too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_top = set(_run_at_import(tree))
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        for target in _targets(node, package, known):
            yield Import(name, target, node.lineno, node in at_top)


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    only_for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    for child in node.orelse if only_for_types else ast.iter_child_nodes(node):
        yield from _run_at_import(child)


def _targets(node: ast.AST, package: str, known: dict[str, Path]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*parents, *filter(None, [node.module])])
        for alias in node.names:
            submodule = f"{base}.{alias.name}"
            yield submodule if submodule in known else base


def home(name: str) -> str | None:
    """Return the name of the house's part that a module belongs to."""
    if name.startswith("llmnb.backends.") and name not in CONTRACT:
        return ".".join(name.split(".")[:3])
    if name in LAYERS:
        return name
    parent = name.rpartition(".")[0]
    # The top package's entry is for its own `__init__` alone.
    return home(parent) if "." in parent else None


def layer(part: str) -> int:
    """Return the number of a part's row."""
    return LAYERS[part] if part in LAYERS else LAYERS["llmnb.backends.*"]


def broken_rules(source: Path) -> list[str]:
    """Return a line for each module without a layer and each import that does not go down."""
    known = modules(source)
    errors = [f"{name} has no layer" for name in known if home(name) is None]
    for name, path in known.items():
        if (own := home(name)) is None:
            continue
        for found in imports(name, path, known):
            other = home(found.name) if found.name in known else None
            if other not in (None, own) and layer(other) >= layer(own):
                errors.append(f"{name}:{found.line} imports {found.name}")
    return sorted(set(errors))


def heavy_imports(source: Path, roots: tuple[str, ...]) -> list[str]:
    """Return the heavy imports that importing the roots runs, with the way that leads there."""
    known = modules(source)
    ways = {root: root for root in roots if root in known}
    waiting, errors = list(ways), []
    while waiting:
        name = waiting.pop()
        for found in imports(name, known[name], known):
            if not found.at_top:
                continue
            if found.name.partition(".")[0] in NOT_YET:
                errors.append(f"{ways[name]}:{found.line} imports {found.name}")
            for parent in _with_parents(found.name):
                if parent in known and parent not in ways:
                    ways[parent] = f"{ways[name]} -> {parent}"
                    waiting.append(parent)
    return errors


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def test_imports_go_down():
    errors = broken_rules(SOURCE)
    assert not errors, "\n".join(errors)


def test_nothing_heavy_is_imported_at_start():
    errors = heavy_imports(SOURCE, LIGHT_ROOTS)
    assert not errors, "\n".join(errors)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write a small package named llmnb."""
    source = folder / "llmnb"
    for name, text in {"__init__.py": "", **files}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return source


def test_an_import_that_goes_up_is_found(tmp_path):
    files = {
        "errors.py": "def f():\n    from llmnb import magics\n",
        "config.py": "from .model_source import x\nfrom llmnb.errors import y\n",
        "model_source.py": "",
        "magics/__init__.py": "from llmnb.magics.parse import z\nimport llmnb.errors\n",
        "magics/parse.py": "from ..config import c\n",
        "backends/echo/__init__.py": "from llmnb.backends.onnx import graph\n",
        "backends/onnx/__init__.py": "from llmnb.backends import base\n",
        "backends/onnx/graph.py": "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from llmnb.session import Session\n    import torch\n",
        "backends/__init__.py": "",
        "backends/base.py": "from llmnb.backends import registry\n",
        "backends/registry.py": "",
        "session.py": "",
        "stray.py": "",
    }
    assert broken_rules(write(tmp_path, files)) == [
        "llmnb.backends.echo:1 imports llmnb.backends.onnx.graph",
        "llmnb.backends.onnx.graph:3 imports llmnb.session",
        "llmnb.config:1 imports llmnb.model_source",
        "llmnb.errors:2 imports llmnb.magics",
        "llmnb.stray has no layer",
    ]


def test_a_heavy_import_at_start_is_found(tmp_path):
    files = {
        "magics/__init__.py": "from llmnb import config\n\ndef f():\n    import torch\n"
        "if TYPE_CHECKING:\n    import jinja2\nelse:\n    from llmnb import options\n",
        "options.py": "import os\n",
        "config.py": "import numpy as np\n",
        "session.py": "import onnx\n",
    }
    assert heavy_imports(write(tmp_path, files), LIGHT_ROOTS) == [
        "llmnb.magics -> llmnb.config:1 imports numpy"
    ]
