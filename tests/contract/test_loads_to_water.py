"""Loads to water: what has no Chinese default says by ``zc.methods()`` what it asks for and where it is usually found."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc

METHODS = zc.methods()
LOADS = METHODS[
    ((METHODS["module"] == "water") & ~METHODS["method"].str.contains("IPCC"))
    | METHODS["method"].str.contains("water pollutants|loss to water")
]


@pytest.mark.parametrize(("module", "method"), LOADS[["module", "method"]].to_numpy().tolist())
def test_every_method_says_what_it_asks_for_and_where_it_is_found(module: str, method: str) -> None:
    """Its columns mark what every row needs, its limits name the document in which the figure usually stands."""
    told = LOADS.set_index(["module", "method"]).loc[(module, method)]
    assert "*" in told["columns"]
    assert "Usually found: " in told["limits"]


@pytest.mark.parametrize(
    ("module", "row", "column"),
    [
        ("water", {"method": "generation coefficient", "substance": "COD", "amount": 1.0, "unit": "t"}, "coefficient"),
        ("water", {"method": "discharge coefficient", "substance": "氨氮", "amount": 1.0, "unit": "t"}, "coefficient"),
        (
            "agriculture",
            {"method": "livestock water pollutants, own coefficient", "substance": "氨氮", "animal": "生猪", "amount": 10.0,
             "unit": "头", "days": 365, "practice_share": 1.0, "control": "none"},
            "generation",
        ),
        ("agriculture", {"method": "fertiliser loss to water", "substance": "TN", "amount": 1.0, "unit": "t"}, "loss_coefficient"),
    ],
)  # fmt: skip
def test_what_is_not_given_is_asked_for_by_its_column(module: str, row: dict[str, object], column: str) -> None:
    """No load without the coefficient: the problem stands at its column, and nothing is counted."""
    made = getattr(zc, module).estimate(pd.DataFrame([row]), region="CN-HA", year=2023)
    assert column in set(made.problems["column"])
    assert made.frame["emission"].isna().all()
