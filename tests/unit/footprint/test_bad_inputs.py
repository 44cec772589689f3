"""Every fault that a footprint may be given: told at once, by name, in English and in Chinese, with a remedy."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.document.messages import message
from zzcarbon.errors import DataError, Problem, ZzcarbonError

fp = zc.footprint
POWER = {"module": "energy", "fuel": "electricity", "amount": 100.0, "unit": "MWh", "entity": "a", "year": 2023}
SPEND = {"method": "spend based", "amount": 90, "unit": "万元", "factor": "us-epa-scef-1.3:327992/with-margins",
         "category_ghgp": 1, "price_year": 2022, "exchange_rate": 0.139, "exchange_rate_unit": "USD/CNY",
         "exchange_rate_source": "own", "year": 2022}  # fmt: skip
GREEN = {"id": "g", "kind": "certificate", "quantity": 40.0, "unit": "MWh", "market": "CN", "from": "2023",
         "emission_factor": 0.0, "emission_factor_unit": "kg/kWh", "retired": True}  # fmt: skip
GOOD = {"cn_code": "25231000", "country": "China", "variant": "grey", "mass": 100, "unit": "t", "year": 2026}
PART = {"process": "p", "role": "output", "item": "x", "amount": 1.0, "unit": "kg"}
PCF = {"geographyCountry": "CN", "geographyRegionOrSubregion": "Asia"}


def group(*links: dict[str, Any]) -> Any:
    """Return the boundary of a group with these links."""
    return fp.organisation([{"entity": "g"}, *links])


def stated(*instruments: dict[str, Any], **more: Any) -> Any:
    """Return the statement of a works with instruments."""
    inventory = zc.estimate(pd.DataFrame([POWER]), region="CN-HA", substances=["CO2"])
    return fp.organisation([{"entity": "a"}]).statement(inventory, instruments=pd.DataFrame(instruments), **more)


def spent(**change: Any) -> Any:
    """Refuse a purchase as its inventory does: the row is NE, with a problem."""
    inventory = zc.general.estimate(pd.DataFrame([{**SPEND, **change}]))
    assert inventory.by()["notation"].tolist() == ["NE"]
    columns = ["file", "id", "column", "value", "problem", "remedy"]
    raise DataError("not estimated", [Problem(*row) for row in inventory.problems[columns].itertuples(index=False)])


def goods(**change: Any) -> Any:
    """Return the declaration of a good."""
    return fp.cbam([{**GOOD, **change}])


def loop(back: float) -> Any:
    """Return the footprint of two processes that use each other."""
    rows = [PART, {**PART, "process": "q", "item": "y"}, {**PART, "role": "input", "item": "y"},
            {**PART, "process": "q", "role": "input", "amount": back}]  # fmt: skip
    return fp.product(rows, functional_unit="1 kg", item="x")


def shared(**change: Any) -> Any:
    """Split a mass among two shipments."""
    return fp.allocate(zc.quantity("10 kg CO2"), {"mass": [1.0, 2.0], "mass_unit": ["t", "t"], **change})


Case = tuple[str, Callable[[], Any], str, str]
REFUSED: list[Case] = [
    ("share above 1", lambda: group({"entity": "a", "parent": "g", "share": 1.2}), "share", "1"),
    ("shares that add up to more", lambda: group({"entity": "a", "parent": "g", "share": 0.7},
                                                 {"entity": "b", "parent": "g"},
                                                 {"entity": "a", "parent": "b", "share": 0.7}), "add up to 1.4", "1.4"),
    ("share in per cent without sign", lambda: group({"entity": "a", "parent": "g", "share": 60}), "share", ""),
    ("gap in dates", lambda: group({"entity": "a", "parent": "g", "from": "2020", "to": "2021"},
                                   {"entity": "a", "parent": "g", "from": "2023"}), "no share of g from", "2022"),
    ("overlap of dates", lambda: group({"entity": "a", "parent": "g", "from": "2020", "to": "2022"},
                                       {"entity": "a", "parent": "g", "from": "2021"}), "two shares of g", "2021"),
    ("site counted twice", lambda: group({"entity": "a", "parent": "g", "site": "s"},
                                         {"entity": "b", "parent": "g", "site": "s"}), "a site counted twice", "两次"),
    ("certificate used twice", lambda: stated(GREEN, {**GREEN, "id": "G"}), "an instrument used twice", ""),
    ("certificate that is not retired", lambda: stated({**GREEN, "retired": False}), "not retired", ""),
    ("certificate that had expired", lambda: stated({**GREEN, "from": "2020", "use_period": "2023"}), "expired", ""),
    ("certificate of a later time", lambda: stated({**GREEN, "from": "2025", "use_period": "2023"}), "after", ""),
    ("certificate in tonnes", lambda: stated({**GREEN, "unit": "t"}), "t", ""),
    ("market that is not known", lambda: stated({**GREEN, "market": "Atlantis"}), "Atlantis", ""),
    ("spend without currency", lambda: spent(unit="t"), "spend without currency", ""),
    ("spend without year", lambda: spent(price_year=None), "price_year", ""),
    ("spend of another year", lambda: spent(price_year=2024), "another year than the factor", ""),
    ("spend of another currency", lambda: spent(exchange_rate=None), "another currency than the factor", ""),
    ("exchange rate without source", lambda: spent(exchange_rate_source=""), "without source", ""),
    ("keys that sum to zero", lambda: shared(mass=[0.0, 0.0]), "sums to zero", ""),
    ("key that is missing", lambda: shared(mass=[1.0, None]), "mass", ""),
    ("keys of two dimensions", lambda: shared(mass_unit=["t", "MWh"]), "MWh", ""),
    ("key below zero", lambda: shared(mass=[1.0, -2.0]), "-2", ""),
    ("loop without output", lambda: loop(1.0), "a loop without output: x -> y -> x", "x -> y -> x"),
    ("loop that uses more than it makes", lambda: loop(2.0), "a loop without output", ""),
    ("process without output", lambda: fp.product([{**PART, "role": "emission", "item": "CO2"}],
                                                  functional_unit="1 kg", item="x"), "without output", ""),
    ("functional unit without number", lambda: fp.product([PART], functional_unit="one"), "functional unit", ""),
    ("functional unit with a decimal comma", lambda: fp.product([PART], functional_unit="1,2 t"), "above zero", ""),
    ("functional unit of zero", lambda: fp.product([PART], functional_unit="0 kg"), "above zero", ""),
    ("CN code that is not covered", lambda: goods(cn_code="01012100"), "not covered", ""),
    ("CN code of a covered chapter that is not covered", lambda: goods(cn_code="28010000", see=1.0), "not covered", ""),
    ("scrap, which is not covered", lambda: goods(cn_code="76020000", see=1.0), "not covered", ""),
    ("electricity", lambda: goods(cn_code="27160000"), "counted in MWh by other annexes", "MWh"),
    ("CN code that is none", lambda: goods(cn_code="cement"), "cement", ""),
    ("country that is not known", lambda: goods(country="Atlantis"), "Atlantis", ""),
    ("country that is missing", lambda: goods(country=""), "the country is missing", ""),
    ("mass in a wrong unit", lambda: goods(unit="m3"), "not a unit of mass", ""),
    ("mass below zero", lambda: goods(mass=-1), "not a number from zero up", ""),
    ("year before 2026", lambda: goods(year=2025), "not a year", ""),
]  # fmt: skip


def told(call: Callable[[], Any]) -> tuple[list[Problem], str]:
    """Return the problems that a call is refused for, and its message."""
    with pytest.raises(ZzcarbonError, match=".") as error:
        call()
    found = list(error.value.problems) if isinstance(error.value, DataError) else []
    return found, str(error.value)


@pytest.mark.parametrize(("call", "english", "chinese"), [case[1:] for case in REFUSED],
                         ids=[case[0] for case in REFUSED])  # fmt: skip
def test_each_fault_is_refused_in_both_languages(call: Callable[[], Any], english: str, chinese: str) -> None:
    """The error names the fault and a remedy; both have a Chinese sentence."""
    problems, text = told(call)
    assert english in text
    assert problems
    assert all(problem.remedy for problem in problems)
    sentences = [message(problem.problem, "zh") for problem in problems]
    assert chinese in " ".join(sentences)
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in sentence) for sentence in sentences)


@pytest.mark.parametrize(("change", "problem"), [
    ({"from": "2022"}, "of another period than the electricity"),
    ({"market": "FR"}, "of another market than the electricity"),
    ({"entity": "nobody"}, "for an entity without electricity"),
    ({"quantity": 400.0}, "more than the electricity that was used"),
])  # fmt: skip
def test_an_instrument_that_covers_nothing_is_told(change: dict[str, Any], problem: str) -> None:
    """What is not used of an instrument stands in the problems, never in the total."""
    found = stated({**GREEN, **change})
    assert found.problems["problem"].str.contains(problem).any()
    assert all(
        "未使用" in message(text, "zh") or "not" not in message(text, "zh") for text in found.problems["problem"]
    )


def test_a_factor_of_another_year_warns_with_both_figures() -> None:
    """British electricity of 2025 for an activity of 2026: both are named."""
    row = {"method": "activity by factor", "amount": 1000.0, "unit": "kWh", "scope": 2, "year": 2026,
           "factor": "uk-desnz-2025:7_400_4000_5"}  # fmt: skip
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        found = zc.general.estimate(pd.DataFrame([row]))
    said = " ".join([*(str(one.message) for one in heard), *found.problems["problem"]])
    assert "0.177" in said
    assert "0.13096" in said


def test_pact_with_region_and_country_is_told_apart() -> None:
    """One or none of region, country, subdivision."""
    pytest.importorskip("jsonschema", reason="the extra footprint is not installed")
    found = fp.read_pact({"pcf": PCF}).check()
    assert found["problem"].str.contains("more than one of region, country and subdivision").any()


def test_all_faults_of_a_table_stand_in_one_error() -> None:
    """Five wrong cells of two goods, five problems with their rows."""
    rows = [{**GOOD, "unit": "m3", "country": "Atlantis"}, {**GOOD, "cn_code": "x", "year": 1999, "mass": -1}]
    problems, _ = told(lambda: fp.cbam(rows))
    assert {(problem.row, problem.column) for problem in problems} == {
        ("1", "unit"), ("1", "country"), ("2", "cn_code"), ("2", "year"), ("2", "mass")}  # fmt: skip
