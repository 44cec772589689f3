"""What a row of the general module emits: as its substance says, or the unit of its factor or of its emission."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import UnitError
from zzcarbon.general.labels import distinct
from zzcarbon.printing import SUBSTANCE, external
from zzcarbon.tables import Cells
from zzcarbon.units import unit_powers
from zzcarbon.vocabulary.substances import substance_key

__all__ = ["stated_gases"]

_UNSTATED = "unstated-CO2e"
_BARE = re.compile(r"(?:CO2|二氧化碳)[-_ ]?(?:eq?|当量)(?![\w(（])(?!\s*[(（])")


def stated_gases(cells: Cells, reported: NDArray[np.bool_], items: pd.DataFrame) -> dict[str, NDArray[np.object_]]:
    """Return ``substance`` of rows, and ``unit`` or ``emission_factor_unit`` where these named CO2e without its set.

    Parameters
    ----------
    cells : Cells
        Rows with standard names.
    reported : array of bool
        Rows whose amount is an emission: its unit may name the gas; the others' is named by that of the factor.
    items : pandas.DataFrame
        Rows of the catalogue that rows name.

    Notes
    -----
    CO2e without a GWP set is that of the row's ``substance``; where that names none it stays unstated. A row with a
    packaged factor emits what the factor says, or of that the gas which the row names; another gas is reported.
    """
    unit, of_factor, packaged = cells.text("unit"), cells.text("emission_factor_unit"), cells.text("factor") != ""
    told = np.where(reported, unit, of_factor)
    codes, pairs = distinct(told, cells.text("substance"))
    read = np.array([_read(*pair) for pair in pairs], dtype=object).reshape(-1, 2)
    plain, named = read[:, 0][codes], read[:, 1][codes]
    made = {"substance": np.where(packaged, _of_items(cells, items), named)}
    for column, where in (("unit", reported), ("emission_factor_unit", ~reported)):
        if (where & (plain != told)).any():
            made[column] = np.where(where, plain, cells.text(column))
    return made


def _of_items(cells: Cells, items: pd.DataFrame) -> NDArray[np.object_]:
    """Return the substance that rows with a packaged factor name, empty where all that the factor gives is meant."""
    sets = items["gwp"].where(items["substance"] == "CO2e", "") + "-"
    gives = (sets.where(sets != "-", "") + items["substance"]).groupby(items["key"]).agg(list)
    codes, pairs = distinct(cells.text("factor"), cells.text("substance"))
    named = np.full(len(pairs), "", dtype=object)
    for at, (key, given) in enumerate(pairs):
        if key not in gives.index or not given or _BARE.fullmatch(unicodedata.normalize("NFKC", given)):
            continue
        named[at] = substance_key(given)
        if named[at] not in gives[key]:
            problem = f"the packaged factor gives {', '.join(gives[key])}, not {given}"
            remedy = "Leave it empty, or choose a factor that gives it."
            cells.report(codes == at, "substance", problem, remedy)
            named[at] = ""
    return named[codes]


def _read(unit: str, given: str) -> tuple[str, str]:
    """Return a unit and the substance behind it.

    Examples
    --------
    >>> _read("kgCO2e/kWh", "CO2e (AR5)"), _read("kg CO2/kWh", ""), _read("t", "CO2e")
    (('kg/kWh', 'CO2e (AR5)'), ('kg CO2/kWh', 'CO2'), ('t', 'unstated-CO2e'))
    """
    plain = unicodedata.normalize("NFKC", unit)
    named = "" if _BARE.fullmatch(unicodedata.normalize("NFKC", given)) else given
    if _BARE.search(plain):
        equivalent = not named or substance_key(named).endswith("-CO2e")
        return (_BARE.sub("", plain).replace(" /", "/").strip() if equivalent else unit), named or _UNSTATED
    return unit, named or _of_unit(plain) or _UNSTATED


def _of_unit(unit: str) -> str:
    """Return the substance that a unit names above its slash; empty where it names none."""
    try:
        powers = unit_powers(unit)[1] if unit else {}
    except UnitError:
        return ""
    named = [word for word, power in powers.items() if word.startswith(SUBSTANCE) and power == 1]
    return substance_key(external(named[0])) if named else ""
