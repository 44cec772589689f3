"""Problems with their remedies as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zzcarbon.document.messages import message
from zzcarbon.document.model import Cell, Column, Table
from zzcarbon.document.sentence_catalogue import sentence, title_of
from zzcarbon.errors import Problem
from zzcarbon.settings import Language

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["problem_table", "problems_told"]


def problems_told(problems: Iterable[Problem], language: Language) -> Table:
    """Return problems that were found while reading as a table."""
    import pandas as pd

    names = ("problem", "remedy", "row", "column", "value", "file")
    frame = pd.DataFrame([{name: getattr(problem, name) for name in names} for problem in problems])
    return problem_table(frame, language)


def problem_table(problems: pd.DataFrame, language: Language) -> Table:
    """Return problems as a table, problem and remedy in full and in the language."""
    import pandas as pd

    order = ("problem", "remedy", "substance", "rows", "id", "row", "column", "value", "file")
    names = [name for name in order if name in problems]
    columns = tuple(
        Column(name, title_of(name, language), kind="number" if name == "rows" else "text") for name in names
    )
    rows = []
    for line in problems[names].itertuples(index=False):
        cells: list[Cell] = []
        for name, value in zip(names, line, strict=True):
            text = "" if value is None or pd.isna(value) else str(value)
            if name in {"problem", "remedy"}:
                cells.append(message(text, language))
            elif name == "rows":
                cells.append(int(value))
            else:
                cells.append(title_of(text, language) if name in {"column", "file"} else text)
        rows.append(tuple(cells))
    caption = sentence("problems caption", language, count=len(rows))
    return Table("problems", caption, columns, tuple(rows))
