"""Compose the coefficient of one key and one substance from figures."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zzcarbon.errors import FactorError, UnitError
from zzcarbon.estimation.figures import GROSS, Coherent, Figure, bridge, coherent
from zzcarbon.estimation.method import Method, Parameter, Route
from zzcarbon.factors.select import Question
from zzcarbon.factors.table import FactorTable
from zzcarbon.provenance import worst_grade

__all__ = ["Coefficient", "Composer", "Key", "NotEstimated"]

_NO_ROW = ("fuel", "category_nfr", "year")
"""Columns that are named when a set simply has no row."""

_REMEDY = "Give what differs, ask another set, or add a factor with zc.factors().extend(...)."
_UNSTATED = (
    "the reference state of the gas in {what} is not stated; it is taken as that of the amount "
    "(at the other of 0 and 20 degC the result differs by 7.3 %)"
)


@dataclass(frozen=True)
class Key:
    """What an activity row says besides its numbers: rows with one key share their coefficients.

    Attributes
    ----------
    amount : Coherent
        Unit of the amount.
    measured : mapping of str to str
        Columns that hold a measured value in these rows, with their unit.
    """

    method: Method
    unit: str
    amount: Coherent
    region: str
    year: int | None
    fuel: str = ""
    technology: str = ""
    control: str = ""
    categories: Mapping[str, str] | None = None
    measured: Mapping[str, str] | None = None
    gas_state: str = ""
    gross: bool = False
    sign: int = 1
    flow: str = "emission"
    origin: str = ""
    notation: str = ""
    factor_year: int | None = None


@dataclass(frozen=True)
class Coefficient:
    """Emission per unit of the row term, with all that it rests on.

    Attributes
    ----------
    value : float
        Mass of the substance per unit of the amount times the measured values [t].
    term : tuple of str
        Columns whose measured values multiply the amount; ``1-x`` stands for one minus the removal.
    """

    key: Key
    substance: str
    figures: tuple[Figure, ...]
    route: Route
    trail: tuple[str, ...]
    term: tuple[str, ...]

    @cached_property
    def value(self) -> float:
        """Product of the figures that are the same for all rows of the key [t per unit]."""
        numbers = (figure.number for figure in self.figures)
        return self.key.sign * self.key.amount.factor * math.prod(numbers) * self.route.constant

    @cached_property
    def grade(self) -> str:
        """The worst grade of its figures; empty if all were measured."""
        return worst_grade(tuple(figure.row.grade for figure in self.figures if figure.row))

    @cached_property
    def tier(self) -> str:
        """3 with a measured figure, 2 with figures of a country, 1 with defaults for the world."""
        if self.key.method.tier:
            return self.key.method.tier
        if any(figure.column for figure in self.figures):
            return "3"
        regions = {figure.row.region for figure in self.figures if figure.row}
        head = self.figures[-1].row if self.route.factor else None
        return "1" if (head.region if head else "") == "GLO" or regions == {"GLO"} else "2"

    @cached_property
    def id(self) -> str:
        """Name made from the content: equal coefficients have equal names."""
        figures = [(f.name, f.value, f.unit, f.row.id if f.row else f.column) for f in self.figures]
        content = (self.key.method.key, self.key.unit, self.substance, figures, self.trail, self.value, self.term)
        return hashlib.sha256(repr(content).encode()).hexdigest()[:12]


class NotEstimated(Exception):
    """A coefficient cannot be composed; carries column, problem and remedy."""

    def __init__(self, column: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.column = column
        self.problem = problem
        self.remedy = remedy


class Composer:
    """Composes coefficients from one factor table and one order of sets.

    Figures of a fuel are asked for once per fuel, set and region, however many keys need them.

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
        self._found: dict[object, tuple[Figure, tuple[str, ...]] | FactorError] = {}

    def compose(self, key: Key, substance: str) -> Coefficient:
        """Compose the coefficient of a substance.

        Raises
        ------
        NotEstimated
            No set gives all the figures, or a measured value has the wrong unit.
        """
        routes = [r for r in key.method.routes if not r.substances or substance in r.substances]
        measured = set(key.measured or ())
        forced = [
            route
            for route in routes
            if not route.factor and any(p.column in measured and not p.bridge for p in route.parameters)
        ]
        missing: list[NotEstimated] = []
        passed_over: list[str] = []
        for set_key in self._sets:
            for route in forced or routes:
                try:
                    return self._along(route, key, substance, set_key, passed_over)
                except NotEstimated as reason:
                    missing.append(reason)
                    if reason.column not in _NO_ROW:
                        passed_over.append(f"set {set_key} passed over: {reason.problem}")
        raise self._reason(key, substance, routes, missing)

    def _along(self, route: Route, key: Key, substance: str, set_key: str, passed_over: Sequence[str]) -> Coefficient:
        """Compose along one route with the figures of one set."""
        heads = [p for p in route.parameters if not p.bridge]
        if route.factor:
            head, steps = self._factor(key, substance, set_key)
        else:
            head, steps = self._parameter(heads.pop(0), key, set_key)
        rest = []
        for parameter in heads:
            figure, more = self._parameter(parameter, key, set_key)
            rest.append(figure)
            steps += more
        bridges, more = self._bridges(route, key, head, set_key)
        figures = (*bridges, *([head] if route.factor else [head, *rest]))
        trail = list(dict.fromkeys((*passed_over, *steps, *more)))
        trail += [_UNSTATED.format(what=f.row.id) for f in figures if f.row and _state_unstated(f, key)]
        term = tuple(figure.column for figure in figures if figure.column)
        control = f"removal_efficiency_{substance}"
        if key.method.controlled and control in (key.measured or {}):
            term = (*term, f"1-{control}")
        return Coefficient(key, substance, figures, route, tuple(trail), term)

    def _bridges(
        self, route: Route, key: Key, head: Figure, set_key: str
    ) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
        """Find the figures between amount and head: of the same set, or for a factor of the first that can."""
        parameters = [p for p in route.parameters if p.bridge]
        for candidate in self._sets if route.factor else (set_key,):
            available = []
            for parameter in parameters:
                try:
                    available.append(self._parameter(parameter, key, candidate))
                except NotEstimated:
                    continue
            path = bridge(key.amount.numerator, head.coherent.denominator, tuple(f for f, _ in available))
            if path is not None:
                steps = [step for figure, more in available if figure in path for step in more]
                filled = [figure.name for figure in path if figure.row and figure.row.set != set_key]
                if filled:
                    steps.append(f"{', '.join(filled)} from set {candidate}")
                return path, tuple(steps)
        raise _no_bridge(key, head)

    def _parameter(self, parameter: Parameter, key: Key, set_key: str) -> tuple[Figure, tuple[str, ...]]:
        unit = (key.measured or {}).get(parameter.column)
        if unit is not None:
            return _measured(parameter, unit, key), ()
        return self._asked(parameter.name, parameter.symbol, key, "", set_key)

    def _factor(self, key: Key, substance: str, set_key: str) -> tuple[Figure, tuple[str, ...]]:
        return self._asked(key.method.activity, "EF", key, substance, set_key)

    def _asked(self, name: str, symbol: str, key: Key, substance: str, set_key: str) -> tuple[Figure, tuple[str, ...]]:
        question = self._question(name, key, substance)
        memory = (
            name, substance, key.fuel, question.region, question.year, key.technology, key.control,
            tuple(sorted((key.categories or {}).items())), set_key, key.gas_state,
        )  # fmt: skip
        if memory not in self._found:
            self._found[memory] = self._ask(question, symbol, key, set_key)
        found = self._found[memory]
        if isinstance(found, FactorError):
            raise NotEstimated(_concerned(found, key), str(found), _REMEDY)
        return found

    def _ask(
        self, question: Question, symbol: str, key: Key, set_key: str
    ) -> tuple[Figure, tuple[str, ...]] | FactorError:
        try:
            choice = self._table.best_in_set(question, set_key)
        except FactorError as error:
            return error
        if choice is None:
            return FactorError(f"set {set_key} has no row of {question.name} {question.substance}".rstrip())
        row = choice.row
        if math.isnan(row.value):
            return FactorError(f"{row.id} is a range without central value: {row.lower} to {row.upper}")
        ratio = coherent(row.unit, gas_state=key.gas_state, gross="GCV" in row.basis)
        steps = list(choice.trail)
        if key.factor_year is not None and row.valid_from:
            steps.append(f"factor of {key.factor_year} used for {key.year}, as the row says")
        reason = self._assumption(key.fuel, row.set, row.subject)
        if reason:
            steps.append(reason)
        return Figure(question.name, symbol, row.value, row.unit, ratio, row), tuple(steps)

    def _question(self, name: str, key: Key, substance: str) -> Question:
        subjects = self._subjects.get(key.fuel)
        return Question(
            name=name,
            substance=substance,
            subjects={set_key: tuple(words) for set_key, words in subjects.items()} if subjects else None,
            region=key.region,
            year=key.factor_year if key.factor_year is not None else key.year,
            technology=key.technology,
            control=key.control,
            categories=key.categories,
            purpose=self._purpose,
            any_technology=not substance,
        )

    def _assumption(self, fuel_key: str, set_key: str, subject: str) -> str:
        """Return why a subject stands for a fuel, where that is an assumption."""
        reason = self._subjects.get(fuel_key, {}).get(set_key, {}).get(subject, "")
        return f"{fuel_key} as {subject!r}: {reason}" if reason else ""

    def _reason(
        self, key: Key, substance: str, routes: Sequence[Route], missing: Sequence[NotEstimated]
    ) -> NotEstimated:
        """Say what was missing: the way that came furthest, or the nearest rows of all sets."""
        for reason in missing:
            if reason.column not in _NO_ROW:
                return reason
        asked = self._question(key.method.activity, key, substance)
        parameters = [p for route in routes for p in route.parameters if not p.bridge and not route.factor]
        try:
            if parameters and not any(route.factor for route in routes):
                self._table.choose_parameter(self._question(parameters[0].name, key, ""), self._sets)
            else:
                self._table.choose(asked, self._sets)
        except FactorError as error:
            return NotEstimated(_concerned(error, key), str(error), _REMEDY)
        return missing[0]


def _concerned(error: FactorError, key: Key) -> str:
    """Return the column that would help: what the nearest row differs in."""
    nearest = error.candidates[0] if error.candidates else ""
    differs = nearest.rpartition("differs in ")[2]
    if differs.startswith("category") and not key.categories:
        return "category_nfr"
    return "year" if differs.startswith("year") else "fuel"


def _measured(parameter: Parameter, unit: str, key: Key) -> Figure:
    try:
        ratio = coherent(unit, gas_state=key.gas_state, gross=parameter.column == "gcv")
    except UnitError as error:
        raise NotEstimated(f"{parameter.column}_unit", str(error), "Correct the unit.") from error
    if parameter.column == "ncv_per_gcv":
        ratio = Coherent(ratio.factor, "GJ", GROSS)
    return Figure(parameter.name, parameter.symbol, None, unit, ratio, column=parameter.column)


def _state_unstated(figure: Figure, key: Key) -> bool:
    """Whether a figure is per plain m3 of gas while the amount has a reference state."""
    return bool(key.gas_state and figure.row and "m3" in figure.unit and "m3_" not in figure.unit)


def _no_bridge(key: Key, head: Figure) -> NotEstimated:
    where = head.row.id if head.row else head.column
    problem = (
        f"an amount in {key.unit!r} does not meet {where} in {head.unit!r}: no figure leads from "
        f"{key.amount.numerator or 'a number'} to {head.coherent.denominator}"
    )
    remedy = "Give ncv with ncv_unit (for a volume of liquid also density), or an amount in another unit."
    if GROSS in (key.amount.numerator, head.coherent.denominator):
        remedy = "Give ncv_per_gcv, the ratio of net to gross heating value, or the amount on the NCV."
    return NotEstimated("unit", problem, remedy)
