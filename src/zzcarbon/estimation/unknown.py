"""Words that no list and no factor knows: a slip of the pen must not choose the figure for everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zzcarbon.errors import nearest, shown
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.method import Method
from zzcarbon.factors.condition import parse_condition
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.terms import term_names

__all__ = ["with_unknown_words"]

_MOST = 20
"""Words for which the nearest known one is looked up."""


def with_unknown_words(findings: Sequence[Finding], keys: Sequence[Key | None], table: FactorTable) -> list[Finding]:
    """Return findings that name the words of their key that nothing knows, and new ones where nothing else is wrong.

    A figure without condition answers every word of a dimension, a misspelt one too.

    Parameters
    ----------
    findings : sequence of Finding
        What is known to be wrong with the keys.
    keys : sequence of Key or None
        Distinct keys of the rows.
    table : FactorTable
        Figures whose subjects and conditions use words too.

    Returns
    -------
    list of Finding
    """
    listed = term_names()
    strange: dict[int, dict[str, str]] = {}
    for at, key in enumerate(keys):
        for column in key.method.key_columns if key and not key.notation else ():
            word = key.words.get(column, "") if key else ""
            if isinstance(word, str) and word and word not in listed:
                strange.setdefault(at, {})[column] = word
    if not strange:
        return list(findings)
    known = table.words
    strange = {
        at: left for at, words in strange.items() if (left := {c: w for c, w in words.items() if w not in known})
    }
    asked = [
        (key.method, column, word)
        for at, words in strange.items()
        if (key := keys[at])
        for column, word in words.items()
    ]
    near = {word: nearest(word, _choices(method, column, table), 2) for method, column, word in asked[:_MOST]}
    hinted = [
        replace(finding, remedy=f"{_hint(strange[finding.key], near)}{finding.remedy}")
        if finding.key in strange and finding.substance
        else finding
        for finding in findings
    ]
    told = {finding.key for finding in findings if finding.substance}
    new = [
        Finding(None, column, f"no figure knows {column} {shown(word)}: it chose nothing",
                _hint({column: word}, near) or "Correct the word, or leave it out.", key=at, fatal=False)
        for at, words in strange.items()
        if at not in told
        for column, word in words.items()
        if keys[at] is not None and column in keys[at].method.dimensions  # type: ignore[union-attr]
    ]  # fmt: skip
    return [*hinted, *new]


def _choices(method: Method, column: str, table: FactorTable) -> list[str]:
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


def _hint(words: dict[str, str], near: dict[str, tuple[str, ...]]) -> str:
    found = [
        f"For {column} {shown(word)}, did you mean {' or '.join(map(repr, near[word]))}? "
        for column, word in words.items()
        if near.get(word)
    ]
    return "".join(found)
