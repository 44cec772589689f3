"""Sentences of a report of your own, in two languages, as a table: key, en, zh."""

from __future__ import annotations

import csv
import io
import string
from os import PathLike
from pathlib import Path

from zzcarbon.document.messages import message
from zzcarbon.errors import DataError, Problem
from zzcarbon.settings import chosen_language

__all__ = ["read_sentences"]

_REFUSED = "the sentences cannot be used"


def read_sentences(path: str | PathLike[str], language: str | None = None) -> dict[str, str]:
    r"""Return the sentences of a CSV file with columns ``key en zh`` in a language.

    Parameters
    ----------
    path : path
        A file in UTF-8. Holes stand in braces, with a format if wanted: ``{total:,.0f} t``.
    language : {"en", "zh"}, optional
        That of ``zc.options`` if not given.

    Returns
    -------
    dict of str to str
        By key; ``sentences["total"].format(total=12.0)`` fills the holes.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    DataError
        The file is not UTF-8, a column is missing, a key stands twice, a language is blank, or the two languages have
        other holes: every problem.

    Examples
    --------
    >>> with open("texts.csv", "w", encoding="utf-8") as out:
    ...     _ = out.write("key,en,zh\ntotal,{total:.0f} t in all,共 {total:.0f} 吨\n")
    >>> read_sentences("texts.csv", "zh")["total"].format(total=12.0)
    '共 12 吨'
    """
    tongue = chosen_language(language)
    if not Path(path).exists():
        raise FileNotFoundError(message(f"there is no file {str(path)!r}"))
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(Path(path).name, "", "", "", "the file is not UTF-8", "Save it as CSV UTF-8.")
        raise DataError(_REFUSED, [problem]) from error
    rows = list(csv.DictReader(io.StringIO(text)))
    heads = set(rows[0]) if rows else set()
    file = Path(path).name
    problems = [
        Problem(file, "", name, "", "the column is missing", "Columns are key, en and zh.")
        for name in ("key", "en", "zh")
        if name not in heads
    ]
    found: dict[str, str] = {}
    for at, row in enumerate([] if problems else rows, 2):
        key, en, zh = row["key"], row["en"] or "", row["zh"] or ""
        if key in found:
            problems.append(Problem(file, str(at), "key", key, "the key stands twice", "Give each sentence a key."))
        if not en or not zh:
            blank = "en" if not en else "zh"
            problems.append(Problem(file, str(at), blank, key, "the sentence is blank", "Write it in both languages."))
        elif _holes(en) != _holes(zh):
            remedy = "Use the same names in braces."
            problems.append(Problem(file, str(at), "zh", key, "its holes differ from those in English", remedy))
        found[key] = zh if tongue == "zh" else en
    if problems:
        raise DataError(_REFUSED, problems)
    return found


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
