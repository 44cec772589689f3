"""The factor table: the packaged database at a grade, with the caller's own factors in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from zzcarbon.errors import DataError, FactorError, UnknownNameError
from zzcarbon.factors.basis import usual_basis, with_usual_basis
from zzcarbon.factors.cache import database, edition_of, of_grade
from zzcarbon.factors.catalogue import listed_rows
from zzcarbon.factors.check import check_rows
from zzcarbon.factors.compare import compare_sets, earlier_edition
from zzcarbon.factors.condition import edges, parse_condition
from zzcarbon.factors.find import find_rows
from zzcarbon.factors.indexed import IndexedTables
from zzcarbon.factors.load import Tables, complete
from zzcarbon.factors.model import EmissionFactor
from zzcarbon.factors.order import PURPOSES, national_sets, order_of_sets
from zzcarbon.factors.own import joined, own_set, read_own, with_defaults
from zzcarbon.factors.own_checks import check_own
from zzcarbon.factors.select import Choice, FactorQuery, select_row
from zzcarbon.provenance import GIVEN
from zzcarbon.vocabulary.fuels import fuel, fuel_subjects
from zzcarbon.vocabulary.regions import region as region_named
from zzcarbon.vocabulary.substances import substance as substance_named

__all__ = ["FactorTable", "factors"]


class FactorTable:
    """Emission factors and parameters of one or more sets, read-only.

    Make one with `factors`; add your own rows with `extend`.
    """

    def __init__(self, tables: Tables, grade: str, everything: Tables, edition: str = "") -> None:
        self._tables = tables
        self._everything = everything
        self._edition = edition
        self.grade = grade

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the factors, one a row."""
        return self._tables.factors.copy()

    @property
    def parameters(self) -> pd.DataFrame:
        """A copy of the parameters (heating values, carbon contents ...), one a row."""
        return self._tables.parameters.copy()

    @cached_property
    def edition(self) -> str:
        """Hash of the content: the same figures have the same edition, whatever machine or day."""
        return self._edition or edition_of(self._tables)

    def sets(self) -> pd.DataFrame:
        """Return the sets in their default order, with purpose, coverage and number of rows."""
        return self._sets.copy()

    @cached_property
    def _sets(self) -> pd.DataFrame:
        counts = pd.concat([self._tables.factors["set"], self._tables.parameters["set"]]).value_counts()
        sets = self._tables.sets.copy()
        sets["rows"] = sets["key"].map(counts).fillna(0).astype(int)
        order = pd.to_numeric(sets["rank"]).argsort(kind="stable")
        return sets.iloc[order].reset_index(drop=True)

    def set_order(self, sets: Sequence[str] | None, purpose: str) -> tuple[str, ...]:
        """Return the keys of the sets to ask, in order.

        Parameters
        ----------
        sets : sequence of str, str or None
            The caller's order, used as it is; ``"+key"`` adds a set behind the default order; ``"by rank"`` takes
            the ranks alone; None the default order: a country's own sets before those of the world.
        purpose : str
            ``inventory``, ``enterprise``, ``offset baseline``, ``life cycle`` or ``footprint``.

        Raises
        ------
        UnknownNameError
            A set or the purpose is unknown.
        """
        if sets is not None or purpose not in PURPOSES:
            return order_of_sets(self._sets, sets, purpose, self._national)
        if purpose not in self._orders:
            self._orders[purpose] = order_of_sets(self._sets, None, purpose, self._national)
        return self._orders[purpose]

    def find(self, text: str = "", **fields: str) -> pd.DataFrame:
        """Return rows that match words in Chinese or English, best first: for browsing.

        The large published lists of scope 3 stand after the database (sets ``uk-desnz-2025``, ``us-epa-scef-1.3`` ...;
        ``subject`` is the key that a row of ``zc.general`` names in ``factor``); a good without any factor is one row
        that asks for it and says where it is usually found.

        Parameters
        ----------
        text : str
            Words that must stand in the row: a fuel, a substance, a source, a note ...
        **fields : str
            Columns with their value, for example ``substance="NOx"``; ``region="CN-HA"`` takes the rows that answer
            for Henan: its own, those of China and of the world.

        Returns
        -------
        pandas.DataFrame
            Factors and parameters, what most people mean first, with column ``score``.

        Examples
        --------
        >>> import zzcarbon as zc
        >>> found = zc.factors().find("柴油", set="cn-cets-ag-03.01-2024")
        >>> sorted(found["parameter"])
        ['carbon_content', 'net_calorific_value', 'oxidation_factor']
        """
        order = self.set_order(None, "inventory")
        found = find_rows(self._tables.factors, self._tables.parameters, text, fields, order)
        listed = listed_rows(text, fields, self.grade)
        return pd.concat([found, listed.reindex(columns=found.columns)], ignore_index=True) if len(listed) else found

    def compare(self, first: str, second: str = "", **fields: str) -> pd.DataFrame:
        """Lay two sets side by side, for example two editions of a guideline.

        Parameters
        ----------
        first, second : str
            Keys of the sets; one alone is laid beside the edition before it.
        **fields : str
            Columns with their exact value, for example ``activity="lime production"``.

        Returns
        -------
        pandas.DataFrame
            One row per figure of either set, see `compare_sets`.

        Raises
        ------
        UnknownNameError
            A set or column is unknown, or no earlier edition of a set is at hand.

        Examples
        --------
        >>> import zzcarbon as zc
        >>> both = zc.factors().compare("cn-mee-grid-2023", region="CN-HA")
        >>> both[["first", "second"]].values.tolist()
        [[0.6058, 0.5897]]
        """
        self.set_order([first, second] if second else [first], "inventory")
        if not second:
            first, second = earlier_edition(self._tables.factors, self._tables.sets, first), first
        frame = self._tables.factors
        for column, wanted in fields.items():
            if column not in frame:
                raise UnknownNameError("column", column, frame.columns)
            frame = frame[frame[column] == wanted]
        return compare_sets(frame, first, second)

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
        return select_row(self._index.factors, query, order, self._all.factors)

    def best_in_set(self, query: FactorQuery, set_key: str) -> Choice | None:
        """Answer a question from one set; None if it cannot: see `IndexedTables.best_in_set`."""
        return self._index.best_in_set(query, set_key)

    def sets_with(self, name: str, substance: str = "") -> AbstractSet[str]:
        """Return the sets that have any row: cheaper than asking for one."""
        return self._index.sets_with(name, substance)

    def choose_parameter(self, query: FactorQuery, order: Sequence[str]) -> Choice:
        """Answer a question about a parameter."""
        return select_row(self._index.parameters, query, order, self._all.parameters)

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
        return self._index.factors.substances(activity, sets)

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
    def _national(self) -> frozenset[str]:
        return national_sets(self._tables.factors, self._tables.parameters)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that subjects and conditions of the rows use."""
        frames = (self._tables.factors, self._tables.parameters)
        subjects = {str(word) for frame in frames for word in frame["subject"].unique()}
        texts = {str(text) for frame in frames for text in frame["condition"].unique()}
        return frozenset(subjects | {v for text in texts for v in parse_condition(text).values() if isinstance(v, str)})

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is made from the tables when it is asked for."""
        names = ("_tables", "_everything", "grade")
        return {name: getattr(self, name) for name in names} | {"_edition": self.edition}

    def _repr_html_(self) -> str:
        from zzcarbon.factors.factor_document import factor_table_document

        return factor_table_document(self).html()

    def __repr__(self) -> str:
        factors, parameters, sets = self._tables
        return (
            f"<FactorTable of grade {self.grade} or better: {len(factors)} factors, "
            f"{len(parameters)} parameters, {len(sets)} sets, edition {self.edition}>"
        )

    @cached_property
    def _orders(self) -> dict[str, tuple[str, ...]]:
        """The default orders of sets, by purpose."""
        return {}

    @cached_property
    def _index(self) -> IndexedTables:
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
