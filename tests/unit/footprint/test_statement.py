"""The statement of an organisation: scopes apart, scope 2 twice, instruments once, nothing lost."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.footprint import organisation

FUEL = {"module": "energy", "fuel": "diesel", "amount": 10.0, "unit": "t", "entity": "a"}
POWER = {"module": "energy", "fuel": "electricity", "amount": 100.0, "unit": "万kWh", "entity": "a"}
TRAIN = {"module": "general", "method": "distance based freight", "transport_mode": "rail", "amount": 1000.0, "unit": "t km", "entity": "a",
         "emission_factor": 0.03, "emission_factor_unit": "kg/(t km)", "substance": "CO2e (AR6)", "category_ghgp": 4}  # fmt: skip
GROUP = [
    {"entity": "group"},
    {"entity": "a", "parent": "group", "share": 0.6, "site": "plant a"},
    {"entity": "b", "parent": "group", "share": 1},
]
CERTIFICATE = {"id": "g", "kind": "certificate", "quantity": 40.0, "unit": "万kWh", "market": "CN", "from": "2023", "emission_factor": 0.0,
               "emission_factor_unit": "kg/kWh", "retired": True}  # fmt: skip


def inventory(*rows: dict[str, Any], **words: Any) -> zc.Inventory:
    """Return an inventory of CO2 and CO2e in Henan, 2023."""
    return zc.estimate(
        pd.DataFrame([{"year": 2023} | row for row in rows]), region="CN-HA", substances=["CO2"], **words
    )


def statement(*rows: dict[str, Any], approach: str = "equity share", **words: Any) -> zc.footprint.Statement:
    """Return the statement of a group by share of equity."""
    return organisation(GROUP, approach=approach).statement(inventory(*rows), **words)


def test_scopes_stand_apart_and_count_by_share() -> None:
    """Scope 1, both scopes 2 and scope 3 by category are lines of their own, each times the share of its entity."""
    found = statement(FUEL, POWER, TRAIN)
    whole = statement(FUEL, POWER, TRAIN, approach="operational control")
    for line in ("scope 1", "scope 2, location-based", "scope 2, market-based", "scope 3", "scope 3, category 4"):
        assert found.total(line) == pytest.approx(0.6 * whole.total(line), rel=1e-12)
        assert whole.total(line) > 0
    assert whole.total("scope 3") == pytest.approx(0.03)
    assert whole.total("scope 2, location-based") == whole.total("scope 2, market-based")


def test_splitting_a_site_changes_nothing() -> None:
    """Two rows of half the amount give the statement of one."""
    half = POWER | {"amount": 50.0}
    one, two = (
        statement(POWER, instruments=pd.DataFrame([CERTIFICATE])),
        statement(half, half, instruments=pd.DataFrame([CERTIFICATE])),
    )
    pd.testing.assert_frame_equal(one.totals(), two.totals())


def test_instruments_cover_once_and_the_rest_is_told() -> None:
    """40 of 100 MWh x 10^4 by certificate at zero, the rest at China's average without traded non-fossil power."""
    found = statement(POWER, approach="operational control", instruments=pd.DataFrame([CERTIFICATE]))
    rate = zc.factors().select(
        activity="purchased electricity, without traded non-fossil power",
        substance="CO2",
        region="CN",
        year=2023,
        purpose="enterprise",
    )
    assert found.total("scope 2, market-based") == pytest.approx(
        600 * float(rate.quantity.to("t CO2/MWh").magnitude), rel=1e-12
    )
    assert found.instruments["kind"].tolist() == ["certificate", "grid without traded non-fossil power"]
    residual = {("CN", 2023): (0.7, "kg/kWh", "own estimate")}
    assert statement(POWER, approach="operational control", residual=residual).total(
        "scope 2, market-based"
    ) == pytest.approx(700)


def test_market_rows_of_the_inventory_stand_beside() -> None:
    """Rows that say accounting market are the market-based total of their entity; they never enter the other one."""
    rows = (POWER, POWER | {"method": "purchased electricity, without traded non-fossil power", "accounting": "market"})
    found = statement(*rows, approach="operational control")
    assert found.total("scope 2, location-based") == statement(POWER, approach="operational control").total(
        "scope 2, location-based"
    )
    assert found.total("scope 2, market-based") != found.total("scope 2, location-based")


@pytest.mark.parametrize(("change", "problem"), [
    ({"from": "2021"}, "of another period"), ({"market": "FR"}, "of another market"), ({"quantity": 140.0}, "more than the electricity"), ({"entity": "b"}, "for an entity without electricity"),
])  # fmt: skip
def test_what_an_instrument_does_not_cover_is_told(change: dict[str, Any], problem: str) -> None:
    """Of another period, market or entity, or too much: the statement names it and counts nothing of it."""
    found = statement(POWER, instruments=pd.DataFrame([CERTIFICATE | change]))
    assert problem in found.problems["problem"].iloc[0]


def test_bad_instruments_are_refused_at_once() -> None:
    """Twice, not retired, of unknown kind, in a unit that is no energy: one error."""
    bad = pd.DataFrame(
        [CERTIFICATE, CERTIFICATE | {"retired": False}, CERTIFICATE | {"id": "h", "kind": "hope", "unit": "t"}]
    )
    with pytest.raises(zc.DataError, match="the instruments have") as caught:
        statement(POWER, instruments=bad)
    for word in ("used twice", "not retired", "not a kind of instrument", "'t'"):
        assert word in str(caught.value)


def test_nothing_outside_the_boundary_is_lost_in_silence() -> None:
    """Unknown entities, rows without entity: errors that say how much would be lost."""
    with pytest.raises(zc.DataError, match="does not fit the boundary") as caught:
        statement(FUEL | {"entity": "stranger"}, FUEL | {"entity": None})
    assert "would be lost" in str(caught.value)
    assert "without entity" in str(caught.value)


def test_base_year_change_and_restatement() -> None:
    """Lines against the base year; a line is restated above the organisation's own threshold."""
    rows = inventory(FUEL, FUEL | {"amount": 8.0, "year": 2024})
    found = organisation(GROUP).statement(rows, base_year=2023)
    change = found.change().set_index("line")
    assert change.loc["scope 1", "relative"] == pytest.approx(-0.2)
    table = found.restatement({"scope 1": found.total("scope 1", 2023) / 1.1}, year=2023, threshold=0.05)
    assert table["restate"].tolist() == [True]
    with pytest.raises(zc.DataError, match="the base year is not in the statement"):
        organisation(GROUP).statement(rows).change()


def test_biogenic_projected_and_credits_stand_apart() -> None:
    """Biogenic CO2, lifetime emissions of investments and credits are lines of their own and in no scope."""
    straw = {"module": "energy", "fuel": "straw", "amount": 10.0, "unit": "t", "entity": "a"}
    plan = {"module": "general", "method": "projected lifetime emissions", "amount": 10.0, "unit": "t/a", "lifetime": 20, "equity_share": 0.5,
            "substance": "CO2e (AR6)", "entity": "a"}  # fmt: skip
    units = {"serial": ["x"], "kind": ["CCER"], "vintage": [2022], "quantity": [5], "retired": [True]}
    found = statement(FUEL, plan, approach="operational control", credits=units)
    assert found.total("projected lifetime emissions") == pytest.approx(100)
    assert np.isnan(found.total("scope 3"))
    assert found.total("scope 1") == statement(FUEL, approach="operational control").total("scope 1")
    assert found.credits["quantity"].tolist() == [5]
    del straw


def test_a_line_that_mixes_sets_says_so() -> None:
    """CO2e of AR5 beside AR6 is added and named."""
    rows = pd.DataFrame([{"year": 2023} | TRAIN, {"year": 2023} | TRAIN | {"substance": "CO2e (AR5)"}])
    found = organisation(GROUP).statement(zc.estimate(rows))
    line = found.totals().set_index("line").loc["scope 3"]
    assert line["sets"] == "AR5 + AR6"
    assert line["emission"] == pytest.approx(0.06)


def test_uncertainty_counts_by_share_and_adds_up() -> None:
    """Its emissions are those of the statement; the figure that two entities share errs once; halving a share halves it."""
    rows = (FUEL, FUEL | {"entity": "b", "amount": 4.0}, POWER, TRAIN)
    found = statement(*rows)
    given = {"activity": 0.1, "default": 0.2}
    table = found.uncertainty(**given)
    for row in table.itertuples():
        assert row.emission == pytest.approx(found.total(row.line), rel=1e-12)
        assert row.lower < row.emission < row.upper
    assert set(table["line"]) == {"scope 1", "scope 2, location-based", "scope 3", "scope 3, category 4"}
    one = statement(TRAIN).uncertainty(**given).set_index("line").loc["scope 3"]
    whole = statement(TRAIN, approach="operational control").uncertainty(**given).set_index("line").loc["scope 3"]
    assert one["relative"] == pytest.approx(whole["relative"], rel=1e-12)
    twice = statement(FUEL, FUEL | {"entity": "b", "amount": 6.0}).uncertainty(activity=0.0, default=0.2)
    single = statement(FUEL).uncertainty(activity=0.0, default=0.2)
    assert twice["relative"].iloc[0] == pytest.approx(single["relative"].iloc[0], rel=1e-9)
    drawn = found.uncertainty(draws=500, seed=1, **given)
    assert drawn["emission"].tolist() == table["emission"].tolist()


def test_recalculation_adds_up_to_the_change_of_the_statement() -> None:
    """Activity, coverage and boundary each explain their part; the parts are the difference, by year and scope."""
    old = organisation(GROUP, approach="equity share").statement(inventory(FUEL, POWER))
    links = [link | ({"share": 0.8} if link["entity"] == "a" else {}) for link in GROUP]
    new = organisation(links, approach="equity share").statement(inventory(FUEL | {"amount": 12.0}, POWER, TRAIN))
    table = new.recalculation(old).set_index("scope")
    parts = table[["activity", "factor", "method", "gwp", "coverage", "boundary"]].sum(axis=1)
    assert parts.tolist() == pytest.approx(table["difference"].tolist(), rel=1e-9)
    assert table.loc["1", "new"] == pytest.approx(new.total("scope 1"), rel=1e-12)
    assert table.loc["1", "old"] == pytest.approx(old.total("scope 1"), rel=1e-12)
    assert table.loc["2", "boundary"] == pytest.approx(table.loc["2", "difference"], rel=1e-9)
    assert table.loc["3", "coverage"] == pytest.approx(new.total("scope 3"), rel=1e-9)


def test_a_line_is_checked_against_a_target_and_drawn() -> None:
    """The line of a statement by year goes into the check as it is; a year without rows is undetermined."""
    found = organisation(GROUP).statement(inventory(FUEL, FUEL | {"amount": 5.0, "year": 2025}))
    line = found.series("scope 1")
    path = zc.footprint.target_path(line[2023], 2023, 2025, 0.1)
    assert zc.footprint.check(path, line)["status"].tolist() == ["met", "undetermined", "met"]
    with pytest.raises(zc.UnknownNameError, match="line of the statement"):
        found.series("scope 4")
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    assert zc.plot.trajectory(line, path=path).get_lines()


def test_quality_score_takes_the_points_of_its_user() -> None:
    """The score is the mean of given points by emission; a grade without points is refused by name."""
    found = statement(FUEL, TRAIN)
    points = dict.fromkeys(found.quality["grade"], 2.0)
    assert found.quality_score(points) == pytest.approx(2.0)
    with pytest.raises(zc.DataError, match="the grade has no points"):
        found.quality_score({})


def test_problems_are_told_in_chinese() -> None:
    """What does not fit is Chinese in a Chinese document, with its numbers; a proposed matching says that it is one."""
    found = statement(POWER, POWER | {"year": "soon"}, instruments=pd.DataFrame([CERTIFICATE | {"market": "FR"}]), proposed=True)  # fmt: skip
    text = found.document("zh").text()
    for word in ("不属于同一小时", "年份不明", "尚未生效"):
        assert word in text
    for row in found.problems.itertuples():
        for english in (row.problem, row.remedy):
            assert zc.document.message(english, "zh") != english


@pytest.mark.parametrize(("language", "word"), [("en", "Scope 2, market-based"), ("zh", "范围二（基于市场）")])
def test_documents_in_two_languages(language: str, word: str) -> None:
    """Text and page in English and Chinese hold every line; JSON is valid with null for NaN."""
    found = statement(FUEL, POWER, TRAIN, instruments=pd.DataFrame([CERTIFICATE]))
    assert word in found.document(language).text()
    assert word in found.to_html(language=language)
    data = json.loads(found.to_json())
    assert {row["line"] for row in data["totals"]} >= {"scope 1", "scope 3"}
    assert np.isclose(found.quality["share"].sum(), 1)


def test_five_hundred_sites_in_one_call() -> None:
    """A group of 500 sites is one statement, equal to the sum of its rows by share."""
    links = [{"entity": "group"}] + [
        {"entity": f"e{at}", "parent": "group", "share": (at % 10 + 1) / 10} for at in range(500)
    ]
    rows = pd.DataFrame([{"year": 2023} | TRAIN | {"entity": f"e{at}"} for at in range(500)])
    found = organisation(links, approach="equity share").statement(zc.estimate(rows))
    assert found.total("scope 3") == pytest.approx(0.03 * sum((at % 10 + 1) / 10 for at in range(500)))
    assert found.intensity({"piece": {2023: 2.0}}).set_index("line")["value"]["scope 3"] == pytest.approx(
        found.total("scope 3") / 2
    )


def electricity(**change: Any) -> zc.footprint.Statement:
    """Return the statement of 1,000 MWh under a certificate of 400 MWh that is changed."""
    return statement(POWER, approach="operational control", instruments=pd.DataFrame([CERTIFICATE | change]))


@pytest.mark.parametrize(("use", "fits"), [("2023", True), ("2025", False)])
def test_a_chinese_certificate_is_valid_for_two_years(use: str, fits: bool) -> None:
    """Generated in 2022-06 it covers electricity of 2023 for which it was retired; of 2025 it had expired."""
    change = {"from": "2022-06", "use_period": use}
    if fits:
        assert electricity(**change).instruments["quantity"].tolist() == [400.0, 600.0]
        return
    with pytest.raises(zc.DataError, match="had expired when the electricity was used"):
        electricity(**change)


def test_certificates_may_be_counted_in_pieces() -> None:
    """One Chinese certificate is 1,000 kWh: 400 of them are the 400 MWh; a contract has no pieces."""
    assert electricity(quantity=400, unit="个", market="中国").total("scope 2, market-based") == pytest.approx(
        electricity().total("scope 2, market-based"), rel=1e-12
    )
    with pytest.raises(zc.DataError, match="the instruments have 1 problem"):
        electricity(kind="contract", unit="个")


def test_months_match_months() -> None:
    """A certificate of February covers nothing of January's electricity."""
    january = POWER | {"period": "2023-01", "year": None}
    found = statement(january, instruments=pd.DataFrame([CERTIFICATE | {"from": "2023-02"}]))
    assert "of another period" in found.problems["problem"].iloc[0]
    found = statement(january, instruments=pd.DataFrame([CERTIFICATE | {"from": "2023-01"}]))
    assert found.problems.empty


def test_sites_without_entity_get_their_instruments() -> None:
    """A row that names its site only belongs to the owner of the site; an instrument may name either."""
    row = {name: value for name, value in POWER.items() if name != "entity"} | {"site": "plant a"}
    for who in ("", "a", "plant a"):
        made = statement(row, instruments=pd.DataFrame([CERTIFICATE | {"entity": who}]))
        pd.testing.assert_frame_equal(made.totals(), statement(POWER, instruments=pd.DataFrame([CERTIFICATE])).totals())
        assert made.problems.empty


def test_own_and_sold_electricity_are_not_covered_as_if_bought() -> None:
    """Own generation stands in both totals by its own factor; what is handed on is taken off what was bought."""
    sold = POWER | {"method": "sold electricity", "amount": 20.0}
    own = POWER | {"method": "on-site renewable electricity", "amount": 30.0, "emission_factor": 0.0, "emission_factor_unit": "t/MWh"}  # fmt: skip
    residual = {("CN", 2023): (0.7, "kg/kWh", "own estimate")}
    found = statement(POWER, sold, own, approach="operational control", residual=residual)
    assert found.instruments["quantity"].tolist() == pytest.approx([800.0])
    assert found.total("scope 2, market-based") == pytest.approx(560.0)
    whole = statement(POWER, approach="operational control").total("scope 2, location-based")
    assert found.total("scope 2, location-based") == pytest.approx(0.8 * whole)


def test_market_rows_leave_the_rest_to_instruments() -> None:
    """Half of a purchase by market-based rows: the other half is covered by the instrument and the grid, none is lost."""
    half = POWER | {"amount": 50.0, "accounting": "market", "method": "purchased electricity, without traded non-fossil power"}  # fmt: skip
    found = statement(POWER, half, approach="operational control", instruments=pd.DataFrame([CERTIFICATE]))
    assert found.instruments["quantity"].tolist() == pytest.approx([400.0, 100.0])
    rate = electricity().total("scope 2, market-based") / 600
    assert found.total("scope 2, market-based") == pytest.approx(600 * rate)


def test_scope_2_that_no_instrument_can_cover_is_told() -> None:
    """Spend on electricity has no quantity, a row without carrier may be anything: each stays in both totals and is named."""
    bill = {"module": "general", "amount": 10.0, "unit": "万元", "scope": 2, "emission_factor": 0.5, "emission_factor_unit": "kg/CNY",
            "substance": "CO2e (AR6)", "entity": "b"}  # fmt: skip
    for fuel, problem in (("electricity", "not known in a unit of energy"), ("", "name no carrier")):
        found = statement(POWER, bill | {"fuel": fuel}, approach="operational control", instruments=pd.DataFrame([CERTIFICATE]))  # fmt: skip
        assert found.problems["problem"].str.contains(problem).any()
        assert found.total("scope 2, market-based") == pytest.approx(
            electricity().total("scope 2, market-based") + 50.0
        )


def test_refused_rows_do_not_hide_behind_a_year() -> None:
    """A row that the sector refused stops no statement, and is named: in its year, or where even that is unknown."""
    whole = statement(POWER, approach="operational control").total("scope 2, location-based")
    for change, problem in (({"amount": -20.0}, "rows without estimate"), ({"year": "soon"}, "in no line")):
        found = statement(POWER, POWER | change, approach="operational control")
        assert found.total("scope 2, location-based") == whole
        covered = statement(POWER, POWER | change, approach="operational control", instruments=pd.DataFrame([CERTIFICATE]))  # fmt: skip
        assert covered.instruments["quantity"].tolist() == [400.0, 600.0]
        assert found.problems["problem"].str.contains(problem).any()


def test_rows_of_a_time_in_which_the_group_does_not_hold_their_entity_are_told() -> None:
    """An entity bought in 2024 counts nothing in 2023, and the statement says so; a span over both counts in 2024."""
    links = [{"entity": "group"}, {"entity": "a", "parent": "group", "from": "2024-01-01"}]
    rows = inventory(FUEL, FUEL | {"period": "2023-07-01/2024-06-30", "year": None})
    found = organisation(links).statement(rows)
    whole = organisation([{"entity": "a"}]).statement(inventory(FUEL)).total("scope 1")
    assert found.total("scope 1", 2023) == 0
    assert found.total("scope 1", 2024) == pytest.approx(whole * 182 / 366)
    assert found.problems["problem"].str.contains("is not held by the group then").all()
    assert len(found.problems) == 2


def test_everything_wrong_is_told_at_once() -> None:
    """Stranger, certificate twice and of no market, residual mix of zero and of an unknown unit, credits: one error."""
    with pytest.raises(zc.DataError, match="the statement cannot be made") as caught:
        statement(
            FUEL | {"entity": "stranger"},
            instruments=pd.DataFrame([CERTIFICATE, CERTIFICATE | {"market": "Atlantis"}]),
            residual={("AT", 2023): (0.0, "kg/kWh", "AIB"), ("CN", 2023): (0.6, "kg/km", "x"), ("FR", 2023): (0.1, "kg/kWh", "")},
            credits={"serial": ["x"], "kind": ["hope"], "vintage": [2022], "quantity": [-5], "retired": [True]},
        )  # fmt: skip
    for word in ("would be lost", "used twice", "Atlantis", "above zero", "kg/km", "without source", "hope"):
        assert word in str(caught.value)
    assert all(problem.remedy for problem in caught.value.problems if problem.column == "residual")


def test_residual_mixes_without_electricity_are_told() -> None:
    """A residual mix of a market or year without electricity is named, never dropped."""
    found = statement(POWER, residual={("FR", 2023): (0.05, "kg/kWh", "own")})
    assert found.problems["problem"].str.contains("no electricity of this market").any()


def test_matching_by_the_hour_is_proposed_only() -> None:
    """As proposed a certificate covers the same hour; the same certificate of a year covers nothing; by default it does."""
    hours = [POWER | {"amount": 1.0, "period": f"2023-06-01T{hour:02d}", "year": None} for hour in (10, 11)]
    solar = CERTIFICATE | {"quantity": 2.0, "from": "2023-06-01T10"}
    found = statement(*hours, approach="operational control", instruments=pd.DataFrame([solar]), proposed=True)
    assert found.instruments["quantity"].tolist() == pytest.approx([10.0, 10.0])
    assert found.proposed
    year = pd.DataFrame([solar | {"from": "2023"}])
    assert "not of the same hour" in statement(*hours, instruments=year, proposed=True).problems["problem"].iloc[0]
    assert statement(*hours, instruments=year).instruments["kind"].tolist() == ["certificate"]


def test_a_year_without_the_average_less_traded_power_is_told() -> None:
    """Of 2024 China has none yet: the location's factor stood in its place without a word; a given one is used."""
    green = [{"id": "g1", "kind": "certificate", "quantity": 1.0, "unit": "MWh", "from": "2024", "to": "2024",
              "market": "CN", "emission_factor": 0.0, "emission_factor_unit": "kg/kWh", "retired": True,
              "source": "registry"}]  # fmt: skip
    power = {**POWER, "year": 2024, "factor_year": 2023}
    told = statement(power, instruments=green).problems
    (row,) = [row for row in told.to_dict("records") if row["column"] == "residual"]
    assert "2024" in row["problem"]
    assert "location-based" in row["problem"]
    given = statement(power, instruments=green, residual={("CN", 2024): (0.6096, "kg/kWh", "table of 2023")})
    assert "residual" not in set(given.problems["column"])
    assert given.total("scope 2, market-based") > statement(power, instruments=green).total("scope 2, market-based")
    before = statement({**POWER, "year": 2023}, instruments=[{**green[0], "from": "2023", "to": "2023"}])
    assert "residual" not in set(before.problems["column"])


@pytest.mark.parametrize(
    "given",
    [
        {"output [t]": 75000},
        {"output [t]": {"2023": 75000}},
        {"output [t]": {2019: 75000}},
        {"output": {2023: True}},
        5,
    ],
)
def test_an_intensity_needs_numbers_of_its_years(given: Any) -> None:
    """A number alone, a year in text and a year without emissions gave Python's errors or NaN without a word."""
    with pytest.raises(zc.DataError, match="2023: 86000"):
        statement(FUEL, POWER).intensity(given)


def test_an_intensity_has_the_unit_of_its_denominator() -> None:
    """Of tonnes it is per tonne; of a name without unit per unit."""
    found = statement(FUEL, POWER).intensity({"output [万t]": {2023: 7.5}, "people": {2023: 9.0}})
    assert found.groupby("denominator", sort=False)["unit"].first().tolist() == ["t CO2e/万t", "t CO2e per unit"]


@pytest.mark.parametrize(
    ("name", "words"), [("CO2e", "inventory.co2e"), ("HFCs", "HFC-134a"), ("温室气体", "name each")]
)
def test_sums_and_groups_of_gases_are_told_what_to_write(name: str, words: str) -> None:
    """They are no substance of a row; nothing near in spelling is suggested."""
    with pytest.raises(zc.UnknownNameError, match=words):
        zc.energy.estimate(pd.DataFrame([FUEL]), region="CN-HA", year=2023, substances=[name])


def test_carbon_dioxide_equivalent_of_no_set_is_told() -> None:
    """A factor of tCO2e whose set nobody says stands in the sums of AR6, and a problem names its tonnes."""
    told = statement({**TRAIN, "substance": "", "emission_factor_unit": "kg CO2e/(t km)"}).problems
    assert told["problem"].str.contains("whose GWP set is not stated").sum() == 1
    assert not statement(TRAIN).problems["problem"].astype(str).str.contains("GWP set").any()
