"""Nitrogen of manure from the animal to the soil: what is lost on the way, and what arrives.

Only ammoniacal nitrogen (TAN) is lost as a gas. It passes housing and yard, the store, and the field; each
stage loses a share of what reaches it, so a loss that is avoided early can be lost later.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError

__all__ = ["NitrogenFlow", "TanLosses", "nitrogen_flow"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TanLosses(ResultCard):
    """Shares of TAN that the stages lose, as nitrogen; each a float or array, shape (n,).

    Attributes
    ----------
    housing, yard, storage, spreading, grazing : float or array
        NH3-N per TAN that reaches the stage [1].
    n2o, no, n2 : float or array
        N2O-N, NO-N and N2-N of the store per TAN that enters it [1].
    """

    housing: Any
    storage: Any
    spreading: Any
    yard: Any = 0.0
    grazing: Any = 0.0
    n2o: Any = 0.0
    no: Any = 0.0
    n2: Any = 0.0


@dataclass(frozen=True, slots=True)
class NitrogenFlow(ResultCard):
    """Where the nitrogen of a year went; every part in the unit of the nitrogen that was given, shape (n,).

    Attributes
    ----------
    housing, yard, storage, spreading, grazing : ndarray
        NH3-N lost at the stage.
    n2o, no, n2 : ndarray
        N2O-N, NO-N and N2-N lost from the store.
    soil : ndarray
        Nitrogen that stays in soil after spreading.
    pasture : ndarray
        Nitrogen that stays on pasture.
    """

    housing: Array
    yard: Array
    storage: Array
    spreading: Array
    grazing: Array
    n2o: Array
    no: Array
    n2: Array
    soil: Array
    pasture: Array

    @property
    def ammonia_nitrogen(self) -> Array:
        """NH3-N of all stages."""
        return self.housing + self.yard + self.storage + self.spreading + self.grazing

    @property
    def ammonia(self) -> Array:
        """NH3 of all stages: NH3-N times 17/14."""
        return self.ammonia_nitrogen * 17 / 14

    @property
    def total(self) -> Array:
        """All parts together: the nitrogen that was excreted and bedded."""
        result: Array = np.sum([getattr(self, field.name) for field in fields(self)], axis=0)
        return result


def nitrogen_flow(
    *,
    nitrogen: Any,
    tan_share: Any,
    losses: TanLosses,
    grazing_share: Any,
    yard_share: Any,
    stored_share: Any,
    bedding_nitrogen: Any = 0.0,
    immobilised: Any = 0.0,
    mineralised_share: Any = 0.0,
) -> NitrogenFlow:
    """Follow nitrogen from excretion to the soil; what goes in comes out.

    Parameters
    ----------
    nitrogen : float or array, shape (n,)
        Nitrogen excreted [t or any mass].
    tan_share : float or array, shape (n,)
        Ammoniacal share of it [1].
    losses : TanLosses
        Shares lost at the stages [1].
    grazing_share, yard_share : float or array, shape (n,)
        Shares of the excretion on pasture and on yards; the rest falls in the house [1].
    stored_share : float or array, shape (n,)
        Share of the manure that is stored before it is spread [1].
    bedding_nitrogen : float or array, shape (n,)
        Nitrogen in straw bedding, all organic [as nitrogen].
    immobilised : float or array, shape (n,)
        TAN that bedding binds as organic nitrogen [as nitrogen]; the guidebook takes 0.0067 kg per kg of straw.
    mineralised_share : float or array, shape (n,)
        Share of the organic nitrogen of stored manure that becomes TAN [1]; the guidebook takes 0.1 for slurry.

    Returns
    -------
    NitrogenFlow

    Raises
    ------
    DataError
        A share lies outside 0 to 1, a mass is below zero, or more is immobilised than is there.

    Notes
    -----
    Per stage, NH3-N = EF x TAN that reaches it; the store also loses N2O-N, NO-N and N2-N.
    Source: emep-eea-2023, chapter 3.B tier 2 (mass flow of TAN), Tables 3-8 and 3-9.

    Examples
    --------
    >>> flow = nitrogen_flow(nitrogen=100.0, tan_share=0.7, grazing_share=0, yard_share=0, stored_share=1,
    ...     losses=TanLosses(housing=0.27, storage=0.11, spreading=0.4, no=0.0001, n2=0.003))
    >>> round(float(flow.ammonia_nitrogen), 3), round(float(flow.total), 9)
    (42.649, 100.0)
    """
    _check(**{field.name: getattr(losses, field.name) for field in fields(losses)})
    _check(grazing_share=grazing_share, yard_share=yard_share, stored_share=stored_share)
    _check(tan_share=tan_share, mineralised_share=mineralised_share)
    excreted = np.asarray(nitrogen, np.float64)
    housed_share = 1.0 - np.asarray(grazing_share) - np.asarray(yard_share)
    _check(housed_share=housed_share)
    tan = excreted * tan_share
    organic = (excreted - tan) * (1.0 - np.asarray(grazing_share)) + bedding_nitrogen
    grazing, yard = tan * grazing_share * losses.grazing, tan * yard_share * losses.yard
    housing = tan * housed_share * losses.housing
    bound = np.asarray(immobilised, np.float64)
    leaving = tan * (housed_share + np.asarray(yard_share)) - housing - yard - bound
    if bool((excreted < 0).any() or (bound < 0).any() or (leaving < -1e-9 * np.abs(excreted)).any()):
        message = "nitrogen is not below zero, and bedding binds no more TAN than leaves the house"
        raise DataError(message)
    organic = organic + bound
    mineralised = organic * stored_share * mineralised_share
    store = leaving * stored_share + mineralised
    lost = {name: store * getattr(losses, name) for name in ("storage", "n2o", "no", "n2")}
    applied = leaving * (1.0 - np.asarray(stored_share)) + store - sum(lost.values())
    spreading = applied * losses.spreading
    return NitrogenFlow(
        housing=housing, yard=yard, spreading=spreading, grazing=grazing, **lost,
        soil=applied - spreading + organic - mineralised,
        pasture=excreted * grazing_share - grazing,
    )  # fmt: skip


def _check(**shares: Any) -> None:
    for name, value in shares.items():
        values = np.asarray(value, np.float64)
        if not bool(((values >= -1e-12) & (values <= 1 + 1e-12)).all()):
            message = f"{name} is a share from 0 to 1, not {value!r}"
            raise DataError(message)
