"""The coefficients of an estimate as plain tables: what rows are multiplied by, and what that rests on.

Every emission is a sum over the lines of a row's key of ``value x row term``, and every value is a
constant times a product of leaves, so that first-order propagation and sampling are exact. A removal
efficiency of the database enters as the share that passes, one leaf of 1 - eta. Where the row says
that only a share of the gas reaches the device (collected share c, share of time k), the emission has
two lines that add: what passes beside it, value x amount (1 - c k), and what passes through it,
value x (1 - eta) x amount c k. A conversion to CO2e adds the GWP as one more leaf.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.estimation.term import Term
from zzcarbon.factors.function import read_coefficients

__all__ = ["LEAVES", "LINES", "SOURCES", "CoefficientTable", "Row", "joined_tables", "table_of"]

Places = npt.NDArray[np.int64]
Row = Mapping[str, object]
"""A row of a table by column."""

_BLANK: dict[str, object] = {"str": "", "int64": 0, "float64": np.nan}

LINES = {
    "key": "int64", "substance": "str", "gas": "str", "value": "float64", "constant": "float64", "notation": "str",
    "origin": "str", "term": "int64", "tier": "str", "grade": "str", "id": "str",
}  # fmt: skip
"""Columns of the lines and their kinds."""

LEAVES = {
    "id": "str", "leaf": "str", "kind": "str", "power": "int64", "value": "float64", "lower": "float64",
    "upper": "float64", "distribution": "str", "unit": "str",
}  # fmt: skip
"""Columns of the leaves and their kinds."""

SOURCES = {
    "id": "str", "place": "int64", "kind": "str", "name": "str", "symbol": "str", "value": "float64", "unit": "str",
    "factor": "float64", "coherent": "str", "column": "str", "row": "str", "subject": "str", "substance": "str",
    "set": "str", "source": "str", "locator": "str", "grade": "str", "form": "str", "coefficients": "str",
    "text": "str",
}  # fmt: skip
"""Columns of the sources and their kinds."""


@dataclass(frozen=True, eq=False)
class CoefficientTable:
    """Coefficients by key and substance.

    Attributes
    ----------
    keys : pandas.DataFrame, shape (k, ...)
        What the inventory can be grouped by without looking at the rows: method, module, flow, scope, fuel,
        region, year, categories; the index is the number of the key.
    lines : pandas.DataFrame, shape (lines, 11)
        ``key substance gas value constant notation origin term tier grade id``, sorted by substance and key;
        ``value`` in t per unit of the row term ``term``, NaN under a notation (NE, NO, NA, IE, C). A
        substance that the method does not give has no line. Lines of one key and substance add.
    leaf_rows, source_rows : tuple of mapping
        Rows of `leaves` and `sources`; what a row does not say is empty.
    terms : tuple of Term, shape (m,)
        Row terms; the first is the amount.
    """

    keys: pd.DataFrame
    lines: pd.DataFrame
    leaf_rows: tuple[Row, ...]
    source_rows: tuple[Row, ...]
    terms: tuple[Term, ...]

    @cached_property
    def leaves(self) -> pd.DataFrame:
        """Figures of the products: ``id leaf kind power value lower upper distribution unit``.

        Each stands in its own unit; value of the line = ``constant`` x product of value ** power. Kinds:
        ``factor``, ``parameter``, ``passing`` (1 - removal efficiency), ``gwp``, and ``coefficient`` for the whole
        of one that was read from a file of version 0.1.0. Figures measured in the rows are in the row term.
        """
        return table_of(self.leaf_rows, LEAVES)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """What explanations print, in order: documents, places and notes of each coefficient.

        ``id place kind name symbol value unit factor coherent column row subject substance set source locator
        grade form coefficients text``. Kinds: ``method amount figure constant passing sign gwp note``.
        """
        return table_of(self.source_rows, SOURCES)

    @cached_property
    def printed(self) -> dict[str, list[Row]]:
        """Rows of `sources` by id."""
        found: dict[str, list[Row]] = {}
        blank = {name: _BLANK[kind] for name, kind in SOURCES.items()}
        for row in self.source_rows:
            found.setdefault(str(row["id"]), []).append({**blank, **row})
        return found

    @cached_property
    def substances(self) -> tuple[str, ...]:
        """Names of the substances, in order."""
        return tuple(dict.fromkeys(self.lines["substance"].tolist()))

    @cached_property
    def column(self) -> Places:
        """Number of the substance of each line, shape (lines,)."""
        return pd.factorize(self.lines["substance"])[0].astype(np.int64)

    @cached_property
    def values(self) -> npt.NDArray[np.float64]:
        """Value of each line [t per unit of its term], shape (lines,)."""
        return self.lines["value"].to_numpy(np.float64)

    @cached_property
    def term(self) -> Places:
        """Number of the term of each line, shape (lines,)."""
        return self.lines["term"].to_numpy(np.int64)

    @cached_property
    def notation(self) -> npt.NDArray[np.object_]:
        """Notation of each line, shape (lines,)."""
        return self.lines["notation"].to_numpy(object)

    @cached_property
    def first(self) -> npt.NDArray[np.bool_]:
        """Mark the first line of each key, substance and gas, shape (lines,)."""
        return ~self.lines.duplicated(["key", "substance", "gas"]).to_numpy()

    @cached_property
    def width(self) -> Places:
        """Number of substances and gases of each key, shape (k,)."""
        return np.bincount(self.lines["key"][self.first], minlength=len(self.keys))

    @cached_property
    def relative_bounds(self) -> pd.DataFrame:
        """Half-widths below and above as shares, by id: first-order propagation; NaN if a bound is missing.

        An oxidation factor of one and a GWP need no bounds; a value that is measured in the rows has none.
        """
        leaves = self.leaves[~(self.leaves["kind"] == "gwp")]
        whole = (self.leaves["value"] == 1) & self.leaves["lower"].isna() & (self.leaves["kind"] == "parameter")
        leaves = leaves[~whole.reindex(leaves.index)]
        squares = {
            "lower": (leaves["power"] * (leaves["value"] - leaves["lower"]) / leaves["value"]) ** 2,
            "upper": (leaves["power"] * (leaves["upper"] - leaves["value"]) / leaves["value"]) ** 2,
        }
        sums = pd.DataFrame(squares).fillna(np.inf).groupby(leaves["id"], sort=False).sum()
        measured = np.array([bool(term.columns) for term in self.terms])
        ids = self.lines["id"]
        found = sums.reindex(ids.unique(), fill_value=0.0) ** 0.5
        found.loc[found.index.isin(ids[measured[self.term] | (ids == "")])] = np.nan
        return found.replace(np.inf, np.nan)

    @cached_property
    def _by_key(self) -> tuple[Places, Places]:
        """Lines in the order of their keys, and where each key begins."""
        keys = self.lines["key"].to_numpy(np.int64)
        order = np.argsort(keys, kind="stable")
        return order, np.searchsorted(keys[order], np.arange(len(self.keys) + 1))

    def lines_of(self, keys: npt.NDArray[np.integer]) -> tuple[Places, Places]:
        """Join things that have a key with the lines of that key.

        Parameters
        ----------
        keys : ndarray of int, shape (n,)

        Returns
        -------
        things, lines : ndarray of int64, shape (pairs,)
            Positions in ``keys`` in their order, and of the lines, by substance within a thing.
        """
        order, starts = self._by_key
        counts = np.diff(starts)[keys]
        ends = np.cumsum(counts)
        things = np.repeat(np.arange(len(keys)), counts)
        within = np.arange(len(things)) - np.repeat(ends - counts, counts)
        return things, order[starts[keys][things] + within]

    def parameters(self, term: int) -> dict[int, tuple[float, ...]]:
        """Return by key the coefficients of the function in a term."""
        form = self.terms[term].form
        if form is None:
            return {}
        texts = {row["id"]: str(row["coefficients"]) for row in self.source_rows if row.get("form") == form.name}
        lines = self.lines[self.lines["term"] == term]
        return {
            int(key): read_coefficients(texts[name], form.coefficients)
            for key, name in zip(lines["key"], lines["id"], strict=True)
            if name in texts
        }

    def with_lines(self, lines: pd.DataFrame) -> CoefficientTable:
        """Return the table with other lines."""
        return replace(self, lines=lines.reset_index(drop=True))

    def without_functions(self) -> CoefficientTable:
        """Return the table as data only: what can be saved and pickled."""
        return replace(self, terms=tuple(term.without_function() for term in self.terms))


def joined_tables(tables: Sequence[CoefficientTable]) -> tuple[CoefficientTable, list[tuple[int, ...]]]:
    """Return one table of several, and for each of them the new number of each of its terms.

    The keys of a table follow those of the tables before it.
    """
    terms: dict[Term, int] = {}
    numbers = [tuple(terms.setdefault(term, len(terms)) for term in table.terms) for table in tables]
    starts = np.cumsum([0, *(len(table.keys) for table in tables)])
    moved = [
        table.lines.assign(key=table.lines["key"] + start, term=np.asarray(new, np.int64)[table.term])
        for table, new, start in zip(tables, numbers, starts, strict=False)
    ]
    lines = pd.concat(moved, ignore_index=True)
    lines = lines.iloc[np.argsort(pd.factorize(lines["substance"])[0], kind="stable")]
    keys = pd.concat([table.keys for table in tables], ignore_index=True)
    table = CoefficientTable(
        keys.astype(object).where(keys.notna(), None),
        lines.reset_index(drop=True),
        _of_first([table.leaf_rows for table in tables]),
        _of_first([table.source_rows for table in tables]),
        tuple(terms),
    )
    return table, numbers


def table_of(rows: Sequence[Row], kinds: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a table; what a row does not say is empty."""
    columns = {name: [row.get(name, _BLANK[kind]) for row in rows] for name, kind in kinds.items()}
    if not rows:
        types = {"str": object, "int64": np.int64, "float64": np.float64}
        return pd.DataFrame({name: np.array([], types[kind]) for name, kind in kinds.items()})
    texts = [name for name, kind in kinds.items() if kind == "str"]
    flat: list[Any] = [word for name in texts for word in columns[name]]
    words = pd.array(flat, dtype="str")  # one array: a tenth of the time
    made = {name: words[at * len(rows) : (at + 1) * len(rows)] for at, name in enumerate(texts)}
    return pd.DataFrame({n: made[n] if n in made else np.array(columns[n], kind) for n, kind in kinds.items()})


def _of_first(tables: Sequence[Sequence[Row]]) -> tuple[Row, ...]:
    """Keep the rows of an id from the first table that has it: equal ids say the same."""
    seen: set[object] = set()
    kept: list[Row] = []
    for rows in tables:
        kept += [row for row in rows if row["id"] not in seen]
        seen |= {row["id"] for row in rows}
    return tuple(kept)
