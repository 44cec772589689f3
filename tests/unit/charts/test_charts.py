"""Charts draw the numbers of the frame, and no label covers its neighbour."""

from __future__ import annotations

import re
from itertools import pairwise

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.text import Text

import zzcarbon as zc
from zzcarbon.charts import fonts
from zzcarbon.charts.canvas import styles
from zzcarbon.charts.labels import overlapping, spread

NAMES = [f"行业类别{at}：水泥熟料煅烧与粉磨" for at in range(20)]
VALUES = np.random.default_rng(1).lognormal(8, 1, 20)


@pytest.fixture(autouse=True)
def _canvas():
    mpl.use("Agg")
    with mpl.rc_context():
        yield
    plt.close("all")


def _years() -> pd.DataFrame:
    rows = [(year, name, value * year) for year in (2020, 2021) for name, value in zip(NAMES, VALUES, strict=True)]
    return pd.DataFrame(rows, columns=["year", "sector", "emission"]).assign(substance="CO2", unit="t")


def _one_year() -> pd.DataFrame:
    return _years()[lambda frame: frame["year"].eq(2020)].reset_index(drop=True)


def _drawn() -> dict:
    one = _one_year()
    rank = pd.DataFrame({"figure": NAMES, "low": 10 - VALUES, "high": 10 + VALUES})
    quota = pd.DataFrame({"target": NAMES, "status": "met", "achieved": VALUES, "required": 1e3, "unit": "t"})
    plane = pd.DataFrame({"project": NAMES, "co2e": VALUES, "pollutant": VALUES[::-1] / 100})
    curve = pd.DataFrame({"measure": NAMES, "reduction": VALUES, "marginal_cost": np.arange(20.0)})
    return {
        "sectors": lambda: zc.plot.sectors(_years(), "sector", language="zh"),
        "bars": lambda: zc.plot.sectors(one, "sector", over=None, language="zh"),
        "flows": lambda: zc.plot.flows(one.assign(fuel="原煤"), ("fuel", "sector"), language="zh"),
        "comparison": lambda: zc.plot.comparison(one.assign(emission_other=VALUES), "sector", language="zh"),
        "intervals": lambda: zc.plot.intervals(one.assign(lower=1.0, upper=1e9), "sector", language="zh"),
        "tornado": lambda: zc.plot.tornado(rank, base=10.0, unit="t", language="zh"),
        "quota": lambda: zc.plot.quota(quota, language="zh"),
        "plane": lambda: zc.plot.plane(plane, language="zh"),
        "abatement_cost": lambda: zc.plot.abatement_cost(curve, language="zh"),
        "lmdi": lambda: zc.plot.lmdi(pd.Series(VALUES, NAMES), start=5.0, unit="t", language="zh"),
        "districts": lambda: zc.plot.districts(one, "sector", language="zh"),
        "trajectory": lambda: zc.plot.trajectory(pd.Series(VALUES, range(2000, 2020)), peak=2005, language="zh"),
    }


@pytest.mark.parametrize("name", list(_drawn()))
def test_no_label_covers_its_neighbour_at_twenty_categories(name: str) -> None:
    """Twenty long Chinese names are all readable: none covers another, and each has a font with its characters."""
    if not fonts.chinese_family():
        pytest.skip("no Chinese font is installed")
    ax = _drawn()[name]()
    ax.figure.canvas.draw()
    legend = ax.get_legend()
    texts = [
        *ax.get_xticklabels(),
        *ax.get_yticklabels(),
        *(text for text in ax.texts if isinstance(text, Text)),
        *(legend.get_texts() if legend else ()),
    ]
    shown = [text for text in texts if text.get_text() and (text in ax.texts or _inside(ax, text) or legend)]
    assert not overlapping(shown)
    assert max(text.get_fontsize() for text in shown) >= 4


DRAWN = ("sectors", "years", "flows", "comparison", "intervals", "tornado", "quota", "plane", "abatement_cost", "lmdi",
         "trajectory", "districts")  # fmt: skip

CHINESE = re.compile(r"CO2e?|NOx|NFR|kt|[tT]|[kMG]g|a|CNY|x|[a-z]/[a-z]|NE|AR\d|R|S")
"""Symbols and units that stand in Latin letters in a Chinese chart."""


def _of_results() -> dict:
    """Return charts of results, whose words come from the library."""
    rows = pd.DataFrame(
        {"fuel": ["raw coal", "diesel", "electricity"], "amount": [120.0, 800.0, 650.0], "unit": ["t", "t", "MWh"], "year": 2023,
         "category_nfr": ["1.A.2", "1.A.3.b", ""]}
    )  # fmt: skip
    inventory = zc.energy.estimate(rows, region="CN-410100", substances=["CO2"])
    other = zc.energy.estimate(rows.assign(amount=rows["amount"] * 2), region="CN-410100", substances=["CO2"])
    ledger = zc.read_ledger(
        {"project": ["窑"], "substance": ["NOx"], "reduction": [9000.0], "unit": ["t"], "year": [2022]}
    )
    card = zc.plan("zhengzhou-14fyp").only("ZZ14-B1-12", "ZZ14-B1-13").check(ledger, as_of=2025)
    effects = pd.Series({"activity": 14.0, "intensity": -9.0, "structure": -3.0})
    measures = pd.DataFrame({"project": ["热泵", "脱硝"], "co2e": [400.0, -20.0], "pollutant": [3.0, 14.0]})
    costs = pd.DataFrame({"measure": ["灯", "窑"], "reduction": [10.0, 40.0], "marginal_cost": [-5.0, 20.0]})
    swings = pd.DataFrame(
        {"figure": ["net_calorific_value", "carbon_content"], "low": [98.0, 103.0], "high": [120.0, 115.0]}
    )
    spread_of = inventory.uncertainty("fuel", activity=0.05, default=0.1)
    return {
        "sectors": lambda: zc.plot.sectors(inventory, "fuel", over=None, language="zh"),
        "years": lambda: zc.plot.sectors(inventory, "fuel", over="year", language="zh"),
        "flows": lambda: zc.plot.flows(inventory, ("fuel", "category_nfr"), language="zh"),
        "comparison": lambda: zc.plot.comparison(inventory.compare(other, "fuel", scope="1"), "fuel", language="zh"),
        "intervals": lambda: zc.plot.intervals(spread_of, "fuel", language="zh"),
        "tornado": lambda: zc.plot.tornado(swings, base=109.0, language="zh"),
        "quota": lambda: zc.plot.quota(card, language="zh"),
        "plane": lambda: zc.plot.plane(measures, language="zh"),
        "abatement_cost": lambda: zc.plot.abatement_cost(costs, language="zh"),
        "lmdi": lambda: zc.plot.lmdi(effects, start=100.0, language="zh"),
        "trajectory": lambda: zc.plot.trajectory(
            pd.Series({2020: 9.0, 2021: 10.0, 2022: 8.0}), peak=2021, language="zh"
        ),
        "districts": lambda: zc.plot.districts(
            pd.DataFrame({"district": ["中原区", "巩义市"], "emission": [8.0, 4.0], "unit": "kt"}), language="zh"
        ),
    }


@pytest.mark.parametrize("name", DRAWN)
def test_a_chinese_chart_has_no_english_word(name: str) -> None:
    """Axes, legends, titles and marks are Chinese but for symbols, units and codes."""
    figure = _of_results()[name]().figure
    figure.canvas.draw()
    told = {text.get_text() for text in figure.findobj(Text) if text.get_visible()}
    words = {
        word
        for text in told
        for word in re.findall(r"[A-Za-z][A-Za-z0-9]*", re.sub(r"\d+(?:\.[A-Za-z0-9]+)+", "", text))
    }
    assert {word for word in words if not CHINESE.fullmatch(word)} == set()


def _inside(ax, text: Text) -> bool:
    x, y = text.get_position()
    low, high = sorted(ax.get_xlim())
    down, up = sorted(ax.get_ylim())
    return low <= x <= high or down <= y <= up


def test_stacks_are_the_numbers_of_the_frame() -> None:
    """The bars of a year sum to the year; what takes up carbon stands below zero; NE has no bar but its name."""
    frame = pd.DataFrame(
        [(2020, "a", 3.0), (2020, "b", 2.0), (2020, "sink", -1.5), (2021, "a", 4.0), (2021, "ne", np.nan)],
        columns=["year", "sector", "emission"],
    )
    ax = zc.plot.sectors(frame, "sector")
    heights = sorted((round(bar.get_x() + 0.4), bar.get_y(), bar.get_height()) for bar in ax.patches)
    assert heights == [(0, 0.0, -1.5), (0, 0.0, 3.0), (0, 3.0, 2.0), (1, 0.0, 4.0)]
    assert "ne (NE)" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_an_inventory_is_drawn_as_its_sums() -> None:
    """The bars of an inventory are the numbers that `by` gives, in the unit asked for."""
    rows = pd.DataFrame({"fuel": ["柴油", "汽油"], "amount": [800.0, 100.0], "unit": "t", "year": 2023})
    inventory = zc.energy.estimate(rows, region="CN-HA", substances=["CO2"])
    ax = zc.plot.sectors(inventory, "fuel", over=None, unit="kt")
    expected = sorted(inventory.by("fuel", unit="kt")["emission"])
    assert sorted(bar.get_width() for bar in ax.patches) == pytest.approx(expected)


def test_flows_keep_the_amount_from_stage_to_stage() -> None:
    """The height of the bars of each stage sums to one; each band is the share of its flow."""
    frame = pd.DataFrame(
        {"fuel": ["coal", "coal", "gas"], "sector": ["power", "kilns", "power"], "emission": [6.0, 3.0, 1.0]}
    )
    ax = zc.plot.flows(frame, ("fuel", "sector"))
    bands = {
        patch.get_gid(): patch.get_path().vertices[0][1] - patch.get_path().vertices[7][1]
        for patch in ax.patches
        if patch.get_gid()
    }
    assert bands == pytest.approx({"coal > power": 0.6, "coal > kilns": 0.3, "gas > power": 0.1})
    bars = [patch.get_height() for patch in ax.patches if not patch.get_gid()]
    assert sum(bars) == pytest.approx(2.0)


def test_a_comparison_leads_from_one_total_to_the_other() -> None:
    """Start, steps and end add up, also where only one inventory has a sector."""
    frame = pd.DataFrame({"s": ["a", "b", "c"], "emission": [5.0, np.nan, 2.0], "emission_other": [4.0, 3.0, np.nan]})
    ax = zc.plot.comparison(frame, language="en")
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == [7.0, 1.0, -3.0, 2.0, 7.0]
    assert [label.get_text() for label in ax.get_yticklabels()][2:4] == ["b (only there)", "c (only here)"]


def test_quotas_of_a_card_are_drawn_with_their_share() -> None:
    """A bar is achieved over required of the card; a quota without data has no bar, and says so."""
    entry = {"project": "kiln", "substance": "NOx", "reduction": 3500.0, "unit": "t", "year": 2022}
    card = zc.plan("zhengzhou-14fyp").only("ZZ14-B1-12").check(zc.read_ledger(pd.DataFrame([entry])), as_of=2025)
    ax = zc.plot.quota(card, language="zh")
    row = card.frame.iloc[0]
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([100 * row["achieved"] / row["required"]])
    frame = card.frame.assign(achieved=np.nan, status="undetermined", reason="no data")
    bare = zc.plot.quota(frame, language="zh")
    assert not bare.patches
    assert [text.get_text() for text in bare.texts] == ["无法判定：无数据"]


def test_tornado_of_shares_and_of_ends() -> None:
    """The strongest figure stands on top, whether shares of variance or ends are given."""
    shares = zc.plot.tornado(pd.DataFrame({"figure": ["a", "b"], "share": [0.2, 0.7]}))
    assert [bar.get_width() for bar in shares.patches] == pytest.approx([20.0, 70.0])
    assert [label.get_text() for label in shares.get_yticklabels()] == ["a", "b"]


def test_a_map_takes_shapes_and_geojson() -> None:
    """Areas are the rings that were given, in their order, with the numbers of the frame; a gap is grey."""
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    frame = pd.DataFrame({"district": ["a"], "emission": [2.0]})
    shape = {"type": "FeatureCollection", "features": [
        {"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}} for name in "ab"]}  # fmt: skip
    for shapes in (shape, {"a": [ring], "b": [ring]}):
        numbers = zc.plot.districts(frame, shapes=shapes).collections[0].get_array()
        assert numbers.tolist() == [2.0, None]
    with pytest.raises(zc.DataError, match="district: there is no shape or tile of it .value 'a'.. There are b"):
        zc.plot.districts(frame, shapes={"b": [ring]})


@pytest.mark.parametrize(
    ("draw", "match"),
    [
        (lambda f: zc.plot.sectors(f.assign(substance=["CO2", "NOx"]), "sector"), "Name one: substance='CO2'"),
        (lambda f: zc.plot.sectors(f, "secter"), "column secter: the column is missing"),
        (lambda f: zc.plot.sectors(f.head(0), "sector"), "no rows to draw"),
        (lambda f: zc.plot.sectors(f.assign(unit=["t", "kg"]), "sector"), "one chart has one unit"),
        (lambda f: zc.plot.flows(f.assign(emission=[-1.0, 2.0]), ("year", "sector")), "a flow below zero"),
        (lambda f: zc.plot.flows(f, ("year",)), "two columns at least"),
        (lambda f: zc.plot.flows(f.assign(emission=0.0), ("year", "sector")), "nothing flows"),
        (lambda f: zc.plot.intervals(f.assign(lower=9.0, upper=1.0)), "above the upper bound"),
        (lambda f: zc.plot.lmdi(pd.Series([np.nan])), "an effect is no number"),
        (lambda f: zc.plot.trajectory(pd.Series({2020: 1.0}), peak=2021), "not a year of the series"),
        (lambda f: zc.plot.trajectory(pd.Series(dtype=float)), "no rows to draw"),
        (zc.plot.quota, "column target: the column is missing"),
    ],
)
def test_what_cannot_be_drawn_is_said(draw, match: str) -> None:
    """Several substances are not one length; a missing column is named; nothing is drawn in silence."""
    frame = pd.DataFrame({"year": [2020, 2020], "sector": ["a", "b"], "emission": [1.0, 2.0], "unit": "t"})
    with pytest.raises(zc.DataError, match=match):
        draw(frame)
    with pytest.raises(zc.UnknownNameError, match="unknown substance of this chart 'NO2'"):
        zc.plot.sectors(frame.assign(substance="NOx"), "sector", substance="NO2")


def test_without_a_chinese_font_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes instead of words are never drawn in silence."""
    monkeypatch.setattr(fonts, "chinese_family", lambda: "")
    frame = pd.DataFrame({"sector": ["水泥"], "emission": [1.0]})
    with pytest.warns(zc.plot.MissingFontWarning, match="fonts-noto-cjk"), pytest.warns(UserWarning, match="missing"):
        zc.plot.sectors(frame, "sector", over=None, language="en").figure.canvas.draw()


def test_axes_of_the_caller_are_used_and_categories_differ() -> None:
    """A chart draws on the axes that are given; forty categories have forty looks."""
    _, axes = plt.subplots()
    frame = pd.DataFrame({"sector": ["a"], "emission": [1.0]})
    assert zc.plot.sectors(frame, "sector", over=None, ax=axes) is axes
    assert len({(style["facecolor"], style["hatch"]) for style in styles(40)}) == 40


def test_spread_keeps_order_and_distance() -> None:
    """Labels that would cover one another move apart, in their order, within the axis where there is room."""
    places = spread([5.0, 5.0, 5.1, 9.9, 10.0], 1.0, 0.0, 10.0)
    assert all(b - a >= 1.0 - 1e-12 for a, b in pairwise(places))
    assert places[0] >= 0.0
    assert places[-1] <= 10.0


def test_a_decomposition_is_drawn_as_it_comes() -> None:
    """The frame of ``zc.analysis.lmdi`` holds the whole change beside each effect: the steps are the effects."""
    rows = pd.DataFrame({"year": [2010, 2012], "energy": [100.0, 90.0], "factor of CO2": [0.1, 0.12]})
    found = zc.analysis.lmdi(rows, factors=["energy", "factor of CO2"])
    ax = zc.plot.lmdi(found, start=10.0, unit="t")
    widths = [float(bar.get_width()) for bar in ax.patches]
    assert widths[1:3] == pytest.approx(found["effect"].tolist())
    assert widths[-1] == pytest.approx(10.8)


def test_what_a_backend_sets_when_it_starts_lasts(monkeypatch):
    """A notebook's backend turns interactive on while the first figure is made: the charts after it are shown, too."""
    made = plt.subplots

    def starting(*args, **kwargs):
        mpl.rcParams["interactive"] = True
        return made(*args, **kwargs)

    monkeypatch.setattr(plt, "subplots", starting)
    mpl.rcParams["interactive"] = False
    zc.plot.sectors(_years(), "sector")
    assert mpl.is_interactive()


DRAWS = {
    "sectors": lambda frame: zc.plot.sectors(frame, "sector", over=None).get_xlabel(),
    "flows": lambda frame: zc.plot.flows(frame.assign(fuel="coal"), ("fuel", "sector")).get_title(loc="left"),
    "comparison": lambda frame: zc.plot.comparison(frame.assign(emission_other=1.0), "sector").get_xlabel(),
    "intervals": lambda frame: zc.plot.intervals(frame.assign(lower=1.0, upper=9.0), "sector").get_xlabel(),
    "districts": lambda frame: plt.gcf().axes[-1].get_ylabel() if zc.plot.districts(frame, "sector") else "",
    "trajectory": lambda frame: zc.plot.trajectory(frame).get_ylabel(),
}


@pytest.mark.parametrize("kind", list(DRAWS))
def test_the_unit_of_a_frame_stands_on_the_axis(kind):
    """A frame in kt is drawn as kt, never as t; rows of two units make no one length."""
    frame = pd.DataFrame(
        {"sector": ["power", "kilns"], "year": 2020, "emission": [5.0, 2.0], "substance": "CO2", "unit": "kt"}
    )
    assert "[kt" in DRAWS[kind](frame)
    with pytest.raises(zc.DataError, match="one unit"):
        DRAWS[kind](frame.assign(unit=["kt", "t"]))


def test_the_curve_of_candidates_and_the_sensitivity_of_a_plan_are_drawn() -> None:
    """What the planner gives is what the charts take: projects by cost, ends of the cost by assumption."""
    curve = pd.DataFrame({"project": ["a", "b"], "reduction": [35.0, 40.0], "marginal_cost": [25.0, 40.0]})
    assert [bar.get_width() for bar in zc.plot.abatement_cost(curve).patches] == [35.0, 40.0]
    tried = {"assumption": ["as it is", "rate", "rate", "cost"], "cost": [10.0, 9.0, 12, 8]}
    drawn = zc.plot.tornado(pd.DataFrame(tried))
    assert [label.get_text() for label in drawn.get_yticklabels()] == ["cost", "rate"]
    assert sorted(bar.get_width() for bar in drawn.patches) == [-2.0, -1.0, 0.0, 2.0]
