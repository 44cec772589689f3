"""Changes of an inventory that touch only the coefficients: CO2e, other names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from zzcarbon.errors import UnitError, UnknownNameError
from zzcarbon.estimation.block import Block
from zzcarbon.gwp import gwp_factor, has_gwp
from zzcarbon.units import co2e_unit
from zzcarbon.vocabulary.substances import substance

__all__ = ["in_co2e", "renamed"]


def in_co2e(blocks: Sequence[Block], gwp: str) -> tuple[tuple[Block, ...], str]:
    """Multiply greenhouse gases by their GWP; other substances are left out, and the record says so."""
    name = co2e_unit(gwp)
    changed, dropped = [], []
    for block in blocks:
        table = block.coefficients
        kept = [at for at, gas in enumerate(table.substances) if not gas.startswith("CO2e") and has_gwp(gas)]
        if any(gas.startswith("CO2e") for gas in table.substances):
            message = "the inventory is in CO2e already: convert from the gases"
            raise UnitError(message)
        dropped += [gas for at, gas in enumerate(table.substances) if at not in kept]
        factors = np.array([gwp_factor(table.substances[at], gwp) for at in kept])
        details = {(k, kept.index(s)): value for (k, s), value in table.details.items() if s in kept}
        new = replace(
            table,
            substances=(name,) * len(kept),
            gases=tuple(table.gases[at] for at in kept),
            values=table.values[:, kept] * factors,
            notations=table.notations[:, kept],
            term_of=table.term_of[:, kept],
            origins=table.origins[:, kept],
            details=details,
        )
        changed.append(block.with_coefficients(new))
    left = f" (no greenhouse gas: {', '.join(dict.fromkeys(dropped))})" if dropped else ""
    return tuple(changed), f"converted to {name}{left}"


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
