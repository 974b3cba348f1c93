"""Columns of whole numbers. numpy is loaded when the first column needs it; a single household
plans without it.

Modules below the years ahead import :data:`np` and :data:`npt` from here. Annotations are never
evaluated, so types cost nothing.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from typing_extensions import TypeIs

    Column: TypeAlias = npt.NDArray[np.int64]
    Cents: TypeAlias = int | Column
    Flag: TypeAlias = bool | npt.NDArray[np.bool_]
else:

    class _Numpy:
        """numpy under its usual name; each of its names is looked up once."""

        def __getattr__(self, name: str) -> Any:
            import numpy

            found = self.__dict__[name] = getattr(numpy, name)
            return found

    np = _Numpy()
    npt = None

    class Column:
        """An int64 column of whole numbers, as annotations name it while numpy is not loaded."""

    Cents = int | Column
    Flag = bool | Column

__all__ = ["Cents", "Column", "Flag", "is_column", "is_whole", "np", "npt"]


def is_column(value: object) -> TypeIs[npt.NDArray[Any]]:
    """Whether a value is a column; without numpy nothing is.

    >>> is_column(3)
    False
    """
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray)


def is_whole(value: object) -> TypeIs[int]:
    """Whether a value is one whole number, of Python or of a column.

    >>> is_whole(3), is_whole(3.0)
    (True, False)
    """
    numpy = sys.modules.get("numpy")
    return isinstance(value, int) or (numpy is not None and isinstance(value, numpy.integer))
