"""The nitrogen flow of manure per TAN excreted, as functions that rows of the database name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from zzcarbon.estimation.method import Form

__all__ = ["FLOW_FORMS"]

Array = npt.NDArray[np.float64]
_Columns = Mapping[str, Array]

_COLUMNS = ("grazing_share", "yard_share", "stored_share", "tan_immobilised", "tan_mineralised")
_ROUNDING = 1e-9
_COEFFICIENTS = ("housing", "yard", "storage", "spreading", "grazing", "n2o", "no", "n2")


def _stages(columns: _Columns, shares: _Columns) -> tuple[Array, Array, Array]:
    """Return per TAN excreted: NH3-N before the store, TAN in the store, TAN past it; NaN where shares are none."""
    graze, yard = columns["grazing_share"], columns["yard_share"]
    whole = (graze + yard <= 1.0 + _ROUNDING) & (columns["stored_share"] <= 1.0) & (columns["tan_immobilised"] <= 1.0)
    house = np.where(whole, np.maximum(1.0 - graze - yard, 0.0), np.nan)
    early = graze * shares["grazing"] + yard * shares["yard"] + house * shares["housing"]
    leaving = house * (1.0 - shares["housing"]) + yard * (1.0 - shares["yard"])
    leaving = leaving * (1.0 - columns["tan_immobilised"])
    entering = leaving * columns["stored_share"] * (1.0 + columns["tan_mineralised"])
    return early, entering, leaving * (1.0 - columns["stored_share"])


def _ammonia(columns: _Columns, shares: _Columns) -> Array:
    early, store, unstored = _stages(columns, shares)
    kept = 1.0 - shares["storage"] - shares["n2o"] - shares["no"] - shares["n2"]
    return early + store * shares["storage"] + (store * kept + unstored) * shares["spreading"]


def _nitrous_oxide(columns: _Columns, shares: _Columns) -> Array:
    return _stages(columns, shares)[1] * shares["n2o"]


def _nitric_oxide(columns: _Columns, shares: _Columns) -> Array:
    return _stages(columns, shares)[1] * shares["no"]


_EQUATION = "store = (house (1 - e_house) + yard (1 - e_yard)) (1 - immobilised) stored (1 + mineralised)"

FLOW_FORMS = (
    Form("NH3 of TAN flow", _COLUMNS, _COEFFICIENTS, _ammonia,
         f"sum of e_stage x TAN that reaches the stage; {_EQUATION}"),
    Form("N2O of TAN flow", _COLUMNS, _COEFFICIENTS, _nitrous_oxide, f"e_n2o x store; {_EQUATION}"),
    Form("NO of TAN flow", _COLUMNS, _COEFFICIENTS, _nitric_oxide, f"e_no x store; {_EQUATION}"),
)  # fmt: skip
"""The flow per TAN excreted, as functions that rows of the database name."""
