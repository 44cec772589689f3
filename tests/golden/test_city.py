"""The city example: every figure with its source, one inventory of all modules, totals that rest on something.

``city.csv`` holds the emissions by branch and substance. A change of factors that is meant changes it:
``python tests/golden/test_city.py`` writes it again.
"""

from __future__ import annotations

import re
import runpy
import string
import sys
from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
GOLDEN = Path(__file__).parent / "city.csv"
OPTIONS = [  # the script sets them; here they end with it
    word for name in ("width", "max_columns", "max_colwidth", "max_rows", "unicode.east_asian_width")
    for word in (f"display.{name}", pd.get_option(f"display.{name}"))
]  # fmt: skip
KEYS = ["branch", "scope", "origin", "flow", "substance"]

sys.path.insert(0, str(EXAMPLES))
import city_rows  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::zzcarbon.NotEstimatedWarning")


@pytest.fixture(scope="module")
def city() -> pd.DataFrame:
    """Read the rows of the files."""
    return city_rows.read_rows()


@pytest.fixture(scope="module")
def inventory(city: pd.DataFrame) -> zc.Inventory:
    """Estimate the inventory by district."""
    return city_rows.estimate(city_rows.by_district(city))


def by_branch(inventory: zc.Inventory) -> pd.DataFrame:
    """Return the emissions [t] of every branch."""
    table = inventory.by(*KEYS[:-1]).dropna(subset=["emission"])
    return table[[*KEYS, "emission"]].sort_values(KEYS, kind="stable").reset_index(drop=True)


def test_the_golden_city(inventory: zc.Inventory) -> None:
    """The emissions of every branch and substance are those on file."""
    golden = pd.read_csv(GOLDEN, keep_default_na=False)
    pd.testing.assert_frame_equal(by_branch(inventory), golden, check_dtype=False, rtol=1e-9)


def test_a_published_figure_has_source_year_and_address(city: pd.DataFrame) -> None:
    """What calls itself published says who published it, when and where; the rest calls itself illustrative."""
    assert set(city["activity_evidence"]) == {"published", "illustrative"}
    assert set(city["values_evidence"]) == {"published", "illustrative", "none"}
    published = city[city["activity_evidence"].eq("published")]
    assert published["activity_source"].str.contains("http", regex=False).all()
    assert published["activity_year"].astype(int).between(2010, 2026).all()
    assert city.loc[city["activity_evidence"].eq("illustrative"), "activity_source"].isna().all()


@pytest.mark.parametrize("row", ["电力-居民", "居民溶剂", "road-乘用车-汽油-medium-国五", "整车涂装"])
def test_electricity_population_vehicles_and_an_industry_are_published(city: pd.DataFrame, row: str) -> None:
    """The four kinds of activity that a city must not invent carry a source."""
    assert city.set_index("id").loc[row, "activity_evidence"] == "published"


def test_all_modules_take_part(city: pd.DataFrame) -> None:
    """Each of the seven modules has rows, under its English or Chinese name."""
    words = {"农业": "agriculture", "建筑": "buildings", "工业": "industry"}
    assert set(city["module"].replace(words)) == {
        "agriculture", "buildings", "energy", "industry", "transport", "waste", "water",
    }  # fmt: skip


def test_districts_add_up_to_the_city(city: pd.DataFrame, inventory: zc.Inventory) -> None:
    """Splitting rows by district changes no emission of the city."""
    whole = city.assign(amount=city["amount"] * city["share"].fillna(1.0), region="CN-410100")
    once = by_branch(city_rows.estimate(whole))
    pd.testing.assert_frame_equal(by_branch(inventory), once, rtol=1e-9)
    assert inventory.by("district", scope="all")["district"].nunique() == 16


def test_a_key_that_is_unknown_is_refused(city: pd.DataFrame) -> None:
    """No row is lost because nobody knows how to split it."""
    with pytest.raises(zc.DataError, match=r"there is no such key .value 'moonlight'"):
        city_rows.by_district(city.assign(split_by="moonlight"))


def test_no_total_rests_on_illustrations(inventory: zc.Inventory) -> None:
    """A substance that rests to more than half on illustrative numbers prints no total, any other prints one."""
    texts = zc.document.read_sentences(city_rows.DATA / "texts.csv", "en")
    shares = city_rows.illustrative_shares(inventory)
    printed = city_rows.total_table(shares, texts)["total"].ne("no total").to_numpy()
    assert (printed == (shares["any"] <= 0.5).to_numpy()).all()
    assert 0 < printed.sum() < len(printed)
    assert (shares["amount"] <= shares["any"]).all()
    by_branch = city_rows.illustrative_shares(inventory, "branch")
    table = city_rows.across(by_branch, "branch", "bought")
    for line in by_branch[by_branch["substance"].eq("NOx")].itertuples():
        assert table.loc[line.branch, "NOx [t]"].startswith("~") == (line.any > city_rows.HALF)


def test_scope_2_is_not_added(inventory: zc.Inventory) -> None:
    """Electricity bought stands in a line of its own."""
    shares = city_rows.illustrative_shares(inventory)
    carbon = shares[shares["substance"].eq("CO2")].set_index("indirect")["emission"]
    bought = inventory.by("scope").query("scope == '2' and substance == 'CO2'")["emission"].sum()
    assert carbon[True] == pytest.approx(bought)
    assert carbon.sum() == pytest.approx(inventory.total("CO2", scope="all").magnitude)


def test_what_is_counted_elsewhere_is_not_estimated(city: pd.DataFrame, inventory: zc.Inventory) -> None:
    """Fuel of vehicles, coke of the works, heat of the plants and industrial sewage are IE and say where they are."""
    elsewhere = city[city["notation"].eq("IE")]
    assert elsewhere["counted_in"].notna().all()
    assert len(elsewhere) >= 4
    frame = inventory.frame
    names = frame["id"].astype(str).str.partition("/")[0]
    assert frame.loc[names.isin(elsewhere["id"]), "emission"].isna().all()


def test_both_languages_say_the_same() -> None:
    """Every sentence stands in English and Chinese, with the same numbers in it."""
    english, chinese = (zc.document.read_sentences(city_rows.DATA / "texts.csv", tongue) for tongue in ("en", "zh"))
    fields = string.Formatter().parse
    for key, sentence in english.items():
        assert chinese[key], key
        named = {field for _, field, _, _ in fields(sentence) if field}
        assert {field for _, field, _, _ in fields(chinese[key]) if field} == named, key


@pytest.mark.parametrize(("language", "words"), [("en", "Beside published totals"), ("zh", "与已发表总量的比较")])
def test_the_report_prints(
    language: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """The script runs from any directory and prints its report in the language asked for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["02_city_inventory.py", "--language", language])
    with pd.option_context(*OPTIONS):
        runpy.run_path(str(EXAMPLES / "02_city_inventory.py"))
    report = capsys.readouterr().out
    assert words in report
    assert not re.search(r"(?<![\w/.])nan\b", report)
    assert (tmp_path / "output" / f"zhengzhou_{language}.csv").exists()


if __name__ == "__main__":
    rows = city_rows.by_district(city_rows.read_rows())
    by_branch(city_rows.estimate(rows)).to_csv(GOLDEN, index=False, lineterminator="\n")
