"""Solvents: what is used, and where it goes."""

from __future__ import annotations

from typing import Any

import numpy as np

from zzcarbon.errors import DataError
from zzcarbon.industry.shares import share

__all__ = ["mixed_content", "solvent_voc", "working_content"]


def solvent_voc(*, used: Any, content: Any, in_waste: Any = 0.0, in_product: Any = 0.0, recovered: Any = 0.0) -> Any:
    r"""VOC that is generated where a product with solvent is used, before any device.

    Parameters
    ----------
    used : float or array, shape (n,)
        Paint, ink, glue, cleaner or solvent used; bought plus what the stock lost [t].
    content : float or array, shape (n,)
        VOC in it [1].
    in_waste : float or array, shape (n,)
        VOC that leaves with waste that is disposed of elsewhere [t].
    in_product : float or array, shape (n,)
        VOC that stays in the product [t].
    recovered : float or array, shape (n,)
        VOC recovered for reuse or sale and not counted in ``used`` [t].

    Returns
    -------
    float or array, shape (n,)
        VOC [t].

    Raises
    ------
    DataError
        The content lies outside 0 to 1, or more VOC leaves than entered.

    Notes
    -----
    .. math:: G = \sum_i M_i w_i - O_{waste} - O_{product} - O_{recovered}

    The emission follows with `controlled_emission`. Source: mass balance; foshan-plastics-guide-2022.

    Examples
    --------
    >>> round(float(solvent_voc(used=10.0, content=0.6, in_waste=1.0)), 6)
    5.0
    """
    entered = used * share(content, "VOC content")[()]
    generated = entered - in_waste - in_product - recovered
    if bool((np.asarray(generated) < -1e-9 * np.maximum(np.abs(entered), 1.0)).any()):
        message = f"more VOC leaves than entered: {float(np.min(generated))!r} t are left"
        raise DataError(message)
    return np.maximum(generated, 0.0)


def mixed_content(amounts: object, contents: object) -> float:
    r"""VOC content of a mixture, or the mean content of products used together.

    Parameters
    ----------
    amounts : array, shape (n,)
        Amount of each part, by mass or by volume [any unit].
    contents : array, shape (n,)
        VOC in each part [mass per unit of the amount].

    Returns
    -------
    float
        VOC in the mixture [mass per unit of the amount].

    Raises
    ------
    DataError
        An amount or content is below zero, or there is nothing.

    Notes
    -----
    .. math:: \bar w = \sum_i M_i w_i / \sum_i M_i

    By volume only while mixing does not shrink the volume. Source: mass balance.

    Examples
    --------
    >>> round(mixed_content([1.0, 0.25], [2.5, 6.8]), 6)
    3.36
    """
    parts, content = np.asarray(amounts, dtype=float), np.asarray(contents, dtype=float)
    if bool((parts < 0).any()) or bool((content < 0).any()) or not float(parts.sum()) > 0:
        message = f"a mixture has parts of at least zero and some of it, not {parts!r} with {content!r}"
        raise DataError(message)
    return float((parts * content).sum() / parts.sum())


def working_content(*, limit: Any, density: Any) -> Any:
    r"""Mass share of VOC from a content per volume.

    Parameters
    ----------
    limit : float or array, shape (n,)
        VOC per volume; a product standard's limit is an upper bound, not a mean [g/L].
    density : float or array, shape (n,)
        Density of the product [kg/L].

    Returns
    -------
    float or array, shape (n,)
        VOC per mass of product [1].

    Raises
    ------
    DataError
        The result lies outside 0 to 1.

    Notes
    -----
    .. math:: w = \rho_{VOC} / (1000 \rho)

    Source: definition.

    Examples
    --------
    >>> round(float(working_content(limit=420.0, density=1.2)), 6)
    0.35
    """
    return share(limit / (1000 * density), "VOC content")[()]
