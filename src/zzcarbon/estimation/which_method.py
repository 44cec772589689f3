"""Which method a row means that names none, and the words that a method knows in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zzcarbon.estimation.method import Method
from zzcarbon.factors.condition import parse_condition
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.names import folded
from zzcarbon.vocabulary.terms import term_names

__all__ = ["known_words", "likely_methods"]

_ALWAYS = {"amount", "year"}
"""What every row has."""

_MOST = 4
"""Methods that are named at most."""


def known_words(method: Method, column: str, table: FactorTable) -> list[str]:
    """Return the words that figures of a method use in a column, in every spelling: others would choose nothing."""
    factors, parameters = table.frame, table.parameters
    figures = {item.figure or item.column for item in method.inputs}
    found: set[str] = set()
    for rows in (factors[factors["activity"] == method.activity], parameters[parameters["parameter"].isin(figures)]):
        if column == method.subject:
            found.update(map(str, rows["subject"].unique()))
        texts = rows["condition"].unique()
        said = (parse_condition(str(text)).get(column) for text in texts)
        found.update(word for word in said if isinstance(word, str))
    return sorted({name for word in found for name in (word, *term_names().get(word, ()))})


def likely_methods(words: Mapping[str, Any], methods: Sequence[Method], table: FactorTable) -> tuple[str, ...]:
    """Return the methods that know the words of a row and read most of its columns; none where none knows them.

    Parameters
    ----------
    words : mapping
        What the row says, by column; with ``?`` behind the name whether a number is given.
    methods : sequence of Method
        Those of the module.
    table : FactorTable
        Figures whose words the row may use.
    """
    numbers = {name[:-1] for name, given in words.items() if name.endswith("?") and given is True}
    texts = {
        name: folded(str(words[name]))
        for name in dict.fromkeys(column for method in methods for column in method.key_columns)
        if isinstance(words.get(name), str) and words[name]
    }
    fits = {method.key: _fit(method, texts, numbers, table) for method in methods} if texts or numbers else {}
    best = max(fits.values(), default=(0, 0))
    return tuple(key for key, fit in fits.items() if fit == best)[:_MOST] if best[0] else ()


def _fit(method: Method, texts: Mapping[str, str], numbers: set[str], table: FactorTable) -> tuple[int, int]:
    """Return how much of a row a method knows by figures, title and columns, and (below 0) what it needs besides."""
    title = folded(f"{method.key} {method.title} {method.title_local}")
    known = sum(
        word in (title if name not in method.key_columns else map(folded, known_words(method, name, table)))
        for name, word in texts.items()
    )
    read = len(numbers.intersection((*method.measured_columns, *method.form_columns)))
    needed = set(method.required_columns()).difference(_ALWAYS, texts, numbers)
    return (known + read, -len(needed)) if known or not texts else (0, 0)
