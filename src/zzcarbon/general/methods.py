"""The methods of the general module: any activity times a factor, each a row of ``factors/methods.csv``."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.by_factor import MethodRow, claims_of, inputs_of, method_rows
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Chooser, Method, Route

__all__ = ["CATEGORY", "METHODS", "choose_method"]

_LIMITS = "The factor's boundary and GWP set are those of its source; sets do not add in silence."

_OF_FACTOR = (
    Input("factor"),
    Input("emission_factor", "own factor, unit in emission_factor_unit; then substance says what it gives"),
)
_OF_ROW = (
    Input("substance", "what an own factor gives: CO2, CH4, CO2e (AR6) ...; not stated is unstated-CO2e"),
    Input("scope"),
    Input("category_ghgp"),
    Input("category_iso14064"),
)

_ROWS = tuple(row for row in method_rows() if row["module"] == "general")


def _method(row: MethodRow) -> Method:
    """Return the method of a row: with a packaged factor or one of the row, or of an emission that is known."""
    by_factor = row["held"] != "none"
    figures, inputs = inputs_of(row["figures"]), inputs_of(row["inputs"])
    constant, _, text = row["constant"].partition(": ")
    own = Route(
        (), figures, factor=False, equation=row["equation"], constant=float(constant or 1.0),
        constant_text=f"{constant}, {text}" if constant else "",
    )  # fmt: skip
    routes = [own]
    if by_factor:
        routes = [replace(own, factor=True), replace(own, parameters=(*figures, Input("emission_factor")))]
    named = {item.column for item in inputs}
    common = (item for item in (*(_OF_FACTOR if by_factor else ()), *_OF_ROW) if item.column not in named)
    return Method(
        **claims_of(row, limits=_LIMITS if by_factor else ""),
        routes=tuple(routes),
        columns=(Input("amount", row["amount"], required=True), *inputs, *common),
        subject="factor" if by_factor else "",
    )


METHODS: tuple[Method, ...] = tuple(map(_method, _ROWS))
"""The methods of the module."""

CATEGORY = {row["method"]: row["category_ghgp"] for row in _ROWS if row["category_ghgp"]}
"""Category of scope 3 that a method is of, where it is of one only; a row may say another."""

choose_method = Chooser(METHODS, default=METHODS[0])
"""The method that a row names, or any activity by a factor."""
