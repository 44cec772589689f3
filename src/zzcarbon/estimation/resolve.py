"""Resolve: from distinct keys to the coefficients that their rows are multiplied by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.compose import compose_in_family
from zzcarbon.estimation.figure_source import FigureSource, figure_source
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.findings import missing_coefficients, unused_controls, unused_removals
from zzcarbon.estimation.keys import Concerned, Keys
from zzcarbon.estimation.missing import NotEstimated
from zzcarbon.estimation.options import Options
from zzcarbon.estimation.tabulate import Cell, coefficient_table
from zzcarbon.estimation.unreached import with_unknown_words
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.fuels import fuel
from zzcarbon.vocabulary.substances import HEAVY_METALS

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Coefficients of distinct keys.

    Attributes
    ----------
    table : CoefficientTable
        The keys that were given, then one for each of ``without``.
    without : tuple of Concerned
        What is known of rows that cannot be estimated, or may turn out so: it is NE in their place.
    findings : tuple of Finding
        What could not be composed, by key.
    """

    table: CoefficientTable
    without: tuple[Concerned, ...]
    findings: tuple[Finding, ...]


def resolve(keys: Keys, options: Options, stopped: Sequence[int] = ()) -> Resolved:
    """Compose the coefficients of all keys and substances.

    After the keys that were given come those of rows that cannot be estimated, one for each that is known of
    them: the substance, or what the method gives, is NE; everything where neither is known. Functions may
    have no value, which only the numbers show: rows of methods with functions have such a key in any case.

    Parameters
    ----------
    keys : Keys
    options : Options
    stopped : sequence of int
        Keys some rows of which cannot be estimated.
    """
    wanted = options.substances
    source = figure_source(options.table, options.sets, options.purpose, options.fuel_map)
    names = _substances(keys, options.table, options.sets, wanted)
    may_fail = {at for at, key in enumerate(keys.keys) if key is None or key.method.forms}
    without = tuple(dict.fromkeys(keys.concerned[at] for at in sorted(may_fail.union(stopped))))
    missing: dict[tuple[int, str], NotEstimated] = {}
    cells = [
        cell for at, key in enumerate(keys.keys) if key for cell in _cells(at, key, names, wanted, source, missing)
    ]
    given: dict[int, list[str]] = {}
    for cell in cells:
        given.setdefault(cell.key, []).append(cell.coefficient.substance if cell.coefficient else cell.substance)
    for at, known in enumerate(without, len(keys.keys)):
        declared = known.method.substances if known.method and wanted is None else ()
        told = (known.substance,) if known.substance else declared
        cells += [Cell(at, name, "", "NE") for name in names if not told or name in told]
    held = {cell.substance for cell in cells}
    table = coefficient_table([*keys.keys, *without], cells, [name for name in names if wanted or name in held])
    findings = with_unknown_words(missing_coefficients(missing), keys.keys, options.table)
    findings += unused_removals(keys.keys, given, wanted)
    made = ((cell.key, cell.coefficient) for cell in cells if cell.coefficient)
    findings += unused_controls(made, source.may_remove)
    return Resolved(table, without, tuple(findings))


def _cells(
    at: int,
    key: Key,
    names: Sequence[str],
    wanted: Sequence[str] | None,
    source: FigureSource,
    missing: dict[tuple[int, str], NotEstimated],
) -> Iterable[Cell]:
    """Yield what a key gives; why there is no number goes into ``missing``."""
    declared = wanted if wanted is not None else key.method.substances or (key.substance,)
    reasons: dict[str, NotEstimated] = {}
    found = False
    for name in names:
        if key.substance not in {"", name}:
            continue
        origin = _origin(key, name)
        if key.notation:
            found = True
            yield Cell(at, name, origin, key.notation)
            continue
        try:
            coefficient = compose_in_family(source, key, name, wanted)
        except NotEstimated as reason:
            reasons[name] = reason
            if name in declared or name == key.substance:
                found = True
                missing[at, name] = reason
                yield Cell(at, name, origin, reason.notation)
            continue
        found = True
        yield Cell(at, name, key.origin or coefficient.origin or origin, "", coefficient)
    if not found:  # a method that declares no substance: the row is not lost
        for name, why in reasons.items():
            missing[at, name] = why
            yield Cell(at, name, _origin(key, name), "NE")


def _origin(key: Key, name: str) -> str:
    """Return where the carbon comes from: as the row says, else of CO2 and CH4 as the fuel or the method does."""
    if key.origin:
        return key.origin
    if name == "CH4":
        return key.method.methane or (_carbon_of(key.fuel) if key.fuel else "")
    return fuel(key.fuel).origin if key.fuel and name == "CO2" else ""


def _carbon_of(name: str) -> str:
    """Return the origin of a fuel's methane; a fuel of mixed carbon has none."""
    origin = fuel(name).origin
    return origin if origin in {"fossil", "biogenic"} else ""


def _substances(keys: Keys, table: FactorTable, sets: Sequence[str], wanted: Sequence[str] | None) -> list[str]:
    """Return what is estimated: what was asked for, or what the methods declare and the sets add."""
    if wanted is not None:
        return list(dict.fromkeys(wanted))
    names: dict[str, None] = {}
    understood = {key.method for key in keys.keys if key}
    for method, only in dict.fromkeys((known.method, known.substance) for known in keys.concerned):
        names |= dict.fromkeys((only,) if only else method.substances if method else ())
        if method in understood and method and any(route.factor and not route.substances for route in method.routes):
            held = table.substances(method.activity, sets)
            names |= dict.fromkeys(name for name in held if name not in HEAVY_METALS)
    return list(names)
