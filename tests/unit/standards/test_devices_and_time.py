"""Chains of devices and the spread over time of the urban inventory guideline."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.standards import removal_of_devices, spread_over_time, temporal_shares

SECTORS = ["power generation", "mobile sources", "other energy, industry, fuel storage, waste"]


def test_a_chain_removes_what_its_devices_leave() -> None:
    """Desulphurisation (57 %) before a bag filter (94.5 %) leaves 2.365 % of PM2.5; NOx goes by SCR alone."""
    found = removal_of_devices({"石灰石/石膏法": 1.0, "bag filter": 1.0, "SCR": 0.5}).set_index("substance")["removal"]
    assert found["PM2.5"] == pytest.approx(1 - 0.43 * 0.055)
    assert found["NOx"] == pytest.approx(0.42 * 0.5)
    assert found["NMVOC"] == 0


@settings(max_examples=40)
@given(share=st.floats(0, 1))
def test_a_device_that_runs_less_removes_less(share: float) -> None:
    """The removal of one device is its removal times its operating share."""
    found = removal_of_devices({"bag filter": share}).set_index("substance")["removal"]
    assert found["PM2.5"] == pytest.approx(0.945 * share)


def test_devices_that_are_none_are_named_together() -> None:
    """An unknown device and a share above one stand in one error."""
    with pytest.raises(zc.DataError, match="cannot be chained") as caught:
        removal_of_devices({"magic": 1.0, "bag filter": 1.2})
    assert [problem.problem for problem in caught.value.problems] == [
        "no such device in Table A.1", "an operating share lies from 0 to 1",
    ]  # fmt: skip


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize(("of", "parts"), [("weekday", 7), ("hour", 24)])
def test_shares_are_complete_and_sum_to_one(sector: str, of: str, parts: int) -> None:
    """Seven weekdays and twenty-four hours, in their order, sum to one."""
    shares = temporal_shares(sector, of)
    assert len(shares) == parts
    assert shares.sum() == pytest.approx(1)
    assert shares.index[0] in {"mon", "0", "1"}


def test_the_months_of_henan_are_printed_with_98_per_cent() -> None:
    """What does not sum to one is divided by its sum, which is told."""
    shares = temporal_shares("open biomass burning", "month")
    assert shares.attrs["printed_sum"] == pytest.approx(0.98)
    assert shares["1"] == pytest.approx(0.18 / 0.98)


def test_nothing_is_lost_in_spreading() -> None:
    """The parts of each row add up to it."""
    rows = pd.DataFrame({"substance": ["NOx", "SO2"], "emission": [100.0, 7.0]})
    spread = spread_over_time(rows, "mobile sources", "hour")
    assert spread.groupby("substance")["emission"].sum().to_dict() == pytest.approx({"NOx": 100.0, "SO2": 7.0})


def test_what_has_no_profile_is_told() -> None:
    """Sectors and kinds of time are listed."""
    with pytest.raises(zc.UnknownNameError, match="sector of the profile by month"):
        temporal_shares("mobile sources", "month")
    with pytest.raises(zc.UnknownNameError, match="temporal profile"):
        temporal_shares("mobile sources", "century")


@pytest.mark.parametrize(
    ("word", "device"),
    [("布袋除尘", "bag filter"), ("袋式除尘", "bag filter"), ("石灰石-石膏法", "limestone or lime gypsum desulphurisation"),
     ("低氮燃烧", "low-NOx combustion"), ("SNCR脱硝", "SNCR"), ("电袋复合除尘", "electrostatic precipitator with bag filter")],
)  # fmt: skip
def test_devices_have_their_everyday_names(word: str, device: str) -> None:
    """What a bureau writes is the device of the table, in a chain and in the column of a row."""
    ours, theirs = (zc.standards.removal_of_devices({name: 1.0})["removal"].tolist() for name in (word, device))
    assert ours == theirs


def test_a_word_for_several_devices_names_them_in_its_own_language() -> None:
    """静电除尘 is ordinary or highly efficient: both are named in Chinese, and what is named is read."""
    with pytest.raises(
        zc.DataError, match="Did you mean '普通静电除尘法' or '高效静电除尘法'|'高效静电除尘法' or '普通静电除尘法'"
    ):
        zc.standards.removal_of_devices({"静电除尘": 1.0})
    assert zc.standards.removal_of_devices({"高效静电除尘法": 1.0})["removal"].max() > 0.9
