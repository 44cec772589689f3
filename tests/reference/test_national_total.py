"""A published national total from its categories, through the sectors that report them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

CASES = Path(__file__).parent / "cases"
METHODS = {
    "1": ("industry", "reported emission"),
    "2": ("industry", "reported emission"),
    "3": ("agriculture", "reported agricultural emission"),
    "5": ("waste", "reported waste emission"),
    "6": ("waste", "reported waste emission"),
}


def test_the_swiss_total_of_2021_is_the_sum_of_its_categories() -> None:
    """Categories as the reporting template spells them add up to the national total; NE is in no sum."""
    case = yaml.safe_load((CASES / "ch-nfr-2021-national-total.yaml").read_text(encoding="utf-8"))
    table = pd.read_csv(CASES / case["inputs"][0]["value"])
    sector = table["nfr"].str[0].map(METHODS)
    rows = pd.DataFrame(
        {
            "module": sector.str[0],
            "method": sector.str[1],
            "category_nfr": table["nfr"],
            "substance": table["pollutant"],
            "amount": table["value"],
            "unit": table["unit"],
        }
    )
    unknown = rows.iloc[[0]].assign(amount=None, notation="NE")
    inventory = zc.estimate(pd.concat([rows, unknown], ignore_index=True), region="CH", year=2021)
    assert inventory.problems["column"].tolist() == ["notation"]
    with pytest.warns(zc.NotEstimatedWarning, match="total of NOx"):
        total = inventory.total() / 1e3
    for expected in case["expected"]:
        assert total[expected["name"]] == pytest.approx(expected["value"], rel=expected["tolerance_rel"])


def test_two_spellings_of_a_category_are_one() -> None:
    """3Da2a of the template and 3.D.a.2.a are one line of a table by category."""
    rows = pd.DataFrame(
        {"method": "reported agricultural emission", "substance": "NH3", "amount": [1.0, 2.0], "unit": "t",
         "category_nfr": ["3Da2a", "3.D.a.2.a"]}
    )  # fmt: skip
    table = zc.agriculture.estimate(rows, region="CH", year=2021).by("category_nfr")
    assert table[["category_nfr", "emission"]].to_numpy().tolist() == [["3.D.a.2.a", 3.0]]
