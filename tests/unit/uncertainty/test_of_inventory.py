"""Uncertainty, contributions, key categories, recalculation and checks of inventories, fresh and saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.uncertainty.tables import UncertaintyWarning

pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")

ROWS = pd.DataFrame(
    {
        "id": ["a1", "a2", "b1", "b2"],
        "fuel": ["raw coal", "diesel", "natural gas", "raw coal"],
        "amount": [100.0, 20.0, 30.0, 50.0],
        "unit": ["t", "t", "t", "t"],
        "district": ["a", "a", "b", "b"],
        "activity_uncertainty": [0.05, 0.1, 0.05, None],
        "activity_source": ["yearbook", "", "yearbook", ""],
        "category_ipcc2006": ["1.A.1.a", "1.A.3.b", "1.A.1.a", "1.A.1.a"],
        "year": 2023,
    }
)


def estimated(rows: pd.DataFrame = ROWS, **options: object) -> zc.Inventory:
    """Estimate with the defaults of the IPCC, whose calorific values have bounds."""
    chosen = {"region": "CN-HA", "sets": ["ipcc-2006-v2"], "substances": ["CO2", "CH4", "N2O"]} | options
    return zc.energy.estimate(rows, **chosen)


def intervals(inventory: zc.Inventory, *labels: str, **options: object) -> pd.DataFrame:
    """Return intervals; that figures lack bounds is told and expected."""
    with pytest.warns(UncertaintyWarning, match="have no bounds"):
        return inventory.uncertainty(*labels, **options)


def test_emissions_are_those_of_by() -> None:
    """The middle of the intervals is the emission; bounds lie around it; the share without bounds is told."""
    inventory = estimated()
    found = intervals(inventory, "district")
    other = inventory.by("district").dropna(subset=["emission"])
    assert found["emission"].to_numpy() == pytest.approx(other["emission"].to_numpy(), rel=1e-12)
    assert (found["lower"] < found["emission"]).all() and (found["upper"] > found["emission"]).all()
    assert found["unbounded"].between(0, 1).all()
    assert any("figures have no bounds" in line for line in found.attrs["trail"])


def test_by_hand() -> None:
    """One row: root of the squares of its activity, calorific value and factor, each side apart."""
    inventory = estimated(ROWS.iloc[:1], substances=["CO2"])
    leaves = inventory.table.leaves.dropna(subset=["lower"])
    below = np.sqrt((((leaves["value"] - leaves["lower"]) / leaves["value"]) ** 2).sum() + 0.05**2)
    above = np.sqrt((((leaves["upper"] - leaves["value"]) / leaves["value"]) ** 2).sum() + 0.05**2)
    found = intervals(inventory).iloc[0]
    assert (found["lower"] / found["emission"], found["upper"] / found["emission"]) == pytest.approx(
        (1 - below, 1 + above)
    )


def test_splitting_a_row_changes_nothing() -> None:
    """A row that keeps its source and is split, in any number of parts, keeps mean, spread and draws of the whole."""
    one = ROWS.iloc[[0]]
    parts = pd.concat([one.assign(id=f"part {at}", amount=share) for at, share in enumerate((37.0, 13.0, 50.0))])
    for options in ({}, {"draws": 400, "seed": 2}):
        whole, split = (intervals(estimated(rows, substances=["CO2"]), **options) for rows in (one, parts))
        for column in ("emission", "lower", "upper", "exact"):
            assert split[column].to_numpy() == pytest.approx(whole[column].to_numpy(), rel=1e-9)


def test_rows_without_source_err_alone() -> None:
    """A hundred equal rows without source: their share of the spread is a tenth of that of one row."""
    alone = ROWS.iloc[[0]].assign(activity_source="", activity_uncertainty=0.5)
    many = pd.concat([alone.assign(id=str(at), amount=1.0) for at in range(100)])
    squares = [
        (inventory.contributions("CO2").set_index("kind")["change"]["activity, row by row"])
        for inventory in (estimated(alone), estimated(many))
    ]
    assert squares[1] == pytest.approx(squares[0] / 10)


def test_half_widths_that_the_caller_gives() -> None:
    """Amounts and figures that state none take the caller's half-width; a single figure by its id."""
    inventory = estimated(ROWS.iloc[[3]], substances=["CO2"])
    with_activity = inventory.uncertainty(activity=0.2, default=0.0)
    without = inventory.uncertainty(default=0.0)
    assert np.hypot(without["relative"], 0.2).to_numpy() == pytest.approx(with_activity["relative"].to_numpy())
    leaf = next(name for name in inventory.table.leaves["leaf"] if "ncv" in name)
    named = inventory.uncertainty(default=0.0, widths={leaf: 0.5})
    assert named["relative"].iloc[0] == pytest.approx(0.5)
    with pytest.raises(UnknownNameError, match="unknown figure 'nothing'"):
        inventory.uncertainty(widths={"nothing": 0.1})
    with pytest.raises(DataError, match="zero or more"):
        inventory.uncertainty(default=-0.1)


def test_defaults_are_switched_on_by_name() -> None:
    """Figures without bounds take the half-widths of a named source, no others do, and the trail says how many."""
    inventory = estimated(ROWS.iloc[[3]], substances=["CO2"])
    ncv = 0.5 * (30.5 - 19.9) / 25.8
    found = inventory.uncertainty(defaults=["ipcc-2006-v2"])
    factor = found["relative"].iloc[0] ** 2 - ((25.8 - 19.9) / 25.8) ** 2
    assert factor > 0
    assert found["unbounded"].iloc[0] == 0
    assert found.attrs["trail"][-1] == "1 figures have the default half-widths of ipcc-2006-v2"
    assert found["relative"].iloc[0] > ncv
    with pytest.raises(UnknownNameError, match="unknown set of defaults 'mine'"):
        inventory.uncertainty(defaults=["mine"])
    stationary = ROWS.iloc[[0]].assign(category_nfr="1.A.1.a")
    air = estimated(stationary, sets=["emep-eea-2023", "ipcc-2006-v2"], substances=["NOx"])
    assert air.by()["emission"].notna().all()
    with pytest.warns(UncertaintyWarning, match="too wide for first order: 1"):
        assert air.uncertainty(defaults="emep-eea-2023")["unbounded"].iloc[0] == 0


def test_default_half_widths_are_listed_with_source_and_grade() -> None:
    """Every default has a source that exists, a grade, and half-widths above zero."""
    table = zc.uncertainty.default_half_widths()
    assert (table[["lower_half_width", "upper_half_width"]] > 0).to_numpy().all()
    assert set(table["source"]) == {"ipcc-2006-v2", "emep-eea-2023", "dk-mst-nonroad-2006"}
    assert set(table["grade"]) == {"A", "B", "derived"}
    with pytest.raises(UnknownNameError, match="set of defaults"):
        zc.uncertainty.default_half_widths("edgar")


def test_negative_half_widths_of_rows_are_told_with_their_rows() -> None:
    """Every row whose half-width is below zero stands in the error."""
    with pytest.raises(DataError, match="row a1.*below zero") as caught:
        estimated(ROWS.assign(activity_uncertainty=[-0.1, 0.1, -0.2, 0.1])).uncertainty()
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("draws", [1, -3])
def test_one_draw_is_none(draws: int) -> None:
    """Draws are zero, for first order, or two and more."""
    with pytest.raises(DataError, match="two or more"):
        estimated().uncertainty(draws=draws)


def test_draws_stand_beside_first_order() -> None:
    """Both approaches in one table; the seed is written down and gives the same again; others differ."""
    inventory = estimated(substances=["CO2"])
    one, again, other = (intervals(inventory, "district", draws=500, seed=seed) for seed in (4, 4, 5))
    assert one["upper"].tolist() == again["upper"].tolist() != other["upper"].tolist()
    assert one["method"].str.contains("500 draws, seed 4").all()
    first = intervals(inventory, "district")
    assert one["first_order_upper"].tolist() == first["upper"].tolist()
    assert one["upper"].to_numpy() == pytest.approx(first["upper"].to_numpy(), rel=0.2)
    assert any(line.startswith("lognormal") and "mean preserved" in line for line in one.attrs["trail"])


def test_gwps_are_figures() -> None:
    """In CO2e the GWP of CH4 is one error for all rows; that of CO2 is one by definition and exact."""
    inventory = estimated().co2e("AR6")
    plain = inventory.uncertainty(default=0.0)
    assert any("GWPs have no bounds" in line for line in plain.attrs["trail"])
    wide = inventory.uncertainty(default=0.0, widths={"gwp:AR6:N2O": 0.9})
    assert wide["upper"].iloc[0] > plain["upper"].iloc[0]


def test_change_since_another_inventory() -> None:
    """What both share cancels: an inventory less itself is exactly zero, in first order and in draws."""
    inventory, less = estimated(), estimated(ROWS.assign(amount=ROWS["amount"] * 0.9))
    for options in ({}, {"draws": 100, "seed": 1}):
        nothing = inventory.uncertainty("district", base=inventory, **options)
        assert not nothing[["change", "lower", "upper", "change_relative"]].to_numpy().any()
    change = less.uncertainty(base=inventory)
    assert change["change"].to_numpy() == pytest.approx(-0.1 * change["base"].to_numpy())
    assert change["change_relative"].to_numpy() == pytest.approx(-0.1)
    whole = intervals(inventory)
    assert (change["upper"] - change["change"] < 0.6 * (whole["upper"] - whole["emission"])).all()


def test_scopes_do_not_mix() -> None:
    """Bought electricity has an interval only where its scope is asked for; an empty answer says so."""
    rows = pd.DataFrame(
        {"fuel": ["电力"], "amount": [10.0], "unit": "万千瓦时", "year": 2023, "activity_uncertainty": 0.1}
    )
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    with pytest.warns(UncertaintyWarning, match="say scope='all'"):
        assert inventory.uncertainty(default=0.0).empty
    found = inventory.uncertainty(default=0.0, scope="2")
    assert found["relative"].tolist() == pytest.approx([0.1])
    assert found["emission"].iloc[0] == pytest.approx(inventory.total("CO2", scope="2").magnitude)


def test_contributions_name_figure_and_source() -> None:
    """The largest is the calorific value of coal, with its source and locator; shares add up to one."""
    found = estimated().contributions("CO2", n=2)
    assert "ncv" in found["figure"].iloc[0]
    assert found["source"].iloc[0] == "ipcc-2006-v2"
    assert found["share"].sum() == pytest.approx(1.0)
    assert found["figure"].iloc[-1].endswith("others")
    with pytest.raises(UnknownNameError, match="substance of this inventory"):
        estimated().contributions("NOx")
    with pytest.raises(DataError, match="1 or more"):
        estimated().contributions("CO2", n=0)


def test_nothing_known_contributes_nothing() -> None:
    """Without bounds and activity errors there is nothing to list, and the error says what to give."""
    rows = ROWS.drop(columns=["activity_uncertainty"])
    with pytest.raises(DataError, match="nothing contributes. Give default="):
        estimated(rows, sets=["cn-cets-ag-03.01-2024"], substances=["CO2"]).contributions("CO2")


def test_key_categories_of_an_inventory() -> None:
    """Category and gas are the key; several substances in one table are refused with the way out."""
    inventory = estimated().co2e("AR6")
    found = inventory.key_categories()
    assert found.level["level"].sum() == pytest.approx(1.0)
    assert found.level["gas"].iloc[0] == "CO2"
    assert "category_ipcc2006 x gas" in found.head
    base = estimated(ROWS.assign(amount=[50.0, 30.0, 30.0, 50.0])).co2e("AR6")
    both = inventory.key_categories(("category_ipcc2006", "fuel"), base, 2, 0.9)
    assert both.trend is not None and "approach 2, cut 90 %" in both.head
    with pytest.raises(DataError, match=r"convert it with co2e\(\)"):
        estimated().key_categories()
    with pytest.raises(DataError, match="approach is 1 or 2"):
        inventory.key_categories(approach=3)


def test_table_of_approach_one() -> None:
    """The total of the table is the inventory; a shared factor makes its trend small, an independent one large."""
    inventory, base = estimated().co2e("AR6"), estimated(ROWS.assign(amount=ROWS["amount"] * 0.8)).co2e("AR6")
    table = inventory.uncertainty_table(base)
    assert table["emission"].iloc[-1] == pytest.approx(inventory.by()["emission"].sum())
    apart = inventory.uncertainty_table(base, factor_shared=False)
    assert apart["trend"].iloc[-1] > table["trend"].iloc[-1]


def test_recalculation_adds_up() -> None:
    """A new version differs by activity, set of factors, GWP and rows: the five effects add up within 1e-9."""
    old = estimated(ROWS.iloc[[0, 2, 3]]).co2e("AR5")
    rows = ROWS.assign(amount=[110.0, 20.0, 30.0, 50.0])
    new = estimated(rows, sets=["cn-cets-ag-03.01-2024", "ipcc-2006-v2"]).co2e("AR6")
    for labels in ((), ("district",)):
        found = new.recalculation(old, *labels)
        parts = found[["activity", "factor", "method", "gwp", "coverage"]].sum(axis=1)
        assert parts.to_numpy() == pytest.approx(found["difference"].to_numpy(), rel=1e-9)
        assert found["new"].sum() == pytest.approx(new.by()["emission"].sum())
        assert (found[["activity", "factor", "gwp", "coverage"]].abs().sum() > 0).all()
    same = new.recalculation(new)
    assert not same.drop(columns=["old", "new"]).to_numpy().any()
    assert set(estimated().recalculation(estimated())["gas"]) == {"CO2", "CH4", "N2O"}


def test_saved_inventories_say_the_same(tmp_path: Path) -> None:
    """Intervals, contributions and checks of a saved inventory are those of the fresh one."""
    inventory = estimated()
    inventory.to_csv(tmp_path / "inventory.csv")
    read = zc.read_inventory(tmp_path / "inventory.csv")
    for options in ({}, {"draws": 200, "seed": 1}):
        fresh, saved = (intervals(one, "district", **options) for one in (inventory, read))
        pd.testing.assert_frame_equal(fresh, saved)
    pd.testing.assert_frame_equal(inventory.contributions("CO2"), read.contributions("CO2"))
    assert read.checks().empty


def test_a_measured_value_in_a_wrong_unit_is_found() -> None:
    """The clean table is silent; one calorific value ten times too high stands out, with its place."""
    assert estimated().checks("id").empty
    wrong = ROWS.assign(ncv=[None, None, None, 60.0], ncv_unit="GJ/t")
    found = estimated(wrong).checks("district")
    assert found["where"].str.contains("b").all() and len(found)
    assert found["verdict"].eq("measured value above its bounds").all()
    good = estimated(ROWS.assign(ncv=[None, None, None, 25.0], ncv_unit="GJ/t"))
    assert good.checks("district").empty


def test_years_jumps_completeness_and_reference() -> None:
    """Each check finds what was planted and is silent without it."""
    years = pd.concat([ROWS.assign(id=ROWS["id"] + str(year), year=year) for year in (2019, 2020, 2021)])
    clean = estimated(years)
    assert clean.checks(jump=0.3, expected=["1.A.1", "1.A.3"]).empty
    jumped = estimated(years.assign(amount=years["amount"].where(years["id"] != "a12021", 1000.0)))
    assert set(jumped.checks(jump=0.3)["check"]) == {"jump"}
    gone = estimated(years[years["year"] != 2020]).checks()
    assert gone["check"].eq("missing year").all() and gone["where"].str.contains("2020").all()
    assert clean.checks(expected=["2.A"])["verdict"].tolist() == ["missing"]
    ours = estimated(substances=["CO2"])
    apparent = ours.by("fuel")[["fuel", "emission"]].rename(columns={"emission": "apparent"})
    assert ours.checks(reference=apparent, limit=0.02).empty
    planted = apparent.assign(apparent=apparent["apparent"] * [1.2, 1.0, 1.0])
    assert len(ours.checks(reference=planted, limit=0.02)) == 1
    with pytest.raises(DataError, match="limit="):
        ours.checks(reference=apparent)


def test_an_inventory_without_any_estimate_has_no_interval() -> None:
    """Nothing estimated gives a table without row, not an error."""
    inventory = estimated(ROWS.assign(fuel="peat of the moon"))
    assert inventory.uncertainty().empty


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_rows_that_stay_in_their_engine_say_the_same(engine: str) -> None:
    """Intervals, contributions, key categories, recalculation and checks of a lazy inventory are those of an eager one."""
    module = pytest.importorskip(engine)
    rows = ROWS.assign(activity_uncertainty=ROWS["activity_uncertainty"].astype(float))
    lazy = module.from_pandas(rows).lazy() if engine == "polars" else module.from_df(rows)
    one, other = estimated(rows), estimated(lazy)
    for options in ({}, {"draws": 100, "seed": 1}, {"activity": 0.2}):
        mine, theirs = (intervals(inventory, "district", **options) for inventory in (one, other))
        pd.testing.assert_frame_equal(mine, theirs, check_dtype=False)
    pd.testing.assert_frame_equal(one.contributions("CO2"), other.contributions("CO2"), check_dtype=False)
    assert one.co2e("AR6").key_categories().head == other.co2e("AR6").key_categories().head
    assert not other.recalculation(one).drop(columns=["gas", "old", "new"]).round(12).to_numpy().any()
    assert other.checks("district").empty
