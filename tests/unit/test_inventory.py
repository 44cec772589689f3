"""Inventories: conversions, files, comparison."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc


@pytest.fixture
def inventory() -> zc.Inventory:
    """Return a small inventory with text that looks like a formula."""
    frame = pd.DataFrame(
        {
            "id": ["a", "b", "=c"],
            "fuel": ["diesel", "raw coal", "wood"],
            "amount": [1.5, 2.25, 3.0],
            "unit": "t",
            "year": 2023,
            "category_nfr": "1.A.2",
            "shop": ["=cmd()", "+1", "'quoted"],
        }
    )
    return zc.energy.estimate(frame, region="CN-HA", substances=["CO2", "CH4", "N2O", "NMVOC"])


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_files_keep_everything(inventory: zc.Inventory, tmp_path: Path, ending: str) -> None:
    """What is read is what was written: numbers to the last digit, text that looks like a formula too."""
    path = tmp_path / f"inventory.{ending}"
    write = {"csv": inventory.to_csv, "xlsx": inventory.to_excel, "parquet": inventory.to_parquet}[ending]
    write(path)
    read = zc.read_inventory(path)
    assert read.frame["emission"].tolist() == inventory.frame["emission"].tolist()
    assert read.frame["shop"].tolist() == inventory.frame["shop"].tolist()
    assert read.frame["id"].tolist() == inventory.frame["id"].tolist()
    assert read.coefficients["coefficient_id"].tolist() == inventory.coefficients["coefficient_id"].tolist()
    sums = read.by("shop").set_index(["shop", "substance"])["emission"]
    expected = inventory.by("shop").set_index(["shop", "substance"])["emission"].dropna()
    assert sums[expected.index].tolist() == pytest.approx(expected.tolist(), rel=1e-12)
    with pytest.raises(zc.UnknownNameError, match="label"):
        read.by("nothing")
    if ending == "csv":
        cells = path.read_text(encoding="utf-8").replace('"', "").replace("\n", ",").split(",")
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_an_incomplete_or_foreign_file_is_an_error(inventory: zc.Inventory, tmp_path: Path) -> None:
    """Rows without their coefficients are no inventory."""
    inventory.to_csv(tmp_path / "i.csv")
    (tmp_path / "i.coefficients.csv").unlink()
    with pytest.raises(zc.DataError, match="not complete"):
        zc.read_inventory(tmp_path / "i.csv")
    with pytest.raises(zc.DataError, match="read from"):
        zc.read_inventory(tmp_path / "i.txt")


def test_co2e_is_the_sum_of_gases_times_their_gwp(inventory: zc.Inventory) -> None:
    """The set is named in the result; sets cannot be combined; biogenic CO2 stays outside."""
    gases = inventory.total()
    converted = inventory.co2e("AR5")
    methane = inventory.by("origin").query("substance == 'CH4'").set_index("origin")["emission"]
    by_origin = {"fossil": 30, "biogenic": 28, "": 28}
    expected = gases["CO2"] + sum(by_origin[origin] * mass for origin, mass in methane.items()) + 265 * gases["N2O"]
    assert converted.total("CO2e (AR5)").magnitude == pytest.approx(expected)
    assert "AR5" in str(converted.total("CO2e (AR5)"))
    assert "NMVOC" in converted.record[0]
    for line in converted.explain("a").lines:
        assert eval(line.expression) == pytest.approx(line.emission, rel=1e-9)
    with pytest.raises(zc.DataError, match="do not add"):
        zc.combine(converted, inventory.co2e("AR6"))
    with pytest.raises(zc.UnitError, match="already"):
        converted.co2e("AR6")
    with pytest.raises(zc.UnknownNameError, match="AR6"):
        inventory.co2e("AR7")


def test_recast_is_on_the_record(inventory: zc.Inventory) -> None:
    """NMVOC becomes VOCs only with a reason, and never a water pollutant."""
    recast = inventory.recast({"NMVOC": "VOCs"}, why="the plan counts these")
    assert recast.total()["VOCs"] == inventory.total()["NMVOC"]
    assert "the plan counts these" in recast.record[0]
    with pytest.raises(ValueError, match="reason"):
        inventory.recast({"NMVOC": "VOCs"}, why=" ")
    with pytest.raises(ValueError, match="water"):
        inventory.recast({"NMVOC": "COD"}, why="no")
    with pytest.raises(zc.UnknownNameError, match="SO2"):
        inventory.recast({"SO2": "SOx"}, why="absent")


def test_combining_reports_the_same_id_twice(inventory: zc.Inventory) -> None:
    """The sum is the sum, and the repetition is a problem."""
    both = zc.combine(inventory, inventory)
    assert both.total("CO2").magnitude == pytest.approx(2 * inventory.total("CO2").magnitude)
    assert both.problem_rows()["problem"].str.contains("stands twice").sum() == 3


def test_comparing_shows_what_is_missing(inventory: zc.Inventory) -> None:
    """A substance that one side lacks is NaN, not zero."""
    other = zc.energy.estimate(
        pd.DataFrame({"fuel": ["diesel"], "amount": [3.0], "unit": ["t"], "year": [2023]}),
        region="CN-HA", substances=["CO2"],
    )  # fmt: skip
    table = inventory.compare(other).set_index("substance")
    assert table.loc["CO2", "difference"] == pytest.approx(
        inventory.total("CO2").magnitude - other.total("CO2").magnitude
    )
    assert pd.isna(table.loc["CH4", "emission_other"])


def test_sums_by_sectors_of_gridded_reporting() -> None:
    """A category has its GNFR sector, one of IPCC 2006 through NFR; a sum over several sectors has none."""
    rows = pd.DataFrame(
        {"fuel": "diesel", "amount": [1.0, 2.0, 4.0, 8.0], "unit": "t", "year": 2023,
         "category_nfr": ["1A2f", "1.A.4.b.i", "1.A.2", ""], "category_ipcc2006": ["", "", "", "1.A.2.f"]}
    )  # fmt: skip
    sums = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"]).by("gnfr")
    shares = sums["emission"] / sums["emission"].sum()
    assert sums["gnfr"].tolist()[:2] == ["B_Industry", "C_OtherStationaryComb"]
    assert pd.isna(sums["gnfr"].iloc[2])
    assert shares.tolist() == pytest.approx([9 / 15, 2 / 15, 4 / 15])


def test_unknown_names_are_errors(inventory: zc.Inventory) -> None:
    """A label, row or substance that is not there is an error with the nearest names."""
    with pytest.raises(zc.UnknownNameError, match="Did you mean 'shop'"):
        inventory.by("shpo")
    with pytest.raises(zc.UnknownNameError, match="unknown row"):
        inventory.explain("zzz")
    with pytest.raises(zc.UnknownNameError, match="NOx"):
        inventory.total("NOx")


def test_what_is_shown_reads_well(inventory: zc.Inventory) -> None:
    """The repr names rows, factors and problems; HTML escapes the input."""
    assert "Inventory of 3 rows" in repr(inventory)
    assert "<table" in inventory._repr_html_()
    assert "grade A" in str(inventory.explain("a", "CO2"))


def test_an_inventory_stands_beside_a_ledger(inventory: zc.Inventory) -> None:
    """The trend of an inventory and the booked reductions are shown together, never netted."""
    from zzcarbon.targets import inventory_beside_ledger

    rows = pd.DataFrame(
        {"fuel": "raw coal", "amount": [1e6, 1.1e6], "unit": "t", "year": [2021, 2022], "category_nfr": "1.A.1.a"}
    )
    trend = zc.energy.estimate(rows, region="CN-HA", substances=["NOx"]).by("year")
    ledger = zc.read_ledger(
        pd.DataFrame({"project": ["kiln"], "substance": ["NOx"], "reduction": [100.0], "unit": ["t"], "year": [2022]})
    )
    shown = inventory_beside_ledger(trend, ledger)
    last = shown.frame.iloc[-1]
    assert last["change"] > 0
    assert last["cumulative_reduction"] == 100.0


def test_blank_cells_of_nullable_columns_are_problems() -> None:
    """pandas.NA, which has no truth, is a blank cell in `problems` as None and NaN are."""
    rows = pd.DataFrame(
        {"id": list("abc"), "fuel": pd.array(["coke", None, None], "string"), "amount": 1.0, "unit": "t"}
    )
    problems = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"]).problems
    assert problems[["id", "value", "rows"]].values.tolist() == [["b, c", "", 2]]


def test_who_edits_a_frame_edits_their_own() -> None:
    """Columns, names and cells of a frame that was handed out are not those of the inventory."""
    rows = pd.DataFrame({"fuel": ["coke", "diesel"], "amount": 1.0, "unit": "t"})
    inventory = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"])
    before = inventory.frame.copy()
    edited = inventory.frame
    edited["emission"] = 0.0
    edited.loc[0, "id"] = "other"
    edited.iloc[:, edited.columns.get_loc("lower")] = 5.0
    edited.insert(0, "new", 1)
    edited.index.name = "row"
    edited.columns = [f"c{at}" for at in range(len(edited.columns))]
    pd.testing.assert_frame_equal(inventory.frame, before)
