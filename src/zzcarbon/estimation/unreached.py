"""What is given and yet without effect: own figures that no row reached or read, words that no figure knows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from zzcarbon.errors import nearest, shown
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.figure_source import OWN_FACTOR
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.keys import Keys
from zzcarbon.estimation.method import Method
from zzcarbon.estimation.which_method import known_words
from zzcarbon.factors.table import FactorTable
from zzcarbon.tables.cells import texts_of
from zzcarbon.tables.header import table_headers
from zzcarbon.tables.headers import quantity_header
from zzcarbon.vocabulary.activities import activity_names
from zzcarbon.vocabulary.terms import term_names

__all__ = ["unreached_figures", "unread_columns", "with_unknown_words"]

_SHOWN = 3
_MOST = 20
"""Words for which the nearest known one is looked up."""


def unreached_figures(table: CoefficientTable, factors: FactorTable, methods: Sequence[Method]) -> list[Finding]:
    """Report own factors without effect: no method knows their activity, or no row asked for any of them.

    Parameters
    ----------
    table : CoefficientTable
        What was composed.
    factors : FactorTable
        Where the own figures stand.
    methods : sequence of Method
        The methods of this module.

    Returns
    -------
    list of Finding
        One for all own factors that were not reached; empty where at least one of each activity was.
    """
    own = factors.own_rows
    if own.empty:
        return []
    used = set(table.sources["row"])
    asked = {method.activity for method in methods}
    mine = own[own["activity"].isin(asked) | ~own["activity"].map(lambda name: name in activity_names())]
    reached = set(own.loc[own["id"].isin(used), "activity"])
    left = mine[~mine["activity"].isin(reached)]
    if left.empty:
        return []
    listed = "; ".join(_told(row) for row in left.head(_SHOWN).to_dict("records"))
    more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    problem = f"own figures that no row reached: {listed}{more}"
    remedy = "Compare activity, subject, region, year, category and technology with the rows: zc.methods() lists them."
    return [Finding(None, "factors", problem, remedy, key=0, fatal=False)]


def _told(row: Mapping[Hashable, object]) -> str:
    of = ", ".join(str(row[name]) for name in ("activity", "subject", "substance") if row[name])
    return f"{row['id']} ({of})"


def unread_columns(activity: pd.DataFrame, keys: Keys, columns: Iterable[str]) -> list[Finding]:
    """Report columns that no method of the rows reads: own factors, and figures under a header that nobody knows.

    Any further column is a label; one with a unit in its header, or beside it in a column of its own, that looks like
    one the method reads is a number that somebody meant to be used.

    Parameters
    ----------
    activity : pandas.DataFrame
    keys : Keys
    columns : iterable of str
        Names of the whole table, those that are known by their standard name.
    """
    found = _unread_factors(activity, keys) if OWN_FACTOR in activity else []
    if strange := [str(name) for name in columns if name not in table_headers()]:
        found += _unread_figures(strange, columns, dict.fromkeys(key.method for key in keys.keys if key))
    return found


def _unread_factors(activity: pd.DataFrame, keys: Keys) -> list[Finding]:
    """Report own factors of rows whose method reads none: the row is estimated without them."""
    unread: dict[Method, list[int]] = {}
    for at, key in enumerate(keys.keys):
        if key and OWN_FACTOR not in (*key.method.measured_columns, *key.method.form_columns):
            unread.setdefault(key.method, []).append(at)
    if not unread:
        return []
    codes, texts = texts_of(activity[OWN_FACTOR])
    given = (texts != "")[codes]
    found = []
    for method, of_method in unread.items():
        rows = np.flatnonzero(given & np.isin(keys.codes, of_method))
        if len(rows):
            problem = f"the method {shown(method.key)} reads no emission_factor: the row is estimated without it"
            remedy = "Add it with zc.factors().extend(...), or estimate amount times factor with zc.general.estimate."
            found.append(Finding(rows, OWN_FACTOR, problem, remedy, fatal=False))
    return found


def _unread_figures(strange: Sequence[str], columns: Iterable[str], methods: Iterable[Method]) -> list[Finding]:
    """Report the headers that are like one that a method reads, with the name to write."""
    names, listed = set(columns), table_headers()
    read = dict.fromkeys(name for method in methods for name in (*method.measured_columns, *method.form_columns))
    free = [listed[name] for name in read if name in listed and name not in names]
    write = {word: word for header in free for word in (header.column, *header.zh)}
    write |= {header.figure.replace("_", " "): header.column for header in free if header.figure}
    findings = []
    for name in strange:
        head, unit = quantity_header(name)
        if not unit and not names.intersection((f"{name}单位", f"{name}_unit")):
            continue
        near = [word for word in write if len(word) > 1 and head.endswith(word)] or nearest(head, write, 1)
        if near:
            problem = f"the column {shown(name)} is not read: the rows are estimated without it"
            remedy = f"Name it {shown(write[near[0]])} if it is that, or leave the unit out of the name of a label."
            findings.append(Finding(None, name, problem, remedy, key=0, fatal=False))
    return findings


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
    near = {word: nearest(word, known_words(method, column, table), 2) for method, column, word in asked[:_MOST]}
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


def _hint(words: dict[str, str], near: dict[str, tuple[str, ...]]) -> str:
    found = [
        f"For {column} {shown(word)}, did you mean {' or '.join(map(repr, near[word]))}? "
        for column, word in words.items()
        if near.get(word)
    ]
    return "".join(found)
