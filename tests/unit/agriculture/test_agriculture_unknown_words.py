"""A word that nothing knows is told, with the nearest one that is known."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

import zzcarbon as zc


def problems(**row: object) -> pd.DataFrame:
    """Estimate one row of agriculture and return its problems."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        return zc.agriculture.estimate(pd.DataFrame([row]), region="CN-HA", year=2023).problems


@pytest.mark.parametrize(("animal", "near"), [("dairy catle", "'dairy cattle'"), ("fatening pigs", "'finishing pigs'")])
def test_a_misspelt_subject(animal: str, near: str) -> None:
    """Without a figure, the remedy names the word that is meant."""
    found = problems(method="enteric fermentation", animal=animal, amount=1.0, unit="head")
    assert near in found["remedy"].item()


def test_a_misspelt_dimension_is_not_left_out_in_silence() -> None:
    """A climate that nothing knows is answered by the figure for all climates, and told."""
    row = {"method": "soil nitrous oxide", "fertiliser": "尿素", "amount": 1.0, "unit": "t"}
    found = problems(**row, climate="weet")
    assert found["column"].tolist() == ["climate"]
    assert "'wet'" in found["remedy"].item()
    assert problems(**row, climate="湿润").empty
    assert problems(**row).empty


def test_a_substance_that_the_method_does_not_give_is_told() -> None:
    """A row that names a substance is in the inventory with it, or is a problem: never lost."""
    found = problems(method="liming", material="石灰石", amount=1.0, unit="t", substance="NH3")
    assert found["problem"].item() == "factors of liming are of CO2 alone: others are NA, not applicable"


def test_any_substance_may_be_reported() -> None:
    """What was computed elsewhere counts whatever it is of."""
    rows = pd.DataFrame(
        {"method": "已核算的农业排放量", "substance": ["NH3", "CH4", "PM2.5"], "amount": [1.0, 2.0, 3.0], "unit": "t"}
    )
    total = zc.agriculture.estimate(rows, region="CN-HA", year=2023).total()
    assert total.to_dict() == {"NH3": 1.0, "CH4": 2.0, "PM2.5": 3.0}
