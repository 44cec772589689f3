"""Sums of an inventory go to other packages and come back, with their units, gaps and sets of GWP."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.inventory.exchange import exchange_frame, from_primap2, from_pyam, from_xarray

ROWS = pd.DataFrame(
    {
        "fuel": ["原煤", "柴油", "电力", "柴油"],
        "amount": [12.0, 800.0, 6.5, 10.0],
        "unit": ["万吨", "t", "亿千瓦时", "t"],
        "year": [2022, 2023, 2023, 2023],
        "category_ipcc2006": ["1.A.2", "1.A.3.b", "", ""],
        "category_nfr": ["1.A.2", "1.A.3.b.iii", "", ""],
    }
)


@pytest.fixture(scope="module")
def inventory() -> zc.Inventory:
    """Return an inventory with gases, pollutants, an indirect row, and rows without category."""
    return zc.energy.estimate(ROWS, region="CN-HA", substances=["CO2", "CH4", "NOx", "PM2.5"])


def _direct(inventory: zc.Inventory) -> pd.Series:
    sums = inventory.by("scope")
    return sums[~sums["scope"].isin(["2", "3"])].groupby("substance")["emission"].sum(min_count=1)


def test_the_frame_has_direct_emissions_and_keeps_what_stands_apart(inventory: zc.Inventory) -> None:
    """Its sums are those of the inventory; electricity is not in it and stands in attrs; NE is no number."""
    frame = exchange_frame(inventory)
    sums = frame.groupby("substance")["emission"].sum()
    for name, value in _direct(inventory).dropna().items():
        assert sums[name] == pytest.approx(value)
    assert set(frame.attrs["indirect"]["scope"]) == {"2"}
    assert frame["emission"].dtype == float
    assert set(frame["category"]) == {"1.A.2", "1.A.3.b", "unspecified"}
    assert frame.loc[frame["emission"].isna(), "notation"].eq("NE").all()


def test_xarray_there_and_back(inventory: zc.Inventory) -> None:
    """Every figure and every notation comes back; numbers are numbers, notations words."""
    pytest.importorskip("xarray")
    dataset = inventory.to_xarray()
    assert dataset["emission"].dtype == float
    assert dataset["emission"].attrs["units"] == "t"
    assert dataset.attrs["edition"] == inventory.edition
    back = from_xarray(dataset)
    pd.testing.assert_frame_equal(back, exchange_frame(inventory), check_dtype=False)


@pytest.mark.filterwarnings("ignore")
def test_primap2_there_and_back(inventory: zc.Inventory) -> None:
    """Gases are in Gg of themselves a year, particles a plain mass, CO2e under the set of GWP; all comes back."""
    pytest.importorskip("primap2")
    dataset = inventory.to_primap2()
    assert str(dataset["CO2"].pint.units) == "CO2 * gigagram / year" or "CO2" in str(dataset["CO2"].data.units)
    assert "CO2" not in str(dataset["PM2.5"].data.units)
    back = from_primap2(dataset).set_index(["region", "year", "category", "substance"])["emission"]
    sent = exchange_frame(inventory).set_index(["region", "year", "category", "substance"])["emission"].dropna()
    assert back.sort_index().to_dict() == pytest.approx(sent.sort_index().to_dict())
    kyoto = inventory.co2e("AR6").to_primap2()
    assert "KYOTOGHG (AR6GWP100)" in kyoto
    assert set(from_primap2(kyoto)["substance"]) == {"CO2e (AR6)"}


@pytest.mark.filterwarnings("ignore")
def test_pyam_there_and_back(inventory: zc.Inventory) -> None:
    """Variables name substance and category, units the gas; gaps are told, all else comes back."""
    pytest.importorskip("pyam")
    with pytest.warns(UserWarning, match="pyam keeps no gaps"):
        data = inventory.to_pyam(model="m", scenario="s")
    assert "kt CO2/yr" in data.unit
    assert "Emissions|CO2|1.A.2" in data.variable
    back = from_pyam(data).set_index(["region", "year", "category", "substance"])["emission"]
    sent = exchange_frame(inventory).set_index(["region", "year", "category", "substance"])["emission"].dropna()
    assert back.sort_index().to_dict() == pytest.approx(sent.sort_index().to_dict())


def test_rows_without_year_are_refused() -> None:
    """A sum that belongs to no year cannot be exchanged; the column is named."""
    rows = pd.DataFrame({"fuel": ["柴油"], "amount": [1.0], "unit": ["t"]})
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    with pytest.raises(zc.DataError, match="column year: rows without it.*Give a column year"):
        exchange_frame(inventory)
