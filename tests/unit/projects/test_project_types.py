"""Each declared type: a worked example, and the laws that hold for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zzcarbon import projects
from zzcarbon.errors import UnknownNameError
from zzcarbon.projects.declared import TYPES, document_of

KINDS = sorted(TYPES)
Row = Callable[..., dict[str, Any]]
Reduced = Callable[..., pd.DataFrame]
shares = st.floats(0.0, 1.0)


def swapped(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with before and after exchanged."""
    other = {"before": "after", "after": "before"}
    return {
        f"{name.rpartition('_')[0]}_{other[name.rpartition('_')[2]]}"
        if name.rpartition("_")[2] in other
        else name: value
        for name, value in row.items()
    }


def unchanged(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose state after is that before."""
    return {name: row[name.replace("_after", "_before")] for name in row}


def scaled(row: dict[str, Any], kind: str, share: float) -> dict[str, Any]:
    """Return a row with its extent scaled in both states."""
    extents = [item.name for item in TYPES[kind].inputs if item.extent] or ["road_work", "rail_work"]
    columns = {f"{name}_{state}" for name in extents for state in ("before", "after")}
    return {name: value * share if name in columns else value for name, value in row.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_worked_example(kind: str, worked_row: Row, worked_result: Callable[[str], float], reduced: Reduced) -> None:
    """Each type has an example that was checked by hand, in t/a."""
    (found,) = reduced(worked_row(kind)).to_dict("records")
    assert found["reduction"] == pytest.approx(worked_result(kind), rel=1e-12)
    assert found["role"] == "aim"


@pytest.mark.parametrize("kind", KINDS)
def test_a_type_says_what_it_rests_on(kind: str, worked_row: Row, reduced: Reduced) -> None:
    """The result names itself an identity, and writes out its equation with numbers and source."""
    (found,) = reduced(worked_row(kind)).to_dict("records")
    assert "identity: the official formula was not seen" in found["method"]
    assert TYPES[kind].formula in found["document"]
    assert document_of(TYPES[kind]) in found["document"]


@settings(max_examples=6)
@example(share=0.0)
@example(share=1.0)
@given(share=shares)
def test_no_change_gives_zero(share: float, worked_row: Row, reduced: Reduced) -> None:
    """A project of any type that leaves everything as it was reduces nothing, at any size and load."""
    rows = [scaled(worked_row(kind, project=kind, utilisation_before=share), kind, share) for kind in KINDS]
    assert (reduced(*map(unchanged, rows))["reduction"] == 0).all()


@settings(max_examples=6)
@example(share=0.0)
@example(share=1.0)
@given(share=shares)
def test_two_halves_give_the_whole(share: float, worked_row: Row, reduced: Reduced) -> None:
    """A project of any type cut in two parts reduces the same in sum."""
    rows = [worked_row(kind, project=kind) for kind in KINDS]
    whole, one, two = (
        reduced(*[scaled(row, row["type"], part) for row in rows])["reduction"].to_numpy()
        for part in (1.0, share, 1.0 - share)
    )
    assert one + two == pytest.approx(whole, rel=1e-9)


@settings(max_examples=6)
@example(load=0.0)
@example(load=1.0)
@given(load=shares)
def test_before_and_after_are_antisymmetric(load: float, worked_row: Row, reduced: Reduced) -> None:
    """Undoing a project of any type takes away exactly what it gave."""
    rows = [worked_row(kind, project=kind, side_effect="yes", utilisation_after=load) for kind in KINDS]
    done, undone = (reduced(*each)["uncapped"].to_numpy() for each in (rows, map(swapped, rows)))
    assert (done == -undone).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_detour_changes_nothing(kind: str, worked_row: Row, reduced: Reduced) -> None:
    """From before to half load and on to after gives what the direct way gives."""
    row = worked_row(kind, side_effect="yes")
    half = row | {"utilisation_after": 0.5}
    on = row | {name: half[name.replace("_before", "_after")] for name in row if name.endswith("_before")}
    assert reduced(half | {"project": "one"}, on | {"project": "two"})["uncapped"].sum() == pytest.approx(
        reduced(row)["uncapped"].iloc[0]
    )


def test_types_are_listed_with_columns_units_and_basis() -> None:
    """The list names every type with its columns; names are understood in Chinese and English."""
    table = projects.types().set_index("type")
    assert sorted(table.index) == KINDS
    assert "capacity_before" in table.loc["sewage plant", "columns"]
    assert "[m3/d]" in table.loc["sewage plant", "units"]
    assert projects.project_type("SCR脱硝改造") is projects.project_type("scr RETROFIT")
    with pytest.raises(UnknownNameError, match="Did you mean 'fuel switch'"):
        projects.project_type("fuel swich")


def test_every_type_of_the_water_and_air_lists_is_there() -> None:
    """The project types asked for by the plans have a declaration."""
    for name in ("新建污水处理厂", "再生水利用", "管网", "农村污水", "畜禽养殖", "渗滤液", "关停淘汰", "煤改气", "低氮改造",
                 "SNCR", "超低排放", "源头替代", "油气回收", "老旧车淘汰", "公转铁", "热泵", "集中供热", "光伏", "节能"):  # fmt: skip
        assert projects.project_type(name).key in TYPES
