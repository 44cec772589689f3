"""Documents as plain data: headings, sentences, tables with units, notes, sources; as text and as HTML."""

from zzcarbon.document.cells import cell_text, heading_text, number_of
from zzcarbon.document.figures import figure_text, share_text
from zzcarbon.document.frames import cell_of, frame_table
from zzcarbon.document.messages import message
from zzcarbon.document.model import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Kind,
    Marked,
    Note,
    Paragraph,
    Part,
    Picture,
    References,
    Section,
    Sources,
    Status,
    Table,
    Tone,
)
from zzcarbon.document.sentence_catalogue import catalogue, sentence, title_of, word
from zzcarbon.document.text import aligned, width_of

__all__ = [
    "Cell",
    "Column",
    "Document",
    "Fact",
    "Facts",
    "Kind",
    "Marked",
    "Note",
    "Paragraph",
    "Part",
    "Picture",
    "References",
    "Section",
    "Sources",
    "Status",
    "Table",
    "Tone",
    "aligned",
    "catalogue",
    "cell_of",
    "cell_text",
    "figure_text",
    "frame_table",
    "heading_text",
    "message",
    "number_of",
    "sentence",
    "share_text",
    "title_of",
    "width_of",
    "word",
]
