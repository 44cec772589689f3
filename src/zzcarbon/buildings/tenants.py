"""Tenants: their share of what a building uses."""

from __future__ import annotations

from zzcarbon.errors import DataError, Problem, shown

__all__ = ["tenant_share"]


def tenant_share(*, area: float, building_area: float, occupancy: float = 1.0) -> float:
    r"""Share of a building's use that falls to a tenant, by floor area that is let.

    Parameters
    ----------
    area : float
        Floor area of the tenant [m2].
    building_area : float
        Floor area of the building [m2].
    occupancy : float
        Share of the building that is let [1]; 1 spreads the use over the whole area.

    Returns
    -------
    float
        Share [1].

    Raises
    ------
    DataError
        The areas are not above zero, the occupancy is no share, or the tenant has more than what is let.

    Notes
    -----
    .. math:: s = A / (A_b \cdot o)

    Source: ghg-protocol-scope3, Example 8.1.

    Examples
    --------
    >>> round(tenant_share(area=200, building_area=2000, occupancy=0.75), 4)
    0.1333
    """
    let = building_area * occupancy
    if not (0 < occupancy <= 1 and 0 < area <= let * (1 + 1e-12)):
        text = f"{shown(area)} of {shown(building_area)} x {shown(occupancy)}"
        problem = Problem(
            "", "", "area", text, "the tenant's area is not within what is let", "Check areas and occupancy."
        )
        message = "the share of a tenant lies between 0 and 1"
        raise DataError(message, [problem])
    return area / let
