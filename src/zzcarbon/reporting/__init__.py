"""What is handed in: results as pages and workbooks, in English and Chinese."""

from zzcarbon.reporting.report_file import report

__all__ = ["report"]
