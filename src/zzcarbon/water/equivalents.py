"""Pollution equivalents of the environmental protection tax."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.standards.counted_pollutants import not_counted, taxed_at_once
from zzcarbon.vocabulary.substances import substance
from zzcarbon.water.tables import TableReader

__all__ = ["equivalent_values", "pollution_equivalents"]

_PARAMETER = "pollution_equivalent"
_SET = "cn-env-tax-law"
_FIRST_CLASS = "first class"
_TAXED = {_FIRST_CLASS: 5, "other classes": 3}


def equivalent_values(*, factors: FactorTable | None = None) -> pd.DataFrame:
    """Return the mass of each water pollutant that makes one equivalent.

    Parameters
    ----------
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.DataFrame
        ``substance value unit pollutant_class source locator grade``.

    Examples
    --------
    >>> float(equivalent_values().set_index("substance").loc["NH3-N", "value"])
    0.8
    """
    table = packaged_factors() if factors is None else factors
    rows = table.parameters
    rows = rows[(rows["parameter"] == _PARAMETER) & (rows["set"] == _SET)]
    named = rows.rename(columns={"subject": "substance", "basis": "pollutant_class"})
    names = ["substance", "value", "unit", "pollutant_class", "source", "locator", "grade"]
    return named[names].reset_index(drop=True)


def pollution_equivalents(
    frame: object, *, by: Sequence[str] = ("outlet",), rate: float | None = None, factors: FactorTable | None = None
) -> pd.DataFrame:
    """Return the pollution equivalents of each outlet, and which of them are taxed.

    Parameters
    ----------
    frame : data frame, shape (n, ...)
        Rows with the columns `by`, ``substance``, ``emission`` and ``unit``: what ``inventory.by`` gives.
        What has no mass (pH, colour, coliforms) gives its ``equivalents`` instead, under any name.
    by : sequence of str
        Columns that name the outlet; ``period``, ``month`` and other columns of time are added where they stand.
    rate : float, optional
        Tax per equivalent of the province [CNY]; the law leaves 1.4 to 14 to it, so there is no default.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.DataFrame
        The rows with ``pollutant_class``, ``equivalent_value`` [kg], ``equivalents`` [1], ``taxed``,
        ``not_taxed_because`` and, with a rate, ``tax`` [CNY].

    Raises
    ------
    DataError
        A substance has no equivalent value, the rate is not above zero, or a value cannot be read.

    Notes
    -----
    .. math:: n = E / v

    The first five of the first class and the first three of the other classes count, from the largest
    number of equivalents down; of COD, BOD5 and TOC of one outlet only one, the largest.
    Source: cn-env-tax-law, art. 9 and annex 2.

    Examples
    --------
    >>> rows = pd.DataFrame({"outlet": "A", "substance": ["COD", "BOD5", "氨氮"],
    ...     "emission": [18.42596, 5.78298, 2.0972], "unit": "kg"})
    >>> found = pollution_equivalents(rows, rate=3.0)
    >>> round(float(found["tax"].sum()), 5)
    63.14238
    """
    if rate is not None and not rate > 0:
        problem = Problem(
            column="rate", value=shown(rate), problem="not above zero", remedy="See the tax of the province."
        )
        raise DataError("the rate of the tax cannot be used", [problem])
    reader = TableReader(frame, (*by, "substance"), "the emissions")
    given = reader.numbers("equivalents", blank=True)
    direct = np.isfinite(given)
    values = equivalent_values(factors=factors).set_index("substance")
    names = _names(reader, direct)
    known = np.array([name in values.index for name in names]) | direct
    reader.bad(~known & (names != ""), "substance", "no equivalent value", "Give its number in column equivalents.")
    mass = reader.numbers("emission", blank=True)
    blank = (reader.text("emission") == "") & ~direct
    reader.bad(blank, "emission", "the cell is empty", "Give the emission, or the equivalents.")
    units = reader.words("unit")
    reader.table["unit"] = np.where(direct & (units == ""), "kg", units)
    factor = reader.factors("unit", "kg")
    reader.check()
    look = {name: float(values.loc[name, "value"]) for name in names if name in values.index}
    per_one = np.where(direct, np.nan, [look.get(name, np.nan) for name in names])
    equivalents = np.where(direct, given, mass * factor / per_one)
    kinds = {name: str(values.loc[name, "pollutant_class"]) for name in look}
    classes = np.array([kinds.get(name, "other classes") for name in names], dtype=object)
    at_once = reader.table[taxed_at_once(by, reader.table.columns)]
    why = not_counted(at_once, names, names, classes, equivalents, _TAXED)
    result = reader.table.assign(
        substance=names, pollutant_class=classes, equivalent_value=per_one, equivalents=equivalents,
        taxed=why == "", not_taxed_because=why,
    )  # fmt: skip
    return result if rate is None else result.assign(tax=np.where(why == "", equivalents * rate, 0.0))


def _names(reader: TableReader, direct: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    """Return the keys of the substances; what gives its equivalents may have any name."""
    words = reader.words("substance")
    if direct.all():
        return words
    asked = np.where(direct, "", words)
    keys = reader.translated(asked, "substance", lambda name: substance(name).key)
    reader.bad(~direct & (words == ""), "substance", "the substance is not said", "Name it.")
    return np.where(direct, words, keys)
