"""Which method a row means that names none, and the words that a method knows in a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from zzcarbon.estimation.method import Method
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
    figures = (method.activity, *(item.figure or item.column for item in method.inputs))
    columns = (column, "subject") if column == method.subject else (column,)
    found = set().union(*(table.words_of.get((name, asked), ()) for name in figures for asked in columns))
    return sorted({name for word in found for name in (word, *term_names().get(word, ()))})


def likely_methods(methods: Sequence[Method], table: FactorTable) -> Callable[[Mapping[str, Any]], tuple[str, ...]]:
    """Return what names the methods that know the words of a row and read most of its columns.

    Parameters
    ----------
    methods : sequence of Method
        Those of the module.
    table : FactorTable
        Figures whose words the row may use.

    Returns
    -------
    callable
        From what a row says, by column, with ``?`` behind the name whether a number is given, to keys of methods;
        none where none knows a word. What the methods know is looked up when the first row asks.
    """
    columns = frozenset(column for method in methods for column in method.key_columns)

    @cache
    def understanding() -> list[_Understanding]:
        return [_Understanding(method, table) for method in methods]

    def likely(words: Mapping[str, Any]) -> tuple[str, ...]:
        numbers = {name[:-1] for name, given in words.items() if name.endswith("?") and given is True}
        texts = {n: folded(word) for n, word in words.items() if n in columns and isinstance(word, str) and word}
        fits = {one.key: one.fit(texts, numbers) for one in understanding()} if texts or numbers else {}
        best = max(fits.values(), default=(0, 0))
        return tuple(key for key, fit in fits.items() if fit == best)[:_MOST] if best[0] else ()

    return likely


class _Understanding:
    """What a method knows of the words of its columns, reads and needs."""

    def __init__(self, method: Method, table: FactorTable) -> None:
        self.key = method.key
        self.title = folded(f"{method.key} {method.title} {method.title_local}")
        self.known = {name: frozenset(map(folded, known_words(method, name, table))) for name in method.key_columns}
        self.numbers = frozenset((*method.measured_columns, *method.form_columns))
        self.needed = frozenset(method.required_columns()).difference(_ALWAYS)

    def fit(self, texts: Mapping[str, str], numbers: AbstractSet[str]) -> tuple[int, int]:
        """Return how much of a row is known by figures, title and columns, and (below 0) what is needed besides."""
        known = sum(word in self.known.get(name, self.title) for name, word in texts.items())
        read = len(self.numbers & numbers)
        return (known + read, -len(self.needed.difference(texts, numbers))) if known or not texts else (0, 0)
