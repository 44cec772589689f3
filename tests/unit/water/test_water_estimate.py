"""Estimates of outlets and wastewater gases: laws, editions apart, balances, wrong inputs."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.water import flow_weighted_concentration, monitored_load, rows_by_substance, sampled_load, sampled_rows

FLOWS = st.lists(st.tuples(st.floats(0, 500), st.floats(0.01, 1e4)), min_size=1, max_size=10)


def outlet(**change: object) -> pd.DataFrame:
    """Return one row of continuous monitoring."""
    cells = {
        "method": "continuous monitoring",
        "outlet": "DW001",
        "substance": "COD",
        "period": "2024-03-05",
        "amount": 1000.0,
        "unit": "m3",
        "concentration": 30.0,
        "concentration_unit": "mg/L",
    }
    return pd.DataFrame([cells | change])


def estimate(frame: pd.DataFrame) -> zc.Inventory:
    """Estimate for Henan."""
    return zc.water.estimate(frame, region="CN-HA", year=2024)


def total(frame: pd.DataFrame, substance: str = "COD") -> float:
    """Return the total in kg."""
    return float(estimate(frame).total(substance).to("kg").magnitude)


@settings(max_examples=25, deadline=None)
@given(FLOWS)
def test_days_add_up(days: list) -> None:
    """The load is the sum of concentration x volume, in any order, and never mean x total unless they agree."""
    frame = pd.concat([outlet(concentration=c, amount=q) for c, q in days], ignore_index=True)
    expected = sum(c * q for c, q in days) / 1000
    assert total(frame) == pytest.approx(expected, abs=1e-9)
    assert total(frame.iloc[::-1]) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(FLOWS, st.floats(1, 366))
def test_samples_by_row_and_by_equation_agree(samples: list, days: float) -> None:
    """Rows made of samples give the load of the equation: flow-weighted mean x mean flow x days."""
    frame = pd.DataFrame(samples, columns=["concentration", "flow"]).assign(
        outlet="A",
        substance="COD",
        period="2024",
        concentration_unit="mg/L",
        flow_unit="m3/d",
        duration=days,
        duration_unit="d",
    )
    made = sampled_rows(frame)
    concentration, flow = frame["concentration"], frame["flow"]
    expected = sampled_load(concentration=concentration, flow=flow, duration=days)
    assert total(made) == pytest.approx(expected * 1000, rel=1e-9, abs=1e-12)
    mean = flow_weighted_concentration(concentration=concentration, flow=flow)
    assert made["concentration"].item() == pytest.approx(mean, abs=1e-9)
    assert made["samples"].item() == len(samples)


def test_means_err_where_flow_and_concentration_vary_together() -> None:
    """Two samples: flow-weighted 20 mg/L, mean of both 30 mg/L; the method of means says what it is."""
    assert flow_weighted_concentration(concentration=[10, 50], flow=[300, 100]) == 20.0
    means = estimate(outlet(method="监测均值", concentration=30.0, amount=12_000.0))
    assert means.total("COD").to("t").magnitude == pytest.approx(0.36)
    assert sampled_load(concentration=[10, 50], flow=[300, 100], duration=60) == pytest.approx(0.24)
    limits = zc.water.methods().set_index("method").loc["monitoring, means only", "limits"]
    assert "Only where" in limits


@pytest.mark.parametrize(("unit", "factor"), [("m3", 1), ("万立方米", 1e4), ("L", 1e-3)])
def test_the_unit_of_the_amount_does_not_matter(unit: str, factor: float) -> None:
    """The same water in another unit is the same load."""
    assert total(outlet(amount=5000.0 / factor, unit=unit)) == pytest.approx(150.0)


def test_wide_tables_become_rows() -> None:
    """One column per substance gives one row per substance, ids apart."""
    wide = (
        outlet(id="day-1")
        .drop(columns=["substance", "concentration"])
        .assign(concentration_COD=30.0, concentration_总磷=0.3)
    )
    found = estimate(rows_by_substance(wide)).frame
    assert found["id"].tolist() == ["day-1 COD", "day-1 TP"]
    assert found["emission"].tolist() == pytest.approx([0.03, 0.0003])


@pytest.mark.parametrize(
    ("columns", "error", "match"),
    [
        ({"concentration": 1.0}, zc.DataError, "no column such as concentration_COD"),
        ({"concentration_COD": 1.0, "concentration_化学需氧量": 1.0}, zc.DataError, "two columns of COD"),
        ({"concentration_dirt": 1.0}, zc.UnknownNameError, "unknown substance 'dirt'"),
    ],
)
def test_wrong_wide_tables(columns: dict, error: type, match: str) -> None:
    """Columns that name no or the same substance are refused."""
    with pytest.raises(error, match=match):
        rows_by_substance(pd.DataFrame([columns]))


def test_samples_at_rest_have_no_load() -> None:
    """No flow, no load; the mean concentration stays visible."""
    frame = pd.DataFrame(
        {"outlet": "A", "substance": "COD", "concentration": [10.0, 30.0], "concentration_unit": "mg/L", "flow": 0.0,
         "flow_unit": "m3/h", "duration": 720.0, "duration_unit": "h"}
    )  # fmt: skip
    made = sampled_rows(frame)
    assert made[["amount", "concentration"]].to_numpy().tolist() == [[0.0, 20.0]]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"flow_unit": "m3/h"}, "cannot convert"),
        ({"flow": None}, "flow.*the cell is empty"),
        ({"concentration_unit": "mg"}, "cannot convert"),
        ({"duration": [30.0, 31.0]}, "differ in duration"),
        ({"flow": -1.0}, "outside 0 to inf"),
        ({"substance": "dirt"}, "unknown substance"),
    ],
)
def test_wrong_samples(change: dict, match: str) -> None:
    """A sample without flow, or with units that do not go together, is refused."""
    frame = pd.DataFrame(
        {"outlet": "A", "substance": "COD", "concentration": [10.0, 30.0], "concentration_unit": "mg/L", "flow": 5.0,
         "flow_unit": "m3/d", "duration": 30.0, "duration_unit": "d"}
    ).assign(**change)  # fmt: skip
    with pytest.raises(zc.DataError, match=match):
        sampled_rows(frame)


@pytest.mark.parametrize(
    ("function", "values", "match"),
    [
        (flow_weighted_concentration, {"concentration": [1.0, 2.0], "flow": [1.0]}, "each sample needs both"),
        (flow_weighted_concentration, {"concentration": [1.0], "flow": [0.0]}, "above zero"),
        (sampled_load, {"concentration": [], "flow": [], "duration": 1.0}, "each sample needs both"),
    ],
)
def test_equations_refuse_what_they_cannot_weight(function: object, values: dict, match: str) -> None:
    """Concentrations and flows come in pairs."""
    with pytest.raises(ValueError, match=match):
        function(**values)  # type: ignore[operator]


def test_equations_take_arrays() -> None:
    """The equation of monitoring is elementwise."""
    np.testing.assert_allclose(monitored_load(concentration=np.array([1.0, 2.0]), volume=np.array([1e6, 1e6])), [1, 2])


def balance(*cells: tuple[float, str, float]) -> pd.DataFrame:
    """Return rows of a material balance of chromium: amount, role, content."""
    frame = pd.DataFrame(list(cells), columns=["amount", "role", "content"])
    return frame.assign(method="物料衡算", substance="total chromium", unit="kg", line="tannery")


def test_material_balance() -> None:
    """What comes in and leaves neither in leather nor sludge is discharged."""
    rows = balance((1000.0, "input", 0.25), (5000.0, "output", 0.04), (100.0, "output", 0.3))
    assert total(rows, "total chromium") == pytest.approx(1000 * 0.25 - 5000 * 0.04 - 100 * 0.3)


def test_a_balance_below_zero_is_zero_and_told() -> None:
    """More out than in: nothing is discharged, and a problem says so."""
    found = estimate(balance((10.0, "input", 1.0), (20.0, "output", 1.0)))
    assert found.total("total chromium").magnitude == 0.0
    assert found.problems["problem"].str.contains("is below zero").all()
    assert found.problem_rows()["id"].tolist() == ["row-1", "row-2"]


def test_removal_and_running_rate() -> None:
    """A coefficient is lowered by the removal; a running rate lowers the removal."""
    rows = pd.DataFrame(
        {"method": "generation coefficient", "substance": "COD", "amount": [100.0], "unit": "t", "coefficient": 20.0,
         "coefficient_unit": "kg/t", "removal_efficiency_COD": 0.8}
    )  # fmt: skip
    assert total(rows) == pytest.approx(400.0)
    assert total(rows.assign(operating_rate=0.5)) == pytest.approx(2000 * (1 - 0.4))
    assert total(rows.assign(method="discharge coefficient").drop(columns="removal_efficiency_COD")) == pytest.approx(
        2000.0
    )


def test_loads_per_person_and_day_need_the_days() -> None:
    """A coefficient per person and day asks for the days: a year has 365 or 366."""
    rows = pd.DataFrame(
        {"method": "generation coefficient", "substance": "NH3-N", "amount": [1000.0], "unit": "person",
         "coefficient": 8.0, "coefficient_unit": "g/(person d)"}
    )  # fmt: skip
    assert problem(rows)["id"] == "row-1"
    assert total(rows.assign(days=366, days_unit="d"), "NH3-N") == pytest.approx(2928.0)


def problem(frame: pd.DataFrame) -> pd.Series:
    """Return the only problem of an estimate that gives no number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        found = estimate(frame)
    assert found.frame["emission"].isna().all()
    assert len(found.problems) == 1
    return found.problems.iloc[0]


@pytest.mark.parametrize(
    ("change", "column", "match"),
    [
        ({"method": "guess"}, "method", "no method 'guess'"),
        ({"method": ""}, "method", "no method is said"),
        ({"concentration": None}, "concentration", "concentration is empty"),
        ({"concentration_unit": ""}, "concentration_unit", "has no unit"),
        ({"concentration_unit": "mg/kg of sludge"}, "concentration_unit", "."),
        ({"concentration": -3.0}, "concentration", "below 0"),
        ({"substance": "dirt"}, "substance", "unknown substance 'dirt'"),
        ({"substance": ""}, "substance", "substance is empty"),
        ({"amount": None}, "amount", "the amount is blank"),
        ({"amount": -1.0}, "amount", "below 0"),
        ({"unit": "m2"}, "unit", "."),
        ({"unit": "t"}, "unit", "."),
        ({"period": "in March"}, "period", "not an ISO 8601 period"),
        ({"region": "Atlantis"}, "region", "unknown region"),
    ],
)
def test_wrong_rows(change: dict, column: str, match: str) -> None:
    """A row that cannot be estimated is a problem that names its column; nothing is guessed."""
    frame = pd.DataFrame(
        [row for part in (outlet(id="good"), outlet(id="bad", **change)) for row in part.to_dict("records")]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        found = estimate(frame)
    problems = found.problem_rows()
    assert problems["id"].unique().tolist() == ["bad"]
    assert column in problems["column"].tolist()
    assert problems["problem"].str.contains(match).any()
    good = found.frame.set_index("id").loc[["good"]]
    assert good["emission"].dropna().tolist() == pytest.approx([0.03])


@pytest.mark.parametrize(
    ("method", "column"),
    [
        ("generation coefficient", "coefficient"),
        ("discharge coefficient", "coefficient"),
        ("manual monitoring", "concentration"),
    ],
)
def test_no_default_coefficient(method: str, column: str) -> None:
    """COD and NH3-N have no default: the method asks for the figure by its column."""
    for name in ("COD", "NH3-N"):
        rows = pd.DataFrame({"method": method, "substance": [name], "amount": [100.0], "unit": ["t"]})
        found = problem(rows)
        assert found["column"] == column
        assert found["remedy"].startswith(f"Give {column}")


def test_domestic_coefficient_only_where_grade_c_is_asked_for() -> None:
    """The one figure of the database is of grade C: it answers only then."""
    rows = pd.DataFrame(
        {"method": "生活源产污系数", "substance": ["COD"], "amount": [1000.0], "unit": ["人"], "residents": ["城镇居民"],
         "days": [365.0], "days_unit": ["d"]}
    )  # fmt: skip
    assert "grade" in problem(rows)["problem"]
    inventory = zc.water.estimate(rows, region="CN-HA", year=2008, factors=zc.factors(grade="C"))
    assert inventory.total("COD").to("t").magnitude == pytest.approx(25.55)


@pytest.mark.parametrize(
    ("capacity", "control", "cod"),
    [
        (2000.0, "", 495.0),
        (800.0, "", 537.0),
        (2000.0, "沉淀分离", 237.0),
        (1500.0, "物理+厌氧/好氧生物组合工艺", 22.0),
        (1499.0, "化学+好氧生物处理", 29.0),
    ],
)
def test_coefficients_of_a_trade_by_scale_and_treatment(capacity: float, control: str, cod: float) -> None:
    """Slaughter of sheep, at grade C: a step by daily capacity, a coefficient behind each treatment."""
    rows = pd.DataFrame(
        {"method": "工业源产排污系数", "substance": ["COD"], "amount": [1e6], "unit": ["头"], "product": ["羊屠宰及分割冻羊肉"],
         "daily_capacity": [capacity], "control": [control]}
    )  # fmt: skip
    found = zc.water.estimate(rows, region="CN-HA", year=2010, factors=zc.factors(grade="C"))
    assert found.total("COD").to("t").magnitude == pytest.approx(cod)
    assert "grade" in problem(rows)["problem"]


def test_a_treatment_without_coefficient_is_not_the_untreated_one() -> None:
    """A treatment that the source does not list has no number; a measured removal gives one."""
    rows = pd.DataFrame(
        {"method": "industrial wastewater coefficient", "substance": ["COD"], "amount": [1e6], "unit": ["head"],
         "product": ["sheep slaughtered and cut to frozen mutton"], "daily_capacity": [2000.0]}
    )  # fmt: skip
    table = zc.factors(grade="C")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zc.NotEstimatedWarning)
        unknown = zc.water.estimate(rows.assign(control="magic"), region="CN", year=2010, factors=table)
    assert unknown.frame["emission"].isna().all()
    measured = zc.water.estimate(rows.assign(removal_efficiency_COD=0.9), region="CN", year=2010, factors=table)
    assert measured.total("COD").to("t").magnitude == pytest.approx(49.5)


def gas(**cells: object) -> pd.DataFrame:
    """Return one row of a wastewater gas."""
    return pd.DataFrame([{"amount": 1000.0, "unit": "kg"} | cells])


def test_editions_stand_apart() -> None:
    """An aerobic plant has MCF 0 in 2006 and 0.03 in 2019; a word of one edition is unknown to the other."""
    old = gas(method="wastewater CH4, IPCC 2006", treatment="aerobic plant, well managed", organics="BOD5")
    new = gas(method="wastewater CH4, IPCC 2019", treatment="aerobic plant, secondary", organics="BOD5")
    assert total(old, "CH4") == 0.0
    assert total(new, "CH4") == pytest.approx(18.0)
    for frame, other in ((old, "wastewater CH4, IPCC 2019"), (new, "wastewater CH4, IPCC 2006")):
        assert problem(frame.assign(method=other))["column"] == "mcf"
    for name, edition in (("wastewater CH4, IPCC 2006", "2006"), ("wastewater CH4, IPCC 2019", "2019")):
        assert edition in zc.water.methods().set_index("method").loc[name, "edition"]


def test_organics_as_bod_or_cod() -> None:
    """The CH4 capacity follows what the organics are measured as: 0.6 per BOD, 0.25 per COD."""
    row = gas(method="wastewater CH4, IPCC 2019", treatment="anaerobic reactor", organics="BOD5")
    assert total(row, "CH4") == pytest.approx(1000 * 0.6 * 0.8)
    assert total(row.assign(organics="COD"), "CH4") == pytest.approx(1000 * 0.25 * 0.8)


def test_sludge_and_recovery_lower_the_methane_of_their_line() -> None:
    """TOW less S, less R; a line whose sum is below zero counts zero and does not lower another line."""
    row = gas(method="wastewater CH4, IPCC 2019", treatment="septic tank", organics="BOD5", line="a")
    sludge = row.assign(amount=200.0, role="output")
    recovered = gas(method="CH4 recovered, IPCC 2019", amount=40.0, line="a")
    assert total(pd.concat([row, sludge, recovered], ignore_index=True), "CH4") == pytest.approx(200.0)
    two = pd.concat([row, recovered.assign(line="b", amount=1e6)], ignore_index=True)
    found = estimate(two)
    assert found.total("CH4").to("kg").magnitude == pytest.approx(300.0)
    assert "below zero" in found.problems["problem"].item()


def test_nitrous_oxide_by_2006() -> None:
    """Plants by persons, effluent by nitrogen (44/28), by persons with protein; sludge nitrogen is taken off."""
    plants = gas(method="wastewater N2O of plants, IPCC 2006", unit="person")
    assert total(plants, "N2O") == pytest.approx(1000 * 3.2 * 1.25 / 1000)
    nitrogen = gas(method="effluent N2O, IPCC 2006")
    assert total(nitrogen, "N2O") == pytest.approx(1000 * 0.005 * 44 / 28)
    persons = gas(method="effluent N2O by population, IPCC 2006", unit="person", protein=30.0, protein_unit="kg/(person a)",
                  protein_not_eaten=1.1)  # fmt: skip
    found = 1000 * 30 * 0.16 * 1.1 * 1.25 * 0.005 * 44 / 28
    assert total(persons, "N2O") == pytest.approx(found)
    sludge = nitrogen.assign(amount=600.0, role="output")
    both = pd.concat([persons, sludge], ignore_index=True)
    assert total(both, "N2O") == pytest.approx(found - 600 * 0.005 * 44 / 28)


def test_water_with_a_concentration_is_the_same_as_its_mass() -> None:
    """Nitrogen as water x concentration or as mass: the same N2O."""
    mass = gas(method="effluent N2O, IPCC 2019", receiving_water="所有受纳水体", amount=15.0)
    water = mass.assign(amount=1000.0, unit="m3", concentration=15.0, concentration_unit="mg/L")
    assert total(water, "N2O") == pytest.approx(total(mass, "N2O"))


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"treatment": "magic"}, "mcf"),
        ({"treatment": ""}, "treatment"),
        ({"organics": ""}, "organics"),
        ({"unit": "m3"}, "unit"),
        ({"mcf": 1.5}, "mcf"),
        ({"b0": -0.6}, "b0"),
        ({"role": "sideways"}, "role"),
    ],
)
def test_wrong_gas_rows(change: dict, column: str) -> None:
    """What a gas row lacks is named."""
    row = gas(method="wastewater CH4, IPCC 2019", treatment="septic tank", organics="BOD5")
    assert problem(row.assign(**change))["column"] == column


def test_loads_say_where_their_figures_are_usually_found() -> None:
    """Every way to COD and NH3-N without a Chinese default of grade A or B names where its figure stands."""
    every = zc.methods()
    ways = every[
        every["substances"].eq("") & every["module"].eq("water") | every["method"].str.contains("livestock water")
    ]
    assert len(ways) >= 13
    assert ways["limits"].str.contains("Usually found:").all()
