"""Compose the coefficient of one key and one substance from figures: along the routes of its method, set by set."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from zzcarbon.errors import DataError, english
from zzcarbon.estimation.coefficient import Coefficient, Key
from zzcarbon.estimation.controls import removal_columns, removal_given, shares_of_device
from zzcarbon.estimation.figure_source import FigureSource, emitted, of_substance
from zzcarbon.estimation.figures import MASS, YEARLY_MASS, Figure, bridge
from zzcarbon.estimation.fuel_figures import named_densities
from zzcarbon.estimation.method import Form, Route
from zzcarbon.estimation.missing import NotEstimated, no_bridge
from zzcarbon.estimation.term import Term
from zzcarbon.estimation.why_missing import set_lacks, why_missing
from zzcarbon.factors.function import read_coefficients
from zzcarbon.factors.model import FactorRow
from zzcarbon.vocabulary.families import families

__all__ = ["compose_coefficient", "compose_in_family"]

_UNSTATED = (
    "the reference state of the gas in {what} is not stated; it is taken as that of the amount "
    "(at the other of 0 and 20 degC the result differs by 7.3 %)"
)


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
    asked = (id(key.method), key.said, name, wanted if wanted is None else tuple(wanted))
    if asked not in source.composed:
        found: Coefficient | NotEstimated
        try:
            found = _in_family(source, key, name, wanted)
        except NotEstimated as reason:
            found = reason
            found.__cause__ = found.__context__ = None  # what led to it keeps frames alive
        source.composed[asked] = key.method, found  # the method is kept: its id is of no other
    _, found = source.composed[asked]
    if isinstance(found, NotEstimated):
        raise found.with_traceback(None)
    return found


def _in_family(source: FigureSource, key: Key, name: str, wanted: Sequence[str] | None) -> Coefficient:
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


def compose_coefficient(source: FigureSource, key: Key, substance: str) -> Coefficient:
    """Compose the coefficient of a substance: the first set along whose figures a route leads to a mass.

    Raises
    ------
    NotEstimated
        No set gives all the figures, or a measured value has the wrong unit.
    """
    routes = [route for route in key.method.routes if _gives(route, key, substance)]
    measured = set(key.measured or ())
    shared = {p.column for route in routes if route.factor for p in route.parameters}
    forced = [
        route
        for route in routes
        if not route.factor and any(p.column in measured - shared and not p.bridge for p in route.parameters)
    ]
    missing: list[NotEstimated] = []
    passed_over: list[str] = []
    tried = [(route, _sets_of(source, route, key, substance)) for route in forced or routes]
    for set_key in source.sets:
        for route, having in tried:
            if having is not None and set_key not in having:
                missing = missing or [set_lacks(route, key, substance, set_key)]
                continue
            try:
                return _along(source, route, key, substance, set_key, passed_over)
            except NotEstimated as reason:
                missing.append(reason)
                if not reason.empty:
                    passed_over.append(f"set {set_key} passed over: {reason.problem}")
    raise why_missing(source, key, substance, routes, missing)


def _sets_of(source: FigureSource, route: Route, key: Key, substance: str) -> AbstractSet[str] | None:
    """Return the sets that have a row of the first figure of a route; None where any set may do."""
    if route.factor:
        return source.sets_with_factor(key, substance)
    first = route.first
    if first is None or first.any_set or first.column in (key.measured or {}):
        return None
    return source.table.index.sets_with(first.figure)


def _along(
    source: FigureSource, route: Route, key: Key, substance: str, set_key: str, passed_over: Sequence[str]
) -> Coefficient:
    """Compose along one route with the figures of one set."""
    heads: list[Figure] = []
    control: Figure | None = None
    steps: tuple[str, ...] = ()
    if route.factor:
        factor, control, steps = source.factor(key, substance, set_key)
        heads.append(factor)
    elif key.method.controlled and not removal_given(substance, key.measured or {})[0]:
        control = source.removal(key, substance)
    for parameter in (p for p in route.parameters if not p.bridge):
        try:
            figure, more = source.parameter(parameter, key, set_key)
            figure = of_substance(figure, substance)
        except NotEstimated as reason:
            reason.found = len(heads)
            raise
        heads.append(figure)
        steps += more
    bridges, more = _bridges(source, route, key, heads, set_key)
    figures = (*bridges, *heads)
    trail = list(dict.fromkeys((*passed_over, *steps, *more)))
    trail += [_UNSTATED.format(what=f.row.id) for f in figures if f.row and _state_unstated(f, key)]
    trail += [why for _, why in [removal_given(substance, key.measured or {})] if why and key.method.controlled]
    term, bypass = _terms(key, substance, figures, _form(key, heads[0].row) if route.factor else None, control)
    return Coefficient(key, substance, figures, route, tuple(trail), term, control, bypass)


def _terms(
    key: Key, substance: str, figures: Sequence[Figure], form: Form | None, control: Figure | None
) -> tuple[Term, Term | None]:
    """Return what the rows multiply, and what passes beside a device of the database."""
    given = key.measured or {}
    removed = removal_columns(substance, given) if key.method.controlled else ()
    measured = tuple(figure.column for figure in figures if figure.column)
    plain = Term(measured, removed, form, substance if form else "")
    shares = shares_of_device(given) if control else ()
    return replace(plain, columns=(*measured, *shares)), replace(plain, removed=shares) if shares else None


def _bridges(
    source: FigureSource, route: Route, key: Key, heads: Sequence[Figure], set_key: str
) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
    """Find the figures that bring the units to a mass: of the same set, or for a factor of the first that can."""
    amount = key.amount if heads else emitted(key.amount, key.substance)
    given = (amount, *(figure.coherent for figure in heads))
    goals = (MASS, YEARLY_MASS) if key.method.yearly else (MASS,)
    if bridge(given, (), goals) is not None:
        return (), ()
    known: set[str] = set()
    for candidate in source.sets if route.factor else (set_key,):
        available = []
        for parameter in (p for p in route.parameters if p.bridge and source.may_give(p, key, candidate)):
            try:
                available.append(source.parameter(parameter, key, candidate))
            except NotEstimated:
                continue
            known.add(parameter.column)
        path = bridge(given, tuple(figure for figure, _ in available), goals)
        if path is not None:
            steps = [step for figure, more in available if figure in path for step in more]
            filled = [f.name for f in path if f.row and f.row.set == candidate != set_key]
            if filled:
                steps.append(f"{', '.join(filled)} from set {candidate}")
            return path, tuple(steps)
    raise no_bridge(key, heads, known, named_densities(source.table, key.fuel))


def _gives(route: Route, key: Key, substance: str) -> bool:
    """Whether a route gives a substance: where it names none, a factor must exist or the method declare it."""
    named = route.substances or (() if route.factor else key.method.substances)
    return not named or substance in named


def _form(key: Key, row: FactorRow | None) -> Form | None:
    """Return the function that a factor is; its columns must stand in the row."""
    if row is None or not row.form:
        return None
    form = next((form for form in key.method.forms if form.name == row.form), None)
    if form is None:
        problem = f"{row.id} is a function {row.form!r} that method {key.method.key} does not know"
        raise NotEstimated("method", problem, "Choose a method that knows it: see methods().")
    if missing := [column for column in form.columns if column not in (key.measured or {})]:
        columns = ", ".join(missing)
        meanings = {item.column: item.meaning for item in key.method.inputs}
        problem = f"{row.id} is a function of {columns}, which the row does not give"
        meant = "; ".join(f"{column}, {meanings[column] or 'a number'}" for column in missing)
        raise NotEstimated(missing[0], problem, f"Give {columns}, which methods() describes: {meant}.")
    try:
        read_coefficients(row.coefficients, form.coefficients)
    except DataError as error:
        raise NotEstimated("method", f"{row.id}: {english(error)}", "Correct the row of the database.") from error
    return form


def _state_unstated(figure: Figure, key: Key) -> bool:
    """Whether a figure is per plain m3 of gas while the amount has a reference state."""
    return bool(key.gas_state and figure.row and "m3" in figure.unit and "m3_" not in figure.unit)
