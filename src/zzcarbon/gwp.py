"""Global warming potentials and CO2 equivalents.

The tables are those of the package ``globalwarmingpotentials``; CO2, which its tables leave out, is 1 by
definition, and refrigerant blends are the mass-weighted mean of their parts.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zzcarbon.errors import UnitError
from zzcarbon.resources import data_path
from zzcarbon.units import co2e_unit
from zzcarbon.vocabulary.substances import substance, substances

if TYPE_CHECKING:
    from zzcarbon.quantities import Quantity

__all__ = ["co2e", "gwp_factor", "has_gwp"]


def co2e(value: Quantity, gwp: str = "AR6") -> Quantity:
    """Return the CO2 equivalents of a mass of gas.

    Parameters
    ----------
    value : Quantity
        Mass of a greenhouse gas, or mass per activity; a basis such as N2O as N is turned into the
        gas first.
    gwp : str
        GWP set: ``SAR``, ``TAR``, ``AR4``, ``AR5`` or ``AR6`` over 100 years; other horizons as
        ``"AR6 GWP20"``.

    Returns
    -------
    Quantity
        Mass of CO2e under the named set. Sets do not add.

    Raises
    ------
    UnitError
        The quantity has no greenhouse gas, or the set has no value for it (NF3 in SAR).
    UnknownNameError
        The set is unknown.

    Notes
    -----
    CO2e = m * GWP. Source: IPCC assessment reports, by way of globalwarmingpotentials.

    Examples
    --------
    >>> from zzcarbon.quantities import quantity
    >>> print(co2e(quantity("1 kg N2O"), gwp="AR4"))
    298.0 kg CO2e (AR4)
    """
    from zzcarbon.quantities import convert, quantity, substance_of

    name = substance_of(value)
    if " as " in name:
        value = convert(value, name.partition(" as ")[0])
        name = substance_of(value)
    unit = co2e_unit(gwp)
    if name.startswith("CO2e"):
        if name == unit:
            return value
        raise UnitError(f"{value} is already {name}: convert from the gases to get {unit}")
    if not name:
        raise UnitError(f"{value} names no gas: write for example 't CH4'")
    factor = gwp_factor(name.replace("_", " "), gwp)
    result: Quantity = value / quantity(1, name) * quantity(1, unit) * factor
    return result


@lru_cache(maxsize=4096)
def gwp_factor(gas: str, gwp: str = "AR6") -> float:
    """Return the global warming potential of a gas or blend [kg CO2e/kg].

    Raises
    ------
    UnitError
        The set has no value for the gas.

    Examples
    --------
    >>> gwp_factor("CH4", "AR5")
    28.0
    """
    key = substance(gas).key
    name = substances()[key].gwp_name
    if name == "CO2":
        co2e_unit(gwp)
        return 1.0
    if name == "blend":
        parts = _blends()[key]
        unknown = [part for part, _ in parts if part not in substances()]
        if unknown:
            raise UnitError(f"{key}: no GWP is known for its part {', '.join(unknown)}")
        total = sum(share for _, share in parts)
        return sum(gwp_factor(part, gwp) * share for part, share in parts) / total
    value = _table(gwp).get(name) if name else None
    if value is None:
        why = "is no greenhouse gas" if not name else f"has no value in the GWP set {gwp}"
        raise UnitError(f"{key} {why}")
    return float(value)


def has_gwp(gas: str) -> bool:
    """Whether a substance is a greenhouse gas in any set.

    Examples
    --------
    >>> has_gwp("CH4"), has_gwp("NOx")
    (True, False)
    """
    return bool(substance(gas).gwp_name)


@cache
def _table(gwp: str) -> dict[str, float]:
    import globalwarmingpotentials

    name = co2e_unit(gwp).removeprefix("CO2e (").removesuffix(")").replace(" ", "")
    table: dict[str, float] = globalwarmingpotentials.data[name if "GWP" in name else f"{name}GWP100"]
    return table


@cache
def _blends() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the parts of each blend with their mass shares [%]."""
    blends: dict[str, list[tuple[str, float]]] = {}
    with data_path("blends.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            blends.setdefault(row["blend"], []).append((row["part"], float(row["share"])))
    return {key: tuple(parts) for key, parts in blends.items()}
