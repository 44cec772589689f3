"""A substance asked for by the name of its family: VOCs of a method that gives NMVOC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zzcarbon.estimation.coefficient import Coefficient, Key
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.compose import compose_coefficient
from zzcarbon.estimation.figure_source import FigureSource
from zzcarbon.estimation.missing import NotEstimated
from zzcarbon.vocabulary.families import families, kinship

__all__ = ["compose_in_family", "counted_names"]


def compose_in_family(source: FigureSource, key: Key, name: str, wanted: Sequence[str] | None) -> Coefficient:
    """Compose the coefficient of a substance, or of one that is counted under its name.

    Parameters
    ----------
    source : FigureSource
    key : Key
    name : str
        The substance.
    wanted : sequence of str or None
        What the caller asks for. A member that is asked for itself keeps its own name: a tonne has one name only.

    Raises
    ------
    NotEstimated
        The method gives neither the substance nor one that is counted as it; where it gives one that needs
        a reason of the caller, that is said.
    """
    try:
        return compose_coefficient(source, key, name)
    except NotEstimated as reason:
        if name not in (wanted or (key.substance,)):
            raise  # nobody asks for the family by its name: methods give their own
        for member, kin in families().get(name, {}).items():
            if kin.rule not in {"recast", "ask"} or (wanted is not None and member in wanted):
                continue
            try:
                found = compose_coefficient(source, key, member)
            except NotEstimated:
                continue
            if kin.rule == "ask":
                remedy = f"Estimate {member} and say why: inventory.counted_as({name!r}, reasons={{{member!r}: ...}})."
                raise NotEstimated("substance", f"the method gives {member}: {kin.why}", remedy) from reason
            return replace(found, trail=(*found.trail, f"{member} is counted as {name}: {kin.why}"))
        raise


def counted_names(table: CoefficientTable) -> tuple[str, ...]:
    """Return the record of what stands under the name of its family."""
    names = set(zip(table.lines["id"].tolist(), table.lines["substance"].tolist(), strict=True))
    made_of = {row["id"]: str(row["substance"]) for row in table.source_rows if row["kind"] == "method"}
    pairs = {(made_of.get(at, ""), str(name)) for at, name in names}
    kin = {pair: kinship(*pair) for pair in sorted(pairs) if pair[0] != pair[1]}
    return tuple(f"{member} is counted as {name}: {why.why}" for (member, name), why in kin.items() if why)
