"""Columns and figures that methods of several industries read."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Route

__all__ = [
    "EMISSION_FACTOR",
    "FACTOR_COLUMN",
    "LINE_COLUMNS",
    "by_factor",
    "carbon_route",
    "share_routes",
]

EMISSION_FACTOR = Input("emission_factor")
"""A factor of one's own, in the row."""

FACTOR_COLUMN = Input(
    "emission_factor",
    "own factor where no packaged one holds, unit in emission_factor_unit: from tests at the plant, the "
    "permit, the verified report of the year before or the guideline's appendix",
)

LINE_COLUMNS = (
    Input("entity", "enterprise: a balance is summed and clipped per enterprise"),
    Input("line", "production line: a balance is summed and clipped per line"),
)


def by_factor(substances: tuple[str, ...] = (), *, own: bool = True) -> tuple[Route, ...]:
    """Return the routes of amount times factor: the factor of the row, or that of a set.

    Parameters
    ----------
    substances : tuple of str
        What the routes give; empty for all that the sets hold.
    own : bool
        Whether a row may bring its own factor; only where it can mean one substance.

    Examples
    --------
    >>> [route.equation for route in by_factor(("CO2",))]
    ['E = AD x EF', 'E = AD x EF']
    """
    packaged = Route(substances, (), factor=True, equation="E = AD x EF")
    of_row = Route(substances, (EMISSION_FACTOR,), factor=False, equation="E = AD x EF")
    return (packaged, of_row) if own else (packaged,)


def carbon_route(*parameters: Input, equation: str) -> Route:
    """Return the route of carbon that becomes CO2.

    Parameters
    ----------
    parameters : Input
        What leads from the amount to a mass of carbon.
    equation : str
        The product in symbols.

    Examples
    --------
    >>> carbon_route(equation="E = M x 44/12").constant_text
    '44/12'
    """
    return Route(("CO2",), parameters, factor=False, equation=equation, constant=44 / 12, constant_text="44/12")


def share_routes(share: Input, symbol: str) -> tuple[Route, ...]:
    """Return the routes of amount x share x factor, where the share may be left out and is then one.

    Parameters
    ----------
    share : Input
        The share.
    symbol : str
        Its symbol.

    Examples
    --------
    >>> from zzcarbon.industry.columns import share_routes
    >>> share_routes(Input("calcined_share"), "F")[0].equation
    'E = M x F x EF'
    """
    equation = f"E = M x {symbol} x EF"
    return (
        Route(("CO2",), (share,), factor=True, equation=equation),
        Route(("CO2",), (), factor=True, equation="E = M x EF"),
    )
