"""What a row is called is said in one room, `zzcarbon.tables`, which reads the files. Who counts by hand forgets the header."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import zzcarbon

SOURCE = Path(zzcarbon.__file__).parent
ROOM = SOURCE / "tables"


def _counted(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of problems whose row is a sum with a number, and of ids that are put together."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
            row = node.args[1:2] + [word.value for word in node.keywords if word.arg == "row"]
            sums = (part for argument in row for part in ast.walk(argument) if isinstance(part, ast.BinOp))
            yield from (part.lineno for part in sums if isinstance(part.op, ast.Add) and _is_number(part.right))
        elif isinstance(node, ast.JoinedStr):
            yield from (part.lineno for part in node.values[:1] if _begins_id(part))
        elif isinstance(node, ast.BinOp) and _begins_id(node.left):
            yield node.lineno


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def _begins_id(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in {"row-", "row "}


def test_rows_are_numbered_in_one_place() -> None:
    """No problem counts its row by hand, and no id of a row is put together outside of the room of tables."""
    files = [path for path in SOURCE.rglob("*.py") if path.parent != ROOM]
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for path in files
        for line in _counted(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, f"ask row_numbers, row_ids or Cells.report_row: {', '.join(found)}"


def test_the_rule_sees_what_it_forbids() -> None:
    """A sum as row, an id in a text with braces and one that is added up are seen; numbers of rows are not."""
    bad = 'Problem(file, str(at + 1), "x"); f"row-{at + 1}"; "row-" + text; f"row {at}"'
    assert len(list(_counted(ast.parse(bad)))) == 4
    assert not list(_counted(ast.parse('Problem(file, str(rows[at]), "x"); f"{at}-row"; row_ids(where)')))
