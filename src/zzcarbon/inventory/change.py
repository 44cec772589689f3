"""Changes of an inventory that touch only the coefficients: CO2e, other names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.errors import Problem, UnitError, UnknownNameError
from zzcarbon.estimation.coefficients import CoefficientTable, Row
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.units import co2e_unit
from zzcarbon.vocabulary.substances import substance

__all__ = ["Converted", "in_co2e", "renamed"]


class Converted(NamedTuple):
    """Coefficients after a change, what goes on the record, and what is wrong."""

    table: CoefficientTable
    note: str
    problems: tuple[Problem, ...] = ()


def in_co2e(table: CoefficientTable, gwp: str, *, keep_fixed: bool = False) -> Converted:
    """Multiply greenhouse gases by their GWP; other substances are left out, and the record says so.

    With ``keep_fixed`` rows of a method whose guideline fixes a GWP set keep that set: one substance a
    set. A gas for which the set has no value is NE and a problem; the others are converted.
    """
    name = co2e_unit(gwp)
    if any(gas.startswith("CO2e") for gas in table.substances):
        message = "the inventory is in CO2e already: convert from the gases"
        raise UnitError(message)
    own = table.keys["gwp"].to_numpy(object)
    fixed = sorted({str(word) for word in own if word and word != gwp})
    lines = table.lines[[has_gwp(gas) for gas in table.lines["substance"]]]
    uses = np.where(np.isin(own, fixed) & keep_fixed, own, gwp)[lines["key"].to_numpy()]
    origins = np.where(lines["substance"] == "CH4", lines["origin"], "")
    pairs = pd.DataFrame({"gas": lines["substance"].to_numpy(), "set": uses, "origin": origins}, index=lines.index)
    factors = {pair: _factor(*pair) for pair in pairs.drop_duplicates().itertuples(index=False, name=None)}
    lacking = sorted({pair[:2] for pair, value in factors.items() if np.isnan(value)})
    number = np.array([factors[pair] for pair in pairs.itertuples(index=False, name=None)], float)
    known = np.isfinite(number) & (lines["id"] != "").to_numpy()
    converted = lines.assign(
        substance=[co2e_unit(word) for word in pairs["set"]],
        value=lines["value"] * number,
        constant=lines["constant"],
        notation=np.where(np.isnan(number) & (lines["notation"] == ""), "NE", lines["notation"]),
        id=np.where(known, lines["id"] + "-" + pairs["set"], ""),
    )
    leaves, sources = _with_gwp(table, lines["id"][known], converted["id"][known], pairs[known], factors)
    rank = pd.Index(dict.fromkeys([gwp, *fixed])).get_indexer(pd.Index(pairs["set"]))
    converted = converted.iloc[np.argsort(rank, kind="stable")]
    changed = replace(table, lines=converted.reset_index(drop=True), leaf_rows=leaves, source_rows=sources)
    dropped = [gas for gas in table.substances if not has_gwp(gas)]
    left = f" (no greenhouse gas: {', '.join(dropped)})" if dropped else ""
    kept = f"; methods that fix {', '.join(fixed)} kept it" if keep_fixed and fixed else ""
    instead = f"; methods that fix {', '.join(fixed)} overridden" if fixed and not keep_fixed else ""
    problems = (*map(_no_gwp, lacking), *_without_origin(pairs[known & (pairs["origin"] == "").to_numpy()]))
    methane = _methane_counted(pairs[known])
    return Converted(changed, f"converted to {name}{left}{kept}{instead}{methane}", problems)


def renamed(table: CoefficientTable, names: Mapping[str, str], why: str) -> Converted:
    """Give substances other names; they then sum with what has that name already."""
    if not why.strip():
        message = "recast needs a reason: why=..."
        raise ValueError(message)
    pairs = {substance(old).key: substance(new).key for old, new in names.items()}
    for old, new in pairs.items():
        if old not in table.substances:
            raise UnknownNameError("substance of this inventory", old, table.substances)
        if substance(old).medium != substance(new).medium:
            message = f"{old} is in {substance(old).medium}, {new} in {substance(new).medium}"
            raise ValueError(message)
    lines = table.lines.assign(substance=[pairs.get(name, name) for name in table.lines["substance"]])
    lines = lines.iloc[np.argsort(pd.factorize(lines["substance"])[0], kind="stable")]
    listed = ", ".join(f"{old} as {new}" for old, new in pairs.items())
    return Converted(table.with_lines(lines), f"recast {listed}: {why}")


def _factor(gas: str, gwp_set: str, origin: str) -> float:
    """Return the GWP of a gas; NaN where the set has none."""
    try:
        return gwp_factor(gas, gwp_set, origin=origin)
    except UnitError:
        return np.nan


def _tells_origins(gwp_set: str) -> bool:
    """Whether a set has a value each for fossil and for other methane."""
    return gwp_factor("CH4", gwp_set, origin="fossil") != gwp_factor("CH4", gwp_set, origin="biogenic")


def _methane_counted(pairs: pd.DataFrame) -> str:
    """Say with which values methane was counted, where the set tells its origins apart."""
    methane = pairs[pairs["gas"] == "CH4"].drop_duplicates()
    told = [
        f"{origin or 'of no stated origin'} {gwp_factor('CH4', gwp_set, origin=origin):g}"
        for _, gwp_set, origin in methane.itertuples(index=False, name=None)
        if _tells_origins(gwp_set)
    ]
    return f"; methane by origin: {', '.join(told)}" if told else ""


def _without_origin(pairs: pd.DataFrame) -> list[Problem]:
    """Tell methane without origin, which counts with the value of the table of all gases."""
    sets = sorted(set(pairs.loc[pairs["gas"] == "CH4", "set"]))
    return [
        Problem(
            "", "", "origin", "''",
            f"methane without origin counts {gwp_factor('CH4', word):g} in {word}; fossil methane is "
            f"{gwp_factor('CH4', word, origin='fossil'):g}, other {gwp_factor('CH4', word, origin='biogenic'):g}",
            "Give origin: fossil or biogenic.",
        )
        for word in sets
        if _tells_origins(word)
    ]  # fmt: skip


def _no_gwp(pair: tuple[str, str]) -> Problem:
    gas, gwp_set = pair
    problem = f"{gwp_set} has no GWP of {gas}: it is NE in {co2e_unit(gwp_set)}"
    return Problem("", "", "substance", repr(gas), problem, "Convert with a set that has it: co2e('AR6').")


def _with_gwp(
    table: CoefficientTable,
    old: pd.Series[str],
    new: pd.Series[str],
    pairs: pd.DataFrame,
    factors: Mapping[tuple[str, str, str], float],
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return leaves and sources under the new ids, each with the GWP as one more."""
    leaves: list[Row] = []
    sources: list[Row] = []
    held: dict[str, list[Row]] = {}
    for row in table.leaf_rows:
        held.setdefault(str(row["id"]), []).append(row)
    named = {name: (before, *pair) for before, name, pair in zip(old, new, pairs.itertuples(index=False), strict=True)}
    for name, (before, gas, gwp_set, origin) in named.items():
        value = factors[gas, gwp_set, origin]
        methane = f"{gas} ({origin})" if origin and _tells_origins(gwp_set) else gas
        leaves += [{**row, "id": name} for row in held.get(before, [])]
        leaves.append(
            {"id": name, "leaf": f"gwp:{gwp_set}:{methane}", "kind": "gwp", "power": 1, "value": value, "unit": "1"}
        )
        printed = table.printed.get(before, [])
        sources += [{**row, "id": name} for row in printed]
        sources.append(
            {
                "id": name, "place": len(printed), "kind": "gwp", "name": f"GWP of {methane}", "symbol": "GWP",
                "value": value, "unit": "1", "factor": 1.0, "coherent": "1", "column": "", "substance": gas,
                "set": gwp_set, "text": f"GWP of {methane}, {co2e_unit(gwp_set)}",
            }
        )  # fmt: skip
    return tuple(leaves), tuple(sources)
