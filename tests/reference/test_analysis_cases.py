"""Published figures, second computations and identities of uncertainty and analysis, through the public functions."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from zzcarbon import analysis, cobenefit, standards, uncertainty

CASES = Path(__file__).parent / "cases"


def case(name: str) -> dict[str, Any]:
    """Return inputs (tables as frames) and expected values of a case by name."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    inputs = {
        item["name"]: pd.DataFrame(item["rows"], columns=item["columns"]) if "rows" in item else item["value"]
        for item in read["inputs"]
    }
    return {"inputs": inputs, "expected": {item["name"]: item for item in read["expected"]}}


def compare(found: dict[str, float], expected: dict[str, Any]) -> None:
    """Compare each figure with the case within its tolerance, or half of the last printed digit."""
    for name, value in found.items():
        item = expected[name]
        digits = len(repr(item["value"]).partition(".")[2]) if item.get("within_half_last_printed_digit") else 30
        tolerance = max(item["tolerance_rel"] * abs(item["value"]), 0.5 * 10.0**-digits)
        assert value == pytest.approx(item["value"], rel=0, abs=tolerance), name


def years_of(given: dict[str, Any], prefix: str = "", category: str = "category") -> pd.DataFrame:
    """Stack tables named after years; rows without category are numbered."""
    tables = [table.assign(year=name.removeprefix(prefix)) for name, table in given["inputs"].items()]
    return pd.concat([table if category in table else table.assign(category=range(len(table))) for table in tables])


def effects_of(rows: pd.DataFrame, **options: Any) -> pd.Series:
    """Decompose rows; the factors are all columns but category and year."""
    factors = [name for name in rows if name not in {"category", "year"}]
    return analysis.lmdi(rows, factors=factors, by=["category"], **options).set_index(["from", "to", "factor"])[
        "effect"
    ]


def test_lmdir_simple() -> None:
    """Three chained years of the package LMDIR, additive and multiplicative, to nine digits."""
    given = case("lmdi-lmdir-simple")
    rows = years_of(given, "X ")
    found = {}
    for form in ("additive", "multiplicative"):
        for (start, end, factor), value in effects_of(rows, form=form, chained=True).items():
            found[f"{start}-{end} {form} {factor}"] = value
    chain = analysis.lmdi(rows, factors=["factor 1", "factor 2", "factor 3"], by=["category"], chained=True)
    found["chained 1971-1974 total"] = chain.groupby("factor")["cumulative"].last().sum()
    ratio = analysis.lmdi(rows, factors=["factor 1", "factor 2", "factor 3"], by=["category"], form="multiplicative")
    found["aggregate ratio 1972/1971"] = ratio["change"].iloc[0]
    assert len(found) == len(given["expected"])
    compare(found, given["expected"])


def test_ghana() -> None:
    """Twenty-two categories and four factors add up to the change within 1e-10."""
    given = case("lmdi-ghana-2002-03")
    rows = years_of(given)
    effects = effects_of(rows)
    value = rows.drop(columns=["category", "year"]).prod(axis=1).groupby(rows["year"]).sum()
    found = {f"effect {factor}": effect for (_, _, factor), effect in effects.items()}
    found |= {"V 2002": value["2002"], "V 2003": value["2003"], "sum of effects": effects.sum()}
    found["aggregate ratio"] = effects_of(rows, form="multiplicative").prod()
    compare(found, given["expected"])
    assert effects.sum() == pytest.approx(value["2003"] - value["2002"], rel=1e-12)
    for variant in ("I", "II"):
        assert effects_of(rows, variant=variant).sum() == pytest.approx(value["2003"] - value["2002"], rel=1e-12)
        ratios = effects_of(rows, form="multiplicative", variant=variant)
        assert ratios.prod() == pytest.approx(value["2003"] / value["2002"], rel=1e-12)


def test_a_category_that_vanishes() -> None:
    """The factor that becomes zero takes all of it."""
    given = case("lmdi-zero-two-categories")
    rows = years_of(given)
    additive, ratios = effects_of(rows), effects_of(rows, form="multiplicative")
    found = {f"effect {factor}": effect for (_, _, factor), effect in additive.items()} | {"sum": additive.sum()}
    found |= {f"multiplicative {factor}": effect for (_, _, factor), effect in ratios.items()}
    compare(found, given["expected"])


@pytest.mark.parametrize("row", ["with its zero", "left out"])
def test_a_category_that_vanishes_is_counted_once(row: str) -> None:
    """Negative case: a sheet that its author calls wrong counts it for every factor; the change is 32.17."""
    given = case("lmdi-zero-double-count")
    rows = years_of(given)
    if row == "left out":
        rows = rows[~((rows["year"] == "2004") & (rows["phi_ij"] == 0))]
    total = effects_of(rows).sum()
    assert not given["expected"]["sum of effects as printed"]["agrees"]
    assert total == pytest.approx(given["expected"]["sum of effects as printed"]["own_value"], rel=1e-9)
    compare({"change": total}, given["expected"])


def test_an_unchanged_product() -> None:
    """A category that keeps its value while its factors change has effects: L(a, a) = a."""
    given = case("lmdi-unchanged-product")
    found = {factor: value for (_, _, factor), value in effects_of(years_of(given)).items()}
    compare(found | {"sum": sum(found.values())}, given["expected"])


def test_published_chain_of_public_buildings() -> None:
    """Printed effects of nine years and seven factors add up both ways within their rounding."""
    given = case("lmdi-cn-public-buildings-2010-2019")
    effects = given["inputs"]["effects"].set_index("factor")
    sums = {f"total {factor}": (total, 9) for factor, total in effects.sum(axis=1).items()}
    sums |= {f"sum of factors {span}": (total, 7) for span, total in effects.sum().items()}
    sums["sum of all"] = (effects.to_numpy().sum(), 9)
    for name, (value, addends) in sums.items():
        assert value == pytest.approx(given["expected"][name]["value"], abs=0.005 * (addends + 1)), name


def test_simple_guide() -> None:
    """Published effects of activity, structure and intensity add up to the change; a path without the last is higher."""
    given = case("ang-simple-guide")
    parts = [given["inputs"][name] for name in ("activity", "structure", "intensity")]
    compare({"change": sum(parts), "without intensity gain": given["inputs"]["E 2015"] - parts[2]}, given["expected"])


def test_pylmdi_demo() -> None:
    """Where every factor doubles, each effect is exactly two."""
    given = case("lmdi-pylmdi-demo")["inputs"]
    rows = pd.concat(
        [
            pd.DataFrame(np.transpose(given[name]), columns=["0", "1", "2"]).assign(year=year, category=[0, 1])
            for year, name in ((0, "X0"), (1, "XT"))
        ]
    )
    ratios = analysis.lmdi(rows, factors=["0", "1", "2"], by=["category"], form="multiplicative")
    assert ratios["change"].iloc[0] == pytest.approx(8.0, rel=1e-15)
    assert ratios["effect"].tolist() == pytest.approx([2.0, 2.0, 2.0], rel=1e-15)


KAYA = ["population", "GDP PPP", "final energy", "primary energy", "fossil primary energy", "fossil CO2"]


def test_kaya_of_image() -> None:
    """Six factors of the IMAGE baseline 2020 to 2050."""
    given = case("kaya-lmdi-image-2020-2050")
    rows = pd.DataFrame(
        [{name: given["inputs"][f"{name} {year}"] for name in KAYA} | {"year": year} for year in (2020, 2050)]
    )
    effects = analysis.kaya(rows, chain=KAYA)["effect"]
    names = ["population", "GNP per capita", "energy intensity", "supply loss", "fossil share", "carbon intensity"]
    compare(dict(zip(names, effects, strict=True)), given["expected"])


def test_kaya_ratios_of_image() -> None:
    """Ratios of the IMAGE baseline in 2020, in the units of the source."""
    given = case("kaya-ratios-image-2020")
    row = analysis.kaya_factors(pd.DataFrame([{name: given["inputs"][name] for name in KAYA}]), chain=KAYA).iloc[0]
    ratios = row[[f"{above}/{below}" for below, above in pairwise(KAYA)]].to_numpy(float)
    scaled = dict(zip(given["expected"], ratios * [1e3, 1e3, 1.0, 1.0, 1e3], strict=True))
    for name, value in scaled.items():
        item = given["expected"][name]
        assert value == pytest.approx(item["value"], rel=max(item["tolerance_rel"], 1e-6)), name


def test_swiss_key_categories() -> None:
    """Level 2021 and trend 1990 to 2021 of 97 Swiss categories, beside a second computation."""
    given = case("kc-ch-1990-2021")
    table = pd.read_csv(CASES / given["inputs"]["table"].split(":", maxsplit=1)[0])
    table = table[table["category"].str[0].isin(list("1235"))].copy()
    for name in ("base_year_1990", "reporting_year_2021"):
        table[name] = pd.to_numeric(table[name], errors="coerce")
    table["gas"] = table["compound"].str.replace("CO2 fossil ox.*", "CO2", regex=True)
    gwp = table["gas"].map({"CH4": given["inputs"]["GWP CH4"], "N2O": given["inputs"]["GWP N2O"]}).fillna(1.0)
    table["base"], table["emission"] = table["base_year_1990"] * gwp, table["reporting_year_2021"] * gwp
    rows = table.groupby(["category", "gas"], sort=False)[["base", "emission"]].sum(min_count=1).reset_index()
    found = analysis.key_categories(rows, by=["category", "gas"], base="base")
    assert "category x gas" in found.head
    figures = {"total 1990": rows["base"].sum(), "total 2021": rows["emission"].sum()}
    for name, part in (("level", found.level), ("trend", found.trend)):
        figures[f"number of {name} key categories"] = part["key"].sum()
        for rank, row in enumerate(part.head(5).itertuples(), start=1):
            figures[f"{name} rank {rank}: {row.category} {row.gas}"] = row.contribution
    compare(figures, given["expected"])
    assert len(figures) == len(given["expected"])


def test_trend_of_a_category_that_begins_or_ends() -> None:
    """A base year of zero needs no special case."""
    given = case("kc-trend-identity")
    rows = given["inputs"]["categories"]
    found = analysis.trend_assessment(rows, by=["category"], value="E t", base="E 0")
    compare({f"contribution {row.category}": row.contribution for row in found.itertuples()}, given["expected"])


def test_gaps_scaled_by_local_trends() -> None:
    """Edges scaled by the trends of ten years, the factor interpolated across an inner gap, as primap2 does."""
    given = case("splice-local-trend-primap2")
    table = given["inputs"]["series and filling series"].set_index("year")
    found = analysis.splice(table["series"], by="surrogate", with_=table["filling series"], points=10)
    filled = found[found["function"] == "surrogate"]
    compare({str(year): value for year, value in filled["value"].items()}, given["expected"])
    assert len(filled) == len(given["expected"])
    assert found["value"].isna().sum() == 34


def test_three_ratios_of_an_overlap() -> None:
    """The three ratios differ, so one must be chosen; their spread is told."""
    given = case("splice-overlap-three-ratios")
    old, new = (given["inputs"][name].set_index("year")["value"] for name in ("old method", "new method"))
    for name, ratio in (("mean of ratios", "mean"), ("ratio of sums", "sums"), ("least squares", "least squares")):
        with pytest.warns(analysis.SplicingWarning, match=r"from 0\.85 to 1\.1"):
            found = analysis.splice(new, by="overlap", with_=old, ratio=ratio)
        compare({f"1990, {name}": found.loc[1990, "value"]}, given["expected"])
        assert found.loc[1993:, "value"].tolist() == new.tolist()


def test_mann_kendall_with_ties() -> None:
    """Ties and missing values of the test of pyMannKendall, to 1e-10."""
    given = case("mk-sen-ties")
    series = pd.Series(given["inputs"]["series"], dtype=float)
    found, slope = analysis.mann_kendall(series), analysis.sen_slope(series)
    figures = {"S": found.s, "variance of S": found.variance, "z": found.z, "p, two-sided": found.p, "tau": found.tau}
    compare(figures | {"Sen slope": slope.slope, "Sen intercept": slope.intercept}, given["expected"])


def test_peak_of_zhengzhou() -> None:
    """The maximum of 2014 is not yet a peak: six years cannot show it (exact p 0.136)."""
    given = case("peak-zhengzhou-2000-2019")
    found = analysis.peak(given["inputs"]["series"].set_index("year")["Mt CO2"])
    figures = {
        "peak year": found.year, "S, all years": found.whole.s, "z, all years": found.whole.z,
        "p, all years": found.whole.p, "Sen slope, all years": found.whole_slope.slope,
        "S, from the peak on": found.since.s, "p normal, from the peak on": found.since.p_normal,
        "p exact, from the peak on": found.since.p, "Sen slope, from the peak on": found.since_slope.slope,
        "mean yearly change since the peak": found.mean_yearly_change,
    }  # fmt: skip
    compare(figures, given["expected"])
    assert found.verdict == "undetermined"


def test_signs_of_the_elasticity() -> None:
    """Every sign case of the published table; without effect on the gas there is no number."""
    given = case("cocontrol-elasticity-signs")
    for row in given["inputs"]["measures"].itertuples(index=False):
        found = float(
            cobenefit.elasticity(
                pollutant_reduction=row[1], pollutant_emission=1.0, gas_reduction=row[2], gas_emission=1.0
            )
        )
        if row[0] == "no gas effect":
            assert np.isnan(found)
        else:
            compare({f"Els {row[0]}": found}, given["expected"])


def test_danish_machinery() -> None:
    """Level table of approach 1 of the Danish non-road machinery 2004, to the printed digits."""
    given = case("a1-dk-nonroad-2004-nox")
    rows = given["inputs"]["categories"].set_axis(["category", "emission", "activity", "factor"], axis=1)
    rows = rows.assign(activity_uncertainty=rows["activity"] / 100, factor_uncertainty=rows["factor"] / 100)
    table = uncertainty.approach_one_table(rows.assign(base=rows["emission"]), by=["category"])
    body, total = table.iloc[:-1], table.iloc[-1]
    found = {f"combined uncertainty {row.category}": 100 * row.combined for row in body.itertuples()}
    found |= {f"combined as % of total {row.category}": 100 * row.level for row in body.itertuples()}
    found |= {"total": total["emission"], "overall uncertainty in the year": 100 * total["level"]}
    found |= {"sum of squares (total row)": (100 * total["level"]) ** 2}
    compare(found, given["expected"])
    assert len(found) == len(given["expected"])


def test_gum_h2() -> None:
    """Correlated inputs and results of the GUM, example H.2; without the correlation u(R) would be 0.195."""
    given = case("a1-gum-h2-correlated")
    observed = given["inputs"]["observations"].to_numpy()
    v, i, phi = observed.mean(axis=0)
    spread = np.cov(observed.T) / len(observed)
    deviations = np.sqrt(np.diag(spread))
    r, x, z = v / i * np.cos(phi), v / i * np.sin(phi), v / i
    jacobian = [[r / v, -r / i, -x], [x / v, -x / i, r], [z / v, -z / i, 0.0]]
    found = uncertainty.propagate(jacobian, deviations, correlation=spread / np.outer(deviations, deviations))
    u = np.sqrt(np.diag(found))
    figures = {"R": r, "X": x, "Z": z, "u(R)": u[0], "u(X)": u[1], "u(Z)": u[2]}
    figures |= {
        "r(R,X)": found[0, 1] / u[0] / u[1],
        "r(R,Z)": found[0, 2] / u[0] / u[2],
        "r(X,Z)": found[1, 2] / u[1] / u[2],
    }
    compare(figures, given["expected"])
    assert np.sqrt(uncertainty.propagate(jacobian, deviations)[0, 0]) == pytest.approx(0.195, abs=5e-4)


def test_contributions_to_the_variance_of_a_life_cycle() -> None:
    """Variance and shares of the notebook of Groen: a product system of two processes."""
    given = case("a1-contribution-to-variance-lca")
    a, b, f = (np.array(ast.literal_eval(given["inputs"][name]), float) for name in ("A", "B", "f"))
    solved, priced = np.linalg.solve(a, f), np.linalg.solve(a.T, b)
    slopes = np.concatenate((-np.outer(priced, solved).ravel(), solved))
    deviations = given["inputs"]["coefficient of variation of each element"] * np.abs(np.concatenate((a.ravel(), b)))
    names = ["A11", "A12", "A21", "A22", "B1", "B2"]
    table = uncertainty.variance_shares_of_inputs(slopes, deviations, names=names).set_index("figure")
    found = {"g": float(b @ solved), "var(g)": table["variance"].sum()}
    compare(found | {f"contribution {name}": 100 * table.loc[name, "share"] for name in names}, given["expected"])


def row_by_row(emission: np.ndarray, lower: np.ndarray, upper: np.ndarray, leaf: np.ndarray) -> uncertainty.Sums:
    """Make one sum of rows that each have a figure of value one; rows of one leaf and sides share it."""
    at = np.arange(len(emission))
    leaves = pd.DataFrame({"leaf": leaf, "value": 1.0, "lower": 1 - lower, "upper": 1 + upper})
    return uncertainty.Sums(
        1, at * 0, at, emission, np.ones(len(at)), at, at, np.ones(len(at)), uncertainty.read_leaves(leaves),
        uncertainty.ActivityErrors.none(), np.zeros(1),
    )  # fmt: skip


def test_edgar_china() -> None:
    """Asymmetric intervals of 28 rows; with all rows of N2O as one error."""
    given = case("a1-edgar-2015-chn")
    rows = given["inputs"]["rows"].set_axis(["sector", "gas", "emission", "lower", "upper"], axis=1)
    names = (rows["sector"] + " " + rows["gas"]).to_numpy(object)
    apart = row_by_row(*(rows[name].to_numpy() for name in ("emission", "lower", "upper")), names)
    spread = uncertainty.first_order(apart)
    total = spread.emission[0]
    gas = rows["gas"] == "N2O"
    # one error for all rows of N2O: their half-widths add up, so they are one figure of their mean half-width
    whole = (
        rows[gas]
        .assign(**{side: rows[side] * rows["emission"] for side in ("lower", "upper")})[["emission", "lower", "upper"]]
        .sum()
    )
    block = pd.concat(
        [
            rows[~gas][["emission", "lower", "upper"]],
            whole.to_frame().T.assign(
                lower=whole["lower"] / whole["emission"], upper=whole["upper"] / whole["emission"]
            ),
        ]
    )
    names_of_block = np.array([*names[~gas], "N2O"], object)
    joined = uncertainty.first_order(row_by_row(*block.to_numpy().T, names_of_block))
    parts = (rows["upper"] * rows["emission"]) ** 2
    found = {
        "total": total, "lower, independent": spread.below[0] / total, "upper, independent": spread.above[0] / total,
        "lower, N2O rows fully correlated": joined.below[0] / total,
        "upper, N2O rows fully correlated": joined.above[0] / total,
        "largest contribution to upper variance (3.C.4 N2O)": float((parts / parts.sum()).max()),
    }  # fmt: skip
    compare(found, given["expected"])


def test_product_of_three_lognormals() -> None:
    """Exact mean, spread and quantiles; draws agree within five standard errors."""
    given = case("theory-lognormal-product")
    factors = given["inputs"]["factors"].to_numpy()
    mean, variation = factors.T
    spread = np.sqrt(np.log1p(variation**2))
    z = 1.959963984540054
    middle = mean * np.exp(-(spread**2) / 2)
    leaves = pd.DataFrame(
        {
            "leaf": list("abc"),
            "value": mean,
            "lower": middle * np.exp(-z * spread),
            "upper": middle * np.exp(z * spread),
        }
    )
    one, three = np.zeros(1, int), np.arange(3)
    sums = uncertainty.Sums(
        1, one, one, np.ones(1), np.array([mean.prod()]), three * 0, three, np.ones(3),
        uncertainty.read_leaves(leaves.assign(distribution="lognormal")), uncertainty.ActivityErrors.none(), np.zeros(1),
    )  # fmt: skip
    expected = {name: item["value"] for name, item in given["expected"].items()}
    exact = uncertainty.exact_half_widths(sums)[0] / z / sums.emissions[0]
    compare({"coefficient of variation": exact, "mean": sums.emissions[0]}, given["expected"])
    draws, whole = 100_000, float(np.sqrt((spread**2).sum()))
    found = uncertainty.monte_carlo(sums, draws=draws, seed=1)
    assert found.mean[0] == pytest.approx(expected["mean"], rel=5 * exact / np.sqrt(draws))
    for value, share, density in (
        (found.lower, 0.025, 0.0584),
        (found.median, 0.5, 0.3989),
        (found.upper, 0.975, 0.0584),
    ):
        name = {0.025: "2.5 %", 0.5: "median", 0.975: "97.5 %"}[share]
        error = whole * np.sqrt(share * (1 - share) / draws) / density
        assert np.log(value[0] / expected[name]) == pytest.approx(
            0.0, abs=5 * error + given["expected"][name]["tolerance_rel"]
        )


def shared_factor(amounts: list[float], factor: float, width: float, source: str, activity: float) -> uncertainty.Sums:
    """Make one sum of rows that share a factor and an activity source."""
    at, values = np.arange(len(amounts)), np.array(amounts, float)
    leaves = uncertainty.read_leaves(
        pd.DataFrame({"leaf": ["F"], "value": factor, "lower": factor * (1 - width), "upper": factor * (1 + width)})
    )
    errors = uncertainty.ActivityErrors(at * 0, at, at * 0, activity * values, np.array([source], object))
    return uncertainty.Sums(
        1, at * 0, at, values, np.full(len(at), factor), at, at * 0, np.ones(len(at)), leaves, errors, np.zeros(1)
    )


def test_splitting_a_row() -> None:
    """Ten rows with one factor and one source are one row."""
    given = case("theory-shared-factor-split")
    named = given["inputs"]
    for name, amounts in (
        ("one row", [named["activity, one row"]]),
        ("ten rows", ast.literal_eval(named["activity, split"])),
    ):
        sums = shared_factor(
            amounts, named["factor mean"], named["factor half-width of 95 % interval, relative"], "yearbook",
            named["activity half-width of 95 % interval, relative, shared"],
        )  # fmt: skip
        spread = uncertainty.first_order(sums)
        compare(
            {"mean": spread.emission[0], f"relative half-width, first order, {name}": spread.relative[0]},
            given["expected"],
        )


def test_difference_of_two_inventories_that_share_a_factor() -> None:
    """The factor's error enters with the difference of the activities; relative change does not depend on it."""
    given = case("theory-difference-shared-factor")
    named = given["inputs"]
    width = named["factor, relative half-width, shared"]
    own = named["activity, relative half-width, independent"]
    before, now = (
        shared_factor([named[f"activity {name}"]], named["factor"], width, f"yearbook {name}", own)
        for name in ("base", "now")
    )
    change = uncertainty.first_order(uncertainty.subtract(before, now))
    ratio = uncertainty.relative_change(now, before)
    nothing = uncertainty.first_order(uncertainty.subtract(before, before))
    compare(
        {
            "reduction": change.emission[0], "half-width of the reduction": change.above[0],
            "relative change": ratio.change[0], "half-width of the relative change": ratio.above[0],
            "difference of an inventory with itself, half-width": nothing.above[0],
        },
        given["expected"],
    )  # fmt: skip


def test_equivalents_of_the_tax_law() -> None:
    """Sample declaration of SO2 and NOx: equivalents and tax."""
    given = case("env-tax-equivalents-so2-nox")
    named = given["inputs"]
    rows = pd.DataFrame(
        {"outlet": "A", "substance": ["SO2", "NOx"], "emission": [named["SO2"], named["NOx"]], "unit": "kg"}
    )
    table = standards.environmental_tax(rows, rates={"air": named["tax"]})
    found = {f"{row.substance} equivalents": row.equivalents for row in table.itertuples()}
    found |= {f"{row.substance} tax": row.tax for row in table.itertuples()}
    compare(found, given["expected"])
