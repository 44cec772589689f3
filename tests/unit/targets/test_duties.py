"""Who owes what, and inventory and ledger side by side: names meet by key and by declared rules."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from zzcarbon.errors import DataError, TargetError, UnknownNameError
from zzcarbon.targets import Ledger, inventory_beside_ledger, plan, responsibility

MakeLedger = Callable[..., Ledger]


def test_districts_meet_under_any_of_their_names(make_ledger: MakeLedger) -> None:
    """Duties under long names or codes meet the ledger's short names: one row each, no duty lost."""
    ledger = make_ledger({"district": "郑州航空港区", "reduction": 50.0}, {"district": "中牟县", "reduction": 60.0})
    duties = pd.DataFrame({"氮氧化物": pd.Series({"郑州航空港经济综合实验区": 100.0, "CN-410122": 200.0})})
    table = responsibility(duties, ledger, plan=plan("zhengzhou-14fyp"))
    assert table[["duty", "net", "gap"]].to_numpy().tolist() == [[200.0, 60.0, 140.0], [100.0, 50.0, 50.0]]
    with pytest.raises(TargetError, match="name one district twice"):
        responsibility(pd.DataFrame({"NOx": {"中牟县": 1.0, "CN-410122": 2.0}}), ledger)
    with pytest.raises(DataError, match="at least 0"):
        responsibility(pd.DataFrame({"NOx": {"中牟县": -1.0}}), ledger)


def test_what_belongs_to_nobody_is_said(make_ledger: MakeLedger) -> None:
    """City-wide tonnes and those without a duty have a row and a note; year and status are the caller's."""
    ledger = make_ledger(
        {"district": "中牟县", "year": 2021},
        {"reduction": 63.0, "year": 2021},
        {"district": "新密市", "year": 2022},
        {"district": "中牟县", "year": 2023, "status": "planned", "reduction": 7.0},
    )
    duties = pd.DataFrame({"NOx": {"中牟县": 100.0}})
    table = responsibility(duties, ledger, year=2021)
    assert dict(zip(table["note"], table["net"], strict=True)) == {
        "": 100.0,
        "names no district: it belongs to nobody": 63.0,
    }
    whole = responsibility(duties, ledger)
    assert "nobody has a duty for it" in set(whole["note"])
    assert whole["net"].sum() == 263.0
    planned = responsibility(duties, ledger, statuses=("planned",))
    assert planned["net"].tolist() == [7.0]


@pytest.mark.parametrize("by", ["sector", "entity", "owner", "project", "indicator"])
def test_duties_of_other_holders(make_ledger: MakeLedger, by: str) -> None:
    """Sectors, enterprises, projects and quotas have duties as districts have."""
    ledger = make_ledger({by: "Cement", "reduction": 30.0}, {by: "Power", "reduction": 5.0})
    table = responsibility(pd.DataFrame({"NOx": {"cement": 40.0}}), ledger, by=by).set_index(by)  # type: ignore[arg-type]
    assert table.loc["cement", ["duty", "net", "gap"]].tolist() == [40.0, 30.0, 10.0]
    assert table.loc["Power", "note"] == "nobody has a duty for it"


def test_entries_of_no_named_quota_are_those_of_their_substance(make_ledger: MakeLedger) -> None:
    """With the plan a quota owes under its id or Chinese name; entries without indicator are its substance's."""
    ledger = make_ledger({"reduction": 30.0}, {"substance": "VOCs", "reduction": 5.0})
    duties = pd.DataFrame({"NOx": {"氮氧化物重点工程减排量": 40.0}})
    table = responsibility(duties, ledger, by="indicator", plan=plan("zhengzhou-14fyp")).set_index("indicator")
    assert table.loc["氮氧化物重点工程减排量", ["duty", "net", "note"]].tolist() == [40.0, 30.0, ""]
    assert table.loc["ZZ14-B1-13", "note"] == "nobody has a duty for it"


def test_vocs_meet_nmvoc_on_the_record(make_ledger: MakeLedger) -> None:
    """NMVOC of an inventory stands beside VOCs of a ledger; hydrocarbons only with a reason, methane never."""
    emissions = pd.DataFrame(
        {
            "year": [2020, 2020, 2020, 2021, 2021],
            "substance": ["NMVOC", "VOCs", "HC", "NMVOC", "VOCs"],
            "emission": [50.0, 10.0, 3.0, 49.0, 10.0],
            "unit": "t",
        }
    )
    ledger = make_ledger({"substance": "VOCs", "reduction": 1.0, "year": 2021})
    found = inventory_beside_ledger(emissions, ledger)
    assert found.frame["emission"].tolist() == [60.0, 59.0]
    assert any(line.startswith("NMVOC is counted as VOCs") for line in found.record)
    assert any(line.startswith("HC is not counted as VOCs") for line in found.record)
    reasoned = inventory_beside_ledger(emissions, ledger, reasons={"HC": "methane was taken off"})
    assert reasoned.frame["emission"].tolist() == [63.0, 59.0]
    assert reasoned.record[-1] == "HC has no figure of 2021: the sums of these years lack it"
    rows = [{"substance": name, "reduction": 1.0, "year": 2021, "project": name} for name in ("VOCs", "NMVOC")]
    mixed = inventory_beside_ledger(emissions, make_ledger(*rows))
    assert mixed.frame[["substance", "emission", "cumulative_reduction"]].values.tolist() == [
        ["VOCs", 60.0, 0.0], ["VOCs", 59.0, 2.0]]  # fmt: skip
    assert len(mixed.record) == 2
    from zzcarbon.vocabulary.families import family_members

    with pytest.raises(UnknownNameError, match="member of VOCs"):
        family_members("VOCs", {"CH4": "because"})


def test_inventory_beside_ledger_by_sector(make_ledger: MakeLedger) -> None:
    """Both are shown by sector; a sector that one of them lacks is empty there."""
    emissions = pd.DataFrame(
        {"year": [2020, 2021], "sector": "cement", "substance": "NOx", "emission": [9.0, 8.0], "unit": "kt"}
    )
    ledger = make_ledger({"sector": "cement", "year": 2021}, {"sector": "power", "year": 2021, "reduction": 7.0})
    table = inventory_beside_ledger(emissions, ledger, by="sector").frame.set_index(["sector", "year"])
    assert table.loc[("cement", 2021), ["emission", "change", "reduction"]].tolist() == [8000.0, -1000.0, 100.0]
    assert pd.isna(table.loc[("power", 2021), "emission"])


@pytest.mark.parametrize(
    ("duty", "more", "error", "match"),
    [
        ("abc", {}, DataError, "row 中牟县, column NOx: not a mass of at least 0"),
        (-1.0, {}, DataError, "row 中牟县, column NOx: not a mass of at least 0"),
        (float("inf"), {}, DataError, "row 中牟县, column NOx: not a mass of at least 0"),
        (1.0, {"year": "2023"}, TargetError, "is a year, not '2023'"),
        (1.0, {"plan": plan("zhengzhou-14fyp")}, TargetError, "outside the period of the plan"),
    ],
)
def test_duties_that_are_none(
    make_ledger: MakeLedger, duty: object, more: dict[str, object], error: type[Exception], match: str
) -> None:
    """A duty in words does not vanish; tonnes of another plan do not count for it."""
    ledger = make_ledger({"year": 2027, "district": "中牟县"})
    with pytest.raises(error, match=match):
        responsibility(pd.DataFrame({"NOx": {"中牟县": duty}}), ledger, **more)  # type: ignore[arg-type]
