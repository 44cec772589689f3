"""Works behind a sewage plant are counted once."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.water import mark_indirect


def outlets(**change: object) -> pd.DataFrame:
    """Return a works and the plant that takes its water."""
    cells = {
        "id": ["works", "plant"],
        "method": "manual monitoring",
        "plant": ["", "north"],
        "receiving_plant": ["north", ""],
        "substance": "COD",
        "period": "2024",
        "amount": [1e5, 1e7],
        "unit": "m3",
        "concentration": [400.0, 30.0],
        "concentration_unit": "mg/L",
    }
    return pd.DataFrame(cells | change)


def test_the_load_is_counted_at_the_plant() -> None:
    """The total is that of the plant alone; the works stands as IE."""
    marked = mark_indirect(outlets())
    found = zc.water.estimate(marked, region="CN-HA")
    assert found.total("COD").to("t").magnitude == pytest.approx(300.0)
    assert found.frame.set_index("id").loc["works", "notation"] == "IE"
    assert marked["indirect"].tolist() == ["counted at the outlet of north", ""]


@pytest.mark.parametrize(
    "change",
    [
        {"plant": ["", "south"]},
        {"substance": ["COD", "NH3-N"]},
        {"period": ["2024", "2024-03"]},
    ],
)
def test_without_rows_of_the_plant_the_works_is_counted(change: dict) -> None:
    """Another plant, another substance, a part of the time: the row stays and says why."""
    marked = mark_indirect(outlets(**change))
    assert marked["notation"].tolist() == ["", ""]
    assert marked["indirect"].iloc[0].endswith("counted here")


def test_months_of_the_plant_cover_its_year() -> None:
    """Twelve monthly rows of the plant hold a yearly row of the works."""
    plant = outlets().iloc[[1]].drop(columns="period")
    months = pd.concat([plant.assign(id=f"plant {m}", period=f"2024-{m:02d}") for m in range(1, 13)])
    marked = mark_indirect(pd.concat([outlets().iloc[[0]], months]))
    assert marked["notation"].tolist() == ["IE", *[""] * 12]
    assert mark_indirect(pd.concat([outlets().iloc[[0]], months.iloc[:-1]]))["notation"].iloc[0] == ""


def test_wrong_plants() -> None:
    """A plant that feeds itself, an unknown substance and a missing column are refused."""
    with pytest.raises(zc.DataError, match="feeds itself"):
        mark_indirect(outlets(receiving_plant=["north", "north"]))
    with pytest.raises(zc.DataError, match="unknown substance 'dirt'"):
        mark_indirect(outlets(substance="dirt"))
    with pytest.raises(zc.DataError, match="receiving_plant: the column is missing"):
        mark_indirect(outlets().drop(columns="receiving_plant"))
    with pytest.raises(zc.DataError, match="not a period"):
        mark_indirect(outlets(period="soon"))
