"""Formulas are handed numbers or arrays of numbers: anything else is refused by the name of the argument."""

from __future__ import annotations

import functools
import inspect
import numbers
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from zzcarbon.errors import DataError, shown

__all__ = ["numbers_of", "of_numbers"]

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def of_numbers(formula: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Hand a formula its arguments as arrays of floats of shapes that fit; a missing number may be NaN.

    Raises
    ------
    DataError
        On the call: an argument is no number and no array of numbers, or their shapes do not fit.

    Examples
    --------
    >>> double = of_numbers(lambda mass: 2 * mass)
    >>> double([1, 2.5]).tolist()
    [2.0, 5.0]
    >>> double("much")
    Traceback (most recent call last):
        ...
    zzcarbon.errors.DataError: mass is a number or an array of numbers, not 'much'
    """
    signature = inspect.signature(formula)

    @functools.wraps(formula)
    def checked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        bound = signature.bind(*args, **kwargs)
        arrays = {}
        for name, value in bound.arguments.items():
            array = numbers_of(value)
            if array is None:
                raise DataError(f"{name} is a number or an array of numbers, not {shown(value)}")
            arrays[name] = array
        try:
            np.broadcast_shapes(*(array.shape for array in arrays.values()))
        except ValueError:
            shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
            raise DataError(f"arrays of different shapes: {shapes}") from None
        bound.arguments.update(arrays)
        return formula(*bound.args, **bound.kwargs)

    return checked


def numbers_of(value: object) -> NDArray[np.float64] | None:
    """Return a number or an array of numbers as floats; nothing where it is neither (text, truth values, nothing).

    Examples
    --------
    >>> numbers_of([1, 2]).tolist(), numbers_of("1"), numbers_of(True)
    ([1.0, 2.0], None, None)
    """
    try:
        given = np.asarray(value)
    except ValueError:  # lists of different lengths
        return None
    reals = given.dtype.kind == "O" and bool(given.ndim) and all(isinstance(one, numbers.Real) for one in given.flat)
    return given.astype(float) if given.dtype.kind in "iuf" or reals else None
