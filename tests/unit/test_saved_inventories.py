"""Saved inventories: the same class again, parts that belong together, files and pickles of version 0.1.0."""

from __future__ import annotations

import pickle
import stat
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc

FIRST = Path(__file__).parent / "written_by_0_1_0"
ENDINGS = ("csv", "xlsx", "parquet")


@pytest.fixture
def inventory() -> zc.Inventory:
    """Return rows of two modules: measured values, a control, a function, a notation, a bad word."""
    fuels = pd.DataFrame(
        {
            "id": ["a", "b", "=c", "d"], "fuel": ["diesel", "raw coal", "wood", "nosuchfuel"],
            "amount": [1.5, 0.1 + 0.2, 3.0, 1.0], "unit": "t", "ncv": [None, 20.908, None, None], "ncv_unit": "GJ/t",
            "category_nfr": "1.A.2", "shop": ["=cmd()", "+1", "'quoted", "\rline"], "line": [1, 2, 3, 4],
        }
    )  # fmt: skip
    lime = pd.DataFrame({"method": ["lime"], "product": ["石灰"], "amount": [100.0], "unit": ["t"], "id": ["kiln"]})
    energy = zc.energy.estimate(fuels, region="CN-HA", year=2023, substances=["CO2", "CH4", "NMVOC"])
    return zc.combine(energy, zc.industry.estimate(lime, region="CN-HA", year=2023))


def _written(inventory: zc.Inventory, folder: Path, ending: str) -> Path:
    path = folder / f"inventory.{ending}"
    {"csv": inventory.to_csv, "xlsx": inventory.to_excel, "parquet": inventory.to_parquet}[ending](path)
    return path


@pytest.mark.parametrize("ending", [*ENDINGS, "pickle"])
def test_a_saved_inventory_is_an_inventory(inventory: zc.Inventory, tmp_path: Path, ending: str) -> None:
    """It explains, converts, combines and compares; edition, record and problems stay, to the last digit."""
    changed = inventory.recast({"NMVOC": "VOCs"}, why="the plan counts these")
    read = (
        pickle.loads(pickle.dumps(changed))
        if ending == "pickle"
        else zc.read_inventory(_written(changed, tmp_path, ending))
    )
    assert (read.edition, read.record, len(read)) == (changed.edition, changed.record, 5)
    for name in ("emission", "lower", "upper"):
        assert read.frame[name].tolist() == pytest.approx(changed.frame[name].tolist(), rel=0, abs=0, nan_ok=True)
    assert read.frame["shop"].dropna().tolist() == changed.frame["shop"].dropna().tolist()
    pd.testing.assert_frame_equal(read.coefficients, changed.coefficients)
    pd.testing.assert_frame_equal(read.problems, changed.problems)
    for row in ("a", "b", "kiln"):
        assert str(read.explain(row)) == str(changed.explain(row))
    pd.testing.assert_frame_equal(read.co2e("AR5").by("fuel"), changed.co2e("AR5").by("fuel"))
    assert (read.compare(changed, "fuel")["difference"].dropna() == 0).all()
    twice = zc.combine(read, changed).by("shop", "product")["emission"] / changed.by("shop", "product")["emission"]
    assert twice.dropna().tolist() == [2.0] * twice.notna().sum()
    assert read.memo().to_dict() == changed.memo().to_dict()


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_inventory_in_co2e_can_be_saved(inventory: zc.Inventory, tmp_path: Path, ending: str) -> None:
    """The GWP set stays in the name and in the explanation."""
    converted = inventory.co2e("AR6")
    read = zc.read_inventory(_written(converted, tmp_path, ending))
    pd.testing.assert_frame_equal(read.by("fuel"), converted.by("fuel"))
    assert "GWP of CH4" in str(read.explain("a"))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("part", ["", ".rows", ".coefficients", ".problems"])
def test_parts_of_two_inventories_are_not_taken_for_one(
    inventory: zc.Inventory, tmp_path: Path, ending: str, part: str
) -> None:
    """A part that was written with another inventory is named, and nothing is read."""
    (tmp_path / "other").mkdir()
    path = _written(inventory, tmp_path, ending)
    converted = inventory.co2e("AR6")
    other = _written(zc.combine(converted, converted), tmp_path / "other", ending)
    name = f"inventory{part}.{ending}"
    path.with_name(name).write_bytes(other.with_name(name).read_bytes())
    with pytest.raises(zc.DataError, match="not of one inventory") as caught:
        zc.read_inventory(path)
    assert [Path(problem.file).name for problem in caught.value.problems] == [name]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_missing_part_is_named(inventory: zc.Inventory, tmp_path: Path, ending: str) -> None:
    """Rows without facts, or facts without rows, are no inventory."""
    for name in (f"inventory.{ending}.json", f"inventory.rows.{ending}"):
        path = _written(inventory, tmp_path, ending)
        path.with_name(name).unlink()
        with pytest.raises(zc.DataError, match="not complete") as caught:
            zc.read_inventory(path)
        assert [Path(problem.file).name for problem in caught.value.problems] == [name]


def test_csv_and_parquet_stand_side_by_side(inventory: zc.Inventory, tmp_path: Path) -> None:
    """Two kinds of files under one name do not share a part; files have the rights that the user's files have."""
    paths = [_written(inventory, tmp_path, ending) for ending in ("csv", "parquet")]
    for path in paths:
        pd.testing.assert_frame_equal(zc.read_inventory(path).by("fuel"), inventory.by("fuel"))
    plain = tmp_path / "plain"
    plain.write_text("")
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {stat.S_IMODE(plain.stat().st_mode)}


@pytest.mark.parametrize("ending", ENDINGS)
def test_files_of_the_first_version_are_read(ending: str) -> None:
    """What 0.1.0 wrote sums, converts, explains and combines; its sums are those that 0.1.0 gave."""
    read = zc.read_inventory(FIRST / f"inventory.{ending}")
    told = pd.read_csv(FIRST / "by_shop.csv", keep_default_na=False)
    expected = np.array([float(cell or "nan") for cell in told["emission"]])
    found = read.by("shop")
    assert found[["shop", "substance"]].to_numpy().tolist() == told[["shop", "substance"]].to_numpy().tolist()
    np.testing.assert_array_equal(found["emission"].to_numpy(), expected)
    line = read.explain("a", "CO2").lines[0]
    assert eval(line.expression) == line.emission
    assert "App A Table A.1" in line.text
    assert read.problems["id"].tolist() == ["d"]
    both = zc.combine(read, read.recast({"NMVOC": "VOCs"}, why="test")).by("shop")
    assert both.loc[both["substance"] == "CO2", "emission"].sum() == 2 * np.nansum(expected[told["substance"] == "CO2"])
    assert read.co2e("AR5").by("shop")["emission"].notna().sum() == 3


def test_a_pickle_of_another_version_is_refused_with_the_remedy(inventory: zc.Inventory) -> None:
    """An inventory of 0.1.0, or of a later format, says how to bring it over."""
    with pytest.raises(zc.DataError, match="0.1.0.*write it with to_parquet"):
        pickle.loads((FIRST / "inventory.pickle").read_bytes())
    state = inventory.__getstate__() | {"format": 99}
    with pytest.raises(zc.DataError, match="format 99, this version reads 2"):
        zc.Inventory.__new__(zc.Inventory).__setstate__(state)
