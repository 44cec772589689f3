"""The logarithmic mean and the effects that it gives: additive and multiplicative, weights of LMDI-I and LMDI-II."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zzcarbon.of_numbers import of_numbers

__all__ = ["additive_effects", "effect_logarithms", "logarithmic_mean"]

Array = NDArray[np.float64]

_NEAR = 0.5
"""Below this relative difference the quotient is taken through log1p, which keeps its digits."""

_CLOSE = 1e-3
"""Below this logarithm of the ratio of two values the sum of the logarithms of the factors has lost digits."""


@of_numbers
def logarithmic_mean(after: ArrayLike, before: ArrayLike) -> Array:
    r"""Return the logarithmic mean of two values.

    Parameters
    ----------
    after, before : array_like
        Values of one sign, in one unit.

    Returns
    -------
    numpy.ndarray
        L(a, b), negative for negative values; 0 where one of them is 0. [unit of the values]

    Notes
    -----
    .. math:: L(a, b) = \frac{a - b}{\ln a - \ln b}, \quad L(a, a) = a, \quad L(a, 0) = 0

    Source: Ang 2005, equations 1 to 5. Near a = b the quotient is taken through ``log1p``, so that no digit is lost.

    Examples
    --------
    >>> logarithmic_mean([4.0, 3.0, 0.0], [2.0, 3.0, 5.0]).round(6).tolist()
    [2.88539, 3.0, 0.0]
    """
    a, b = np.broadcast_arrays(np.asarray(after, float), np.asarray(before, float))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        away = (a - b) / b
        far = np.log(np.abs(a)) - np.log(np.abs(b))
        quotient = (a - b) / np.where(np.abs(away) < _NEAR, np.log1p(away), far)
    made: Array = np.where(a == b, a, np.where((a == 0) | (b == 0), 0.0, quotient))
    return made


def additive_effects(after: Array, before: Array) -> Array:
    r"""Return the additive effect of each factor on each category (LMDI-I).

    Parameters
    ----------
    after, before : ndarray, shape (..., k)
        Factors of the categories, k in number; their product is the value of the category. Each factor has one
        sign in both.

    Returns
    -------
    ndarray, shape (..., k)
        Effects, which add up to the change of the category. [unit of the product]

    Notes
    -----
    .. math:: \Delta V_k = L(v_T, v_0) \ln \frac{x_{kT}}{x_{k0}}

    Where a category appears or vanishes its whole change belongs to the factors that are zero, in equal parts
    (the limit of a common small number): :math:`-v_0/k` each where k factors become zero, :math:`v_T/k` where
    they stop being zero. Source: Ang 2005 (equations), Wood and Lenzen 2006 (zeros); more than one zero: identity.

    Examples
    --------
    >>> additive_effects(np.array([[3.0, 0.0, 0.0]]), np.array([[2.0, 5.0, 0.5]])).tolist()
    [[0.0, -2.5, -2.5]]
    """
    value, first = np.prod(after, axis=-1), np.prod(before, axis=-1)
    steps = _steps(after, before)
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = steps.sum(axis=-1)
        mean = np.where(np.abs(whole) < _CLOSE, logarithmic_mean(value, first), (value - first) / whole)
    return _shared(mean, steps, after, before, value, -first)


def effect_logarithms(after: Array, before: Array, *, variant: str) -> Array:
    r"""Return the logarithm of the multiplicative effect of each factor on each category.

    Parameters
    ----------
    after, before : ndarray, shape (..., n, k)
        Factors of n categories.
    variant : {"I", "II"}
        Weights of LMDI-I or LMDI-II.

    Returns
    -------
    ndarray, shape (..., n, k)
        Their sum over categories and factors is :math:`\ln (V_T/V_0)`. [1]

    Notes
    -----
    .. math:: \ln D_k = \sum_i w_i \ln \frac{x_{ikT}}{x_{ik0}}

    .. math::

        w_i^{I} = \frac{L(v_{iT}, v_{i0})}{L(V_T, V_0)}, \quad
        w_i^{II} = \frac{L(v_{iT}/V_T, v_{i0}/V_0)}{\sum_j L(v_{jT}/V_T, v_{j0}/V_0)}

    The weights of LMDI-II add up to one; both variants leave no residual. Source: Ang 2005 (LMDI-I); LMDI-II: identity.

    Examples
    --------
    >>> before, after = np.array([[2.0, 3.0], [4.0, 5.0]]), np.array([[4.0, 3.0], [8.0, 5.0]])
    >>> np.exp(effect_logarithms(after, before, variant="II").sum(axis=0)).round(12).tolist()
    [2.0, 1.0]
    """
    value, first = np.prod(after, axis=-1), np.prod(before, axis=-1)
    total, total_first = value.sum(axis=-1, keepdims=True), first.sum(axis=-1, keepdims=True)
    if variant == "I":
        made: Array = additive_effects(after, before) / logarithmic_mean(total, total_first)[..., None]
        return made
    share, share_first = value / total, first / total_first
    weights = logarithmic_mean(share, share_first)
    whole = weights.sum(axis=-1, keepdims=True)
    return _shared(weights / whole, _steps(after, before), after, before, share / whole, -share_first / whole)


def _steps(after: Array, before: Array) -> Array:
    """Return the logarithms of the ratios, without dividing: a ratio may be too large for a number."""
    with np.errstate(divide="ignore", invalid="ignore"):
        made: Array = np.log(np.abs(after)) - np.log(np.abs(before))
    return made


def _shared(weight: Array, steps: Array, after: Array, before: Array, gained: Array, lost: Array) -> Array:
    """Weight the logarithms of the factors; a category that appears or vanishes goes to its factors that are zero."""
    with np.errstate(invalid="ignore"):
        effects = weight[..., None] * steps
    if np.isfinite(effects).all():
        return effects
    zero, zero_first = after == 0, before == 0
    gone, new = zero.any(axis=-1), zero_first.any(axis=-1)
    limit = np.where(gone[..., None], _parts(zero, lost), _parts(zero_first, gained))
    limit[gone & new] = 0.0
    return np.where((gone | new)[..., None], limit, effects)


def _parts(zero: NDArray[np.bool_], whole: Array) -> Array:
    """Share a change in equal parts among the factors that are zero."""
    count = np.maximum(zero.sum(axis=-1), 1)
    made: Array = np.where(zero, (whole / count)[..., None], 0.0)
    return made
