"""Each kind of fault that an audit of the database found, forbidden for good."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.factors.evidence import BOUNDS, check_evidence
from zzcarbon.resources import data_path

FACTORS, PARAMETERS = zc.factors("C").frame, zc.factors("C").parameters
BOTH = [FACTORS, PARAMETERS]


def _row(**changes: object) -> pd.DataFrame:
    sound: dict[str, object] = {
        "id": "set/row", "value": 2.0, "lower": float("nan"), "upper": float("nan"), "bounds": "", "basis": "",
        "locator": "Vol 5 Ch 5 Table 5.3 p 5.20", "evidence": "IPCC EFDB export of 2026-02-07", "derived": "",
        "grade": "A", "note": "",
    }  # fmt: skip
    return pd.DataFrame([sound | changes])


@pytest.mark.parametrize("frame", BOTH, ids=["factors", "parameters"])
def test_every_grade_rests_on_what_it_promises(frame: pd.DataFrame) -> None:
    """Grade A has a primary text, an A or B row a place, a bound its kind, a figure that was worked out its parts."""
    assert [str(problem) for problem in check_evidence(frame, file="factors/")] == []


@pytest.mark.parametrize(
    ("changes", "column", "problem"),
    [
        ({}, "", ""),
        ({"evidence": "package bonsai-ipcc 0.5.3 (MIT)"}, "evidence", "grade A on a secondary copy"),
        ({"evidence": "package bonsai-ipcc 0.5.3 (MIT)", "grade": "B"}, "", ""),
        ({"locator": "V5 Ch5"}, "locator", "no table, equation or page"),
        ({"locator": "V5 Ch5", "grade": "C"}, "locator", "no table, equation or page"),
        ({"locator": "place not seen: chapter 5", "grade": "C"}, "", ""),
        ({"evidence": "text of the chapter, index id 123456"}, "evidence", "the number of a search index"),
        ({"note": "as index ids 12 and 13 have it"}, "note", "the number of a search index"),
        ({"lower": 1.0, "upper": 3.0}, "bounds", "bounds without a kind"),
        ({"lower": 1.0, "upper": 3.0, "bounds": "+-50 %"}, "bounds", "bounds without a kind"),
        ({"lower": 1.0, "upper": 3.0, "bounds": "95 %"}, "", ""),
        ({"bounds": "95 %"}, "bounds", "a kind of bounds without bounds"),
        ({"lower": 0.0, "upper": 4.0, "bounds": "copy"}, "bounds", "a rule of the copy"),
        ({"note": "worked out: 48 % of PM2.5"}, "derived", "without its parts"),
        ({"note": "worked out: 48 % of PM2.5", "derived": "48 % of PM2.5"}, "", ""),
    ],
)
def test_each_kind_of_fault_is_found(changes: dict[str, object], column: str, problem: str) -> None:
    """A fault is named with its column; what is sound is passed."""
    found = check_evidence(_row(**changes), file="x.csv")
    assert [(one.column, problem in one.problem) for one in found] == ([(column, True)] if problem else [])


def test_the_place_is_unknown_of_few_rows_only() -> None:
    """Seventeen B rows and 270 C rows of Chinese guides say that the place was not seen; no new one may."""
    rows = pd.concat(BOTH, ignore_index=True)
    unseen = rows[rows["locator"].str.startswith("place not seen: ")]
    assert (unseen["grade"] == "B").sum() <= 17
    assert len(unseen) <= 287


def test_no_file_of_the_database_names_a_search_index() -> None:
    """Where a copy can be named by repository and path it is; where not, the row says so in words."""
    folder = Path(str(data_path("sets.csv"))).parent
    named = [path.name for path in folder.rglob("*.csv") if "index id" in path.read_text("utf-8")]
    assert named == []


def test_worked_out_figures_are_no_better_than_their_parts() -> None:
    """A figure of the IPCC that the project worked out is grade B at best, and so marked."""
    rows = pd.concat(BOTH, ignore_index=True)
    derived = rows[(rows["derived"] != "") & rows["set"].str.startswith("ipcc")]
    assert len(derived) > 50
    assert set(derived["grade"]) <= {"B", "C"}
    assert (rows.loc[rows["bounds"] == "derived", "derived"] != "").all()


def test_kinds_of_bounds_are_described() -> None:
    """The dictionary of the columns explains each kind of bounds."""
    columns = pd.read_csv(data_path("columns.csv"), keep_default_na=False)
    text = columns.loc[(columns["file"] == "*/*.csv") & (columns["column"] == "bounds"), "description"].iloc[0]
    assert all(kind in text for kind in BOUNDS)


def test_no_technology_is_a_table_number() -> None:
    """A technology is a word of the trade, not the number of a table."""
    assert FACTORS.loc[FACTORS["technology"].str.contains(r"(?i)\btable\b"), "id"].tolist() == []


def test_a_figure_of_one_class_says_so_under_another() -> None:
    """What is printed for municipal waste, for Japan, for Europe stands in the row and in the trail."""
    incinerated = FACTORS[(FACTORS["set"] == "emep-eea-2023") & (FACTORS["activity"] == "waste incineration")]
    metal = incinerated[incinerated["subject"] == "metal waste"]
    assert set(metal["printed_for"]) == {"municipal waste"}
    europe = FACTORS[FACTORS["id"].str.startswith("ipcc-2006-v2c3/road-distance/europe/")]
    assert len(europe) == 288
    assert europe["printed_for"].str.contains("Europe").all()


@pytest.mark.parametrize(
    ("row_id", "value"),
    [
        ("ipcc-2019r-v4/enteric-fermentation/buffalo/cn/ch4", 76),
        ("ipcc-2019r-v4/manure-nitrogen-n2o/solid-storage-with-additives/n2o", 0.005),
        ("ipcc-2019r-v4/agriculture/nitrogen-excretion-rate/chickens/productivity-high/cn", 1.0),
        ("ipcc-2019r-v4/agriculture/nitrogen-excretion-rate/chickens/productivity-low/cn", 1.62),
        ("ipcc-2019r-v5-ch6/organics-left-2019/aerobic-plant-secondary", 0.15),
        ("ipcc-2019r-v5-ch6/septic-compliance-2019/septic-tank", 0.5),
        ("ipcc-2006-v5/waste/fossil-carbon-fraction/clinical-waste", 0.4),
        ("ipcc-2019r-v4/agriculture/volatile-solids-rate/finishing-pigs/cn", 6.8),
        ("ipcc-2019r-v4/agriculture/volatile-solids-rate/swine/cn", 5.8),
    ],
)
def test_figures_follow_the_database_of_the_ipcc(row_id: str, value: float) -> None:
    """Figures in which a copy slipped are those of the emission factor database of the IPCC."""
    rows = pd.concat(BOTH, ignore_index=True).set_index("id")
    assert rows.loc[row_id, "value"] == value


def test_the_composition_of_chinese_waste_is_of_2019() -> None:
    """59.1 % food waste is China in the Refinement of 2019; the Guidelines of 2006 have 26.2 % for Eastern Asia."""
    rows = PARAMETERS[PARAMETERS["parameter"] == "municipal_waste_share"]
    assert set(rows["set"]) == {"ipcc-2019r-v5"}
    assert rows.set_index("subject").loc["food waste", "value"] in {0.591, 59.1}


def test_explain_tells_what_a_figure_is_printed_for() -> None:
    """A figure printed for Asia, and one that was worked out, say so where the emission is explained."""
    herd = pd.DataFrame({"method": ["enteric fermentation"], "animal": ["水牛"], "amount": [10.0], "unit": ["头"]})
    told = str(zc.agriculture.estimate(herd, region="CN-HA", year=2023, sets=["ipcc-2019r-v4"]).explain("row-1"))
    assert "printed for Asia" in told
    litres = pd.DataFrame({"fuel": ["柴油"], "amount": [1000.0], "unit": ["L"]})
    burnt = zc.energy.estimate(litres, region="CN-HA", year=2023, sets=["+fuel-densities-uk-2025"], substances=["CO2"])
    assert "2.66155 kg CO2e per litre over 3203.91143" in str(burnt.explain("row-1"))
    assert burnt.total("CO2").magnitude == pytest.approx(2.66155 / 3203.91143 * 42.652 * 0.0202 * 0.98 * 44 / 12 * 1e3)


LITRES = [
    "diesel",
    "柴油",
    "gasoline",
    "kerosene",
    "fuel oil",
    "gas oil",
    "jet kerosene",
    "naphtha",
    "lubricants",
    "LPG",
    "LNG",
]


@pytest.mark.parametrize("fuel", LITRES)
@pytest.mark.parametrize("unit", ["L", "升", "万升", "kL"])
def test_litres_work_by_the_remedy_they_print(fuel: str, unit: str) -> None:
    """A litre without density is asked for one, and the set that the remedy names gives the figure."""
    rows = pd.DataFrame({"fuel": [fuel], "amount": [1.0], "unit": [unit]})
    asked = {"region": "CN-HA", "year": 2023, "substances": ["CO2"]}
    without = zc.energy.estimate(rows, **asked)
    remedy = str(without.problems["remedy"].iloc[0])
    named = re.findall(r'sets=\["([^"]+)"\]', remedy)
    assert named, remedy
    assert not without.frame["emission"].notna().any()
    found = zc.energy.estimate(rows, sets=named, **asked)
    mass = found.total("CO2").magnitude / zc.quantity(1.0, unit).to("kL").magnitude
    assert 1.1 < mass < 3.3, "tonnes of CO2 per cubic metre of liquid"


def test_a_density_that_no_set_has_is_asked_for_as_a_number() -> None:
    """Crude oil has a heating value and no density: the remedy asks for the density alone, and it works."""
    rows = pd.DataFrame({"fuel": ["crude oil"], "amount": [1.0], "unit": ["L"]})
    asked = {"region": "CN-HA", "year": 2023, "substances": ["CO2"]}
    remedy = zc.energy.estimate(rows, **asked).problems["remedy"].iloc[0]
    assert remedy == "Give density with density_unit (kg/L); or an amount in another unit."
    given = zc.energy.estimate(rows.assign(density=0.86, density_unit="kg/L"), **asked)
    by_mass = zc.energy.estimate(rows.assign(amount=0.86, unit="kg"), **asked)
    assert given.total("CO2").magnitude == pytest.approx(by_mass.total("CO2").magnitude)


def test_a_cubic_metre_of_a_gas_sold_as_liquid_says_which() -> None:
    """LPG in m3 may be gas or liquid: its state is asked for, and litres are named for the liquid."""
    rows = pd.DataFrame({"fuel": ["LPG"], "amount": [1.0], "unit": ["m3"]})
    problem = zc.energy.estimate(rows, region="CN-HA", year=2023, substances=["CO2"]).problems.iloc[0]
    assert problem["column"] == "gas_reference"
    assert "Of the liquid give the volume in L." in problem["remedy"]


def test_nitrogen_oxides_of_every_module_say_what_they_count_as() -> None:
    """NOx is as NO2, as NO or as N, or the row says that its source does not say."""
    rows = FACTORS[FACTORS["substance"] == "NOx"]
    assert rows.loc[~rows["basis"].str.contains(r"NO2|as N\b"), "id"].tolist() == []


def test_a_range_has_no_value() -> None:
    """Where the source prints a range only, its midpoint is nobody's figure."""
    rows = pd.concat(BOTH, ignore_index=True)
    ranges = rows[rows["note"].str.contains("a range only")]
    assert len(ranges) >= 10
    assert ranges.loc[ranges["value"].notna() & (ranges["derived"] == ""), "id"].tolist() == []


STEPS = ("Euro 1", "Euro 2", "Euro 3", "Euro 4", "Euro 5", "Euro 6 a/b/c", "Euro 6 d-temp", "Euro 6 d")


IPCC = pd.concat(BOTH, ignore_index=True).query("set.str.startswith('ipcc-20')")


def test_a_class_that_the_table_lacks_has_no_row() -> None:
    """Table 10.22 of 2019 has no pasture: no share of it is shipped."""
    shares = IPCC[IPCC["id"].str.contains("ipcc-2019r-v4/agriculture/nitrogen-volatilised-share/")]
    assert len(shares) > 200
    assert shares.loc[shares["id"].str.contains("pasture|paddock"), "id"].tolist() == []


def test_a_figure_of_a_primary_text_is_not_graded_low_in_silence() -> None:
    """A row of grade C that cites the database or the text of the IPCC says what it lacks."""
    low = IPCC[(IPCC["grade"] == "C") & IPCC["evidence"].str.contains("EFDB|text of the chapter")]
    assert low.loc[low["value"].notna() & (low["note"] == "") & (low["derived"] == ""), "id"].tolist() == []
    road = IPCC[IPCC["id"].str.startswith("ipcc-2006-v2c3/")]
    assert set(road["grade"]) <= {"A", "B"}


def test_rows_of_the_guidelines_name_a_page() -> None:
    """All but 28 rows of grade A and B, which stand in an equation or in the text around it, name the page."""
    good = IPCC[IPCC["grade"].isin(["A", "B"])]
    assert len(good) > 3800
    without = good[~good["locator"].str.contains(r"\bp \d")]
    assert len(without) <= 28
    assert without["locator"].str.contains("Eq").all()


@pytest.mark.parametrize(
    ("row_id", "lower", "upper"),
    [
        ("ipcc-2006-v4/agriculture/nitrogen-volatilised-share/sewage-sludge", 0.05, 0.5),
        ("ipcc-2019r-v4/agriculture/nitrogen-volatilised-share/other-cattle/system-composting-in-passive-windrow", 0.12, 0.65),
        ("ipcc-2006-v5/biological-treatment/composting/mass-basis-dry/ch4", 0.08, 20),
        ("ipcc-2006-v2c3/railway-fuel/diesel/CO2", 72600, 74800),
        ("ipcc-2019r-v5-ch6/wastewater-mcf-2019/deep-anaerobic-lagoon", 0.8, 1),
    ],
)  # fmt: skip
def test_bounds_that_are_printed_are_shipped(row_id: str, lower: float, upper: float) -> None:
    """Where the table prints a range beside the value, the row has it."""
    row = IPCC.set_index("id").loc[row_id]
    assert (row["lower"], row["upper"], row["bounds"]) == (lower, upper, "printed")


def test_blends_are_of_the_right_isomers_and_whole() -> None:
    """R-500 and R-405A hold HFC-152a, no blend HFC-152; the shares of each add up to 100 %."""
    blends = pd.read_csv(data_path("blends.csv"))
    assert "HFC-152" not in set(blends["part"])
    assert {"R-500", "R-405A"} <= set(blends.loc[blends["part"] == "HFC-152a", "blend"])
    assert blends.groupby("blend")["share"].sum().to_numpy() == pytest.approx(100, abs=0.11)


@pytest.mark.parametrize("substance", ["CO", "NOx", "NMVOC", "PM2.5"])
def test_no_standard_lies_far_above_the_one_before(substance: str) -> None:
    """A step that is three times its predecessor is a slip of the copy: it is withheld."""
    rows = FACTORS[FACTORS["id"].str.startswith("emep-eea-2023/road-exhaust-by-distance/")]
    rows = rows[rows["substance"] == substance]
    step = rows["condition"].str.extract(r"standard=([^;]*)")[0]
    rows = rows.assign(step=step.map(dict(zip(STEPS, range(len(STEPS)), strict=True))))
    rows = rows.assign(others=rows["condition"].str.replace(r"standard=[^;]*", "", regex=True)).dropna(subset=["step"])
    series = rows.sort_values("step").groupby(["subject", "others", "technology"])["value"]
    ratio = rows.sort_values("step")["value"] / series.shift()
    assert rows.loc[ratio.index[ratio > 3], "id"].tolist() == []
    assert ratio.notna().sum() > 50


def test_two_sets_that_disagree_say_so() -> None:
    """PM2.5 of diesel cars differs six to eleven times between two editions: the rows name the other figure."""
    rows = FACTORS[FACTORS["id"].str.startswith("emep-eea-2023/road-exhaust-by-distance/passenger-car/diesel/")]
    small = rows[(rows["substance"] == "PM2.5") & (rows["value"] < 0.0003)]
    assert len(small) >= 16
    assert small["note"].str.contains("not settled").all()


def test_a_renamed_substance_keeps_its_word() -> None:
    """Removal efficiencies that the EPA states for VOC and that stand under NMVOC say VOC."""
    rows = PARAMETERS[PARAMETERS["id"].str.startswith("us-epa-cost-2017/removal-efficiency/nmvoc/")]
    assert len(rows) > 80
    assert rows["basis"].str.contains("VOC in the source").all()
