"""Rows of the general module before they are estimated: scopes, categories, shares, money; every problem at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import UnitError
from zzcarbon.estimation.method import Method
from zzcarbon.estimation.prepared import Prepared, refused_rows
from zzcarbon.general.derived import ALLOCATED_SHARE, allocated_share, fuel_per_heat
from zzcarbon.general.gases import stated_gases
from zzcarbon.general.labels import distinct, labelled
from zzcarbon.general.methods import choose_method
from zzcarbon.general.packaged import price_years
from zzcarbon.tables import Cells
from zzcarbon.units import dimension, same_dimension

__all__ = ["checked_rows"]

_MONEY = ("CNY", "USD", "EUR")
_ONE_IF_BLANK = {
    "spend based": ("deflator",),
    "waste by treatment": ("treatment_share",),
    "use of sold products": ("uses_per_unit", "scenario_share"),
}
"""Columns of a method that are 1 where a row does not say them."""
_COUNTS = {"days_per_week": "d/week", "weeks_per_year": "week/a"}
"""Counts whose unit says what their name says."""
_SHARED = {"leased assets", "investments", "projected lifetime emissions"}


def checked_rows(frame: pd.DataFrame, items: pd.DataFrame) -> Prepared:
    """Return rows with scope, category, substance and shares filled in where they follow.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with standard names.
    items : pandas.DataFrame
        Rows of the catalogue that rows name, see `items_named`.

    Returns
    -------
    Prepared
        Rows that their method cannot take are refused, each with every reason; what is refused in them is blank.
    """
    rows = frame.reset_index(drop=True)
    rows.attrs = dict(frame.attrs)
    cells = Cells(rows, rows=range(len(rows)))
    names = cells.text("method")
    codes, words = pd.factorize(names)
    methods = [choose_method("", word) for word in words]
    key = np.array([method.key if method else "" for method in methods], dtype=object)[codes]
    reported = np.array([bool(method and not method.subject) for method in methods], dtype=bool)[codes]
    made = rows.assign(**labelled(key, cells), **stated_gases(cells, reported, items), **_counts(cells))
    _check_required(key, methods, cells)
    if not _SHARED.isdisjoint(method.key for method in methods if method):
        made[ALLOCATED_SHARE] = allocated_share(key, cells)
    if "heat_content" in rows:
        made = made.assign(**fuel_per_heat(cells))
    for method, columns in _ONE_IF_BLANK.items():
        where = key == method
        for column in columns if where.any() else ():
            made[column] = np.where(where & (cells.text(column) == ""), 1.0, rows.get(column, np.nan))
    _check_spend(key == "spend based", price_years(items), cells)
    return made, refused_rows(cells.problems)


def _counts(cells: Cells) -> dict[str, NDArray[np.object_]]:
    """Return the units of counts, blank: one that says something else than the name of its column is reported."""
    made = {}
    for column, unit in _COUNTS.items():
        said = cells.text(f"{column}_unit")
        if (said != "").any():
            right = cells.marked(f"{column}_unit", partial(_is_of, unit))
            cells.report(~right, f"{column}_unit", f"not a unit of {column}", f"Write {unit}, or leave it empty.")
            made[f"{column}_unit"] = np.where(right, "", said)
    return made


def _is_of(unit: str, text: str) -> bool:
    try:
        return text in {"", "1"} or same_dimension(text, unit)
    except UnitError:
        return False


def _check_required(key: NDArray[np.object_], methods: Sequence[Method | None], cells: Cells) -> None:
    """Each method's own columns of words are there: person km with a mode, waste with a treatment."""
    for method in {method.key: method for method in methods if method}.values():
        where = key == method.key
        for item in method.columns:
            if item.required and item.column not in {"amount", *method.measured_columns, *method.key_columns}:
                empty = cells.text(item.column) == ""
                cells.report(where & empty, item.column, f"{method.key!r} needs {item.column}", f"{item.meaning}.")
    both = (cells.text("emission_factor") != "") & (cells.text("factor") != "")
    cells.report(both, "factor", "an own factor and a packaged one", "Keep one of them.")


def _check_spend(spend: NDArray[np.bool_], prices: pd.DataFrame, cells: Cells) -> None:
    """Currency, price year, deflator and exchange rate of spend rows go with their factor."""
    if not spend.any():
        return
    unit, factor = cells.text("unit"), cells.text("factor")
    codes, pairs = distinct(unit, factor)
    currency = np.array([_currency(word) for word, _ in pairs], dtype=object)[codes]
    cells.report(spend & (currency == ""), "unit", "spend without currency", f"Units: {', '.join(_MONEY)}, 元, 万元.")
    year = cells.year("price_year", needed=False)
    own = cells.year("factor_price_year", needed=False)
    packaged = np.array([_price_year(prices, name) for _, name in pairs])[codes]
    of_factor = np.where(packaged > 0, packaged, own)
    missing = spend & (of_factor <= 0) & (cells.text("emission_factor") != "")
    cells.report(missing, "factor_price_year", "an own spend factor without its year", "Give factor_price_year.")
    deflated = np.isfinite(cells.number("deflator", needed=False))
    problem = "the spend is of another year than the factor"
    differ = spend & (of_factor > 0) & (year > 0) & (year != of_factor) & ~deflated
    cells.report(differ, "price_year", problem, "Give deflator with deflator_source: price level of the factor's year "
                 "over that of the spend.")  # fmt: skip
    exchanged = np.isfinite(cells.number("exchange_rate", needed=False))
    other = np.array([_factor_currency(prices, name) for _, name in pairs], dtype=object)[codes]
    other = np.where(other == "", _own_currency(cells), other)
    differ = spend & (other != "") & (currency != "") & (other != currency) & ~exchanged
    remedy = "Give exchange_rate with exchange_rate_unit, for example USD/CNY, and exchange_rate_source."
    cells.report(differ, "unit", "the spend is in another currency than the factor", remedy)
    _check_rate(spend & exchanged, currency, other, cells)
    idle = spend & exchanged & (other != "") & (other == currency)
    cells.report(idle, "exchange_rate", "an exchange rate, and the spend is in the currency of the factor",
                 "Leave it empty, or correct the unit of the spend.")  # fmt: skip
    idle = spend & deflated & (of_factor > 0) & (year == of_factor) & (cells.number("deflator", needed=False) != 1)
    cells.report(idle, "deflator", "a deflator, and the spend is of the year of the factor",
                 "Leave it empty, or correct price_year.")  # fmt: skip
    differ = spend & (packaged > 0) & (own > 0) & (own != packaged)
    cells.report(differ, "factor_price_year", "not the year of the packaged factor", "Leave it empty.")
    for name, given in (("deflator", deflated), ("exchange_rate", exchanged)):
        silent = spend & given & (cells.text(f"{name}_source") == "")
        cells.report(silent, f"{name}_source", f"a {name.replace('_', ' ')} without source", "Say where it stands.")


def _check_rate(
    where: NDArray[np.bool_], currency: NDArray[np.object_], other: NDArray[np.object_], cells: Cells
) -> None:
    """Report exchange rates that are not money of the factor per money of the spend."""
    where = where & (currency != "") & (other != "") & (other != currency) & (cells.text("exchange_rate_unit") != "")
    codes, found = distinct(cells.text("exchange_rate_unit"), other, currency)
    for at, (unit, mine, spent) in enumerate(found):
        if (turned := where & (codes == at)).any() and not _is_of(f"{mine}/{spent}", unit):
            problem = f"not {mine} of the factor per {spent} of the spend"
            cells.report(turned, "exchange_rate_unit", problem, f"Write {mine}/{spent}, and the rate of it.")


def _price_year(prices: pd.DataFrame, key: str) -> int:
    return int(prices["price_year"].get(key, 0))


def _factor_currency(prices: pd.DataFrame, key: str) -> str:
    return _below(str(prices["unit"].get(key, "")))


def _own_currency(cells: Cells) -> NDArray[np.object_]:
    """Return the currency that an own factor is per; empty where the row has none."""
    codes, units = distinct(cells.text("emission_factor_unit"))
    return np.array([_below(unit) for (unit,) in units], dtype=object)[codes]


def _below(unit: str) -> str:
    return _currency(unit.partition("/")[2].strip())


def _currency(unit: str) -> str:
    try:
        found = dimension(unit)
    except ValueError:
        return ""
    return next((money for money in _MONEY if found == dimension(money)), "")
