"""The result of a check: a table for machines, and one that people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from zzcarbon.document import Document, message
from zzcarbon.errors import UnknownNameError
from zzcarbon.files import write_text
from zzcarbon.plain import plain_rows, plain_value
from zzcarbon.settings import options
from zzcarbon.targets.plan_data.kinds import KINDS
from zzcarbon.targets.verdict.card_document import card_document
from zzcarbon.targets.verdict.rendering import align_table, figure, percent
from zzcarbon.targets.words import Language, word
from zzcarbon.written_result import WrittenResult

__all__ = ["COLUMNS", "Scorecard"]

COLUMNS = (
    "target",
    "indicator",
    "indicator_local",
    "substance",
    "area",
    "kind",
    "binding",
    "due_year",
    "version",
    "status",
    "reason",
    "on_track",
    "achieved",
    "required",
    "gap",
    "progress",
    "unit",
)
_SHOWN = (
    "target",
    "indicator",
    "area",
    "due_year",
    "status",
    "reason",
    "on_track",
    "achieved",
    "data_year",
    "required",
    "unit",
    "gap",
    "progress",
    "version",
)
_ROWS = 30


@dataclass(frozen=True, eq=False)
class Scorecard(WrittenResult):
    """What a check of a plan found.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per version of each target. ``status`` is met, not met or undetermined, ``reason`` says why
        it is undetermined; ``on_track`` is yes, no or empty, against the latest milestone with data;
        ``gap`` is what is missing (negative: a margin) and ``progress`` the share of the way [1], not
        clamped. Before the due year ``achieved`` is the latest figure.
    details : pandas.DataFrame
        Behind each row: year, source, grade and status of the data, baseline, required pace, probability,
        milestone, document, section and line.
    problems : pandas.DataFrame
        Observations that no target uses.
    notes : tuple of str
        What to know when reading: data left out, provisional figures, assumptions.
    undated : dict of str to float
        Tonnes of each substance that the day of the check leaves out: of their projects only the year is
        known, and they count from its 31 December. [t/a]
    plan, title, as_of, grade
        The plan, and when and how it was checked.
    """

    plan: str
    title: Mapping[Language, str]
    as_of: int | str | None
    grade: str
    frame: pd.DataFrame
    details: pd.DataFrame
    problems: pd.DataFrame
    notes: tuple[str, ...] = ()
    undated: Mapping[str, float] = field(default_factory=dict)
    areas: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    scales: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return how many targets are met, not met and undetermined; superseded versions do not count."""
        standing = self.frame[self.frame["reason"] != "superseded"]["status"]
        return {status: int((standing == status).sum()) for status in ("met", "not met", "undetermined")}

    def completion(self, target: str) -> float:
        """Return what is achieved over what is required for the version of a target in force [1].

        Raises
        ------
        UnknownNameError
            There is no such target on the card.
        """
        rows = self.frame[(self.frame["target"] == target) & (self.frame["reason"] != "superseded")]
        if rows.empty:
            raise UnknownNameError("target", target, self.frame["target"])
        return float(rows["achieved"].iloc[-1]) / float(rows["required"].iloc[-1])

    def table(self, language: Language = "en") -> pd.DataFrame:
        """Return the scorecard as text in a language, ready to print.

        Parameters
        ----------
        language : {"en", "zh"}
            English or Chinese.

        Raises
        ------
        UnknownNameError
            Another language.
        """
        years = self.details["data_year"].tolist() if len(self.details) else []
        lines = zip(self.frame.to_dict("records"), years, strict=True)
        rows = [self._line(row, year, language) for row, year in lines]
        return pd.DataFrame(rows, columns=[word(name, language) for name in _SHOWN])

    def _line(self, row: Mapping[Any, Any], year: float | None, language: Language) -> list[str]:
        local = language == "zh"
        classes = self.scales.get((row["target"], row["version"]), ())
        unit = "" if classes or row["unit"] == "1" else str(row["unit"])
        names = self.areas.get(row["area"], (row["area"], row["area"]))
        return [
            row["target"],
            row["indicator_local"] if local and row["indicator_local"] else row["indicator"],
            names[1] if local else names[0],
            str(row["due_year"]),
            word(row["status"], language),
            word(row["reason"], language),
            word(row["on_track"], language),
            figure(row["achieved"], classes),
            "" if year is None or pd.isna(year) or pd.isna(row["achieved"]) else str(int(year)),
            figure(row["required"], classes),
            unit,
            "" if classes else figure(row["gap"], ()),
            percent(row["progress"]),
            row["version"],
        ]

    def text(self, language: Language = "en", rows: int | None = _ROWS) -> str:
        """Return the scorecard as a text table in a language."""
        table = self.table(language)
        lines = [self._heading(language), self._summary(language), ""]
        lines += align_table(table if rows is None else table.head(rows))
        if rows is not None and len(table) > rows:
            lines.append(f"... {len(table) - rows} {word('more', language)}")
        lines += [f"{word('notes', language)}: {message(note, language)}" for note in self.notes]
        if len(self.problems):
            lines.append(f"{word('problems', language)}: {len(self.problems)} (.problems)")
        return "\n".join(lines)

    def _heading(self, language: Language) -> str:
        when = word("no year", language) if self.as_of is None else str(self.as_of)
        title = " ".join((self.title.get(language) or self.title["en"], *self.later_versions(language)))
        head = f"{title}: {word('as of', language)} {when}"
        waiting = ", ".join(f"{figure(tonnes)} t {name}" for name, tonnes in sorted(self.undated.items()))
        return f"{head} ({word('undated', language)}: {waiting})" if waiting else head

    def later_versions(self, language: Language = "en") -> tuple[str, ...]:
        """Return a line that names the targets for which a later version than the plan's own is in force."""
        rows = self.frame
        replaced = set(rows["target"][rows["reason"] == "superseded"])
        now = rows[rows["target"].isin(replaced) & (rows["reason"] != "superseded")]
        named = ", ".join(
            f"{target} ({version})" for target, version in zip(now["target"], now["version"], strict=True)
        )
        return (f"[{word('later version', language)}: {named}]",) if named else ()

    def _summary(self, language: Language) -> str:
        return ", ".join(f"{word(status, language)} {count}" for status, count in self.counts().items())

    def __repr__(self) -> str:
        return self.text(options.language)

    __str__ = __repr__

    def document(self, language: str | None = None) -> Document:
        """Return the scorecard as a document: quotas first, what lacks data folded at the end.

        Parameters
        ----------
        language : {"en", "zh"}, optional
            English or Chinese; that of ``zc.options`` if not given.

        Raises
        ------
        UnknownNameError
            Another language.
        """
        return card_document(self, language)

    def to_csv(self, path: str | Path) -> None:
        """Write the frame as CSV in UTF-8, whole or not at all."""
        write_text(path, self.frame.to_csv(index=False, lineterminator="\n"))

    def to_dict(self) -> dict[str, Any]:
        """Return the card as plain data: None where nothing is known, and the document behind each target.

        Returns
        -------
        dict
            ``plan title as_of grade counts undated notes targets problems``; each of ``targets`` holds the
            columns of the frame, and those of the details under ``details``.
        """
        rows, details = plain_rows(self.frame), plain_rows(self.details)
        facts: dict[str, Any] = plain_value(
            {
                "plan": self.plan,
                "title": self.title,
                "as_of": self.as_of,
                "grade": self.grade,
                "counts": self.counts(),
                "undated": self.undated,
                "notes": self.notes,
                "targets": [row | {"details": more} for row, more in zip(rows, details, strict=True)],
                "problems": plain_rows(self.problems),
            }
        )
        return facts

    def kinds(self, language: Language = "en") -> dict[str, str]:
        """Return the names of the kinds of target on this card in a language."""
        names = sorted(set(self.frame["kind"]))
        return {name: KINDS[name].zh if language == "zh" else KINDS[name].en for name in names}
