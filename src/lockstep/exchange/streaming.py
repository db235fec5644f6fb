"""Streaming through an XML file in bounded memory, safe against entities and endless records.

Expat reads the prolog first and refuses a document type, before any entity could be declared. The tree is then
built chunk by chunk by the C tree builder; records are handed out and dropped as soon as they are complete.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast
from xml.parsers import expat

from lockstep.exchange.limits import Limits
from lockstep.foundation.findings import LockstepError

CHUNK_BYTES = 1 << 18
LONGEST_TEXT_BYTES = 8_000_000
OTHER = "*"
"""Container name under which `records` hands out children of the root that nobody asked for."""

Element = ET.Element


class _Stop(Exception):
    """The prolog has been read."""


def bare(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag.rpartition("}")[2]


def _refuse_document_type(stream: BinaryIO, place: str, encoding: str | None) -> None:
    def refuse(*_: object) -> None:
        raise LockstepError(
            place,
            "The XML declares a document type or entities, which no plan file needs; it was refused. Export it again.",
            code="exchange.forbidden_xml",
        )

    def stop(*_: object) -> None:
        raise _Stop

    parser = expat.ParserCreate(encoding)
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        while chunk := stream.read(4096):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except _Stop:
        pass
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _unreadable(place, str(error)) from None
    finally:
        stream.seek(0)


def _unreadable(place: str, detail: str) -> LockstepError:
    return LockstepError(
        place,
        f"The XML cannot be read ({detail}); it may be cut off or damaged. Export the plan again.",
        code="exchange.unreadable",
    )


def records(
    stream: BinaryIO, containers: frozenset[str], place: str, limits: Limits, encoding: str | None = None
) -> Iterator[tuple[str, Element, Element]]:
    """Yield `(name, container, element)` for each child of the containers, then `("", root, root)` with the rest.

    `containers` are bare tags of children of the root. Other children of the root that hold elements come as
    `(OTHER, root, child)`; those that hold only text stay in the root element that is yielded last.
    """
    _refuse_document_type(stream, place, encoding)
    builder = ET.TreeBuilder()
    parser = ET.XMLParser(target=builder, encoding=encoding)  # noqa: S314 - see above
    root: Element | None = None
    silent = 0
    try:
        while chunk := stream.read(CHUNK_BYTES):
            parser.feed(chunk)
            silent = 0 if b"<" in chunk else silent + len(chunk)
            if silent > LONGEST_TEXT_BYTES:
                raise _too_large(place)
            if root is None:
                # The C tree builder hands out its unfinished root; a test holds it to that.
                root = cast("Element | None", builder.close())
            if root is not None:
                yield from _finished(root, containers, place, limits)
        root = parser.close()
    except (ET.ParseError, LookupError, UnicodeError, ValueError) as error:
        raise _unreadable(place, str(error)) from None
    yield from _finished(root, containers, place, limits, _all)
    yield "", root, root


def _too_large(place: str) -> LockstepError:
    return LockstepError(
        place,
        "One record in the XML is larger than any real plan needs; the file was refused. Export the plan again.",
        code="exchange.too_large",
    )


def _but_last(element: Element) -> int:
    return len(element) - 1


def _all(element: Element) -> int:
    return len(element)


def _finished(
    root: Element,
    containers: frozenset[str],
    place: str,
    limits: Limits,
    ready: Callable[[Element], int] = _but_last,
) -> Iterator[tuple[str, Element, Element]]:
    if len(root) > limits.open_elements:
        raise _too_large(place)
    others = []
    for index in range(len(root)):
        container = root[index]
        name = bare(container.tag)
        is_open = ready is _but_last and index == len(root) - 1
        if name in containers:
            count = ready(container) if is_open else len(container)
            if count > 0:
                done = container[:count]
                del container[:count]
                for element in done:
                    yield name, container, element
        elif not is_open and len(container):
            others.append(container)
            yield OTHER, root, container
        if is_open and _is_huge(container, limits.open_elements):
            raise _too_large(place)
    for container in others:
        root.remove(container)


def _is_huge(element: Element, limit: int) -> bool:
    return any(count > limit for count, _ in enumerate(element.iter()))
