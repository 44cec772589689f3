"""VOCs are one family: NMVOC, VOCs, HC and total hydrocarbons meet by declared rules, on the record."""

from __future__ import annotations

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import planner, projects
from zzcarbon.targets import forecast, responsibility, tracking

COUNTED = "NMVOC is counted as VOCs: the plans count VOCs without methane as inventories count NMVOC"
REASON = {"HC": "methane was taken off"}
COAL = pd.DataFrame([{"fuel": "烟煤", "amount": 10, "unit": "万吨", "category_nfr": "1.A.2"}])


def _coal(**said):
    return zc.energy.estimate(COAL, region="郑州", year=2023, **said)


def _ledger(*rows: tuple[str, str, float]) -> zc.Ledger:
    table = pd.DataFrame(rows, columns=["project", "substance", "reduction"])
    return zc.read_ledger(table.assign(unit="t", year=2023, district="中牟县"))


def test_an_estimate_asked_for_vocs_takes_what_its_methods_call_nmvoc():
    """The tonnes are the same, the name is that of the plan, and the record and the row say why."""
    vocs, nmvoc = _coal(substances=["VOCs"]), _coal(substances=["NMVOC"])
    assert vocs.total("VOCs").magnitude == nmvoc.total("NMVOC").magnitude
    assert vocs.record == (COUNTED,)
    assert COUNTED in str(vocs.explain("row-1"))
    assert nmvoc.record == ()


def test_methods_give_their_own_names_where_nothing_is_asked_for():
    """Beside machinery in VOCs a boiler gives NMVOC, and not the same tonnes once more as VOCs."""
    road = {"method": "road exhaust, tier 2", "vehicle": "乘用车", "powertrain": "汽油", "size": "medium",
            "standard": "Euro 5", "annual_distance": 9000.0, "annual_distance_unit": "km/vehicle", "amount": 10.0,
            "unit": "辆"}  # fmt: skip
    alone = zc.transport.estimate(pd.DataFrame([road]), region="郑州", year=2023)
    beside = zc.transport.estimate(
        pd.DataFrame([road, {**road, "substance": "VOCs"}]), region="郑州", year=2023
    ).frame.query("id == 'row-1'")
    assert set(alone.frame["substance"]) == set(beside["substance"])
    assert "VOCs" not in set(beside["substance"])


def test_a_member_that_is_asked_for_itself_keeps_its_name():
    """A tonne has one name only: asked for both, NMVOC is not counted a second time as VOCs."""
    frame = _coal(substances=["VOCs", "NMVOC"]).frame.set_index("substance")
    assert frame.loc["VOCs", "notation"] == "NE"
    assert frame.loc["NMVOC", "emission"] > 0


def test_hydrocarbons_with_methane_are_vocs_only_with_a_reason():
    """Total hydrocarbons of an aircraft are NE as VOCs, and the problem says which call counts them."""
    rows = pd.DataFrame([{"method": "aircraft LTO", "aircraft": "A380", "amount": 10, "unit": "LTO"}])
    known = zc.transport.estimate(rows, region="CN-HA", year=2023)
    asked = zc.transport.estimate(rows, region="CN-HA", year=2023, substances=["VOCs"])
    assert asked.frame["notation"].tolist() == ["NE"]
    assert "counted_as('VOCs', reasons={'HC': ...})" in asked.problems["remedy"].iloc[0]
    with pytest.raises(zc.UnknownNameError, match=r"HC may be counted as it: inventory.counted_as\('VOCs'\)"):
        known.total("VOCs")
    counted = known.counted_as("VOCs", reasons=REASON)
    assert counted.total("VOCs").magnitude == known.total("HC").magnitude
    assert "methane was taken off" in counted.record[-1]


def test_a_total_of_vocs_says_that_nmvoc_stands_beside_it():
    """Nothing of a total is lost in silence: what has another name of the family is said, and can be counted."""
    inventory = zc.combine(
        _coal(substances=["VOCs"]), zc.energy.estimate(COAL.assign(id="x"), region="郑州", substances=["NMVOC"])
    )
    with pytest.warns(zc.NotEstimatedWarning, match="total of VOCs leaves out .*NMVOC may be counted as it"):
        part = inventory.total("VOCs").magnitude
    assert inventory.counted_as("VOCs").total("VOCs").magnitude == pytest.approx(2 * part, rel=1e-12)


@pytest.mark.parametrize(
    ("reasons", "error", "match"),
    [
        ({"CH4": "because"}, zc.UnknownNameError, "Members: VOCs, NMVOC, HC"),
        ({"NOx": "because"}, zc.UnknownNameError, "Members: VOCs, NMVOC, HC"),
    ],
)
def test_methane_and_strangers_never_count(reasons, error, match):
    """A reason does not make methane a VOC of the plan."""
    with pytest.raises(error, match=match):
        _coal(substances=["NMVOC"]).counted_as("VOCs", reasons=reasons)


def test_an_inventory_without_any_member_says_so():
    """An inventory of NOx has no VOCs, under no name."""
    with pytest.raises(zc.UnknownNameError, match="No member of its family"):
        _coal(substances=["NOx"]).counted_as("VOCs")


@pytest.mark.parametrize("column", ["removal_efficiency_VOCs", "removal_efficiency_NMVOC"])
@pytest.mark.parametrize("asked", ["VOCs", "NMVOC"])
def test_a_removal_of_either_name_lowers_either_name(column, asked):
    """A device that removes VOCs removes NMVOC: 0.9 x 0.9 x 0.95 of the emission is gone, and no problem is left."""
    row = {"fuel": "烟煤", "amount": 10, "unit": "万吨", "category_nfr": "1.A.2"}
    shares = {column: 0.95, "collection_efficiency": 0.9, "operating_rate": 0.9}
    made = zc.energy.estimate(pd.DataFrame([{**row, **shares}]), region="郑州", year=2023, substances=[asked])
    left = made.total(asked).magnitude / _coal(substances=[asked]).total(asked).magnitude
    assert left == pytest.approx(1 - 0.9 * 0.9 * 0.95, rel=1e-12)
    assert made.problems.empty


def test_two_removals_of_one_family_use_the_own_name_and_report_the_other():
    """The column of the substance itself wins; the other is a problem, not a second removal."""
    row = {**COAL.iloc[0].to_dict(), "removal_efficiency_VOCs": 0.5, "removal_efficiency_NMVOC": 0.9}
    made = zc.energy.estimate(pd.DataFrame([row]), region="郑州", year=2023)
    ratio = made.total("NMVOC").magnitude / _coal().total("NMVOC").magnitude
    assert ratio == pytest.approx(0.1, rel=1e-12)
    assert made.problems["column"].tolist().count("removal_efficiency_VOCs") == 1


def test_a_quota_of_vocs_counts_nmvoc_of_the_ledger_and_notes_it():
    """30 t are booked under two names; the card, the forecast, the months and the duties see 30."""
    ledger, plan = _ledger(("a", "NMVOC", 10.0), ("b", "VOCs", 20.0)), zc.plan("zhengzhou-14fyp")
    card = plan.check(ledger, as_of=2025)
    row = card.frame[(card.frame["substance"] == "VOCs") & card.frame["binding"]].iloc[0]
    assert row["achieved"] == pytest.approx(30.0)
    assert f"{COUNTED}." in card.notes
    expected = forecast(plan, ledger, as_of=2024)
    assert expected.loc[expected["target"] == row["target"], "verified"].tolist() == [pytest.approx(30.0)]
    assert tracking(plan, ledger, by="quarter")["cumulative"].iloc[-1] == pytest.approx(30.0)
    duty = responsibility(pd.DataFrame({"VOCs": {"中牟县": 60.0}}), ledger)
    assert duty[["net", "gap"]].to_numpy().tolist() == [[30.0, 30.0]]


def test_hydrocarbons_of_a_ledger_need_a_reason():
    """HC is refused with the call that counts it; after the call it counts, on the record."""
    ledger, plan = _ledger(("engines", "HC", 5.0)), zc.plan("zhengzhou-14fyp")
    with pytest.raises(zc.TargetError, match=r"hold methane.*ledger.counted_as\('VOCs', reasons=\{'HC': ...\}\)"):
        plan.check(ledger, as_of=2025)
    counted = ledger.counted_as("VOCs", reasons=REASON)
    assert counted.record == ("HC is counted as VOCs: methane was taken off",)
    card = plan.check(counted, as_of=2025)
    assert card.frame.loc[card.frame["substance"] == "VOCs", "achieved"].max() == pytest.approx(5.0)


def test_a_project_that_books_both_names_is_booked_twice():
    """The same tonnes under NMVOC and VOCs would count twice: refused."""
    with pytest.raises(zc.DataError, match="booked"):
        zc.plan("zhengzhou-14fyp").check(_ledger(("a", "NMVOC", 10.0), ("a", "VOCs", 10.0)), as_of=2025)


def test_candidates_in_nmvoc_serve_a_quota_of_vocs():
    """The planner finds them, says so, and refuses a candidate under both names."""
    costs = pd.DataFrame(
        {"project": ["paint", "engines"], "capital": [100, 1], "operation": 0, "life": 10, "rate": 0.0, "cost_unit": "万元",
         "price_year": 2024, "earliest": 2024}
    )  # fmt: skip
    reductions = pd.DataFrame(
        {"project": ["paint", "engines"], "substance": ["NMVOC", "HC"], "reduction": 50.0, "unit": "t"}
    )
    due = planner.quotas(pd.DataFrame({"substance": ["VOCs"], "required": [40.0], "unit": ["t"], "year": [2025]}))
    found = planner.portfolio(planner.read_candidates(costs, reductions), due, years=(2024, 2025))
    assert found.frame["project"].tolist() == ["paint"]
    assert found.record[0] == COUNTED
    assert found.record[1].startswith("HC is not counted as VOCs")
    both = pd.concat([reductions, reductions.iloc[:1].assign(substance="VOCs")])
    with pytest.raises(zc.DataError, match="both counted as VOCs: paint"):
        planner.portfolio(planner.read_candidates(costs, both), due, years=(2024, 2025))


def test_projects_that_tell_their_vocs_set_the_nmvoc_of_their_activity_aside():
    """Told VOCs and estimated NMVOC are the same tonnes: one is kept, and a note says so."""
    table = pd.DataFrame(
        [{"project": "boiler house", "type": "closure", "substance": "VOCs", "year": 2024, "months": 12, "cap": "no cap",
          "utilisation_before": 1.0, "utilisation_after": 1.0, "emission_before": 210.0, "emission_after": 0.0}]
    )  # fmt: skip
    activity = COAL.assign(project="boiler house", state="before")
    made = projects.reductions(table, activity, region="郑州", substances=["NMVOC", "NOx"])
    assert sorted(made.frame["substance"]) == ["NOx", "VOCs"]
    assert any("NMVOC of its activity is set aside" in note and "VOCs" in note for note in made.notes)


def test_sulphur_oxides_of_the_guidebooks_count_as_so2(tmp_path):
    """Asked for SO2 a boiler gives what the guidebook states as SO2, on the record; beside SO2 the sum says what it lacks."""
    so2, sox = _coal(substances=["SO2"]), _coal(substances=["SOx"])
    assert so2.total("SO2").magnitude == sox.total("SOx").magnitude > 0
    assert so2.record == ("SOx is counted as SO2: the guidebooks state sulphur oxides as SO2",)
    device = COAL.assign(removal_efficiency_SO2=0.9)
    assert zc.energy.estimate(device, region="郑州", year=2023).total("SOx").magnitude == pytest.approx(
        0.1 * sox.total("SOx").magnitude, rel=1e-12
    )
    kiln = {"module": "industry", "method": "reported emission", "substance": "SO2", "amount": 5.0, "unit": "t"}
    rows = [{"module": "energy", **COAL.iloc[0]}, kiln]
    both = zc.estimate(rows, region="郑州", year=2023)
    assert "the total of SO2 leaves out what has another name: SOx" in str(both)
    assert "SO2 的合计不含以其他名称列出的部分：SOx" in zc.report(both, tmp_path / "a.html", language="zh").read_text(
        encoding="utf-8"
    )
    assert both.counted_as("SO2").total("SO2").magnitude == pytest.approx(5 + sox.total("SOx").magnitude, rel=1e-12)
