"""Write ``factors/datapackage.json`` (Frictionless) from the files on disk and ``factors/columns.csv``.

``--check`` writes nothing and fails when the package is out of date. Titles and keys of resources that stand in the
package already are kept; a folder whose files share one header is one resource of many files.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

__all__ = ["main", "package"]

ROOT = Path(__file__).resolve().parents[1] / "factors"
ANY_MODULE = "*/*.csv"
VOCABULARIES = {"activity": "activities", "substance": "substances", "set": "sets", "region": "regions"}
"""Columns of factor and parameter files that hold a key of another file."""

_SHARED = {
    "profile": "tabular-data-resource",
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
}


def package(root: Path) -> dict[str, Any]:
    """Return the data package of a folder.

    Raises
    ------
    SystemExit
        Files whose header is not the one in ``columns.csv``: all of them, each with its first difference.
    """
    columns = _dictionary(root)
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.csv"))
    wrong = [problem for file in files if (problem := _header_problem(root / file, file, columns))]
    if wrong:
        raise SystemExit("\n".join(wrong))
    given = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    known = {resource["name"]: resource for resource in given["resources"]}
    groups: dict[str, list[str]] = {}
    for file in files:
        folder = Path(file).parent.as_posix()
        name = f"{folder}-files" if _pattern(file, columns) != file else file.removesuffix(".csv").replace("/", "-")
        groups.setdefault(name.replace("_", "-"), []).append(file)
    resources = [_resource(name, group, columns, known.get(name, {})) for name, group in sorted(groups.items())]
    return {**given, "resources": resources}


def _dictionary(root: Path) -> dict[str, list[dict[str, str]]]:
    columns: dict[str, list[dict[str, str]]] = {}
    with (root / "columns.csv").open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            columns.setdefault(row["file"], []).append(row)
    return columns


def _pattern(file: str, columns: dict[str, list[dict[str, str]]]) -> str:
    """Return what ``columns.csv`` calls the file: itself, its folder, or any module."""
    folder = f"{Path(file).parent.as_posix()}/*.csv"
    return next((name for name in (file, folder) if name in columns), ANY_MODULE)


def _header_problem(path: Path, file: str, columns: dict[str, list[dict[str, str]]]) -> str:
    with path.open(encoding="utf-8", newline="") as text:
        header = next(csv.reader(text), [])
    pattern = _pattern(file, columns)
    described = [row["column"] for row in columns[pattern]]
    if header == described:
        return ""
    pairs = zip([*header, "(none)"], [*described, "(none)"], strict=False)
    found, wanted = next(pair for pair in pairs if pair[0] != pair[1])
    return f"factors/{file}: column {found!r} stands where columns.csv ({pattern}) has {wanted!r}"


def _resource(
    name: str, files: list[str], columns: dict[str, list[dict[str, str]]], known: dict[str, Any]
) -> dict[str, Any]:
    pattern = _pattern(files[0], columns)
    rows = columns[pattern]
    names = [row["column"] for row in rows]
    schema: dict[str, Any] = {
        "fields": [{"name": row["column"], "type": row["type"], "description": row["description"]} for row in rows],
        "missingValues": [""],
    }
    key = known.get("schema", {}).get("primaryKey") or [column for column in names[:1] if column in {"id", "key"}]
    if key:
        schema["primaryKey"] = key
    if pattern in {ANY_MODULE, "parameters/*.csv"}:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": resource, "fields": ["key"]}}
            for column, resource in VOCABULARIES.items()
            if column in names
        ]
    return {
        "name": name,
        "title": known.get("title") or _title(name, pattern),
        "profile": _SHARED["profile"],
        "path": files[0] if pattern == files[0] else files,
        **{entry: value for entry, value in _SHARED.items() if entry != "profile"},
        "schema": schema,
    }


def _title(name: str, pattern: str) -> str:
    words = name.removesuffix("-files").replace("-", " ")
    return f"Emission factors of {words}" if pattern == ANY_MODULE else words.capitalize()


def main(arguments: list[str] | None = None) -> int:
    """Write the package, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the package is out of date")
    only_check = parser.parse_args(arguments).check
    target = ROOT / "datapackage.json"
    text = json.dumps(package(ROOT), indent=1, ensure_ascii=False) + "\n"
    if target.read_text(encoding="utf-8") == text:
        return 0
    if only_check:
        print("factors/datapackage.json is out of date: run sh scripts/data")
        return 1
    target.write_text(text, encoding="utf-8")
    print("factors/datapackage.json is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
