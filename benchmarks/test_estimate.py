"""Ten million activity rows: estimate and group, beside the same work in Polars and in pandas merge.

Every peer starts from the same pandas frame, conversion included, in the same run. Only ratios count.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest

import zzcarbon as zc

ROWS = 10_000_000
SUBSTANCES = ["CO2", "CH4", "N2O", "NOx", "CO", "NMVOC"]
FUELS = ["raw coal", "coke", "diesel", "fuel oil", "kerosene", "gasoline", "cleaned coal", "lignite"]
CATEGORIES = ["1.A.1.a", "1.A.2", "1.A.4.a.i", "1.A.4.b.i"]
KEYS = ["fuel", "category_nfr"]
LABELS = ["district", "sector"]


def activity(rows: int, *, units: tuple[str, ...] = ("t",), categorical: bool = False) -> pd.DataFrame:
    """Return rows with string keys and labels."""
    draw = np.random.default_rng(7)
    columns = {
        "fuel": FUELS,
        "category_nfr": CATEGORIES,
        "unit": list(units),
        "district": [f"CN-4101{number:02d}" for number in range(1, 17)],
        "sector": ["power", "industry", "services", "households"],
    }
    frame = pd.DataFrame(
        {name: pd.Series(np.array(words)[draw.integers(0, len(words), rows)]) for name, words in columns.items()}
    )
    frame["amount"] = draw.random(rows) * 100
    return frame.astype(dict.fromkeys(columns, "category")) if categorical else frame


def factor_table() -> pd.DataFrame:
    """Return tonnes per tonne of fuel by key, one column a substance: what the peers multiply."""
    cells = [(fuel, category) for fuel in FUELS for category in CATEGORIES]
    frame = pd.DataFrame(cells, columns=KEYS).assign(amount=1.0, unit="t")
    frame["id"] = [f"{fuel}|{category}" for fuel, category in cells]
    rows = zc.energy.estimate(frame, region="CN-HA", substances=SUBSTANCES).frame
    wide = rows.pivot(index="id", columns="substance", values="emission")[SUBSTANCES].fillna(0.0)
    return frame.set_index("id")[KEYS].join(wide).reset_index(drop=True)


def ours(frame: pd.DataFrame) -> pd.DataFrame:
    """Estimate and group by two labels."""
    return zc.energy.estimate(frame, region="CN-HA", substances=SUBSTANCES).by(*LABELS)


def with_polars(frame: pd.DataFrame, factors: pd.DataFrame) -> pl.DataFrame:
    """Do the same by hand in Polars, conversion included."""
    joined = pl.from_pandas(frame).lazy().join(pl.from_pandas(factors).lazy(), on=KEYS, how="left")
    return (
        joined.group_by(LABELS)
        .agg([(pl.col("amount") * pl.col(name)).sum().alias(name) for name in SUBSTANCES])
        .collect()
    )


def with_pandas(frame: pd.DataFrame, factors: pd.DataFrame) -> pd.DataFrame:
    """Do the same by hand with merge and groupby."""
    joined = frame.merge(factors, on=KEYS, how="left")
    joined[SUBSTANCES] = joined[SUBSTANCES].mul(joined["amount"], axis=0)
    return joined.groupby(LABELS, observed=True)[SUBSTANCES].sum()


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """Return the ten million rows."""
    return activity(ROWS)


@pytest.fixture(scope="module")
def factors() -> pd.DataFrame:
    """Return the peers' factors."""
    return factor_table()


@pytest.mark.benchmark(group="10 million rows")
def test_zzcarbon(benchmark, frame, factors):
    result = benchmark.pedantic(ours, (frame,), rounds=3, warmup_rounds=1)
    peer = with_polars(frame, factors).to_pandas().melt(LABELS, var_name="substance", value_name="peer")
    both = result.merge(peer, on=[*LABELS, "substance"])
    np.testing.assert_allclose(both["emission"].fillna(0), both["peer"], rtol=1e-9)


@pytest.mark.benchmark(group="10 million rows")
def test_polars(benchmark, frame, factors):
    benchmark.pedantic(with_polars, (frame, factors), rounds=3, warmup_rounds=1)


@pytest.mark.benchmark(group="10 million rows")
def test_pandas_merge(benchmark, frame, factors):
    benchmark.pedantic(with_pandas, (frame, factors), rounds=2)


@pytest.mark.benchmark(group="10 million rows, categories")
def test_zzcarbon_categories(benchmark):
    benchmark.pedantic(ours, (activity(ROWS, categorical=True),), rounds=3, warmup_rounds=1)


@pytest.mark.benchmark(group="10 million rows, categories")
def test_pandas_merge_categories(benchmark, factors):
    benchmark.pedantic(with_pandas, (activity(ROWS, categorical=True), factors), rounds=2)


@pytest.mark.benchmark(group="1 million rows, mixed units")
def test_mixed_units(benchmark):
    frame = activity(1_000_000, units=("t", "kg", "万吨", "Gg", "lb"))
    benchmark.pedantic(ours, (frame,), rounds=3, warmup_rounds=1)


@pytest.mark.benchmark(group="1 million rows, mixed units")
def test_one_unit(benchmark):
    benchmark.pedantic(ours, (activity(1_000_000),), rounds=3, warmup_rounds=1)


@pytest.fixture(autouse=True)
def _quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        yield
