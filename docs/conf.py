# ruff: noqa: INP001
"""How Sphinx builds the documentation; `sh scripts/docs` runs it on a copy of docs/ with examples/ beside."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.metadata import version as version_of
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import zzcarbon

project = "zzcarbon"
author = "The zzcarbon developers"
copyright = "The zzcarbon developers"  # noqa: A001
release = version_of("zzcarbon")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.mathjax",
    "sphinx.ext.viewcode",
    "numpydoc",
]
templates_path = ["_templates"]
exclude_patterns = ["conf.py", "_templates", "examples/data/**", "examples/[a-z]*.py"]
html_theme = "furo"
html_title = f"zzcarbon {release}"
language = "en"

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing"]  # pages also link to files of the repository that are not built

nb_custom_formats = {".py": ["jupytext.reads", {"fmt": "py:percent"}]}
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_merge_streams = True

autosummary_generate = True
autosummary_ignore_module_all = True  # the pages of packages list their modules
autodoc_typehints = "none"  # numpydoc writes types and units
autodoc_member_order = "groupwise"
numpydoc_show_class_members = False
numpydoc_xref_param_type = False


def _hidden_modules() -> list[str]:
    """Return the modules whose name a function of the package has: the page of the package shows them."""
    names = [found.name for found in walk_packages(zzcarbon.__path__, "zzcarbon.")]
    parts = [name.rpartition(".") for name in names]
    return [
        "".join(part) for part in parts
        if not isinstance(getattr(import_module(part[0]), part[2], None), ModuleType)
    ]  # fmt: skip


autosummary_context = {"hidden": _hidden_modules()}


def _fence_examples(_app: Any, _page: str, source: list[str]) -> None:
    """Fence the doctests of a Markdown page: bare `>>>` would be a quotation."""
    lines, fenced, inside = [], False, False
    for line in source[0].split("\n"):
        if re.match(r"\s*(```|:::)", line):
            fenced = not fenced
        starts = not fenced and not inside and line.startswith(">>> ")
        ends = inside and not line.strip()
        if starts:
            lines.append("```pycon")
        if ends:
            lines.append("```")
        inside = (inside or starts) and not ends
        lines.append(line)
    source[0] = "\n".join([*lines, "```"] if inside else lines)


def setup(app: Any) -> None:
    """Connect what this page declares."""
    app.connect("source-read", _fence_examples)
