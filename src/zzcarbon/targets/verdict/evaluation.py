"""The evaluations of a plan side by side: mid-term, final, and what changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.settings import options
from zzcarbon.targets.verdict.evaluation_document import evaluation_document
from zzcarbon.targets.verdict.scorecard import Scorecard

if TYPE_CHECKING:
    from zzcarbon.document import Document

__all__ = ["Evaluation"]

_ORDER = {"met": 2, "undetermined": 1, "not met": 0}


@dataclass(frozen=True, eq=False)
class Evaluation(Mapping[int, Scorecard]):
    """The scorecards of the evaluations of a plan, by year. Made by ``Plan.evaluate``.

    Attributes
    ----------
    cards : dict of int to Scorecard
        Mid-term and final, each as of its year, in order.
    """

    cards: Mapping[int, Scorecard]

    def __getitem__(self, year: int) -> Scorecard:
        return self.cards[year]

    def __iter__(self) -> Iterator[int]:
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)

    @property
    def frame(self) -> pd.DataFrame:
        """One line a target that is in force in any of the years.

        ``target indicator indicator_local area unit required``, and for each year ``status``, ``reason``,
        ``on_track``, ``achieved``, ``progress`` and ``required_per_year`` (what each remaining year must bring)
        with the year behind: ``status 2023``. ``change`` says whether the last verdict is better or worse than
        the first, or empty.
        """
        table: pd.DataFrame | None = None
        for year, card in self.cards.items():
            part = _of_year(card, year)
            table = part if table is None else _joined(table, part)
        assert table is not None  # noqa: S101  # an evaluation has a year
        first, last = (table[f"status {year}"].map(_ORDER) for year in (min(self.cards), max(self.cards)))
        change = pd.Series("", index=table.index, dtype=object)
        change[last > first] = "better"
        change[last < first] = "worse"
        return table.assign(change=change)

    def document(self, language: str | None = None) -> Document:
        """Return the evaluation report: each evaluation with its quotas, what is behind and what lacks data.

        Parameters
        ----------
        language : {"en", "zh"}, optional
            English or Chinese; that of ``zc.options`` if not given.

        Raises
        ------
        UnknownNameError
            Another language.
        """
        return evaluation_document(self, language)

    def __repr__(self) -> str:
        return "\n\n".join(f"{year}\n{card.text(options.language, 10)}" for year, card in self.cards.items())


_LABELS = ["target", "indicator", "indicator_local", "area", "unit", "required"]


def _of_year(card: Scorecard, year: int) -> pd.DataFrame:
    """Return what one evaluation says of each target in force."""
    whole = card.frame.assign(required_per_year=card.details["required_per_year"].to_numpy())
    rows = whole[whole["reason"] != "superseded"]
    told = ["status", "reason", "on_track", "achieved", "progress", "required_per_year"]
    return rows[[*_LABELS, *told]].rename(columns={name: f"{name} {year}" for name in told})


def _joined(table: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Join a later evaluation: its names and required values are the newer ones."""
    both = table.merge(part, on="target", how="outer", suffixes=(" old", ""), sort=False)
    for name in _LABELS[1:]:
        both[name] = both[name].where(both[name].notna(), both[f"{name} old"])
    both = both.drop(columns=[f"{name} old" for name in _LABELS[1:]])
    rest = [name for name in both if name not in _LABELS]
    order = {name: at for at, name in enumerate(dict.fromkeys([*table["target"], *part["target"]]))}
    both = both.iloc[both["target"].map(order).argsort(kind="stable")]
    return both[[*_LABELS, *rest]].reset_index(drop=True)
