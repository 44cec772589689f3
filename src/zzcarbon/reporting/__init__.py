"""What is handed in: results as pages and workbooks, in English and Chinese."""

from zzcarbon.door import open_door
from zzcarbon.reporting.report_file import report
from zzcarbon.reporting.template_file import template, template_kinds

__all__ = ["report", "template", "template_kinds"]

open_door(__name__)
