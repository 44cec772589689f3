"""Rows without a factor: not estimated, and told which packaged factors fit or where one is usually found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from zzcarbon.errors import UnitError
from zzcarbon.estimation.finding import Finding
from zzcarbon.estimation.rows import ArrayRows
from zzcarbon.factors.catalogue import find_catalogue
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.tables import Cells
from zzcarbon.units import conversion_factor

__all__ = ["USUALLY_FOUND", "told_what_to_ask"]

USUALLY_FOUND = (
    "Ask the supplier for a verified product footprint; otherwise a life-cycle database (licence needed), or by spend: "
    "search the commodity in English or by its NAICS code"
)
"""Where a factor is usually found that no packaged list has."""

_WORDS = ("activity", "material", "product", "item", "goods", "description", "treatment", "transport_mode", "fuel")
"""Columns that may say what a row is about, the first that does."""
_OF_CATEGORY = {
    "1": "采购", "2": "资本货物", "3": "上游燃料", "4": "货运", "5": "废弃物", "6": "差旅", "7": "通勤",
    "8": "租赁资产", "9": "货运", "10": "产品加工", "11": "产品使用", "12": "产品报废", "13": "租赁资产",
    "14": "特许经营", "15": "投资",
}  # fmt: skip
"""What the factors of a category of scope 3 are called, where no column says what a row is about."""
_SHOWN = 3


def told_what_to_ask(inventory: Inventory) -> Inventory:
    """Return the inventory with a remedy for each kind of row that has no factor.

    Parameters
    ----------
    inventory : Inventory
        Estimate of the rows; a period over two years is two of them.
    """
    held = inventory.activity
    if not isinstance(held, ArrayRows):
        return inventory
    cells = Cells(held.activity)
    lacks = (cells.text("factor") == "") & (cells.text("emission_factor") == "") & (cells.text("notation") == "")
    if not lacks.any():
        return inventory
    kept, concerned = [], np.zeros(len(held), bool)
    for finding in inventory.findings:
        of_key = held.codes == finding.key if finding.rows is None else np.isin(np.arange(len(held)), finding.rows)
        if finding.column == "factor" and of_key.any() and lacks[of_key].all():
            concerned |= of_key
        else:
            kept.append(finding)
    kinds = pd.DataFrame({"words": _words(cells), "unit": cells.text("unit")})[concerned]
    for (words, unit), group in kinds.groupby(["words", "unit"], sort=False):
        places = group.index.to_numpy(dtype=np.intp)
        remedy = _remedy(str(words), str(unit))
        kept.append(Finding(places, "factor", "the factor is missing", remedy, file=held.file))
    return replace(inventory, findings=tuple(kept))


def _words(cells: Cells) -> np.ndarray:
    words = np.full(len(cells), "", dtype=object)
    for column in _WORDS:
        words = np.where(words == "", cells.text(column), words)
    category = [_OF_CATEGORY.get(text.removesuffix(".0"), "") for text in cells.text("category_ghgp")]
    return np.where(words == "", np.array(category, dtype=object), words)


def _remedy(words: str, unit: str) -> str:
    """Return which packaged factors fit an activity and its unit, or where one is usually found."""
    found = find_catalogue(words) if words else find_catalogue()[:0]
    asked = found[found["key"] == ""]
    if len(asked):
        return f"Give emission_factor with its unit. {asked['note'].iloc[0]}"
    fits = {printed for printed in set(found["unit"]) if _meets(unit, printed)}
    items = found[found["unit"].isin(fits) & (found["substance"] != "energy")].drop_duplicates("key")
    if items.empty:
        return f"Give factor (zc.general.find lists keys), or emission_factor with its unit. {USUALLY_FOUND}."
    shown = "; ".join(f"{key} ({name})" for key, name in zip(items["key"][:_SHOWN], items["activity"], strict=False))
    return f"Give factor, for example {shown}: zc.general.find lists {len(items)}; or emission_factor with its unit."


def _meets(unit: str, printed: str) -> bool:
    below = printed.partition("/")[2].strip()
    try:
        conversion_factor(unit, below.removeprefix("(").removesuffix(")"))
    except UnitError:
        return False
    return True
