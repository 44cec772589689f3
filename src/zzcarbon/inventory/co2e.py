"""The greenhouse gases of an inventory as CO2e: the GWP becomes one more leaf of each coefficient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, UnitError
from zzcarbon.estimation.coefficients import CoefficientTable, Row
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.inventory.recast import Changed
from zzcarbon.units import co2e_unit

__all__ = ["OwnGwp", "in_co2e"]

_ORIGINS = ("fossil", "biogenic")
_IN_CO2E = "-CO2e"
"""How the names of substances end that are CO2e of a set, or of no stated one."""

OwnGwp = Mapping[str, tuple[float, str]]


@dataclass(frozen=True, order=True, slots=True)
class _Gwp:
    """One conversion: a gas, a GWP set and, where they differ, the origin of the carbon."""

    gas: str
    set: str
    origin: str = ""

    def __str__(self) -> str:
        return f"{self.set} {self.origin}".strip()


def in_co2e(table: CoefficientTable, gwp: str, *, keep_fixed: bool = False, own: OwnGwp | None = None) -> Changed:
    """Multiply greenhouse gases by their GWP; substances that are none are left out, and the record says so.

    With ``keep_fixed`` rows of a method whose guideline fixes a GWP set keep that set: one substance a
    set. A gas for which the set has no value is NE and a problem; CO2e of another or of no stated set keeps
    its name; the others are converted. Methane of known origin takes the value of that origin.

    Raises
    ------
    UnitError
        Everything is in CO2e already.
    """
    name = co2e_unit(gwp)
    gases = [gas for gas in table.substances if not gas.startswith("CO2e (") and has_gwp(gas)]
    apart = [
        gas for gas in table.substances if gas not in gases and (gas.startswith("CO2e (") or gas.endswith(_IN_CO2E))
    ]
    if apart and not gases:
        message = "the inventory is in CO2e already: convert from the gases"
        raise UnitError(message)
    own_set = table.keys["gwp"].to_numpy(object)
    fixed = sorted({str(word) for word in own_set if word and word != gwp})
    kept_sets = np.where(np.isin(own_set, fixed) & keep_fixed, own_set, gwp)
    lines = table.lines[table.lines["substance"].isin(gases)]
    uses = [
        _used(gas, str(kept_sets[key]), origin, own or {})
        for gas, key, origin in zip(lines["substance"], lines["key"], lines["origin"], strict=True)
    ]
    factors = {use: _factor(use, own or {}) for use in dict.fromkeys(uses)}
    number = np.array([factors[use] for use in uses], float)
    known = np.isfinite(number) & (lines["id"] != "").to_numpy(bool)
    ids = [f"{old}-{use}" if ok else "" for old, use, ok in zip(lines["id"], uses, known, strict=True)]
    converted = lines.assign(
        substance=[co2e_unit(use.set) for use in uses],
        value=lines["value"] * number,
        notation=np.where(np.isnan(number) & (lines["notation"] == ""), "NE", lines["notation"]),
        id=ids,
    )
    rank = pd.Index(dict.fromkeys([gwp, *fixed])).get_indexer(pd.Index([use.set for use in uses]))
    beside = table.lines[table.lines["substance"].isin(apart)]
    converted = pd.concat([converted.iloc[np.argsort(rank, kind="stable")], beside], ignore_index=True)
    converted = converted.iloc[np.argsort(pd.factorize(converted["substance"])[0], kind="stable")]
    named = {new: (old, use) for old, new, use in zip(lines["id"], ids, uses, strict=True) if new}
    leaves, sources = _with_gwp(table, named, factors)
    of_apart = set(beside["id"])
    changed = replace(
        table,
        lines=converted.reset_index(drop=True),
        leaf_rows=(*leaves, *(row for row in table.leaf_rows if row["id"] in of_apart)),
        source_rows=(*sources, *(row for row in table.source_rows if row["id"] in of_apart)),
    )
    return Changed(
        changed, _note(table, name, apart, fixed, keep_fixed=keep_fixed) + _methane(factors), _problems(factors)
    )


def _used(gas: str, gwp_set: str, origin: str, own: OwnGwp) -> _Gwp:
    """Return the conversion of a line; the origin counts only where the set has another value for it."""
    plain = _Gwp(gas, gwp_set)
    if origin not in _ORIGINS or gas in own:
        return plain
    of_origin = _Gwp(gas, gwp_set, origin)
    return plain if _factor(of_origin, own) == _factor(plain, own) else of_origin


def _factor(use: _Gwp, own: OwnGwp) -> float:
    """Return the GWP of a gas; NaN where the set has none."""
    try:
        return gwp_factor(use.gas, use.set, origin=use.origin, own=own)
    except UnitError:
        return np.nan


def _note(table: CoefficientTable, name: str, apart: list[str], fixed: list[str], *, keep_fixed: bool) -> str:
    """Return what goes on the record."""
    dropped = [gas for gas in table.substances if gas not in apart and not has_gwp(gas)]
    parts = [f"converted to {name}"]
    if dropped:
        parts[0] += f" (no greenhouse gas: {', '.join(dropped)})"
    if apart:
        parts.append(f"{', '.join(apart)} stands apart: it is CO2e already")
    if fixed:
        parts.append(f"methods that fix {', '.join(fixed)} {'kept it' if keep_fixed else 'overridden'}")
    return "; ".join(parts)


def _methane(factors: Mapping[_Gwp, float]) -> str:
    """Say with which values methane was counted, where the set tells its origins apart."""
    told = [
        f"{use.origin or 'of no stated origin'} {factors[use]:g}"
        for use in sorted(factors)
        if use.gas == "CH4" and len(set(_by_origin(use.set))) > 1
    ]
    return f"; methane by origin: {', '.join(told)}" if told else ""


def _by_origin(gwp_set: str) -> list[float]:
    """Return the GWP of fossil and of biogenic methane."""
    return [_factor(_Gwp("CH4", gwp_set, origin), {}) for origin in _ORIGINS]


def _problems(factors: Mapping[_Gwp, float]) -> tuple[Problem, ...]:
    """Report gases without a value, and methane without origin where its origin matters."""
    found = []
    for use in sorted(factors):
        if np.isnan(factors[use]):
            problem = f"{use.set} has no GWP of {use.gas}: it is NE in {co2e_unit(use.set)}"
            remedy = f'Convert with a set that has it, or co2e(own={{"{use.gas}": (value, source)}}).'
            found.append(Problem("", "", "substance", repr(use.gas), problem, remedy))
        elif use.gas == "CH4" and not use.origin and factors[use] == _factor(use, {}):
            fossil, biogenic = _by_origin(use.set)
            if fossil != biogenic:
                problem = (
                    f"methane without origin counts {factors[use]:g} in {use.set}; fossil methane is {fossil:g}, "
                    f"other {biogenic:g}"
                )
                found.append(Problem("", "", "origin", "''", problem, "Give origin: fossil or biogenic."))
    return tuple(found)


def _with_gwp(
    table: CoefficientTable, named: Mapping[str, tuple[str, _Gwp]], factors: Mapping[_Gwp, float]
) -> tuple[list[Row], list[Row]]:
    """Return leaves and sources under the new ids, each with the GWP as one more."""
    leaves: list[Row] = []
    sources: list[Row] = []
    held: dict[str, list[Row]] = {}
    for row in table.leaf_rows:
        held.setdefault(str(row["id"]), []).append(row)
    for name, (old, use) in named.items():
        of = f"{use.gas} ({use.origin})" if use.origin else use.gas
        leaf = f"gwp:{use.set}:{of}"
        leaves += [{**row, "id": name} for row in held.get(old, [])]
        leaves.append({"id": name, "leaf": leaf, "kind": "gwp", "power": 1, "value": factors[use], "unit": "1"})
        printed = table.printed.get(old, [])
        sources += [{**row, "id": name} for row in printed]
        sources.append(
            {
                "id": name, "place": len(printed), "kind": "gwp", "name": f"GWP of {of}", "symbol": "GWP",
                "value": factors[use], "unit": "1", "factor": 1.0, "coherent": "1", "column": "", "substance": use.gas,
                "set": use.set, "text": f"GWP of {of}, {co2e_unit(use.set)}",
            }
        )  # fmt: skip
    return leaves, sources
