"""The greenhouse gases of an inventory as CO2e: the GWP becomes one more leaf of each coefficient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, UnitError
from zzcarbon.estimation.coefficients import CoefficientTable, Row
from zzcarbon.gwp import OwnGwp, gwp_factor, has_gwp, own_potentials, parts_of, without_value
from zzcarbon.inventory.recast import Changed
from zzcarbon.units import co2e_unit

__all__ = ["in_co2e"]

_ORIGINS = ("fossil", "biogenic")
_SETS = ("SAR", "TAR", "AR4", "AR5", "AR6")
_IN_CO2E = "-CO2e"
"""How the names of substances end that are CO2e of a set, or of no stated one."""

_Own = Mapping[str, tuple[float, str]]
"""The caller's potentials and their sources, by the key of the gas."""


@dataclass(frozen=True, order=True, slots=True)
class _Gwp:
    """One conversion: a gas, a GWP set, where they differ the origin of the carbon, and own values in it."""

    gas: str
    set: str
    origin: str = ""
    own: tuple[tuple[str, float, str], ...] = ()

    def __str__(self) -> str:
        own = [f"own {part} {value:g}" for part, value, _ in self.own]
        return " ".join([self.set, self.origin, *own]).replace("  ", " ").strip()

    @property
    def own_text(self) -> str:
        """The own values and where they stand."""
        return ", ".join(f"own GWP of {part} {value:g} ({source})" for part, value, source in self.own)


def in_co2e(table: CoefficientTable, gwp: str, *, keep_fixed: bool = False, own: OwnGwp | None = None) -> Changed:
    """Multiply greenhouse gases by their GWP; substances that are none are left out, and the record says so.

    With ``keep_fixed`` rows of a method whose guideline fixes a GWP set keep that set: one substance a
    set. A gas for which the set has no value is NE and a problem; CO2e of another or of no stated set keeps
    its name; the others are converted. Methane of known origin takes the value of that origin. Potentials of
    the caller go before those of the set asked for; a set that a guideline fixes keeps its own.

    Raises
    ------
    UnitError
        Everything is in CO2e already, or an own potential has no source or is no number from 0 up.
    UnknownNameError
        The set is unknown, or a gas of ``own``.
    """
    name = co2e_unit(gwp)
    given = own_potentials(own or {})
    gases = [gas for gas in table.substances if not gas.startswith("CO2e (") and (has_gwp(gas) or gas in given)]
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
    asked = list(zip(lines["substance"], kept_sets[lines["key"].to_numpy()], lines["origin"], strict=True))
    used = {each: _used(each[0], str(each[1]), each[2], given, fixed=each[1] != gwp) for each in dict.fromkeys(asked)}
    uses = [used[each] for each in asked]
    factors = {use: _factor(use) for use in used.values()}
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
    dropped = [gas for gas in table.substances if gas not in gases and gas not in apart]
    note = _note(name, dropped, apart, fixed, keep_fixed=keep_fixed) + _methane(factors)
    with_coefficient = {use for use, old in zip(uses, lines["id"], strict=True) if old}
    unused = _not_used(given, with_coefficient)
    return Changed(changed, note + _told_own(with_coefficient), (*_problems(factors), *unused))


def _used(gas: str, gwp_set: str, origin: str, own: _Own, *, fixed: bool) -> _Gwp:
    """Return the conversion of a line; the origin counts only where the set has another value for it.

    An own value of the gas goes before those of its parts. Where a guideline fixes the set, own values serve
    only what that set lacks.
    """
    names = [gas] if gas in own else [part for part, _ in parts_of(gas)]
    if fixed:
        lacking = without_value(gas, gwp_set)
        names = [name for name in names if name in lacking or (name == gas and lacking)]
    plain = _Gwp(gas, gwp_set, own=tuple((name, *own[name]) for name in names if name in own))
    if origin not in _ORIGINS:
        return plain
    of_origin = replace(plain, origin=origin)
    return plain if _factor(of_origin) == _factor(plain) else of_origin


def _factor(use: _Gwp) -> float:
    """Return the GWP of a gas; NaN where the set has none."""
    own = {part: (value, source) for part, value, source in use.own}
    try:
        return gwp_factor(use.gas, use.set, origin=use.origin, own=own)
    except UnitError:
        return np.nan


def _note(name: str, dropped: list[str], apart: list[str], fixed: list[str], *, keep_fixed: bool) -> str:
    """Return what goes on the record."""
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
        if use.gas == "CH4" and not use.own and len(set(_by_origin(use.set))) > 1
    ]
    return f"; methane by origin: {', '.join(told)}" if told else ""


def _told_own(uses: set[_Gwp]) -> str:
    """Say which own values were used, and where they stand."""
    told = {f"; own GWP of {part} {value:g} ({source})" for use in uses for part, value, source in use.own}
    return "".join(sorted(told))


def _by_origin(gwp_set: str) -> list[float]:
    """Return the GWP of fossil and of biogenic methane."""
    return [_factor(_Gwp("CH4", gwp_set, origin)) for origin in _ORIGINS]


def _problems(factors: Mapping[_Gwp, float]) -> tuple[Problem, ...]:
    """Report gases without a value, and methane without origin where its origin matters."""
    found = []
    for use in sorted(factors):
        if np.isnan(factors[use]):
            found.append(_no_gwp(use))
        elif use.gas == "CH4" and not use.origin and not use.own:
            fossil, biogenic = _by_origin(use.set)
            if fossil != biogenic:
                problem = (
                    f"methane without origin counts {factors[use]:g} in {use.set}; fossil methane is {fossil:g}, "
                    f"other {biogenic:g}"
                )
                found.append(Problem("", "", "origin", "''", problem, "Give origin: fossil or biogenic."))
    return tuple(found)


def _no_gwp(use: _Gwp) -> Problem:
    """Report a gas, or the parts of a blend, without a value; own values that were given are not asked for again."""
    given = {part for part, _, _ in use.own}
    parts = [part for part in without_value(use.gas, use.set) if part not in given]
    whose = use.gas if parts == [use.gas] else f"{use.gas}, for its part {', '.join(parts)}"
    problem = f"{use.set} has no GWP of {whose}: it is NE in {co2e_unit(use.set)}"
    wanted = ", ".join(f'"{part}": (value, source)' for part in parts)
    sets = [word for word in _SETS if not without_value(use.gas, word)]
    other = f"Convert with a set that has it ({', '.join(sets)}), or give " if sets else "Give "
    remedy = f"{other}own={{{wanted}}}."
    return Problem("", "", "substance", repr(use.gas), problem, remedy)


def _not_used(own: _Own, uses: set[_Gwp]) -> list[Problem]:
    """Report own potentials that no row took: nothing emits the gas, or another value goes before it."""
    taken = {part for use in uses for part, _, _ in use.own}
    emitted = {name for use in uses for name in (use.gas, *(part for part, _ in parts_of(use.gas)))}
    before = (
        "what a guideline or the blend itself was given goes before it",
        "Take it out, or convert without keep_fixed.",
    )
    absent = "no row emits this gas", "Take it out, or name a gas of the inventory."
    return [
        Problem("", "", "own", repr(gas), f"the own GWP of {gas} was not used: {why}", remedy)
        for gas in sorted(set(own) - taken)
        for why, remedy in [before if gas in emitted else absent]
    ]


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
        leaf = f"gwp:{use.set}:{of}" + "".join(f":own {part} {value:g}" for part, value, _ in use.own)
        leaves += [{**row, "id": name} for row in held.get(old, [])]
        leaves.append({"id": name, "leaf": leaf, "kind": "gwp", "power": 1, "value": factors[use], "unit": "1"})
        printed = table.printed.get(old, [])
        sources += [{**row, "id": name} for row in printed]
        sources.append(
            {
                "id": name, "place": len(printed), "kind": "gwp", "name": f"GWP of {of}", "symbol": "GWP",
                "value": factors[use], "unit": "1", "factor": 1.0, "coherent": "1", "column": "", "substance": use.gas,
                "set": use.set, "text": ", ".join(filter(None, [f"GWP of {of}", co2e_unit(use.set), use.own_text])),
            }
        )  # fmt: skip
    return leaves, sources
