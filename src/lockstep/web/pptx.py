"""Slides in the format of presentation programs (Office Open XML), of real shapes that can be edited."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDTH: Final = 12_192_000
HEIGHT: Final = 6_858_000
"""A slide of 16 to 9, in English metric units: 914,400 an inch, 12,700 a point."""
_KIND = "application/vnd.openxmlformats-officedocument.presentationml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_COLORS: Final = {
    "dk1": "1B2130",
    "lt1": "FFFFFF",
    "dk2": "3A4358",
    "lt2": "F3F5F9",
    **{
        f"accent{number}": color
        for number, color in enumerate(("2F55C8", "1F7A4D", "B26A00", "B3261E", "5B6B8C", "8A5CC2"), 1)
    },
    "hlink": "2F55C8",
    "folHlink": "5B6B8C",
}
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle, rounded rectangle, diamond or line with its place, or text alone where it has no `form`."""

    form: str
    x: int
    y: int
    width: int
    height: int
    name: str = ""
    text: str = ""
    fill: str = ""
    edge: str = ""
    ink: str = "1B2130"
    points: float = 9.0
    is_bold: bool = False
    is_middle: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """A title, a line below it, and shapes."""

    title: str
    subtitle: str
    shapes: Sequence[Shape]


def pptx_bytes(slides: Sequence[Slide]) -> bytes:
    """Return the slides as a file."""
    numbers = range(1, len(slides) + 1)
    files = {
        "[Content_Types].xml": _types(len(slides)),
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(len(slides)),
        "ppt/_rels/presentation.xml.rels": _relations(
            [("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml")]
            + [("slide", f"slides/slide{number}.xml") for number in numbers]
        ),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")]
        ),
        "ppt/slideLayouts/slideLayout1.xml": _layout(),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        ),
    }
    for number, slide in zip(numbers, slides, strict=True):
        files[f"ppt/slides/slide{number}.xml"] = _slide(slide)
        files[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(
            [("slideLayout", "../slideLayouts/slideLayout1.xml")]
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), (_HEAD + text).encode("utf-8"))
    return made.getvalue()


def _slide(slide: Slide) -> str:
    title = _title(slide.title)
    below = Shape(
        "", 300_000, 560_000, WIDTH - 600_000, 280_000, "Subtitle", slide.subtitle, ink="5B6B8C", points=12
    )
    drawn = "".join(_shape(shape, number) for number, shape in enumerate((below, *slide.shapes), start=3))
    return f"<p:sld {_NAMES}><p:cSld><p:spTree>{_GROUP}{title}{drawn}</p:spTree></p:cSld></p:sld>"


_GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_TITLE_PLACE = f'<a:xfrm><a:off x="300000" y="180000"/><a:ext cx="{WIDTH - 600_000}" cy="400000"/></a:xfrm>'


def _title(text: str) -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_TITLE_PLACE}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-US"/>'
        f"<a:t>{_clean(text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _shape(shape: Shape, number: int) -> str:
    place = (
        f'<a:xfrm><a:off x="{shape.x}" y="{shape.y}"/>'
        f'<a:ext cx="{max(shape.width, 0)}" cy="{max(shape.height, 0)}"/></a:xfrm>'
    )
    form = f'<a:prstGeom prst="{shape.form or "rect"}"><a:avLst/></a:prstGeom>'
    fill = f'<a:solidFill><a:srgbClr val="{shape.fill}"/></a:solidFill>' if shape.fill else "<a:noFill/>"
    edge = f'<a:solidFill><a:srgbClr val="{shape.edge}"/></a:solidFill>' if shape.edge else "<a:noFill/>"
    named = f'<p:cNvPr id="{number}" name={quoteattr(_plain(shape.name) or "Shape")}/>'
    looks = f'{place}{form}{fill}<a:ln w="9525">{edge}</a:ln>'
    if shape.form == "line":
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{named}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f"<p:spPr>{looks}</p:spPr></p:cxnSp>"
        )
    along = "ctr" if shape.is_middle else "l"
    bold = ' b="1"' if shape.is_bold else ""
    words = (
        f'<a:r><a:rPr lang="en-US" sz="{round(shape.points * 100)}"{bold}><a:solidFill><a:srgbClr val="{shape.ink}"/>'
        f"</a:solidFill></a:rPr><a:t>{_clean(shape.text)}</a:t></a:r>"
        if shape.text
        else ""
    )
    return (
        f"<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{looks}</p:spPr><p:txBody>"
        '<a:bodyPr wrap="none" lIns="36000" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        f'<a:p><a:pPr algn="{along}"/>{words}</a:p></p:txBody></p:sp>'
    )


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter >= " ")


def _clean(text: str) -> str:
    return escape(_plain(text))


def _relations(ends: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(ends, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _types(count: int) -> str:
    parts = {
        "/ppt/presentation.xml": f"{_KIND}.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_KIND}.slideMaster+xml",
        "/ppt/slideLayouts/slideLayout1.xml": f"{_KIND}.slideLayout+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        **{f"/ppt/slides/slide{number}.xml": f"{_KIND}.slide+xml" for number in range(1, count + 1)},
    }
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _presentation(count: int) -> str:
    slides = "".join(
        f'<p:sldId id="{255 + number}" r:id="rId{number + 2}"/>' for number in range(1, count + 1)
    )
    return (
        f'<p:presentation {_NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{slides}</p:sldIdLst><p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/>'
        f'<p:notesSz cx="{HEIGHT}" cy="{WIDTH}"/></p:presentation>'
    )


def _layout() -> str:
    return (
        f'<p:sldLayout {_NAMES} type="titleOnly"><p:cSld name="Title only"><p:spTree>{_GROUP}{_title("Title")}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _master() -> str:
    others = "".join(f' accent{number}="accent{number}"' for number in range(1, 7))
    return (
        f'<p:sldMaster {_NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{_GROUP}{_title('Title')}</p:spTree></p:cSld>"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"{others} hlink="hlink" folHlink="folHlink"/>'
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles>'
        '<p:titleStyle><a:lvl1pPr><a:defRPr sz="2000" b="1"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        "</a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>"
    )


def _theme() -> str:
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    face = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Lockstep"><a:themeElements>'
        f'<a:clrScheme name="Lockstep">{colors}</a:clrScheme><a:fontScheme name="Lockstep">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Lockstep"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
