"""Words for products, materials, vehicles, animals, technologies and conditions, in Chinese and English."""

from __future__ import annotations

from functools import cache

from zzcarbon.resources import data_rows
from zzcarbon.vocabulary.names import NameIndex

__all__ = ["kinship", "term", "term_names"]


def term(text: str) -> str:
    """Return the key of a word; a word that is not listed stays as it is.

    Factors are looked up by the key, so that data in Chinese and in English find the same row.

    Examples
    --------
    >>> term("a word of nobody")
    'a word of nobody'
    """
    index = _index()
    return index.key(text) if text in index else text


@cache
def term_names() -> dict[str, tuple[str, str]]:
    """Return the Chinese and the English name of each word by its key."""
    return {row["key"]: (row["zh"], row["en"]) for row in data_rows("terms.csv")}


def kinship(first: str, second: str) -> int:
    """Return how near two words are by their Chinese names: a point for each character, two for the head at the end.

    Examples
    --------
    >>> kinship("牛", "buffalo") > kinship("牛", "alpacas")
    True
    """
    names = [term_names().get(term(word), (word, word))[0] for word in (first, second)]
    one, other = names
    return len(set(one) & set(other)) + 2 * (bool(one) and one[-1:] == other[-1:])


@cache
def _index() -> NameIndex:
    return NameIndex(
        "term", [(row["key"], (row["zh"], row["en"], *row["aliases"].split(";"))) for row in data_rows("terms.csv")]
    )
