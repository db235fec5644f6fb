"""A text document in the format of word processors (Office Open XML), from headings and lines: no library needed."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIZES = {"Title": 40, "Heading1": 28, "Subtitle": 20}
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same bytes."""


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A heading with its lines; several lines become a list."""

    heading: str
    lines: Sequence[str]


def docx_bytes(title: str, subtitle: str, parts: Iterable[DocumentPart]) -> bytes:
    """Return the document as a file."""
    body = [_paragraph(title, "Title"), _paragraph(subtitle, "Subtitle")]
    for part in parts:
        body.append(_paragraph(part.heading, "Heading1"))
        bullet = "•\u00a0" if len(part.lines) > 1 else ""
        body.extend(_paragraph(f"{bullet}{line}") for line in part.lines)
    margins = " ".join(f'w:{side}="1418"' for side in ("top", "right", "bottom", "left"))
    page = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/></w:sectPr>'
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relation("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("rId1", f"{_OFFICE}/styles", "styles.xml"),
        "word/styles.xml": _styles(),
        "word/document.xml": document,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), (_HEAD + text).encode("utf-8"))
    return made.getvalue()


def _paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    clean = "".join(letter for letter in text if letter >= " " or letter == "\t")
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(clean)}</w:t></w:r></w:p>'


def _styles() -> str:
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{words}"/><w:pPr><w:spacing w:before="240" '
        f'w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for (name, size), words in zip(_SIZES.items(), ("Title", "heading 1", "Subtitle"), strict=True)
    )
    return f'<w:styles xmlns:w="{_WORD}">{named}</w:styles>'


def _relation(name: str, kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        "</Relationships>"
    )
