"""Leaves: the figures that coefficients are made of, with their bounds and what is assumed about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem, UnknownNameError, shown
from zzcarbon.tables.stated import is_number

__all__ = ["DISTRIBUTIONS", "NORMAL_95", "PRESERVED", "Leaves", "read_leaves"]

Array = NDArray[np.float64]

NORMAL_95 = 1.959963984540054
"""Deviations of a normal distribution from its middle to the end of its 95 % interval."""

DISTRIBUTIONS: Mapping[str, str] = {
    "normal": "bounds are 2.5 and 97.5 %; the value is the mean",
    "lognormal": "bounds are 2.5 and 97.5 %, their ratio gives the spread; the value is what is preserved",
    "triangular": "bounds are 0 and 100 %; the value is the mode",
    "uniform": "bounds are 0 and 100 %; the mean is their middle",
    "truncated": "normal by bounds of 2.5 and 97.5 %, cut at zero; the value is the mode",
}
"""What the bounds of a leaf mean and what becomes of its value."""

PRESERVED = ("mean", "median", "bounds")
"""What a lognormal keeps: the value as mean, as median, or the bounds (median is their geometric mean)."""

_SAME_SIDES = 1e-6


@dataclass(frozen=True)
class Leaves:
    """Figures with bounds, k in number.

    Attributes
    ----------
    names : ndarray of str, shape (k,)
        Name of each figure; the key of its random stream.
    values, lower, upper : ndarray, shape (k,)
        Value and bounds of the 95 % interval, NaN bounds where none are stated. [unit of the figure]
    distributions : ndarray of str, shape (k,)
        Stated distribution; empty where none is.
    kinds : ndarray of str, shape (k,)
        What the figure is (factor, parameter, gwp ...).
    """

    names: NDArray[np.object_]
    values: Array
    lower: Array
    upper: Array
    distributions: NDArray[np.object_]
    kinds: NDArray[np.object_]

    @property
    def bounded(self) -> NDArray[np.bool_]:
        """Whether both bounds are stated; a figure of zero has no relative spread and counts as without bounds."""
        made: NDArray[np.bool_] = ~(np.isnan(self.lower) | np.isnan(self.upper)) & (self.values != 0)
        return made

    def half_widths(self) -> tuple[Array, Array]:
        """Return the relative half-widths below and above [1]; NaN without bounds."""
        size = np.abs(self.values)
        with np.errstate(divide="ignore", invalid="ignore"):
            return (self.values - self.lower) / size, (self.upper - self.values) / size

    def variations(self) -> Array:
        r"""Return the coefficients of variation that the distributions give [1]; 0 without bounds.

        Notes
        -----
        Normal and truncated: mean half-width over 1.96. Lognormal: :math:`\sqrt{e^{\sigma^2} - 1}` with
        :math:`\sigma = \ln(u/l) / (2 \cdot 1.96)`. Uniform: width over the root of 12. Triangular: root of
        :math:`(l^2 + v^2 + u^2 - lv - lu - vu)/18`. Where none is stated: that which draws would take.
        """
        low, value, high = self.lower, self.values, self.upper
        below, above = self.half_widths()
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = (
                np.log(np.maximum(low / value, high / value) / np.minimum(low / value, high / value)) / 2 / NORMAL_95
            )
            by_kind = {
                "lognormal": np.sqrt(np.expm1(spread**2)),
                "uniform": (high - low) / np.sqrt(12) / np.abs(value),
                "triangular": np.sqrt((low**2 + value**2 + high**2 - low * value - low * high - value * high) / 18)
                / np.abs(value),
            }
        skewed = (low * value > 0) & (np.abs(above - below) > _SAME_SIDES * np.maximum(above, below))
        kinds = np.where(self.distributions == "", np.where(skewed, "lognormal", "normal"), self.distributions)
        made: Array = (below + above) / 2 / NORMAL_95
        for kind, variation in by_kind.items():
            made = np.where(kinds == kind, variation, made)
        return np.where(self.bounded, made, 0.0)

    def with_default(self, default: float | None) -> Leaves:
        """Return the leaves with a relative half-width [1] for those without bounds; a GWP takes none."""
        if default is None:
            return self
        if not (is_number(default) and default >= 0):
            raise DataError(f"a default half-width is a number of zero or more, not {shown(default)}")
        missing, width = ~self.bounded & (self.kinds != "gwp"), default * np.abs(self.values)
        return Leaves(
            self.names,
            self.values,
            np.where(missing, self.values - width, self.lower),
            np.where(missing, self.values + width, self.upper),
            self.distributions,
            self.kinds,
        )

    def with_distributions(self, wanted: str | Mapping[str, str] | None, *, zero_bound: str | None = None) -> Leaves:
        """Return the leaves with a distribution each, stated or chosen.

        Parameters
        ----------
        wanted : str or mapping of str to str, optional
            Distribution of all leaves, or by name; it goes before what a leaf states.
        zero_bound : str, optional
            Distribution of leaves whose lower bound is zero or less, which no lognormal has; there is no default.

        Raises
        ------
        UnknownNameError
            A distribution or a leaf is unknown.
        DataError
            Leaves with a lower bound of zero have no distribution; every one.

        Notes
        -----
        Where nothing is stated: normal if both sides are equal, else lognormal.
        """
        named = dict.fromkeys(self.names.tolist(), wanted) if isinstance(wanted, str) else dict(wanted or {})
        for name, kind in {"zero_bound": zero_bound or "uniform", **named}.items():
            if kind not in DISTRIBUTIONS:
                raise UnknownNameError(
                    "distribution", kind, DISTRIBUTIONS, f"Distributions: {', '.join(DISTRIBUTIONS)}."
                )
            if name not in self.names and name != "zero_bound":
                raise UnknownNameError("figure", name, map(str, self.names))
        below, above = self.half_widths()
        equal = np.abs(above - below) <= _SAME_SIDES * np.maximum(np.abs(above), np.abs(below))
        chosen = np.where(equal, "normal", "lognormal").astype(object)
        zero = self.bounded & (np.minimum(self.lower * np.sign(self.values), self.values * np.sign(self.values)) <= 0)
        zero &= (below > 0) | (above > 0)
        chosen[zero] = zero_bound or ""
        chosen = np.where(self.distributions != "", self.distributions, chosen)
        chosen = np.array(
            [named.get(name, kind) for name, kind in zip(self.names.tolist(), chosen, strict=True)], object
        )
        self._refuse(zero & (chosen == ""), "its lower bound is zero or less: no lognormal has it")
        self._refuse(zero & (chosen == "lognormal"), "its lower bound is zero or less: no lognormal has it")
        return Leaves(self.names, self.values, self.lower, self.upper, chosen, self.kinds)

    def _refuse(self, mask: NDArray[np.bool_], problem: str) -> None:
        remedy = "Choose zero_bound='triangular', 'uniform' or 'truncated', or a distribution by name."
        problems = [
            Problem("", str(self.names[at]), "lower", shown(float(self.lower[at])), problem, remedy)
            for at in np.flatnonzero(mask).tolist()
        ]
        if problems:
            raise DataError("figures have no distribution to draw from", problems)

    def trail(self, preserve: str = "mean") -> tuple[str, ...]:
        """Return in words what the distributions in use assume; one line each."""
        used = sorted({kind for kind in self.distributions[self.bounded].tolist() if kind})
        return tuple(
            f"{kind}: {DISTRIBUTIONS[kind]}{f' ({preserve} preserved)' if kind == 'lognormal' else ''}" for kind in used
        )


def read_leaves(frame: Any) -> Leaves:
    """Return a table of figures as leaves.

    Parameters
    ----------
    frame : data frame
        Columns ``leaf value lower upper`` and, where wanted, ``distribution`` and ``kind``; one row per leaf.

    Raises
    ------
    DataError
        A leaf stands twice, a value is no number, bounds stand in the wrong order or leave the value outside; every
        problem.
    UnknownNameError
        A distribution is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> leaves = read_leaves(pd.DataFrame({"leaf": ["EF"], "value": [2.0], "lower": [1.4], "upper": [2.6]}))
    >>> [side.round(3).tolist() for side in leaves.half_widths()]
    [[0.3], [0.3]]
    """
    table = pd.DataFrame(frame).reset_index(drop=True)
    missing = [name for name in ("leaf", "value", "lower", "upper") if name not in table]
    if missing:
        raise DataError(f"a table of leaves lacks {', '.join(missing)}")
    names = table["leaf"].astype(str).to_numpy(object)
    blank = pd.Series("", index=table.index)
    words = [table.get(name, blank).fillna("").astype(str).to_numpy(object) for name in ("distribution", "kind")]
    for kind in sorted(set(words[0]) - {""}):
        if kind not in DISTRIBUTIONS:
            raise UnknownNameError("distribution", kind, DISTRIBUTIONS, f"Distributions: {', '.join(DISTRIBUTIONS)}.")
    value, lower, upper = (
        pd.to_numeric(table[name], errors="coerce").to_numpy(float) for name in ("value", "lower", "upper")
    )
    with np.errstate(invalid="ignore"):
        checks = (
            (table["leaf"].duplicated().to_numpy(), "leaf", "the figure stands twice", "Keep one row a figure."),
            (~np.isfinite(value), "value", "not a finite number", "Give the value."),
            (lower > upper, "lower", "the lower bound lies above the upper", "Change them round."),
            ((value < lower) & (lower <= upper), "lower", "the value lies below its lower bound", "Correct one."),
            ((value > upper) & (lower <= upper), "upper", "the value lies above its upper bound", "Correct one."),
        )
    problems = [
        Problem("leaves", str(names[at]), column, shown(table[column].iloc[at]), problem, remedy)
        for mask, column, problem, remedy in checks
        for at in np.flatnonzero(mask).tolist()
    ]
    if problems:
        raise DataError("the leaves cannot be used", problems)
    return Leaves(names, value, lower, upper, words[0], words[1])
