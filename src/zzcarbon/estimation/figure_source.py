"""Figures of the database for keys: each is asked for once, however many keys need it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from zzcarbon.coherent_units import GROSS, Coherent, coherent
from zzcarbon.errors import FactorError, FactorNotFound, UnitError, english, shown
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.controls import REMOVAL, removal_given
from zzcarbon.estimation.figures import Figure
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.missing import NotEstimated, no_factor, no_parameter
from zzcarbon.factors.select import FactorQuery
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.families import other_names
from zzcarbon.vocabulary.fuels import fuel_subjects
from zzcarbon.vocabulary.substances import substance_key

__all__ = ["OWN_FACTOR", "FigureSource", "Found", "emitted", "figure_source", "of_substance"]

OWN_FACTOR = "emission_factor"
"""Column of the factor that a row gives."""

Found = tuple[Figure, tuple[str, ...]]
"""A figure and the steps that led to it."""

_KEPT = 4
"""Tables whose answers are remembered between estimates."""
_MOST = 50_000
"""Answers that a source remembers before it begins anew."""


def figure_source(
    table: FactorTable, sets: Sequence[str], purpose: str, fuel_map: pd.DataFrame | None = None
) -> FigureSource:
    """Return the figures of a table; what was asked by earlier estimates is remembered.

    A table never changes (``extend`` returns another), so an answer holds as long as the table. A fuel map is
    the caller's and may change: what was asked with one is not remembered.
    """
    if fuel_map is not None:
        return FigureSource(table, sets, purpose, fuel_map)
    source = _remembered(table, tuple(sets), purpose)
    if source.answers > _MOST:
        _remembered.cache_clear()
        source = _remembered(table, tuple(sets), purpose)
    return source


@lru_cache(_KEPT)
def _remembered(table: FactorTable, sets: tuple[str, ...], purpose: str) -> FigureSource:
    return FigureSource(table, sets, purpose)


class FigureSource:
    """Figures from one factor table and one order of sets.

    Parameters
    ----------
    table : FactorTable
    sets : sequence of str
        Sets in the order they are asked.
    purpose : str
        What the figures are for.
    fuel_map : pandas.DataFrame, optional
        The caller's assumptions of fuels, before the packaged ones.

    Attributes
    ----------
    composed : dict
        Method and what `zzcarbon.estimation.compose` made of the figures, by what was asked.
    """

    def __init__(
        self, table: FactorTable, sets: Sequence[str], purpose: str, fuel_map: pd.DataFrame | None = None
    ) -> None:
        self.table = table
        self.sets = tuple(sets)
        self.composed: dict[Hashable, Any] = {}
        self._purpose = purpose
        self._fuel_map = fuel_map
        self._subjects: dict[str, Mapping[str, Mapping[str, str]]] = {}
        self._found: dict[Hashable, Found | FactorError] = {}
        self._words: dict[tuple[str, str], Mapping[str, tuple[str, ...]] | None] = {}
        self._nowhere: dict[Hashable, FactorError] = {}

    @property
    def answers(self) -> int:
        """How many answers are remembered."""
        return len(self.composed) + len(self._found) + len(self._nowhere)

    def parameter(self, parameter: Input, key: Key, set_key: str) -> Found:
        """Return a parameter: as the rows measured it, of a set, or of another set where any may give it.

        Raises
        ------
        NotEstimated
            No set has it, or the unit of the measured value is wrong.
        """
        unit = (key.measured or {}).get(parameter.column)
        if unit is not None:
            return _measured(parameter, unit, key), ()
        having = self.table.index.sets_with(parameter.figure)
        others = (s for s in self.sets if s != set_key and s in having) if parameter.any_set else ()
        reason: NotEstimated | None = None
        query = self.query(parameter.figure, key, "", parameter.of or key.method.subject)
        for candidate in (set_key, *others):
            try:
                figure, steps = self._asked(query, parameter.symbol, key, candidate)
            except FactorError as error:
                reason = reason or no_parameter(parameter, error, key)
                continue
            if candidate != set_key:
                steps = (*steps, f"{parameter.figure} from set {candidate}")
            return figure, steps
        raise reason or no_parameter(parameter, FactorError(f"no row of {parameter.figure}"), key)

    def may_give(self, parameter: Input, key: Key, set_key: str) -> bool:
        """Whether a parameter is measured, or a set that may give it has any row of it."""
        if parameter.any_set or parameter.column in (key.measured or {}):
            return True
        return set_key in self.table.index.sets_with(parameter.figure)

    def factor(self, key: Key, substance: str, set_key: str) -> tuple[Figure, Figure | None, tuple[str, ...]]:
        """Return the factor, and the removal efficiency of a control for which the set has no factor of its own.

        Raises
        ------
        NotEstimated
            The set has neither the factor nor, where rows name a device, one without control and its removal.
        """
        query = self.query(key.method.activity, key, substance, key.method.subject)
        uncontrolled = replace(query, control="")
        if key.method.controlled and removal_given(substance, key.measured or {})[0]:
            figure, steps = self._factor(uncontrolled, key, set_key)
            return figure, None, steps
        try:
            figure, steps = self._factor(query, key, set_key)
        except NotEstimated:
            removal = self.removal(key, substance) if key.method.controlled else None
            if removal is None and not self._leaves_alone(key, substance):
                raise
        else:
            return figure, None, steps
        figure, steps = self._factor(uncontrolled, key, set_key)
        if removal is None:
            return figure, None, (*steps, f"no figure says what {key.control!r} does to {substance}")
        return figure, removal, (*steps, f"uncontrolled factor less the removal of {key.control!r}")

    def _leaves_alone(self, key: Key, substance: str) -> bool:
        """Whether a device is known, and no figure says what it does to a substance: a factor with it goes before."""
        if not key.method.controlled or key.control not in self._devices:
            return False
        return (key.method.activity, substance, key.control) not in self._controlled

    def may_remove(self, control: str, substance: str) -> bool:
        """Whether a device may remove a substance: one that is unknown any, another what some device removes."""
        names = {substance, *(name for kin in other_names(substance) for name in (kin.family, kin.member))}
        return control not in self._devices or not self._removed.isdisjoint(names)

    @cached_property
    def _controlled(self) -> frozenset[tuple[str, str, str]]:
        """Activity, substance and device of the factors that a set which is asked has with a device."""
        rows = self.table.frame
        rows = rows[(rows["control"] != "") & rows["set"].isin(self.sets)]
        return frozenset(zip(rows["activity"], rows["substance"], rows["control"], strict=True))

    @cached_property
    def _removals(self) -> pd.DataFrame:
        parameters = self.table.parameters
        return parameters[parameters["parameter"] == REMOVAL]

    @cached_property
    def _devices(self) -> frozenset[str]:
        return frozenset(self._removals["technology"])

    @cached_property
    def _removed(self) -> frozenset[str]:
        return frozenset(self._removals["subject"])

    def removal(self, key: Key, substance: str) -> Figure | None:
        """Return the removal efficiency that the database holds for the control of the row."""
        if not key.control:
            return None
        plain = replace(self.query(REMOVAL, key, "", ""), technology=key.control, control="")
        having = self.table.index.sets_with(REMOVAL)
        for name in (substance, *(kin.family for kin in other_names(substance) if kin.member == substance)):
            query = replace(plain, subjects=dict.fromkeys(self.sets, (name,)))
            for set_key in (each for each in self.sets if each in having):
                try:
                    return self._asked(query, "eta", key, set_key)[0]
                except FactorError:
                    continue
        return None

    def sets_with_factor(self, key: Key, substance: str) -> AbstractSet[str]:
        """Return the sets that have any factor of a substance for the activity of a key."""
        return self.table.index.sets_with(key.method.activity, substance)

    def query(self, name: str, key: Key, substance: str, subject_column: str) -> FactorQuery:
        """Return what is asked of the database for a key: a factor or, without a substance, a parameter."""
        conditions = {column: key.word(column) if column == "fuel" else key.words.get(column, "")
                      for column in key.method.dimensions}  # fmt: skip
        return FactorQuery(
            name=name,
            substance=substance,
            subjects=self._names(key, subject_column),
            region=key.region,
            year=key.factor_year if key.factor_year is not None else key.year,
            technology=key.technology,
            control=key.control if substance else "",  # a heating value does not depend on what cleans the gas
            categories=key.categories,
            purpose=self._purpose,
            any_technology=not substance,
            conditions=conditions,
        )

    def why_nowhere(self, query: FactorQuery) -> FactorError | None:
        """Say why no set answers, with the nearest rows; looked for once a query. None if one does."""
        asked = query.of_sets(self.sets)
        if asked not in self._nowhere:
            choose = self.table.choose if query.substance else self.table.choose_parameter
            try:
                choose(query, self.sets)
            except FactorError as error:
                self._nowhere[asked] = error.with_traceback(None)
        return self._nowhere.get(asked)

    def _factor(self, query: FactorQuery, key: Key, set_key: str) -> Found:
        try:
            return self._asked(query, "EF", key, set_key)
        except FactorError as error:
            raise no_factor(error, key) from error

    def _asked(self, query: FactorQuery, symbol: str, key: Key, set_key: str) -> Found:
        memory = (query.of_set(set_key), symbol, key.gas_state, key.fuel, key.factor_year, key.year)
        found = self._found.get(memory)
        if found is None:
            found = self._found[memory] = self._ask(query, symbol, key, set_key)
        if isinstance(found, FactorError):
            raise found.with_traceback(None)
        return found

    def _ask(self, query: FactorQuery, symbol: str, key: Key, set_key: str) -> Found | FactorError:
        try:
            choice = self.table.index.best_in_set(query, set_key)
        except FactorError as error:
            return error
        if choice is None:
            return FactorNotFound(f"set {set_key} has no row of {query.name} {query.substance}".rstrip())
        row = choice.row
        if math.isnan(row.value) and not row.form:
            return FactorError(f"{row.id} is a range without central value: {row.lower} to {row.upper}")
        ratio = coherent(row.unit, gas_state=key.gas_state, gross="GCV" in row.basis)
        steps = list(choice.trail)
        if key.factor_year is not None and row.valid_from:
            steps.append(f"factor of {key.factor_year} used for {key.year}, as the row says")
        reason = self._subjects_of(key.fuel).get(row.set, {}).get(row.subject, "")
        if reason:
            steps.append(f"{key.fuel} as {row.subject!r}: {reason}")
        value = None if row.form else row.value
        return Figure(query.name, symbol, value, row.unit, ratio, row), tuple(steps)

    def _names(self, key: Key, column: str) -> Mapping[str, tuple[str, ...]] | None:
        """Return by set the words that stand for the subject; None where any subject answers. Made once a word."""
        asked = (column, "" if column in {"", "-"} else key.word(column))
        if asked not in self._words:
            self._words[asked] = self._new_names(key, column)
        return self._words[asked]

    def _new_names(self, key: Key, column: str) -> Mapping[str, tuple[str, ...]] | None:
        if column == "fuel":
            subjects = self._subjects_of(key.fuel)
            return {set_key: tuple(words) for set_key, words in subjects.items()} if subjects else None
        if not column:
            return None
        return dict.fromkeys(self.sets, () if column == "-" else (key.word(column),))

    def _subjects_of(self, name: str) -> Mapping[str, Mapping[str, str]]:
        """Return by set the words that stand for a fuel, best first, each with its reason if it is assumed."""
        if name and name not in self._subjects:
            self._subjects[name] = {
                set_key: {
                    subject: reason if grade != "A" else ""
                    for subject, grade, reason in fuel_subjects(name, set_key, self._fuel_map)
                }
                or {name: ""}
                for set_key in self.sets
            }
        return self._subjects.get(name, {})


def _measured(parameter: Input, unit: str, key: Key) -> Figure:
    try:
        ratio = coherent(unit, gas_state=key.gas_state, gross=parameter.column == "gcv")
    except UnitError as error:
        raise NotEstimated(f"{parameter.column}_unit", english(error), "Correct the unit.") from error
    if parameter.column == "ncv_per_gcv":
        ratio = Coherent(ratio.factor, (("GJ", 1), (GROSS, -1)))
    return Figure(parameter.figure, parameter.symbol, None, unit, ratio, column=parameter.column)


def of_substance(figure: Figure, substance: str) -> Figure:
    """Return an own factor per unit of activity where its unit names the substance: kg CO2/t is kg/t of CO2.

    Raises
    ------
    NotEstimated
        The unit names another substance.
    """
    if figure.column != OWN_FACTOR:
        return figure
    powers = dict(figure.coherent.powers)
    for base, power in figure.coherent.powers:
        named = substance_key(base.replace("_", " "))
        if named and power == 1:
            if named != substance:
                problem = f"an emission factor in {shown(figure.unit)} is none of {substance}"
                remedy = f"Give a row of {named} with it, or the factor of {substance}."
                raise NotEstimated(f"{OWN_FACTOR}_unit", problem, remedy)
            del powers[base]
    return replace(figure, coherent=replace(figure.coherent, powers=tuple(sorted(powers.items()))))


def emitted(amount: Coherent, substance: str) -> Coherent:
    """Return the unit of an amount that is itself an emission, without the substance that it may name: t CO2 of CO2."""
    named = {
        base for base, power in amount.powers if power == 1 and substance_key(base.replace("_", " ")) == substance != ""
    }
    return replace(amount, powers=tuple((base, power) for base, power in amount.powers if base not in named))
