"""Periods over several calendar years of rows of an engine: one row a year, by a join with the small table of parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import narwhals as nw
import pandas as pd

from zzcarbon.estimation.cells import is_text, number
from zzcarbon.estimation.engines import engine_errors, like
from zzcarbon.estimation.scan import Scan
from zzcarbon.estimation.when import split_by_year

__all__ = ["yearly_frame"]


def yearly_frame(scan: Scan, periods: Iterable[object]) -> Scan | None:
    """Return the rows with those over several years as one row a year, as `split_by_year` of rows in memory.

    Parameters
    ----------
    scan : Scan
    periods : iterable
        Distinct cells of column ``period``.

    Returns
    -------
    Scan or None
        None where no period lies in several years.
    """
    parts = _parts([word for word in dict.fromkeys(periods) if isinstance(word, str)])
    if not len(parts):
        return None
    amount = number("amount", scan.schema["amount"])
    split = amount.is_finite().fill_null(value=False) & nw.col("period").is_in(parts["zz_split"].unique().tolist())
    keyed = scan.frame.with_columns(nw.when(split.fill_null(value=False)).then(nw.col("period")).alias("zz_split"))
    with engine_errors(scan.frame):
        joined = keyed.join(like(scan.frame, parts), on="zz_split", how="left")
    whole = nw.col("zz_part").is_null()
    share = amount * nw.col("zz_share")
    if is_text(scan.schema["amount"]):
        cell = nw.when(whole).then(nw.col("amount").cast(nw.String)).otherwise(share.cast(nw.String))
        schema = {**scan.schema, "amount": nw.String()}
    else:
        cell = nw.when(whole).then(amount).otherwise(share)
        schema = {**scan.schema, "amount": nw.Float64()}
    made = {"amount": cell, "period": nw.when(whole).then(nw.col("period")).otherwise(nw.col("zz_part"))}
    if "year" in scan.schema:
        made["year"] = nw.when(whole).then(nw.col("year"))
    if scan.id is not None:
        part = nw.concat_str([scan.id, nw.lit("/"), nw.col("zz_year")])
        made["id"] = nw.when(whole).then(scan.id).otherwise(part)
        schema["id"] = nw.String()
    frame = joined.with_columns(*(value.alias(name) for name, value in made.items()))
    return replace(scan, frame=frame.select(*scan.frame.collect_schema().names(), *(["id"] if _new_id(scan) else [])),
                   schema=schema, numbered=False)  # fmt: skip


def _new_id(scan: Scan) -> bool:
    return scan.id is not None and "id" not in scan.schema


def _parts(words: list[str]) -> pd.DataFrame:
    """Return by period over several years its parts: text, share of its days [1] and year."""
    rows = split_by_year(pd.DataFrame({"id": words, "period": words, "amount": 1.0}))
    if len(rows) == len(words):
        return pd.DataFrame(columns=["zz_split", "zz_part", "zz_share", "zz_year"])
    found = rows["id"].str.rpartition("/")
    several = ~rows["id"].isin(words)
    return pd.DataFrame({
        "zz_split": found[0], "zz_part": rows["period"], "zz_share": rows["amount"].astype(float), "zz_year": found[2],
    })[several].reset_index(drop=True)  # fmt: skip
