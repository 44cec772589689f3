"""An estimate of rows that stay in their engine is the estimate in pandas, to the last bit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from tests.engines.conftest import ENGINES, PARTS, shuffled
from zzcarbon.estimation import engines

KNOWN = {"region": "CN-HA", "year": 2023, "substances": ["CO2", "NOx", "CH4"]}
PROBLEMS = ["substance", "column", "problem", "remedy", "rows"]


pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")


def rows(count: int = 2000) -> pd.DataFrame:
    """Return rows with measured values, removals, unknown words, and numbers of every bad kind."""
    draw = np.random.default_rng(5)

    def words(*names):
        return np.array(names, object)[draw.integers(0, len(names), count)]

    frame = pd.DataFrame({
        "id": [f"r{at}" for at in range(count)],
        "fuel": words("diesel", "原煤", "coke", "foo"),
        "district": words("a", "b", None),
        "category_nfr": words("1.A.2", "1.A.1.a"),
        "unit": words("t", "kg", "万吨"),
        "amount": draw.lognormal(3, 2, count),
        "ncv": np.where(draw.random(count) < 0.5, 40.0, np.nan),
        "ncv_unit": "GJ/t",
        "removal_efficiency_NOx": np.where(draw.random(count) < 0.3, 70.0, 0.4),
        "removal_efficiency_NOx_unit": words("%"),
        "activity_uncertainty": 0.05,
        "activity_source": words("meter", None),
    })  # fmt: skip
    frame.loc[::50, "amount"] = np.nan
    frame.loc[[7, 8, 9], "amount"] = [-3.0, np.inf, 0.0]
    return frame


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_gives_what_pandas_gives(engine, make) -> None:
    """Sums by labels, totals, CO2e and the count of every problem do not depend on engine, order or partitions."""
    frame = rows()
    reference = zc.energy.estimate(frame, **KNOWN)
    for parts in PARTS if engine != "spark" else PARTS[1:2]:
        given = make(engine, shuffled(frame) if parts == 3 else frame, parts)
        found = zc.energy.estimate(given, **KNOWN)
        pd.testing.assert_frame_equal(
            found.by("district", "fuel"), reference.by("district", "fuel"), check_exact=True, check_dtype=False
        )
        assert found.total().tolist() == reference.total().tolist()
        assert found.co2e("AR6").total().tolist() == reference.co2e("AR6").total().tolist()
        assert len(found) == len(frame)
        told = found.problems[PROBLEMS].sort_values(PROBLEMS).reset_index(drop=True)
        expected = reference.problems[PROBLEMS].sort_values(PROBLEMS).reset_index(drop=True)
        pd.testing.assert_frame_equal(told, expected, check_dtype=False)


@pytest.mark.parametrize("engine", ENGINES)
def test_only_groups_come_to_python(engine, make, monkeypatch) -> None:
    """Of 10^6 rows no more lines reach Python than there are groups, whatever is asked of the inventory."""
    count = 1_000_000 if engine in {"polars lazy", "polars scan", "duckdb", "dask", "spark"} else 20_000
    draw = np.random.default_rng(2)
    frame = pd.DataFrame({
        "fuel": np.array(["diesel", "coke"])[draw.integers(0, 2, count)],
        "district": np.array([f"d{at}" for at in range(16)])[draw.integers(0, 16, count)],
        "amount": draw.random(count),
        "unit": "t",
    })  # fmt: skip
    fetched = []

    def counted(query):
        found = engines_fetch(query)
        fetched.append(len(found))
        return found

    engines_fetch = engines.fetch
    for module in ("grouped", "frame_rows", "lazy"):
        monkeypatch.setattr(f"zzcarbon.estimation.{module}.fetch", counted)
    inventory = zc.energy.estimate(make(engine, frame, 3), **KNOWN, labels=["district"])
    inventory.by("district")
    inventory.by()
    inventory.total()
    assert len(inventory.problems) == len(zc.energy.estimate(frame.head(1000), **KNOWN).problems)
    assert inventory.passes["groups"].tolist() == fetched
    assert sum(fetched) <= 2 + 2 * 16 + 2
    assert set(inventory.passes["rows"]) == {count}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("spoiled", [None, -1.0, np.nan], ids=["all good", "one negative", "one blank"])
def test_sums_with_the_keys_are_those_without(engine, make, spoiled) -> None:
    """`labels=` gives the same bytes and problems as sums that are asked for later; a bad amount takes the longer way."""
    draw = np.random.default_rng(4)
    fuels, places = np.array(["diesel", "coke", "foo"]), np.array(["x", "y", None], object)
    frame = pd.DataFrame({
        "fuel": fuels[draw.integers(0, 3, 300)], "district": places[draw.integers(0, 3, 300)], "unit": "t",
        "amount": draw.lognormal(0, 3, 300),
    })  # fmt: skip
    if spoiled is not None:
        frame.loc[0, "amount"] = spoiled
    later = zc.energy.estimate(make(engine, frame, 2), **KNOWN)
    at_once = zc.energy.estimate(make(engine, shuffled(frame), 3), **KNOWN, labels=["district"])
    asked = at_once.passes["asked"].tolist()
    found, expected = at_once.by("district", "fuel"), later.by("district", "fuel")
    assert found["emission"].to_numpy().tobytes() == expected["emission"].to_numpy().tobytes()
    assert at_once.problems[PROBLEMS].to_numpy().tolist() == later.problems[PROBLEMS].to_numpy().tolist()
    together = ["limits of amounts", "distinct keys and sums by district"]
    assert asked[:2] == (together if spoiled is None else ["limits of amounts", "distinct keys"])


@pytest.mark.parametrize("engine", ENGINES)
def test_lines_and_problem_rows_stay_in_the_engine(engine, make) -> None:
    """`rows` and `problem_rows` are frames of the engine; their emissions and numbers are those of pandas."""
    frame = rows(300)
    reference = zc.energy.estimate(frame, **KNOWN)
    found = zc.energy.estimate(make(engine, frame, 2), **KNOWN)
    lines = engines.fetch(engines.open_frame(found.rows(), position="")).sort_values(
        ["id", "substance"], ignore_index=True
    )
    expected = reference.frame.sort_values(["id", "substance"], ignore_index=True)
    assert lines["id"].tolist() == expected["id"].tolist()
    np.testing.assert_allclose(lines["emission"].astype(float), expected["emission"], rtol=1e-14)
    assert lines["notation"].tolist() == expected["notation"].tolist()
    assert lines["coefficient_id"].tolist() == expected["coefficient_id"].tolist()
    for line, count in found.problems["rows"].items():
        told = engines.fetch(engines.open_frame(found.problem_rows(line), position=""))
        assert len(told) == count
        assert told["problem"].unique().tolist() == [found.problems["problem"][line]]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_is_explained_and_inventories_combine(engine, make) -> None:
    """`explain`, `frame`, `compare` and `combine` work on rows of an engine as on rows of pandas."""
    frame = rows(120)
    reference = zc.energy.estimate(frame, **KNOWN)
    found = zc.energy.estimate(make(engine, frame), **KNOWN)
    assert str(found.explain("r5")) == str(reference.explain("r5"))
    with pytest.raises(zc.UnknownNameError, match="no-such-row"):
        found.explain("no-such-row")
    assert (found.compare(reference, "district")["difference"].dropna() == 0).all()
    both = zc.combine(found, zc.energy.estimate(frame.assign(id=frame["id"] + "b"), **KNOWN))
    assert both.total().tolist() == pytest.approx((2 * reference.total()).tolist(), rel=1e-15)
    columns = ["id", "substance", "emission", "notation", "lower", "upper", "coefficient_id"]
    pd.testing.assert_frame_equal(
        found.frame[columns].sort_values(["id", "substance"], ignore_index=True),
        reference.frame[columns].sort_values(["id", "substance"], ignore_index=True),
        check_dtype=False,
    )


@pytest.mark.parametrize("saved", [False, True])
@pytest.mark.parametrize("engine", ["pandas", *ENGINES])
def test_a_lazy_and_a_saved_inventory_answer_like_one_in_memory(engine, saved, make, tmp_path) -> None:
    """Every question has one answer, whether rows lie in memory, in an engine or in a folder that was read back."""
    frame = rows(120)
    reference = zc.energy.estimate(frame, **KNOWN)
    found = zc.energy.estimate(make(engine, frame), **KNOWN)
    if saved:
        found.to_parquet(tmp_path / ("out.parquet" if engine == "pandas" else "out"))
        found = zc.read_inventory(tmp_path / ("out.parquet" if engine == "pandas" else "out"))
    other = zc.energy.estimate(frame.assign(amount=frame["amount"] * 2), **KNOWN)
    later = zc.energy.estimate(frame.assign(id=frame["id"] + "b"), **KNOWN)
    assert len(found) == len(reference)
    assert found.total().to_dict() == pytest.approx(reference.total().to_dict(), rel=1e-15, nan_ok=True)
    pd.testing.assert_frame_equal(found.by("district"), reference.by("district"), check_dtype=False)
    pd.testing.assert_frame_equal(
        found.co2e("AR6").by("district"), reference.co2e("AR6").by("district"), check_dtype=False
    )
    pd.testing.assert_frame_equal(
        found.compare(other, "district"), reference.compare(other, "district"), check_dtype=False
    )
    pd.testing.assert_frame_equal(
        zc.combine(found, later).by("district"), zc.combine(reference, later).by("district"), check_dtype=False
    )
    assert str(found.explain("r5")) == str(reference.explain("r5"))
    kinds_only = saved and engine != "pandas"  # a folder keeps the kinds of problems, each with its count in words
    told = ["column", "remedy"] if kinds_only else ["column", "problem", "remedy", "rows"]
    assert sorted(found.problems[told].to_numpy().tolist()) == sorted(reference.problems[told].to_numpy().tolist())
    bad = engines.fetch(engines.open_frame(found.problem_rows(), position=""))
    assert kinds_only or set(bad["id"]) == set(reference.problem_rows()["id"])
    lines = engines.fetch(engines.open_frame(found.rows(), position=""))
    assert len(lines) == len(reference.frame)
    assert lines["emission"].sum() == pytest.approx(reference.frame["emission"].sum(), rel=1e-13)


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb", "pyarrow"])
def test_errors_of_amounts_are_summed_in_the_engine(engine, make) -> None:
    """The sums that uncertainty is computed from are those of pandas."""
    frame = rows(400)
    reference = zc.energy.estimate(frame, **KNOWN).cube("district", errors=True)
    found = zc.energy.estimate(make(engine, frame, 3), **KNOWN).cube("district", errors=True)
    keys = ["group", "key", "term", "other", "source"]
    labels = {at: str(name) for at, name in enumerate(reference.labels["district"])}
    names = {at: str(name) for at, name in enumerate(found.labels["district"])}
    left = reference.errors.assign(group=reference.errors["group"].map(labels)).sort_values(keys, ignore_index=True)
    right = found.errors.assign(group=found.errors["group"].map(names)).sort_values(keys, ignore_index=True)
    assert left[keys].to_numpy().tolist() == right[keys].to_numpy().tolist()
    np.testing.assert_allclose(left["sum"].astype(float), right["sum"].astype(float), rtol=1e-14)


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb", "pyarrow"])
def test_hours_are_one_key_of_their_year(engine, make) -> None:
    """8,760 hours make one key; grouped by the period they are 8,760 groups, and a word that is no period is told."""
    hours = pd.date_range("2023-01-01", periods=8760, freq="h").strftime("%Y-%m-%dT%H:%M").tolist()
    frame = pd.DataFrame({"fuel": "diesel", "amount": 1.0, "unit": "t", "period": [*hours, "sometime"]})
    found = zc.energy.estimate(make(engine, frame, 3), region="CN-HA", substances=["CO2"])
    assert found.passes["groups"].tolist()[0] == 2
    assert len(found.by("period")) == 8761
    assert found.problems[["column", "rows"]].to_numpy().tolist() == [["period", 1]]


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb"])
def test_all_modules_at_once(engine, make) -> None:
    """`zc.estimate` sends each row of an engine to its module and keeps the ids of the whole."""
    frame = pd.DataFrame({
        "module": ["能源", "waste", "energy", "transport"],
        "method": ["", "waste incineration, biogenic CO2", "", "road fuel"],
        "fuel": ["柴油", "", "coke", "diesel"], "waste": ["", "municipal solid waste", "", ""],
        "energy_recovered": ["", "yes", "", ""], "amount": [1.0, 2.0, 3.0, 4.0], "unit": "t",
    })  # fmt: skip
    reference = zc.estimate(frame, region="CN-HA", year=2023)
    found = zc.estimate(make(engine, frame), region="CN-HA", year=2023)
    np.testing.assert_array_equal(found.total().sort_index(), reference.total().sort_index())
    assert sorted(found.problems["problem"]) == sorted(reference.problems["problem"])


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb", "pyarrow"])
def test_balances_below_zero_count_zero(engine, make) -> None:
    """A balance is clipped by its groups in the engine as in pandas, in sums and in lines, each on the record."""
    frame = pd.DataFrame({
        "id": ["a", "b", "c"], "entity": ["x", "x", "y"], "method": "carbon balance", "role": ["input", "output", "input"],
        "amount": [10.0, 20.0, 5.0], "unit": "t", "carbon_content": [0.5, 0.6, 0.7], "carbon_content_unit": "t/t",
        "material": "naphtha",
    })  # fmt: skip
    reference = zc.industry.estimate(frame, region="CN-HA", year=2023)
    found = zc.industry.estimate(make(engine, frame), region="CN-HA", year=2023)
    np.testing.assert_array_equal(found.total(), reference.total())
    assert reference.total("CO2").magnitude == pytest.approx(5 * 0.7 * 44 / 12)
    assert found.problems["problem"].tolist() == reference.problems["problem"].tolist()
    lines = engines.fetch(engines.open_frame(found.rows(), position=""))
    assert lines["emission"].astype(float).sum() == pytest.approx(reference.frame["emission"].sum(), rel=1e-14)
