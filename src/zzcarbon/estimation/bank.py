"""The bank of gases in equipment: what is filled in, what leaks, what is left at the end, year by year of its life."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["BY_VINTAGE", "IPCC_TIER_2A", "BankConvention", "BankStages", "bank_stages"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BankConvention:
    """What documents tell differently of one bank.

    Attributes
    ----------
    loss_within : bool
        Whether what is lost while filling is part of the amount that is charged, or comes on top of it.
    scrapped_after : int
        Years between the last year in service and the scrapping: 0 at the end of that year, 1 in the year after.
    source : str
        Where the convention stands.
    """

    loss_within: bool
    scrapped_after: int
    source: str


IPCC_TIER_2A = BankConvention(loss_within=True, scrapped_after=1, source="ipcc-2006-v3, Vol 3 Ch 7 Eq. 7.10 to 7.14")
"""M (1 - k) is stored of the amount M that is charged; the equipment of year s is scrapped in year s + L."""

BY_VINTAGE = BankConvention(loss_within=False, scrapped_after=0, source="defra-refrigeration, screening method")
"""The amount is the charge of the nameplate and losses come on top, as Defra counts; that the equipment is scrapped at
the end of its last year is a choice of this library."""


@dataclass(frozen=True, slots=True)
class BankStages:
    """Masses by charge and by year since the filling, arrays of shape (n, L + 1) in the unit of the charge.

    Attributes
    ----------
    filling, operation, disposal : array
        Emission while filling, of leaks, and of what is not recovered at the end.
    recovered : array
        What is recovered at the end.
    bank : array
        What is in the equipment at the end of the year.
    """

    filling: Array
    operation: Array
    disposal: Array
    recovered: Array
    bank: Array


def bank_stages(
    charge: Array,
    *,
    filling_loss: float,
    leak_rate: float,
    lifetime: int,
    recovered: float,
    convention: BankConvention,
    refilled: bool = False,
) -> BankStages:
    r"""Follow charges through the life of the equipment.

    Parameters
    ----------
    charge : array, shape (n,)
        Gas that is charged into new equipment [any mass].
    filling_loss : float
        Share lost while filling, k [1].
    leak_rate : float
        Share that leaks in a year, x, from the year of filling on [1/a].
    lifetime : int
        Years in service, L [a].
    recovered : float
        Share of what is left that is recovered at the end, r [1].
    convention : BankConvention
        What the charge means, and when equipment is scrapped.
    refilled : bool
        Whether leaks are made good each year; otherwise the charge runs down.

    Notes
    -----
    .. math::

        B_a = M' q^a, \quad E_a = B_a x, \quad E_{end} = M' q^L (1 - r)

    with q = 1 where leaks are made good and 1 - x where not, and M' = M (1 - k) or M by the convention.

    Examples
    --------
    >>> stages = bank_stages(np.array([100.0]), filling_loss=0.01, leak_rate=0.1, lifetime=2, recovered=0.5,
    ...     convention=IPCC_TIER_2A)
    >>> stages.operation.round(3).tolist(), stages.disposal.round(3).tolist()
    ([[9.9, 8.91, 0.0]], [[0.0, 0.0, 40.095]])
    """
    age = np.arange(lifetime + 1)
    kept = 1.0 if refilled else 1.0 - leak_rate
    stored = charge * (1.0 - filling_loss) if convention.loss_within else charge
    held = np.where(age < lifetime, stored[:, None] * kept**age, 0.0)
    end = lifetime - 1 + convention.scrapped_after
    left = np.where(age == end, held[:, [lifetime - 1]] * kept, 0.0)
    still = np.where(age < lifetime - 1 + convention.scrapped_after, held * kept, 0.0)
    return BankStages(
        filling=np.where(age == 0, charge[:, None] * filling_loss, 0.0),
        operation=held * leak_rate,
        disposal=left * (1.0 - recovered),
        recovered=left * recovered,
        bank=still,
    )
