"""One million rows over twenty methods: in one call, beside the same rows method by method.

Both ways run in the same process and give the same totals. Only their ratio counts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc

ROWS = 1_000_000
SUBSTANCES = ["CO2", "CH4", "N2O", "NMVOC", "TSP", "CF4", "SF6"]
LABELS = ["district", "method"]
CELLS = (
    {"method": "cement, tier 1", "product": "cement"},
    {"method": "carbonate use", "material": "calcium carbonate"},
    {"method": "carbonate use", "material": "magnesium carbonate"},
    {"method": "carbonate mineral use", "material": "calcium carbonate", "purity": 0.95},
    {"method": "ceramics", "material": "calcium carbonate", "purity": 0.05, "used_share": 0.9},
    {"method": "bricks and tiles", "material": "calcium carbonate", "purity": 0.05},
    {"method": "refractories", "material": "magnesium carbonate", "purity": 0.95},
    {"method": "lime", "product": "lime"},
    {"method": "lime, with kiln dust", "product": "lime"},
    {"method": "glass", "product": "float glass", "virgin_share": 0.825},
    {"method": "anode consumption"},
    {"method": "primary aluminium, tier 1", "technology": "prebake"},
    {"method": "anode effect, tier 1", "technology": "CWPB"},
    {"method": "iron and steel, tier 1", "product": "pig iron"},
    {"method": "nitric acid", "technology": "high pressure", "removal_efficiency_N2O": 0.8},
    {"method": "adipic acid", "technology": "nitric acid oxidation"},
    {"method": "lead production", "product": "lead"},
    {"method": "zinc production", "product": "zinc"},
    {"method": "magnesium casting", "product": "magnesium"},
    {"method": "food and drink production", "product": "bread, typical"},
    {"method": "steel rolling", "product": "rolled steel", "technology": "hot rolling"},
)
"""What the rows of a method say; twenty methods, one of them with two materials."""


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """Return the million rows."""
    draw = np.random.default_rng(11)
    picked = draw.integers(0, len(CELLS), ROWS)
    cells = pd.DataFrame(list(CELLS))
    rows = cells.iloc[picked].reset_index(drop=True)
    rows["amount"] = draw.random(ROWS) * 100
    rows["district"] = np.array([f"CN-4101{number:02d}" for number in range(1, 17)])[draw.integers(0, 16, ROWS)]
    return rows.assign(unit="t", year=2023)


def together(frame: pd.DataFrame) -> pd.DataFrame:
    """Estimate all methods in one call."""
    return zc.industry.estimate(frame, region="CN-HA", substances=SUBSTANCES).by(*LABELS)


def one_by_one(frame: pd.DataFrame) -> pd.DataFrame:
    """Estimate each method in a call of its own, and put the results together."""
    parts = [
        zc.industry.estimate(rows.dropna(axis=1, how="all"), region="CN-HA", substances=SUBSTANCES).by(*LABELS)
        for _, rows in frame.groupby("method", sort=False)
    ]
    return pd.concat(parts, ignore_index=True)


@pytest.mark.benchmark(group="1 million rows, 20 methods")
@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_in_one_call(benchmark, frame):
    result = benchmark.pedantic(together, (frame,), rounds=3, warmup_rounds=1)
    assert len(CELLS) - 1 == frame["method"].nunique() == 20
    apart = one_by_one(frame)
    keys = [*LABELS, "substance"]
    left = result.dropna(subset="emission").set_index(keys)["emission"].sort_index()
    right = apart.dropna(subset="emission").set_index(keys)["emission"].sort_index()
    np.testing.assert_allclose(left, right[left.index], rtol=1e-9)


@pytest.mark.benchmark(group="1 million rows, 20 methods")
@pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")
def test_method_by_method(benchmark, frame):
    benchmark.pedantic(one_by_one, (frame,), rounds=3, warmup_rounds=1)
