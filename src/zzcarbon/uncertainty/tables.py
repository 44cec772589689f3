"""Tables of uncertainty from cube and coefficients: intervals by group, contributions, changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import randbits

import numpy as np
import pandas as pd

from zzcarbon.document import message
from zzcarbon.errors import DataError, shown, warn
from zzcarbon.tables.stated import is_number
from zzcarbon.uncertainty.propagation import exact_half_widths, first_order, relative_change, relative_half_width
from zzcarbon.uncertainty.sampling import draw_sums, monte_carlo
from zzcarbon.uncertainty.shares_of_variance import variance_shares
from zzcarbon.uncertainty.streams import check_draws
from zzcarbon.uncertainty.sums import Sums, subtract

__all__ = ["Assumptions", "UncertaintyWarning", "change_table", "contribution_table", "interval_table"]

_LARGE = 0.6


class UncertaintyWarning(UserWarning):
    """Intervals leave out figures without bounds, or are wider than first order holds for."""


@dataclass(frozen=True)
class Assumptions:
    """What the caller says about figures and draws.

    Attributes
    ----------
    default : float or None
        Relative half-width of figures without bounds; None: they count as exact and their share is told. [1]
    draws : int
        0 for first order, else the number of draws.
    seed : int or None
        Master seed; None takes one and writes it into the result.
    distribution : str, mapping or None
        Distribution of all figures, or by name.
    zero_bound : str or None
        Distribution of figures whose lower bound is zero.
    preserve : str
        What a lognormal keeps: mean, median or bounds.
    """

    default: float | None = None
    draws: int = 0
    seed: int | None = None
    distribution: str | Mapping[str, str] | None = None
    zero_bound: str | None = None
    preserve: str = "mean"

    def applied(self, sums: Sums) -> Sums:
        """Return the sums with the caller's default, and with distributions where draws are wanted."""
        leaves = sums.leaves.with_default(self.default)
        if self.draws:
            check_draws(self.draws)
            leaves = leaves.with_distributions(self.distribution, zero_bound=self.zero_bound)
        return replace(sums, leaves=leaves)

    def seeded(self) -> int:
        """Return the master seed."""
        return randbits(32) if self.seed is None else self.seed


def interval_table(sums: Sums, names: pd.DataFrame, given: Assumptions) -> pd.DataFrame:
    """Return the 95 % interval of each sum.

    Parameters
    ----------
    sums : Sums
        Emissions [t].
    names : pandas.DataFrame, shape (g, labels)
        What each sum is.
    given : Assumptions
        The caller's assumptions.

    Returns
    -------
    pandas.DataFrame
        The names, ``emission lower upper`` [t], ``relative`` (larger half-width) [1], ``method``, ``exact`` (relative
        half-width by exact moments) [1], ``unbounded`` (share that rests on figures without bounds) [1]; with draws
        ``lower`` and ``upper`` are quantiles, and ``mean median first_order_lower first_order_upper`` [t] stand
        beside. ``attrs["trail"]`` says what was assumed.

    Warns
    -----
    UncertaintyWarning
        Figures have no bounds, or first order is used beyond 60 %.
    """
    sums = given.applied(sums)
    spread = first_order(sums)
    low, high = spread.emission - spread.below, spread.emission + spread.above
    made = names.assign(emission=spread.emission, lower=low, upper=high, relative=spread.relative, method="first order")
    made["exact"] = relative_half_width(sums, spread.emission, exact_half_widths(sums))
    made["unbounded"] = spread.unbounded
    trail = ["half-widths of 95 % intervals; figures that rows share are one error"]
    if given.draws:
        seed = given.seeded()
        drawn = monte_carlo(sums, draws=given.draws, seed=seed, preserve=given.preserve)
        width = np.maximum(drawn.upper - spread.emission, spread.emission - drawn.lower)
        made = made.assign(
            lower=drawn.lower, upper=drawn.upper, method=f"Monte Carlo, {given.draws} draws, seed {seed}",
            relative=relative_half_width(sums, spread.emission, width),
            mean=drawn.mean, median=drawn.median, first_order_lower=low, first_order_upper=high,
        )  # fmt: skip
        trail += sums.leaves.trail(given.preserve)
    trail += _without_bounds(sums, given)
    made.attrs["trail"] = tuple(trail)
    _warn(made, trail, given)
    return made


def contribution_table(sums: Sums, given: Assumptions, facts: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the figures that the variance of one sum comes from, largest first.

    Parameters
    ----------
    sums : Sums
        One sum [t].
    given : Assumptions
        The caller's assumptions.
    facts : pandas.DataFrame
        By figure: ``unit source locator`` and what else is known of it.
    count : int
        How many figures; what is left stands in one line ``others``.

    Returns
    -------
    pandas.DataFrame
        ``figure kind value lower upper`` [unit of the figure], ``change`` (half-width of the emission by it alone)
        [t], ``share cumulative`` [1], and the facts.

    Raises
    ------
    DataError
        No figure has an error, or ``count`` is not above zero.
    """
    if not (is_number(count) and count >= 1 and float(count).is_integer()):
        raise DataError(f"n is the number of figures to list, 1 or more, not {shown(count)}")
    sums = given.applied(sums)
    shares = variance_shares(sums)
    if shares.empty:
        raise DataError(
            "no figure has bounds and no row an activity_uncertainty: nothing contributes. "
            "Give default=, or activity=, or bounds."
        )
    leaves = pd.DataFrame(
        {"value": sums.leaves.values, "lower": sums.leaves.lower, "upper": sums.leaves.upper},
        index=pd.Index(sums.leaves.names, name="figure"),
    )
    table = shares.drop(columns="sum").merge(leaves.reset_index(), on="figure", how="left")
    table = table.merge(facts, on="figure", how="left")
    rest = table.iloc[count:]
    table = table.iloc[:count]
    if len(rest):
        line = {"figure": f"{len(rest)} others", "kind": "", "change": float(np.sqrt((rest["change"] ** 2).sum())),
                "share": float(rest["share"].sum()), "cumulative": 1.0}  # fmt: skip
        table = pd.concat([table, pd.DataFrame([line])], ignore_index=True)
    order = ["figure", "kind", "value", "lower", "upper", "change", "share", "cumulative"]
    return table[[*order, *(name for name in table if name not in order)]]


def change_table(now: Sums, then: Sums, names: pd.DataFrame, given: Assumptions) -> pd.DataFrame:
    """Return the change between two inventories with its interval; what both share cancels.

    Parameters
    ----------
    now, then : Sums
        Emissions of both, in the same order [t].
    names : pandas.DataFrame
        What each sum is.
    given : Assumptions
        The caller's assumptions.

    Returns
    -------
    pandas.DataFrame
        The names, ``base emission change lower upper`` [t], ``change_relative lower_relative upper_relative`` [1],
        ``method``.
    """
    now, then = given.applied(now), given.applied(then)
    spread = first_order(subtract(now, then))
    change = now.emissions - then.emissions
    ratio = relative_change(now, then)
    made = names.assign(
        base=then.emissions, emission=now.emissions, change=change, lower=change - spread.below,
        upper=change + spread.above, change_relative=ratio.change, lower_relative=ratio.change - ratio.below,
        upper_relative=ratio.change + ratio.above, method="first order",
    )  # fmt: skip
    if not given.draws:
        return made
    seed = given.seeded()
    made["method"] = f"Monte Carlo, {given.draws} draws, seed {seed}"
    for groups, later, earlier in _pairs(now, then, given, seed):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio_draws = later / earlier - 1
        for drawn, names_of in (
            (later - earlier, ("lower", "upper")),
            (ratio_draws, ("lower_relative", "upper_relative")),
        ):
            made.loc[groups, list(names_of)] = np.quantile(drawn, [0.025, 0.975], axis=1).T
    return made


def _pairs(now: Sums, then: Sums, given: Assumptions, seed: int) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return draws of both from the same streams; errors of rows without source are apart unless nothing differs."""
    same = (now.alone == then.alone) & (now.emissions == then.emissions)
    listed = then.names or tuple(map(str, range(then.count)))
    apart = tuple(name if equal else f"{name} (base)" for name, equal in zip(listed, same, strict=True))
    first = draw_sums(now, draws=given.draws, seed=seed, preserve=given.preserve)
    second = draw_sums(replace(then, names=apart), draws=given.draws, seed=seed, preserve=given.preserve)
    return [(groups, later, earlier) for (groups, later), (_, earlier) in zip(first, second, strict=True)]


def _without_bounds(sums: Sums, given: Assumptions) -> list[str]:
    """Say which figures have no bounds."""
    used = np.unique(sums.leaf)
    lacking = used[~sums.leaves.bounded[used]]
    gwp = int((sums.leaves.kinds[lacking] == "gwp").sum())
    told = []
    if len(lacking) - gwp:
        names = [str(name) for name in sums.leaves.names[lacking] if not str(name).startswith("gwp:")]
        listed = ", ".join(names[:3])
        told.append(f"{len(names)} figures have no bounds that hold their value and count as exact, such as {listed}")
    if gwp:
        told.append(f"{gwp} GWPs have no bounds and count as exact")
    if given.default is not None:
        told.append(f"figures without bounds have the caller's half-width of {given.default:g}")
    return told


def _warn(made: pd.DataFrame, trail: list[str], given: Assumptions) -> None:
    """Warn of figures without bounds, and of first order beyond its range."""
    lacking = [line for line in trail if "figures have no bounds" in line]
    if lacking:
        share = float((made["unbounded"] * made["emission"].abs()).sum() / max(made["emission"].abs().sum(), 1e-300))
        text = f"{lacking[0]}: {share:.0%} of the emission rests on them (unbounded); give default= or widths="
        warn(message(text), UncertaintyWarning)
    wide = int((made["relative"] > _LARGE).sum())
    if wide and not given.draws:
        text = f"intervals wider than 60 %, too wide for first order: {wide}; see column exact, or give draws="
        warn(message(text), UncertaintyWarning)
