"""Rows that are split: municipal waste into its components, burnt carbon into fossil and biogenic, sludge by route."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from zzcarbon.activity.side_table import SideTable, refuse_tables
from zzcarbon.errors import DataError, Problem, nearest, shown
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.vocabulary.terms import term, term_names
from zzcarbon.waste.methods import choose_method

__all__ = ["SLUDGE_ROUTES", "sludge_rows", "split_carbon", "split_waste"]

_ROUNDING = 1e-6
_TWINS = {
    "waste incineration, fossil CO2": "waste incineration, biogenic CO2",
    "open burning, fossil CO2": "open burning, biogenic CO2",
}

_SLUDGE = {"waste": "sewage sludge"}

SLUDGE_ROUTES: Mapping[str, tuple[str, tuple[str, ...], Mapping[str, str]]] = {
    "landfill": ("waste", ("landfill deposit",), _SLUDGE),
    "incineration": (
        "waste",
        (
            "waste incineration, CH4 and N2O",
            "waste incineration, biogenic CO2",
            "waste incineration, air pollutants",
        ),
        _SLUDGE,
    ),
    "composting": ("waste", ("biological treatment",), {"treatment": "composting"}),
    "digestion": ("waste", ("biological treatment",), {"treatment": "anaerobic digestion"}),
    "soil": ("agriculture", ("soil nitrous oxide",), {"fertiliser": "sewage sludge"}),
}
"""By route: module, methods and words of the row. Deposits go to `landfill_ch4`, the others to the estimate."""


def split_waste(
    rows: object, shares: Mapping[str, float] | None = None, *, factors: FactorTable | None = None
) -> pd.DataFrame:
    """Split municipal waste into its components.

    Parameters
    ----------
    rows : path or data frame, shape (n, ...)
        Rows of municipal waste with ``amount``; other columns are kept, ``id`` gets the component.
    shares : mapping of str to float, optional
        Share of each component of the wet mass, summing to one [1]; default the composition of China in the
        2019 Refinement, which an actual analysis should replace.
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.DataFrame, shape (m, ...)
        One row for each row and component with a share above zero; the mass stays the same.

    Raises
    ------
    DataError
        A component is unknown, shares are below zero or do not sum to one, or ``amount`` is missing or no number.

    Examples
    --------
    >>> rows = pd.DataFrame({"amount": [100.0], "unit": ["t"]})
    >>> split_waste(rows, {"food waste": 0.6, "plastic waste": 0.4})[["waste", "amount"]].values.tolist()
    [['food waste', 60.0], ['plastic waste', 40.0]]
    """
    table = packaged_factors() if factors is None else factors
    given = SideTable(rows, "rows", ("amount",))
    amounts, rows = given.number("amount"), given.frame
    given.report(amounts < 0, "amount", "not a number of zero or more", "Correct it.")
    given.words("entity", "waste")
    parts = _default_shares(table) if shares is None else dict(shares)
    refuse_tables("municipal waste cannot be split", [given], _share_problems(parts))
    used = {name: share for name, share in parts.items() if share > 0}
    repeated = rows.loc[np.repeat(rows.index, len(used))].reset_index(drop=True)
    names, weights = list(used) * len(rows), np.tile(list(used.values()), len(rows))
    result: pd.DataFrame = repeated.assign(waste=names, amount=np.repeat(amounts, len(used)) * weights)
    if "id" in result:
        result = result.assign(id=result["id"].astype(str) + "/" + result["waste"])
    return result


def split_carbon(rows: object) -> pd.DataFrame:
    """Write the row of biogenic CO2 beside each row of fossil CO2 of burnt waste.

    Parameters
    ----------
    rows : path or data frame, shape (n, ...)
        Rows whose method is ``waste incineration, fossil CO2`` or ``open burning, fossil CO2`` are doubled;
        a measured ``fossil_carbon_fraction`` becomes its complement.

    Returns
    -------
    pandas.DataFrame, shape (m, ...)
        All rows, then the added ones; their ``id`` ends in ``/biogenic``.

    Examples
    --------
    >>> rows = pd.DataFrame({"method": ["waste incineration, fossil CO2"], "fossil_carbon_fraction": [0.4]})
    >>> split_carbon(rows)["biogenic_carbon_fraction"].tolist()[1]
    0.6
    """
    table = SideTable(rows, "rows", ("method",))
    shares = table.share("fossil_carbon_fraction", needed=False)
    table.check()
    rows = table.frame
    keys = rows["method"].map(lambda name: getattr(choose_method("", str(name)), "key", ""))
    fossil = rows[keys.isin(list(_TWINS))]
    added: pd.DataFrame = fossil.assign(method=keys[fossil.index].map(_TWINS))
    if "fossil_carbon_fraction" in added:
        rest = 1.0 - shares[fossil.index]
        added = added.assign(biogenic_carbon_fraction=rest, fossil_carbon_fraction=np.nan)
        added = added.drop(columns=[name for name in ("fossil_carbon_fraction_unit",) if name in added])
    if "id" in added:
        added = added.assign(id=added["id"].astype(str) + "/biogenic")
    both: pd.DataFrame = pd.concat([rows, added], ignore_index=True)
    return both


def sludge_rows(
    amount: float, shares: Mapping[str, float], *, nitrogen_content: float | None = None, **labels: object
) -> pd.DataFrame:
    """Split sewage sludge by its routes into rows for the modules.

    Parameters
    ----------
    amount : float
        Wet mass of sludge [t].
    shares : mapping of str to float
        Share of each route, summing to one: landfill, incineration, composting, digestion, soil [1].
    nitrogen_content : float, optional
        Nitrogen per wet mass, needed for the route to soil [1].
    **labels
        Further columns of all rows: ``year``, ``region``, ``incinerator`` ...

    Returns
    -------
    pandas.DataFrame, shape (k, ...)
        Rows with ``module`` and ``method``; the route to soil as nitrogen, a deposit for `landfill_ch4`.

    Raises
    ------
    DataError
        A route is unknown, shares do not sum to one, or the nitrogen content is missing.

    Examples
    --------
    >>> rows = sludge_rows(1000.0, {"composting": 0.7, "soil": 0.3}, nitrogen_content=0.01, year=2023)
    >>> rows[["method", "amount"]].values.tolist()
    [['biological treatment', 700.0], ['soil nitrous oxide', 3.0]]
    """
    problems = [
        Problem("", "", "shares", shown(route), "unknown route", f"Routes are {', '.join(SLUDGE_ROUTES)}.")
        for route in shares
        if route not in SLUDGE_ROUTES
    ]
    problems += _sum_problems(shares)
    if not isinstance(amount, int | float) or not amount >= 0:
        problems.append(Problem("", "", "amount", shown(amount), "not a number of zero or more", "Give t of sludge."))
    if nitrogen_content is not None and not 0 <= nitrogen_content <= 1:
        text = "not a share from 0 to 1"
        problems.append(Problem("", "", "nitrogen_content", shown(nitrogen_content), text, "Give t N per t of sludge."))
    if shares.get("soil", 0.0) > 0 and nitrogen_content is None:
        problems.append(Problem("", "", "nitrogen_content", "", "soil needs the nitrogen of the sludge", "Give it."))
    if problems:
        message = f"the sludge cannot be split: {len(problems)} problems"
        raise DataError(message, problems)
    rows = []
    for route, share in shares.items():
        module, methods, words = SLUDGE_ROUTES[route]
        mass = amount * share * ((nitrogen_content or 0.0) if route == "soil" else 1.0)
        wet = {"mass_basis": "wet"} if "treatment" in words else {}
        row = {"module": module, "route": route, "amount": mass, "unit": "t", **words, **wet, **labels}
        rows += [{**row, "method": method} for method in methods]
    return pd.DataFrame(rows)


def _sum_problems(shares: Mapping[str, float]) -> list[Problem]:
    """Find shares below zero and a sum that is not one."""
    problems = [
        Problem("", "", "shares", f"{name}: {shown(share)}", "not a share from 0 to 1", "Correct the share.")
        for name, share in shares.items()
        if not share >= 0
    ]
    if abs(sum(shares.values()) - 1.0) > _ROUNDING:
        remedy = "Let the shares sum to one; percentages are divided by 100."
        problems.append(Problem("", "", "shares", shown(sum(shares.values())), "the shares do not sum to one", remedy))
    return problems


def _share_problems(shares: Mapping[str, float]) -> list[Problem]:
    """Find components that are misspelt, beside what is wrong with the shares; one of the caller's own may stand."""
    known = term_names()
    near = {name: nearest(name, known, 2) for name in shares if term(name) not in known}
    misspelt = [
        Problem("", "", "shares", shown(name), "unknown component", f"Did you mean {' or '.join(map(repr, names))}?")
        for name, names in near.items()
        if names
    ]
    return [*misspelt, *_sum_problems(shares)]


def _default_shares(table: FactorTable) -> dict[str, float]:
    frame = table.parameters
    rows = frame[(frame["parameter"] == "municipal_waste_share") & (frame["set"] == "ipcc-2019r-v5")]
    return {str(name): float(share) for name, share in zip(rows["subject"], rows["value"], strict=True)}
