"""Replacement for new projects and the account of emission rights: mass is conserved."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon import offsets
from zzcarbon.errors import DataError
from zzcarbon.targets import Ledger, read_ledger


def ledger(**columns: Any) -> Ledger:
    """Return a ledger of a kiln in two parts and a boiler."""
    table = pd.DataFrame({"project": ["kiln", "kiln", "boiler"], "substance": "NOx", "reduction": [60.0, 40.0, 0.03],
                          "unit": ["t", "t", "kt"], "year": [2023, 2024, 2024], "increment_of": ["", "kiln", ""]})  # fmt: skip
    return read_ledger(table.assign(**columns))


def new(**columns: Any) -> pd.DataFrame:
    """Return a glass works that needs double replacement of 20 t."""
    table = pd.DataFrame(
        {"new_project": ["glass"], "substance": ["NOx"], "emission": [20.0], "multiple": [2.0], "unit": ["t"]}
    )
    return table.assign(**columns)


def claim(*rows: tuple[str, float], **columns: Any) -> pd.DataFrame:
    """Return claims of the glass works on projects."""
    table = pd.DataFrame(list(rows), columns=["project", "mass"])
    return table.assign(new_project="glass", substance="氮氧化物", unit="t").assign(**columns)


@settings(max_examples=30)
@given(st.floats(0.0, 100.0), st.floats(0.0, 30.0))
def test_replacement_conserves_mass(kiln: float, boiler: float) -> None:
    """Gross stays; what is offered and what still counts are the gross; the oldest entry goes first."""
    before = ledger()
    made = offsets.replacement(before, new(), claim(("kiln", kiln), ("boiler", boiler)))
    sums = made.ledger.frame[["gross", "offset", "net"]].sum()
    assert sums["gross"] == pytest.approx(130.0)
    assert sums["offset"] == pytest.approx(kiln + boiler, abs=1e-9)
    assert sums["gross"] == pytest.approx(sums["offset"] + sums["net"])
    assert bool(made.frame["satisfied"].iloc[0]) == (kiln + boiler >= 40.0 - 4e-8)
    assert made.ledger.frame["offset"].iloc[0] == pytest.approx(min(kiln, 60.0))


def test_what_is_used_cannot_be_used_again() -> None:
    """A second claim finds only what the first left."""
    once = offsets.replacement(ledger(), new(), claim(("kiln", 80.0)))
    with pytest.raises(DataError, match=r"more than the verified reduction that is left \(20 t\)"):
        offsets.replacement(once.ledger, new(), claim(("kiln", 30.0)))
    assert once.frame[["required", "offered", "margin"]].iloc[0].tolist() == [40.0, 80.0, 40.0]


def test_only_verified_reductions_replace() -> None:
    """Planned tonnes make no room."""
    with pytest.raises(DataError, match=r"left \(0 t\)"):
        offsets.replacement(ledger(status="planned"), new(), claim(("boiler", 1.0)))


WRONG = [
    (new(multiple=0.5), claim(("kiln", 1.0)), "a multiple is at least 1"),
    (new(emission=-1.0), claim(("kiln", 1.0)), "a negative mass"),
    (new(unit="km"), claim(("kiln", 1.0)), "cannot convert"),
    (new(), claim(("kilm", 1.0)), "Did you mean 'kiln'"),
    (new(), claim(("kiln", 1.0), substance="SO2"), "no new project asks for this substance"),
    (new(), claim(("kiln", 1.0), new_project="glas"), "no new project asks for this substance"),
    (new(), claim(("kiln", -1.0)), "a negative mass"),
    (pd.concat([new(), new()]), claim(("kiln", 1.0)), "stand twice"),
    (new(new_project=""), claim(("kiln", 1.0)), "the new project is missing"),
    (new().drop(columns="multiple"), claim(("kiln", 1.0)), "column multiple: the column is missing"),
]


@pytest.mark.parametrize(("projects", "claims", "message"), WRONG)
def test_wrong_replacement(projects: pd.DataFrame, claims: pd.DataFrame, message: str) -> None:
    """Each fault is named."""
    with pytest.raises(DataError, match=message):
        offsets.replacement(ledger(), projects, claims)


def test_coal_is_replaced_in_physical_tonnes() -> None:
    """What is given up less what the factors of sector and area ask for."""
    assert offsets.coal_margin([500.0], new_coal=1000.0, sector_factor=1.2, area_factor=1.5) == pytest.approx(-1300.0)


RIGHTS = pd.DataFrame(
    {
        "date": ["2024-01-01", "2024-05-01", "2024-12-31"],
        "kind": ["初始分配", "转让", "使用"],
        "holder": ["kiln", "kiln", "glass"],
        "to": ["", "glass", ""],
        "substance": "NOx",
        "mass": [0.1, 0.03, 0.025],
        "unit": "kt",
    }
)


def test_an_account_of_rights() -> None:
    """Allocated, handed on and used; the balance stands after each entry."""
    account = offsets.read_rights(RIGHTS)
    table = account.balance().set_index("holder")
    assert table.loc["glass", ["received", "used", "balance"]].tolist() == pytest.approx([30.0, 25.0, 5.0])
    assert account.frame["balance"].tolist() == pytest.approx([100.0, 70.0, 5.0])


def test_the_order_of_rows_does_not_matter_but_that_of_dates_does() -> None:
    """Entries are taken in order of time: a use before the allocation is refused, a shuffled table is not."""
    turned = offsets.read_rights(RIGHTS[::-1]).balance()
    pd.testing.assert_frame_equal(turned, offsets.read_rights(RIGHTS).balance())
    with pytest.raises(DataError, match=r"more than the holder has \(0 t\)"):
        offsets.read_rights(RIGHTS.assign(date=["2024-06-01", "2024-05-01", "2024-12-31"]))


moves = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.floats(0.5, 40.0)), max_size=12)


@settings(max_examples=40)
@given(moves)
def test_rights_are_conserved(drawn: list[tuple[str, str, float]]) -> None:
    """Whatever moves between three holders: allocated is used and left; no balance is below zero."""
    rows = [("allocation", name, "", 50.0) for name in "abc"]
    rows += [("use", a, "", mass) if a == b else ("transfer", a, b, mass) for a, b, mass in drawn]
    table = pd.DataFrame(rows, columns=["kind", "holder", "to", "mass"]).assign(
        date="2024-01-01", substance="NOx", unit="t"
    )
    held = dict.fromkeys("abc", 50.0)
    possible = True
    for a, b, mass in drawn:
        held[a] -= mass
        possible &= held[a] >= -1e-7
        held[b] += mass if a != b else 0.0
    if not possible:
        with pytest.raises(DataError, match="more than the holder has"):
            offsets.read_rights(table)
        return
    sums = offsets.read_rights(table).balance()
    assert sums["received"].sum() == pytest.approx(sums["given"].sum())
    assert sums["allocated"].sum() == pytest.approx(sums["used"].sum() + sums["balance"].sum())
    assert (sums["balance"] >= -1e-6).all()
    assert np.allclose(sums.set_index("holder")["balance"].reindex(list("abc")), list(held.values()))


WRONG_RIGHTS = [
    ({"date": ["soon", "2024-05-01", "2024-12-31"]}, "not an ISO 8601 period"),
    ({"kind": ["gift", "transfer", "use"]}, "unknown kind"),
    ({"kind": ["", "transfer", "use"]}, "the kind is missing"),
    ({"to": ["", "", ""]}, "a transfer needs a receiver"),
    ({"to": ["", "kiln", ""]}, "a transfer to the holder itself"),
    ({"to": ["x", "glass", ""]}, "only a transfer has a receiver"),
    ({"mass": [0.1, -0.03, 0.025]}, "a mass must be above zero"),
    ({"mass": [0.1, 0.2, 0.025]}, r"more than the holder has \(100 t\)"),
    ({"unit": "m3"}, "cannot convert"),
    ({"holder": ["", "kiln", "glass"]}, "the holder is missing"),
    ({"substance": "N0x"}, "unknown substance"),
]


@pytest.mark.parametrize(("change", "message"), WRONG_RIGHTS)
def test_wrong_rights(change: dict[str, Any], message: str) -> None:
    """Each fault of an entry is named."""
    with pytest.raises(DataError, match=message):
        offsets.read_rights(RIGHTS.assign(**change))
