"""Global warming potentials and CO2 equivalents.

The tables are those of the package ``globalwarmingpotentials``; what it leaves out stands in ``factors/gwp.csv`` with
its source: unsaturated gases, hydrocarbons and the methane of two origins. CO2 is 1 by definition, and refrigerant
blends are the mass-weighted mean of their parts.
"""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from zzcarbon.door import guarded
from zzcarbon.errors import UnitError, UnknownNameError
from zzcarbon.resources import data_rows
from zzcarbon.units import co2e_unit
from zzcarbon.vocabulary.substances import substance, substances

if TYPE_CHECKING:
    from zzcarbon.quantities import Quantity

__all__ = ["OwnGwp", "blends", "co2e", "gwp_factor", "has_gwp", "own_potentials", "parts_of", "without_value"]


OwnGwp = Mapping[str, tuple[float, str]]
"""The caller's own potentials: by gas the value [kg CO2e/kg] and where it stands."""

_NONE: OwnGwp = MappingProxyType({})
_ORIGINS = ("", "fossil", "biogenic")


@guarded
def co2e(value: Quantity, gwp: str = "AR6", *, origin: str = "", own: OwnGwp = _NONE) -> Quantity:
    """Return the CO2 equivalents of a mass of gas.

    Parameters
    ----------
    value : Quantity
        Mass of a greenhouse gas, or mass per activity; a basis such as N2O as N is turned into the
        gas first.
    gwp : str
        GWP set: ``SAR``, ``TAR``, ``AR4``, ``AR5`` or ``AR6`` over 100 years; other horizons as
        ``"AR6 GWP20"``.
    origin : str
        ``fossil`` or ``biogenic``: AR5 and AR6 give methane of the two origins a value each. Without it the
        value of methane is that of the table of all gases (AR6: 27.9).
    own : mapping of str to tuple of float and str
        The caller's own potentials [kg CO2e/kg] with their source, for gases that the set leaves out or that
        are known better; a part of a blend is named as the blend names it.

    Returns
    -------
    Quantity
        Mass of CO2e under the named set. Sets do not add.

    Raises
    ------
    UnitError
        The quantity has no greenhouse gas, or the set has no value for it (NF3 in SAR).
    UnknownNameError
        The set or the origin is unknown.

    Notes
    -----
    CO2e = m * GWP. Source: IPCC assessment reports, by way of globalwarmingpotentials; AR6 Table 7.15 for
    methane by origin (29.8 and 27.0), AR5 Table 8.A.1 (30 and 28).

    Examples
    --------
    >>> from zzcarbon.quantities import quantity
    >>> print(co2e(quantity("1 kg N2O"), gwp="AR4"))
    298.0 kg CO2e (AR4)
    >>> print(co2e(quantity("1 t CH4"), origin="fossil"))
    29.8 t CO2e (AR6)
    >>> print(co2e(quantity("1 kg R-600a"), own={"R-600a": (3.0, "data sheet of the supplier, page 2")}))
    3.0 kg CO2e (AR6)
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
    factor = gwp_factor(name.replace("_", " "), gwp, origin=origin, own=own)
    result: Quantity = value / quantity(1, name) * quantity(1, unit) * factor
    return result


def gwp_factor(gas: str, gwp: str = "AR6", *, origin: str = "", own: OwnGwp = _NONE) -> float:
    """Return the global warming potential of a gas or blend [kg CO2e/kg]; arguments as of `co2e`.

    Raises
    ------
    UnitError
        The set has no value for the gas or for a part of the blend: all such parts are named.
    UnknownNameError
        The gas, the set or the origin is unknown.

    Examples
    --------
    >>> gwp_factor("CH4", "AR5"), gwp_factor("CH4", "AR5", origin="fossil")
    (28.0, 30.0)
    >>> round(gwp_factor("R-454B"), 1)
    531.4
    """
    if gas.endswith("-CO2e") and gas in substances():
        return _of_co2e(gas, gwp)
    if origin not in _ORIGINS:
        raise UnknownNameError("origin", origin, _ORIGINS[1:], "Origins: fossil, biogenic.")
    key = substance(gas).key
    given = {name: value for name, (value, _) in own_potentials(own).items()}
    if key in given:
        return given[key]
    parts = parts_of(key)
    values = {part: given.get(part, _known(part, gwp, origin)) for part, _ in parts}
    missing = [part for part, value in values.items() if value is None]
    if missing:
        raise UnitError(_why_missing(key, missing, gwp))
    total = sum(share for _, share in parts)
    return sum((values[part] or 0.0) * share for part, share in parts) / total


def own_potentials(own: OwnGwp) -> dict[str, tuple[float, str]]:
    """Return the caller's potentials [kg CO2e/kg] and their sources by the key of the gas.

    Raises
    ------
    UnitError
        A potential names no source, or is not a number from 0 up, or one gas has two.
    UnknownNameError
        A gas is unknown.

    Examples
    --------
    >>> own_potentials({"R-600a": (3.0, "data sheet, page 2")})
    {'HC-600a': (3.0, 'data sheet, page 2')}
    """
    found: dict[str, tuple[float, str]] = {}
    for gas, given in own.items():
        key = substance(gas).key
        value, source = given if isinstance(given, tuple | list) and len(given) == 2 else (given, "")
        if not (isinstance(source, str) and source.strip()):
            raise UnitError(f"the own GWP of {gas} names no source: give (value, source)")
        number = isinstance(value, numbers.Real) and not isinstance(value, bool)
        if not (number and math.isfinite(value) and value >= 0):
            raise UnitError(f"the own GWP of {gas}, {value}, is not a number from 0 up")
        if key in found and found[key][0] != value:
            raise UnitError(f"the own GWP of {gas} is given twice, as {found[key][0]:g} and {value:g}: keep one")
        found[key] = (float(value), source.strip())
    return found


def parts_of(gas: str) -> tuple[tuple[str, float], ...]:
    """Return the parts of a gas with their mass shares [%]: of a blend as it is mixed, of a pure gas itself.

    Examples
    --------
    >>> parts_of("R-454B"), parts_of("SF6")
    ((('HFC-32', 68.9), ('HFO-1234yf', 31.1)), (('SF6', 1.0),))
    """
    key = substance(gas).key
    return blends()[key] if substances()[key].gwp_name == "blend" else ((key, 1.0),)


def without_value(gas: str, gwp: str) -> tuple[str, ...]:
    """Return the parts of a gas, or the gas itself, for which a set has no value.

    Examples
    --------
    >>> without_value("R-422D", "AR6"), without_value("NF3", "SAR"), without_value("SF6", "AR6")
    (('HC-600a',), ('NF3',), ())
    """
    return tuple(part for part, _ in parts_of(gas) if _known(part, gwp, "") is None)


@lru_cache(maxsize=4096)
def _known(key: str, gwp: str, origin: str) -> float | None:
    """Return the potential of a pure gas in a set, or None where the set has none."""
    name = substances()[key].gwp_name
    word = co2e_unit(gwp).removeprefix("CO2e (").removesuffix(")")
    if name == "CO2":
        return 1.0
    added = _added()
    for asked in dict.fromkeys((origin, "")):
        if (key, word, asked) in added:
            return added[key, word, asked]
    value = _table(word).get(name) if name else None
    return None if value is None else float(value)


def _of_co2e(name: str, gwp: str) -> float:
    """Return 1 for CO2e of the set that is asked for: two sets do not convert into each other."""
    own = name.removesuffix("-CO2e")
    if co2e_unit(gwp) == f"CO2e ({own})":
        return 1.0
    raise UnitError(f"{name} is CO2e already, of {own}: two GWP sets do not convert, give the gases to get {gwp}")


def _why_missing(key: str, missing: list[str], gwp: str) -> str:
    if missing == [key]:
        no_gas = not substances()[key].gwp_name
        return f"{key} is no greenhouse gas" if no_gas else f"{key} has no value in the GWP set {gwp}{_remedy(key)}"
    named = ", ".join(f"{part} ({substances()[part].en})" for part in missing)
    return f"{key}: the GWP set {gwp} has no value for its part {named}{_remedy(missing[0])}"


def _remedy(gas: str) -> str:
    return f'; give it with its source: own={{"{gas}": (value, "where it stands")}}'


def has_gwp(gas: str) -> bool:
    """Whether a substance is a greenhouse gas in any set.

    Examples
    --------
    >>> has_gwp("CH4"), has_gwp("NOx")
    (True, False)
    """
    return bool(substance(gas).gwp_name) or gas.endswith("-CO2e")


@cache
def _table(word: str) -> dict[str, float]:
    import globalwarmingpotentials

    name = word.replace(" ", "")
    table: dict[str, float] = globalwarmingpotentials.data[name if "GWP" in name else f"{name}GWP100"]
    return table


@cache
def _added() -> dict[tuple[str, str, str], float]:
    """Return the potentials of ``gwp.csv`` by gas, set and origin."""
    return {(row["gas"], row["gwp"], row["origin"]): float(row["value"]) for row in data_rows("gwp.csv")}


@cache
def blends() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the parts of each blend with their mass shares [%]."""
    blends: dict[str, list[tuple[str, float]]] = {}
    for row in data_rows("blends.csv"):
        blends.setdefault(row["blend"], []).append((row["part"], float(row["share"])))
    return {key: tuple(parts) for key, parts in blends.items()}
