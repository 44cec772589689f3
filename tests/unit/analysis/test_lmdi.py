"""LMDI: no residual, whatever the data; zeros, signs, levels, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon import analysis
from zzcarbon.errors import DataError, UnknownNameError

NUMBERS = st.one_of(st.just(0.0), st.floats(1e-6, 1e6))


@st.composite
def panels(draw: st.DrawFn) -> pd.DataFrame:
    """Draw categories, years and factors, some zero; the aggregate of each year is above zero."""
    years, count, width = draw(st.integers(2, 4)), draw(st.integers(1, 5)), draw(st.integers(1, 4))
    numbers = draw(st.lists(NUMBERS, min_size=years * count * width, max_size=years * count * width))
    block = np.array(numbers).reshape(years, count, width)
    block[:, 0] = np.maximum(block[:, 0], 0.5)
    rows = pd.DataFrame(block.reshape(-1, width), columns=[f"x{at}" for at in range(width)])
    rows["year"], rows["category"] = np.repeat(np.arange(2000, 2000 + years), count), np.tile(np.arange(count), years)
    return rows


def rounding(rows: pd.DataFrame, variant: str) -> float:
    """Return 1e-10; of LMDI-II, which divides by the sum of its weights, what rounding of the shares makes of it."""
    if variant == "I":
        return 1e-10
    values = rows[factors_of(rows)].prod(axis=1).to_numpy().reshape(rows["year"].nunique(), -1)
    shares = values / values.sum(axis=1, keepdims=True)
    pairs = [(a, b) for a in range(len(shares)) for b in range(len(shares)) if a != b]
    weights = min(float(analysis.logarithmic_mean(shares[a], shares[b]).sum()) for a, b in pairs)
    return 1e-10 + 1e-14 / weights


def factors_of(rows: pd.DataFrame) -> list[str]:
    """Return the columns of the factors."""
    return [name for name in rows if name.startswith("x")]


@settings(max_examples=25)
@given(panels(), st.sampled_from(["I", "II"]), st.booleans())
def test_effects_leave_no_residual(rows: pd.DataFrame, variant: str, chained: bool) -> None:
    """Additive effects add up to the change, multiplicative ones multiply to the ratio, in every variant."""
    for form in ("additive", "multiplicative"):
        options = {"form": form, "variant": variant, "chained": chained}
        try:
            found = analysis.lmdi(rows, factors=factors_of(rows), by=["category"], **options)
        except DataError as error:
            assert variant == "II" and form == "multiplicative" and "more than a number holds" in str(error)
            return
        near = rounding(rows, variant)
        for _, effects in found.groupby(["from", "to"]):
            change = effects["change"].iloc[0]
            scale = rows[factors_of(rows)].prod(axis=1).groupby(rows["year"]).sum().max()
            if form == "additive":
                assert effects["effect"].sum() == pytest.approx(change, rel=near, abs=near * scale)
            else:
                logarithm = np.log(effects["effect"]).sum()
                assert logarithm == pytest.approx(np.log(change), rel=near, abs=near)


def test_an_effect_beyond_all_numbers_is_refused() -> None:
    """Categories that vanish and appear leave LMDI-II hardly a weight: the ratio is refused, the additive form stays."""
    rows = pd.DataFrame(
        {
            "year": [0] * 3 + [1] * 3,
            "c": ["a", "b", "d"] * 2,
            "x": [0.5, 1, 0, 0.5, 0, 1],
            "y": [0.5, 5e5, 0, 0.5, 1, 37],
        }
    )
    options = {"factors": ["x", "y"], "by": ["c"], "variant": "II"}
    with pytest.raises(DataError, match="more than a number holds.*use form 'additive'"):
        analysis.lmdi(rows, **options, form="multiplicative")
    whole = analysis.lmdi(rows, **options)
    assert whole["effect"].sum() == pytest.approx(whole["change"].iloc[0], rel=1e-9)


@settings(max_examples=15)
@given(panels())
def test_swapping_the_years_changes_every_sign(rows: pd.DataFrame) -> None:
    """Effects from the first to the last year are those from the last to the first with the other sign."""
    ends = rows[rows["year"].isin([rows["year"].min(), rows["year"].max()])]
    there = analysis.lmdi(ends, factors=factors_of(rows), by=["category"])
    back = analysis.lmdi(ends, factors=factors_of(rows), by=["category"], base=rows["year"].max())
    scale = rows[factors_of(rows)].prod(axis=1).max()
    assert there["effect"].to_numpy() == pytest.approx(-back["effect"].to_numpy(), rel=1e-9, abs=1e-9 * scale)


@settings(max_examples=15)
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: pd.DataFrame, random: object) -> None:
    """Shuffled rows give the same effects."""
    order = np.arange(len(rows))
    random.shuffle(order)
    first = analysis.lmdi(rows, factors=factors_of(rows), by=["category"])
    second = analysis.lmdi(rows.iloc[order], factors=factors_of(rows), by=["category"])
    assert second["effect"].to_numpy() == pytest.approx(first["effect"].to_numpy(), rel=1e-12, abs=1e-9)


@settings(max_examples=15)
@given(panels())
def test_levels_add_up(rows: pd.DataFrame) -> None:
    """The lines of a level add up to the effects of the whole; chained ones add up over the years."""
    rows = rows.assign(sector=rows["category"] % 2)
    whole = analysis.lmdi(rows, factors=factors_of(rows), by=["sector", "category"], chained=True)
    parts = analysis.lmdi(rows, factors=factors_of(rows), by=["sector", "category"], levels=["sector"], chained=True)
    summed = parts.groupby(["from", "factor"], sort=False)["effect"].sum().to_numpy()
    scale = rows[factors_of(rows)].prod(axis=1).max()
    assert summed == pytest.approx(whole["effect"].to_numpy(), rel=1e-10, abs=1e-10 * scale)
    last = whole.groupby("factor", sort=False)["cumulative"].last()
    assert last.to_numpy() == pytest.approx(
        whole.groupby("factor", sort=False)["effect"].sum().to_numpy(), abs=1e-9 * scale
    )


def test_zero_factors_share_what_they_take() -> None:
    """Factors that become zero take -v/k each, that of a small common number; a category that begins gives +v."""
    rows = pd.DataFrame(
        {"year": [0, 0, 1, 1], "c": ["a", "b"] * 2, "x": [2.0, 1, 0, 1], "y": [3.0, 1, 0, 1], "z": [5.0, 1, 7, 1]}
    )
    assert analysis.lmdi(rows, factors=["x", "y", "z"], by=["c"])["effect"].tolist() == [-15.0, -15.0, 0.0]
    small = rows.replace({"x": {0.0: 1e-150}, "y": {0.0: 1e-150}})
    near = analysis.lmdi(small, factors=["x", "y", "z"], by=["c"])["effect"]
    assert near.to_numpy() == pytest.approx([-15.0, -15.0, 0.0], abs=0.2)
    back = analysis.lmdi(rows, factors=["x", "y", "z"], by=["c"], base=1)
    assert back["effect"].tolist() == [15.0, 15.0, 0.0]


def test_a_blank_factor_beside_zero_has_no_effect() -> None:
    """0/0 beside a share of zero is no error: the share takes everything."""
    rows = pd.DataFrame(
        {"year": [0, 0, 1, 1], "c": ["a", "b"] * 2, "share": [0.5, 0.5, 0.0, 1.0], "factor": [4.0, 2.0, None, 2.0]}
    )
    found = analysis.lmdi(rows, factors=["share", "factor"], by=["c"]).set_index("factor")["effect"]
    assert found.sum() == pytest.approx(2.0 - 3.0)
    assert found["factor"] == 0.0


def test_removals_keep_their_sign() -> None:
    """A factor that is negative in both years is decomposed; one that changes its sign is refused with its row."""
    rows = pd.DataFrame({"year": [0, 1], "area": [2.0, 3.0], "uptake": [-5.0, -4.0]})
    found = analysis.lmdi(rows, factors=["area", "uptake"])
    assert found["effect"].sum() == pytest.approx(-2.0)
    assert found["effect"].iloc[0] < 0 < found["effect"].iloc[1]
    with pytest.raises(DataError, match=r"factor 'uptake' changes its sign between 0 and 1 \(value -5.0 to 4.0\)"):
        analysis.lmdi(rows.assign(uptake=[-5.0, 4.0]), factors=["area", "uptake"])


def test_everything_wrong_is_told_at_once() -> None:
    """A blank factor, a text, a category twice and a product that misses the value stand in one error."""
    rows = pd.DataFrame(
        {
            "year": [2010, 2010, 2011, 2011],
            "fuel": ["coal", "coal", "coal", "gas"],
            "heat": [1.0, 2.0, None, "x"],
            "factor": [2.0, 2.0, 2.0, 2.0],
            "co2": [2.0, 5.0, 4.0, 4.0],
        }
    )
    with pytest.raises(DataError, match="cannot be decomposed") as caught:
        analysis.lmdi(rows, factors=["heat", "factor"], by=["fuel"], value="co2")
    told = str(caught.value)
    for words in (
        "fuel and year stand twice",
        "the factor is missing",
        "not a finite number",
        "the factors multiply to 4.0",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"factors": ["x", "nothing"]}, "column is missing"),
        ({"factors": []}, "no factors are named"),
        ({"factors": ["x"], "form": "product"}, "form is 'additive' or 'multiplicative'"),
        ({"factors": ["x"], "variant": "III"}, "variant 'I' or 'II'"),
        ({"factors": ["x"], "chained": True, "base": 1}, "contradict each other"),
    ],
)
def test_wrong_options_are_refused(options: dict, words: str) -> None:
    """An option that cannot be is refused with what can be."""
    rows = pd.DataFrame({"year": [0, 1], "x": [1.0, 2.0]})
    with pytest.raises(DataError, match=words):
        analysis.lmdi(rows, **options)


def test_unknown_levels_and_times_are_refused() -> None:
    """A level that is no category and a base that is no time are unknown names."""
    rows = pd.DataFrame({"year": [0, 1], "x": [1.0, 2.0], "c": "a"})
    with pytest.raises(UnknownNameError, match="unknown level 'd'"):
        analysis.lmdi(rows, factors=["x"], by=["c"], levels=["d"])
    with pytest.raises(UnknownNameError, match="unknown time 5"):
        analysis.lmdi(rows, factors=["x"], base=5)
    with pytest.raises(DataError, match="needs two times"):
        analysis.lmdi(rows[rows["year"] == 0], factors=["x"])


def test_an_aggregate_of_zero_has_no_ratio() -> None:
    """Where the aggregate is zero only the additive form of LMDI-I remains."""
    rows = pd.DataFrame({"year": [0, 1], "x": [0.0, 2.0], "y": [1.0, 1.0]})
    assert analysis.lmdi(rows, factors=["x", "y"])["effect"].tolist() == [2.0, 0.0]
    for options in ({"form": "multiplicative"}, {"variant": "II"}):
        with pytest.raises(DataError, match=r"zero or changes its sign \(0\)"):
            analysis.lmdi(rows, factors=["x", "y"], **options)


def test_shares_of_several_levels_multiply_to_the_amount() -> None:
    """Total times the shares of sectors and fuels is the amount; wrong amounts are refused."""
    rows = pd.DataFrame(
        {"year": [1, 1, 1, 2], "sector": ["a", "a", "b", "a"], "fuel": ["x", "y", "x", "x"], "energy": [3.0, 1, 4, 0]}
    )
    found = analysis.nested_shares(rows, amount="energy", levels=["sector", "fuel"])
    product = found[["total energy", "share of sector", "share of fuel"]].prod(axis=1, skipna=False)
    assert product.tolist()[:3] == [3.0, 1.0, 4.0]
    assert np.isnan(product.iloc[3])
    with pytest.raises(DataError, match="below zero has no share"):
        analysis.nested_shares(rows.assign(energy=-1.0), amount="energy", levels=["sector"])


def test_kaya_refuses_what_it_cannot_divide() -> None:
    """A step of zero and a missing column are problems."""
    rows = pd.DataFrame({"year": [1, 2], "population": [1.0, 0.0], "gdp": 1.0, "energy": 1.0, "co2": 1.0})
    with pytest.raises(DataError, match="cannot be divided by zero"):
        analysis.kaya(rows)
    with pytest.raises(DataError, match="column is missing"):
        analysis.kaya(rows.drop(columns="gdp"))
    with pytest.raises(DataError, match="two columns or more"):
        analysis.kaya_factors(rows, chain=["co2"])


def test_the_logarithmic_mean_keeps_its_digits() -> None:
    """Near equality it is the mean, at equality the value, and it lies between both."""
    for away in (0.0, 1e-15, 1e-9, 1e-6, 1e-3, 0.4, 0.6, 10.0):
        a, b = 1.0 + away, 1.0
        found = float(analysis.logarithmic_mean(a, b))
        assert b <= found <= a
        if away < 1e-3:
            assert found == pytest.approx((a + b) / 2 - (a - b) ** 2 / 12, rel=3e-16 + away**3)
    assert float(analysis.logarithmic_mean(-2.0, -4.0)) == -float(analysis.logarithmic_mean(4.0, 2.0))


@pytest.mark.parametrize("change", ["grid", "shuffled", "words", "one row less", "a category twice"])
def test_a_large_table_is_decomposed_as_a_small_one(change: str) -> None:
    """Ten thousand categories, computed in parts: the same as part by part; a grid and any other order agree."""
    random = np.random.default_rng(5)
    count = 10_000
    rows = pd.DataFrame(random.lognormal(size=(3 * count, 2)), columns=["x", "y"])
    rows["year"], rows["category"] = np.repeat([2010, 2011, 2012], count), np.tile(np.arange(count), 3)
    rows.loc[[5, count + 5], "x"] = 1.0
    rows.loc[[5, count + 5], "y"] = 1.0
    rows.loc[7, "x"] = 0.0
    parts = [
        analysis.lmdi(part, factors=["x", "y"], by=["category"], chained=True)["effect"]
        for _, part in rows.groupby(rows["category"] % 4)
    ]
    if change == "shuffled":
        rows = rows.iloc[random.permutation(len(rows))]
    elif change == "words":
        rows = rows.assign(category="c" + rows["category"].astype(str))
    elif change == "one row less":
        rows = pd.concat([rows, rows.iloc[[3]].assign(category=-1, x=0.0, y=0.0)])
    elif change == "a category twice":
        rows.loc[3, "category"] = 4
        with pytest.raises(DataError, match="category and year stand twice"):
            analysis.lmdi(rows, factors=["x", "y"], by=["category"], chained=True)
        return
    found = analysis.lmdi(rows, factors=["x", "y"], by=["category"], chained=True)["effect"]
    assert found.to_numpy() == pytest.approx(sum(parts).to_numpy(), rel=1e-11)
