"""Browsing the factors: tables, sets and their order, looking for rows, laying two sets side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from zzcarbon.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import UnknownNameError
from zzcarbon.factors.cache import edition_of
from zzcarbon.factors.catalogue import listed_rows
from zzcarbon.factors.compare import compare_sets, earlier_edition
from zzcarbon.factors.factor_document import factor_table_document
from zzcarbon.factors.find import find_rows
from zzcarbon.factors.load import Tables
from zzcarbon.factors.order import PURPOSES, national_sets, order_of_sets

__all__ = ["Browsing"]


class Browsing(ResultCard):
    """What people look up in a factor table, and the order in which its sets are asked."""

    def __init__(self, tables: Tables, grade: str, edition: str) -> None:
        self._tables = tables
        self._edition = edition
        self.grade = grade

    @cached_property
    def edition(self) -> str:
        """Hash of the content: the same figures have the same edition, whatever machine or day."""
        return self._edition or edition_of(self._tables)

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the factors, one a row."""
        return self._tables.factors.copy()

    @property
    def parameters(self) -> pd.DataFrame:
        """A copy of the parameters (heating values, carbon contents ...), one a row."""
        return self._tables.parameters.copy()

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

    def document(self, language: str | None = None) -> Document:
        """Return the table as a card in a language: how much it holds, in which edition, by which sets."""
        return factor_table_document(self, language)

    @cached_property
    def _national(self) -> frozenset[str]:
        return national_sets(self._tables.factors, self._tables.parameters)

    @cached_property
    def _orders(self) -> dict[str, tuple[str, ...]]:
        """The default orders of sets, by purpose."""
        return {}
