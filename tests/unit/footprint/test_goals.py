"""Boundaries, targets, events, citizen behaviour: laws, and what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.footprint import behaviour, check, convergence_path, event, organisation, target_path

GROUP = {"entity": "group"}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_equity_shares_along_a_chain_multiply(shares: list[float]) -> None:
    """The share of the last link of a chain is the product of all."""
    links = [GROUP] + [
        {"entity": f"e{at}", "parent": f"e{at - 1}" if at else "group", "share": share}
        for at, share in enumerate(shares)
    ]
    found = organisation(links, approach="equity share").share(f"e{len(shares) - 1}", 2024)
    assert found == pytest.approx(np.prod(shares), rel=1e-12, abs=1e-300)


def test_two_chains_add_up() -> None:
    """An entity held by two members of the group counts by both."""
    links = [GROUP, {"entity": "a", "parent": "group", "share": 0.8}, {"entity": "b", "parent": "group", "share": 0.5}]
    links += [{"entity": "c", "parent": "a", "share": 0.5}, {"entity": "c", "parent": "b", "share": 0.2}]
    assert organisation(links, approach="equity share").share("c", 2024) == pytest.approx(0.5)


@pytest.mark.parametrize(("control", "approach", "share"), [
    ("operational", "operational control", 1), ("operational", "financial control", 0), ("financial", "financial control", 1),
    ("joint financial", "financial control", 0.4), ("none", "operational control", 0), ("full", "financial control", 1), ("运营", "operational control", 1),
])  # fmt: skip
def test_control_is_all_or_nothing(control: str, approach: str, share: float) -> None:
    """Control counts 1 or 0; a venture under joint financial control counts by its share."""
    links = [GROUP, {"entity": "a", "parent": "group", "share": 0.4, "control": control}]
    assert organisation(links, approach=approach).share("a", 2024) == share


def test_a_sale_in_the_year_counts_by_days() -> None:
    """Owned until 30 June 2023: 181 of 365 days; the day itself is in or out."""
    group = organisation(
        [GROUP, {"entity": "a", "parent": "group", "share": 1, "to": "2023-06-30", "site": "plant"}],
        approach="equity share",
    )
    assert group.share("plant", 2023) == pytest.approx(181 / 365)
    assert group.share("plant", "2023-06-30") == 1
    assert group.share("plant", dt.date(2023, 7, 1)) == 0
    assert group.frame.query("entity == 'a'")["share"].tolist() == [1, 0]


@pytest.mark.parametrize(("links", "message"), [
    ([GROUP, {"entity": "a", "parent": "group", "share": 1.2}], "outside 0 to 1"),
    ([GROUP, {"entity": "a", "parent": "nobody"}], "no such entity"),
    ([{"entity": "a", "parent": "b"}, {"entity": "b", "parent": "a"}], "owns itself"),
    ([GROUP, {"entity": "a", "parent": "group", "to": "2022"}, {"entity": "a", "parent": "group", "from": "2024"}], "from 2023-01-01 to 2023-12-31"),
    ([GROUP, {"entity": "a", "parent": "group", "share": 0.5, "to": "2023"}, {"entity": "a", "parent": "group", "share": 0.4, "from": "2023"}], "two shares of group"),
    ([GROUP, {"entity": "a", "parent": "group", "site": "s"}, {"entity": "b", "parent": "group", "site": "s"}], "a site counted twice"),
    ([GROUP, {"entity": "b", "parent": "group"}, {"entity": "a", "parent": "group", "share": 0.7}, {"entity": "a", "parent": "b", "share": 0.6}], "the shares add up to 1.3"),
    ([GROUP, {"entity": "a", "parent": "group", "control": "perhaps"}], "not a kind of control"),
])  # fmt: skip
def test_bad_groups_are_refused(links: list[dict[str, Any]], message: str) -> None:
    """Shares above 1, gaps, overlaps, loops, sites twice: each an error with the remedy."""
    with pytest.raises(zc.DataError, match="the entities have") as caught:
        organisation(links, approach="equity share")
    assert message in str(caught.value)
    assert all(problem.remedy for problem in caught.value.problems)


def test_unknown_names_of_a_group() -> None:
    """Approaches and entities that do not exist are named."""
    with pytest.raises(zc.UnknownNameError, match="unknown approach 'power'"):
        organisation([GROUP], approach="power")
    with pytest.raises(zc.UnknownNameError, match="unknown entity of the boundary 'x'"):
        organisation([GROUP]).share("x", 2024)


def test_paths_name_the_change_of_the_rules() -> None:
    """The rate is an input; what changed on 29 April 2026 stands with the path; nonsense is refused."""
    path = target_path(100, 2020, 2030, 0.042)
    assert "29 April 2026" in path.attrs["note"]
    for bad in (
        {"base": -1},
        {"rate": 4.2},
        {"year": 2019},
        {"year": 2020},
        {"base": "x"},
        {"rate": "4 %"},
        {"year": "2030"},
    ):
        words = {"base": 100, "base_year": 2020, "year": 2030, "rate": 0.042} | bad
        with pytest.raises(zc.DataError, match="the target cannot be computed"):
            target_path(**words)
    with pytest.raises(zc.DataError, match="observations outside the path"):
        check(path, {2035: 1.0})


def test_convergence_ends_on_the_sector() -> None:
    """Whatever the own intensity, the path begins with it and ends with the sector's."""
    sector = {2020: 1.0, 2030: 0.7, 2050: 0.1}
    path = convergence_path(intensity=3.0, base_year=2020, sector=sector, activity_ratio=dict.fromkeys(sector, 1.0))
    assert (path[2020], path[2050]) == pytest.approx((3.0, 0.1))
    with pytest.raises(zc.DataError, match="activity_ratio"):
        convergence_path(intensity=3.0, base_year=2020, sector=sector, activity_ratio={2020: 1.0})


def test_events_take_each_credit_once() -> None:
    """Credits twice, not retired or of unknown kind, and unknown stages are refused at once; what is left is said."""
    rows = {"stage": ["holding"], "source": ["food"], "emission": [10.0]}
    units = pd.DataFrame({"serial": ["a"], "kind": ["CDM"], "vintage": [2020], "quantity": [4], "retired": [True]})
    found = event(rows, credits=units)
    assert (found.left, found.neutral) == (6.0, False)
    bad = pd.concat([units, units.assign(retired=False, kind="wishes")])
    with pytest.raises(zc.DataError, match="the event cannot be accounted") as caught:
        event(rows | {"stage": ["dreaming"]}, credits=bad)
    for word in ("not a stage", "a credit used twice", "not retired", "not a kind"):
        assert word in str(caught.value)


def test_a_baseline_is_named() -> None:
    """An act without the kind of its baseline is refused; an act above its baseline counts negative."""
    act = {
        "act": ["car"],
        "amount": [10.0],
        "unit": ["person km"],
        "baseline": ["mean"],
        "baseline_factor": [0.1],
        "factor": [0.2],
    }
    assert behaviour(act)["reduction"].tolist() == pytest.approx([-1.0])
    with pytest.raises(zc.DataError, match="the kind of baseline is not named"):
        behaviour(act | {"baseline": [""]})


def test_allowances_by_benchmark() -> None:
    """Output x benchmark x correction less the emission; a benchmark without source or of another kind is refused."""
    rows = {
        "企业": ["unit 1"],
        "供电量": [1000.0],
        "单位": ["万kWh"],
        "基准值": [0.8],
        "基准值单位": ["t CO2/MWh"],
        "基准值来源": ["own"],
        "排放量": [7000.0],
        "修正系数": [0.9],
    }
    found = zc.footprint.benchmark_allowances(rows)
    assert found["surplus"].tolist() == pytest.approx([1000 * 10 * 0.8 * 0.9 - 7000])
    with pytest.raises(zc.DataError, match="the installations have 3 problems") as caught:
        zc.footprint.benchmark_allowances(rows | {"基准值来源": [""], "基准值单位": ["t/t"], "排放量": [-1.0]})
    assert "without source" in str(caught.value)


def test_an_event_is_accounted_from_an_inventory() -> None:
    """Rows with stage and source, of any module: gases in the set asked for, CO2e of a list in its own, told apart."""
    rows = pd.DataFrame([
        {"module": "energy", "fuel": "diesel", "amount": 1.0, "unit": "t", "year": 2024, "stage": "筹备", "source": "燃料"},
        {"module": "general", "amount": 10, "unit": "room_night", "factor": "uk-desnz-2025:29_600_4000_13", "category_ghgp": 6,
         "year": 2025, "stage": "举办", "source": "住宿"},
    ])  # fmt: skip
    found = event(zc.estimate(rows, region="CN", substances=["CO2"]))
    assert found.frame.set_index("stage")[["source", "sets"]].T.to_dict("list") == {
        "preparation": ["fuel", "AR6"], "holding": ["hotel", "AR5"]}  # fmt: skip
    assert found.frame.set_index("stage")["emission"].round(4).to_dict() == {"preparation": 3.0959, "holding": 0.104}


@pytest.mark.parametrize("call", [
    lambda: event({"stage": [], "source": [], "emission": []}, reduced="much"),
    lambda: check(target_path(1, 2020, 2021, 0.1), None),
    lambda: check([1.0], {2020: 1.0}),
    lambda: zc.footprint.path_budget([1.0]),
    lambda: convergence_path(intensity=1.0, base_year=2020, sector=[1.0], activity_ratio={2020: 1}),
    lambda: zc.footprint.coverage("all", 1, scope="3"),
    lambda: zc.footprint.city_baseline(emission="x", passenger_kilometres=1),
    lambda: zc.footprint.water_heating(volume=None, temperature_rise=1),
    lambda: zc.footprint.mark_up("72071114", None),
    lambda: zc.footprint.benchmark("72071114", "A", "soon"),
    lambda: zc.footprint.benchmark("", "A", 2026),
    lambda: zc.footprint.free_allocation(cbam_factor="x", cscf=1, benchmark=1),
])  # fmt: skip
def test_words_where_numbers_belong_are_refused(call: Callable[[], Any]) -> None:
    """A word, a list or nothing where a number, a year or a series belongs: our error, in words."""
    with pytest.raises(zc.DataError, match=r"\w"):
        call()


@pytest.mark.parametrize("name", ["运营控制", "经营控制", "财务控制", "股权比例"])
def test_approaches_by_their_chinese_names(name: str) -> None:
    """The consolidation may be named in Chinese."""
    assert organisation([GROUP], approach=name).approach in zc.footprint.company.boundary.APPROACHES
