"""Change one thing at a time in source files, run tests, list the changes that no test notices.

``python scripts/mutants.py src/zzcarbon/estimation/cube.py -- tests/unit/test_cube.py``. A change is a comparison
turned round, a number one higher, ``and`` for ``or``, ``+=`` made ``=``, a condition that always holds. Each file
is put back.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["main", "mutants"]

TURNED = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
TURNED |= {ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In}


def _changed(node: ast.AST) -> ast.AST | None:
    """Return what stands in the place of a node; nothing where it stays."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        return ast.Compare(node.left, [TURNED[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    if isinstance(node, ast.BoolOp):
        return ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        return ast.Constant(node.value + 1)
    if isinstance(node, ast.AugAssign):
        return ast.Assign([node.target], node.value)
    if isinstance(node, ast.If):
        return ast.If(ast.Constant(value=True), node.body, node.orelse)
    return None


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, what it became and the whole changed source, one change at a time."""
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    content = source.encode()
    for node in ast.walk(ast.parse(source)):
        new = _changed(node)
        if new is None or not isinstance(node, ast.stmt | ast.expr) or node.end_lineno is None:
            continue
        changed_part, old = node, new
        if isinstance(node, ast.If):
            changed_part, old = node.test, ast.Constant(value=True)
        begin = starts[changed_part.lineno - 1] + changed_part.col_offset
        end = starts[(changed_part.end_lineno or 1) - 1] + (changed_part.end_col_offset or 0)
        text = ast.unparse(ast.fix_missing_locations(ast.copy_location(old, node)))
        text = text if isinstance(node, ast.stmt) else f"({text})"
        yield node.lineno, text, (content[:begin] + text.encode() + content[end:]).decode()


def main(arguments: list[str]) -> int:
    """Print the changes that the tests do not notice."""
    files, tests = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    alive = tried = 0
    for path in map(Path, files):
        source = path.read_text(encoding="utf-8")
        try:
            for line, text, changed in mutants(source):
                path.write_text(changed, encoding="utf-8")
                done = subprocess.run(  # noqa: S603  (the tests that the caller names)
                    [sys.executable, "-m", "pytest", "-q", "-x", *tests], capture_output=True, check=False
                )
                tried += 1
                if done.returncode == 0:
                    alive += 1
                    print(f"{path}:{line}: {text.splitlines()[0][:100]}", flush=True)
        finally:
            path.write_text(source, encoding="utf-8")
    print(f"{alive} of {tried} changes are not noticed")
    return bool(alive)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
