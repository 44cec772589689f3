"""A product footprint as its declarer wrote it, as a document in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from zzcarbon.document import Cell, Column, Document, Fact, Facts, Note, Table, sentence, title_of
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from zzcarbon.footprint.pact.document import PactFootprint

__all__ = ["pact_document"]

_HEAD = ("productNameCompany", "companyName", "status", "validityPeriodStart", "validityPeriodEnd")
_FIGURES = ("pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake")


def pact_document(footprint: PactFootprint, language: str | None = None) -> Document:
    """Return what is declared: product, unit and both totals first, then every field under its name in the standard.

    Parameters
    ----------
    footprint : PactFootprint
    language : {"en", "zh"}, optional
        Default that of ``zc.options``.
    """
    tongue = chosen_language(language)
    pcf = footprint.pcf
    unit = " ".join(str(pcf[name]) for name in ("declaredUnitAmount", "declaredUnitOfMeasurement") if pcf.get(name))
    facts = [
        Fact(sentence(f"pact {name}", tongue), str(footprint.data[name])) for name in _HEAD if footprint.data.get(name)
    ]
    facts += [Fact(sentence("pact unit", tongue), unit)] if unit else []
    facts += [Fact(sentence(f"pact {name}", tongue), str(pcf[name]), "kg CO2e") for name in _FIGURES if pcf.get(name)]
    rows = tuple(_fields({key: value for key, value in footprint.data.items() if key not in _HEAD}))
    columns = (Column("field", sentence("pact field", tongue)), Column("value", title_of("value", tongue)))
    table = Table("fields", sentence("pact fields", tongue), columns, rows, folded=True)
    return Document(
        sentence("pact title", tongue), (Facts(tuple(facts)), Note(sentence("pact note", tongue)), table), tongue
    )


def _fields(data: Mapping[str, Any], within: str = "") -> Iterator[tuple[Cell, ...]]:
    """Yield the path and the text of each value; what is empty is left out."""
    for key, value in data.items():
        path = f"{within}{key}"
        if isinstance(value, Mapping):
            yield from _fields(value, f"{path}.")
        elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            yield from _fields({str(at): one for at, one in enumerate(value)}, f"{path}.")
        elif value not in (None, "", []):
            yield path, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
