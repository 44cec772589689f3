"""States of flue gas: dry or wet, reference oxygen, temperature and pressure."""

from __future__ import annotations

from typing import Any

__all__ = ["at_measured_oxygen", "at_reference_oxygen", "dry_flow", "mass_flow", "normal_flow", "volume_share"]

_AIR_OXYGEN = 0.21
_NORMAL_KELVIN = 273.15
_NORMAL_PRESSURE = 101.325
_MOLAR_VOLUME = 22.414


def at_reference_oxygen(*, concentration: Any, oxygen: Any, reference: Any) -> Any:
    r"""Concentration converted to a reference oxygen, as limits are written.

    Parameters
    ----------
    concentration : float or array, shape (n,)
        Measured, in dry gas [mg/m3].
    oxygen : float or array, shape (n,)
        Oxygen measured in dry gas [1].
    reference : float or array, shape (n,)
        Reference oxygen [1].

    Returns
    -------
    float or array, shape (n,)
        Concentration at the reference [mg/m3].

    Notes
    -----
    .. math:: C_{ref} = C \frac{0.21 - O_{ref}}{0.21 - O}

    Source: us-40-cfr-60, 60.3076 equation 1 (with 20.9 % for air).

    Examples
    --------
    >>> round(at_reference_oxygen(concentration=40.0, oxygen=0.11, reference=0.06), 6)
    60.0
    """
    return concentration * (_AIR_OXYGEN - reference) / (_AIR_OXYGEN - oxygen)


def at_measured_oxygen(*, concentration: Any, oxygen: Any, reference: Any) -> Any:
    """Concentration as it is in the stack, from one at a reference oxygen; the inverse of `at_reference_oxygen`.

    Parameters
    ----------
    concentration : float or array, shape (n,)
        At the reference oxygen, dry [mg/m3].
    oxygen : float or array, shape (n,)
        Oxygen measured in dry gas [1].
    reference : float or array, shape (n,)
        Reference oxygen [1].

    Returns
    -------
    float or array, shape (n,)
        Concentration in the stack, dry [mg/m3].

    Examples
    --------
    >>> round(at_measured_oxygen(concentration=60.0, oxygen=0.11, reference=0.06), 6)
    40.0
    """
    return concentration * (_AIR_OXYGEN - oxygen) / (_AIR_OXYGEN - reference)


def dry_flow(*, flow: Any, moisture: Any) -> Any:
    """Flow of dry gas in a flow of wet gas.

    Parameters
    ----------
    flow : float or array, shape (n,)
        Wet gas [m3/h].
    moisture : float or array, shape (n,)
        Water vapour by volume [1].

    Returns
    -------
    float or array, shape (n,)
        Dry gas [m3/h].

    Examples
    --------
    >>> round(dry_flow(flow=100.0, moisture=0.1), 6)
    90.0
    """
    return flow * (1 - moisture)


def normal_flow(*, flow: Any, temperature: Any, pressure: Any = _NORMAL_PRESSURE) -> Any:
    r"""Flow at 0 degC and 101.325 kPa of a flow at stack temperature and pressure.

    Parameters
    ----------
    flow : float or array, shape (n,)
        Flow as measured [m3/h].
    temperature : float or array, shape (n,)
        Gas temperature [degC].
    pressure : float or array, shape (n,)
        Absolute gas pressure [kPa].

    Returns
    -------
    float or array, shape (n,)
        Flow at 0 degC and 101.325 kPa [m3/h].

    Notes
    -----
    .. math:: Q_0 = Q \frac{273.15}{273.15 + T} \frac{p}{101.325}

    Source: ideal gas.

    Examples
    --------
    >>> normal_flow(flow=100.0, temperature=273.15)
    50.0
    """
    return flow * _NORMAL_KELVIN / (_NORMAL_KELVIN + temperature) * pressure / _NORMAL_PRESSURE


def volume_share(*, parts_per_million: Any, molar_mass: Any) -> Any:
    r"""Mass concentration at 0 degC and 101.325 kPa of a volume share.

    Parameters
    ----------
    parts_per_million : float or array, shape (n,)
        Volume share [1e-6].
    molar_mass : float or array, shape (n,)
        Molar mass; NOx counts as NO2, 46 [g/mol].

    Returns
    -------
    float or array, shape (n,)
        Concentration [mg/m3].

    Notes
    -----
    .. math:: C = x M / 22.414

    Source: ideal gas.

    Examples
    --------
    >>> round(volume_share(parts_per_million=100.0, molar_mass=64.06), 2)
    285.8
    """
    return parts_per_million * molar_mass / _MOLAR_VOLUME


def mass_flow(*, flow: Any, concentration: Any) -> Any:
    r"""Mass that leaves in an hour; flow and concentration are of one state.

    Parameters
    ----------
    flow : float or array, shape (n,)
        Flow [m3/h].
    concentration : float or array, shape (n,)
        Concentration [mg/m3].

    Returns
    -------
    float or array, shape (n,)
        Mass [kg/h].

    Notes
    -----
    .. math:: G = Q C \cdot 10^{-6}

    Source: mass balance.

    Examples
    --------
    >>> mass_flow(flow=1e6, concentration=50.0)
    50.0
    """
    return flow * concentration / 1e6
