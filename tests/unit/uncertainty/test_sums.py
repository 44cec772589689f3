"""Theory of errors: shared figures, splits, products and differences, by identities and by draws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zzcarbon import uncertainty
from zzcarbon.errors import DataError, UnknownNameError
from zzcarbon.uncertainty import ActivityErrors, Sums

Z = 1.959963984540054


def leaves_of(*rows: tuple) -> uncertainty.Leaves:
    """Make leaves of (name, value, lower, upper[, distribution])."""
    columns = ["leaf", "value", "lower", "upper", "distribution"]
    return uncertainty.read_leaves(pd.DataFrame([[*row, ""][:5] for row in rows], columns=columns))


def sums_of(
    amounts: list[list[float]],
    lines: list[dict[int, float]],
    leaves: uncertainty.Leaves,
    *,
    shared: list[tuple[int, int, str, float]] = (),
    alone: list[float] | None = None,
) -> Sums:
    """Make sums of a matrix of amounts (sums x lines) and the powers of the leaves in each line."""
    matrix = np.array(amounts, float)
    group, line = np.nonzero(np.ones_like(matrix))
    pairs = [(at, leaf, power) for at, powers in enumerate(lines) for leaf, power in powers.items()]
    value = np.array([np.prod([leaves.values[leaf] ** power for leaf, power in powers.items()]) for powers in lines])
    names = list(dict.fromkeys(name for _, _, name, _ in shared))
    errors = ActivityErrors(
        np.array([g for g, _, _, _ in shared], np.int64),
        np.array([at for _, at, _, _ in shared], np.int64),
        np.array([names.index(name) for _, _, name, _ in shared], np.int64),
        np.array([amount for _, _, _, amount in shared], float),
        np.array(names, object),
    )
    columns = [np.array(column) for column in zip(*pairs, strict=True)] if pairs else [np.zeros(0, int)] * 3
    return Sums(
        len(matrix), group, line, matrix.ravel(), value, columns[0], columns[1], columns[2].astype(float), leaves, errors,
        np.zeros(len(matrix)) if alone is None else np.array(alone, float),
    )  # fmt: skip


EF = ("EF", 2.0, 1.4, 2.6)


@settings(max_examples=25)
@given(st.lists(st.floats(0.1, 1e3), min_size=1, max_size=12))
def test_splitting_a_row_changes_nothing(amounts: list[float]) -> None:
    """One figure and one activity source over many rows: mean and spread of the whole, in every approach."""
    total, count = sum(amounts), len(amounts)
    one = sums_of([[total]], [{0: 1}], leaves_of(EF), shared=[(0, 0, "yearbook", 0.05 * total)])
    many = sums_of(
        [amounts],
        [{0: 1}] * count,
        leaves_of(EF),
        shared=[(0, at, "yearbook", 0.05 * a) for at, a in enumerate(amounts)],
    )
    for function in (lambda sums: uncertainty.first_order(sums).above, uncertainty.exact_half_widths):
        assert function(many) == pytest.approx(function(one), rel=1e-9)
    assert uncertainty.first_order(one).relative[0] == pytest.approx(np.hypot(0.3, 0.05))
    drawn = [uncertainty.monte_carlo(with_draws(sums), draws=200, seed=3) for sums in (one, many)]
    assert drawn[1].upper == pytest.approx(drawn[0].upper, rel=1e-9)


def with_draws(sums: Sums, **options: object) -> Sums:
    """Give every leaf its distribution."""
    return Sums(
        **{**sums.__dict__, "leaves": sums.leaves.with_distributions(options.pop("distribution", None), **options)}
    )


def test_errors_of_rows_fall_with_their_number() -> None:
    """Without a source each row errs alone: a hundred equal rows have a tenth of the spread of one."""
    one = sums_of([[100.0]], [{}], leaves_of(), alone=[(0.1 * 100.0) ** 2])
    many = sums_of([[100.0]], [{}], leaves_of(), alone=[100 * (0.1 * 1.0) ** 2])
    assert uncertainty.first_order(many).above[0] == pytest.approx(uncertainty.first_order(one).above[0] / 10)


@settings(max_examples=25)
@given(
    st.lists(st.floats(-1e2, 1e2), min_size=2, max_size=5),
    st.lists(st.floats(0.01, 0.5), min_size=3, max_size=3),
    st.randoms(use_true_random=False),
)
def test_exact_spread_is_that_of_the_sum_of_moments(amounts: list[float], widths: list[float], random: object) -> None:
    """The exact variance of sums of products is E[X^2] - E[X]^2, written out over pairs of lines."""
    leaves = leaves_of(*((f"x{at}", 1.0, 1 - width, 1 + width) for at, width in enumerate(widths)))
    lines = [{at: 1.0 for at in range(3) if random.random() < 0.6} for _ in amounts]
    found = uncertainty.exact_half_widths(sums_of([amounts], lines, leaves))[0]
    squares = [1 + (width / Z) ** 2 for width in widths]
    variance = sum(
        a * b * (np.prod([squares[k] for k in set(one) & set(two)]) - 1)
        for a, one in zip(amounts, lines, strict=True)
        for b, two in zip(amounts, lines, strict=True)
    )
    scale = float(np.abs(amounts).sum()) ** 2
    assert found**2 == pytest.approx(max(variance, 0.0) * Z**2, rel=1e-9, abs=1e-12 * scale)


def test_exact_spread_in_blocks_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """More lines than a matrix of all pairs may hold are taken in blocks: the same spread."""
    lines = [{at % 3: 1.0, (at + 1) % 3: -1.0} for at in range(40)]
    leaves = leaves_of(("a", 1.0, 0.8, 1.2), ("b", 2.0, 1.5, 2.5), ("c", 3.0, 2.4, 3.6))
    sums = sums_of(
        np.arange(80.0).reshape(2, 40).tolist(),
        lines,
        leaves,
        shared=[(0, 3, "s", 5.0), (0, 9, "s", 1.0), (1, 3, "s", 2.0)],
    )
    whole = uncertainty.exact_half_widths(sums)
    monkeypatch.setattr("zzcarbon.uncertainty.propagation._DENSE", 28)
    assert uncertainty.exact_half_widths(sums) == pytest.approx(whole, rel=1e-12)


def test_first_order_is_the_limit_of_small_errors() -> None:
    """As errors become small, first order and exact moments agree, also with powers and shared figures."""
    for size, near in ((1e-1, 1e-2), (1e-3, 1e-6)):
        leaves = leaves_of(("a", 3.0, 3 - 3 * size, 3 + 3 * size), ("b", 0.5, 0.5 - 0.5 * size, 0.5 + 0.5 * size))
        sums = sums_of([[5.0, -2.0, 1.0]], [{0: 1, 1: 1}, {0: 2}, {1: -1}], leaves)
        assert uncertainty.exact_half_widths(sums) == pytest.approx(uncertainty.first_order(sums).above, rel=near)


def test_sides_stay_apart_and_swap_where_a_sum_falls() -> None:
    """A figure with a long upper side gives a long lower side to what is divided by it or taken off."""
    leaves = leaves_of(("x", 1.0, 0.9, 1.5))
    sums = sums_of([[10.0, 0.0, 0.0], [0.0, 10.0, 0.0], [0.0, 0.0, -10.0]], [{0: 1}, {0: -1}, {0: 1}], leaves)
    found = uncertainty.first_order(sums)
    assert found.below == pytest.approx([1.0, 5.0, 5.0])
    assert found.above == pytest.approx([5.0, 1.0, 1.0])


def test_a_net_near_zero_is_absolute() -> None:
    """Emissions less removals near zero have half-widths in tonnes, and no relative one."""
    leaves = leaves_of(("a", 1.0, 0.8, 1.2), ("b", 1.0, 0.7, 1.3))
    found = uncertainty.first_order(sums_of([[100.0, -99.0], [100.0, -20.0]], [{0: 1}, {1: 1}], leaves))
    assert found.above == pytest.approx([np.hypot(20, 29.7), np.hypot(20, 6)])
    assert np.isnan(found.relative[0])
    assert found.relative[1] == pytest.approx(np.hypot(20, 6) / 80)


def test_figures_without_bounds_are_counted_not_guessed() -> None:
    """The share of a sum that rests on a figure without bounds is told; a default is the caller's."""
    leaves = leaves_of(("a", 1.0, 0.8, 1.2), ("b", 1.0, np.nan, np.nan), ("zero", 0.0, 0.0, 1.0))
    sums = sums_of([[30.0, 10.0, 5.0]], [{0: 1}, {1: 1}, {2: 1}], leaves)
    found = uncertainty.first_order(sums)
    assert found.unbounded[0] == pytest.approx(0.25)
    assert found.above[0] == pytest.approx(6.0)
    filled = uncertainty.first_order(Sums(**{**sums.__dict__, "leaves": leaves.with_default(0.5)}))
    assert filled.above[0] == pytest.approx(np.hypot(6.0, 5.0))
    with pytest.raises(DataError, match="zero or more"):
        leaves.with_default(-0.1)


LEAVES = leaves_of(
    ("n", 2.0, 1.6, 2.4), ("l", 5.0, 3.5, 7.2), ("t", 3.0, 2.0, 5.0, "triangular"), ("u", 1.0, 0.8, 1.3, "uniform"),
    ("0", 1.0, 0.0, 3.0, "truncated"),
)  # fmt: skip


def test_draws_of_other_figures_do_not_move() -> None:
    """Byte for byte: more draws, other figures, another order leave the draws of a figure as they are."""
    leaves = LEAVES.with_distributions(None)
    for name in leaves.names:
        few, more = (uncertainty.figure_draws(leaves, name, draws=draws, seed=11) for draws in (500, 5000))
        assert few.tobytes() == more[:500].tobytes()
        at = int(np.flatnonzero(leaves.names == name)[0])
        alone = uncertainty.Leaves(
            *(getattr(leaves, part)[[at]] for part in ("names", "values", "lower", "upper", "distributions", "kinds"))
        )
        assert uncertainty.figure_draws(alone, name, draws=500, seed=11).tobytes() == few.tobytes()
    one, two = (uncertainty.figure_draws(leaves, "n", draws=50, seed=seed) for seed in (1, 2))
    assert not np.isclose(one, two).any()


def test_blocks_of_a_figure_do_not_matter() -> None:
    """A stream that is read in pieces gives the same draws as in one."""
    from zzcarbon.uncertainty.streams import FigureStream

    leaves = LEAVES.with_distributions(None)
    for at in range(len(leaves.names)):
        whole = FigureStream(leaves, at, 4, "mean").take(3000)
        pieces = FigureStream(leaves, at, 4, "mean")
        parts = np.concatenate([pieces.take(size) for size in (1, 999, 1500, 500)])
        assert parts.tobytes() == whole.tobytes()


def test_adding_a_row_or_a_sum_changes_no_other_draw() -> None:
    """Sums that stay have the same draws when lines, figures and sums are added."""
    small = sums_of([[3.0, 2.0]], [{0: 1}, {1: 1}], LEAVES)
    large = sums_of([[3.0, 2.0, 0.0], [1.0, 1.0, 7.0]], [{0: 1}, {1: 1}, {2: 1, 3: -1}], LEAVES)
    ((_, first),) = uncertainty.draw_sums(with_draws(small), draws=3000, seed=5)
    ((_, second),) = uncertainty.draw_sums(with_draws(large), draws=3000, seed=5)
    assert second[0] == pytest.approx(first[0], rel=1e-14)


def test_sums_drawn_in_batches_are_those_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Holding fewer sums at once changes no figure."""
    sums = with_draws(
        sums_of(np.arange(1.0, 13.0).reshape(6, 2).tolist(), [{0: 1}, {1: 1}], LEAVES, shared=[(2, 0, "s", 1.0)])
    )
    whole = uncertainty.monte_carlo(sums, draws=1500, seed=5)
    monkeypatch.setattr("zzcarbon.uncertainty.sampling.HELD", 3000)
    parts = uncertainty.monte_carlo(sums, draws=1500, seed=5)
    assert parts.upper == pytest.approx(whole.upper, rel=1e-13)
    assert parts.mean == pytest.approx(whole.mean, rel=1e-13)


N = 40_000


def test_means_and_spreads_of_distributions() -> None:
    """Each distribution has the mean and the variation that its bounds say, within five standard errors."""
    leaves = LEAVES.with_distributions(None)
    means = {"n": 2.0, "l": 5.0, "t": 10 / 3, "u": 1.05}
    for name, mean in means.items():
        drawn = uncertainty.figure_draws(leaves, name, draws=N, seed=2)
        at = int(np.flatnonzero(leaves.names == name)[0])
        deviation = leaves.variations()[at] * leaves.values[at]
        assert drawn.mean() == pytest.approx(mean, abs=5 * deviation / np.sqrt(N))
        kurtosis = ((drawn - drawn.mean()) ** 4).mean() / drawn.var() ** 2
        assert drawn.var() == pytest.approx(deviation**2, rel=5 * np.sqrt((kurtosis - 1) / N))
    cut = uncertainty.figure_draws(leaves, "0", draws=N, seed=2)
    assert cut.min() >= 0


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_what_a_lognormal_preserves(sign: float) -> None:
    """Mean, median or bounds are kept as named; a negative figure is the mirror."""
    low, high = sorted((sign * 3.0, sign * 8.0))
    leaves = leaves_of(("l", sign * 5.0, low, high, "lognormal"))
    deviation = leaves.variations()[0] * 5.0
    draws = {
        kept: uncertainty.figure_draws(leaves, "l", draws=N, seed=9, preserve=kept)
        for kept in ("mean", "median", "bounds")
    }
    assert draws["mean"].mean() == pytest.approx(sign * 5.0, abs=5 * deviation / np.sqrt(N))
    assert np.median(draws["median"]) == pytest.approx(sign * 5.0, abs=7 * deviation / np.sqrt(N))
    assert np.quantile(draws["bounds"], [0.025, 0.975]) == pytest.approx([low, high], rel=0.03)


def test_products_and_sums_of_lognormals() -> None:
    """Draws of products with a shared figure have the exact mean, spread and quantiles, within five errors."""
    rows = [(name, value, value * np.exp(-Z * s), value * np.exp(Z * s), "lognormal") for name, value, s in
            (("a", 2.5, 0.1), ("b", 18.2, 0.25), ("c", 0.98, 0.2))]  # fmt: skip
    sums = sums_of([[1.0, 0.0], [1.0, 2.0]], [{0: 1, 1: 1, 2: 1}, {1: 1}], leaves_of(*rows))
    found = uncertainty.monte_carlo(sums, draws=N, seed=1, preserve="median")
    spread = np.sqrt(0.1**2 + 0.25**2 + 0.2**2)
    middle = 2.5 * 18.2 * 0.98
    for value, share, density in (
        (found.median[0], 0.5, 0.3989),
        (found.lower[0], 0.025, 0.0584),
        (found.upper[0], 0.975, 0.0584),
    ):
        expected = middle * np.exp(spread * {0.5: 0.0, 0.025: -Z, 0.975: Z}[share])
        error = spread * np.sqrt(share * (1 - share) / N) / density
        assert np.log(value / expected) == pytest.approx(0.0, abs=5 * error)
    kept = uncertainty.monte_carlo(sums, draws=N, seed=1)
    deviations = uncertainty.exact_half_widths(sums) / Z
    assert kept.mean == pytest.approx(sums.emissions, abs=5 * deviations.max() / np.sqrt(N))
    ((_, drawn),) = uncertainty.draw_sums(sums, draws=N, seed=1)
    for at in range(2):
        kurtosis = ((drawn[at] - drawn[at].mean()) ** 4).mean() / drawn[at].var() ** 2
        assert drawn[at].std() == pytest.approx(deviations[at], rel=2.5 * np.sqrt((kurtosis - 1) / N))


def test_draws_agree_with_first_order_for_activity_errors() -> None:
    """Shared sources and rows without source spread the draws as first order says."""
    sums = sums_of([[10.0, 5.0]], [{}, {}], leaves_of(), shared=[(0, 0, "s", 1.0), (0, 1, "s", 0.5)], alone=[4.0])
    ((_, drawn),) = uncertainty.draw_sums(sums, draws=N, seed=8)
    expected = uncertainty.first_order(sums).above[0] / Z
    assert expected == pytest.approx(np.sqrt(1.5**2 + 4.0) / Z)
    assert drawn.std() == pytest.approx(expected, rel=5 * np.sqrt(1 / (2 * N)))
    assert uncertainty.exact_half_widths(sums)[0] == pytest.approx(expected * Z)


def test_an_inventory_less_itself_is_zero() -> None:
    """What both share cancels: figure by figure in first order, to the last digit in draws, without a doubt left."""
    sums = with_draws(sums_of([[3.0, 2.0]], [{0: 1}, {1: 1, 2: 1}], LEAVES, shared=[(0, 0, "s", 1.0)], alone=[9.0]))
    nothing = uncertainty.subtract(sums, sums)
    assert uncertainty.first_order(nothing).above[0] == pytest.approx(0.0, abs=1e-12)
    assert uncertainty.exact_half_widths(nothing)[0] == pytest.approx(0.0, abs=1e-6)
    drawn = uncertainty.monte_carlo(nothing, draws=200, seed=1)
    assert abs(drawn.upper[0]) <= 1e-13
    assert abs(drawn.lower[0]) <= 1e-13


def test_another_value_of_a_figure_is_another_figure() -> None:
    """Two editions of one row do not cancel: their errors are independent."""
    one = sums_of([[1.0]], [{0: 1}], leaves_of(("EF", 2.0, 1.0, 3.0)))
    two = sums_of([[1.0]], [{0: 1}], leaves_of(("EF", 3.0, 2.0, 4.0)))
    found = uncertainty.first_order(uncertainty.subtract(one, two))
    assert found.above[0] == pytest.approx(np.sqrt(2.0))
    with pytest.raises(DataError, match="1 sums cannot be compared with 2"):
        uncertainty.subtract(one, sums_of([[1.0], [1.0]], [{0: 1}], leaves_of(EF)))


def test_contributions_add_up_and_name_the_source() -> None:
    """Shares sum to one for each sum; a figure that many lines use is one line."""
    sums = sums_of([[3.0, 2.0]], [{0: 1, 1: 1}, {0: 1}], LEAVES, shared=[(0, 0, "yearbook", 3.0)], alone=[9.0])
    table = uncertainty.variance_shares(sums)
    assert table["share"].sum() == pytest.approx(1.0)
    assert sorted(table["figure"]) == ["l", "n", "rows without source", "yearbook"]
    assert (table["share"].diff().dropna() <= 0).all()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("x", 1.0, 1.5, 0.5), "the lower bound lies above the upper"),
        (("x", 3.0, 1.0, 2.0), "the value lies above its upper bound"),
        (("x", 0.5, 1.0, 2.0), "the value lies below its lower bound"),
        (("x", np.nan, 1.0, 2.0), "not a finite number"),
    ],
)
def test_wrong_bounds_are_refused(row: tuple, words: str) -> None:
    """Bounds in the wrong order, a value outside them, a value that is none: each is told with the figure."""
    with pytest.raises(DataError, match=words):
        leaves_of(row)


def test_all_wrong_leaves_are_told_at_once() -> None:
    """Every wrong figure stands in one error; an unknown distribution names the known ones."""
    with pytest.raises(DataError, match="the figure stands twice") as caught:
        leaves_of(("x", 1.0, 2.0, 0.5), ("x", 1.0, 0.5, 2.0), ("y", 9.0, 1.0, 2.0))
    assert len(caught.value.problems) == 3
    with pytest.raises(UnknownNameError, match="unknown distribution 'gauss'"):
        leaves_of(("x", 1.0, 0.5, 2.0, "gauss"))


def test_a_lower_bound_of_zero_needs_a_choice() -> None:
    """No lognormal has a bound of zero: nothing is chosen in silence."""
    leaves = leaves_of(("x", 20.0, 0.0, 200.0), ("y", 1.0, 0.5, 1.5))
    with pytest.raises(DataError, match="no lognormal has it.*zero_bound"):
        leaves.with_distributions(None)
    with pytest.raises(DataError, match="no lognormal has it"):
        leaves.with_distributions("lognormal")
    assert leaves.with_distributions(None, zero_bound="triangular").distributions.tolist() == ["triangular", "normal"]
    assert leaves.with_distributions({"x": "uniform"}).distributions.tolist() == ["uniform", "normal"]
    with pytest.raises(UnknownNameError, match="unknown figure 'z'"):
        leaves.with_distributions({"z": "uniform"})
    assert "0 and 100 %" in " ".join(leaves.with_distributions({"x": "uniform"}).trail())


@pytest.mark.parametrize("draws", [0, 1, -5, 2.5, True])
def test_too_few_draws_are_refused(draws: object) -> None:
    """Zero, one, negative and broken numbers of draws are no sample."""
    sums = with_draws(sums_of([[1.0]], [{0: 1}], LEAVES))
    with pytest.raises(DataError, match="two or more"):
        uncertainty.monte_carlo(sums, draws=draws, seed=1)


@pytest.mark.parametrize(
    ("options", "words"), [({"seed": -1}, "a seed is"), ({"seed": 1, "preserve": "mode"}, "preserves 'mean'")]
)
def test_wrong_seeds_and_choices_are_refused(options: dict, words: str) -> None:
    """A negative seed and an unknown choice are refused with what can be."""
    sums = with_draws(sums_of([[1.0]], [{0: 1}], LEAVES))
    with pytest.raises(DataError, match=words):
        uncertainty.monte_carlo(sums, draws=10, **options)


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        ([[1.0, 0.5]], "has shape"),
        ([[1.0, 0.5], [0.4, 1.0]], "not symmetric"),
        ([[2.0, 0.0], [0.0, 1.0]], "diagonal is not one"),
        ([[1.0, 1.5], [1.5, 1.0]], "outside -1 to 1"),
        ([[1.0, np.nan], [np.nan, 1.0]], "finite"),
    ],
)
def test_what_is_no_correlation_is_refused(matrix: list, words: str) -> None:
    """A matrix that is none is refused with all that is wrong with it."""
    with pytest.raises(DataError, match=words):
        uncertainty.check_correlation(matrix, 2)


def test_correlations_that_cannot_be_are_refused() -> None:
    """Three inputs cannot all be opposite to each other."""
    with pytest.raises(DataError, match="eigenvalue"):
        uncertainty.check_correlation(np.where(np.eye(3), 1.0, -0.9), 3)


def test_correlated_years_keep_the_maximum() -> None:
    """The share of draws with the maximum in 2014 depends on the correlation: 100 % where one factor makes all errors."""
    series = {2013: 86.45, 2014: 86.90, 2015: 63.85}
    shares = [
        float((drawn := uncertainty.sampled_series(series, relative=0.05, correlation=rho, draws=4000, seed=2)).idxmax(axis=1).eq(2014).mean())
        for rho in (0.0, 0.8, 1.0)
    ]  # fmt: skip
    assert len(drawn) == 4000
    assert 0.5 < shares[0] < shares[1] < shares[2] == 1.0
    for options in ({"relative": -0.1, "correlation": 0.0}, {"relative": 0.1, "correlation": 2.0}):
        with pytest.raises(DataError, match="zero or more|correlation"):
            uncertainty.sampled_series(series, draws=10, seed=1, **options)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"category": "a"}, "the category stands twice"),
        ({"factor_uncertainty": [-0.1, 0.1]}, "a half-width is below zero"),
        ({"emission": ["x", 1.0]}, "not a finite number"),
        ({"base": [1.0, -1.0]}, "a net total is zero"),
    ],
)
def test_the_table_of_approach_one_refuses(changes: dict, words: str) -> None:
    """Doubled categories, negative spreads, texts and a total of zero are refused."""
    rows = pd.DataFrame({"category": ["a", "b"], "base": [1.0, 2.0], "emission": [2.0, 2.0]}).assign(**changes)
    with pytest.raises(DataError, match=words):
        uncertainty.approach_one_table(rows, by=["category"])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0.5, 1e3), st.floats(0.0, 1e3)), min_size=1, max_size=6))
def test_trend_columns(pairs: list[tuple[float, float]]) -> None:
    """Type A is within 2 % of its derivative, A = B without base year, and equal years make sqrt(2) exact."""
    rows = pd.DataFrame(pairs, columns=["base", "emission"]).assign(category=range(len(pairs)))
    rows = rows.assign(factor_uncertainty=0.3, activity_uncertainty=0.1)
    rows.loc[len(rows)] = {
        "category": -1,
        "base": 0.0,
        "emission": 5.0,
        "factor_uncertainty": 0.2,
        "activity_uncertainty": 0.1,
    }
    table = uncertainty.approach_one_table(rows, by=["category"])
    body = table.iloc[:-1]
    total_0, total = body["base"].sum(), body["emission"].sum()
    slope = (body["emission"] - body["base"] * total / total_0) / total_0
    assert body["type_a"].to_numpy() == pytest.approx(slope.to_numpy(), rel=0.02, abs=1e-12)
    new = body[body["base"] == 0]
    assert new["type_a"].to_numpy() == pytest.approx(new["type_b"].to_numpy(), rel=1e-9)
    same = uncertainty.approach_one_table(
        rows.assign(base=rows["emission"] + 1.0, emission=rows["emission"] + 1.0), by=["category"]
    )
    assert same["trend"].to_numpy() == pytest.approx(same["trend_exact"].to_numpy(), rel=1e-9)


def test_draws_do_not_depend_on_the_axes_that_a_machine_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Axes of equal size may be any rotation of one another, and are another one on another processor."""
    said = {"relative": 0.1, "correlation": 0.8, "draws": 500, "seed": 3}
    series = {year: 10.0 + year % 7 for year in range(2000, 2012)}
    first = uncertainty.sampled_series(series, **said)
    eigh = np.linalg.eigh

    def turned(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        size, axes = eigh(matrix)
        rotation, _ = np.linalg.qr(np.random.default_rng(5).standard_normal((11, 11)))
        return size, np.column_stack([axes[:, :11] @ rotation, axes[:, 11:]])  # eleven of equal size come first

    monkeypatch.setattr(np.linalg, "eigh", turned)
    again = uncertainty.sampled_series(series, **said)
    np.testing.assert_allclose(again, first, rtol=1e-12)
