"""Carbon dioxide of waste that is burnt: of fossil and of biogenic carbon, which are counted apart."""

from __future__ import annotations

from typing import Any

__all__ = ["burnt_carbon_co2"]


def burnt_carbon_co2(
    *, waste: Any, dry_matter: Any, carbon_fraction: Any, carbon_share: Any, oxidation_factor: Any
) -> Any:
    r"""CO2 of the fossil, or of the biogenic, carbon of waste that is burnt.

    Parameters
    ----------
    waste : float or array, shape (n,)
        Wet mass burnt [t].
    dry_matter : float or array, shape (n,)
        Dry matter per wet mass [1].
    carbon_fraction : float or array, shape (n,)
        Carbon per dry matter [1].
    carbon_share : float or array, shape (n,)
        Fossil share of the carbon for fossil CO2, one minus it for biogenic CO2 [1].
    oxidation_factor : float or array, shape (n,)
        Share of the carbon that is oxidised [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Notes
    -----
    .. math:: E = SW \cdot dm \cdot CF \cdot FCF \cdot OF \cdot 44/12

    Source: ipcc-2006-v5, Ch 5 Eq. 5.1 and 5.2.

    Examples
    --------
    >>> round(burnt_carbon_co2(waste=1.0, dry_matter=1.0, carbon_fraction=0.75, carbon_share=1.0,
    ...     oxidation_factor=1.0), 2)
    2.75
    """
    return waste * dry_matter * carbon_fraction * carbon_share * oxidation_factor * 44 / 12
