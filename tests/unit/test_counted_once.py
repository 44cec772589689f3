"""One thing counts once: imports, bills, totals, regions and monitors that stand twice are told, on request refused."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc

COKE = {"fuel": "coke", "amount": [10.0, 20.0], "unit": "t", "year": 2023}


def problems(**cells: object) -> list[str]:
    """Return the problems of two rows of coke."""
    rows = {name: cell for name, cell in COKE.items() if name != "year" or "period" not in cells}
    made = zc.energy.estimate(pd.DataFrame(rows | cells), region="CN-HA", substances=["CO2"])
    return made.problems["problem"].tolist()


@pytest.mark.parametrize(("cells", "check"), [
    ({"amount": 10.0, "entity": ["works", "works"], "period": "2023-03"}, "identical rows"),
    ({"amount": 10.0, "period": ["2023-03", "2023-03"]}, "identical rows"),
    ({"amount": ["10.0", "10.0"], "单位名称": "厂", "期间": "2023年3月"}, "identical rows"),
    ({"entity": "meter 7", "period": ["2023-05-01/2023-05-31", "2023-05-15/2023-06-15"]}, "overlapping periods"),
    ({"entity": "works", "period": ["2023-01", "2023-01-05"]}, "overlapping periods"),
    ({"entity": "works", "period": ["2023年", "2023年第一季度"]}, "overlapping periods"),
    ({"line": "kiln 1", "period": ["2023-01", "20230105"]}, "overlapping periods"),
    ({"entity": ["plant", "合计"]}, "total rows"), ({"id": ["a", "Total"]}, "total rows"), ({"district": ["金水区", "全市合计"]}, "total rows"),
    ({"workshop": ["one", "小 计"]}, "total rows"), ({"region": ["CN-HA", "CN-410100"]}, "regions"),
    ({"region": ["中国", "郑州"]}, "regions"),
])  # fmt: skip
def test_what_counts_twice_is_told_by_the_name_of_its_check(cells: dict[str, object], check: str) -> None:
    """One problem of the check, and nothing else; strict makes an error of it and names the rows."""
    found = problems(**cells)
    assert [text.partition(":")[0] for text in found] == [check], found
    rows = {name: cell for name, cell in COKE.items() if name != "year" or "period" not in cells} | cells
    if any(name in cells for name in ("期间",)):
        rows.pop("year", None)
    with pytest.raises(zc.DataError, match=check):
        zc.energy.estimate(pd.DataFrame(rows), region="CN-HA", substances=["CO2"], strict=[check])


@pytest.mark.parametrize("cells", [
    {"entity": ["one", "two"], "period": "2023-03"}, {"entity": "works", "period": ["2023-03", "2023-04"]},
    {"entity": "meter", "period": ["2023-04-01/2023-05-01", "2023-05-01/2023-06-01"]},
    {"amount": 10.0, "id": ["delivery 1", "delivery 2"], "entity": "works", "period": "2023-03"},
    {"amount": [10.0, 10.0]}, {"region": ["CN-410100", "CN-410300"]}, {"entity": ["合计", "合计"], "period": ["2022", "2023"]},
    {"workshop": ["total chromium plant", "other"]}, {"entity": "works", "activity_source": ["bill", "log"], "period": "2023-03"},
    {"entity": "works", "boiler": ["1", "2"], "period": ["2023-01", "2023"]}, {"entity": ["province", "city"], "region": ["CN-HA", "CN-410100"]},
])  # fmt: skip
def test_what_counts_once_gives_no_alarm(cells: dict[str, object]) -> None:
    """Neighbours in time, other meters, deliveries with ids, other boilers and named places are left alone."""
    assert problems(**cells) == []


def test_the_same_inventory_twice_and_overlaps_across_inventories() -> None:
    """`combine` sees what the parts alone do not."""
    row = pd.DataFrame({"entity": ["works"], "fuel": ["coke"], "amount": [12.5], "unit": ["t"], "period": ["2023-03"]})
    one = zc.energy.estimate(row, region="CN-HA", substances=["CO2"])
    year = zc.energy.estimate(row.assign(period="2023"), region="CN-HA", substances=["CO2"])
    assert any("identical rows" in text for text in zc.combine(one, one).problems["problem"])
    assert any("side by side" in text for text in zc.combine(one, year).problems["problem"])


def test_two_kinds_of_monitoring_of_one_outlet() -> None:
    """Automatic and manual data of one outlet and day are two answers: choose_data chooses."""
    rows = pd.DataFrame({"method": ["自动监测", "手工监测"], "outlet": "DW1", "substance": "COD", "amount": 1000.0, "unit": "m3",
                         "concentration": 40.0, "concentration_unit": "mg/L", "period": ["2024-01-10", "2024-01"]})  # fmt: skip
    made = zc.water.estimate(rows, region="CN-HA")
    assert made.problem_rows()["remedy"].str.contains("choose_data").any()
    later = zc.water.estimate(rows.assign(period=["2024-01-10", "2024-02-10"]), region="CN-HA")
    assert not len(later.problems)


def test_strict_knows_its_checks_in_every_module() -> None:
    """An unknown check is an error; the sum of all modules is strict across them."""
    rows = pd.DataFrame({"module": "energy", **COKE, "entity": ["plant", "合计"]})
    with pytest.raises(zc.UnknownNameError, match="identical rows"):
        zc.energy.estimate(rows, region="CN-HA", strict=["identical"])
    with pytest.raises(zc.DataError, match="total rows"):
        zc.estimate(rows, region="CN-HA", substances=["CO2"], strict="total rows")


def test_many_rows_say_that_they_were_not_compared() -> None:
    """Above a hundred thousand rows nobody looks for pairs: one problem says so, and strict is refused."""
    rows = pd.DataFrame({"fuel": ["coke"] * 100_001, "amount": 1.0, "unit": "t", "year": 2023})
    made = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    assert made.problems["problem"].str.startswith("100,001 rows, more than 100,000, were not compared").tolist() == [
        True
    ]
    for check in ("identical rows", "overlapping periods", "two kinds of data", "total rows", "regions"):
        with pytest.raises(zc.DataError, match="were not compared with one another"):
            zc.energy.estimate(rows, region="CN-HA", substances=["CO2"], strict=[check])
    strict = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"], strict="double counting")
    assert strict.total("CO2").magnitude == made.total("CO2").magnitude
    fewer = zc.energy.estimate(rows.iloc[:100_000], region="CN-HA", substances=["CO2"], strict="identical rows")
    assert fewer.problems.empty


@pytest.mark.parametrize("estimate", [zc.energy.estimate, zc.estimate])
def test_rows_of_an_engine_are_not_strictly_compared(estimate) -> None:
    """An engine keeps its rows: who is strict about pairs of rows is told that they were not compared."""
    polars = pytest.importorskip("polars", reason="the extra polars is not installed")
    rows = polars.DataFrame(
        {"module": ["energy"] * 2, "fuel": ["coke", "coke"], "amount": [1.0, 1.0], "unit": ["t", "t"]}
    )
    with pytest.raises(zc.DataError, match="2 rows, kept by an engine, were not compared"):
        estimate(rows, region="CN-HA", substances=["CO2"], strict=["identical rows"])
    assert estimate(rows, region="CN-HA", substances=["CO2"], strict=["double counting"]).problems.empty


@pytest.mark.parametrize("module", ["energy", "general", "transport"])
def test_the_door_of_all_modules_has_the_same_net_as_each(module: str) -> None:
    """Rows that the door numbers itself are no rows that somebody told apart: told, and refused on request."""
    row = {"entity": "works", "amount": 10.0, "unit": "t", "fuel": "coke", "method": ""}
    if module == "general":
        row = {"entity": "works", "amount": 10.0, "unit": "t", "method": "supplier-specific", "substance": "CO2",
               "emission_factor": 2.0, "emission_factor_unit": "t/t", "category_ghgp": 1}  # fmt: skip
    if module == "transport":
        row = {**row, "fuel": "diesel", "method": "road fuel CO2"}
    frame = pd.DataFrame([{"module": module, **row}] * 2)
    found = zc.estimate(frame, region="CN-HA", year=2023, substances=["CO2"]).problems["problem"]
    assert any(text.startswith("identical rows") for text in found), list(found)
    with pytest.raises(zc.DataError, match="identical rows"):
        zc.estimate(frame, region="CN-HA", year=2023, substances=["CO2"], strict=["identical rows"])
    apart = frame.assign(id=["a", "b"])
    zc.estimate(apart, region="CN-HA", year=2023, substances=["CO2"], strict=["identical rows"])
