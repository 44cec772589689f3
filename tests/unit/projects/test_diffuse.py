"""Projects at farms, sites, kitchens and processes: worked examples, side effects, what is refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.errors import DataError

COMMON = {
    "project": "works",
    "year": 2024,
    "months": 12,
    "cap": "no cap",
    "utilisation_before": 1,
    "utilisation_after": 1,
}

CASES = [
    (
        {"type": "规模化养殖场氨减排", "substance": "NH3", "animals_before": 50_000, "animals_after": 50_000}
        | {"factor_before": 2.0, "factor_after": 2.0, "removal_before": 0.0, "removal_after": 0.6},
        60.0,
    ),
    (
        {"type": "化肥氨减排", "substance": "NH3", "nitrogen_before": 1000, "nitrogen_after": 900}
        | {"loss_before": 0.1, "loss_after": 0.08},
        17.031 / 14.007 * (100.0 - 72.0),
    ),
    (
        {"type": "氨逃逸治理", "substance": "NH3", "flow_before": 1e6, "flow_after": 1e6, "hours_before": 8000}
        | {"hours_after": 8000, "concentration_before": 2.5, "concentration_after": 1.0},
        12.0,
    ),
    (
        {"type": "扬尘治理", "substance": "PM10", "extent_before": 1e6, "extent_after": 1e6, "extent_unit": "m2/a"}
        | {
            "factor_before": 0.02,
            "factor_after": 0.02,
            "factor_unit": "kg/m2",
            "control_before": 0.0,
            "control_after": 0.7,
        },
        14.0,
    ),
    (
        {"type": "餐饮油烟治理", "substance": "PM2.5", "flow_before": 1e5, "flow_after": 1e5, "hours_before": 3000}
        | {"hours_after": 3000, "concentration_before": 10.0, "concentration_after": 1.0},
        2.7,
    ),
    (
        {"type": "熟料替代", "substance": "CO2", "product_before": 1e6, "product_after": 9e5}
        | {"factor_before": 0.52, "factor_after": 0.52},
        52_000.0,
    ),
    (
        {"type": "碳捕集", "substance": "CO2", "generated_before": 0, "generated_after": 1e5, "collection_after": 1}
        | {"running_after": 0.9, "removal_after": 0.9},
        81_000.0,
    ),
    (
        {"type": "非道路移动机械排放阶段升级", "substance": "NOx", "machines_before": 100, "machines_after": 100}
        | {"power_before": 100, "power_after": 100, "load_before": 0.5, "load_after": 0.5, "hours_before": 1000}
        | {"hours_after": 1000, "factor_before": 4.0, "factor_after": 1.0},
        15.0,
    ),
]


@pytest.mark.parametrize(("row", "tonnes"), CASES, ids=[str(row["type"]) for row, _ in CASES])
def test_worked_examples(row: dict[str, Any], tonnes: float) -> None:
    """Each type gives the tonnes of its equation by hand, and says what it moves besides."""
    made = zc.projects.reductions(pd.DataFrame([COMMON | row]))
    assert float(made.frame["reduction"].iloc[0]) == pytest.approx(tonnes, rel=1e-12)
    assert any("are not told" in note for note in made.notes)


def test_a_side_effect_counts_against_its_substance() -> None:
    """More slip of a catalyst is a declared side effect, a negative entry of the ledger."""
    slip = CASES[2][0] | {"concentration_before": 0.0, "concentration_after": 2.5, "side_effect": "yes"}
    made = zc.projects.reductions(pd.DataFrame([COMMON | slip]))
    entries = made.entries()
    assert entries[["reduction", "side_effect"]].iloc[0].tolist() == [-20.0, True]
    assert float(made.ledger("verified").by()["net"].iloc[0]) == -20.0


@pytest.mark.parametrize(
    ("kind", "name"),
    [("污水处理厂提标改造", "NOx"), ("畜禽粪污治理", "NH3"), ("低氮燃烧改造", "COD"), ("扬尘治理", "NH3")],
)
def test_a_type_does_not_take_any_substance(kind: str, name: str) -> None:
    """A substance that a type does not aim at is refused, with the aims."""
    with pytest.raises(DataError, match="does not aim at") as error:
        zc.projects.reductions(pd.DataFrame([COMMON | {"type": kind, "substance": name}]))
    assert any("It aims at" in problem.remedy for problem in error.value.problems)
