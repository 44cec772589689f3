"""A balance over several inventories is one balance, wherever the rows of its parts are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from tests.engines.conftest import CLUSTERS
from zzcarbon.estimation import engines

ENGINES = ["polars lazy", "duckdb", "pyarrow", *(pytest.param(name, marks=pytest.mark.cluster) for name in CLUSTERS)]
COMMON = {"method": "carbon balance", "material": "naphtha", "unit": "t", "carbon_content_unit": "t/t"}
KNOWN = {"region": "CN-HA", "year": 2023}


pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")


def _balanced(cells: dict[str, list[object]]) -> pd.DataFrame:
    return pd.DataFrame({**cells, **{name: [word] * len(cells["id"]) for name, word in COMMON.items()}})


def inputs() -> pd.DataFrame:
    """Return what comes in: enough for x, too little for y; z has no row."""
    return _balanced({"id": ["a", "b"], "entity": ["x", "y"], "role": ["input"] * 2, "amount": [10.0, 5.0],
                      "carbon_content": [0.9, 0.1]})  # fmt: skip


def outputs() -> pd.DataFrame:
    """Return what goes out: below zero for each entity while it stands alone."""
    return _balanced({"id": ["c", "d", "e"], "entity": ["x", "y", "z"], "role": ["output"] * 3,
                      "amount": [4.0, 20.0, 1.0], "carbon_content": [0.5, 0.6, 0.7]})  # fmt: skip


def nameless() -> pd.DataFrame:
    """Return rows without the column that the others are balanced by."""
    return outputs().drop(columns="entity").assign(id=["f", "g", "h"])


def together(parts, makers) -> zc.Inventory:
    """Estimate each part where it is, and combine."""
    return zc.combine(*(zc.industry.estimate(maker(part), **KNOWN) for maker, part in zip(makers, parts, strict=True)))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("mixed", [False, True], ids=["all in the engine", "one in pandas"])
@pytest.mark.parametrize("with_nameless", [False, True], ids=["entities", "and rows without entity"])
def test_a_joint_balance_is_that_of_pandas(engine, make, mixed, with_nameless) -> None:
    """Outputs that are below zero alone count once their inputs stand beside; what stays below is zero and told."""
    parts = [inputs(), outputs(), *([nameless()] if with_nameless else [])]

    def plain(frame):
        return frame

    def there(frame):
        return make(engine, frame)

    reference = together(parts, [plain] * len(parts))
    found = together(parts, [there, plain if mixed else there, *([there] if with_nameless else [])])
    labels = ["entity"]
    expected, got = (i.by(*labels).sort_values(labels).reset_index(drop=True) for i in (reference, found))
    pd.testing.assert_frame_equal(got, expected, check_exact=True, check_dtype=False)
    by_entity = got.set_index("entity")["emission"]
    assert by_entity["x"] == pytest.approx((10 * 0.9 - 4 * 0.5) * 44 / 12)
    assert by_entity["y"] == by_entity["z"] == 0
    assert sorted(set(found.problems["problem"])) == sorted(set(reference.problems["problem"]))
    assert found.problems["problem"].str.contains("y is below zero").any()
    assert not found.problems["problem"].str.contains("x is below zero").any()


@pytest.mark.parametrize("engine", ENGINES)
def test_lines_of_a_joint_balance_are_zero_where_it_is(engine, make) -> None:
    """Rows that the engine writes out carry the joint balance: their sum is the total."""
    found = together([inputs(), outputs()], [lambda frame: make(engine, frame)] * 2)
    parts = found.rows()
    lines = [
        engines.fetch(engines.open_frame(part, position="")) for part in (parts if isinstance(parts, list) else [parts])
    ]
    emission = pd.concat(lines)["emission"].astype(float)
    assert emission.sum() == pytest.approx(float(found.total("CO2").magnitude), rel=1e-14)
    assert np.count_nonzero(emission) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_balances_cost_one_query(engine, make) -> None:
    """The sums that find a balance below zero answer for it afterwards: nothing is read again."""
    found = zc.industry.estimate(make(engine, outputs()), **KNOWN)
    asked = len(found.passes)
    assert found.by("entity")["emission"].tolist() == [0.0, 0.0, 0.0]
    found.total()
    assert len(found.passes) == asked
