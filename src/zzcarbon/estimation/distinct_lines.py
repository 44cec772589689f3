"""The distinct lines of rows of an engine: words and kinds of numbers that rows share, from one query.

A line is parted further where numbers decide more than their kind: beyond physical limits in the unit of the row,
or where a function has no value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.estimation.cells import (
    BLANK,
    GOOD,
    HIGH,
    KIND_BITS,
    LOW,
    SAMPLES,
    bound_of,
    is_text,
    packed,
    unpacked,
)
from zzcarbon.estimation.frame_words import line_words
from zzcarbon.estimation.grouped import group_rows, refuse_changed, sum_rows
from zzcarbon.estimation.number_cells import NumberCells
from zzcarbon.estimation.numbers import LARGEST
from zzcarbon.estimation.physical import physical_limit
from zzcarbon.estimation.scan import Scan

__all__ = ["KINDS", "LABEL", "LINE", "OUTSIDE", "STEP", "TERM", "Distinct", "kinds_of", "labelled"]

KINDS, OUTSIDE, STEP = "zz_kinds", "zz_outside", "zz_step "
"""Columns of lines: kinds of the numbers, which of them are physically impossible (both before a number), and before
the name of a column of numbers a number of the same interval of a step table."""

LABEL, LINE, TERM = "zz_label", "zz_line", "zz_term"
"""Columns of sums: before the names of labels, the line that a group lies in, and before the numbers of row terms."""

_HIGH, _LOW = "zz_high ", "zz_low "


def labelled(scan: Scan, labels: Sequence[str]) -> dict[str, nw.Expr]:
    """Return the columns of labels that sums are grouped by."""
    return {f"{LABEL} {name}": scan.word(name, shorten=False) for name in labels}


def kinds_of(lines: pd.DataFrame, count: int) -> npt.NDArray[np.int64]:
    """Return the kind of each number of lines, shape (lines, count)."""
    return unpacked(lines[[name for name in lines if str(name).startswith(KINDS)]].to_numpy(np.int64), count, KIND_BITS)


@dataclass(frozen=True, eq=False)
class Distinct:
    """Distinct lines of the rows.

    Attributes
    ----------
    scan : Scan
    numbers : tuple of NumberCells
    words : mapping of str to expression
        What makes a line besides the kinds of the numbers.
    found : pandas.DataFrame, shape (k, ...)
        The lines, with the number of their ``rows`` and the limits of their good numbers.
    labels : tuple of str
    sums : pandas.DataFrame or None
        Sums of the amounts by line and labels, where one query gave both.
    """

    scan: Scan
    numbers: tuple[NumberCells, ...]
    words: Mapping[str, nw.Expr]
    found: pd.DataFrame
    labels: tuple[str, ...] = ()
    sums: pd.DataFrame | None = None

    @classmethod
    def of(
        cls, scan: Scan, numbers: Sequence[NumberCells], words: Mapping[str, nw.Expr],
        asked: str = "distinct keys", beside: Mapping[str, nw.Expr] | None = None,
    ) -> Distinct:  # fmt: skip
        """Ask the engine for the lines, and for the highest of their numbers and of what stands ``beside`` them.

        Raises
        ------
        DataError
            There are no rows, or the engine failed.
        """
        of_numbers = {cells.name: cells.clean(0.0) for cells in numbers}
        made = {f"{_HIGH}{name}": cell for name, cell in {**of_numbers, **(beside or {})}.items()}
        how = {name: nw.col(name).max() for name in made}
        for cells in numbers:
            if physical_limit(cells.name)[0]:
                name = f"{_LOW}{cells.name}"
                made[name], how[name] = nw.when(cells.kind == GOOD).then(cells.number), nw.col(name).min()
        by = {**words, **packed(KINDS, [cells.kind for cells in numbers], KIND_BITS)}
        found = group_rows(scan.frame, by, made, how, passes=scan.asked, asked=asked)
        if not len(found):
            message = "the activity data have no rows"
            raise DataError(message, [Problem(scan.file, "", "", "", "no rows", "Check the file or the filter.")])
        return cls(scan, tuple(numbers), words, found)

    @classmethod
    def with_sums(
        cls, scan: Scan, numbers: Sequence[NumberCells], words: Mapping[str, nw.Expr], labels: Sequence[str]
    ) -> Distinct | None:
        """Ask for the lines and for the exact sums of the amounts by labels in one query.

        What exact sums need first, the number of rows and the highest amount, takes a query of the amounts alone.

        Returns
        -------
        Distinct or None
            None where rows have more numbers than amounts, which enter the sums too, or where an amount is bad.
        """
        amount = numbers[0]
        if len(numbers) > 1 or is_text(scan.schema[amount.column]):
            return None
        good = amount.number.is_between(0.0, LARGEST).fill_null(value=False)
        made = {"highest": amount.number, "good": nw.when(good).then(nw.lit(1)).otherwise(nw.lit(0))}
        how = {"highest": nw.col("highest").max(), "good": nw.col("good").sum()}
        limits = group_rows(scan.frame, {}, made, how, passes=scan.asked, asked="limits of amounts")
        if not limits["rows"][0] or limits["good"][0] < limits["rows"][0]:
            return None
        rows, highest = int(limits["rows"][0]), float(limits["highest"][0])
        name, high = f"{TERM} 0", f"{_HIGH}{amount.name}"
        found = sum_rows(
            scan.frame, {**words, **labelled(scan, labels)}, {name: amount.number}, {name: bound_of(rows, highest)},
            passes=scan.asked, asked=f"distinct keys and sums by {', '.join(labels)}",
            beside={high: nw.col(name).max()},
        )  # fmt: skip
        refuse_changed(found, rows, same=bool(found[high].max() <= highest))
        lines = found.groupby(list(words), dropna=False, sort=False).agg({"rows": "sum", high: "max"}).reset_index()
        lines[f"{KINDS} 0"] = 0
        return cls(scan, (replace(amount, sound=True),), words, lines, tuple(labels), found)

    @property
    def sound(self) -> bool:
        """Whether all cells of numbers are good."""
        return not self.kinds.any()

    @property
    def marks(self) -> dict[str, nw.Expr]:
        """What tells the lines apart: words, and the kinds of numbers where one is not good."""
        kinds = {} if self.sound else packed(KINDS, [cells.kind for cells in self.numbers], KIND_BITS)
        return {**self.words, **kinds}

    @property
    def kinds(self) -> npt.NDArray[np.int64]:
        """Kind of each number of each line, shape (k, numbers)."""
        return kinds_of(self.found, len(self.numbers))

    @property
    def lines(self) -> pd.DataFrame:
        """Words, kinds and number of rows of each line."""
        kinds = [name for name in self.found if str(name).startswith(KINDS)]
        return self.found[[*self.words, *kinds, "rows"]]

    @property
    def highest(self) -> dict[str, float]:
        """Highest good number of each column, and of what stands beside."""
        highs = [str(name) for name in self.found if str(name).startswith(_HIGH)]
        return {name.removeprefix(_HIGH): float(self.found[name].max()) for name in highs}

    def parted(
        self, scan: Scan, more: Mapping[str, nw.Expr], asked: str, beside: Mapping[str, nw.Expr] | None = None
    ) -> Distinct:
        """Return the lines parted by more expressions of the rows: one more query."""
        return Distinct.of(scan, self.numbers, {**self.words, **more}, asked, beside)

    def within_limits(self) -> Distinct:
        """Return the lines, parted by what lies outside physical limits: a query only where something does."""
        beyond = [hit for cells in self.numbers if (hit := self._beyond(cells)) is not None]
        if not beyond:
            return self
        hits = [nw.when(hit).then(nw.lit(1)).otherwise(nw.lit(0)) for hit in beyond]
        return self.parted(self.scan, packed(OUTSIDE, hits, 1), "numbers outside physical limits")

    def given(self) -> pd.DataFrame:
        """Return the lines as rows, with one cell for each column of numbers, which stands for all of its kind.

        Of good numbers it is the highest of the line: all lie in one interval of step tables, and on one side of
        physical limits.
        """
        kinds = self.kinds
        lines = line_words(self.found, list(self.words))
        columns = {}
        for at, cells in enumerate(self.numbers):
            of_kind = {**SAMPLES, LOW: -1.0, BLANK: np.nan, HIGH: cells.highest}
            good = self.found[f"{_HIGH}{cells.name}"].astype(float).tolist()
            values = [good[place] if k == GOOD else of_kind[k] for place, k in enumerate(kinds[:, at].tolist())]
            text = any(isinstance(value, str) for value in values)
            columns[cells.column] = pd.Series(values, dtype=object if text else float)
        own = [name for name in self.words if not name.startswith("zz_")]
        made = lines[own].assign(**columns)
        made.attrs["file"] = self.scan.file
        return made

    def _units(self, cells: NumberCells) -> list[str]:
        """Return the unit of a column in each line, empty where there is none."""
        name = f"{cells.column}_unit"
        if name not in self.words:
            return [""] * len(self.found)
        return ["" if pd.isna(unit) else str(unit).strip() for unit in self.found[name]]

    def _beyond(self, cells: NumberCells) -> nw.Expr | None:
        """Return an expression that marks rows outside the physical limits of a column; None where there is none."""
        if not physical_limit(cells.name)[0]:
            return None
        units = self._units(cells)
        lows, highs = (self.found[f"{mark}{cells.name}"].to_numpy(float) for mark in (_LOW, _HIGH))
        beyond: nw.Expr | None = None
        for unit in sorted(set(units)):
            limit, factor = physical_limit(cells.name, unit)
            if limit is None:
                continue
            of_unit = np.array([name == unit for name in units])
            if not ((lows[of_unit] * factor < limit.low) | (highs[of_unit] * factor > limit.high)).any():
                continue
            value = cells.number * factor
            hit = (cells.kind == GOOD) & ((value < limit.low) | (value > limit.high))
            if f"{cells.column}_unit" in self.words:
                written = self.scan.word(f"{cells.column}_unit").cast(nw.String).str.strip_chars().fill_null("")
                hit = hit & (written == unit)
            hit = hit.fill_null(value=False)
            beyond = hit if beyond is None else beyond | hit
        return beyond
