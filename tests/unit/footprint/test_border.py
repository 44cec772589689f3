"""The border adjustment: which table answers, what is refused, what is said of every step."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.factors.catalogue import packed_table
from zzcarbon.footprint import attributed_emissions, cbam, default_value, stream_emissions, year_figure


def goods(**columns: object) -> pd.DataFrame:
    """Return goods of one row with what is not said filled in."""
    row = {"cn_code": "72071114", "country": "CN", "mass": 100, "year": 2026, "quarter": 1, "route": "C"} | columns
    return pd.DataFrame({name: [value] for name, value in row.items()})


def test_every_default_of_the_copy_can_be_asked_for() -> None:
    """Each country and code with a value answers with that value; headings and dashes never give a number of their own."""
    table = packed_table("cbam-defaults")
    eight = table[(table["cn_code"].str.len() == 8) & (table["printed"] == "value")]
    variants = {"White": "white", "Grey": "grey", "Calci": "calcined"}
    for row in eight.iloc[::53].itertuples():
        variant = variants.get(row.description[:5].strip(), "")
        assert default_value(row.cn_code, row.country, variant=variant).printed == Decimal(row.total)


@pytest.mark.parametrize(
    ("code", "country", "variant", "total", "table"),
    [
        ("72181000", "Taiwan", "", "5.006", "Annex I, table Other countries and territories"),  # dash of the corrected act
        ("26011200", "Angola", "", "0.686", "Annex I, table Other countries and territories"),  # dash, recital 8
        ("72024100", "Albania", "", "2.350", "Annex I, table Albania"),  # value added, recital 9
        ("76161000", "Tunisia", "", "1.440", "Annex I, table Tunisia"),  # printed in February under a wrong code
        ("72262000", "Bhutan", "", "5.500", "Annex I, table Other countries and territories"),  # recital 7, no table
        ("2523900010", "China", "", "1.460", "Annex I, table China"),  # TARIC code of white cement
        ("25239000", "China", "grey", "1.360", "Annex I, table China"),
    ],
)  # fmt: skip
def test_which_table_answers(code: str, country: str, variant: str, total: str, table: str) -> None:
    """Corrections lie over the copy; a dash, a missing row or an unlisted country goes to the other countries."""
    found = default_value(code, country, variant=variant)
    assert (str(found.printed), found.table) == (total, table)


def test_a_blank_that_the_copy_cannot_explain_says_so() -> None:
    """7203 of China is blank: other countries answer, with the doubt in the note."""
    found = default_value("72031000", "China")
    assert found.printed == Decimal("1.325")
    assert "cannot tell a dash" in found.note


def test_a_precursor_of_unknown_country_takes_annex_iv() -> None:
    """Without country a precursor takes the highest third-country value with the mark-up of the year, a good does not."""
    parts = pd.DataFrame({"of": ["good-1"], "cn_code": ["72031000"], "mass": [10], "country": [""]})
    found = cbam(goods(attributed_direct=10, activity_level=100), precursors=parts)
    annex = default_value("72031000", unknown_country=True)
    assert annex.table == "Annex IV"
    assert found.precursors["see"][0] == pytest.approx(float(annex.printed * Decimal("1.1")))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"cn_code": "7207"}, "not a CN code"),
        ({"cn_code": "01012100"}, "not covered by the border adjustment"),
        ({"cn_code": "73269098", "country": "Atlantis"}, "unknown region 'Atlantis'"),
        ({"country": ""}, "the country is missing"),
        ({"unit": "m3"}, "not a unit of mass"),
        ({"mass": "12,5"}, "not a number from zero up"),
        ({"mass": -1}, "not a number from zero up"),
        ({"year": 2025}, "not a year from 2026"),
        ({"quarter": 5}, "not a quarter from 1 to 4"),
        ({"route": "X"}, "not the letter of a route"),
        ({"method": "guess"}, "not a method"),
        ({"method": "actual"}, "actual data without emissions"),
        ({"attributed_direct": 5}, "attributed emissions without activity level"),
        ({"cn_code": "25231000"}, "values by TARIC code: Grey clinker or White clinker"),
        ({"cn_code": "25070080"}, "values by TARIC code: Calcined clay"),
        ({"cn_code": "25232100", "country": "Albania"}, "the packaged copy is damaged"),
        ({"cn_code": "25232100", "attributed_direct": 5, "activity_level": 1}, "count their indirect emissions too"),
        ({"cn_kode": 5}, "unknown column"),
    ],
)  # fmt: skip
def test_bad_rows_are_refused(columns: dict[str, object], message: str) -> None:
    """Each bad cell is an error that names column, value and remedy."""
    with pytest.raises(zc.DataError, match=message) as caught:
        cbam(goods(**columns))
    assert all(problem.remedy for problem in caught.value.problems)


def test_every_bad_row_is_named_at_once() -> None:
    """Three bad rows of goods and a loop of precursors are four or more problems in one error."""
    bad = pd.concat([goods(cn_code="1"), goods(unit="kWh"), goods(year=1999)], ignore_index=True)
    parts = pd.DataFrame({"id": ["a", "b"], "of": ["b", "a"], "cn_code": "72071114", "mass": 1, "activity_level": 1})
    with pytest.raises(zc.DataError, match="a loop of precursors: a -> b -> a") as caught:
        cbam(bad, precursors=parts)
    assert len(caught.value.problems) >= 4


def test_the_correction_factor_is_never_silent() -> None:
    """Without a correction factor of grade B the certificates are missing, and a problem names the way out."""
    found = cbam(goods())
    assert found.frame["certificates"].isna().all()
    assert found.problems["problem"].str.contains("no CSCF for 2026 at grade B").any()
    assert cbam(goods(), cscf={2026: 1}).frame["certificates"][0] == pytest.approx(100 * (3.4859 - 0.975 * 1.364))
    with pytest.raises(zc.FactorNotFound, match="no CSCF for 2031"):
        year_figure("CSCF", 2031, grade="C")


def test_routes_are_named_or_asked_for() -> None:
    """The letter of the copy is of grade C: without route it is used with grade C only, else the routes are listed."""
    found = cbam(goods(route=None), cscf={2026: 1})
    assert "name the route" in found.problems["problem"][0]
    assert cbam(goods(route=None), grade="C").frame["sefa"][0] == pytest.approx(0.975 * 1.364)


def test_columns_of_benchmarks_are_never_merged() -> None:
    """Actual data take column A (0.188), default values column B (1.364) of the same billet."""
    both = pd.concat([goods(), goods(see=2.0)], ignore_index=True)
    assert cbam(both, cscf={2026: 1}).frame["sefa"].tolist() == pytest.approx([0.975 * 1.364, 0.975 * 0.188])


def test_fifty_tonnes() -> None:
    """Below 50 t a year of an importer nothing is due; at 50 t it is; hydrogen neither counts nor is exempt."""
    assert cbam(goods(mass=49.999), cscf={2026: 1}).frame[["exempt", "certificates", "cost"]].values.tolist() == [
        [True, 0, 0]
    ]
    assert not cbam(goods(mass=50), cscf={2026: 1}).frame["exempt"][0]
    hydrogen = goods(cn_code="28041000", mass=60, benchmark=5.089, route="")
    found = cbam(pd.concat([goods(mass=10), hydrogen], ignore_index=True), cscf={2026: 1}).frame
    assert found["exempt"].tolist() == [True, False]


def test_price_by_quarter_and_what_was_paid() -> None:
    """Cost = certificates x price of the quarter - carbon price paid, never below zero; a price of grade C is asked for."""
    paid = cbam(goods(carbon_price_paid=1000), cscf={2026: 1}).frame
    assert paid["cost"][0] == pytest.approx(paid["certificates"][0] * 75.36 - 1000)
    assert cbam(goods(carbon_price_paid=1e9), cscf={2026: 1}).frame["cost"][0] == 0
    second = cbam(goods(quarter=2), cscf={2026: 1})
    assert "no price for 2026, quarter 2 at grade B" in second.problems["problem"][0]
    assert cbam(goods(quarter=2), cscf={2026: 1}, prices={2: 80}).frame["price"][0] == 80


def test_explain_names_act_annex_table_and_rounding() -> None:
    """Every step says its act or that it was given; the default says its table and that the printed figure binds."""
    text = cbam(goods(), cscf={2026: 1}).explain("good-1")
    assert "(EU) 2025/2621 as replaced by (EU) 2026/1740, Annex I, table China, CN 72071114" in text
    assert "rounded to three decimals" in text
    assert "3.169 x (1 + 0.1) = 3.4859 t CO2e/t" in text
    assert "Annex point 5.3, CN 72071114, column B, route C" in text
    for line in text.splitlines()[1:]:
        assert "(EU)" in line or "grade" in line
    with pytest.raises(zc.UnknownNameError, match="unknown good 'x'"):
        cbam(goods()).explain("x")


def test_streams_and_attributed_emissions() -> None:
    """44/12 x AD x CC x (1 - b); outputs negative; attributed emissions are never below zero; nonsense is refused."""
    assert stream_emissions(amount=12, carbon_content=Decimal("0.5"), biomass_share=Decimal("0.5")) == 11
    assert stream_emissions(amount=2, emission_factor=56, ncv=Decimal("0.05"), output=True) == Decimal("-5.60")
    assert attributed_emissions(direct=1, own_electricity=5) == 0
    with pytest.raises(zc.DataError, match="between 0 and 1"):
        stream_emissions(amount=1, carbon_content=1, biomass_share=2)
    with pytest.raises(zc.DataError, match="one of the two"):
        stream_emissions(amount=1)


@settings(max_examples=20, deadline=None)
@given(st.decimals("0.001", "1000", places=3), st.decimals("1", "1000", places=3), st.integers(2, 5))
def test_splitting_a_good_changes_nothing(see: Decimal, mass: Decimal, parts: int) -> None:
    """The certificates of a consignment are those of its parts together."""
    whole = cbam(goods(see=see, mass=mass + 50), cscf={2026: 1}).total()["certificates"]
    cut = pd.concat([goods(see=see, mass=(mass + 50) / parts)] * parts, ignore_index=True)
    assert cbam(cut, cscf={2026: 1}).total()["certificates"] == pytest.approx(whole, rel=1e-12)


def test_every_step_is_told_in_chinese_with_the_same_figures() -> None:
    """Notes, roundings and words of the steps have Chinese lines; numbers, acts and tables stand as in English."""
    goods = pd.DataFrame({"id": ["a", "b"], "cn_code": "76042990", "country": "China", "mass": 100.0, "year": 2026,
                          "quarter": 1, "route": "K", "see": [None, 9.5]})  # fmt: skip
    found = zc.footprint.cbam(goods, cscf={2026: 1.0}, grade="C")
    for name in ("a", "b"):
        english, chinese = found.explain(name, language="en"), found.explain(name, language="zh")
        figures = [
            [re.findall(r"\d+(?:\.\d+)?", line.partition("[")[0].partition(" = ")[2]) for line in text.splitlines()[1:]]
            for text in (english, chinese)
        ]
        assert figures[0] == figures[1]
        bare = re.sub(
            r"（own）|\(EU\)[^;\]]*|Commission[^;\]]*|eu-cbam[^;\]]*|Annex[^;\]]*|ETS Directive[^;\]]*", "", chinese
        )
        assert not re.findall(r"[a-z]{3,} [a-z]{2,}", bare), bare


def test_the_same_goods_by_two_methods_are_told() -> None:
    """Default and actual side by side in one declaration count twice in its sums; other goods do not."""
    both = pd.concat([goods(), goods(see=1.9)], ignore_index=True).assign(id=["d", "a"])
    told = cbam(both, cscf={2026: 1}).problems
    assert "d, a" in told.astype(str).to_string()
    assert told["problem"].str.contains("two methods").sum() == 1
    apart = cbam(both.assign(mass=[100, 90]), cscf={2026: 1}).problems
    assert not apart["problem"].str.contains("two methods").any()
