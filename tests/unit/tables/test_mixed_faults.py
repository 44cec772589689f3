"""Rows of all modules with faults of every kind: nothing foreign is raised, no row is lost, no gap is silent.

``ZZCARBON_FAULTY_ROWS=1430`` makes ten thousand of them; a daily run takes fewer.
"""

from __future__ import annotations

import os
import random
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

CELLS: list[Any] = [
    None, "", " ", "nan", "NA", "abc", "柴油", -1.0, 0, 1e308, float("inf"), float("nan"), "1e400", "inf", "<4", "4L", "ND", "未检出",
    "IE", "NO,NE", "C", "1,234", "12,5", "1.234,5", "９０", "90%", "１２％", True, [1, 2], {"a": 1}, pd.Timestamp("2024-03-01"), pd.NaT, pd.NA,
    "=1+1", "+cmd|' /C calc'!A0", "x\r=1", "\x00", "\x1b", "t/0", "kg (0)^-1", "t N", "CO2 as C%", "substance:FOO", "%", "％", "‰",
    "2023-02-29", "2022-12-15/2023-01-14", "2023-05-01/2023-04-01", 20233, 2023.5, "2024年", "合计", "Total", "output", "removal",
    "60 degF", "9.Z", "C3011", 3.5, 10**30, np.float64(2.0), np.int64(3), "\u200b", "a" * 40_000, b"bytes", 1 + 2j, ("a", "b"),
]  # fmt: skip
COUNT = int(os.environ.get("ZZCARBON_FAULTY_ROWS", "25"))
"""Rows of each module."""

ASKED = ["CO2", "CH4", "N2O", "SOx", "NMVOC", "HFC-134a", "COD", "NH3-N"]
"""What is asked for: few substances, so that the time goes into rows."""

MORE = ["year", "period", "region", "role", "flow", "notation", "scope", "category_nfr", "industry_gbt4754", "entity", "label", "unit",
        "gas_reference", "factor_year", "ncv_unit", "below_detection", "activity_uncertainty", "use", "origin", "control", "removal_efficiency_CO2"]  # fmt: skip


def table(module: str, count: int, seed: int) -> pd.DataFrame:
    """Return rows of a module of which two thirds have one or two bad cells."""
    chance = random.Random(seed)
    rows = []
    for at in range(count):
        row = dict(chance.choice(ROWS[module]))
        for _ in range(chance.choice((0, 1, 1, 2))):
            column = chance.choice([*row, *MORE])
            if column not in {"method", "id"} or chance.random() < 0.2:
                row[column] = chance.choice(CELLS)
        rows.append(row | {"id": f"{module}-{at}"})
    return pd.DataFrame(rows).astype(object)


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("module", ROWS)
def test_faulty_rows(module: str) -> None:
    """Every row comes out; a gap has a notation key, NE has a problem; totals are finite; plain rows are untouched."""
    rows = table(module, COUNT, seed=sum(map(ord, module)))
    made = getattr(zc, module).estimate(rows, region="CN-HA", year=2023, substances=ASKED)
    frame = made.frame
    split = {str(name).rsplit("/", 1)[0] if str(name).count("/") else str(name) for name in frame["id"]}
    assert split == set(rows["id"])
    gap = frame["emission"].isna()
    assert (frame.loc[gap, "notation"] != "").all()
    assert np.isfinite(frame.loc[~gap, "emission"]).all()
    told = {str(name).rsplit("/", 1)[0] for name in made.problem_rows()["id"]} | set(made.problem_rows()["id"])
    missing = set(frame.loc[frame["notation"] == "NE", "id"].astype(str).str.rsplit("/", n=1).str[0])
    assert missing <= told
    assert (made.problem_rows()["remedy"] != "").all()


@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
@pytest.mark.parametrize("module", ROWS)
def test_nullable_columns_give_the_same(module: str) -> None:
    """``convert_dtypes`` changes no number: blanks in nullable columns are blanks."""
    rows = pd.DataFrame([dict(row) for row in ROWS[module]])
    rows["year"] = [2023] + [None] * (len(rows) - 1)
    estimate = import_module(f"zzcarbon.{module}").estimate
    plain = estimate(rows, region="CN-HA", year=2023, substances=ASKED).frame
    nullable = estimate(rows.convert_dtypes(), region="CN-HA", year=2023, substances=ASKED).frame
    assert np.array_equal(plain["emission"], nullable["emission"], equal_nan=True)
    assert plain["notation"].tolist() == nullable["notation"].tolist()
