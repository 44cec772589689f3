"""What the library says while it works, by the logging of the standard library.

The logger is ``zzcarbon``; nothing is printed unless the program that imports the library asks for it. At INFO: which
edition of the factors was loaded, how many rows a module estimated and how many kinds of problems it found, which file
was written. Warnings stay warnings, and what is wrong with rows stays in ``problems``.
"""

from __future__ import annotations

import logging

__all__ = ["LOG"]

LOG = logging.getLogger("zzcarbon")
"""The one logger of the library."""
LOG.addHandler(logging.NullHandler())
