"""Which places in which documents the sums of an inventory rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zzcarbon.document import References, Sources, sentence
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.provenance import sources

__all__ = ["Evidence", "evidence_of"]

_FIGURES = ("figure", "removal", "gwp")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbered places, and which of them each coefficient and each key rests on.

    Attributes
    ----------
    places : tuple of (str, str, str)
        Key of the document, locator, grade.
    of_coefficient : dict of str to tuple of int
        Numbers of the places by coefficient id.
    of_key : dict of (int, str) to tuple of int
        Numbers of the places by key and substance.
    """

    places: tuple[tuple[str, str, str], ...]
    of_coefficient: dict[str, tuple[int, ...]]
    of_key: dict[tuple[int, str], tuple[int, ...]]

    def references(self, keys: Sequence[int], substances: Sequence[str]) -> References:
        """Return the places behind some keys and substances."""
        numbers = {
            number for key in keys for substance in substances for number in self.of_key.get((key, substance), ())
        }
        return References(tuple(sorted(numbers)))

    def list_of(self, language: str) -> Sources:
        """Return the list of the places in a language."""
        known = sources()

        def document(key: str) -> str:
            if key not in known:
                return sentence("figures of the caller", language, name=key)
            found = known[key]
            title = found.title_local if language == "zh" and found.title_local else found.title
            return f"{title} ({found.publisher}, {found.year})" if found.publisher else title

        heads = [sentence(f"source {name}", language) for name in ("number", "document", "place", "grade")]
        items = tuple((document(key), locator, grade) for key, locator, grade in self.places)
        return Sources(sentence("sources", language), items, (heads[0], heads[1], heads[2], heads[3]))


def evidence_of(table: CoefficientTable) -> Evidence:
    """Return the places that a coefficient table rests on, in the order of the documents."""
    figures = table.sources[table.sources["source"].ne("") & table.sources["row"].ne("")]
    figures = figures.assign(grade=figures["grade"].where(figures["grade"].isin(["A", "B", "C"]), ""))
    triples = list(figures[["source", "locator", "grade"]].astype(str).itertuples(index=False, name=None))
    places = tuple(sorted(set(triples)))
    number = {place: at for at, place in enumerate(places, 1)}
    of_coefficient: dict[str, set[int]] = {}
    for name, place in zip(figures["id"], triples, strict=True):
        of_coefficient.setdefault(str(name), set()).add(number[place])
    lines = table.lines
    of_key: dict[tuple[int, str], set[int]] = {}
    for key, substance, name in zip(lines["key"], lines["substance"], lines["id"], strict=True):
        of_key.setdefault((int(key), str(substance)), set()).update(of_coefficient.get(str(name), ()))
    return Evidence(
        places,
        {name: tuple(sorted(found)) for name, found in of_coefficient.items()},
        {pair: tuple(sorted(found)) for pair, found in of_key.items()},
    )
