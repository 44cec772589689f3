"""Rows of all modules with faults of every kind: nothing foreign is raised, no row is lost, no gap is silent."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc

ROWS: dict[str, list[dict[str, Any]]] = {
    "energy": [
        {"fuel": "柴油", "amount": 1.0, "unit": "万吨"}, {"fuel": "electricity", "amount": 10.0, "unit": "MWh"},
        {"fuel": "natural gas", "amount": 100.0, "unit": "m3", "gas_reference": "20"},
        {"fuel": "raw coal", "amount": 5.0, "unit": "t", "ncv": 20.9, "ncv_unit": "GJ/t", "oxidation_factor": 0.98},
        {"method": "fuel sulphur", "amount": 5.0, "unit": "t", "sulphur_content": 0.01, "released_share": 0.8, "removal_efficiency_SOx": 0.9},
    ],
    "industry": [
        {"method": "石灰生产（按产品）", "product": "石灰", "amount": 10.0, "unit": "t"},
        {"method": "solvent balance", "amount": 5.0, "unit": "t", "voc_content": 0.5, "entity": "A"},
        {"method": "coating, solvent balance", "amount": 1.0, "unit": "m3", "voc_content": 300.0, "voc_content_unit": "g/L"},
    ],
    "transport": [
        {"method": "road exhaust, tier 2", "vehicle": "重型载货车", "powertrain": "柴油", "size": "rigid 14 - 20 t", "standard": "Euro IV",
         "amount": 8.9, "unit": "万辆", "annual_distance": 40000.0, "annual_distance_unit": "km/(vehicle a)"},
        {"method": "aircraft LTO", "aircraft": "A320", "amount": 10.0, "unit": "LTO"},
    ],
    "buildings": [
        {"method": "refrigerant operation", "equipment": "冷水机组", "substance": "HFC-134a", "amount": 300.0, "unit": "kg",
         "leak_rate": 3.0, "leak_rate_unit": "%/a"},
        {"method": "building fuel", "fuel": "diesel", "amount": 3.0, "unit": "t"},
    ],
    "general": [
        {"scope": 1, "substance": "CO2", "amount": 1.0, "unit": "t", "emission_factor": 2.0, "emission_factor_unit": "kg/t"},
        {"method": "货运（基于距离）", "transport_mode": "rail", "amount": 100.0, "unit": "t km", "emission_factor": 0.02,
         "emission_factor_unit": "kg/(t km)", "substance": "CO2e (AR6)", "category_ghgp": 4},
        {"scope": 3, "category_ghgp": 1, "substance": "CH4", "amount": 5.0, "unit": "m3", "emission_factor": 1.5, "emission_factor_unit": "g/m3"},
    ],
    "water": [
        {"method": "手工监测", "outlet": "DW1", "substance": "COD", "amount": 1000.0, "unit": "m3", "concentration": 40.0,
         "concentration_unit": "mg/L", "period": "2024-01-10"},
        {"method": "reported discharge", "substance": "NH3-N", "amount": 1.0, "unit": "t"},
        {"method": "effluent CH4, IPCC 2019", "amount": 1e6, "unit": "m3", "concentration": 47.0, "concentration_unit": "mg/L",
         "organics": "COD", "receiving_water": "all waters"},
    ],
    "agriculture": [
        {"method": "enteric fermentation", "animal": "奶牛", "amount": 100.0, "unit": "头"},
        {"method": "soil nitrous oxide", "fertiliser": "尿素", "amount": 10.0, "unit": "t", "soil_ph": "high"},
        {"method": "rice cultivation", "amount": 10.0, "unit": "ha", "days": 100.0},
    ],
    "waste": [
        {"method": "waste incineration, air pollutants", "waste": "municipal waste", "amount": 10.0, "unit": "t"},
        {"method": "waste incineration, fossil CO2", "waste": "plastics", "amount": 10.0, "unit": "t", "carbon_fraction": 0.75},
    ],
}  # fmt: skip
"""Sound rows of each module, each with a number."""

CELLS: list[Any] = [
    None, "", " ", "nan", "NA", "abc", "柴油", -1.0, 0, 1e308, float("inf"), float("nan"), "1e400", "inf", "<4", "4L", "ND", "未检出",
    "IE", "NO,NE", "C", "1,234", "12,5", "1.234,5", "９０", "90%", "１２％", True, [1, 2], {"a": 1}, pd.Timestamp("2024-03-01"), pd.NaT, pd.NA,
    "=1+1", "+cmd|' /C calc'!A0", "x\r=1", "\x00", "\x1b", "t/0", "kg (0)^-1", "t N", "CO2 as C%", "substance:FOO", "%", "％", "‰",
    "2023-02-29", "2022-12-15/2023-01-14", "2023-05-01/2023-04-01", 20233, 2023.5, "2024年", "合计", "Total", "output", "removal",
    "60 degF", "9.Z", "C3011", 3.5, 10**30, np.float64(2.0), np.int64(3), "\u200b", "a" * 40_000, b"bytes", 1 + 2j, ("a", "b"),
]  # fmt: skip
"""What stands in cells where it should not, and a few things that may."""

COUNT, KINDS = 1250, 250
"""Rows of each of the eight modules, ten thousand in all, and how many of them differ: tables repeat their faults."""

ASKED = ["CO2", "CH4", "N2O", "SOx", "NMVOC", "HFC-134a", "COD", "NH3-N"]
"""What is asked for: few substances, so that the time goes into rows."""

MORE = ["year", "period", "region", "role", "flow", "notation", "scope", "category_nfr", "industry_gbt4754", "entity", "label", "unit",
        "gas_reference", "factor_year", "ncv_unit", "below_detection", "activity_uncertainty", "use", "origin", "control",
        "removal_efficiency_CO2", "category_ghgp", "category_iso14064", "substance", "emission_factor", "emission_factor_unit", "method"]  # fmt: skip


def faulty(module: str) -> pd.DataFrame:
    """Return rows of a module of which three quarters have one or two bad cells."""
    chance = np.random.default_rng(sum(map(ord, module)))
    kinds = []
    for _ in range(KINDS):
        row = dict(ROWS[module][chance.integers(len(ROWS[module]))])
        columns = [*row, *MORE]
        for _ in range(chance.choice((0, 1, 1, 2))):
            row[columns[chance.integers(len(columns))]] = CELLS[chance.integers(len(CELLS))]
        kinds.append(row)
    rows = [kinds[at] | {"id": f"{module}-{number}"} for number, at in enumerate(chance.integers(KINDS, size=COUNT))]
    return pd.DataFrame(rows).astype(object)


def estimated(module: str, rows: pd.DataFrame) -> zc.Inventory:
    """Estimate rows of a module."""
    found: zc.Inventory = import_module(f"zzcarbon.{module}").estimate(
        rows, region="CN-HA", year=2023, substances=ASKED
    )
    return found


def whole(ids: pd.Series) -> pd.Series:
    """Return the ids of the rows of which some were split over years."""
    return ids.astype(str).str.rsplit("/", n=1).str[0]


def refused(module: str, rows: pd.DataFrame) -> set[str]:
    """Return the rows for which a whole table is refused, each named with column and remedy."""
    try:
        estimated(module, rows)
    except zc.DataError as error:
        assert error.problems
        assert all(problem.column and problem.problem and problem.remedy for problem in error.problems)
        return {rows["id"].iloc[int(problem.row) - 1] for problem in error.problems}
    return set()


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
@pytest.mark.parametrize("module", sorted(ROWS))
def test_ten_thousand_faulty_rows(module: str) -> None:
    """Every row comes out; a gap has a notation key, NE has a problem; numbers are finite; sound rows are untouched."""
    rows = faulty(module)
    bad = refused(module, rows)
    made = estimated(module, rows[~rows["id"].isin(bad)])
    frame, told = made.frame, made.problem_rows()
    assert set(whole(frame["id"])) | bad == set(rows["id"])
    gap = frame["emission"].isna()
    assert (frame.loc[gap, "notation"] != "").all()
    assert (frame.loc[~gap, "notation"] == "").all()
    assert np.isfinite(frame.loc[~gap, "emission"]).all()
    missing = set(whole(frame.loc[frame["notation"] == "NE", "id"]))
    assert missing <= {*told["id"], *whole(told["id"])}
    assert (told["remedy"] != "").all() and (told["problem"] != "").all()
    assert made.problems["rows"].sum() == len(told)


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
@pytest.mark.parametrize("module", sorted(ROWS))
def test_nullable_columns_give_the_same(module: str) -> None:
    """``convert_dtypes`` changes no number: blanks in nullable columns are blanks."""
    rows = pd.DataFrame([dict(row) for row in ROWS[module]])
    rows["year"] = [2023] + [None] * (len(rows) - 1)
    estimate = import_module(f"zzcarbon.{module}").estimate
    plain = estimate(rows, region="CN-HA", year=2023, substances=ASKED).frame
    nullable = estimate(rows.convert_dtypes(), region="CN-HA", year=2023, substances=ASKED).frame
    assert np.array_equal(plain["emission"], nullable["emission"], equal_nan=True)
    assert plain["notation"].tolist() == nullable["notation"].tolist()
