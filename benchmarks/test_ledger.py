"""A ledger of one million entries: four quotas, sixteen districts, sixty months, beside what pandas needs for the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from zzcarbon.targets import Ledger, plan, read_ledger, tracking

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


@cache
def linked() -> pd.DataFrame:
    """Return the entries with months, increments of a tenth, and corrections of a hundredth of them."""
    frame = entries().assign(id=np.arange(ENTRIES).astype(str), increment_of="", corrects="")
    random = np.random.default_rng(7)
    month = random.integers(1, 13, ENTRIES)
    frame["commissioned"] = frame["year"].astype(str) + np.char.add("-", np.char.zfill(month.astype(str), 2))
    later = np.flatnonzero(random.random(ENTRIES) < 0.1)
    later = later[later >= ENTRIES // 2]
    base = later - ENTRIES // 2
    for name in ("project", "substance", "district"):
        frame.loc[later, name] = frame[name].to_numpy()[base]
    frame.loc[later, "increment_of"] = frame["project"].to_numpy()[base]
    frame.loc[later, "year"], frame.loc[later, "commissioned"] = 2025, "2025-12"
    plain = np.setdiff1d(np.arange(ENTRIES // 2), base)[: ENTRIES // 100]
    again = frame.iloc[plain].assign(corrects=frame["id"].to_numpy()[plain])
    again["id"] = np.char.add("c", again["id"].astype(str))
    again["reduction"] *= 0.9
    return pd.concat([frame, again], ignore_index=True)


@cache
def linked_ledger() -> Ledger:
    """Return the ledger of the linked entries."""
    return read_ledger(linked())


def months_of_ledger() -> float:
    """Four quotas by sixty months and sixteen districts, from a ledger that has not been summed before."""
    fresh = Ledger(linked_ledger()._entries, linked_ledger().covered)
    table = tracking(plan("zhengzhou-14fyp"), fresh, by="month", districts=True)
    return float(table["added"].sum())


def months_of_pandas() -> float:
    """The same sums: corrected entries fall out, increments join their project, then one groupby and a running sum."""
    frame = linked_ledger()._entries
    frame = frame[~frame["id"].isin(frame.loc[frame["corrects"] != "", "corrects"])]
    first = frame[frame["increment_of"] == ""].drop_duplicates(["project", "substance"])
    joined = frame.merge(first[["project", "substance", "district"]], on=["project", "substance"], how="left",
                         suffixes=("", " of project"))  # fmt: skip
    months = joined["counts_from"].str[:7]
    sums = joined.groupby(["substance", joined["district of project"].fillna(joined["district"].astype(object)), months],
                          observed=True)["net"].sum()  # fmt: skip
    return float(sums.groupby(level=[0, 1], observed=True).cumsum().groupby(level=[0, 1], observed=True).last().sum())


@pytest.mark.benchmark(group="months of a ledger of a million entries with increments and corrections")
@pytest.mark.parametrize("work", [months_of_ledger, months_of_pandas])
def test_months(benchmark: BenchmarkFixture, work: object) -> None:
    """Sixty months, sixteen districts and four quotas beside a groupby that resolves corrections and increments."""
    linked_ledger()
    assert benchmark.pedantic(work, rounds=3) == pytest.approx(months_of_pandas(), rel=1e-9)  # type: ignore[arg-type]


def plain_csv(path: Path) -> pd.DataFrame:
    """Read a file with pandas, nothing checked."""
    return pd.read_csv(path, low_memory=False)


@pytest.mark.benchmark(group="read a file of a million entries")
@pytest.mark.parametrize("reader", [read_ledger, plain_csv])
def test_read_file(benchmark: BenchmarkFixture, reader: object, tmp_path: Path) -> None:
    """Reading and checking every cell of a file, beside reading it unchecked."""
    path = tmp_path / "ledger.csv"
    linked().to_csv(path, index=False)
    assert len(benchmark.pedantic(reader, args=(path,), rounds=1)) == len(linked())  # type: ignore[arg-type]
