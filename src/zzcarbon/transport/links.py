"""Hourly emissions of road links: flow, speed and mix of the fleet, a block of links at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.side_table import SideTable
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem
from zzcarbon.tables import open_table
from zzcarbon.transport.road_classes import checked_rows, hot_functions

__all__ = ["LinkEmissions", "link_emissions", "link_hours"]

Array = npt.NDArray[np.float64]

_CELLS = 32_768
"""Cells (links x hours) that are worked on at once: they stay in the cache of the processor."""

_SHOWN = 1000
"""Problems that are listed one by one."""


@dataclass(frozen=True, slots=True)
class LinkEmissions(ResultCard):
    """Emissions of links, summed over the hours and over the links.

    Attributes
    ----------
    substances : tuple of str
    by_link : ndarray of float64, shape (n, s)
        Emission of each link over all hours [g].
    by_hour : ndarray of float64, shape (h, s)
        Emission of each hour over all links [g].
    distance : float
        Distance of all vehicles [km].
    """

    _units_: ClassVar[Mapping[str, str]] = {"distance": "km", "emission": "g"}

    substances: tuple[str, ...]
    by_link: Array
    by_hour: Array
    distance: float

    def rows(self, labels: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return activity rows for ``zc.transport.estimate``: the sum, or one row a label and substance.

        Parameters
        ----------
        labels : pandas.DataFrame, shape (n, ...), optional
            Words of each link, for example ``district`` and ``road``.

        Examples
        --------
        >>> found = LinkEmissions(("NOx",), np.array([[1.0], [2.0]]), np.array([[3.0]]), 1.0)
        >>> found.rows(pd.DataFrame({"district": ["a", "a"]}))["amount"].tolist()
        [3.0]
        """
        frame = pd.DataFrame(self.by_link, columns=list(self.substances))
        if labels is None:
            sums = frame.sum().to_frame("amount").rename_axis("substance").reset_index()
        else:
            wide = pd.concat([labels.reset_index(drop=True), frame], axis=1)
            grouped = wide.groupby(list(labels.columns), sort=True, observed=True)[list(self.substances)].sum()
            sums = grouped.reset_index().melt(list(labels.columns), var_name="substance", value_name="amount")
        return sums.assign(unit="g", method="road links")


def link_emissions(
    length: npt.ArrayLike,
    flow: npt.ArrayLike,
    speed: npt.ArrayLike,
    mix: object,
    *,
    substances: Sequence[str] = ("CO", "NOx", "HC", "PM2.5"),
    kind: npt.ArrayLike | None = None,
) -> LinkEmissions:
    r"""Hot exhaust of road links, hour by hour, summed by link and by hour.

    Parameters
    ----------
    length : array, shape (n,)
        Length of each link [km].
    flow : array, shape (n, h)
        Vehicles per hour on each link and hour [1/h].
    speed : array, shape (n, h)
        Mean speed [km/h].
    mix : path or data frame
        Classes of vehicles: ``vehicle powertrain size standard``, ``technology mode slope load`` where the functions
        have them, ``share`` of the flow [1]; ``kind`` where mixes differ by kind of road.
    substances : sequence of str
        CO, NOx, HC, PM2.5, CH4, N2O, NH3, as far as every class has a function.
    kind : array of str, shape (n,), optional
        Kind of road of each link, as in the mix.

    Returns
    -------
    LinkEmissions

    Raises
    ------
    DataError
        Shapes do not fit, flows or lengths are negative or no numbers, a link with vehicles has no speed, shares do not
        sum to one, or a class has no function.

    Notes
    -----
    .. math:: E = L\,Q\,\sum_c s_c\,EF_c(v)

    The hours are one hour each. Blocks of links are worked on one after another: memory grows with the result, not with
    links x hours x classes. Source: emep-eea-2019-road, 1.A.3.b.i-iv, Eq. 8.

    Examples
    --------
    >>> mix = pd.DataFrame({"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"],
    ...     "standard": ["Euro 1"], "share": [1.0]})
    >>> found = link_emissions([1.5], [[1000.0, 200.0]], [[30.0, 60.0]], mix, substances=("NOx",))
    >>> found.by_hour.shape, found.distance
    ((2, 1), 1800.0)
    """
    network = _network(length, flow, speed, kind)
    by_link = np.zeros((len(network.length), len(substances)))
    by_hour = np.zeros((network.flow.shape[1], len(substances)))
    for links, grams in _blocks(network, _functions(mix, substances), len(substances)):
        by_link[links] = grams.sum(axis=2).T
        by_hour += grams.sum(axis=1).T
    distance = float(network.length @ network.flow.sum(axis=1))
    return LinkEmissions(tuple(substances), by_link, by_hour, distance)


def link_hours(
    length: npt.ArrayLike,
    flow: npt.ArrayLike,
    speed: npt.ArrayLike,
    mix: object,
    *,
    substances: Sequence[str] = ("CO", "NOx", "HC", "PM2.5"),
    kind: npt.ArrayLike | None = None,
) -> Iterator[tuple[npt.NDArray[np.intp], Array]]:
    """Yield the emissions of every link and hour, a block of links at a time, for files larger than memory.

    Parameters and errors are those of `link_emissions`.

    Yields
    ------
    links : ndarray of int, shape (m,)
        Positions of the links of the block.
    grams : ndarray of float64, shape (s, m, h)
        Emission [g].

    Examples
    --------
    >>> mix = pd.DataFrame({"vehicle": ["passenger car"], "powertrain": ["petrol"], "size": ["small"],
    ...     "standard": ["Euro 1"], "share": [1.0]})
    >>> [(links.tolist(), grams.shape) for links, grams in
    ...     link_hours([1.5], [[1000.0, 200.0]], [[30.0, 60.0]], mix, substances=("NOx",))]
    [([0], (1, 1, 2))]
    """
    network = _network(length, flow, speed, kind)
    yield from _blocks(network, _functions(mix, substances), len(substances))


@dataclass(frozen=True, slots=True)
class _Network:
    length: Array
    flow: Array
    speed: Array
    kind: npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class _Function:
    """A function of the mix: its substance, its share times one minus the reduction, and its numbers."""

    substance: int
    weight: float
    low: float
    high: float
    over: tuple[float, float, float, float]
    under: tuple[float, float, float]


def _network(length: npt.ArrayLike, flow: npt.ArrayLike, speed: npt.ArrayLike, kind: npt.ArrayLike | None) -> _Network:
    lengths, flows, speeds = (np.asarray(given, dtype=np.float64) for given in (length, flow, speed))
    kinds = np.full(len(lengths), "") if kind is None else np.asarray(kind).astype(str)
    if (
        lengths.ndim != 1
        or flows.ndim != 2
        or flows.shape != speeds.shape
        or len({*map(len, (lengths, flows, kinds))}) > 1
    ):
        shapes = f"length {lengths.shape}, flow {flows.shape}, speed {speeds.shape}, kind {kinds.shape}"
        problem = Problem("", "", "flow", shapes, "the shapes do not fit", "Give (n,), (n, h), (n, h) and (n,).")
        message = "the arrays of the links do not fit"
        raise DataError(message, [problem])
    faults = (
        ("length", ~(np.isfinite(lengths) & (lengths >= 0)), "not a length", "Give kilometres, zero or more."),
        ("flow", ~(np.isfinite(flows) & (flows >= 0)), "not a flow", "Give vehicles per hour, zero or more."),
        ("speed", ~(np.isfinite(speeds) & (speeds > 0)) & (flows > 0), "not a speed", "Give km/h above zero."),
    )
    problems = [
        problem for name, bad, text, remedy in faults if bad.any() for problem in _listed(name, bad, text, remedy)
    ]
    if problems:
        count = sum(int(bad.sum()) for _, bad, _, _ in faults)
        message = f"{count} cells of the links are not usable"
        raise DataError(message, problems)
    return _Network(lengths, flows, np.where(flows > 0, speeds, 1.0), kinds)


def _listed(name: str, bad: npt.NDArray[np.bool_], text: str, remedy: str) -> list[Problem]:
    places = np.argwhere(bad)[:_SHOWN] + 1
    return [Problem("", ", ".join(map(str, place)), name, "", text, remedy) for place in places.tolist()]


def _functions(mix: object, substances: Sequence[str]) -> dict[str, list[_Function]]:
    """Return by kind of road the functions of its classes and substances."""
    given = open_table(mix, "the mix of vehicles")
    rows = checked_rows(given.assign(unit="km"), ("vehicle", "powertrain", "standard"), ())
    if "size" not in rows:
        rows["size"] = ""
    shares, kinds = _shares(given)
    asked = pd.DataFrame(
        {"at": np.repeat(np.arange(len(rows)), len(substances)), "substance": [*substances] * len(rows)}
    )
    found = hot_functions(rows, asked)
    weights = shares[found["at"]] * (1.0 - found["reduction"].to_numpy())
    made: dict[str, list[_Function]] = {str(name): [] for name in pd.unique(kinds)}
    for line, weight in zip(found.to_dict("records"), weights, strict=True):
        function = _Function(
            substances.index(line["substance"]),
            float(weight),
            line["speed_min"],
            line["speed_max"],
            (line["alpha"], line["beta"], line["gamma"], line["delta"]),
            (line["epsilon"], line["zeta"], line["eta"]),
        )
        made[str(kinds[line["at"]])].append(function)
    return made


def _shares(mix: object) -> tuple[Array, npt.NDArray[np.object_]]:
    """Return the share of each class of the mix [1] and its kind of road; those of a kind sum to one."""
    table = SideTable(mix, "mix of vehicles", ("share",))
    shares, kinds = table.share("share"), table.text("kind")
    table.check()
    for kind in pd.unique(kinds):
        here = kinds == kind
        if not np.isclose(sum_ := shares[here].sum(), 1.0, rtol=0, atol=1e-9):
            problem = f"the shares of kind {kind!r} do not sum to 1, but to {sum_:g}"
            table.report_table("share", problem, "Correct them; a share in % says so in share_unit.")
    table.check()
    return shares, kinds


def _blocks(
    network: _Network, functions: dict[str, list[_Function]], count: int
) -> Iterator[tuple[npt.NDArray[np.intp], Array]]:
    unknown = sorted(set(network.kind) - set(functions))
    if unknown:
        problems = [
            Problem("", "", "kind", name, "the mix has no such kind of road", "Add its shares.") for name in unknown
        ]
        message = f"{len(unknown)} kinds of road have no mix"
        raise DataError(message, problems)
    hours = network.flow.shape[1]
    step = max(1, _CELLS // max(1, hours))
    for kind, those in functions.items():
        links = np.flatnonzero(network.kind == kind)
        for start in range(0, len(links), step):
            block = links[start : start + step]
            driven = network.flow[block] * network.length[block, None]
            grams = _grams(network.speed[block].ravel(), those, count)
            grams *= driven.ravel()
            yield block, grams.reshape(count, len(block), hours)


def _grams(speed: Array, functions: Sequence[_Function], count: int) -> Array:
    """Return the factor of the mix by substance [g/km], shape (s, m)."""
    total = np.zeros((count, len(speed)))
    over, under = np.empty_like(speed), np.empty_like(speed)
    cut: dict[tuple[float, float], Array] = {}
    for function in functions:
        e, z, h = function.under
        a, b, g, d = function.over
        if not (a or b or d or e or z):
            total[function.substance] += function.weight * g / h
            continue
        ends = (function.low, function.high)
        v = cut.get(ends)
        if v is None:
            v = cut[ends] = np.clip(speed, *ends)
        np.multiply(v, a, out=over)
        over += b
        over *= v
        over += g
        if d:
            np.divide(d, v, out=under)
            over += under
        np.multiply(v, e, out=under)
        under += z
        under *= v
        under += h
        over /= under
        over *= function.weight
        total[function.substance] += over
    return total
