"""What newcomers meet in their first hour: what is printed, what is left out, and what the library says then."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.document.problem_frame import ProblemFrame
from zzcarbon.factors import table

POWER = pd.DataFrame({"fuel": ["外购电力"], "amount": [1685.0], "unit": ["万kWh"], "year": [2024]})


def test_problems_are_printed_with_their_remedies_in_full() -> None:
    """Neither print nor a notebook cuts a problem; filters keep that, other tables stay tables of pandas."""
    problems = zc.energy.estimate(POWER, region="郑州", substances=["CO2"]).problems
    remedy = problems["remedy"].iloc[0]
    for shown in (repr(problems), problems._repr_html_(), repr(problems[problems["rows"] == 1])):
        assert remedy.replace('"', "&quot;") in shown or remedy in shown
        assert "..." not in shown.replace("extend(...)", "")
    assert repr(problems[["rows"]]) == repr(pd.DataFrame(problems)[["rows"]])
    assert problems[["rows"]]._repr_html_() == pd.DataFrame(problems)[["rows"]]._repr_html_()
    assert isinstance(pickle.loads(pickle.dumps(problems)), ProblemFrame)
    with zc.options.within(language="zh"):
        assert "问题及处理办法" in repr(zc.energy.estimate(POWER, region="郑州", substances=["CO2"]).problems)
    many = pd.concat([problems] * 40, ignore_index=True)
    assert repr(many).endswith("10 more rows.")


def test_a_year_without_a_factor_names_the_column_and_the_latest_year() -> None:
    """The remedy is what is to be written, and it works."""
    remedy = zc.energy.estimate(POWER, region="郑州", substances=["CO2"]).problems["remedy"].iloc[0]
    assert remedy.startswith("Write factor_year=2023")
    made = zc.energy.estimate(POWER.assign(factor_year=2023), region="郑州", substances=["CO2"])
    assert made.total("CO2", scope="2").magnitude > 0


@pytest.mark.parametrize(("year", "nearest"), [(2015, 2021), (2020, 2021), (2024, 2023), (2030, 2023)])
def test_a_year_without_a_factor_lists_the_years_and_names_the_nearest(year: int, nearest: int) -> None:
    """All years that there are stand in the problem; the remedy names the nearest, and it works."""
    made = zc.energy.estimate(POWER.assign(year=year), region="郑州", substances=["CO2"])
    assert (
        "years with a factor: 2021, 2022, 2023: write one of them into factor_year" in made.problems["problem"].iloc[0]
    )
    assert made.problems["remedy"].iloc[0].startswith(f"Write factor_year={nearest}")
    mended = zc.energy.estimate(POWER.assign(year=year, factor_year=nearest), region="郑州", substances=["CO2"])
    assert mended.total("CO2", scope="2").magnitude > 0


@pytest.mark.parametrize("word", ["绿电", "其中：绿电", "自建光伏", "rooftop solar"])
def test_green_power_is_no_fuel_and_the_remedy_says_where_it_goes(word: str) -> None:
    """Own generation and certificates are named, in both languages."""
    rows = POWER.assign(fuel=word)
    assert "on-site renewable electricity" in zc.energy.estimate(rows, region="郑州").problems["remedy"].iloc[0]
    with zc.options.within(language="zh"):
        assert "自发自用" in zc.energy.estimate(rows, region="郑州").problems["remedy"].iloc[0]


@pytest.mark.parametrize(("short", "key"), [("巩义", "CN-410181"), ("登封", "CN-410185"), ("管城", "CN-410104")])
def test_a_district_goes_by_its_short_name(short: str, key: str) -> None:
    """As 郑州 is 郑州市."""
    rows = POWER.assign(region=short, factor_year=2023)
    assert zc.energy.estimate(rows, substances=["CO2"]).frame["region"].tolist() == [short]
    assert zc.estimate(rows.assign(module="energy"), substances=["CO2"]).problems.empty
    assert zc.factors().find("电力", region=short).equals(zc.factors().find("电力", region=key))


def test_a_total_under_which_nothing_was_estimated_is_never_zero() -> None:
    """Rows of scope 3 that are NE give NaN and a warning, in the total and in print."""
    rows = pd.DataFrame({"amount": [3000.0], "unit": ["人公里"], "category_ghgp": [6], "year": [2023]})
    inventory = zc.general.estimate(rows)
    assert " NE" in repr(inventory)
    with pytest.warns(zc.NotEstimatedWarning, match="no direct emission"):
        assert inventory.total().isna().all()


def test_a_card_says_what_of_the_ledger_does_not_count() -> None:
    """Entries that are not verified are named with their tonnes, of the quotas in question, within the years asked."""
    ledger = zc.read_ledger(
        pd.DataFrame(
            {
                "project": ["a", "b", "c", "d"],
                "substance": ["NOx", "NOx", "COD", "NOx"],
                "reduction": [10.0, 20.0, 30.0, 40.0],
                "unit": "t",
                "year": [2021, 2022, 2022, 2024],
                "status": ["已核定", "已完成", "已完成", "建设中"],
            }
        )
    )
    card = zc.plan("zhengzhou-14fyp").only("ZZ14-B1-12").check(ledger, as_of=2023)
    assert card.notes == ("only verified entries count; entries that are completed are left out: 20 t NOx.",)
    assert "已完工的条目未计入：20 t NOx" in card.document("zh").text()


def test_every_error_has_problems() -> None:
    """One `except` reads them, whatever class it caught."""
    assert zc.UnitError("x").problems == ()
    with pytest.raises(zc.ZzcarbonError, match="unknown unit") as caught:
        zc.quantity("1 tttt")
    assert caught.value.problems == ()


def test_threads_that_ask_first_share_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of a grade is made once, however many threads ask for it at once."""
    table._packaged.cache_clear()
    made = []
    build = table.FactorTable.__init__

    def counted(self: zc.FactorTable, *given: object, **named: object) -> None:
        made.append(1)
        build(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(table.FactorTable, "__init__", counted)
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda _: zc.factors(), range(8)))
    assert len({id(one) for one in tables}) == len(made) == 1
