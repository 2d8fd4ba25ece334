"""The house rules that a machine can hold: sizes, depth, and what bot/ may import."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((*ROOT.glob("bot/**/*.py"), *ROOT.glob("adapters/**/*.py")))
FILE_LINES, FUNCTION_LINES, PARAMETERS, NESTING = 300, 40, 5, 3
MAY_IMPORT = {"bot", "msgspec", "dateutil", "dateparser", "holidays", "babel"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
DEEPER = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function):
            yield node


def depth(node: ast.AST, above: int = 0) -> int:
    """How many blocks stand in each other; `elif` is no deeper than its `if`."""
    deepest = above
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.Lambda | ast.ClassDef):
            continue
        one_more = isinstance(child, DEEPER) and not _is_elif(node, child)
        deepest = max(deepest, depth(child, above + one_more))
    return deepest


def _is_elif(parent: ast.AST, child: ast.AST) -> bool:
    return isinstance(parent, ast.If) and isinstance(child, ast.If) and parent.orelse == [child]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_and_its_functions_stay_within_the_caps(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= FILE_LINES
    for function in functions(path):
        arguments = function.args
        count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
        methods = count - (bool(arguments.args) and arguments.args[0].arg in ("self", "cls"))
        assert (function.end_lineno or 0) - function.lineno < FUNCTION_LINES, function.name
        assert methods <= PARAMETERS, function.name
        assert depth(function) <= NESTING, function.name


@pytest.mark.parametrize("path", [path for path in FILES if path.parts[len(ROOT.parts)] == "bot"], ids=name)
def test_the_core_imports_only_what_it_may(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        imported = []
        if isinstance(node, ast.Import):
            imported = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imported = [node.module or ""]
        for module in imported:
            top = module.partition(".")[0]
            assert top in MAY_IMPORT or top in sys.stdlib_module_names, module


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_module_says_in_one_line_what_lives_in_it(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text()))
    assert said
    assert said.splitlines()[0].endswith((".", ":"))
