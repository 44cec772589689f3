"""Count what a row passes on its way, and the concepts of the kernel; write both into docs/background/kernel.md.

A walk is every file and named function of the package that runs between the call and the result; modules that load
and unnamed functions do not count. A concept is a class of a room that another file imports.
``--check`` writes nothing and fails when the figures are out of date.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pandas as pd

import zzcarbon as zc

__all__ = ["concepts", "main", "walk"]

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "zzcarbon"
PAGE = ROOT / "docs" / "background" / "kernel.md"
BEGIN, END = "<!-- walks -->", "<!-- end of walks -->"


def walk(call: Callable[[], object]) -> set[tuple[str, str]]:
    """Return the files and functions of the package that a call passes; it is called twice, the second counts."""
    passed: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(str(SOURCE)) and not code.co_name.startswith("<"):
            passed.add((code.co_filename, code.co_qualname if hasattr(code, "co_qualname") else code.co_name))

    call()
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return passed


def concepts(room: str = "estimation") -> list[str]:
    """Return the classes of a room that other files import."""
    defined: dict[str, str] = {}
    imported: set[tuple[str, str]] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent == SOURCE / room:
            defined |= {node.name: path.stem for node in tree.body if isinstance(node, ast.ClassDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"zzcarbon.{room}."):
                imported |= {((node.module or "").rpartition(".")[2], name.name) for name in node.names}
    return sorted(name for name, file in defined.items() if (file, name) in imported and not name.startswith("_"))


def _text() -> str:
    row = pd.DataFrame({"fuel": ["diesel"], "amount": [1.0], "unit": ["t"]})
    inventory = zc.energy.estimate(row, region="CN-HA", year=2023, substances=["CO2"])
    walks = {
        "a row from `zc.energy.estimate` to the inventory": walk(
            lambda: zc.energy.estimate(row, region="CN-HA", year=2023, substances=["CO2"])
        ),
        'a sum, `inventory.by("fuel")`': walk(lambda: inventory.by("fuel")),
        "an explanation, `inventory.explain(id)`": walk(lambda: inventory.explain("row-1")),
    }
    lines = ["| way | files | functions |", "|---|---|---|"]
    lines += [f"| {name} | {len({file for file, _ in passed})} | {len(passed)} |" for name, passed in walks.items()]
    for room in ("estimation", "engines"):
        if names := concepts(room):
            lines += ["", f"{len(names)} classes of `{room}` are known outside of their file: {', '.join(names)}."]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Write the figures, or say that they are out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(arguments).check
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    made = f"{head}{BEGIN}\n{_text()}\n{END}{tail}"
    if check:
        print("up to date" if made == page else f"{PAGE.name} is out of date: run scripts/count_walks.py")
        return int(made != page)
    PAGE.write_text(made, encoding="utf-8")
    print(made[len(head) :])
    return 0


if __name__ == "__main__":
    sys.exit(main())
