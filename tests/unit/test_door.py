"""A public call that fails on what it was given names the argument; what is right and fails stays a fault of ours."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import door


@door.guarded
def worked(
    amount: Any, names: Sequence[str] = (), by: Mapping[str, float] | None = None, way: Literal["a", "b"] = "a"
) -> Any:
    """Fail on what is not right.

    Parameters
    ----------
    amount : float or array, shape (n,) or (years, n)
        Fuel burnt [t].
    names : sequence of str
        Names.
    by : mapping of str to float, optional
        Shares [1].
    way : {"a", "b"}
        The way.
    """
    assert way.upper() in {"A", "B"}
    return amount * 2.0 + len("".join(names)) + sum((by or {}).values()) + ord(way)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"amount": None}, r"column amount: float or array.* is needed, not NoneType \(value None\). amount is: Fuel burnt"),
        ({"amount": "2"}, "float or array"),
        ({"amount": [1.0]}, "column amount: float or array"),
        ({"amount": pd.DataFrame({"a": ["x"]})}, "float or array"),
        ({"amount": 1.0, "names": [1]}, "column names: sequence of str is needed, not list"),
        ({"amount": 1.0, "names": 3}, "sequence of str is needed, not int"),
        ({"amount": 1.0, "by": {"a": "much"}}, "column by: mapping of str to float is needed, not dict"),
        ({"amount": 1.0, "by": 3.0}, "mapping of str to float is needed, not float"),
        ({"amount": 1.0, "way": 3}, "column way"),
    ],
)  # fmt: skip
def test_an_argument_of_another_class_is_named(given: dict[str, Any], told: str) -> None:
    """The error is ours, says what is needed, what came and what the argument is, and keeps the foreign one behind it."""
    with pytest.raises(zc.DataError, match=told) as caught:
        worked(**given)
    assert caught.value.__cause__ is not None
    assert caught.value.problems[0].column in given


def test_what_is_right_costs_nothing_and_passes() -> None:
    """A call that does not fail is not looked at, whatever the classes; a wrong call stays Python's."""
    assert worked(np.float64(2.0), ("a",)) == 5.0 + ord("a")
    assert worked(True) == 2.0 + ord("a")
    with pytest.raises(TypeError, match="unexpected keyword"):
        worked(1.0, nothing=3)  # type: ignore[call-arg]


@pytest.mark.parametrize("raised", [RuntimeError, ValueError, KeyError])
def test_a_fault_of_ours_stays_what_it_is(raised: type[Exception]) -> None:
    """Where every argument is right, nobody is blamed."""

    @door.guarded
    def broken(amount: float) -> float:
        raise raised(f"broken with {amount}")

    with pytest.raises(raised, match="broken with 1"):
        broken(1.0)


FRAME = pd.DataFrame({"a": [1, 2]})


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda frame, value: frame["emission"] + value, "column emission: frame lacks the column. Columns: a"),
        (lambda frame, value: frame["a"].to_numpy() + np.ones(3), "broadcast"),
        (lambda frame, value: 1 if frame == value else 2, "one value is needed, not DataFrame"),
    ],
)
def test_a_table_without_a_column_or_in_the_place_of_a_value(call: Callable[[Any, Any], Any], told: str) -> None:
    """Columns that a frame lacks, and frames where one value is meant, are named; other errors stay."""

    @door.guarded
    def using(frame: pd.DataFrame, value: int) -> Any:
        return call(frame, value)

    with pytest.raises(ValueError, match=told):
        using(FRAME, 1)


def test_lengths_that_differ_and_nothing_at_all_are_told() -> None:
    """Arrays that do not go together, and an empty list where one member is needed."""

    @door.guarded
    def added(left: Sequence[float], right: Sequence[float]) -> float:
        return float((np.asarray(left) + np.asarray(right))[0])

    with pytest.raises(zc.DataError, match="the lengths differ: 2 of left, 3 of right"):
        added([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(zc.DataError, match="column left: nothing is given"):
        added([], [])


def test_what_is_walked_through_is_not_a_text_or_a_frame() -> None:
    """A text, a quantity and a frame can be walked through, and are never meant where several things are."""

    @door.guarded
    def pairs(given: Iterable[tuple[str, float]]) -> dict[str, float]:
        return {name: value * 1.0 for name, value in given}

    for value in ("soon", zc.quantity("3 t"), FRAME):
        with pytest.raises(zc.DataError, match="is needed, not"):
            pairs(value)  # type: ignore[arg-type]


def test_the_error_is_told_in_chinese() -> None:
    """As every error."""
    with zc.options.within(language="zh"), pytest.raises(zc.DataError, match="需要 .*，而不是"):
        zc.water.wastewater_ch4(organics=None, b0=0.6, mcf=0.3)


def test_scalar_equations_raise_our_error() -> None:
    """A share above one, a deposit below zero, a loss of everything: DataError, which is a ValueError as before."""
    for call, told in (
        (lambda: zc.industry.anode_co2(anode_net=400.0, sulphur=2.0, ash=0.0), "share between 0 and 1"),
        (lambda: zc.transport.charging_ratio(1.0), "charging loss"),
        (lambda: zc.agriculture.animal_days(sold=1.0, stock=1.0, rearing_period=0.0), "rearing period"),
        (lambda: zc.waste.landfill_emission(generated=1.0, recovered=2.0, oxidation=0.1), "more CH4 is recovered"),
    ):
        with pytest.raises(zc.DataError, match=told):
            call()


def test_guarded_calls_pickle_and_keep_their_page() -> None:
    """Another process finds them by name; signature, name and page are those of the function."""
    for call in (zc.co2e, zc.energy.combustion_co2, zc.Inventory.by, zc.waste.first_order_decay):
        assert pickle.loads(pickle.dumps(call)) is call
        assert call.__doc__ and "Parameters" in call.__doc__
