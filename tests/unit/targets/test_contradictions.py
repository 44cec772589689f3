"""Ledgers that contradict themselves: refused with the row, never counted twice, never a foreign error."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from zzcarbon.errors import DataError, TargetError, ZzcarbonError
from zzcarbon.targets import CountingRule, Ledger, Plan, plan, read_ledger

MakeLedger = Callable[..., Ledger]
MakePlan = Callable[..., Plan]

KILN = {"id": "1", "project": "kiln"}
QUOTA = "  - {id: q, indicator: NOx cut, substance: NOx, kind: cumulative_min, unit: t, value: 150}"

CONTRADICTIONS = [
    ([KILN | {"increment_of": "2"}, {"id": "2", "project": "b", "increment_of": "1"}], "increment_of", "in a ring"),
    (
        [
            {"id": "1", "increment_of": "2"},
            {"id": "2", "increment_of": "3"},
            {"id": "3", "increment_of": "1"},
        ],
        "increment_of",
        "in a ring",
    ),
    ([KILN | {"corrects": "2"}, {"id": "2", "project": "kiln", "corrects": "1"}], "corrects", "in a ring"),
    ([KILN, {"id": "2", "project": "mill", "reduction": 9000.0, "corrects": "1"}], "corrects", "of another project"),
    ([KILN, KILN | {"id": "2", "substance": "VOCs", "corrects": "1"}], "corrects", "of another substance"),
    (
        [KILN | {"district": "East"}, KILN | {"id": "2", "corrects": "1", "district": "West"}],
        "district",
        "lies in another district",
    ),
    ([{"reduction": 5.0, "side_effect": "yes"}], "reduction", "a side effect that is positive"),
    ([{"commissioned": "2030-01-01"}], "commissioned", "after the year in which it is booked"),
    ([{"commissioned": "2022"}], "commissioned", "after the year in which it is booked"),
    ([{"commissioned": "not a date"}], "commissioned", "is not an ISO 8601 period"),
    ([{"commissioned": "2021-02-29"}], "commissioned", "the calendar does not have it"),
    ([{"project": "Kiln A"}, {"project": "kiln a"}], "project", "booked twice"),
    ([{"project": "Kiln A"}, {"project": "Kiln  A"}], "project", "booked twice"),
    ([{"project": "１号锅炉"}, {"project": "1号锅炉", "district": "East"}], "project", "booked twice"),
    (
        [{"project": "kiln", "district": "East"}, {"project": "kiln", "district": "West"}],
        "district",
        "booked in two districts",
    ),
    (
        [
            {"project": "kiln", "district": "East", "facility": "a"},
            {"project": "kiln", "district": "West", "facility": "a", "reduction": 7.0},
        ],
        "district",
        "booked in two districts",
    ),
    (
        [
            {"project": "kiln", "district": "East", "facility": "a"},
            {"project": "kiln", "district": "West", "facility": "a", "substance": "VOCs"},
        ],
        "district",
        "lies in another district",
    ),
    ([KILN | {"year": 2022}, {"increment_of": "1", "year": 2021}], "year", "before what it adds to"),
    (
        [KILN | {"commissioned": "2021-06-01"}, {"increment_of": "1", "commissioned": "2021-05-31"}],
        "commissioned",
        "before what it adds to",
    ),
    (
        [KILN | {"district": "East"}, {"increment_of": "1", "district": "West"}],
        "district",
        "another district than its project",
    ),
    ([KILN | {"status": "planned"}, {"increment_of": "kiln"}], "status", "further than the project"),
    ([KILN | {"status": "withdrawn"}, {"increment_of": "1"}], "increment_of", "nothing that it adds to"),
    (
        [
            {"project": "trucks", "district": "East", "reduction": 1.0},
            {"project": "trucks", "district": "West", "reduction": 2.0},
            {"project": "more", "increment_of": "trucks"},
        ],
        "increment_of",
        "several projects have this name",
    ),
    ([{"cost": -1.0}], "cost", "a cost below zero"),
    ([{"design_load": 10.0, "actual_load": 11.0}], "actual_load", "above the design load"),
    ([{"actual_load": -1.0}], "actual_load", "a load below zero"),
    ([{"reduction": 1.7e308, "unit": "万吨"}], "reduction", "more than 1e"),
    ([{"reduction": 1e300}], "reduction", "more than 1e"),
    ([{}, {"project": "合计"}], "project", "a total row"),
    ([{}, {"district": "小计："}], "district", "a total row"),
    ([{"id": "a"}, {"id": "Grand Total"}], "id", "a total row"),
]


@pytest.mark.parametrize(("rows", "column", "message"), CONTRADICTIONS)
def test_contradictions_are_refused(
    make_ledger: MakeLedger, rows: list[dict[str, object]], column: str, message: str
) -> None:
    """Each contradiction is an error at its column: no tonnes vanish and none count twice."""
    with pytest.raises(DataError, match=message) as error:
        make_ledger(*rows)
    assert {problem.column for problem in error.value.problems} == {column}


def test_one_name_in_two_districts_is_two_projects(make_ledger: MakeLedger) -> None:
    """A generic name counts in each district; increments find the project of their own district."""
    trucks = {"project": "柴油货车淘汰"}
    ledger = make_ledger(
        trucks | {"id": "1", "district": "East", "facility": "a", "reduction": 10.0},
        trucks | {"id": "2", "district": "West", "facility": "b", "reduction": 20.0},
        {"project": "later", "district": "West", "reduction": 5.0, "increment_of": "柴油货车淘汰"},
    )
    assert ledger.by("district")["net"].tolist() == [10.0, 25.0]
    assert ledger.frame["root"].tolist() == [0, 1, 1]


def test_a_base_that_was_corrected_still_carries_its_increments(make_ledger: MakeLedger) -> None:
    """Ledgers are append-only: an increment of an entry counts after that entry is corrected."""
    ledger = make_ledger(
        KILN,
        {"id": "2", "increment_of": "1", "reduction": 10.0},
        {"id": "3", "increment_of": "2", "reduction": 1.0},
        KILN | {"id": "4", "corrects": "1", "reduction": 80.0},
    )
    assert float(ledger.by()["net"].iloc[0]) == 91.0
    assert ledger.frame["root"].tolist() == [0, 3, 3, 3]


def test_another_citys_district_does_not_count() -> None:
    """Tonnes of Beijing are no tonnes of Zhengzhou, whether or not the plan has a quota of the substance."""
    ledger = read_ledger(
        pd.DataFrame(
            [
                {
                    "project": "kiln",
                    "substance": "NOx",
                    "reduction": 100.0,
                    "unit": "t",
                    "year": 2022,
                    "district": "北京市",
                }
            ]
        )
    )
    with pytest.raises(TargetError, match="lies outside 郑州市"):
        plan("zhengzhou-14fyp").check(ledger, as_of=2025)


def test_days_count_from_the_commissioning(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Until a day an entry counts from its commissioning; one with a year only from its 31 December, and is told."""
    city = make_plan(QUOTA)
    ledger = make_ledger(
        {"reduction": 60.0, "year": 2023, "commissioned": "2023-03-01"},
        {"reduction": 50.0, "year": 2023, "commissioned": "2023-07"},
        {"reduction": 40.0, "year": 2023},
        {"reduction": 7.0, "year": 2024, "commissioned": "2023-12-01"},
    )
    sums = {
        "2023-02-28": (0.0, 40.0),
        "2023-03-01": (60.0, 40.0),
        "2023-06": (60.0, 40.0),
        "2023-07-31": (110.0, 40.0),
        "2023-12-31": (150.0, 0.0),
        "2024-01-01": (157.0, 0.0),
    }
    for day, (counted, waiting) in sums.items():
        card = city.check(ledger, as_of=day)
        assert float(card.frame["achieved"].iloc[0]) == counted, day
        assert card.undated == ({"NOx": waiting} if waiting else {}), day
        assert (f"{waiting:g} t NOx" in card.text()) == (waiting > 0)
    assert float(city.check(ledger, as_of=2023).frame["achieved"].iloc[0]) == 150.0


def test_a_quota_is_judged_when_its_year_is_over(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """On a day of the due year a sum of projects is not due, on its last day it is; milestones likewise."""
    city = make_plan(
        "  - id: q\n    indicator: NOx cut\n    substance: NOx\n    kind: cumulative_min\n    unit: t\n    value: 150\n"
        "    milestones: [{year: 2024, value: 90, document: order of the province}]"
    )
    ledger = make_ledger({"reduction": 160.0, "year": 2024, "commissioned": "2024-03-01"})
    found = {day: city.check(ledger, as_of=day).frame.iloc[0] for day in ("2024-11-30", "2025-11", "2025-12-31")}
    assert [row["reason"] or row["status"] for row in found.values()] == ["not due", "not due", "met"]
    assert [row["on_track"] for row in found.values()] == ["", "yes", "yes"]
    assert city.check(ledger, as_of=2025).details["milestone_from"].iloc[0] == "order of the province"


def test_a_partial_ledger_is_not_an_empty_one(make_ledger: MakeLedger) -> None:
    """A substance without an entry is undetermined; named as complete it is zero; an empty ledger is zero."""
    rows = {"project": ["a"], "substance": ["NOx"], "reduction": [5.0], "unit": ["t"], "year": [2021]}
    city = plan("zhengzhou-14fyp").only("ZZ14-B1-12", "ZZ14-B1-13", "ZZ14-B1-14")

    def statuses(ledger: Ledger) -> list[str]:
        table = city.check(ledger, as_of=2025).frame
        return [reason or status for status, reason in zip(table["status"], table["reason"], strict=True)]

    air = read_ledger(pd.DataFrame(rows))
    assert statuses(air) == ["not met", "no data", "no data"]
    assert statuses(read_ledger(pd.DataFrame(rows), complete=["化学需氧量"])) == ["not met", "no data", "not met"]
    assert statuses(make_ledger()) == ["not met"] * 3
    assert statuses(air.between(2022, 2023)) == ["not met", "no data", "no data"]


def test_a_part_of_the_plan_takes_the_whole_ledger(make_ledger: MakeLedger) -> None:
    """``plan.only`` with a ledger of all four quotas judges its own quota and refuses what no quota asks for."""
    ledger = make_ledger({"reduction": 19_075.0}, {"substance": "VOCs"}, {"substance": "COD"})
    table = plan("zhengzhou-14fyp").only("ZZ14-B1-12").check(ledger, as_of=2025).frame
    assert table["status"].tolist() == ["met"]
    assert len(plan("zhengzhou-14fyp").only("ZZ14-T-073").check(ledger, as_of=2025).frame) == 1
    with pytest.raises(TargetError, match="no quota of the plan"):
        plan("zhengzhou-14fyp").only("ZZ14-B1-12").check(make_ledger({"substance": "CO2"}), as_of=2025)


def test_increments_and_shares_have_the_error_of_their_project(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Splitting a project into increments or part-years makes its sum no surer; two projects are independent."""
    city = make_plan(QUOTA.replace("150", "1100"))
    sure = {"uncertainty": 0.2, "year": 2023}

    def chance(ledger: Ledger, **more: object) -> float:
        return float(city.check(ledger, as_of=2025, **more).details["probability"].iloc[0])

    whole = make_ledger(sure | {"reduction": 1200.0})
    split = make_ledger(sure | {"project": "k", "reduction": 500.0}, sure | {"reduction": 700.0, "increment_of": "k"})
    two = make_ledger(sure | {"reduction": 600.0}, sure | {"reduction": 600.0})
    half = CountingRule("half", "test", lambda entries: 0.5, carried_over=True)
    assert chance(whole) == pytest.approx(0.7929, abs=1e-4)
    assert chance(split) == pytest.approx(chance(whole), rel=1e-12)
    assert chance(whole, counting=half) == pytest.approx(chance(whole), rel=1e-12)
    assert chance(two) == pytest.approx(0.8759, abs=1e-4)


def test_milestones_of_a_worse_grade_or_a_later_year_do_not_count(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """On track is judged by milestones up to the moment and of the grade asked for, and says where they come from."""
    city = make_plan(
        "  - id: q\n    indicator: NOx cut\n    substance: NOx\n    kind: cumulative_min\n    unit: t\n    value: 150\n"
        "    milestones:\n"
        "      - {year: 2022, value: 40, document: order}\n"
        "      - {year: 2023, value: 500, document: hearsay, grade: C}\n"
        "      - {year: 2024, value: 60, assumption: half way}"
    )
    ledger = make_ledger({"reduction": 50.0, "year": 2021})
    found = {}
    for moment, grade in ((2023, "B"), (2023, "C"), (2024, "B")):
        card = city.check(ledger, as_of=moment, grade=grade)
        found[moment, grade] = (
            card.frame["on_track"].iloc[0],
            card.details["milestone"].iloc[0],
            card.details["milestone_from"].iloc[0],
        )
    assert found == {
        (2023, "B"): ("yes", 40.0, "order"),
        (2023, "C"): ("no", 500.0, "hearsay"),
        (2024, "B"): ("no", 60.0, "half way"),
    }


def test_cards_and_ledgers_travel(make_ledger: MakeLedger, tmp_path: object) -> None:
    """Plan, ledger and scorecard pickle; the card is valid JSON with null where nothing is known."""
    ledger = make_ledger({"uncertainty": 0.1})
    card = plan("zhengzhou-14fyp").check(ledger, as_of=2025)
    for thing in (ledger, card, plan("zhengzhou-14fyp")):
        assert repr(pickle.loads(pickle.dumps(thing))) == repr(thing)
    facts = json.loads(card.to_json())
    assert facts["counts"] == card.counts()
    assert [row["achieved"] for row in facts["targets"] if row["target"] in {"ZZ14-B1-12", "ZZ14-B1-13"}] == [
        100.0,
        None,
    ]


def test_a_card_is_written_whole_or_not_at_all(
    make_ledger: MakeLedger, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing breaks off the old file stays and nothing else is left behind; the umask is kept."""
    from pathlib import Path

    folder = Path(str(tmp_path))
    card = plan("zhengzhou-14fyp").check(make_ledger(), as_of=2025)
    card.to_csv(folder / "card.csv")
    before = (folder / "card.csv").read_bytes()
    assert pd.read_csv(folder / "card.csv")["target"].tolist() == card.frame["target"].tolist()
    assert (folder / "card.csv").stat().st_mode & 0o077 == 0o044
    monkeypatch.setattr("zzcarbon.files._on_disk", _broken)
    with pytest.raises(OSError, match="disk full"):
        card.to_csv(folder / "card.csv")
    assert (folder / "card.csv").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["card.csv"]


def _broken(path: object) -> None:
    message = "disk full"
    raise OSError(message)


def _random_rows(random: np.random.Generator) -> pd.DataFrame:
    """Return entries of which some contradict others in every way that the columns allow."""
    count = int(random.integers(2, 9))

    def any_of(*values: object) -> list[object]:
        return [values[at] for at in random.integers(0, len(values), count)]

    ids = [str(number) for number in range(count)]
    return pd.DataFrame(
        {
            "id": ids,
            "project": any_of("Kiln A", "kiln a", "mill", "boiler", "合计", "trucks", "=cmd"),
            "substance": any_of("NOx", "NOx", "VOCs", "COD", "氨氮"),
            "reduction": any_of(100.0, 20.0, -5.0, 1e300, 0.0, float("nan"), "1e400", "5 t"),
            "unit": any_of("t", "t", "kg", "万吨", "m3", ""),
            "year": any_of(2021, 2022, 2023, 1800, "x", None),
            "district": any_of("", "", "中牟县", "新密市", "北京市", "nowhere"),
            "status": any_of("", "verified", "planned", "withdrawn", "在建", "竣工", "??"),
            "increment_of": any_of("", "", "", *ids, "Kiln A", "nothing"),
            "corrects": any_of("", "", "", *ids),
            "side_effect": any_of("", "", "yes"),
            "commissioned": any_of("", "", "2021-05-01", "2030", "soon"),
            "used_as_offset": any_of(None, 0.0, 10.0, -1.0),
            "uncertainty": any_of(None, 0.1, -0.1),
            "cost": any_of(None, 5.0, -5.0),
        }
    )


@pytest.mark.parametrize("block", range(10))
def test_five_hundred_contradictory_ledgers(block: int) -> None:
    """No foreign error; what is accepted counts each entry at most once and agrees with a sum by hand."""
    city = plan("zhengzhou-14fyp").only("ZZ14-B1-12", "ZZ14-B1-13", "ZZ14-B1-14", "ZZ14-B1-15")
    accepted = 0
    for seed in range(50 * block, 50 * block + 50):
        rows = _random_rows(np.random.default_rng(seed))
        # few faults at once: most cells are made good, so that links are reached
        good = np.random.default_rng(seed).random(rows.shape) < 0.94
        right = _good(len(rows)).reindex(columns=rows.columns).to_numpy(object)
        rows = pd.DataFrame(np.where(good, right, rows.to_numpy(object)), columns=rows.columns)
        try:
            ledger = read_ledger(rows)
            card = city.check(ledger, as_of=2025)
        except ZzcarbonError:
            continue
        accepted += 1
        by_hand = _counted_by_hand(rows)
        table = card.frame.set_index("substance")
        for name, tonnes in by_hand.items():
            assert float(table.loc[name, "achieved"]) == pytest.approx(tonnes, rel=1e-12), seed
    assert 5 <= accepted <= 45


def _good(count: int) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "id": [str(number) for number in range(count)],
            "project": [f"project {number}" for number in range(count)],
            "substance": "NOx",
            "reduction": 50.0,
            "unit": "t",
            "year": 2022,
            "district": "",
            "status": "",
            "increment_of": "",
            "corrects": "",
            "side_effect": "",
            "commissioned": "",
            "used_as_offset": None,
            "uncertainty": None,
            "cost": None,
        }
    )
    return frame.astype(object)


def _counted_by_hand(rows: pd.DataFrame) -> dict[str, float]:
    """Return the verified net tonnes by substance, entry by entry."""
    factor = {"t": 1.0, "kg": 1e-3, "万吨": 1e4}
    keys = {"氨氮": "NH3-N"}
    corrected = set(rows["corrects"]) - {""}
    sums: dict[str, float] = {}
    for row in rows.to_dict("records"):
        name = keys.get(row["substance"], row["substance"])
        sums.setdefault(name, 0.0)
        if row["id"] in corrected or row["status"] not in {"", "verified"}:
            continue
        used = row["used_as_offset"]
        net = row["reduction"] - (0.0 if used is None or pd.isna(used) else used)
        sums[name] += net * factor[row["unit"]]
    return sums


def test_what_a_part_year_rule_leaves_out_is_said(make_plan: MakePlan, make_ledger: MakeLedger) -> None:
    """Half of the last year falls after the plan; half of every year where the rest is lost."""
    ledger = make_ledger(KILN | {"reduction": 40.0, "year": 2025}, {"reduction": 10.0, "year": 2024})
    for carried, text in ((True, "20 t NOx by the part-year rule falls after 2025"), (False, "25 t NOx by the")):
        rule = CountingRule("half", "order", lambda entries: 0.5, carried)
        card = make_plan(QUOTA).check(ledger, as_of=2025, counting=rule)
        assert any(text in note for note in card.notes)
        assert "按不足一年的规则" in card.text("zh")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"area": "洛阳市"}, "no target of this indicator in the area"),
        ({"value": -3.0}, "a negative level of ZZ14-B1-01"),
        ({"indicator": "ZZ14-B1-03", "value": 130.0, "unit": "%"}, "more than the whole of ZZ14-B1-03"),
    ],
)
def test_an_observation_that_cannot_be_of_the_target_decides_nothing(changes: dict[str, object], told: str) -> None:
    """Another city's value, less than nothing, more than the whole: said, and the target is not achieved by it."""
    row = {"indicator": "ZZ14-B1-01", "year": 2025, "value": 38.0, "unit": "ug/m3", **changes}
    one = plan("zhengzhou-14fyp").only(str(row["indicator"]))
    try:
        card = one.check(observations=pd.DataFrame([row]), as_of=2025)
    except DataError as error:
        assert told in str(error)
    else:
        assert told in str(card.problems) + str(getattr(card, "notes", ""))
        assert "achieved" not in set(card.frame["status"])
