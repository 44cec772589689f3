"""The factor table: the packaged database at a grade, with the caller's own factors in front."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from zzcarbon.errors import DataError, FactorError, UnknownNameError
from zzcarbon.factors.basis import usual_basis, with_usual_basis
from zzcarbon.factors.browsing import Browsing
from zzcarbon.factors.cache import database, loading, of_grade
from zzcarbon.factors.check import check_rows
from zzcarbon.factors.condition import edges, parse_condition
from zzcarbon.factors.indexed import IndexedTables
from zzcarbon.factors.load import Tables, complete
from zzcarbon.factors.model import EmissionFactor
from zzcarbon.factors.order import PURPOSES
from zzcarbon.factors.own import joined, own_set, read_own, with_defaults
from zzcarbon.factors.own_checks import check_own
from zzcarbon.factors.select import Choice, FactorQuery, select_row
from zzcarbon.provenance import GIVEN
from zzcarbon.vocabulary.fuels import fuel, fuel_subjects
from zzcarbon.vocabulary.regions import region as region_named
from zzcarbon.vocabulary.substances import substance as substance_named

__all__ = ["FactorTable", "factors"]


class FactorTable(Browsing):
    """Emission factors and parameters of one or more sets, read-only.

    Make one with `factors`; add your own rows with `extend`.
    """

    def __init__(self, tables: Tables, grade: str, everything: Tables, edition: str = "") -> None:
        super().__init__(tables, grade, edition)
        self._everything = everything

    def select(
        self,
        *,
        activity: str,
        substance: str,
        region: str = "GLO",
        year: int | None = None,
        technology: str = "",
        control: str = "",
        sets: Sequence[str] | None = None,
        purpose: str = "inventory",
        fuel: str | None = None,
        categories: dict[str, str] | None = None,
    ) -> EmissionFactor:
        """Choose one emission factor.

        Parameters
        ----------
        activity : str
            Key of the activity, for example ``"combustion"`` or ``"purchased electricity"``.
        substance : str
            What is emitted, in English or Chinese.
        region : str
            Code or name; a region above it may answer.
        year : int, optional
            Year of the activity [a]; constants have none.
        technology, control : str
            As named in the set; empty means not specified.
        sets : sequence of str, optional
            Sets in the order they are asked; default is that of `sets`.
        purpose : str
            What the figure is for: purposes are never mixed.
        fuel : str, optional
            Fuel whose row is wanted, where the activity burns one.
        categories : dict, optional
            Code by scheme, for example ``{"nfr": "1.A.2"}``.

        Raises
        ------
        FactorNotFound
            No row matches; the nearest are named with what differed.
        FactorAmbiguous
            Several rows match equally well.
        UnknownNameError
            The activity, substance, region, set or purpose is unknown.

        Examples
        --------
        >>> import zzcarbon as zc
        >>> factor = zc.factors().select(
        ...     activity="purchased electricity", substance="CO2", region="CN-HA", year=2023)
        >>> factor.locator
        'Table 3'
        """
        order = self.set_order(sets, purpose)
        if activity not in self._all.factors.names():
            raise UnknownNameError("activity", activity, self._all.factors.names())
        query = FactorQuery(
            name=activity,
            substance=substance_named(substance).key,
            subjects=None if fuel is None else self.subjects(fuel, order),
            region=region_named(region).key,
            year=year,
            technology=technology,
            control=control,
            categories=categories,
            purpose=purpose,
        )
        choice = self.choose(query, order)
        return EmissionFactor(choice.row, choice.trail)

    def choose(self, query: FactorQuery, order: Sequence[str]) -> Choice:
        """Answer a question about a factor: `select` for callers that ask thousands."""
        return select_row(self.index.factors, query, order, self._all.factors)

    def choose_parameter(self, query: FactorQuery, order: Sequence[str]) -> Choice:
        """Answer a question about a parameter."""
        return select_row(self.index.parameters, query, order, self._all.parameters)

    def subjects(
        self, fuel_key: str, order: Sequence[str], fuel_map: pd.DataFrame | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Return by set the words that stand for a fuel."""
        key = fuel(fuel_key).key
        return {
            set_key: tuple(subject for subject, _, _ in fuel_subjects(key, set_key, fuel_map)) or (key,)
            for set_key in order
        }

    def substances(self, activity: str, sets: Sequence[str]) -> tuple[str, ...]:
        """Return the substances that have a factor for an activity in one of the sets."""
        return self.index.factors.substances(activity, sets)

    @cached_property
    def own_rows(self) -> pd.DataFrame:
        """The factors that are "given by the caller"."""
        return self._tables.factors[self._tables.factors["grade"] == GIVEN]

    @cached_property
    def condition_edges(self) -> dict[str, tuple[float, ...]]:
        """Return by column the ends of the intervals that step tables know."""
        return edges(pd.concat([self._tables.factors["condition"], self._tables.parameters["condition"]]).unique())

    def extend(self, rows: pd.DataFrame | str | Path, *, set_key: str = "own") -> FactorTable:
        """Return a new table in which the caller's own factors are the first set.

        Parameters
        ----------
        rows : pandas.DataFrame or path
            Factors, or parameters (then with a column ``parameter``), as a frame, a CSV file or an
            Excel sheet. Needed are ``activity`` (or ``parameter``), ``substance``, ``value`` and
            ``unit``; ``subject`` for a fuel; ``locator`` says where the figure stands. All other
            columns of the database may be given, names in any spelling; ``basis`` (as NO, as C) is applied.
        set_key : str
            Name of the new set.

        Raises
        ------
        DataError
            Rows are faulty; ``problems`` lists all of them.

        Examples
        --------
        >>> import pandas as pd, zzcarbon as zc
        >>> mine = pd.DataFrame({"activity": ["combustion"], "subject": ["diesel"], "substance": ["NOx"],
        ...     "value": [21.5], "unit": ["kg/t"], "locator": ["stack test 2024-03-02, page 4"]})
        >>> table = zc.factors().extend(mine)
        >>> table.select(activity="combustion", substance="NOx", fuel="diesel").row.value
        21.5
        """
        frame, parameters = read_own(rows)
        frame = with_defaults(frame, set_key)
        name = "" if not isinstance(rows, str | Path) else str(rows)
        whole = self._everything.parameters if parameters else self._everything.factors
        problems = check_own(frame, whole, file=name, parameters=parameters)
        if not parameters:
            frame, silent = with_usual_basis(frame, self._usual_basis, file=name)
            problems += silent
        own = own_set(set_key, PURPOSES)
        old_sets = self._tables.sets[self._tables.sets["key"] != set_key]
        sets = pd.concat([own, old_sets], ignore_index=True)
        problems += check_rows(frame, sets, file=name, parameters=parameters)
        if problems:
            message = f"{len(problems)} problems in the own factors"
            raise DataError(message, problems)
        added = complete(frame, sets, parameters=parameters)
        return FactorTable(
            joined(self._tables, added, sets, parameters=parameters),
            self.grade,
            joined(self._everything, added, sets, parameters=parameters),
        )

    @cached_property
    def _usual_basis(self) -> Mapping[tuple[str, str], str]:
        rows = self._everything.factors
        return usual_basis(rows[rows["grade"] != GIVEN])

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that subjects and conditions of the rows use."""
        return frozenset().union(*self.words_of.values())

    @cached_property
    def words_of(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The words that rows of an activity or a parameter use, by its name and ``subject`` or a condition's."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for frame, column in ((self._tables.factors, "activity"), (self._tables.parameters, "parameter")):
            used = frame[[column, "subject", "condition"]].drop_duplicates()
            for name, subject, condition in used.itertuples(index=False):
                found[name, "subject"].add(str(subject))
                for asked, word in parse_condition(str(condition)).items():
                    if isinstance(word, str):
                        found[name, asked].add(word)
        return {key: frozenset(words) for key, words in found.items()}

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is made from the tables when it is asked for."""
        names = ("_tables", "_everything", "grade")
        return {name: getattr(self, name) for name in names} | {"_edition": self.edition}

    def __repr__(self) -> str:
        factors, parameters, sets = self._tables
        return (
            f"<FactorTable of grade {self.grade} or better: {len(factors)} factors, "
            f"{len(parameters)} parameters, {len(sets)} sets, edition {self.edition}>"
        )

    @cached_property
    def index(self) -> IndexedTables:
        """The rows by name, substance and set: for callers that ask one set."""
        return IndexedTables(self._tables)

    @cached_property
    def _all(self) -> IndexedTables:
        return IndexedTables(self._everything)


def factors(grade: str = "B", *, edition: str | None = None) -> FactorTable:
    """Return the packaged database.

    Parameters
    ----------
    grade : str
        The worst evidence grade that may be used: ``"A"``, ``"B"`` or ``"C"``.
    edition : str, optional
        The edition that a report was made with, as `FactorTable.edition` prints it: another one is refused.

    Raises
    ------
    UnknownNameError
        The grade is not A, B or C.
    FactorError
        The packaged edition is another one.

    Examples
    --------
    >>> import zzcarbon as zc
    >>> set(zc.factors(grade="A").parameters["grade"])
    {'A'}
    """
    with loading:
        table = _packaged(grade)
    if edition not in {None, table.edition}:
        message = (
            f"the packaged database is edition {table.edition} at grade {grade}, not {edition}: install the release"
        )
        raise FactorError(f"{message} that the report names, or compare with inventory.compare")
    return table


@cache
def _packaged(grade: str) -> FactorTable:
    everything, editions = database()
    return FactorTable(of_grade(everything, grade), grade, everything, editions[grade])
