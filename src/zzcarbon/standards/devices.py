"""What a chain of control devices removes, by the mean removal of the urban inventory guideline."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from zzcarbon.errors import DataError, Problem, nearest
from zzcarbon.factors.table import FactorTable
from zzcarbon.factors.table import factors as packaged_factors
from zzcarbon.vocabulary.terms import term, term_names

__all__ = ["removal_of_devices"]

_SET = "cn-tcses-144-2024"
_PARAMETER = "removal_efficiency"
_MOST = 4
"""Devices that a message names at most where the word is part of their names."""


def removal_of_devices(devices: Mapping[str, float], *, factors: FactorTable | None = None) -> pd.DataFrame:
    r"""Return what a chain of devices removes of each pollutant.

    Parameters
    ----------
    devices : mapping of str to float
        Device, in Chinese or English, and its operating share: hours that it runs over hours of production [1].
    factors : FactorTable, optional
        Default ``zc.factors(grade="B")``.

    Returns
    -------
    pandas.DataFrame
        ``substance``, ``removal`` [1] for the column ``removal_efficiency_<substance>`` of a row, and ``devices``: the
        removal of each device as the table prints it. A pollutant that no device removes stands with 0: the table
        prints 0 for it.

    Raises
    ------
    DataError
        A device is unknown or an operating share lies outside 0 to 1: all problems at once.

    Notes
    -----
    .. math:: \eta = 1 - \prod_i (1 - \eta_i k_i)

    Source: cn-tcses-144-2024, eq. 2 and Table A.1 (mean removal of a device that runs); the product over a chain as in
    the handbook of coefficients of 2021.

    Examples
    --------
    >>> found = removal_of_devices({"SCR": 0.98, "石灰石/石膏法": 1.0, "bag filter": 1.0}).set_index("substance")
    >>> round(float(found.loc["NOx", "removal"]), 6), float(found.loc["SO2", "removal"].round(6))
    (0.4116, 0.8)
    """
    table = packaged_factors() if factors is None else factors
    rows = table.parameters
    rows = rows[(rows["set"] == _SET) & (rows["parameter"] == _PARAMETER)]
    known = {
        str(name): dict(zip(part["subject"], part["value"], strict=True)) for name, part in rows.groupby("technology")
    }
    problems = [problem for name, share in devices.items() for problem in _problems(name, share, known)]
    if problems:
        raise DataError("the devices cannot be chained", problems)
    chain = [(name, known[term(name)], share) for name, share in devices.items()]
    found = []
    for substance in sorted(rows["subject"].unique()):
        passing = 1.0
        for _, removed, share in chain:
            passing *= 1 - removed.get(substance, 0.0) * share
        told = "; ".join(f"{name} {removed.get(substance, 0.0):g} x {share:g}" for name, removed, share in chain)
        found.append({"substance": substance, "removal": 1 - passing, "devices": told})
    return pd.DataFrame(found, columns=["substance", "removal", "devices"])


def _problems(name: str, share: float, known: Mapping[str, object]) -> list[Problem]:
    found = []
    if term(name) not in known:
        names = [text for key in sorted(known) for text in (key, *term_names().get(key, ()))]
        names = [text for text in dict.fromkeys(names) if text.isascii() == name.isascii()]
        near = [text for text in names if name in text][:_MOST] or list(nearest(name, names))
        mean = f"Did you mean {' or '.join(map(repr, near))}?"
        remedy = mean if near else f"Devices: {', '.join(names)}."
        found.append(Problem("", "", "devices", name, "no such device in Table A.1", remedy))
    if not 0 <= share <= 1:
        found.append(Problem("", "", name, f"{share}", "an operating share lies from 0 to 1", "Give hours over hours."))
    return found
