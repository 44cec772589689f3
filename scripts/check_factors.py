"""Check a file of factors or parameters, a CSV or an Excel sheet, before it goes to ``factors/``: all problems at once.

``python scripts/check_factors.py factors/industry/lime-production--ipcc-2006-v3.csv`` checks a file of the database;
any other file is checked as own factors of a caller, whose columns may be fewer.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache
from pathlib import Path

import pandas as pd

import zzcarbon as zc
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.factors.basis import check_basis
from zzcarbon.factors.check import check_rows, identity_columns
from zzcarbon.factors.evidence import check_evidence
from zzcarbon.factors.own import read_own
from zzcarbon.resources import data_path

__all__ = ["main", "problems_of"]


def problems_of(path: Path) -> list[Problem]:
    """Return everything that is wrong with a file.

    Raises
    ------
    DataError
        The file cannot be read as a table of factors.
    """
    frame, parameters = read_own(path)
    sets = pd.read_csv(data_path("sets.csv"), dtype=str, keep_default_na=False)
    found = check_rows(frame, sets, file=path.name, parameters=parameters)
    found += check_basis(frame, file=path.name)
    if "factors" in path.resolve().parts:
        found += check_evidence(frame, file=path.name)
    found += _unknown_words(frame, path.name, parameters=parameters)
    found += _place(path, frame)
    return found + _stands_already(frame, path.name, parameters=parameters)


def _unknown_words(frame: pd.DataFrame, file: str, *, parameters: bool) -> list[Problem]:
    """Activities that activities.csv does not know, and subjects without a Chinese name."""
    if parameters:
        return []
    named = _words("terms.csv", "key") | _words("fuels.csv", "key") | _words("fuel_map.csv", "subject") | {""}
    to_terms = "Add it to terms.csv, a fuel to fuel_map.csv."
    checks = (
        ("activity", _words("activities.csv", "key"), "unknown activity", "Add it to activities.csv."),
        ("subject", named, "a subject without a Chinese name", to_terms),
    )
    return [
        Problem(file, str(frame["id"].iloc[row]) or str(row + 2), column, shown(word), problem, remedy)
        for column, known, problem, remedy in checks
        for row, word in enumerate(frame[column])
        if word.casefold() not in known
    ]


@cache
def _words(file: str, column: str) -> set[str]:
    return {word.casefold() for word in pd.read_csv(data_path(file), dtype=str, keep_default_na=False)[column]}


def _place(path: Path, frame: pd.DataFrame) -> list[Problem]:
    """See that a file of the database is named by its set; other files may be called anything."""
    if "factors" not in path.resolve().parts:
        return []
    set_of_file = path.stem.partition("--")[2]
    others = sorted(set(frame["set"]) - {set_of_file})
    remedy = "Name the file <activity>--<set>.csv; one set per file."
    return [Problem(path.name, "", "set", shown(other), "the file name tells another set", remedy) for other in others]


def _stands_already(frame: pd.DataFrame, file: str, *, parameters: bool) -> list[Problem]:
    """Rows whose key another row of the database has, with another id."""
    known = _known(parameters=parameters)
    columns = list(identity_columns(parameters=parameters))
    return [
        Problem(file, row_id, "", known[key], "the database has this row", "Tell it apart or leave it out.")
        for row_id, key in zip(frame["id"], frame[columns].itertuples(index=False, name=None), strict=True)
        if key in known and known[key] != row_id
    ]


@cache
def _known(*, parameters: bool) -> dict[tuple[str, ...], str]:
    table = zc.factors("C")
    packaged = table.parameters if parameters else table.frame
    columns = list(identity_columns(parameters=parameters))
    return dict(zip(packaged[columns].itertuples(index=False, name=None), packaged["id"], strict=True))


def main(arguments: list[str] | None = None) -> int:
    """Print the problems of each file; 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    found: list[Problem] = []
    for path in parser.parse_args(arguments).files:
        try:
            found += problems_of(path)
        except DataError as error:
            found += error.problems
        except (OSError, ValueError) as error:
            found.append(Problem(str(path), "", "", "", str(error), "Give a CSV file (UTF-8) or an Excel sheet."))
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "no problems")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main())
