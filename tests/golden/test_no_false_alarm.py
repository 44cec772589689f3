"""Clean tables raise no alarm: the real tables of the examples, and the example row of every template of activity."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.reporting.template_file import template_kinds

EXAMPLES = Path(__file__).parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))
import city_rows  # noqa: E402
import henan_balance  # noqa: E402

OTHER = ("ledger", "candidates", "observations", "product", "organisation")
GASES = ["CO2", "CH4", "N2O"]
pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")


def alarms(inventory: zc.Inventory) -> list[str]:
    """Return the problems of rows that have a number: what is said of a gap is no alarm."""
    frame = inventory.frame
    gaps = frame.loc[frame["emission"].isna(), ["id", "substance"]]
    of_row = gaps.groupby("id")["substance"].agg(set).to_dict()
    told = [
        (row.problem, set(row.substance.split(", ")) - {""}, of_row.get(row.id, set()))
        for row in inventory.problem_rows().itertuples()
    ]
    return [problem for problem, concerned, missing in told if not (concerned & missing if concerned else missing)]


def city() -> zc.Inventory:
    """Return the inventory of the city example, whole city."""
    return city_rows.estimate(city_rows.read_rows().assign(region="CN-410100"))


def henan() -> zc.Inventory:
    """Return the inventory of the energy balance of Henan."""
    parts = [henan_balance.fuel_rows(2012, recovered_gas=False), henan_balance.other_energy(2012)]
    return zc.energy.estimate(pd.concat(parts, ignore_index=True), substances=[*GASES, "NOx", "SOx", "NMVOC"])


def group() -> zc.Inventory:
    """Return the inventory of the group of works, general module included."""
    return zc.estimate(
        zc.read_activity(EXAMPLES / "data" / "fictitious_group.xlsx", sheet="活动数据"), substances=GASES
    )


@pytest.mark.filterwarnings("ignore::zzcarbon.general.EditionWarning")
@pytest.mark.parametrize(
    ("table", "rows", "listed"),
    [
        (city, 300, ["double counting: fuel of power plants and purchased electricity are in one inventory"]),
        (henan, 400, []),
        (group, 20, ["a factor of the edition of 2025 for an activity of 2023"]),
    ],
)
def test_a_real_table_raises_no_false_alarm(table: Callable[[], zc.Inventory], rows: int, listed: list[str]) -> None:
    """Of rows with a number nothing is said but what is true: the city has plants and bought power."""
    inventory = table()
    assert len(inventory.frame) > rows
    assert alarms(inventory) == listed


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", [kind for kind in template_kinds() if kind not in OTHER])
def test_the_example_of_a_template_raises_no_alarm(kind: str, language: str, tmp_path: Path) -> None:
    """The example row of each sheet is estimated without a word about the row."""
    file = zc.template(kind, tmp_path / "template.xlsx", language=language)
    names = openpyxl.load_workbook(file, read_only=True).sheetnames
    sheets = names[names.index("lists") // 2 : names.index("lists") - 1]
    assert sheets
    for sheet in sheets:
        inventory = zc.estimate(zc.read_activity(file, sheet=sheet).dropna(axis=1, how="all"))
        assert inventory.frame["emission"].notna().any()
        assert alarms(inventory) == []


def test_an_alarm_would_be_heard() -> None:
    """Two rows of one meter at overlapping times and a row without fuel: the first is an alarm, the second a gap."""
    rows = pd.DataFrame({"fuel": ["diesel", "diesel", ""], "amount": 1.0, "unit": "t", "meter": ["a", "a", "b"]})
    rows["period"] = ["2023", "2023-05", "2023-06"]
    found = alarms(zc.energy.estimate(rows, region="CN-HA", substances=["CO2"]))
    assert len(found) == 1
    assert "overlapping periods" in found[0]
