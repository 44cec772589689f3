"""Inventories of stages as the exchanges of a product: what the sectors estimated, per amount that they made."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from zzcarbon.errors import DataError, Problem
from zzcarbon.footprint.company.consolidation import co2e_factors
from zzcarbon.gwp import has_gwp
from zzcarbon.inventory.inventory import Inventory

__all__ = ["staged_exchanges"]

_KINDS = {"removal": "removal", "capture": "removal"}
_LEFT_OUT = {"avoided", "transfer out"}


def staged_exchanges(stages: Mapping[str, Inventory], output: tuple[float, str], item: str, gwp: str) -> pd.DataFrame:
    """Return exchanges of a product from the inventories of its stages, all scopes, location-based.

    Parameters
    ----------
    stages : mapping of str to Inventory
        By stage what the sectors estimated.
    output : tuple of (float, str)
        What was made meanwhile, and its unit.
    item : str
        Name of the product.
    gwp : str
        GWP set.

    Returns
    -------
    pandas.DataFrame
        Exchanges as of `product`; ``primary`` is the share of emissions that rests on the caller's own figures.

    Raises
    ------
    DataError
        An inventory has rows that were not estimated, or CO2e of another set: every stage with its gas.
    """
    amount, unit = output
    rows: list[dict[str, object]] = [{"process": item, "role": "output", "item": item, "amount": amount, "unit": unit}]
    problems: list[Problem] = []
    for stage, inventory in stages.items():
        service = f"stage: {stage}"
        rows.append({"process": stage, "role": "output", "item": service, "amount": 1, "unit": "piece", "stage": stage})
        rows.append({"process": item, "role": "input", "item": service, "amount": 1, "unit": "piece"})
        for kind, emission, primary in _emitted(inventory, stage, gwp, problems):
            rows.append({"process": stage, "role": "emission", "item": "CO2e", "amount": emission, "unit": "t",
                         "kind": kind, "stage": stage, "primary": primary})  # fmt: skip
    if problems:
        message = "the inventories are not a product"
        raise DataError(message, problems)
    return pd.DataFrame(rows)


def _emitted(inventory: Inventory, stage: str, gwp: str, problems: list[Problem]) -> list[tuple[str, float, float]]:
    """Return the emission of each kind [t CO2e] and the share of it that rests on own figures [1]."""
    frame = inventory.frame
    market = frame["accounting"].astype(str) == "market" if "accounting" in frame else np.zeros(len(frame), bool)
    kept = np.array([has_gwp(gas) for gas in frame["substance"]], bool) & ~frame["flow"].isin(_LEFT_OUT) & ~market
    lines = frame[kept].copy()
    origin = lines["origin"].fillna("").astype(str)
    lines["factor"], sets = co2e_factors(lines["substance"], origin, gwp)
    remedy = "See .problems of the inventory, or leave the row out."
    unknown = "rows without estimate: the footprint is not known"
    gases = dict.fromkeys(lines["substance"][lines["notation"] == "NE"])
    problems += [Problem("", "", stage, str(gas), unknown, remedy) for gas in gases]
    problems += [
        Problem("", "", stage, name, f"CO2e of the set {name}, asked is {gwp}", "Ask for that set, or factors by gas.")
        for name in sorted({one for one in sets if one != gwp})
    ]
    carbon = (lines["substance"] == "CO2") & (origin == "biogenic")
    plain = np.where(carbon, "biogenic CO2", np.where(origin == "biogenic", "biogenic", "fossil"))
    lines["kind"] = [_KINDS.get(str(flow), kind) for flow, kind in zip(lines["flow"], plain, strict=True)]
    lines["mass"] = lines["emission"] * lines["factor"]
    table = inventory.coefficients
    grades = dict(zip(table["coefficient_id"], table["grade"], strict=True)) if len(table) else {}
    lines["own"] = [grades.get(name, "") == "" for name in lines["coefficient_id"]]
    made = []
    for kind, group in lines.groupby("kind", sort=True):
        size = group["mass"].abs()
        share = float(size[group["own"]].sum() / size.sum()) if size.sum() > 0 else 0.0
        made.append((str(kind), float(group["mass"].sum()), share))
    return made
