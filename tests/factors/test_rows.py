"""Every row of the factor and parameter files of energy and industry, and what all files have in common."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.provenance import sources
from zzcarbon.quantities import quantity
from zzcarbon.resources import data_path

ROOT = data_path("columns.csv").parent
NOT_MODULES = {"parameters", "plans", "transport_functions"}
OWN = ("energy", "industry")
"""Modules whose rows these tests hold to more than what every row must be."""

_SAME_SOURCE = ["activity", "subject", "scheme", "category", "set", "region", "valid_from", "technology", "condition"]


def _read(folder: str) -> pd.DataFrame:
    frames = []
    for path in sorted((ROOT / folder).glob("*.csv")):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        frames.append(frame.assign(file=path.stem, folder=folder))
    joined = pd.concat(frames, ignore_index=True)
    for column in ("value", "lower", "upper"):
        joined[column] = pd.to_numeric(joined[column])
    return joined


MODULES = sorted(
    path.name for path in ROOT.iterdir() if path.is_dir() and path.name not in NOT_MODULES and any(path.glob("*.csv"))
)
FACTORS = pd.concat([_read(module) for module in MODULES], ignore_index=True)
PARAMETERS = _read("parameters")
OWN_FACTORS = FACTORS[FACTORS["folder"].isin(OWN)]
OWN_PARAMETERS = PARAMETERS[PARAMETERS["file"].str.startswith(tuple(f"{module}-" for module in OWN))]
SETS = pd.read_csv(ROOT / "sets.csv", keep_default_na=False).set_index("key")
TERMS = pd.read_csv(ROOT / "terms.csv", keep_default_na=False)


def _keys(name: str) -> set[str]:
    return set(pd.read_csv(ROOT / name, keep_default_na=False)["key"])


def test_the_packaged_database_is_sound() -> None:
    """Names, numbers, dimensions, bounds and keys of every row pass `check_rows`: loading raises otherwise."""
    table = zc.factors("C")
    assert len(table.frame) == len(FACTORS)
    assert len(table.parameters) == len(PARAMETERS)


@pytest.mark.parametrize("frame", [FACTORS, PARAMETERS], ids=["factors", "parameters"])
def test_a_file_holds_one_set_and_is_named_by_it(frame: pd.DataFrame) -> None:
    """``<activity or parameter>--<set>.csv``: an edition is a file of its own."""
    named = frame["file"].str.partition("--")[2]
    assert frame.loc[named != frame["set"], ["file", "set"]].to_dict("records") == []


def test_activities_are_known() -> None:
    """Every activity of a factor stands in activities.csv."""
    assert set(FACTORS["activity"]) - _keys("activities.csv") == set()


@pytest.mark.parametrize("frame", [FACTORS, PARAMETERS], ids=["factors", "parameters"])
def test_the_set_has_a_source_with_terms(frame: pd.DataFrame) -> None:
    """Each set leads to a source that names publisher, licence and terms."""
    for key in sorted(set(frame["set"])):
        source = sources()[SETS.loc[key, "source"]]
        assert source.title
        assert source.publisher
        assert source.licence
        assert source.terms


def test_every_spelling_of_a_term_leads_to_one_key() -> None:
    """No Chinese or English spelling stands under two terms, and every term has both names."""
    spelt: dict[str, str] = {}
    for row in TERMS.itertuples():
        assert row.zh, row.key
        assert row.en, row.key
        for text in {row.key, row.zh, row.en, *filter(None, row.aliases.split(";"))}:
            folded = " ".join(text.casefold().split())
            assert spelt.setdefault(folded, row.key) == row.key, (text, row.key, spelt[folded])


def test_subjects_of_industry_are_terms() -> None:
    """A product can be written in Chinese: its key stands in terms.csv."""
    subjects = set(FACTORS.loc[FACTORS["folder"] == "industry", "subject"])
    assert subjects - set(TERMS["key"]) - {""} == set()


def test_controls_of_industry_are_terms() -> None:
    """A control device of a factor can be written in Chinese."""
    controls = set(FACTORS.loc[FACTORS["folder"] == "industry", "control"])
    assert controls - set(TERMS["key"]) - {""} == set()


def test_no_figure_is_negative() -> None:
    """A sign comes from flow and role, not from a figure."""
    for frame in (OWN_FACTORS, OWN_PARAMETERS):
        below = (frame[["value", "lower", "upper"]] < 0).any(axis=1)
        assert frame.loc[below, "id"].tolist() == []


def test_nitrogen_oxides_say_what_they_count_as() -> None:
    """NOx as NO2 or NO differs by half: a row says which, or that the source does not."""
    rows = OWN_FACTORS[OWN_FACTORS["substance"] == "NOx"]
    assert rows.loc[~rows["basis"].str.contains("NO2"), "id"].tolist() == []


def test_heat_says_net_or_gross() -> None:
    """A figure per heat of a fuel says NCV or GCV, or that the source does not; heat bought is no fuel."""
    for frame in (OWN_FACTORS[OWN_FACTORS["activity"] != "purchased heat"], OWN_PARAMETERS):
        rows = frame[frame["unit"].str.contains(r"/\(?(?:GJ|TJ|MJ|MMBtu)|^GJ", regex=True)]
        assert rows.loc[~rows["basis"].str.contains("NCV|GCV"), "id"].tolist() == []


def test_a_gas_volume_says_its_state() -> None:
    """m3 of a gas differs by 7.3 % between 0 and 20 degC: the unit or the basis says which, or that it is not said."""
    gas = ("natural gas", "coal", "gas burned", "gas flared")
    rows = OWN_FACTORS[OWN_FACTORS["subject"].isin(gas) & OWN_FACTORS["unit"].str.contains(r"m3(?!_)", regex=True)]
    silent = ~rows["basis"].str.contains("not said|degC")
    assert rows.loc[silent, "id"].tolist() == []


@pytest.mark.parametrize(("whole", "part"), [("TSP", "PM10"), ("PM10", "PM2.5"), ("PM2.5", "BC")])
def test_a_part_of_dust_is_not_more_than_the_whole(whole: str, part: str) -> None:
    """In one table of one source PM10 lies within TSP, PM2.5 within PM10, black carbon within PM2.5."""
    key = [*_SAME_SOURCE, "control", "unit"]
    pairs = FACTORS[FACTORS["substance"] == whole].merge(FACTORS[FACTORS["substance"] == part], on=key)
    assert len(pairs) > 50
    broken = pairs[pairs["value_y"] > pairs["value_x"] * (1 + 1e-9)]
    assert broken[["id_x", "value_x", "value_y"]].to_dict("records") == []


def test_abatement_lowers_a_factor() -> None:
    """A factor with a control lies at or below the one of the same set and process without it."""
    key = [*_SAME_SOURCE, "substance", "unit"]
    bare = OWN_FACTORS[OWN_FACTORS["control"] == ""]
    pairs = OWN_FACTORS[OWN_FACTORS["control"] != ""].merge(bare, on=key, suffixes=("", "_bare"))
    assert len(pairs) >= 5
    assert pairs.loc[pairs["value"] > pairs["value_bare"], "id"].tolist() == []


def test_editions_agree_in_order_of_magnitude() -> None:
    """One process in two sets differs by less than 30 times; the exceptions are those of the sources, by name."""
    key = ["activity", "subject", "technology", "control", "condition", "category", "substance"]
    rows = OWN_FACTORS[(OWN_FACTORS["value"] > 0) & (OWN_FACTORS["region"].isin(["GLO", "CN"]))].copy()
    mass = {unit: _per_si(unit) for unit in rows["unit"].unique()}
    rows["size"] = rows["value"] * rows["unit"].map(mass)
    rows["dimension"] = rows["unit"].map(lambda unit: str(quantity(1, unit).to_base_units().units))
    spread = rows.groupby([*key, "dimension"])["size"].agg(["min", "max"])
    far = spread[spread["max"] > 30 * spread["min"]]
    known = {("ammonia production", "CO"), ("road paving", "NMVOC")}
    assert {(index[0], index[6]) for index in far.index} == known


def _per_si(unit: str) -> float:
    return float(quantity(1, unit).to_base_units().magnitude)


@pytest.mark.parametrize("name", ["removal_efficiency", "collection_efficiency", "operating_rate", "cullet_ratio"])
def test_shares_lie_between_zero_and_one(name: str) -> None:
    """Efficiencies and shares are 0 to 1, whatever their unit."""
    rows = PARAMETERS[PARAMETERS["parameter"] == name]
    assert len(rows)
    scale = rows["unit"].map({"1": 1.0, "%": 0.01})
    for column in ("value", "lower", "upper"):
        share = (rows[column] * scale).dropna()
        assert ((share >= 0) & (share <= 1)).all()


MOLAR = {"C": 12.011, "O": 15.999, "H": 1.008, "Ca": 40.078, "Mg": 24.305, "Na": 22.990, "K": 39.098, "Fe": 55.845,
         "Mn": 54.938, "Ba": 137.327, "Li": 6.94, "Sr": 87.62}  # fmt: skip
CO2 = 44.009
CARBONATES = {"calcium carbonate": ("Ca", 1), "magnesium carbonate": ("Mg", 1), "iron carbonate": ("Fe", 1), "manganese carbonate": ("Mn", 1),
              "barium carbonate": ("Ba", 1), "strontium carbonate": ("Sr", 1), "sodium carbonate": ("Na", 2),
              "potassium carbonate": ("K", 2), "lithium carbonate": ("Li", 2)}  # fmt: skip


@pytest.mark.parametrize("subject", sorted(CARBONATES))
def test_pure_carbonates_release_what_their_formula_says(subject: str) -> None:
    """CO2 per carbonate is 44.009 by the molar mass (IUPAC atomic weights): an independent check of the tables."""
    metal, number = CARBONATES[subject]
    mass = number * MOLAR[metal] + MOLAR["C"] + 3 * MOLAR["O"]
    rows = FACTORS[
        (FACTORS["activity"] == "carbonate use")
        & (FACTORS["subject"] == subject)
        & FACTORS["basis"].str.contains("pure carbonate")
    ]
    assert len(rows)
    assert rows["value"].tolist() == pytest.approx([CO2 / mass] * len(rows), rel=2e-3)


def test_withheld_rows_say_why_and_are_not_shipped() -> None:
    """A withheld figure has a reason and a known set, and does not stand among the factors with the same locator."""
    withheld = pd.read_csv(ROOT / "withheld.csv", dtype=str, keep_default_na=False)
    assert (withheld["reason"].str.len() > 20).all()
    assert set(withheld["set"]) <= set(SETS.index)
    key = ["activity", "subject", "category", "substance", "set", "region", "technology", "control", "locator"]
    shipped = FACTORS.assign(text=FACTORS["value"].map(lambda value: f"{value:g}"))
    held = withheld[withheld["value"] != ""]
    held = held.assign(text=pd.to_numeric(held["value"]).map(lambda value: f"{value:g}"))
    both = held.merge(shipped, on=[*key, "text", "condition", "unit"])
    assert both["id"].tolist() == []


def test_the_edition_is_asked_by_its_set() -> None:
    """Two generations of the Chinese aluminium guideline stay apart, and grade C hides from the default table."""
    everything = zc.factors("C")
    asked = {"substance": "CF4", "region": "CN"}
    new = everything.select(activity="anode effect", **asked, sets=["cn-cets-ag-04.01-2024"])
    old = everything.select(activity="anode effect, first generation", **asked, sets=["cn-ndrc-aluminium-2013"])
    assert (new.quantity.magnitude, old.quantity.magnitude) == (0.02, 0.034)
    assert (new.grade, old.grade) == ("C", "B")
    assert "cn-cets-ag-04.01-2024" not in set(zc.factors().frame["set"])


@pytest.mark.parametrize("path", sorted(Path(ROOT, "industry").glob("*.csv")), ids=lambda path: path.stem)
def test_every_industry_row_leads_to_its_place(path: Path) -> None:
    """Locator and evidence are told, and no row keeps a mark of doubt that was not settled."""
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert (rows["locator"].str.len() > 3).all()
    assert (rows["evidence"].str.len() > 10).all()
    assert not rows["note"].str.contains("CHECK|SUSPECT").any()


def test_an_abandoned_mine_loses_its_gas() -> None:
    """Along the years a closed mine emits less, and in one year a mine closed earlier less than a later one."""
    mines = FACTORS[FACTORS["technology"].str.startswith("abandoned underground mine")]
    series = mines.pivot_table("value", "valid_from", "technology").sort_index().sort_index(axis=1)
    assert series.shape == (61, 6)
    assert (series.diff().iloc[1:].fillna(0) <= 0).all(axis=None)
    assert (series.diff(axis=1).iloc[:, 1:].fillna(0) >= 0).all(axis=None)


def test_boilers_of_the_urban_inventory_standard() -> None:
    """NOx falls with the size of a power unit, a hand-fired grate gives most CO, better filters remove more."""
    rows = FACTORS[(FACTORS["set"] == "cn-tcses-144-2024") & (FACTORS["subject"] == "coal")]
    large = rows["technology"].str.startswith("pulverised coal boiler, power generation")
    assert sorted(rows.loc[large & (rows["substance"] == "NOx"), "value"], reverse=True) == [8.96, 8.19, 7.21]
    carbon_monoxide = rows[rows["substance"] == "CO"].sort_values("value")
    assert carbon_monoxide["technology"].iloc[-1].startswith("hand-fired grate boiler")
    dust = PARAMETERS[(PARAMETERS["set"] == "cn-tcses-144-2024") & (PARAMETERS["parameter"] == "removal_efficiency")]
    removed = dust[dust["subject"] == "PM2.5"].set_index("technology")["value"]
    series = ("gravity settling", "wet dust removal", "electrostatic precipitator", "bag filter")
    assert removed[list(series)].is_monotonic_increasing
    assert removed["high-efficiency electrostatic precipitator"] > removed["electrostatic precipitator"]
