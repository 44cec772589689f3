"""Decomposition beside a pandas version, draws beside the bare matrix product of the same inventory."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import zzcarbon as zc
from zzcarbon import analysis, uncertainty

CATEGORIES, YEARS, FACTORS = 100_000, 10, 6
DRAWS, LEAVES, GROUPS = 10_000, 500, 200


@cache
def panel() -> pd.DataFrame:
    """Return 10^5 categories over ten years with six factors."""
    random = np.random.default_rng(2026)
    rows = pd.DataFrame(
        random.lognormal(size=(CATEGORIES * YEARS, FACTORS)), columns=[f"x{at}" for at in range(FACTORS)]
    )
    rows["year"] = np.repeat(np.arange(2010, 2010 + YEARS), CATEGORIES)
    rows["category"] = np.tile(np.arange(CATEGORIES), YEARS)
    return rows


NAMES = [f"x{at}" for at in range(FACTORS)]


def by_pandas(rows: pd.DataFrame) -> pd.DataFrame:
    """Decompose as a notebook does: sort, shift within the category, logarithmic mean with its limits, sum by year."""
    rows = rows.sort_values(["category", "year"])
    before = rows.groupby("category")[NAMES].shift()
    value, first = rows[NAMES].prod(axis=1), before.prod(axis=1, skipna=False)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (value - first) / (np.log(value) - np.log(first))
    mean = mean.mask(value == first, value).mask((value == 0) | (first == 0), 0.0)
    effects = np.log(rows[NAMES] / before).mul(mean, axis=0)
    return effects.groupby(rows["year"]).sum().iloc[1:]


@pytest.mark.benchmark(group="decomposition")
def test_lmdi(benchmark: BenchmarkFixture) -> None:
    """Chained LMDI-I of 10^5 categories, ten years, six factors."""
    rows = panel()
    found = benchmark.pedantic(
        lambda: analysis.lmdi(rows, factors=NAMES, by=["category"], chained=True), rounds=3, iterations=1
    )
    assert len(found) == (YEARS - 1) * FACTORS


@pytest.mark.benchmark(group="decomposition")
def test_lmdi_by_pandas(benchmark: BenchmarkFixture) -> None:
    """The same in pandas."""
    rows = panel()
    found = benchmark.pedantic(lambda: by_pandas(rows), rounds=3, iterations=1)
    ours = analysis.lmdi(rows, factors=NAMES, by=["category"], chained=True)["effect"].to_numpy()
    assert found.to_numpy().ravel() == pytest.approx(ours, rel=1e-8, abs=1e-6)


@cache
def sums() -> uncertainty.Sums:
    """Return 200 sums over 1,000 lines of three figures each out of 500, lognormal and normal."""
    random = np.random.default_rng(7)
    lines = 2 * LEAVES
    value = random.lognormal(size=LEAVES)
    spread = random.uniform(0.05, 0.6, LEAVES)
    skewed = random.random(LEAVES) < 0.5
    leaves = pd.DataFrame({"leaf": [f"figure {at}" for at in range(LEAVES)], "value": value})
    leaves["lower"] = np.where(skewed, value / (1 + spread), value * (1 - spread))
    leaves["upper"] = value * (1 + spread)
    leaf = random.integers(0, LEAVES, (lines, 3))
    group, line = np.nonzero(np.ones((GROUPS, lines)))
    return uncertainty.Sums(
        GROUPS, group, line, random.lognormal(size=len(group)), value[leaf].prod(axis=1),
        np.arange(lines).repeat(3), leaf.ravel(), np.ones(3 * lines),
        uncertainty.read_leaves(leaves).with_distributions(None), uncertainty.ActivityErrors.none(), np.zeros(GROUPS),
    )  # fmt: skip


@pytest.mark.benchmark(group="draws")
def test_draws(benchmark: BenchmarkFixture) -> None:
    """10,000 draws x 500 figures x 200 sums: drawing, composing, product, quantiles."""
    given = sums()
    found = benchmark.pedantic(lambda: uncertainty.monte_carlo(given, draws=DRAWS, seed=1), rounds=3, iterations=1)
    assert (found.lower < found.upper).all()


@pytest.mark.benchmark(group="draws")
def test_bare_product(benchmark: BenchmarkFixture) -> None:
    """The product of (draws x coefficients) by (coefficients x sums) alone, of numbers that stand ready."""
    given = sums()
    random = np.random.default_rng(1)
    coefficients = random.lognormal(size=(DRAWS, len(given.value)))
    amounts = np.zeros((len(given.value), GROUPS))
    amounts[given.line, given.group] = given.amount
    found = benchmark.pedantic(lambda: coefficients @ amounts, rounds=5, iterations=1)
    assert found.shape == (DRAWS, GROUPS)


ROWS = 10_000_000


@cache
def activity() -> pd.DataFrame:
    """Return rows of three fuels in fifty districts with errors of two hundred sources."""
    random = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "fuel": pd.Categorical.from_codes(random.integers(0, 3, ROWS), ["raw coal", "diesel", "natural gas"]),
            "amount": random.lognormal(size=ROWS),
            "unit": pd.Categorical(["t"] * ROWS),
            "year": 2023,
            "district": pd.Categorical.from_codes(random.integers(0, 50, ROWS), [f"district {at}" for at in range(50)]),
            "activity_uncertainty": random.uniform(0.01, 0.2, ROWS),
            "activity_source": pd.Categorical.from_codes(
                random.integers(0, 200, ROWS), [f"book {at}" for at in range(199)] + [""]
            ),
        }
    )


def estimated() -> zc.Inventory:
    """Estimate CO2 of the rows."""
    return zc.energy.estimate(activity(), region="CN-HA", sets=["ipcc-2006-v2"], substances=["CO2"])


@pytest.mark.benchmark(group="first order")
def test_estimate_and_sums(benchmark: BenchmarkFixture) -> None:
    """The estimate with its sums by district, without errors."""
    activity()
    found = benchmark.pedantic(lambda: estimated().by("district"), rounds=5, iterations=1, warmup_rounds=1)
    assert len(found) == 50


@pytest.mark.benchmark(group="first order")
def test_first_order(benchmark: BenchmarkFixture) -> None:
    """First order by district on top of an estimate that stands ready: at most twice the time of the estimate."""
    inventory = estimated()
    found = benchmark.pedantic(
        lambda: inventory.uncertainty("district", default=0.0), rounds=5, iterations=1, warmup_rounds=1
    )
    assert len(found) == 50
