"""The one shape of every refusal: problem+json with code, message, subject, findings and hint."""

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Literal

import orjson
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as RequestInvalid
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from lockstep.api.shapes import Shape
from lockstep.foundation.findings import Finding, LockstepError, Severity

logger = logging.getLogger("lockstep.api")

MEDIA_TYPE = "application/problem+json"

UNREADABLE = (
    MultiPartParserError,
    UnreadablePostError,
    RawPostDataException,
    BadRequest,
    SuspiciousOperation,
)

HINTS = {
    400: "Send a well-formed HTTP request; the message names the part that could not be read.",
    401: "Sign in, or send a valid token as `Authorization: Bearer ...`.",
    403: "Ask an administrator of the node for the role that this needs.",
    404: "Check the address and the id; what you may not see does not exist for you.",
    405: "Use one of the methods that the Allow header lists.",
    409: "Read what is there now, then decide again.",
    412: "Read the record again, keep what still holds, and send it with the version you then have.",
    413: "Send less at once: split the list, or send a smaller file.",
    415: "Send JSON with `Content-Type: application/json`, or a form with files where the operation takes files.",
    422: "Correct the places that the findings name and send the request again.",
    428: 'Read the record, then send its ETag as If-Match, such as If-Match: "activity-12-3".',
    429: "Wait for as many seconds as Retry-After says.",
    500: "Try again; if it stays, tell the operator the time and the address of this request.",
    503: "Try again in a few seconds.",
}


class FindingShape(Shape):
    """One thing that is wrong or worth knowing."""

    code: str
    severity: Literal["note", "warning", "error"]
    place: str
    sentence: str


class FieldConflict(Shape):
    """One field of which two values stand against each other."""

    record: str
    id: int
    field: str
    yours: Any
    current: Any


class VersionConflict(Shape):
    """Which version was expected and which is there."""

    record: str
    id: int
    yours: int
    current: int | None


class Problem(Shape):
    """Why a request was refused. Every error of this interface has this shape."""

    model_config = ConfigDict(title="Problem")

    type: str
    title: str
    status: int
    code: str
    message: str
    subject: str
    hint: str
    findings: list[FindingShape]
    versions: list[VersionConflict]
    conflicts: list[FieldConflict]


class Refused(LockstepError):
    """A refusal that this room decides itself."""

    def __init__(
        self,
        status: int,
        code: str,
        sentence: str,
        *,
        subject: str = "request",
        findings: Iterable[Finding] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(subject, sentence, code=code, findings=findings)
        self.status = status
        self.headers = dict(headers or {})


def finding_shape(finding: Finding) -> FindingShape:
    """Return a finding as the interface shows it."""
    return FindingShape(
        code=finding.code, severity=finding.severity.word, place=finding.place, sentence=finding.sentence
    )


def problem(
    status: int,
    code: str,
    message: str,
    *,
    subject: str = "request",
    findings: Iterable[Finding] = (),
    versions: Iterable[VersionConflict] = (),
    conflicts: Iterable[FieldConflict] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the answer that refuses a request."""
    body = Problem(
        type=f"urn:lockstep:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        code=code,
        message=message,
        subject=subject,
        hint=HINTS.get(status, HINTS[422] if status < 500 else HINTS[500]),
        findings=[finding_shape(finding) for finding in findings],
        versions=list(versions),
        conflicts=list(conflicts),
    )
    content = orjson.dumps(body.model_dump(by_alias=True, mode="json"), default=str)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer an address that no operation has."""
    return problem(404, "api.no_such_address", f"There is nothing at {request.path}.", subject=request.path)


def not_allowed(request: HttpRequest, methods: Iterable[str]) -> HttpResponse:
    """Answer a method that the address does not have."""
    allowed = ", ".join(sorted(methods))
    return problem(
        405,
        "api.method_not_allowed",
        f"{request.method} is not possible at {request.path}; possible: {allowed}.",
        subject=request.path,
        headers={"Allow": allowed},
    )


def problem_of(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the problem that an exception means; what nobody expected is logged and told without details."""
    match error:
        case Refused():
            return problem(
                error.status,
                error.code,
                error.sentence,
                subject=error.place,
                findings=error.findings,
                headers=error.headers,
            )
        case LockstepError():
            return _problem_of_domain(error)
        case RequestInvalid():
            findings = [_finding_of_field(entry) for entry in error.errors]
            return problem(422, "api.invalid", _sum_up(findings), findings=findings)
        case AuthenticationError():
            return problem(
                401,
                "api.not_signed_in",
                "This needs a sign-in.",
                headers={"WWW-Authenticate": 'Bearer realm="lockstep"'},
            )
        case Http404():
            return problem(404, "access.not_found", "There is no such record.")
        case RequestDataTooBig():
            return problem(413, "api.too_large", "The request is larger than this server takes at once.")
        case _ if isinstance(error, UNREADABLE):
            return problem(400, "api.unreadable", "The request could not be read to its end.")
        case OperationalError() | InterfaceError():
            logger.exception("database at %s %s", request.method, request.path)
            return problem(
                503,
                "api.database",
                "The database does not answer; nothing was changed.",
                headers={"Retry-After": "5"},
            )
        case HttpError() if isinstance(error.__cause__, Exception):
            return problem_of(request, error.__cause__)  # the framework's words hide what the parser said
        case HttpError():
            return problem(error.status_code, "api.refused", error.message.rstrip(".") + ".")
        case _:
            logger.exception("unexpected error at %s %s", request.method, request.path)
            return problem(500, "api.unexpected", "Something went wrong on the server; nothing was changed.")


def _problem_of_domain(error: LockstepError) -> HttpResponse:
    from lockstep.api.refusals import details_of, status_of  # the domain's own errors, by class

    return problem(
        status_of(error),
        error.code,
        error.sentence,
        subject=error.place,
        findings=error.findings,
        **details_of(error),
    )


def _finding_of_field(entry: Mapping[str, Any]) -> Finding:
    """Return what the validation of one field says, with the place as the caller wrote it."""
    source, *path = (str(part) for part in entry.get("loc", ()))
    place = ".".join([source, *path[1:]] if source == "body" and len(path) > 1 else [source, *path])
    words = str(entry.get("msg", "is not valid")).removeprefix("Value error, ")
    return Finding(
        f"api.{entry.get('type', 'invalid')}", Severity.ERROR, place, words[:1].upper() + words[1:] + "."
    )


def _sum_up(findings: list[Finding]) -> str:
    first = findings[0] if findings else None
    if first is None:
        return "The request does not fit the description of this operation."
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{first.place}: {first.sentence}{more}"


def field_name(name: str) -> str:
    """Return a record's field name as this interface writes it."""
    return to_camel(name)
