"""Key categories as a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zzcarbon.document import Column, Document, Note, Part, catalogue, frame_table, message, namer, sentence, title_of
from zzcarbon.settings import Language

if TYPE_CHECKING:
    from zzcarbon.analysis.assessments import KeyCategories

__all__ = ["key_categories_document"]


def key_categories_document(found: KeyCategories, language: Language) -> Document:
    """Return key categories as a document: what they hold for, level, trend."""
    parts: list[Part] = [Note(message(_in_words(found, language), language))]
    for key, frame in (("level", found.level), ("trend", found.trend)):
        if frame is not None:
            caption = sentence(f"key categories {key}", language)
            table = frame_table(frame, key, caption, language=language, names=namer(language))
            parts.append(replace(table, columns=tuple(_titled(column, language) for column in table.columns)))
    return Document(sentence("key categories title", language), tuple(parts), language)


def _titled(column: Column, language: Language) -> Column:
    """Return a column under what its word means here: a level of emission, a key category."""
    own = f"key category {column.key}"
    return replace(column, title=sentence(own, language)) if own in catalogue() else column


def _in_words(found: KeyCategories, language: Language) -> str:
    """Return the head with columns and categories under the names that a reader knows."""
    if language == "en":
        return found.head
    names = namer(language)
    head = found.head
    for frame in (found.level, found.trend):
        if frame is None:
            continue
        labels = [str(name) for name in frame.columns if frame[name].dtype.kind not in "iufb"]
        head = head.replace(
            f"by {' x '.join(labels)},", f"by {'、'.join(title_of(name, language) for name in labels)},"
        )
        for row in frame.loc[~frame["key"], labels].head(1).astype(str).itertuples(index=False):
            told = "、".join(names(name, value) for name, value in zip(labels, row, strict=True))
            head = head.replace(f"{' '.join(row)} (", f"{told} (")
    return head
