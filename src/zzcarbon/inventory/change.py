"""Changes of an inventory that touch only the coefficients: CO2e, other names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import UnitError, UnknownNameError
from zzcarbon.estimation.block import Block, Coefficients
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.units import co2e_unit
from zzcarbon.vocabulary.substances import substance

__all__ = ["in_co2e", "renamed"]


def in_co2e(blocks: Sequence[Block], gwp: str, *, keep_fixed: bool = False) -> tuple[tuple[Block, ...], str]:
    """Multiply greenhouse gases by their GWP; other substances are left out, and the record says so.

    With ``keep_fixed`` rows of a method whose guideline fixes a GWP set keep that set: one substance a set.
    """
    name = co2e_unit(gwp)
    fixed = sorted({str(own) for block in blocks for own in block.coefficients.labels["gwp"] if own and own != gwp})
    sets = (gwp, *fixed) if keep_fixed else (gwp,)
    changed, dropped = [], []
    for block in blocks:
        gases = block.coefficients.substances
        if any(gas.startswith("CO2e") for gas in gases):
            message = "the inventory is in CO2e already: convert from the gases"
            raise UnitError(message)
        dropped += [gas for gas in gases if not has_gwp(gas)]
        changed.append(block.with_coefficients(_with_gwp(block.coefficients, gwp, sets)))
    left = f" (no greenhouse gas: {', '.join(dict.fromkeys(dropped))})" if dropped else ""
    kept = f"; methods that fix {', '.join(fixed)} kept it" if keep_fixed and fixed else ""
    instead = f"; methods that fix {', '.join(fixed)} overridden" if fixed and not keep_fixed else ""
    return tuple(changed), f"converted to {name}{left}{kept}{instead}"


def _with_gwp(table: Coefficients, gwp: str, sets: Sequence[str]) -> Coefficients:
    """Return coefficients in CO2e: a column for each gas and GWP set, filled where the set is that of the key."""
    own = table.labels["gwp"].to_numpy(object)
    pairs = [(s, at) for s in sets for at, gas in enumerate(table.substances) if has_gwp(gas)]
    columns = [at for _, at in pairs]
    uses = np.column_stack([_uses(own, s, gwp, sets) for s, _ in pairs]) if pairs else np.ones((len(own), 0), bool)
    factors = np.array([_factor(table.substances[at], s, uses[:, n]) for n, (s, at) in enumerate(pairs)])
    details = {
        (key, number): table.details[key, at]
        for number, at in enumerate(columns)
        for key in np.flatnonzero(uses[:, number]).tolist()
        if (key, at) in table.details
    }
    return replace(
        table,
        substances=tuple(co2e_unit(s) for s, _ in pairs),
        gases=tuple(table.gases[at] for at in columns),
        values=np.where(uses, table.values[:, columns] * factors, np.nan),
        notations=np.where(uses, table.notations[:, columns], "-"),
        term_of=table.term_of[:, columns],
        origins=table.origins[:, columns],
        details=details,
    )


def _uses(own: npt.NDArray[np.object_], gwp_set: str, asked: str, sets: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which keys are converted with a set: their own where it is kept, else the one asked for."""
    used = np.array([name if name in sets else asked for name in own], object)
    return np.asarray(used == gwp_set)


def _factor(gas: str, gwp_set: str, uses: npt.NDArray[np.bool_]) -> float:
    """Return the GWP of a gas; a set that no key uses need not know the gas."""
    return gwp_factor(gas, gwp_set) if uses.any() else np.nan


def renamed(blocks: Sequence[Block], names: Mapping[str, str], why: str) -> tuple[tuple[Block, ...], str]:
    """Give substances other names; they then sum with what has that name already."""
    if not why.strip():
        message = "recast needs a reason: why=..."
        raise ValueError(message)
    pairs = {substance(old).key: substance(new).key for old, new in names.items()}
    present = {gas for block in blocks for gas in block.coefficients.substances}
    for old, new in pairs.items():
        if old not in present:
            raise UnknownNameError("substance of this inventory", old, present)
        if substance(old).medium != substance(new).medium:
            message = f"{old} is in {substance(old).medium}, {new} in {substance(new).medium}"
            raise ValueError(message)
    changed = tuple(
        block.with_coefficients(
            replace(
                block.coefficients,
                substances=tuple(pairs.get(gas, gas) for gas in block.coefficients.substances),
            )
        )
        for block in blocks
    )
    listed = ", ".join(f"{old} as {new}" for old, new in pairs.items())
    return changed, f"recast {listed}: {why}"
