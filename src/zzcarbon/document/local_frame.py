"""A data frame of the library in the language of a reader: headings, words, problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zzcarbon.document.messages import message
from zzcarbon.document.names import reader_name
from zzcarbon.document.sentence_catalogue import title_of
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["as_asked", "in_language", "said_in"]

_COLUMNS = ("column",)
_AS_IT_IS = ("value", "unit", "notation", "source", "locator", "substance", "coefficient_id", "equation", "figures")


def in_language(frame: pd.DataFrame, language: str | None = None) -> pd.DataFrame:
    """Return a frame of the library with the headings and words of a language.

    Numbers, units, substances, ids and whatever the user named stay as they are. Programs work with the names of
    the library: this is for people and files that are handed on.

    Parameters
    ----------
    frame : data frame
        What ``by``, ``frame``, ``problems``, ``memo``, ``compare`` ... gave.
    language : {"en", "zh"}, optional
        The language; that of ``zc.options`` if not given. English is the frame as it is.

    Returns
    -------
    pandas.DataFrame
        Another frame; each heading stands once.

    Raises
    ------
    UnknownNameError
        Another language.

    Examples
    --------
    >>> import pandas as pd
    >>> sums = pd.DataFrame({"fuel": ["raw coal"], "substance": ["CO2"], "emission": [2.5], "unit": ["t"]})
    >>> print(in_language(sums, "zh").to_string(index=False))
    燃料  物质  排放量 单位
    原煤 CO2  2.5  t
    """
    tongue = chosen_language(language)
    if tongue == "en":
        return frame.copy()
    changed = _local_names(frame)
    for name in changed.columns:
        text = changed[name].dtype.kind not in "iufM" and name not in _AS_IT_IS
        if text:
            known: dict[object, str] = {}
            for cell in changed[name].tolist():
                if isinstance(cell, str | bool) and cell not in known:
                    known[cell] = _told(str(name), str(cell))
            changed[name] = changed[name].map(lambda cell, known=known: known.get(cell, cell))
    heads: list[str] = []
    for name in changed.columns:
        title = _title(str(name))
        heads.append(f"{title}（{name}）" if title in heads else title)
    changed.columns = heads
    return changed


def _local_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose indicators have the name that the document itself gives them, where it gives one."""
    if not {"indicator", "indicator_local"} <= set(frame.columns):
        return frame.copy()
    local = frame["indicator_local"]
    named = local.where(local.astype(bool) & local.notna(), frame["indicator"])
    return frame.assign(indicator=named).drop(columns="indicator_local")


def _title(column: str) -> str:
    """Return the Chinese heading of a column, also of one for a year: ``status 2023``."""
    name, _, year = column.rpartition(" ")
    if name and year.isdecimal() and len(year) == 4:
        return f"{title_of(name, 'zh')}（{year} 年）"
    return title_of(column, "zh")


def as_asked(frame: pd.DataFrame, language: str | None) -> pd.DataFrame:
    """Return a frame as it is where a call names no language, else `in_language`."""
    return frame if language is None else in_language(frame, language)


def said_in(problems: pd.DataFrame, language: str | None = None) -> pd.DataFrame:
    """Return a table of problems whose problems and remedies speak a language; its columns keep their names."""
    from zzcarbon.document.problem_frame import ProblemFrame

    if chosen_language(language) == "en":
        return ProblemFrame(problems.copy())
    said = {name: [message(text, "zh") for text in problems[name]] for name in ("problem", "remedy")}
    return ProblemFrame(problems.assign(**said))


def _told(column: str, text: str) -> str:
    if column in _COLUMNS:
        return title_of(text, "zh")
    if column == "trail":
        return "；".join(message(step, "zh") for step in text.split("; "))
    return reader_name(column, text, "zh")
