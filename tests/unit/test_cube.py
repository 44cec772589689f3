"""Rows, cube and coefficients: sums that do not depend on order, leaves from which every value can be made again."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.estimation import cube as cubes
from zzcarbon.estimation.cube import sum_by_place
from zzcarbon.estimation.rows import ArrayRows

NUMBERS = st.lists(st.tuples(st.integers(0, 3), st.floats(-1e12, 1e12)), min_size=1, max_size=200)


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Return three thousand rows of fuels, with a bad row, a notation and measured values."""
    draw = np.random.default_rng(11)
    count = 3000
    frame = pd.DataFrame(
        {
            "id": [f"r{at}" for at in range(count)],
            "fuel": draw.choice(["diesel", "raw coal", "coke", "wood"], count), "unit": draw.choice(["t", "kg"], count),
            "amount": draw.random(count) * 10.0 ** draw.integers(0, 6, count), "year": 2023,
            "category_nfr": draw.choice(["1.A.2", "1.A.1.a"], count), "district": draw.choice(list("abcdefgh"), count),
            "ncv": np.where(draw.random(count) < 0.2, 21.3, np.nan), "ncv_unit": "GJ/t",
            "activity_uncertainty": 0.05, "activity_source": draw.choice(["survey", ""], count),
        }
    )  # fmt: skip
    frame.loc[7, "fuel"] = "nosuch"
    return frame


@pytest.fixture(scope="module")
def inventory(rows: pd.DataFrame) -> zc.Inventory:
    """Return their inventory."""
    return zc.energy.estimate(rows, region="CN-HA", substances=["CO2", "CH4", "NOx"])


@given(NUMBERS, st.randoms(use_true_random=False))
def test_sums_are_exact_whatever_the_order(pairs: list[tuple[int, float]], shuffle: object) -> None:
    """The sum by place is the exactly rounded one to the last bit of the sum of absolute terms, in any order."""
    mixed = pairs.copy()
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    sums = [
        sum_by_place(np.array([place for place, _ in given]), 4, np.array([number for _, number in given]))
        for given in (pairs, mixed)
    ]
    assert sums[0].tobytes() == sums[1].tobytes()
    for place in range(4):
        numbers = [number for at, number in pairs if at == place]
        assert abs(sums[0][place] - math.fsum(numbers)) <= 1e-15 * math.fsum(map(abs, numbers))


def test_equal_rows_in_another_order_give_equal_bytes(rows: pd.DataFrame, inventory: zc.Inventory) -> None:
    """Shuffled rows, and rows with the words as categories, give the same inventory bit by bit."""
    expected = inventory.by("district", "fuel")["emission"].to_numpy().tobytes()
    words = ["fuel", "unit", "category_nfr", "district"]
    for other in (rows.sample(frac=1.0, random_state=3), rows[::-1], rows.astype(dict.fromkeys(words, "category"))):
        again = zc.energy.estimate(other, region="CN-HA", substances=["CO2", "CH4", "NOx"])
        assert again.by("district", "fuel")["emission"].to_numpy().tobytes() == expected


def test_many_groups_are_summed_as_few_are(inventory: zc.Inventory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups that are sorted because a table of all would be too large give what the table gives."""
    expected = inventory.by("id", "district")
    monkeypatch.setattr(cubes, "_DENSE", 1)
    pd.testing.assert_frame_equal(inventory.by("id", "district"), expected)


def test_values_are_a_constant_times_their_leaves(inventory: zc.Inventory) -> None:
    """Every coefficient is made again from its leaves, so an error of a leaf goes through exactly."""
    for found in (inventory, inventory.co2e("AR6")):
        table = found.table
        leaves = table.leaves.assign(factor=table.leaves["value"] ** table.leaves["power"])
        products = leaves.groupby("id")["factor"].prod()
        lines = table.lines[table.lines["id"] != ""]
        made = lines["constant"].to_numpy() * products.reindex(lines["id"]).fillna(1.0).to_numpy()
        np.testing.assert_allclose(made, lines["value"], rtol=1e-12)


def test_what_passes_a_device_of_the_database_is_a_leaf_and_never_negative() -> None:
    """With a removal of the database and shares in the row two lines add: what passes beside, and through, the device."""
    table = zc.factors().extend(
        pd.DataFrame([{"activity": "flaring", "subject": "gas", "substance": "NOx", "unit": "kg/t", "value": 3.0}])
    )
    own = pd.DataFrame([{"parameter": "removal_efficiency", "subject": "NOx", "technology": "SCR", "value": 0.8,
                         "lower": 0.7, "upper": 0.9, "unit": "1"}])  # fmt: skip
    row = {"method": "flaring", "product": "gas", "amount": 1000.0, "unit": "t", "control": "SCR"}
    rows = pd.DataFrame([row, {**row, "operating_rate": 0.5}])
    found = zc.energy.estimate(
        rows, region="CN", year=2023, factors=table.extend(own, set_key="devices"), substances="NOx"
    )
    assert found.frame["emission"].tolist() == pytest.approx([0.6, 1.8], rel=1e-12)
    assert np.nanmin(found.table.values) > 0
    passing = found.table.leaves.query("kind == 'passing'").drop_duplicates("leaf")
    assert passing[["value", "lower", "upper"]].to_numpy().ravel().tolist() == pytest.approx([0.2, 0.1, 0.3])
    assert eval(found.explain("row-2").lines[0].expression) == pytest.approx(1.8)


def test_errors_of_the_activity_come_with_the_cube(rows: pd.DataFrame, inventory: zc.Inventory) -> None:
    """Shared errors of a source add; squares of rows without one do."""
    cube = inventory.cube("district", errors=True)
    errors = cube.errors
    assert errors is not None
    coke = rows[(rows["fuel"] == "coke") & (rows["unit"] == "t") & (rows["district"] == "a") & rows["ncv"].isna()]
    key = inventory.table.keys
    shared = coke[coke["activity_source"] == "survey"]["amount"].sum() * 0.05
    alone = ((coke[coke["activity_source"] == ""]["amount"] * 0.05) ** 2).sum()
    group = cube.labels.index[cube.labels["district"] == "a"][0]
    of_group = errors[(errors["group"] == group) & (key["fuel"].to_numpy()[errors["key"]] == "coke")]
    with_source = of_group[(of_group["source"] == "survey") & (of_group["term"] == 0)]["sum"]
    without = of_group[(of_group["source"] == "") & (of_group["term"] == 0) & (of_group["other"] == 0)]["sum"]
    assert with_source.tolist()
    assert min(abs(with_source - shared)) <= 1e-9 * max(shared, 1) or with_source.sum() >= shared
    assert without.sum() >= alone * (1 - 1e-12)


def test_the_cube_sums_to_the_total(inventory: zc.Inventory) -> None:
    """Cells hold every row once, and their sums give the totals."""
    cube = inventory.cube("district", "fuel")
    assert int(cube.rows.sum()) == len(inventory)
    assert set(cube.labels.columns) == {"district", "fuel"}
    with pytest.raises(zc.UnknownNameError, match="label"):
        inventory.cube("nothing")


def test_labels_named_like_a_column_of_the_result_are_kept() -> None:
    """They are called activity_..., and sums by them are sums by the labels of the rows."""
    rows = pd.DataFrame(
        {"fuel": "coke", "amount": [1.0, 2.0], "unit": "t", "tier": ["x", "y"], "medium": "m", "gas": "g"}
    )
    found = zc.energy.estimate(rows, region="CN-HA", substances="CO2")
    assert found.frame["activity_tier"].tolist() == ["x", "y"]
    assert found.frame["activity_medium"].tolist() == ["m", "m"]
    assert found.by("tier")["tier"].tolist() == ["x", "y"]


def test_many_lines_are_categories_and_too_many_are_refused(rows: pd.DataFrame, inventory: zc.Inventory) -> None:
    """Words are text where lines are few; categories hold the same words; above the limit the way out is named."""
    with zc.options.within(categories=True):
        short = zc.energy.estimate(rows, region="CN-HA", substances=["CO2", "CH4", "NOx"]).frame
    assert isinstance(short["substance"].dtype, pd.CategoricalDtype)
    assert isinstance(short["district"].dtype, pd.CategoricalDtype)
    plain = inventory.frame
    assert not isinstance(plain["district"].dtype, pd.CategoricalDtype)
    for name in plain.columns:
        assert (
            short[name].astype(object).where(short[name].notna(), None).tolist()
            == plain[name].astype(object).where(plain[name].notna(), None).tolist()
        ), name
    with zc.options.within(limit=100), pytest.raises(zc.DataError, match="to_parquet"):
        zc.energy.estimate(rows, region="CN-HA", substances="CO2").frame  # noqa: B018


def test_problems_are_one_line_a_kind(rows: pd.DataFrame) -> None:
    """Ten thousand rows with one fault are one line with its count; the rows of a line are one call away."""
    bad = rows.assign(unit=np.where(rows["district"] == "a", "ton", rows["unit"]))
    found = zc.energy.estimate(bad, region="CN-HA", substances=["CO2", "CH4"])
    table = found.problems
    assert table["rows"].tolist() == sorted(table["rows"], reverse=True)
    line = int(table.index[table["column"] == "unit"][0])
    wrong = bad[(bad["district"] == "a") & (bad["fuel"] != "nosuch")]
    assert table.loc[line, "rows"] == (bad["district"] == "a").sum() or table.loc[line, "rows"] == len(wrong)
    assert table.loc[line, "id"] == ", ".join(bad.loc[bad["district"] == "a", "id"].head(3))
    assert table.loc[line, "value"] == "'ton'"
    assert len(found.problem_rows(line)) == table.loc[line, "rows"]
    assert len(found.problem_rows()) == table["rows"].sum()
    with pytest.raises(zc.UnknownNameError, match="line of problems"):
        found.problem_rows(99)


def test_one_substance_may_be_a_word_and_rows_may_be_plain(rows: pd.DataFrame) -> None:
    """A bare name is one substance; a dict of columns and a list of rows are tables."""
    few = rows[["fuel", "amount", "unit"]].head(3)
    expected = zc.energy.estimate(few, region="CN-HA", substances=["CO2"]).total("CO2")
    for plain in (few, few.to_dict("list"), few.to_dict("records")):
        assert zc.energy.estimate(plain, region="CN-HA", substances="CO2").total("CO2") == expected
    with pytest.raises(TypeError, match="regio"):
        zc.energy.estimate(few, regio="CN-HA")  # type: ignore[call-arg]


def test_a_gas_without_gwp_is_not_estimated_and_the_others_are_converted() -> None:
    """NF3 has no GWP in SAR: its row is NE with a problem, CO2 is converted."""
    rows = pd.DataFrame({"method": "reported emission", "substance": ["NF3", "SF6"], "amount": [1.0, 2.0], "unit": "t"})
    converted = zc.industry.estimate(rows, region="CN", year=2023).co2e("SAR")
    assert converted.frame["notation"].tolist() == ["NE", ""]
    assert converted.problems["problem"].str.contains("no GWP of NF3").any()


def test_balances_of_combined_inventories_are_those_of_one_table() -> None:
    """Outputs in a second table lower the balance of the first; a group below zero in the whole counts zero."""
    told = {"unit": "t", "year": 2023, "line": "1", "carbon_content": 0.5, "carbon_content_unit": "t/t"}
    rows = pd.DataFrame(
        [
            {"method": "carbon balance", "material": "methanol", "entity": entity, "role": role, "amount": amount, **told}
            for entity, role, amount in (
                ("A", "input", 100.0), ("A", "output", 30.0), ("B", "input", 10.0), ("B", "output", 90.0),
                ("C", "output", 5.0), ("C", "input", 50.0),
            )
        ]
    )  # fmt: skip
    whole = zc.industry.estimate(rows, region="CN-HA")
    parts = [zc.industry.estimate(part, region="CN-HA") for part in (rows.iloc[[0, 3, 4]], rows.iloc[[1, 2, 5]])]
    joined = zc.combine(*parts)
    assert whole.total()["CO2"] > 0
    assert joined.total()["CO2"] == pytest.approx(whole.total()["CO2"], rel=1e-12)
    pd.testing.assert_frame_equal(joined.by("entity"), whole.by("entity"))
    assert joined.problem_rows()["problem"].str.contains("below zero").sum() == 2


@given(
    st.lists(st.integers(0, 5), max_size=30), st.sets(st.integers(0, 9)), st.sets(st.integers(0, 29)), st.integers(0, 4)
)
def test_rows_of_problems_are_counted_and_shown(codes, keys, places, limit):
    """Rows at some positions or of some keys are each counted once; the first of them are shown, whatever else there is."""
    rows = ArrayRows(
        pd.DataFrame({"fuel": [f"f{at}" for at in range(len(codes))], "amount": 1.0}),
        np.array(codes, np.int32),
        (np.ones(len(codes)),),
        offset=100,
    )
    positions = np.array(sorted(place for place in places if place < len(codes)), np.intp)
    expected = sorted({*positions.tolist(), *(at for at, key in enumerate(codes) if key in keys)})
    assert rows.count_at(positions, sorted(keys)) == len(expected)
    shown = rows.examples(rows.places_of(positions, sorted(keys), limit), ("fuel",))
    assert shown.ids.tolist() == [f"row-{101 + at}" for at in expected[:limit]]
    assert shown.activity.to_dict("list") == {"fuel": [f"f{at}" for at in expected[:limit]]}
    assert shown.places.tolist() == [100 + at for at in expected[:limit]]
    assert rows.places_of(positions, sorted(keys)).tolist() == expected
