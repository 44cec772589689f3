"""Compose the coefficient of one key and one substance from figures."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from zzcarbon.errors import DataError, FactorError, UnitError
from zzcarbon.estimation.coefficient import Coefficient, Key
from zzcarbon.estimation.controls import CONTROL_COLUMNS, REMOVAL, removal_given
from zzcarbon.estimation.figures import GROSS, MASS, YEARLY_MASS, Coherent, Figure, bridge, coherent
from zzcarbon.estimation.fuel_figures import named_densities
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Form, Route
from zzcarbon.estimation.missing import (
    OTHER_SET,
    EmptySet,
    NotEstimated,
    no_bridge,
    no_factor,
    no_parameter,
    not_applicable,
)
from zzcarbon.estimation.own_factor import of_substance
from zzcarbon.estimation.term import Term
from zzcarbon.factors.function import read_coefficients
from zzcarbon.factors.model import FactorRow
from zzcarbon.factors.select import Question
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.activities import only_substance
from zzcarbon.vocabulary.families import other_names

__all__ = ["Composer"]

_UNSTATED = (
    "the reference state of the gas in {what} is not stated; it is taken as that of the amount "
    "(at the other of 0 and 20 degC the result differs by 7.3 %)"
)

_Steps = tuple[str, ...]


class Composer:
    """Composes coefficients from one factor table and one order of sets.

    Figures of a subject are asked for once per subject, set and region, however many keys need them.

    Parameters
    ----------
    table : FactorTable
    sets : sequence of str
        Sets in the order they are asked.
    purpose : str
        What the figures are for.
    subjects : mapping
        By fuel, then by set, the words that stand for the fuel, best first, each with the reason
        for an assumption.
    """

    def __init__(
        self,
        table: FactorTable,
        sets: Sequence[str],
        purpose: str,
        subjects: Mapping[str, Mapping[str, Mapping[str, str]]],
    ) -> None:
        self._table = table
        self._sets = tuple(sets)
        self._purpose = purpose
        self._subjects = subjects
        self._found: dict[Hashable, tuple[Figure, _Steps] | FactorError] = {}
        self._words: dict[tuple[str, str], Mapping[str, tuple[str, ...]] | None] = {}
        self._nowhere: dict[Hashable, FactorError] = {}

    def compose(self, key: Key, substance: str) -> Coefficient:
        """Compose the coefficient of a substance.

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
        tried = [(route, self._sets_of(route, key, substance)) for route in forced or routes]
        for set_key in self._sets:
            for route, having in tried:
                if having is not None and set_key not in having:
                    missing = missing or [_lack(route, key, substance, set_key)]
                    continue
                try:
                    return self._along(route, key, substance, set_key, passed_over)
                except NotEstimated as reason:
                    missing.append(reason)
                    if not reason.empty:
                        passed_over.append(f"set {set_key} passed over: {reason.problem}")
        raise self._reason(key, substance, routes, missing)

    def _sets_of(self, route: Route, key: Key, substance: str) -> AbstractSet[str] | None:
        """Return the sets that have a row of the first figure of a route; None where any set may do."""
        if route.factor:
            return self._table.sets_with(key.method.activity, substance)
        first = _first(route)
        if first is None or first.any_set or first.column in (key.measured or {}):
            return None
        return self._table.sets_with(first.figure)

    def _along(self, route: Route, key: Key, substance: str, set_key: str, passed_over: Sequence[str]) -> Coefficient:
        """Compose along one route with the figures of one set."""
        heads: list[Figure] = []
        control: Figure | None = None
        steps: _Steps = ()
        if route.factor:
            factor, control, steps = self._factor(key, substance, set_key)
            heads.append(factor)
        elif key.method.controlled and not removal_given(substance, key.measured or {})[0]:
            control = self._removal_of_control(key, substance)
        for parameter in (p for p in route.parameters if not p.bridge):
            try:
                figure, more = self._parameter(parameter, key, set_key)
                figure = of_substance(figure, substance)
            except NotEstimated as reason:
                reason.found = len(heads)
                raise
            heads.append(figure)
            steps += more
        bridges, more = self._bridges(route, key, heads, set_key)
        figures = (*bridges, *heads)
        trail = list(dict.fromkeys((*passed_over, *steps, *more)))
        trail += [_UNSTATED.format(what=f.row.id) for f in figures if f.row and _state_unstated(f, key)]
        trail += [why for _, why in [removal_given(substance, key.measured or {})] if why and key.method.controlled]
        form = _form(key, heads[0].row) if route.factor else None
        measured = tuple(f.column for f in figures if f.column)
        plain = Term(measured, _removed(key, substance), form, substance if form else "")
        shares = _shares(key) if control else ()
        term = replace(plain, columns=(*measured, *shares))
        bypass = replace(plain, removed=shares) if shares else None
        return Coefficient(key, substance, figures, route, tuple(trail), term, control, bypass)

    def _bridges(
        self, route: Route, key: Key, heads: Sequence[Figure], set_key: str
    ) -> tuple[tuple[Figure, ...], _Steps]:
        """Find the figures that bring the units to a mass: of the same set, or for a factor of the first that can."""
        parameters = [p for p in route.parameters if p.bridge]
        given = (key.amount, *(figure.coherent for figure in heads))
        goals = (MASS, YEARLY_MASS) if key.method.yearly else (MASS,)
        if bridge(given, (), goals) is not None:
            return (), ()
        known: set[str] = set()
        for candidate in self._sets if route.factor else (set_key,):
            available = []
            for parameter in parameters:
                if not self._may_give(parameter, key, candidate):
                    continue
                try:
                    available.append(self._parameter(parameter, key, candidate))
                except NotEstimated:
                    continue
                known.add(parameter.column)
            path = bridge(given, tuple(f for f, _ in available), goals)
            if path is not None:
                steps = [step for figure, more in available if figure in path for step in more]
                filled = [f.name for f in path if f.row and f.row.set == candidate != set_key]
                if filled:
                    steps.append(f"{', '.join(filled)} from set {candidate}")
                return path, tuple(steps)
        raise no_bridge(key, heads, known, named_densities(self._table, key.fuel))

    def _may_give(self, parameter: Input, key: Key, set_key: str) -> bool:
        """Whether a figure is measured, or a set that may give it has any row of it."""
        if parameter.any_set or parameter.column in (key.measured or {}):
            return True
        return set_key in self._table.sets_with(parameter.figure)

    def _parameter(self, parameter: Input, key: Key, set_key: str) -> tuple[Figure, _Steps]:
        unit = (key.measured or {}).get(parameter.column)
        if unit is not None:
            return _measured(parameter, unit, key), ()
        subject = parameter.of or key.method.subject
        having = self._table.sets_with(parameter.figure)
        others = (s for s in self._sets if s != set_key and s in having) if parameter.any_set else ()
        reason: NotEstimated | None = None
        question = self._question(parameter.figure, key, "", subject)
        for candidate in (set_key, *others):
            try:
                figure, steps = self._asked(question, parameter.symbol, key, candidate)
            except FactorError as error:
                reason = reason or no_parameter(parameter, error, key)
                continue
            if candidate != set_key:
                steps = (*steps, f"{parameter.figure} from set {candidate}")
            return figure, steps
        raise reason or no_parameter(parameter, FactorError(f"no row of {parameter.figure}"), key)

    def _factor(self, key: Key, substance: str, set_key: str) -> tuple[Figure, Figure | None, _Steps]:
        """Return the factor, and the removal efficiency of a control for which the set has no factor of its own."""
        question = self._question(key.method.activity, key, substance, key.method.subject)
        uncontrolled = replace(question, control="")
        if key.method.controlled and removal_given(substance, key.measured or {})[0]:
            figure, steps = self._emission_factor(uncontrolled, key, set_key)
            return figure, None, steps
        try:
            figure, steps = self._emission_factor(question, key, set_key)
        except NotEstimated:
            removal = self._removal_of_control(key, substance) if key.method.controlled else None
            if removal is None:
                raise
        else:
            return figure, None, steps
        figure, steps = self._emission_factor(uncontrolled, key, set_key)
        return figure, removal, (*steps, f"uncontrolled factor less the removal of {key.control!r}")

    def _emission_factor(self, question: Question, key: Key, set_key: str) -> tuple[Figure, _Steps]:
        """Return the factor that answers a question."""
        try:
            return self._asked(question, "EF", key, set_key)
        except FactorError as error:
            raise no_factor(error, key) from error

    def _removal_of_control(self, key: Key, substance: str) -> Figure | None:
        """Return the removal efficiency that the database holds for the control of the row."""
        if not key.control:
            return None
        plain = replace(self._question(REMOVAL, key, "", ""), technology=key.control, control="")
        having = self._table.sets_with(REMOVAL)
        for name in (substance, *(kin.family for kin in other_names(substance) if kin.member == substance)):
            question = replace(plain, subjects=dict.fromkeys(self._sets, (name,)))
            for set_key in (each for each in self._sets if each in having):
                try:
                    return self._asked(question, "eta", key, set_key)[0]
                except FactorError:
                    continue
        return None

    def _asked(self, question: Question, symbol: str, key: Key, set_key: str) -> tuple[Figure, _Steps]:
        memory = (question.of_set(set_key), symbol, key.gas_state, key.fuel, key.factor_year, key.year)
        found = self._found.get(memory)
        if found is None:
            found = self._found[memory] = self._ask(question, symbol, key, set_key)
        if isinstance(found, FactorError):
            raise found
        return found

    def _ask(self, question: Question, symbol: str, key: Key, set_key: str) -> tuple[Figure, _Steps] | FactorError:
        try:
            choice = self._table.best_in_set(question, set_key)
        except FactorError as error:
            return error
        if choice is None:
            return EmptySet(f"set {set_key} has no row of {question.name} {question.substance}".rstrip())
        row = choice.row
        if math.isnan(row.value) and not row.form:
            return FactorError(f"{row.id} is a range without central value: {row.lower} to {row.upper}")
        ratio = coherent(row.unit, gas_state=key.gas_state, gross="GCV" in row.basis)
        steps = list(choice.trail)
        if key.factor_year is not None and row.valid_from:
            steps.append(f"factor of {key.factor_year} used for {key.year}, as the row says")
        reason = self._subjects.get(key.fuel, {}).get(row.set, {}).get(row.subject, "")
        if reason:
            steps.append(f"{key.fuel} as {row.subject!r}: {reason}")
        value = None if row.form else row.value
        return Figure(question.name, symbol, value, row.unit, ratio, row), tuple(steps)

    def _question(self, name: str, key: Key, substance: str, subject_column: str) -> Question:
        conditions = {column: key.word(column) if column == "fuel" else key.words.get(column, "")
                      for column in key.method.dimensions}  # fmt: skip
        return Question(
            name=name,
            substance=substance,
            subjects=self._names(key, subject_column),
            region=key.region,
            year=key.factor_year if key.factor_year is not None else key.year,
            technology=key.technology,
            control=key.control,
            categories=key.categories,
            purpose=self._purpose,
            any_technology=not substance,
            conditions=conditions,
        )

    def _names(self, key: Key, column: str) -> Mapping[str, tuple[str, ...]] | None:
        """Return by set the words that stand for the subject; None where any subject answers. Made once a word."""
        asked = (column, "" if column in {"", "-"} else key.word(column))
        if asked not in self._words:
            self._words[asked] = self._new_names(key, column)
        return self._words[asked]

    def _new_names(self, key: Key, column: str) -> Mapping[str, tuple[str, ...]] | None:
        if column == "fuel":
            subjects = self._subjects.get(key.fuel)
            return {set_key: tuple(words) for set_key, words in subjects.items()} if subjects else None
        if not column:
            return None
        return dict.fromkeys(self._sets, () if column == "-" else (key.word(column),))

    def _reason(
        self, key: Key, substance: str, routes: Sequence[Route], missing: Sequence[NotEstimated]
    ) -> NotEstimated:
        """Say what was missing: the way that came furthest, or the nearest rows of all sets."""
        only = only_substance(key.method.activity)
        if only not in {"", substance} and not self._table.sets_with(key.method.activity, substance):
            return not_applicable(key, substance, only)
        furthest = max(missing, key=lambda reason: reason.found, default=None)
        for reason in missing:
            if not reason.empty:
                return reason
        if not routes:
            return NotEstimated("substance", f"method {key.method.key} does not give {substance}", "See methods().")
        if furthest and furthest.found:
            return furthest
        parameters = [p for route in routes for p in route.parameters if not p.bridge]
        by_factor = any(route.factor for route in routes)
        if by_factor:
            asked = self._question(key.method.activity, key, substance, key.method.subject)
            if error := self._why_nowhere(asked):
                return no_factor(error, key)
        elif parameters:
            asked = self._question(parameters[0].figure, key, "", parameters[0].of or key.method.subject)
            if error := self._why_nowhere(asked):
                return no_parameter(parameters[0], error, key)
        return furthest or NotEstimated("method", f"no set of factors is asked for {substance}", OTHER_SET)

    def _why_nowhere(self, question: Question) -> FactorError | None:
        """Say why no set answers, with the nearest rows; looked for once a question. None if one does."""
        asked = tuple(map(question.of_set, self._sets))
        if asked not in self._nowhere:
            choose = self._table.choose if question.substance else self._table.choose_parameter
            try:
                choose(question, self._sets)
            except FactorError as error:
                self._nowhere[asked] = error.with_traceback(None)
        return self._nowhere.get(asked)


def _first(route: Route) -> Input | None:
    """Return the first figure of a route besides a factor."""
    return next((parameter for parameter in route.parameters if not parameter.bridge), None)


def _lack(route: Route, key: Key, substance: str, set_key: str) -> NotEstimated:
    """Say that a set has no row of the first figure of a route."""
    first = _first(route)
    if route.factor or first is None:
        problem = f"set {set_key} has no row of {key.method.activity} {substance}"
        return NotEstimated(key.method.subject or "method", problem, OTHER_SET, empty=True)
    return no_parameter(first, EmptySet(f"set {set_key} has no row of {first.figure}"), key)


def _gives(route: Route, key: Key, substance: str) -> bool:
    """Whether a route gives a substance: where it names none, a factor must exist or the method declare it."""
    named = route.substances or (() if route.factor else key.method.substances)
    return not named or substance in named


def _removed(key: Key, substance: str) -> tuple[str, ...]:
    """Return the columns of a device whose removal the rows measured: removal, collected share, share of time."""
    by_hand, _ = removal_given(substance, key.measured or {})
    return (by_hand, *_shares(key)) if by_hand and key.method.controlled else ()


def _shares(key: Key) -> tuple[str, ...]:
    """Return the columns that say how much a device collects and how long it runs."""
    return tuple(column for column in CONTROL_COLUMNS if column in (key.measured or {}))


def _form(key: Key, row: FactorRow | None) -> Form | None:
    """Return the function that a factor is; its columns must stand in the row."""
    if row is None or not row.form:
        return None
    form = next((form for form in key.method.forms if form.name == row.form), None)
    if form is None:
        problem = f"{row.id} is a function {row.form!r} that method {key.method.key} does not know"
        raise NotEstimated("method", problem, "Choose a method that knows it: see methods().")
    for column in form.columns:
        if column not in (key.measured or {}):
            raise NotEstimated(column, f"{row.id} is a function of {column}, which the row does not give", "Give it.")
    try:
        read_coefficients(row.coefficients, form.coefficients)
    except DataError as error:
        raise NotEstimated("method", f"{row.id}: {error}", "Correct the row of the database.") from error
    return form


def _measured(parameter: Input, unit: str, key: Key) -> Figure:
    try:
        ratio = coherent(unit, gas_state=key.gas_state, gross=parameter.column == "gcv")
    except UnitError as error:
        raise NotEstimated(f"{parameter.column}_unit", str(error), "Correct the unit.") from error
    if parameter.column == "ncv_per_gcv":
        ratio = Coherent(ratio.factor, (("GJ", 1), (GROSS, -1)))
    return Figure(parameter.figure, parameter.symbol, None, unit, ratio, column=parameter.column)


def _state_unstated(figure: Figure, key: Key) -> bool:
    """Whether a figure is per plain m3 of gas while the amount has a reference state."""
    return bool(key.gas_state and figure.row and "m3" in figure.unit and "m3_" not in figure.unit)
