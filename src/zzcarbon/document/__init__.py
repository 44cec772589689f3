"""Documents as plain data: headings, sentences, tables with units, notes, sources; as text and as HTML."""

from zzcarbon.document.across import substances_across
from zzcarbon.document.cells import cell_text, heading_text, number_of
from zzcarbon.document.document import Document
from zzcarbon.document.figures import figure_text, share_text
from zzcarbon.document.frames import cell_of, frame_table
from zzcarbon.document.local_frame import as_asked, in_language, said_in
from zzcarbon.document.messages import message
from zzcarbon.document.model import (
    Cell,
    Column,
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
from zzcarbon.document.names import method_title, namer, reader_name
from zzcarbon.document.own_sentences import read_sentences
from zzcarbon.document.sentence_catalogue import catalogue, sentence, title_of, word
from zzcarbon.document.text import aligned, width_of
from zzcarbon.door import open_door

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
    "as_asked",
    "catalogue",
    "cell_of",
    "cell_text",
    "figure_text",
    "frame_table",
    "heading_text",
    "in_language",
    "message",
    "method_title",
    "namer",
    "number_of",
    "read_sentences",
    "reader_name",
    "said_in",
    "sentence",
    "share_text",
    "substances_across",
    "title_of",
    "width_of",
    "word",
]

open_door(__name__)
