"""Which of several reasons is told where no route of a method comes to a number."""

from __future__ import annotations

from collections.abc import Sequence

from zzcarbon.errors import FactorNotFound
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.figure_source import FigureSource
from zzcarbon.estimation.method import Route
from zzcarbon.estimation.missing import OTHER_SET, NotEstimated, no_factor, no_parameter, not_applicable, not_given
from zzcarbon.vocabulary.activities import only_substance

__all__ = ["set_lacks", "why_missing"]


def why_missing(
    source: FigureSource, key: Key, substance: str, routes: Sequence[Route], missing: Sequence[NotEstimated]
) -> NotEstimated:
    """Say what was missing: the way that came furthest, or the nearest rows of all sets.

    Parameters
    ----------
    source : FigureSource
    key : Key
    substance : str
    routes : sequence of Route
        Those that give the substance.
    missing : sequence of NotEstimated
        Why each of them came to nothing in each set.
    """
    only = only_substance(key.method.activity)
    if only not in {"", substance} and not source.sets_with_factor(key, substance):
        return not_applicable(key, only)
    furthest = max(missing, key=lambda reason: reason.found, default=None)
    for reason in missing:
        if not reason.empty:
            return reason
    if not routes:
        return not_given(key, substance)
    if furthest and furthest.found:
        return furthest
    parameters = [p for route in routes for p in route.parameters if not p.bridge]
    if any(route.factor for route in routes):
        if error := source.why_nowhere(source.query(key.method.activity, key, substance, key.method.subject)):
            given = key.method.substances
            unknown = isinstance(error, FactorNotFound) and not error.near and given and substance not in given
            return not_given(key, substance) if unknown else no_factor(error, key)
    elif parameters:
        first = parameters[0]
        if error := source.why_nowhere(source.query(first.figure, key, "", first.of or key.method.subject)):
            return no_parameter(first, error, key)
    return furthest or NotEstimated("method", f"no set of factors is asked for {substance}", OTHER_SET)


def set_lacks(route: Route, key: Key, substance: str, set_key: str) -> NotEstimated:
    """Say that a set has no row of the first figure of a route."""
    first = route.first
    if route.factor or first is None:
        problem = f"set {set_key} has no row of {key.method.activity} {substance}"
        return NotEstimated(key.method.subject or "method", problem, OTHER_SET, empty=True)
    return no_parameter(first, FactorNotFound(f"set {set_key} has no row of {first.figure}"), key)
