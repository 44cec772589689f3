"""Rows are called by their number in the file, whatever stands above them, by every function that names one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.tables import open_table

CASES: dict[str, tuple[str, str, Callable[[Path], Any]]] = {
    "words of monitoring": (
        "outlet,substance,year,method\nDW001,COD,2024,manual monitoring\n,,,\nDW001,COD,2024,guess\n",
        "method",
        zc.water.rank_data,
    ),
    "time of monitoring": (
        "outlet,substance,year,method\nDW001,COD,2024,manual monitoring\n,,,\nDW001,COD,soon,manual monitoring\n",
        "period",
        zc.water.rank_data,
    ),
    "limits of discharge": (
        "substance,concentration,concentration_unit\nCOD,5,mg/L\n,,\nNH3-N,6,mg/L\n",
        "water_temperature",
        lambda path: zc.water.check_limits(path, standard="cn-gb-18918-2002", standard_class="1A"),
    ),
    "own factors": (
        "subject,substance,value,unit\ncoke,CO2,1,t/t\n,,,\ncoke,CH4,much,t/t\n",
        "value",
        lambda path: zc.factors().extend(path, set_key="own"),
    ),
    "biofuel": (
        "fuel,amount,unit,biofuel_share,biofuel_carbon_share\ngasoline,1,t,0.1,0.5\n,,,,\ngasoline,1,t,7,0.5\n",
        "biofuel_share",
        lambda path: zc.transport.split_biofuel(open_table(path, "the fuel")),
    ),
    "weights": (
        "year,weight,unit\n2023,3,h\n,,\n2024,-1,h\n",
        "weight",
        lambda path: zc.analysis.allocated(pd.DataFrame({"emission": [1.0]}), open_table(path, "weights"), into="year"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_row_has_the_number_of_its_file(name: str, tmp_path: Path) -> None:
    """A note above the header and an empty row are counted: the row is the one that a spreadsheet shows."""
    text, column, work = CASES[name]
    path = tmp_path / "table.csv"
    path.write_text("# who made it\n" + text, encoding="utf-8")
    with pytest.raises(zc.DataError, match=column) as refused:
        work(path)
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [("5", column)]
