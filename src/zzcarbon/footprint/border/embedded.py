"""Embedded emissions from actual data and the adjustment for free allocation: equations of the acts.

Source: eu-cbam-2025-2547, Annex III, equations 12 to 15 and 55, and eu-cbam-2025-2620, equations 2, 4 and 6, as public
programs carry them (grade B: the text itself was not read).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from zzcarbon.errors import DataError, shown

__all__ = [
    "attributed_emissions",
    "complex_free_allocation",
    "free_allocation",
    "specific_embedded",
    "stream_emissions",
]

Number = Decimal | float | int | str
"""What an equation takes: text keeps every digit."""


def stream_emissions(
    *,
    amount: Number,
    carbon_content: Number | None = None,
    emission_factor: Number | None = None,
    ncv: Number | None = None,
    biomass_share: Number = 0,
    output: bool = False,
) -> Decimal:
    """Return the CO2 of one stream of a mass balance [t]; what leaves is negative.

    Parameters
    ----------
    amount : number
        Activity data of the stream [t].
    carbon_content : number, optional
        Carbon content [t C/t].
    emission_factor : number, optional
        Instead of it, emission factor [t CO2/t], or [t CO2/TJ] together with ``ncv``.
    ncv : number, optional
        Net calorific value [TJ/t].
    biomass_share : number
        Share of biomass in the carbon [1].
    output : bool
        Whether the stream leaves the process: its carbon is taken off.

    Notes
    -----
    Em = 44/12 x AD x CC x (1 - b), CC = EF / (44/12) or EF x NCV / (44/12). Source: eu-cbam-2025-2547, Annex III,
    equations 12 to 15.

    Examples
    --------
    >>> print(stream_emissions(amount=12, carbon_content="0.5"))
    22.0
    >>> print(stream_emissions(amount=10, emission_factor=3, output=True))
    -30
    """
    share = _number(biomass_share)
    if not 0 <= share <= 1:
        message = f"the share of biomass lies between 0 and 1, not {share}"
        raise DataError(message)
    if (carbon_content is None) == (emission_factor is None):
        message = "give the carbon content or the emission factor of a stream, one of the two"
        raise DataError(message)
    if carbon_content is not None:
        made = _number(amount) * _number(carbon_content) * (1 - share) * 44 / 12
    else:
        made = _number(amount) * _number(emission_factor or 0) * (1 if ncv is None else _number(ncv)) * (1 - share)
    return -made if output else made


def attributed_emissions(
    *,
    direct: Number,
    heat_in: Number = 0,
    heat_out: Number = 0,
    waste_gas_in: Number = 0,
    waste_gas_out: Number = 0,
    own_electricity: Number = 0,
) -> Decimal:
    """Return the direct emissions attributed to a production process [t CO2e], never below zero.

    Parameters
    ----------
    direct : number
        Direct emissions of the process [t CO2e].
    heat_in, heat_out, waste_gas_in, waste_gas_out : number
        Emissions of heat and waste gases that come in and go out [t CO2e].
    own_electricity : number
        Emissions of electricity made in the process [t CO2e].

    Notes
    -----
    max(0, DirEm + heat in - heat out + waste gas in - waste gas out - electricity). Source: eu-cbam-2025-2547, Annex
    III, equation 55.

    Examples
    --------
    >>> print(attributed_emissions(direct=100, heat_in=5, heat_out=10, own_electricity=20))
    75
    """
    made = _number(direct) + _number(heat_in) - _number(heat_out) + _number(waste_gas_in) - _number(waste_gas_out)
    return max(Decimal(0), made - _number(own_electricity))


def specific_embedded(
    *, attributed: Number, activity_level: Number, precursors: Iterable[tuple[Number, Number]] = ()
) -> Decimal:
    """Return the specific embedded emissions of a good [t CO2e/t].

    Parameters
    ----------
    attributed : number
        Attributed emissions of the process [t CO2e].
    activity_level : number
        Goods made [t].
    precursors : iterable of (mass, specific embedded emissions)
        Precursors that were used [t] and theirs [t CO2e/t].

    Notes
    -----
    SEE = (AttrEm + sum(M_i x SEE_i)) / AL. Source: eu-cbam-2025-2547, Annex III.

    Examples
    --------
    >>> print(specific_embedded(attributed=50, activity_level=100, precursors=[(110, 2)]))
    2.7
    """
    level = _level(activity_level)
    return (_number(attributed) + sum((_number(m) * _number(e) for m, e in precursors), Decimal(0))) / level


def free_allocation(*, cbam_factor: Number, cscf: Number, benchmark: Number) -> Decimal:
    """Return the specific free allocation [t CO2e/t]: SFA = CBAM_y x CSCF_y x BM.

    Column A of the benchmarks gives SFA (equation 2), column B SEFA of default values (equation 6).

    Examples
    --------
    >>> print(free_allocation(cbam_factor="0.975", cscf=1, benchmark="0.295"))
    0.287625
    """
    return _number(cbam_factor) * _number(cscf) * _number(benchmark)


def complex_free_allocation(
    *, own: Number, activity_level: Number, precursors: Iterable[tuple[Number, Number]]
) -> Decimal:
    """Return the free allocation embedded in a complex good [t CO2e/t]: SEFA = SFA + sum(M_i / AL x SEFA_i).

    Parameters
    ----------
    own : number
        Specific free allocation of the last process step [t CO2e/t].
    activity_level : number
        Goods made [t].
    precursors : iterable of (mass, free allocation)
        Precursors that were used [t] and theirs [t CO2e/t].

    Notes
    -----
    Source: eu-cbam-2025-2620, equation 4.

    Examples
    --------
    >>> print(complex_free_allocation(own="0.063375", activity_level=1000, precursors=[(1100, "0.287625")]))
    0.3797625
    """
    level = _level(activity_level)
    return _number(own) + sum((_number(m) * _number(e) / level for m, e in precursors), Decimal(0))


def _number(value: Number) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        message = f"{shown(value)} is not a finite number"
        raise DataError(message)
    return number


def _level(value: Number) -> Decimal:
    level = _number(value)
    if level <= 0:
        message = f"the activity level is above zero, not {value}"
        raise DataError(message)
    return level
