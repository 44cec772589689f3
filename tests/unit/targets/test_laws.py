"""Laws of the ledger and of the check."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon.targets import Plan, plan, read_ledger, read_plan
from zzcarbon.targets.quotas.intensities import (
    cumulative_fall,
    logarithmic_progress,
    mean_yearly_fall,
    remaining_fall,
)

QUOTAS = {"NOx": "ZZ14-B1-12", "VOCs": "ZZ14-B1-13", "COD": "ZZ14-B1-14", "NH3-N": "ZZ14-B1-15"}

masses = st.floats(0.0, 1e5, allow_nan=False)
entries = st.lists(
    st.fixed_dictionaries(
        {"substance": st.sampled_from(sorted(QUOTAS)), "reduction": masses, "year": st.integers(2021, 2025)}
    ),
    max_size=12,
)
falls = st.floats(-0.2, 0.3)
few = settings(max_examples=30)
"""A check takes milliseconds: some dozens of examples, not hundreds."""


@cache
def quotas() -> Plan:
    """Return the plan of the four quotas."""
    return plan("zhengzhou-14fyp").only(*QUOTAS.values())


def achieved(rows: list[dict[str, object]]) -> dict[str, float]:
    """Return what a ledger of some rows, complete for the four quotas, achieves for each quota."""
    columns = ["project", "substance", "reduction", "year"]
    frame = pd.DataFrame([{"project": f"p{number}"} | row for number, row in enumerate(rows)], columns=columns)
    card = quotas().check(read_ledger(frame.assign(unit="t"), complete=sorted(QUOTAS)), as_of=2025)
    return dict(zip(card.frame["target"], card.frame["achieved"], strict=True))


@few
@given(entries, st.sampled_from(sorted(QUOTAS)), masses, st.integers(2021, 2025))
def test_adding_a_project_never_lowers_progress(
    rows: list[dict[str, object]], substance: str, mass: float, year: int
) -> None:
    """A further verified project without side effect lowers no quota, and raises its own by its mass."""
    before = achieved(rows)
    after = achieved([*rows, {"substance": substance, "reduction": mass, "year": year}])
    for name, value in before.items():
        added = mass if name == QUOTAS[substance] else 0.0
        assert after[name] == pytest.approx(value + added, rel=1e-12, abs=1e-9)


@few
@given(entries, st.randoms(use_true_random=False))
def test_order_does_not_matter(rows: list[dict[str, object]], random: object) -> None:
    """The order of entries changes no sum."""
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = achieved(rows), achieved(shuffled)
    assert all(math.isclose(before[name], after[name], rel_tol=1e-12) for name in before)


@few
@given(masses, st.floats(0.0, 1.0), st.integers(2021, 2025))
def test_splitting_a_project_changes_nothing(mass: float, share: float, year: int) -> None:
    """A project booked in two parts, the second as an increment, counts as the whole."""
    whole = pd.DataFrame([{"project": "p", "substance": "NOx", "reduction": mass, "unit": "t", "year": year}])
    parts = pd.concat([whole.assign(reduction=mass * share), whole.assign(reduction=mass - mass * share)])
    parts["increment_of"] = ["", "p"]
    sums = [quotas().check(read_ledger(frame), as_of=2025).frame["achieved"].iloc[0] for frame in (whole, parts)]
    assert sums[0] == pytest.approx(sums[1], rel=1e-12, abs=1e-9)


@few
@given(masses, st.floats(0.0, 1.0))
def test_offsets_lower_what_they_use(mass: float, share: float) -> None:
    """Net is gross less what was used as an offset, and never negative for a reduction."""
    row = {"project": "p", "substance": "NOx", "reduction": mass, "unit": "t", "year": 2021}
    ledger = read_ledger(pd.DataFrame([row | {"used_as_offset": mass * share}]))
    sums = ledger.by().iloc[0]
    assert sums["gross"] - sums["offset"] == sums["net"]
    assert sums["net"] >= 0


@few
@given(st.floats(1e-3, 1e6), st.sampled_from([("kg", 1e-3), ("t", 1.0), ("万吨", 1e4), ("Gg", 1e3)]))
def test_the_unit_of_input_does_not_matter(mass: float, unit: tuple[str, float]) -> None:
    """A mass gives the same tonnes in every unit."""
    row = {"project": "p", "substance": "NOx", "reduction": mass / unit[1], "unit": unit[0], "year": 2021}
    assert read_ledger(pd.DataFrame([row])).by()["net"].iloc[0] == pytest.approx(mass, rel=1e-12)


@given(st.lists(falls, min_size=1, max_size=6))
def test_falls_multiply(yearly: list[float]) -> None:
    """The fall over years is one less the product of what remains, and its mean gives it back."""
    total = cumulative_fall(yearly)
    assert 1 - total == pytest.approx(math.prod(1 - fall for fall in yearly), rel=1e-12)
    mean = float(mean_yearly_fall(total, len(yearly)))
    assert cumulative_fall([mean] * len(yearly)) == pytest.approx(total, rel=1e-9, abs=1e-12)
    assert cumulative_fall(yearly[1:], before=yearly[0]) == pytest.approx(total, rel=1e-12, abs=1e-15)


@given(st.floats(0.01, 0.5), falls)
def test_what_remains_completes_the_target(target: float, done: float) -> None:
    """The remaining fall after what was done gives the target, and progress is one exactly then."""
    rest = float(remaining_fall(target, done))
    assert cumulative_fall([done, rest]) == pytest.approx(target, rel=1e-9, abs=1e-12)
    assert float(logarithmic_progress(target, cumulative_fall([done, rest]))) == pytest.approx(1.0, rel=1e-9)


@few
@given(st.integers(2021, 2030), st.floats(0, 100))
def test_a_superseded_version_is_never_used_after_its_date(year: int, value: float) -> None:
    """Whatever the data, a replaced version has no verdict, and one version of each target is in force."""
    zhengzhou = plan("zhengzhou-14fyp").only("ZZ14-B1-02", "ZZ14-T-074")
    data = pd.DataFrame({"indicator": ["ZZ14-B1-02", "ZZ14-T-074"], "year": 2025, "value": value, "unit": "%"})
    frame = zhengzhou.check(observations=data, as_of=year).frame
    old = frame[(frame["version"] == "zz-fyp14-2022") & (year >= 2023)]
    assert (old["status"] == "undetermined").all()
    assert (old["reason"] == "superseded").all()
    assert (frame["reason"] != "superseded").groupby(frame["target"]).sum().tolist() == [1, 1]


@few
@given(entries)
def test_the_same_input_gives_the_same_text(rows: list[dict[str, object]]) -> None:
    """Checking twice gives the same bytes."""
    frame = pd.DataFrame([{"project": f"p{n}", "unit": "t"} | row for n, row in enumerate(rows)])
    frame = frame.reindex(columns=["project", "substance", "reduction", "unit", "year"])
    texts = {repr(quotas().check(read_ledger(frame), as_of=2025)) for _ in range(2)}
    assert len(texts) == 1


def test_a_plan_survives_its_own_schema(tmp_path: Path) -> None:
    """Reading the packaged file from another place gives the same targets."""
    from zzcarbon.resources import data_path

    copy = tmp_path / "copy.yaml"
    copy.write_bytes(data_path("plans", "zhengzhou-14fyp.yaml").read_bytes())
    assert read_plan(copy).versions == plan("zhengzhou-14fyp").versions
