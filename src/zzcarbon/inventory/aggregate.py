"""Sums of an inventory: totals, groups, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from zzcarbon.errors import UnknownNameError
from zzcarbon.estimation.block import Block, present
from zzcarbon.estimation.codes import Codes, encode_all, group_codes
from zzcarbon.units import conversion_factor

__all__ = ["emissions_by", "kept_in_totals", "memo_items", "totals"]

_LABELS = ("origin", "category_nfr", "category_ipcc2006")
"""Labels that are neither a label of the key nor a column as it is."""

_BESIDE = ("flow", "origin")


def kept_in_totals(block: Block) -> npt.NDArray[np.bool_]:
    """Mark the coefficients that a total sums: emissions, without biogenic CO2; shape (k, s)."""
    table = block.coefficients
    emitted = (table.labels["flow"] == "emission").to_numpy()[:, None]
    carbon = np.array([gas == "CO2" for gas in table.gases], bool)
    kept: npt.NDArray[np.bool_] = emitted & ~(carbon & (table.origins == "biogenic"))
    return kept


def totals(blocks: Sequence[Block]) -> tuple[pd.Series[float], pd.Series[bool]]:
    """Return the sum of each substance [t], and whether rows without estimate lie under it."""
    sums: dict[str, float] = {}
    missing: dict[str, bool] = {}
    for block in blocks:
        groups = np.zeros(len(block.codes), np.int32)
        kept = kept_in_totals(block)
        found = block.sums(groups, 1, kept)[0]
        empty = present(block.occurring(groups, 1), 1, kept & (block.coefficients.notations == "NE"))[0]
        for name, value, lacks in zip(block.coefficients.substances, found, empty, strict=True):
            sums[name] = sums.get(name, 0.0) + float(value)
            missing[name] = missing.get(name, False) or bool(lacks)
    return pd.Series(sums, dtype=float, name="emission"), pd.Series(missing, dtype="bool")


def emissions_by(blocks: Sequence[Block], labels: Sequence[str], unit: str) -> pd.DataFrame:
    """Return the emission by labels and substance, sorted by them."""
    factor = conversion_factor("t", unit)
    known = {*_LABELS, *(str(n) for b in blocks for n in (*b.coefficients.labels.columns, *b.activity.columns))}
    for name in labels:
        if name not in known:
            raise UnknownNameError("label", name, sorted(known))
    parts = [_block_by(block, labels) for block in blocks]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    keys = [*labels, "substance"]
    order = {name: at for at, name in enumerate(dict.fromkeys(frame["substance"]))}
    grouped = frame.groupby(keys, dropna=False, sort=True).agg(
        emission=("emission", lambda column: column.sum(min_count=1)), notation=("notation", "max")
    )
    result = grouped.reset_index()
    result["emission"] *= factor
    result.insert(len(keys) + 1, "unit", unit)
    rank = result["substance"].map(order)
    return result.iloc[np.lexsort((np.arange(len(result)), rank))] if not labels else _sorted(result, labels, rank)


def memo_items(blocks: Sequence[Block]) -> pd.DataFrame:
    """Return biogenic CO2 and every flow that is not an emission [t]."""
    frame = emissions_by(blocks, _BESIDE, "t")
    beside = (frame["flow"] != "emission") | ((frame["origin"] == "biogenic") & frame["substance"].str.match("CO2"))
    return frame[beside].reset_index(drop=True)


def _sorted(frame: pd.DataFrame, labels: Sequence[str], rank: pd.Series[int]) -> pd.DataFrame:
    ordered = frame.assign(_rank=rank).sort_values([*labels, "_rank"], kind="stable", na_position="last")
    return ordered.drop(columns="_rank").reset_index(drop=True)


def _block_by(block: Block, labels: Sequence[str]) -> pd.DataFrame:
    """Return the sums of one block in long form; only groups and substances that occur."""
    table = block.coefficients
    by_origin = "origin" in labels
    plain = [name for name in labels if name != "origin"]
    groups, names = group_codes(_label_codes(block, plain)) if plain else (np.zeros(len(block.codes), np.int32), [()])
    everything = any(name in _BESIDE for name in labels)
    allowed = np.ones(table.values.shape, bool) if everything else kept_in_totals(block)
    origins = sorted(set(table.origins.ravel().tolist())) if by_origin else [None]
    parts = []
    occurring = block.occurring(groups, len(names))
    for origin in origins:
        kept = allowed if origin is None else allowed & (table.origins == origin)
        sums = block.sums(groups, len(names), kept)
        numbers = present(occurring, len(names), kept & (table.notations == ""))
        missing = present(occurring, len(names), kept & (table.notations == "NE"))
        listed = present(occurring, len(names), kept & (table.notations != "-"))
        at, which = np.nonzero(listed)
        part = pd.DataFrame([names[row] for row in at], columns=plain) if plain else pd.DataFrame(index=range(len(at)))
        if by_origin:
            part["origin"] = origin
        part["substance"] = [table.substances[number] for number in which]
        part["emission"] = np.where(numbers[at, which], sums[at, which], np.nan)
        part["notation"] = np.where(missing[at, which], "NE", "")
        parts.append(part)
    return pd.concat(parts, ignore_index=True)[[*labels, "substance", "emission", "notation"]]


def _label_codes(block: Block, labels: Sequence[str]) -> list[Codes]:
    """Encode labels: those of the key without looking at the rows, others from the activity data."""
    of_key = block.coefficients.labels
    plain = {"category_nfr": "nfr", "category_ipcc2006": "ipcc2006"}
    wanted = [name for name in labels if plain.get(name, name) not in of_key and name in block.activity]
    encoded = dict(zip(wanted, encode_all([block.activity[name] for name in wanted]), strict=True))
    codes = []
    for name in labels:
        if name in encoded:
            codes.append(encoded[name])
            continue
        column = name if name in of_key else plain.get(name, name)
        if column not in of_key:
            codes.append(Codes.constant(None, len(block.codes)))
            continue
        codes.append(_of_key(of_key[column].tolist(), block.codes))
    return codes


def _of_key(values: list[Any], codes: npt.NDArray[np.int32]) -> Codes:
    """Spread a label of the keys over the rows."""
    cleaned = [None if value is None or value != value else value for value in values]  # noqa: PLR0124  (NaN)
    cleaned = [int(value) if isinstance(value, float) else value for value in cleaned]
    distinct = tuple(dict.fromkeys(cleaned))
    lookup = np.array([distinct.index(value) for value in cleaned], np.int32)
    return Codes(lookup[codes], distinct)
