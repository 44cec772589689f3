"""An inventory as a document: scopes apart, what is not estimated, problems with their remedies, sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Marked,
    Note,
    Part,
    Table,
    message,
    sentence,
    title_of,
    word,
)
from zzcarbon.document.problem_tables import problem_table
from zzcarbon.inventory.evidence import Evidence, evidence_of
from zzcarbon.inventory.headline import kin_apart
from zzcarbon.settings import Language, chosen_language
from zzcarbon.vocabulary.substances import substances

if TYPE_CHECKING:
    from zzcarbon.inventory.inventory import Inventory

__all__ = [
    "inventory_document",
    "inventory_subtitle",
    "inventory_title",
    "notes_on_totals",
    "problem_parts",
    "sum_table",
    "total_facts",
]

_INDIRECT = ("2", "3")
_FACTS = 12
Namer = Callable[[str, object], str]


def inventory_document(inventory: Inventory, language: str | None = None) -> Document:
    """Return an inventory as a short document: totals with scopes apart, problems, sources.

    Parameters
    ----------
    inventory : Inventory
        The inventory.
    language : {"en", "zh"}, optional
        The language.
    """
    tongue = chosen_language(language)
    evidence = evidence_of(inventory.table)
    parts: list[Part] = [
        total_facts(inventory, tongue),
        *notes_on_totals(inventory, tongue),
        sum_table(inventory, (), "totals", sentence("inventory totals", tongue), tongue, evidence),
        *problem_parts(inventory, tongue),
        evidence.list_of(tongue),
    ]
    return Document(inventory_title(inventory, tongue), tuple(parts), tongue, inventory_subtitle(inventory, tongue))


def inventory_title(inventory: Inventory, language: Language) -> str:
    """Return the heading of an inventory."""
    return sentence("inventory title", language, rows=len(inventory))


def inventory_subtitle(inventory: Inventory, language: Language) -> str:
    """Return which factors an inventory rests on, and what was done to it."""
    record = [message(text, language) for text in inventory.record]
    edition = sentence("factor edition", language, edition=inventory.edition)
    return " ".join([edition, *record])


def total_facts(inventory: Inventory, language: Language) -> Facts:
    """Return the totals as headline figures: direct emissions first, indirect ones apart under their own name."""
    sums = _sums(inventory, ())
    items = []
    for scope, substance, value, notation in sums[["scope", "substance", "emission", "notation"]].itertuples(
        index=False
    ):
        label = substance if scope == "direct" else sentence(f"indirect {scope}", language, substance=substance)
        note = sentence("partly not estimated", language) if notation else ""
        missing = pd.isna(value)
        number = None if missing else float(value)
        text = (sentence("not estimated", language) if notation in {"", "NE"} else notation) if missing else note
        items.append(Fact(label, number, "" if missing else "t", text, "open" if notation else "plain"))
    return Facts(tuple(items[:_FACTS]))


def notes_on_totals(inventory: Inventory, language: Language) -> list[Part]:
    """Say that the totals add several years, and that a substance stands under two names, where it is so."""
    years = sorted(map(int, inventory.table.keys["year"].dropna().unique()))
    several = [sentence("several years", language, years=", ".join(map(str, years)))] if len(years) > 1 else []
    apart = [message(text, language) for text in kin_apart(inventory.table)]
    return [Note(text, "open") for text in (*several, *apart)]


def sum_table(
    inventory: Inventory,
    labels: Sequence[str],
    key: str,
    caption: str,
    language: Language,
    evidence: Evidence,
    names: Namer | None = None,
) -> Table:
    """Return the sums of an inventory by labels: one row a label, one column a substance and scope [t].

    The numbers are those of ``inventory.by("scope", *labels)``; NE beside a number says that rows under it have
    no estimate. The last column leads to the sources of the row.
    """
    sums = _sums(inventory, labels)
    sums["_group"] = list(sums[list(labels)].itertuples(index=False, name=None)) if labels else [()] * len(sums)
    heads = list(dict.fromkeys(sums[["scope", "substance"]].itertuples(index=False, name=None)))
    heads.sort(key=lambda head: (head[0] != "direct", _place(head[1])))
    if not labels:
        return _plain_totals(sums, key, caption, language, evidence, inventory)
    cells = {
        (group, scope, substance): _cell(value, notation)
        for group, scope, substance, value, notation in sums[
            ["_group", "scope", "substance", "emission", "notation"]
        ].itertuples(index=False)
    }
    columns = [Column(name, title_of(name, language)) for name in labels]
    for scope, substance in heads:
        title = substance if scope == "direct" else sentence(f"indirect {scope}", language, substance=substance)
        columns.append(Column(f"{substance} {scope}", title, "t", "number"))
    columns.append(Column("references", title_of("references", language), kind="references"))
    keys = _keys(inventory, labels)
    substances = [substance for _, substance in heads]
    rows = []
    for group in dict.fromkeys(sums["_group"]):
        shown = [_name(name, value, language, names) for name, value in zip(labels, group, strict=True)]
        figures: list[Cell] = [cells.get((group, *head)) for head in heads]
        rows.append((*shown, *figures, evidence.references(keys.get(_plain(group), []), substances)))
    return Table(key, caption, tuple(columns), tuple(rows))


def problem_parts(inventory: Inventory, language: Language) -> list[Part]:
    """Return the problems of an inventory, one line a kind, or that there are none."""
    problems = inventory.problems
    if problems.empty:
        return [Note(sentence("no problems", language), "good")]
    return [problem_table(problems, language)]


def _sums(inventory: Inventory, labels: Sequence[str]) -> pd.DataFrame:
    """Return sums by scope class and labels: direct, scope 2, scope 3."""
    frame = inventory.by("scope", *labels)
    scope = frame["scope"].astype(str)
    frame["scope"] = scope.where(scope.isin(_INDIRECT), "direct")
    grouped = frame.groupby(["scope", *labels, "substance"], sort=False, dropna=False)
    sums = grouped.agg(emission=("emission", lambda c: c.sum(min_count=1)), notation=("notation", "max")).reset_index()
    if labels:
        return sums
    return sums.sort_values("substance", key=lambda names: names.map(_place), kind="stable").sort_values(
        "scope", key=lambda scopes: scopes != "direct", kind="stable"
    )


def _place(name: str) -> int:
    """Return the place of a substance among all: greenhouse gases first."""
    return _places().get(name, len(_places()))


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(substances())}


def _plain_totals(
    sums: pd.DataFrame, key: str, caption: str, language: Language, evidence: Evidence, inventory: Inventory
) -> Table:
    keys = list(range(len(inventory.table.keys)))
    columns = (
        Column("substance", title_of("substance", language)),
        Column("scope", title_of("scope", language)),
        Column("emission", title_of("emission", language), "t", "number"),
        Column("references", title_of("references", language), kind="references"),
    )
    scopes = inventory.table.keys["scope"].astype(str)
    rows = []
    for scope, substance, value, notation in sums[["scope", "substance", "emission", "notation"]].itertuples(
        index=False
    ):
        own = [at for at in keys if (scopes.iloc[at] if scopes.iloc[at] in _INDIRECT else "direct") == scope]
        text = sentence(f"scope {scope}", language)
        rows.append((str(substance), text, _cell(value, notation), evidence.references(own, [str(substance)])))
    return Table(key, caption, columns, tuple(rows))


def _cell(value: object, notation: object) -> Cell:
    missing = value is None or pd.isna(value)  # type: ignore[call-overload]
    number = None if missing else float(value)  # type: ignore[arg-type]
    return Marked(number, str(notation)) if notation else number


def _keys(inventory: Inventory, labels: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    cube = inventory.cube(*labels)
    names = [_plain(row) for row in cube.labels[list(labels)].itertuples(index=False, name=None)]
    found: dict[tuple[str, ...], list[int]] = {}
    for group, key in zip(cube.group.tolist(), cube.key.tolist(), strict=True):
        found.setdefault(names[group], []).append(int(key))
    return found


def _plain(group: Sequence[object]) -> tuple[str, ...]:
    return tuple("" if value is None or value != value else str(value) for value in group)  # noqa: PLR0124  (NaN)


def _name(column: str, value: object, language: Language, names: Namer | None) -> str:
    text = "" if value is None or value != value else str(value)  # noqa: PLR0124  (NaN)
    if not text:
        return sentence("no word", language)
    return names(column, text) if names else word(text, language)
