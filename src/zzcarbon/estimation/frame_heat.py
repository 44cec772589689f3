"""Gross calorific values of rows of an engine: brought to net ones where the rows are, by expressions."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw

from zzcarbon.estimation.cells import is_text, number
from zzcarbon.estimation.scan import Scan

__all__ = ["GROSS", "net_frame"]

GROSS = "zz_gross"
"""Column of rows whose gross value cannot be used: 1 there, null elsewhere."""


def net_frame(scan: Scan) -> tuple[Scan, dict[str, nw.Expr]]:
    """Return the rows with net values, as `zzcarbon.estimation.gross_heat.net_heating_values` gives them.

    Returns
    -------
    Scan
        Column ``ncv`` is the gross value times the ratio that the row states, ``ncv_unit`` that of the gross value.
    dict of str to expression
        What makes a key besides: rows whose ratio is missing or none.
    """
    if "gcv" not in scan.schema:
        return scan, {}
    gross, none = _number(scan, "gcv"), nw.lit(None).cast(nw.Float64)
    net = _number(scan, "ncv") if "ncv" in scan.schema else none
    ratio = _number(scan, "ncv_per_gcv") if "ncv_per_gcv" in scan.schema else none
    blank = (net.is_null() | net.is_nan()).fill_null(value=True)
    wanted = gross.is_finite().fill_null(value=False) & blank
    if "heating_value" in scan.schema:
        said = scan.word("heating_value").cast(nw.String).str.strip_chars().str.to_uppercase()
        wanted = wanted & (said != "GCV").fill_null(value=True)
    made = wanted & ((ratio > 0.0) & (ratio <= 1.0)).fill_null(value=False)
    heat = nw.when(made).then(gross * ratio)
    text = "ncv" in scan.schema and is_text(scan.schema["ncv"])
    own = nw.col("ncv").cast(nw.String) if text else net
    units = {name: _text(scan, name) for name in ("ncv_unit", "gcv_unit")}
    frame = scan.frame.with_columns(
        (heat.cast(nw.String) if text else heat).alias("zz_net"),
        nw.when(made).then(units["gcv_unit"]).otherwise(units["ncv_unit"]).alias("zz_net_unit"),
        nw.when(wanted & ~made).then(nw.lit(1.0)).alias(GROSS),
    )
    own_or_made = nw.when(nw.col("zz_net").is_null()).then(own).otherwise(nw.col("zz_net"))
    frame = frame.with_columns(own_or_made.alias("ncv"), nw.col("zz_net_unit").alias("ncv_unit"))
    schema = {**scan.schema, "ncv": nw.String() if text else nw.Float64(), "ncv_unit": nw.String()}
    return replace(scan, frame=frame.drop("zz_net", "zz_net_unit"), schema=schema), {GROSS: nw.col(GROSS)}


def _number(scan: Scan, name: str) -> nw.Expr:
    return number(name, scan.schema[name])


def _text(scan: Scan, name: str) -> nw.Expr:
    return scan.word(name).cast(nw.String) if name in scan.schema else nw.lit(None).cast(nw.String)
