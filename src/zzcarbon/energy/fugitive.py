"""Methane that escapes from coal mines and from gas systems."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["coal_mine_methane", "gas_system_methane"]


def coal_mine_methane(*, coal: Any, factor: Any, density: Any, recovered: Any = 0.0) -> Any:
    r"""Methane of a coal mine, less what is used or flared.

    Parameters
    ----------
    coal : float or array, shape (n,)
        Raw coal mined [t].
    factor : float or array, shape (n,)
        Methane per coal, in the state of the density [m3/t].
    density : float or array, shape (n,)
        Density of methane [kg/m3].
    recovered : float or array, shape (n,)
        Methane recovered and used or flared [t].

    Returns
    -------
    float or array, shape (n,)
        CH4, never below zero [t].

    Notes
    -----
    .. math:: E = P \cdot EF \cdot \rho - R

    Source: ipcc-2006-v2, Ch 4 Eq. 4.1.1 and 4.1.3 (underground), 4.1.7 (surface).

    Examples
    --------
    >>> round(float(coal_mine_methane(coal=1e6, factor=18.0, density=0.67, recovered=2060.0)), 6)
    10000.0
    """
    return np.maximum(coal * factor * density / 1000 - recovered, 0.0)


def gas_system_methane(*, gas: Any, factor: Any) -> Any:
    r"""Methane of a gas system: production, processing, transmission, distribution.

    Parameters
    ----------
    gas : float or array, shape (n,)
        Gas produced, moved or sold, in the state of the factor [10^6 m3].
    factor : float or array, shape (n,)
        Methane per gas [Gg/10^6 m3].

    Returns
    -------
    float or array, shape (n,)
        CH4 [Gg].

    Notes
    -----
    .. math:: E = A \cdot EF

    Source: ipcc-2006-v2, Ch 4 Eq. 4.2.1 (tier 1).

    Examples
    --------
    >>> round(gas_system_methane(gas=1000.0, factor=0.0011), 6)
    1.1
    """
    return gas * factor
