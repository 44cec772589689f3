# ruff: noqa: INP001
"""How Sphinx builds the documentation; `sh scripts/docs` runs it on a copy of docs/ with examples/ beside."""

from __future__ import annotations

import re
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import zzcarbon

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "zzcarbon"
author = "The zzcarbon developers"
copyright = "The zzcarbon developers"  # noqa: A001
release = version_of("zzcarbon")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "numpydoc",
    "chinese_search",
    "generated_pages",
    "mathml",
]
templates_path = ["_templates"]
exclude_patterns = ["conf.py", "_ext", "_templates", "examples/data/**", "examples/[a-z]*.py"]
html_theme = "furo"
html_math_renderer = "mathml"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
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
autosummary_ignore_module_all = False  # a page holds what its module makes public, under the path users write
autosummary_imported_members = True
autodoc_typehints = "none"  # numpydoc writes types and units
autodoc_member_order = "groupwise"
numpydoc_show_class_members = False
numpydoc_xref_param_type = False


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


def _skip_what_the_first_page_has(
    app: Any, _what: str, name: str, found: Any, _skip: bool, _options: Any
) -> bool | None:
    """Leave a class of `zzcarbon` itself to its page: one name, one place to link to."""
    twice = isinstance(found, type) and getattr(zzcarbon, name, None) is found
    return True if twice and not app.env.docname.endswith("modules/zzcarbon") else None


def setup(app: Any) -> None:
    """Connect what this page declares."""
    app.connect("source-read", _fence_examples)
    app.connect("autodoc-skip-member", _skip_what_the_first_page_has)
