"""The emission factor that a row itself gives: of the substance that is estimated, and never passed over in silence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from zzcarbon.errors import UnknownNameError, shown
from zzcarbon.estimation.figures import Coherent, Figure
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.keys import Keys
from zzcarbon.estimation.method import Method
from zzcarbon.estimation.missing import NotEstimated
from zzcarbon.tables.cells import texts_of
from zzcarbon.vocabulary.substances import substance as substance_named

__all__ = ["OWN_FACTOR", "emitted", "of_substance", "unread_factors"]

OWN_FACTOR = "emission_factor"
"""Column of the factor that a row gives."""


def of_substance(figure: Figure, substance: str) -> Figure:
    """Return an own factor per unit of activity where its unit names the substance: kg CO2/t is kg/t of CO2.

    Raises
    ------
    NotEstimated
        The unit names another substance.
    """
    if figure.column != OWN_FACTOR:
        return figure
    powers = dict(figure.coherent.powers)
    for base, power in figure.coherent.powers:
        named = _substance(base)
        if named and power == 1:
            if named != substance:
                problem = f"an emission factor in {shown(figure.unit)} is none of {substance}"
                remedy = f"Give a row of {named} with it, or the factor of {substance}."
                raise NotEstimated(f"{OWN_FACTOR}_unit", problem, remedy)
            del powers[base]
    return replace(figure, coherent=replace(figure.coherent, powers=tuple(sorted(powers.items()))))


def emitted(amount: Coherent, substance: str) -> Coherent:
    """Return the unit of an amount that is itself an emission, without the substance that it may name: t CO2 of CO2."""
    named = {base for base, power in amount.powers if power == 1 and _substance(base) == substance != ""}
    return replace(amount, powers=tuple((base, power) for base, power in amount.powers if base not in named))


def unread_factors(activity: pd.DataFrame, keys: Keys) -> list[Finding]:
    """Report own factors of rows whose method reads none: the row is estimated without them."""
    if OWN_FACTOR not in activity:
        return []
    unread: dict[Method, list[int]] = {}
    for at, key in enumerate(keys.keys):
        if key and OWN_FACTOR not in (*key.method.measured_columns, *key.method.form_columns):
            unread.setdefault(key.method, []).append(at)
    if not unread:
        return []
    codes, texts = texts_of(activity[OWN_FACTOR])
    given = (texts != "")[codes]
    found = []
    for method, of_method in unread.items():
        rows = np.flatnonzero(given & np.isin(keys.codes, of_method))
        if len(rows):
            problem = f"the method {shown(method.key)} reads no emission_factor: the row is estimated without it"
            remedy = "Add it with zc.factors().extend(...), or estimate amount times factor with zc.general.estimate."
            found.append(Finding(rows, OWN_FACTOR, problem, remedy, fatal=False))
    return found


def _substance(base: str) -> str:
    try:
        return substance_named(base.replace("_", " ")).key
    except UnknownNameError:
        return ""
