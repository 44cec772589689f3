"""Problems as a frame of pandas that shows each in full: what is cut helps nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields
from typing import Any

import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.problem_tables import problem_table
from zzcarbon.document.result_card import shortened
from zzcarbon.document.sentence_catalogue import sentence, title_of
from zzcarbon.errors import Problem
from zzcarbon.settings import chosen_language

__all__ = ["ProblemFrame", "problem_frame"]

_PLACE = ("file", "id", "row", "substance", "column", "value", "rows")
_MOST = 30


class ProblemFrame(pd.DataFrame):
    """A data frame with ``problem`` and ``remedy``, printed and shown in a notebook with both in full.

    Everything else is pandas: filters keep the class, ``to_string`` writes the plain table.

    Examples
    --------
    >>> said = {"column": "unit", "problem": "unknown unit 'tt'", "remedy": "Did you mean 't'?"}
    >>> print(ProblemFrame({"id": ["row-1"], **said}))
    Problems and their remedies: 1
    0  id row-1, column unit
       unknown unit 'tt'
       Did you mean 't'?
    """

    @property
    def _constructor(self) -> type[ProblemFrame]:
        return ProblemFrame

    def __repr__(self) -> str:
        if not {"problem", "remedy"} <= set(self.columns):
            return repr(pd.DataFrame(self))
        tongue = chosen_language(None)
        lines = [sentence("problems caption", tongue, count=len(self))]
        for at, line in list(zip(self.index, self.to_dict("records"), strict=True))[:_MOST]:
            mark = f"{at}  "
            texts = [_place(line, tongue), *str(line["problem"]).splitlines(), *str(line["remedy"]).splitlines()]
            lines += [mark + texts[0], *(" " * len(mark) + text for text in texts[1:] if text)]
        if len(self) > _MOST:
            lines.append(sentence("more rows", tongue, count=len(self) - _MOST))
        return "\n".join(lines)

    def _repr_html_(self) -> str | None:
        if not {"problem", "remedy"} <= set(self.columns):
            return pd.DataFrame(self)._repr_html_()  # type: ignore[operator, no-any-return]  # no column of the frame
        tongue = chosen_language(None)
        caption = sentence("problems caption", tongue, count=len(self))
        return shortened(Document(caption, (problem_table(pd.DataFrame(self), tongue),), tongue)).html()


def problem_frame(problems: Iterable[Problem]) -> ProblemFrame:
    """Return problems that were found as a frame: ``file row column value problem remedy``."""
    return ProblemFrame([astuple(one) for one in problems], columns=[field.name for field in fields(Problem)])


def _place(line: dict[Any, Any], language: Any) -> str:
    """Return where a problem is: what the line says of file, row, substance, column and value."""
    told = [(name, line.get(name)) for name in _PLACE]
    return ", ".join(f"{title_of(name, language)} {value}" for name, value in told if value not in (None, "", 1))
