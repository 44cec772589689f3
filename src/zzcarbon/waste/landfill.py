"""CH4 of landfills from a table of deposits: parameters by edition, recovery, oxidation, rows for the estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.activity.side_table import SideTable, refuse_tables
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.vocabulary.regions import region as region_named
from zzcarbon.waste.decay import first_order_decay
from zzcarbon.waste.landfill_parameters import EDITIONS, PARAMETERS, find_parameter

__all__ = ["LandfillMethane", "landfill_ch4"]

Array = npt.NDArray[np.float64]
_WORDS = ("waste", "site", "climate")
_REQUIRED_OF_GAS = ("year", "amount", "unit")
_REQUIRED = ("year", "waste", "amount", "unit", "site", "climate")


@dataclass(frozen=True, eq=False)
class LandfillMethane(ResultCard):
    """CH4 of landfills, year by year.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row a year and stream: ``year entity waste site climate generated recovered emission stock`` [t; the
        stock as carbon].
    parameters : pandas.DataFrame
        The parameters of each stream with the id of the row of the database; empty where the deposits gave them.
    """

    _units_: ClassVar[Mapping[str, str]] = dict.fromkeys(("generated", "recovered", "emission", "stock"), "t")

    frame: pd.DataFrame
    parameters: pd.DataFrame

    def rows(self, year: int | None = None) -> pd.DataFrame:
        """Return the emission as activity rows of ``zc.waste.estimate``.

        Parameters
        ----------
        year : int, optional
            One year; default all of them.
        """
        frame = self.frame if year is None else self.frame[self.frame["year"] == year]
        summed = frame.groupby(["year", "entity"], sort=True)["emission"].sum().reset_index(name="amount")
        ids = summed["entity"].astype(str) + "/landfill/" + summed["year"].astype(str)
        result: pd.DataFrame = summed.assign(id=ids.str.removeprefix("/"), method="landfill decay", substance="CH4")
        return result.assign(unit="t")


def landfill_ch4(
    deposits: object,
    *,
    edition: int,
    recovered: object = None,
    until: int | None = None,
    region: str = "CN",
    factors: FactorTable | None = None,
    start_month: float = 13.0,
) -> LandfillMethane:
    """Compute the CH4 of landfills by first-order decay.

    Parameters
    ----------
    deposits : path or data frame, shape (n, ...)
        A row for each year and waste: ``year``, ``waste`` (Chinese or English), ``amount``, ``unit`` (wet mass),
        ``site`` (managed anaerobic, unmanaged deep ...), ``climate`` (``boreal or temperate, dry`` or ``wet``);
        optional ``entity`` (the landfill) and, for own values, ``organic_carbon``, ``decomposed_fraction``,
        ``decay_rate`` [1/a], ``correction_factor``, ``methane_fraction``, ``oxidation`` [1].
    edition : int
        2006 or 2019: the guidelines whose parameters are asked; they are not mixed but where the Refinement
        left a value as it was.
    recovered : path or data frame, optional
        CH4 collected and burnt: ``year``, ``amount``, ``unit``, optional ``entity``.
    until : int, optional
        Last year; default the last year of the deposits.
    region : str
        Region of the landfills.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.
    start_month : float
        Month in which decay starts, 13 for January of the next year [month].

    Returns
    -------
    LandfillMethane

    Raises
    ------
    DataError
        Columns or years are missing, numbers are wrong, a parameter is not found, or more is recovered than
        generated: all problems at once.

    Notes
    -----
    Deposits of at least five half-lives before the first year of interest should be given. Source:
    ipcc-2006-v5, Ch 3; ipcc-2019r-v5, Ch 3.

    Examples
    --------
    >>> food = pd.DataFrame({"year": range(1950, 1960), "waste": "food waste", "amount": 2300.322, "unit": "Gg",
    ...     "site": "uncategorised", "climate": "boreal or temperate, wet", "correction_factor": 0.705})
    >>> series = landfill_ch4(food, edition=2019).frame["generated"] / 1e3
    >>> series.round(5).tolist()[:3]
    [0.0, 19.17319, 35.10811]
    """
    if edition not in EDITIONS:
        message = f"editions are {', '.join(map(str, EDITIONS))}, not {edition!r}"
        raise DataError(message, [Problem("", "", "edition", shown(edition), "unknown edition", "Take 2006 or 2019.")])
    table = packaged_factors() if factors is None else factors
    deposited, clean = _read(deposits, "deposits", _REQUIRED)
    collected_from, gas = (None, None) if recovered is None else _read(recovered, "recovered", _REQUIRED_OF_GAS)
    clean = _deposits(deposited, clean)
    tables = [deposited] if collected_from is None else [deposited, collected_from]
    refuse_tables("the landfill cannot be computed", tables, _too_early(clean, until))
    streams, parameters = _streams(clean, region_named(region).key, table, EDITIONS[edition])
    years = np.arange(int(clean["year"].min()), (until or int(clean["year"].max())) + 1)
    _stop([*_missing_years(clean), *_late(gas, years)])
    waste = np.zeros((len(years), len(streams)))
    np.add.at(waste, (clean["year"].to_numpy(int) - years[0], clean["stream"].to_numpy(int)), clean["mass"])
    named = {p.column: streams[p.column].to_numpy(np.float64) for p in PARAMETERS}
    oxidation = named.pop("oxidation")
    decay = first_order_decay(waste, start_month=start_month, **named)
    collected = _allocated(gas, years, streams["entity"].to_numpy(object), decay.methane)
    frame = pd.DataFrame(
        {
            "year": np.repeat(years, len(streams)),
            **{name: np.tile(streams[name].to_numpy(object), len(years)) for name in ("entity", *_WORDS)},
            "generated": decay.methane.ravel(),
            "recovered": collected.ravel(),
            "emission": ((decay.methane - collected) * (1.0 - oxidation)).ravel(),
            "stock": decay.stock.ravel(),
        }
    )
    return LandfillMethane(frame, parameters)


def _read(given: object, name: str, required: Sequence[str]) -> tuple[SideTable, pd.DataFrame]:
    """Return a table, and its year, mass [t] and entity."""
    table = SideTable(given, name, required)
    table.words("entity")
    clean = pd.DataFrame({"year": table.year(), "mass": table.amounts("t"), "entity": table.text("entity")})
    return table, clean


def _deposits(table: SideTable, clean: pd.DataFrame) -> pd.DataFrame:
    """Return the deposits with the keys of their words and own values of parameters; NaN where a row gives none."""
    words = table.words(*_WORDS, needed=_WORDS)
    own = {}
    for parameter in PARAMETERS:
        if parameter.column not in table.frame:
            continue
        rate = parameter.column == "decay_rate"
        values = table.in_unit(parameter.column, "1/a" if rate else "1", needed=False)
        wrong = ~(values > 0) if rate else (values < 0) | (values > 1)
        what = "not a rate above zero" if rate else "not a share from 0 to 1"
        remedy = f"Give {parameter.meaning}, or leave it blank."
        table.report(wrong & np.isfinite(values), parameter.column, what, remedy)
        own[parameter.column] = values
    return clean.assign(**words, **own)


def _too_early(clean: pd.DataFrame, until: int | None) -> list[Problem]:
    if until is None or not len(clean) or until >= clean["year"].min():
        return []
    return [Problem("deposits", "", "until", str(until), "before the first deposit", "Give a later year.")]


def _streams(
    clean: pd.DataFrame, region: str, table: FactorTable, sets: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give each stream of waste a number and its parameters."""
    own = [p.column for p in PARAMETERS if p.column in clean]
    grouped = clean.groupby(["entity", *_WORDS, *own], sort=True, dropna=False)
    clean["stream"] = grouped.ngroup()
    streams = grouped.size().index.to_frame(index=False)
    problems: list[Problem] = []
    found = []
    for at, stream in streams.iterrows():
        words = {name: str(stream[name]) for name in _WORDS}
        for parameter in PARAMETERS:
            if parameter.column in own and not pd.isna(stream[parameter.column]):
                value, source = float(stream[parameter.column]), ""
            else:
                answer = find_parameter(parameter, words, region, table, sets)
                if isinstance(answer, Problem):
                    problems.append(answer)
                    continue
                value, source = answer
            found.append({"stream": at, **words, "parameter": parameter.name, "value": value, "row": source})
            streams.loc[at, parameter.column] = value
    _stop(list(dict.fromkeys(problems)))
    return streams, pd.DataFrame(found)


def _missing_years(clean: pd.DataFrame) -> list[Problem]:
    """Find years without deposits between the first and the last of a landfill: zero is a number too."""
    problems = []
    for entity, rows in clean.groupby("entity", sort=True):
        years = set(rows["year"])
        for year in sorted(set(range(min(years), max(years) + 1)) - years):
            what = f"no deposit of the year {year}"
            problems.append(Problem("deposits", "", "year", str(entity), what, "Give a row; an amount of 0 is one."))
    return problems


def _late(gas: pd.DataFrame | None, years: npt.NDArray[np.int_]) -> list[Problem]:
    if gas is None:
        return []
    outside = gas.loc[~gas["year"].isin(years), "year"]
    return [Problem("recovered", "", "year", str(y), "outside the years computed", "Set until.") for y in outside]


def _allocated(
    gas: pd.DataFrame | None, years: npt.NDArray[np.int_], entities: npt.NDArray[np.object_], methane: Array
) -> Array:
    """Share the recovered gas of a landfill among its streams by what they generate."""
    result = np.zeros_like(methane)
    if gas is None:
        return result
    problems = []
    summed = gas.groupby(["year", "entity"], sort=True)["mass"].sum().reset_index()
    for year, entity, mass in zip(summed["year"], summed["entity"], summed["mass"], strict=True):
        of_it, at = entities == entity, int(year) - int(years[0])
        generated = float(methane[at, of_it].sum())
        if mass > generated * (1 + 1e-9):
            what = f"{mass:g} t recovered in {year}, {generated:g} t generated"
            problems.append(Problem("recovered", "", "amount", str(entity), what, "Check deposits and recovery."))
        elif generated > 0:
            result[at, of_it] = methane[at, of_it] * (mass / generated)
    _stop(problems)
    return result


def _stop(problems: Sequence[Problem]) -> None:
    refuse_tables("the landfill cannot be computed", (), problems)
