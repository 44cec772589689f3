"""Tracking by month, what-if and dual control; ledgers recomputed independently with pandas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError, TargetError, UnknownNameError
from zzcarbon.targets import (
    Ledger,
    LedgerMismatch,
    dual_control,
    energy_control,
    forecast,
    plan,
    read_ledger,
    responsibility,
    tracking,
    what_if,
)

MakeLedger = Callable[..., Ledger]
DISTRICTS = ["中牟县", "巩义市", "荥阳市", "新密市", "新郑市", "登封市", "上街区", "惠济区", ""]
TONNES = {"t": 1.0, "kg": 1e-3, "万吨": 1e4}


def random_rows(seed: int) -> pd.DataFrame:
    """Return 120 projects, 30 increments and 10 corrections of a made-up city."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(120):
        year, month = int(random.integers(2021, 2026)), int(random.integers(1, 13))
        dated = random.random() < 0.7
        rows.append(
            {
                "id": str(number),
                "project": f"works {number}",
                "substance": str(random.choice(["NOx", "VOCs", "COD", "NH3-N"])),
                "reduction": float(random.gamma(2.0, 50.0)),
                "unit": str(random.choice(["t", "kg", "t"])),
                "year": year,
                "district": str(random.choice(DISTRICTS)),
                "status": str(random.choice(["verified", "verified", "verified", "planned", "withdrawn"])),
                "commissioned": f"{year}-{month:02d}" if dated else "",
                "increment_of": "",
                "corrects": "",
            }
        )
    for number in range(120, 150):
        base = rows[int(random.integers(0, 120))]
        rows.append(base | {"id": str(number), "project": f"more {number}", "reduction": 5.0, "unit": "t", "year": 2025,
                            "commissioned": "", "increment_of": base["id"]})  # fmt: skip
    taken = random.choice(120, 10, replace=False)
    for number, at in zip(range(150, 160), taken, strict=True):
        rows.append(rows[int(at)] | {"id": str(number), "reduction": 7.0, "unit": "t", "corrects": str(at)})
    kept = [row for row in rows if not row["increment_of"] or rows[int(row["increment_of"])]["status"] != "withdrawn"]
    return pd.DataFrame(kept)


@pytest.mark.parametrize("seed", range(40))
def test_sums_by_month_and_district_are_those_of_pandas(seed: int) -> None:
    """Month, district and substance sums equal a recomputation that knows nothing of the library, to 1e-12."""
    rows = random_rows(seed)
    city = plan("zhengzhou-14fyp").only("ZZ14-B1-12", "ZZ14-B1-13", "ZZ14-B1-14", "ZZ14-B1-15")
    ledger = read_ledger(rows)
    table = tracking(city, ledger, districts=True)
    corrected = set(rows["corrects"]) - {""}
    mine = rows[~rows["id"].isin(corrected) & (rows["status"] == "verified")].copy()
    mine["tonnes"] = mine["reduction"] * mine["unit"].map(TONNES)
    mine["period"] = np.where(mine["commissioned"] == "", mine["year"].astype(str) + "-12", mine["commissioned"])
    mine["district"] = mine["district"].map(lambda name: city.areas.key(name) if name else "")
    keys = ["substance", "district", "period"]
    by_hand = mine.groupby(keys)["tonnes"].sum()
    found = table[table["added"] != 0].set_index(keys)["added"]
    assert sorted(found.index) == sorted(by_hand.index)
    assert np.allclose(found.sort_index().to_numpy(), by_hand.sort_index().to_numpy(), rtol=1e-12, atol=0)
    whole = mine.groupby("substance")["tonnes"].sum()
    last = table[table["period"] == "2025-12"].groupby("substance")["cumulative"].sum()
    assert np.allclose(last.sort_index().to_numpy(), whole.sort_index().to_numpy(), rtol=1e-12)
    card = city.check(ledger, as_of=2025).frame.set_index("substance")
    for name, tonnes in whole.items():
        quota = card[card["kind"] == "cumulative_min"].loc[name]
        assert float(quota["achieved"]) == pytest.approx(tonnes, rel=1e-12)


def test_quarters_add_their_months(make_ledger: MakeLedger) -> None:
    """A quarter is the sum of its months, and the last cumulative sum is the card's."""
    ledger = make_ledger(
        {"year": 2023, "commissioned": "2023-05-01", "reduction": 3.0},
        {"year": 2023, "commissioned": "2023-06-30", "reduction": 4.0},
        {"year": 2023, "reduction": 5.0},
    )
    city = plan("zhengzhou-14fyp")
    quarters = tracking(city, ledger, by="quarter", years=(2023, 2023)).set_index("period")
    assert quarters["added"].to_dict() == {"2023-Q1": 0.0, "2023-Q2": 7.0, "2023-Q3": 0.0, "2023-Q4": 5.0}
    assert quarters["cumulative"].tolist() == [0.0, 7.0, 7.0, 12.0]
    with pytest.raises(UnknownNameError, match="Periods are month, quarter and year"):
        tracking(city, ledger, by="week")  # type: ignore[arg-type]
    for years in ((2024, 2023), (2020, 2022), (2024, 2026)):
        with pytest.raises(TargetError, match="do not lie in the plan"):
            tracking(city, ledger, years=years)


def test_what_a_dropped_or_late_project_does(make_ledger: MakeLedger) -> None:
    """Dropping a project drops its increments; delaying it past the due year loses it; others stay."""
    ledger = make_ledger(
        {"id": "1", "project": "kiln", "year": 2024},
        {"id": "2", "project": "more", "year": 2025, "increment_of": "1", "reduction": 10.0},
        {"id": "3", "project": "mill", "year": 2025, "reduction": 7.0},
    )
    city = plan("zhengzhou-14fyp").only("ZZ14-B1-12")

    def after(**change: object) -> float:
        return float(what_if(city, ledger, **change)["after"].iloc[0])  # type: ignore[arg-type]

    assert after() == 117.0
    assert after(drop=["Kiln"]) == 7.0
    assert after(drop=["3"]) == 110.0
    assert after(delay={"kiln": 1}) == 107.0
    assert after(delay={"kiln": 2}) == 7.0
    with pytest.raises(UnknownNameError, match="unknown project"):
        after(drop=["klin"])
    with pytest.raises(TargetError, match="a number of years from 0"):
        after(delay={"kiln": -1})


def test_dual_control_joins_total_intensity_and_budget() -> None:
    """One call gives total, intensity, budget left, verdicts and the path; what is missing is undetermined."""
    emissions = pd.DataFrame(
        {"year": [2020, 2021, 2022, 2023], "substance": "CO2", "emission": [10.0, 10.2, None, 9.6], "unit": "万吨"}
    )
    gdp = pd.Series({2020: 100.0, 2021: 106.0, 2022: 110.0, 2023: 120.0})
    budget = pd.Series({2020: 1e5, 2021: 1e5, 2023: 1e5})
    table = dual_control(
        emissions,
        gdp=gdp,
        population=gdp,
        budget=budget,
        total_limit=101_000.0,
        intensity_fall=18.0,
        path_to=(2030, 50_000.0),
    )
    assert table["emission"].tolist()[::3] == [100_000.0, 96_000.0]
    assert table.loc[2023, "cumulative_fall"] == pytest.approx(100 * (1 - (96 / 120) / (100 / 100)))
    assert table["total_verdict"].tolist() == ["met", "not met", "undetermined", "met"]
    assert table["intensity_verdict"].tolist() == ["", "", "", "met"]
    assert table.loc[2021, "budget_left"] == pytest.approx(-2000.0)
    assert table["budget_verdict"].tolist() == ["met", "not met", "undetermined", "met"]
    assert table.loc[2021, "path"] == pytest.approx(95_000.0)
    assert table.loc[2021, "above_path"] == pytest.approx(7_000.0)
    with pytest.raises(TargetError, match="no emissions of CH4"):
        dual_control(emissions, gdp=gdp, gas="CH4")
    with pytest.raises(DataError, match="the gdp of 2021 is not above zero"):
        dual_control(emissions, gdp=pd.Series({2020: 1.0, 2021: 0.0}))
    with pytest.raises(TargetError, match="has no intensity"):
        dual_control(emissions, gdp=pd.Series({2021: 1.0}))


def test_the_published_falls_multiply() -> None:
    """Qinghai's three yearly falls of energy per product, 1.51, -2.20 (a rise turned fall) and 4.18 %, give 4.87 %."""
    gdp = pd.Series({2005: 1.0, 2006: 1.0, 2007: 1.0, 2008: 1.0})
    level = 100.0
    levels = [level]
    for fall in (-1.51, 2.20, 4.18):
        level *= 1 - fall / 100
        levels.append(level)
    table = energy_control(pd.DataFrame({"year": list(gdp.index), "energy": levels, "unit": "tce"}), gdp=gdp)
    assert table.loc[2008, "cumulative_fall"] == pytest.approx(4.87, abs=0.005)
    with pytest.raises(DataError, match="such as tce"):
        energy_control(pd.DataFrame({"year": [2020], "energy": [1.0], "unit": ["m3"]}), gdp=gdp)
    with pytest.raises(DataError, match="the year stands twice"):
        energy_control(pd.DataFrame({"year": [2020, 2020], "energy": [1.0, 1.0], "unit": "tce"}), gdp=gdp)


FOREIGN = [
    ({"district": "开封市"}, "lies outside"),
    ({"district": "中木县"}, "unknown area"),
    ({"year": 2027}, "outside the period"),
    ({"substance": "HC"}, "only with the caller's reason"),
]


@pytest.mark.parametrize(("change", "match"), FOREIGN)
def test_every_question_to_a_plan_refuses_what_is_not_its_own(
    make_ledger: MakeLedger, change: dict[str, object], match: str
) -> None:
    """A check, a forecast, the months and a what-if refuse another city, year or substance alike."""
    city = plan("zhengzhou-14fyp").only("ZZ14-B1-13")
    ledger = make_ledger({"project": "a", "substance": "VOCs", "year": 2023, **change})
    for ask in (city.check, city.evaluate):
        with pytest.raises(LedgerMismatch, match=match):
            ask(ledger)
    for question in (forecast, tracking, what_if):
        with pytest.raises(LedgerMismatch, match=match):
            question(city, ledger)


def test_a_what_if_counts_nmvoc_for_vocs(make_ledger: MakeLedger) -> None:
    """The quota of VOCs loses what a dropped project booked as NMVOC."""
    ledger = make_ledger({"project": "a", "substance": "NMVOC", "reduction": 10.0, "year": 2023})
    table = what_if(plan("zhengzhou-14fyp").only("ZZ14-B1-13"), ledger, drop=["a"])
    assert table[["before", "after"]].to_numpy().tolist() == [[10.0, 0.0]]
    with pytest.raises(TargetError, match="a delay is a number of years"):
        what_if(plan("zhengzhou-14fyp"), ledger, delay={"a": "two"})  # type: ignore[dict-item]


def test_a_budget_begins_after_its_base_year() -> None:
    """The base year of the intensity needs no allocation; a later year without one is refused."""
    table = pd.DataFrame({"year": [2020, 2021, 2022], "substance": "CO2", "emission": [100.0, 99.0, 98.0], "unit": "t"})
    gdp = pd.Series({2020: 50.0, 2021: 53.0, 2022: 55.0})
    made = dual_control(table, gdp=gdp, budget=pd.Series({2021: 100.0, 2022: 97.0}), intensity_fall=10.0)
    assert made["budget_verdict"].tolist() == ["undetermined", "met", "met"]
    assert made["budget_left"].tolist()[1:] == [1.0, 0.0]
    with pytest.raises(TargetError, match="no allocation for 2022"):
        dual_control(table, gdp=gdp, budget=pd.Series({2021: 100.0}))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"gdp": pd.DataFrame({"gdp": [1.0]})}, "the gdp is a pandas.Series"),
        ({"gdp": pd.Series({2020: "much", 2021: 1.0})}, "the gdp of 2020 is not above zero"),
        ({"gdp": pd.Series({2020: 0.0, 2021: 1.0})}, "the gdp of 2020 is not above zero"),
        ({"budget": pd.Series({2020: 1.0, 2021: -1.0})}, "the budget of 2021 is below zero"),
        ({"population": pd.Series({2020: 1.0, 2021: 0.0})}, "the population of 2021 is not above zero"),
        ({"total_limit": -1.0}, "a limit is a number of at least 0"),
        ({"intensity_fall": 150.0}, "a fall is a number of % below 100"),
    ],
)
def test_accounts_that_cannot_be_are_refused(change: dict[str, object], match: str) -> None:
    """Products, people, budgets and goals that are none give no verdict."""
    table = pd.DataFrame({"year": [2020, 2021], "substance": "CO2", "emission": [100.0, 99.0], "unit": "t"})
    with pytest.raises(DataError, match=match):
        dual_control(table, **{"gdp": pd.Series({2020: 50.0, 2021: 53.0}), **change})  # type: ignore[arg-type]


def test_statuses_are_those_that_a_ledger_writes(make_ledger: MakeLedger) -> None:
    """建设中 is a status of the months and of a what-if, as in a ledger; an unknown one is refused, never zero tonnes."""
    city = plan("zhengzhou-14fyp").only("ZZ14-B1-12")
    ledger = make_ledger({"project": "a", "reduction": 10.0, "year": 2023, "status": "建设中"})
    assert what_if(city, ledger, statuses=["建设中"])["before"].tolist() == [10.0]
    assert tracking(city, ledger, statuses=["under construction"])["added"].sum() == 10.0
    for question in (what_if, tracking):
        with pytest.raises(UnknownNameError, match="unknown status 'certain'"):
            question(city, ledger, statuses=["certain"])


def test_tables_of_a_plan_are_handed_in_in_chinese(make_ledger: MakeLedger, tmp_path: Path) -> None:
    """Duties, forecast, months and what-if have a report; every heading and word of the library is Chinese."""
    city = plan("zhengzhou-14fyp").only("ZZ14-B1-12")
    ledger = make_ledger({"project": "a", "reduction": 10.0, "year": 2023, "district": "中牟县"})
    tables = [
        responsibility(pd.DataFrame({"NOx": {"巩义市": 5.0}}), ledger, plan=city),
        forecast(city, ledger, as_of=2024),
        tracking(city, ledger, by="quarter", years=(2023, 2023)),
        what_if(city, ledger, drop=["a"]),
    ]
    for number, table in enumerate(tables):
        path = zc.report(table, tmp_path / f"{number}.html", language="zh")
        assert "<table" in Path(path).read_text(encoding="utf-8")
        shown = zc.in_language(table, "zh")
        assert not [head for head in shown.columns if head.isascii()]
        assert "indicator" not in table or set(shown["指标"]) == {"氮氧化物重点工程减排量"}
    evaluated = zc.in_language(city.evaluate(ledger).frame, "zh")
    assert not [head for head in evaluated.columns if head.isascii()]
    assert evaluated["结论（2025 年）"].tolist() == ["未完成"]
    assert zc.in_language(city.check(ledger, as_of=2025).frame, "zh")["约束性"].tolist() == ["是"]
    assert tracking(city, ledger, by="year")["period"].tolist() == ["2021", "2022", "2023", "2024", "2025"]
    assert zc.in_language(tables[0], "zh")["说明"].tolist() == ["没有对应的任务", ""]
