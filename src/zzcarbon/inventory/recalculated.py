"""What made an inventory change since another one: activity, factor, method, GWP, coverage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from zzcarbon.analysis.recalculation import split_recalculation
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.inventory.aggregate import labelled_cube
from zzcarbon.inventory.scope import kept_in_totals

__all__ = ["recalculation_by"]

_OF_KEY = ("module", "fuel", "flow", "region", "year", "category_ipcc2006", "category_nfr", "industry_gbt4754")


def recalculation_by(
    new: tuple[Rows, CoefficientTable],
    old: tuple[Rows, CoefficientTable],
    labels: Sequence[str],
    scopes: Sequence[str] = ("1",),
) -> pd.DataFrame:
    """Return the difference of two inventories by labels and substance, split by `split_recalculation` [t].

    Lines are the same where the labels and what the key says (module, fuel, flow, region, year, categories) and the
    gas are; the coefficient of a line is its emission per amount, before the GWP.
    """
    shared = [name for name in _OF_KEY if name in new[1].keys and name in old[1].keys and name not in labels]
    by = [*labels, *shared, "gas", "amount_unit"]
    tables = [_lines(rows, table, [*labels, *shared], by, scopes) for rows, table in (new, old)]
    several = not all(_is_co2e(table) or len(table.substances) == 1 for _, table in (new, old))
    return split_recalculation(tables[1], tables[0], by=by, labels=[*labels, "gas"] if several else labels)


def _is_co2e(table: CoefficientTable) -> bool:
    return all(name.startswith("CO2e") for name in table.substances)


def _lines(
    rows: Rows, table: CoefficientTable, names: Sequence[str], by: Sequence[str], scopes: Sequence[str]
) -> pd.DataFrame:
    """Return amount, coefficient, GWP and method of each line of an inventory."""
    cube = labelled_cube(rows, table, names)
    cells, lines = table.lines_of(cube.key)
    kept = kept_in_totals(table, scopes)[lines] & np.isfinite(table.values)[lines]
    cells, lines = cells[kept], lines[kept]
    facts = table.lines.iloc[lines].reset_index(drop=True)
    frame = cube.labels.iloc[cube.group[cells]].reset_index(drop=True)
    amounts = table.sources[table.sources["kind"] == "amount"].drop_duplicates("id").set_index("id")
    gwp = table.leaves[table.leaves["kind"] == "gwp"].drop_duplicates("id").set_index("id")["value"]
    frame["gas"], frame["method"] = facts["gas"], table.keys["method"].to_numpy(object)[facts["key"]]
    frame["amount_unit"] = facts["id"].map(amounts["coherent"]).fillna("").to_numpy()
    frame["gwp"] = facts["id"].map(gwp).fillna(1.0).to_numpy(float)
    frame["emission"] = table.values[lines] * cube.sums[cells, table.term[lines]]
    frame["amount"] = cube.sums[cells, 0] * facts["id"].map(amounts["factor"]).fillna(1.0).to_numpy(float)
    first = ~pd.DataFrame({"cell": cells, "gas": facts["gas"]}).duplicated().to_numpy()
    frame["amount"] = frame["amount"].where(first, 0.0)  # two lines of a controlled row share one amount
    frame["pure"] = frame["emission"] / frame["gwp"]
    grouped = frame.groupby(list(by), dropna=False, sort=False)
    made = grouped.agg(
        amount=("amount", "sum"), emission=("emission", "sum"), pure=("pure", "sum"),
        method=("method", lambda names: "+".join(sorted(set(names)))),
    ).reset_index()  # fmt: skip
    amount, pure = made["amount"].to_numpy(float), made["pure"].to_numpy(float)
    made["coefficient"] = np.divide(pure, amount, out=np.zeros(len(made)), where=amount != 0)
    made["gwp"] = np.divide(made["emission"], pure, out=np.ones(len(made)), where=pure != 0)
    return made
