"""Rows of an engine: they stay where they are, and only distinct keys and sums come to Python.

`FrameRows` answers what an inventory asks of its rows (see `zzcarbon.estimation.rows.Rows`). Rows with the
same words and the same kinds of cells are one line; a query groups by lines and the labels that are asked
for, and everything else is arithmetic on the lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError
from zzcarbon.estimation.cells import BLANK, bound_of
from zzcarbon.estimation.clipped import Clipped, groups_inside
from zzcarbon.estimation.cube import Cube
from zzcarbon.estimation.distinct_lines import KINDS, LABEL, LINE, STEP, TERM, kinds_of, labelled
from zzcarbon.estimation.engines import Lazy, engine_errors, fetch, like
from zzcarbon.estimation.frame_errors import errors_of
from zzcarbon.estimation.frame_words import NO_NUMBER, NO_WORD, filled, groups_of, objects
from zzcarbon.estimation.grouped import added, group_rows, refuse_changed, sum_rows
from zzcarbon.estimation.number_cells import NumberCells, term_of
from zzcarbon.estimation.rows import ArrayRows, Places, Rows
from zzcarbon.estimation.scan import Scan
from zzcarbon.estimation.term import Term
from zzcarbon.settings import options

__all__ = ["FrameRows"]


@dataclass(frozen=True, eq=False)
class FrameRows:
    """Rows of an engine.

    Attributes
    ----------
    scan : Scan
    words : mapping of str to expression
        What tells lines apart: columns that make a key, and the kinds of numbers where one is not good.
    numbers : mapping of str to NumberCells
    lines : pandas.DataFrame, shape (k, ...)
        Distinct words and kinds, with the number of ``rows``.
    codes : ndarray of int32, shape (k,)
        Key of each line.
    terms : tuple of Term
    estimated : ndarray of bool, shape (k,)
        Whether the lines can be estimated: the terms of others count as zero.
    highest : mapping of str to float
        Highest number of each column.
    functions : mapping of Term to str
        Columns of the frame with the values of the functions that terms are.
    clipped : tuple of Clipped
    first_key : int
        Number of the first key, in an inventory of several parts.
    places : tuple of int
        Number of each term in that inventory.
    width, offset : int
        Terms of that inventory, and lines of its parts before this one.
    """

    scan: Scan
    words: Mapping[str, nw.Expr]
    numbers: Mapping[str, NumberCells]
    lines: pd.DataFrame
    codes: npt.NDArray[np.int32]
    terms: tuple[Term, ...]
    estimated: npt.NDArray[np.bool_]
    highest: Mapping[str, float]
    functions: Mapping[Term, str] = field(default_factory=dict)
    clipped: tuple[Clipped, ...] = ()
    first_key: int = 0
    places: tuple[int, ...] = ()
    width: int = 0
    offset: int = 0
    _sums: dict[frozenset[str], pd.DataFrame] = field(default_factory=dict)

    def __len__(self) -> int:
        return int(self.lines["rows"].sum())

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the rows."""
        return self.scan.columns

    @property
    def parts(self) -> tuple[Rows, ...]:
        """These rows."""
        return (self,)

    def cube(self, labels: Sequence[str] = (), *, errors: bool | float = False) -> Cube:
        """Return the sums of the row terms by columns and key: one query, unless these sums are known."""
        known = [name for name in dict.fromkeys(labels) if name in self.scan.schema]
        found = self._summed(known)
        line = found[LINE].to_numpy()
        groups, named = groups_of(found, [f"{LABEL} {name}" if name in known else "" for name in labels], labels)
        key = self.codes[line].astype(np.int64) + self.first_key
        keys = int(key.max(initial=0)) + 1
        cells, places = np.unique(groups * keys + key, return_inverse=True)
        counts = np.bincount(places, found["rows"].to_numpy(np.int64), len(cells)).astype(np.int64)
        sums = np.zeros((len(cells), self.width or len(self.terms)))
        for at, place in enumerate(self.places or range(len(self.terms))):
            sums[:, place] = added(found, places, len(cells), f"{TERM} {at}")
        cube = Cube(named, cells // keys, cells % keys, sums, counts)
        if errors is False:
            return cube
        return replace(cube, errors=errors_of(self, known, labels, 0.0 if errors is True else errors))

    def distinct(self, labels: Sequence[str], *, ids: bool = False) -> pd.DataFrame:
        """Return the distinct pairs of key and columns; labels that make a key cost no query."""
        known = [name for name in labels if name in self.scan.schema]
        inside = not ids and all(name in self.words and name != "period" for name in known)
        if inside:
            found = self.lines.rename(columns={name: f"{LABEL} {name}" for name in known}).assign(
                **{LINE: np.arange(len(self.lines))}
            )
        else:
            made = {"id": self.scan.order} if ids and self.scan.order is not None else {}
            first = {name: nw.col(name).min() for name in made}
            asked = f"distinct {', '.join(labels) or 'keys'}"
            groups = group_rows(self.scan.frame, self.by(known), made, first, passes=self.scan.asked, asked=asked)
            found = self.located(groups)
        table = pd.DataFrame({"key": self.codes[found[LINE]].astype(np.int64) + self.first_key})
        for name in labels:
            table[name] = objects(found[f"{LABEL} {name}"]) if name in known else None
        table["rows"] = found["rows"].to_numpy(np.int64)
        if ids:
            table["id"] = found["id"].map(self.scan.id_text) if "id" in found else ""
        how = {"rows": "sum"} | ({"id": "min"} if ids else {})
        return table.groupby(["key", *labels], dropna=False, sort=False).agg(how).reset_index()

    def where(self, *, ids: Sequence[str] = (), keys: Sequence[int] = (), limit: int | None = None) -> ArrayRows:
        """Return some rows in memory: those with an id or of a key, the first ``limit`` of them.

        Raises
        ------
        DataError
            Ids are asked for, and the frame has no column ``id``.
        """
        frame = self.scan.frame
        if ids:
            if self.scan.id is None:
                message = "the rows of a lazy frame have no positions: give them a column id to ask for one"
                raise DataError(message)
            with engine_errors(frame):
                frame = frame.filter(self.scan.id.is_in([str(name) for name in ids]).fill_null(value=False))
        elif keys:
            chosen = np.flatnonzero(np.isin(self.codes.astype(np.int64) + self.first_key, list(keys)))
            frame = self.joined(pd.DataFrame({LINE: chosen})).drop(LINE)
        return self._in_memory(frame, "rows by id" if ids else "rows of keys", limit)

    def arrays(self) -> Iterator[ArrayRows]:
        """Yield all rows in memory.

        Raises
        ------
        DataError
            The rows are more than ``zc.options.limit``.
        """
        if len(self) > options.limit:
            message = (
                f"{len(self):,} rows are more than {options.limit:,}: write them with to_parquet, take rows() in the "
                "engine, sum them with by, or raise zc.options(limit=...)"
            )
            raise DataError(message)
        yield self._in_memory(self.scan.frame, "all rows")

    def shifted(self, keys: int, terms: Sequence[int], count: int, offset: int) -> FrameRows:
        """Return the rows with other numbers of keys and terms; ``offset`` counts the lines of parts before."""
        places, offset = tuple(terms[place] for place in self.places or range(len(self.terms))), self.offset + offset
        return replace(self, first_key=self.first_key + keys, places=places, width=count, offset=offset)

    def positions(self, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> Places:  # noqa: ARG002
        """Return nothing: rows of an engine have no positions."""
        return np.zeros(0, np.intp)

    def cleared(self, term: int, keys: Collection[int], labels: Sequence[str], groups: pd.DataFrame) -> FrameRows:
        """Return the rows with one more term: a copy that is zero in the rows of some keys and groups."""
        before, width = self.places or tuple(range(len(self.terms))), self.width or len(self.terms)
        if term not in before:
            return replace(self, places=before, width=width + 1)
        known, inside = groups_inside(groups, labels, self.scan.schema)
        old, new = before.index(term), len(self.terms)
        mine = frozenset(int(key) - self.first_key for key in keys)
        clips = (
            *(replace(clip, term=new) for clip in self.clipped if clip.term == old),
            Clipped(new, known, inside, mine),
        )
        sums = {
            frozenset(by): self._zeroed(
                found.assign(**{f"{TERM} {new}{m}": found[f"{TERM} {old}{m}"] for m in "^_"}), clips
            )
            for by, found in self._sums.items()
            if by >= set(known)
        }
        return replace(
            self, terms=(*self.terms, self.terms[old]), places=(*before, width), width=width + 1,
            clipped=(*self.clipped, *clips), _sums=sums,
        )  # fmt: skip

    def _zeroed(self, found: pd.DataFrame, clips: Sequence[Clipped]) -> pd.DataFrame:
        """Return sums in which terms are zero where their balance is below zero."""
        for clip in clips:
            cells = [objects(found[f"{LABEL} {name}"]).tolist() for name in clip.labels]
            out = clip.inside(cells, self.codes[found[LINE]])
            found.loc[out, [f"{TERM} {clip.term}{mark}" for mark in "^_"]] = 0.0
        return found

    @property
    def size(self) -> int:
        """How many positions findings may name: distinct lines."""
        return len(self.lines)

    @property
    def passes(self) -> pd.DataFrame:
        """What was asked of the engine so far: asked, rows, groups, seconds."""
        return pd.DataFrame(self.scan.asked)

    def count_at(self, positions: npt.NDArray[np.intp], keys: Sequence[int]) -> int:
        """Return the number of rows of some lines or keys."""
        return int(self.lines["rows"].to_numpy()[self.places_of(positions, keys)].sum())

    def examples(
        self,
        positions: npt.NDArray[np.intp],
        columns: Collection[str],  # noqa: ARG002  (few lines: all columns)
    ) -> ArrayRows:
        """Return one row for each of some lines: its id is the lowest, its numbers the lowest text of their kind."""
        told = self._examples.iloc[positions].reset_index(drop=True)
        names = told.pop("zz_id").astype(object).rename("id")
        codes = self.codes[positions] + np.int32(self.first_key)
        return ArrayRows(told, codes, (), self.scan.file, names=names, places=positions + np.intp(self.offset))

    def places_of(
        self, positions: npt.NDArray[np.intp], keys: Sequence[int], limit: int | None = None
    ) -> npt.NDArray[np.intp]:
        """Return the lines at some positions or of some keys."""
        of_keys = np.flatnonzero(np.isin(self.codes.astype(np.int64) + self.first_key, list(keys)))
        return np.union1d(positions, of_keys).astype(np.intp)[:limit]

    @cached_property
    def _examples(self) -> pd.DataFrame:
        """Return a row of each line: one query, where rows have ids or a number is bad."""
        words = self.lines[[name for name in self.words if not name.startswith("zz_")]]
        parted = [name for name in self.words if name.startswith("zz_") and not name.startswith((STEP, KINDS))]
        good = (kinds_of(self.lines, len(self.numbers)) <= BLANK).all()
        sound = good and not self.lines[parted].fillna(0).to_numpy(bool).any()
        if self.scan.order is None and sound:
            return words.assign(zz_id="")
        texts = {f"zz_cell {cells.column}": nw.col(cells.column).cast(nw.String) for cells in self.numbers.values()}
        made = texts | ({"zz_id": self.scan.order} if self.scan.order is not None else {})
        lowest = {name: nw.col(name).min() for name in made}
        found = group_rows(
            self.scan.frame, self.by(()), made, lowest, passes=self.scan.asked, asked="examples of problems"
        )
        found = self.located(found).set_index(LINE).loc[list(range(len(self.lines)))].reset_index(drop=True)
        names = found["zz_id"].map(self.scan.id_text) if "zz_id" in found else ""
        cells = {name.removeprefix("zz_cell "): objects(found[name]) for name in texts}
        return words.assign(**cells, zz_id=names)

    def some_ids(self, count: int) -> list[str]:
        """Return a few ids, for messages."""
        if self.scan.id is None:
            return []
        with engine_errors(self.scan.frame):
            few = self.scan.frame.select(self.scan.id.alias("id")).head(count)
        return [str(name) for name in fetch(few)["id"]]

    def joined(self, small: pd.DataFrame) -> Lazy:
        """Join the rows with a small table by line: its columns stand beside those of the rows.

        Parameters
        ----------
        small : pandas.DataFrame
            ``zz_line`` and the columns to add.
        """
        keys = {f"zz_word {at}": name for at, name in enumerate(self.words)}
        beside = self.lines.iloc[small[LINE].to_numpy(np.intp)].reset_index(drop=True)
        right = {key: filled(beside[name], numeric=self._is_number(name)) for key, name in keys.items()}
        table = pd.concat([pd.DataFrame(right), small.reset_index(drop=True)], axis=1)
        with engine_errors(self.scan.frame):
            frame = self.scan.frame.with_columns(*(self._filled(name).alias(key) for key, name in keys.items()))
            return frame.join(like(self.scan.frame, table), on=list(keys), how="inner").drop(list(keys))

    def term(self, at: int) -> nw.Expr:
        """Return a row term as an expression."""
        term = term_of(self.terms[at], self.numbers)
        column = self.functions.get(self.terms[at])
        if column is None:
            return term
        value = nw.col(column)
        known = value.is_finite().fill_null(value=False)
        return term * nw.when(known).then(value).otherwise(nw.lit(0.0))

    def clipped_term(self, at: int) -> nw.Expr:
        """Return a row term; zero in the groups whose balance is below zero."""
        term = self.term(at)
        for clip in self.clipped:
            if clip.term != at:
                continue
            for group in clip.groups:
                inside = nw.lit(value=True)
                for name, value in zip(clip.labels, group, strict=True):
                    cell = self.scan.word(name, shorten=False)
                    inside = inside & (cell.is_null() if value is None else (cell == value).fill_null(value=False))
                term = nw.when(~inside).then(term).otherwise(nw.lit(0.0))
        return term

    def by(self, labels: Sequence[str]) -> dict[str, nw.Expr]:
        """Return what rows are grouped by: what tells lines apart, and labels."""
        return {**self.words, **labelled(self.scan, labels)}

    def bound(self, term: Term) -> float:
        """Return a power of two above the sum of a term over all rows [unit of the term]."""
        highest = self.highest["amount"]
        for name in (*term.columns, *([self.functions[term]] if term in self.functions else ())):
            highest *= max(1.0, self.highest[name])
        return bound_of(len(self), highest)

    def _summed(self, labels: Sequence[str]) -> pd.DataFrame:
        """Return the sums by line and columns; those of more columns answer as well."""
        beside = [name for clip in self.clipped for name in clip.labels]
        wanted = list(dict.fromkeys([*labels, *beside]))
        for known, sums in self._sums.items():
            if known >= set(wanted):
                return sums
        terms = {f"{TERM} {at}": self.term(at) for at in range(len(self.terms))}
        bounds = {f"{TERM} {at}": self.bound(term) for at, term in enumerate(self.terms)}
        asked = f"sums by {', '.join(wanted)}" if wanted else "sums"
        found = sum_rows(self.scan.frame, self.by(wanted), terms, bounds, passes=self.scan.asked, asked=asked)
        return self.know(wanted, found)

    def know(self, labels: Sequence[str], sums: pd.DataFrame) -> pd.DataFrame:
        """Keep the sums by line and labels, so that these and fewer labels cost no query; zero where not estimated."""
        found = self._zeroed(self.located(sums), self.clipped)
        parts = [f"{TERM} {at}{mark}" for at in range(len(self.terms)) for mark in "^_"]
        found.loc[~self.estimated[found[LINE]], parts] = 0.0
        self._sums[frozenset(labels)] = found
        return found

    def located(self, found: pd.DataFrame) -> pd.DataFrame:
        """Add the number of the line to groups, and see that the rows are those of the first pass.

        Raises
        ------
        DataError
            The source gives other rows than before.
        """
        line = self.line_of(found)
        refuse_changed(found, len(self), same=not line.isna().any())
        return found.assign(**{LINE: line.to_numpy(np.intp)})

    def line_of(self, found: pd.DataFrame) -> pd.Series[float]:
        """Return the line of some words and kinds; NaN where there is none."""
        left, right = (
            pd.DataFrame({name: filled(table[name], numeric=self._is_number(name)) for name in self.words})
            for table in (found, self.lines)
        )
        return left.merge(right.assign(**{LINE: np.arange(len(right))}), on=list(self.words), how="left")[LINE]

    def _in_memory(self, frame: Lazy, asked: str, limit: int | None = None) -> ArrayRows:
        """Return the rows of a query with their key and row terms."""
        keys = {f"zz_word {at}": part for at, part in enumerate(self.words.values())}
        made = {**keys, **{f"{TERM} {at}": self.term(at) for at in range(len(self.terms))}}
        own = [nw.col(name) for name in self.scan.columns]
        ids = [self.scan.id.alias("zz_id")] if self.scan.id is not None else []
        with engine_errors(frame):
            chosen = (frame if limit is None else frame.head(limit)).select(
                *own, *ids, *(part.alias(name) for name, part in made.items())
            )
        found = fetch(chosen)
        self.scan.note(asked, len(found), len(found))
        line = self.line_of(found[list(keys)].set_axis(list(self.words), axis=1))
        values: list[npt.NDArray[np.float64] | None] = [None] * (self.width or len(self.terms))
        for at, place in enumerate(self.places or range(len(self.terms))):
            values[place] = found[f"{TERM} {at}"].to_numpy(np.float64)
        codes = self.codes[np.asarray(line, np.intp)] + np.int32(self.first_key)
        names = found["zz_id"].astype(object) if ids else pd.Series("", found.index, dtype=object)
        places = np.asarray(line, np.intp) + np.intp(self.offset)
        activity = found[list(self.scan.columns)]
        return ArrayRows(activity, codes, tuple(values), self.scan.file, names=names.rename("id"), places=places)

    def _is_number(self, name: str) -> bool:
        return self.lines[name].dtype.kind in "iuf"

    def _filled(self, name: str) -> nw.Expr:
        """Return a word that joins: a missing one has a name."""
        cell = self.words[name]
        if self._is_number(name):
            return cell.cast(nw.Float64).fill_null(NO_NUMBER)
        return cell.cast(nw.String).fill_null(NO_WORD)
