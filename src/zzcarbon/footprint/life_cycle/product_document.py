"""A product footprint as a document in English or Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.model import Fact, Facts, Note, Part, Section
from zzcarbon.document.sentence_catalogue import sentence
from zzcarbon.footprint.life_cycle.exchanges import KINDS
from zzcarbon.footprint.subject_tables import subject_table
from zzcarbon.settings import chosen_language

if TYPE_CHECKING:
    from zzcarbon.footprint.life_cycle.products import Product

__all__ = ["product_document"]


def product_document(product: Product, language: str | None = None) -> Document:
    """Return the footprint by kind, stage and process with the choices behind it.

    Parameters
    ----------
    product : Product
    language : {"en", "zh"}, optional
        Default that of ``zc.options``.
    """
    tongue = chosen_language(language)
    allocation = product.allocation or "none"
    facts = Facts((
        Fact(sentence("product unit", tongue), product.functional_unit),
        Fact(sentence("product allocation", tongue), sentence(f"product word {allocation}", tongue)),
        Fact(sentence("product primary", tongue), round(100 * product.primary_data_share, 6), "%"),
    ))  # fmt: skip
    kinds = pd.DataFrame({"kind": KINDS, "emission": [product.total(kind) for kind in KINDS]})
    used = [kind for kind in KINDS if product.total(kind)] or ["fossil"]
    tables = {
        "kinds": kinds[kinds["kind"].isin(used)],
        "stages": product.by("stage")[["stage", *used]],
        "processes": product.by("process", "item")[["process", "item", *used]],
    }
    parts: list[Part] = [facts, Note(sentence("product kinds apart", tongue))]
    for key, frame in tables.items():
        table = subject_table(key, frame, "product", tongue)
        parts.append(Section(f"section-{key}", table.caption, (table,), folded=key == "processes"))
    title = sentence("product title", tongue, name=product.name)
    return Document(title, tuple(parts), tongue, sentence("product subtitle", tongue, gwp=product.gwp))
