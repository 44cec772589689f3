"""A ledger of one million entries against four quotas and sixteen districts, beside a bare groupby."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from zzcarbon.targets import Ledger, plan, read_ledger

ENTRIES = 1_000_000
SUBSTANCES = ("NOx", "VOCs", "COD", "NH3-N")
QUOTAS = tuple(f"ZZ14-B1-{number}" for number in range(12, 16))


@cache
def entries() -> pd.DataFrame:
    """Return a million entries of made-up projects in the sixteen districts."""
    random = np.random.default_rng(20_250)
    districts = plan("zhengzhou-14fyp").only("附件1").targets["area_local"].unique()
    return pd.DataFrame(
        {
            "project": np.char.add("project ", np.arange(ENTRIES).astype(str)),
            "substance": random.choice(SUBSTANCES, ENTRIES),
            "reduction": random.gamma(2.0, 5.0, ENTRIES),
            "unit": random.choice(["t", "kg", "万吨"], ENTRIES),
            "year": random.integers(2021, 2026, ENTRIES),
            "district": random.choice(districts, ENTRIES),
        }
    )


@cache
def ledger() -> Ledger:
    """Return the ledger of these entries."""
    return read_ledger(entries())


def check_city_and_districts() -> float:
    """Check the four quotas and sum by district, from a ledger that has not been summed before."""
    fresh = Ledger(ledger()._entries)
    card = plan("zhengzhou-14fyp").only(*QUOTAS).check(fresh, as_of=2025)
    table = fresh.by("district")
    return float(card.frame["achieved"].sum() + table["net"].sum())


def bare_groupby() -> float:
    """Sum tonnes by substance, district and year with pandas, nothing checked."""
    frame = ledger()._entries[["substance", "district", "year", "net"]]
    return float(frame.groupby(["substance", "district", "year"], observed=True)["net"].sum().sum())


def bare_groupby_of_text() -> float:
    """Sum by substance, district and year with pandas, from the text columns that came."""
    frame = entries()
    return float(frame.groupby(["substance", "district", "year"])["reduction"].sum().sum())


@pytest.mark.benchmark(group="check a ledger of a million entries")
@pytest.mark.parametrize("work", [check_city_and_districts, bare_groupby, bare_groupby_of_text])
def test_check(benchmark: BenchmarkFixture, work: object) -> None:
    """A check is measured beside a bare groupby of the same entries."""
    ledger()
    assert benchmark(work) > 0  # type: ignore[arg-type]


@pytest.mark.benchmark(group="read a ledger of a million entries")
def test_read(benchmark: BenchmarkFixture) -> None:
    """Reading checks every cell of every entry."""
    frame = entries()
    assert len(benchmark.pedantic(read_ledger, args=(frame,), rounds=3)) == ENTRIES
