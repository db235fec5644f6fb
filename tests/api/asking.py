"""A client for tests: speaks JSON, signs in, and checks each answer against the OpenAPI document."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from jsonschema import Draft202012Validator
from jsonschema.validators import Draft202012Validator as Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

BASE = "/api/v1"


@cache
def api_document() -> dict[str, Any]:
    """Return the OpenAPI document of the running interface."""
    from lockstep.api.areas import DOOR
    from lockstep.api.document import document_bytes

    return orjson.loads(document_bytes(DOOR))


@cache
def _registry() -> Registry:
    return Registry().with_resource("urn:api", Resource(contents=api_document(), specification=DRAFT202012))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", path) + "$"), path)
        for path in sorted(api_document()["paths"], key=lambda path: path.count("{"))
    ]


def operation_of(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """Return path template and operation of a request."""
    for pattern, template in _patterns():
        if pattern.match(path):
            operation = api_document()["paths"][template].get(method.lower())
            return (template, operation) if operation else None
    return None


@cache
def _validator(pointer: str) -> Validator:
    return Draft202012Validator({"$ref": f"urn:api#{pointer}"}, registry=_registry())


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def check_answer(method: str, path: str, response: Any) -> None:
    """Fail where an answer is not what the document promises: status, media type or body."""
    found = operation_of("get" if method == "head" else method, path)
    if found is None or response.status_code == 405 or method == "head":
        return
    template, operation = found
    status = str(response.status_code)
    assert status in operation["responses"], f"{method} {template} answered the undocumented status {status}"
    promised = operation["responses"][status]
    shared = promised.get("$ref", "").rpartition("/")[2]
    content = (api_document()["components"]["responses"][shared] if shared else promised).get("content")
    if not content:
        return
    media = response.headers["Content-Type"].partition(";")[0]
    assert media in content, f"{method} {template} answered {media}, documented are {sorted(content)}"
    if not media.endswith("json") or response.streaming:
        return
    place = ["paths", template, method.lower(), "responses", status]
    parts = [*(["components", "responses", shared] if shared else place), "content", media, "schema"]
    pointer = "/" + "/".join(_escaped(part) for part in parts)
    error = next(iter(_validator(pointer).iter_errors(json.loads(response.content))), None)
    assert error is None, f"{method} {template} {status}: {error.json_path}: {error.message[:300]}"


@dataclass
class Asker:
    """One caller."""

    user: Any = None
    token: str = ""
    is_checked: bool = True
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def __post_init__(self) -> None:
        if self.user is not None:
            self.client.force_login(self.user)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a request below /api/v1 and return the checked answer; `If_Match="..."` becomes a header."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        options: dict[str, Any] = {"headers": sent}
        if body is not None:
            options |= {"data": orjson.dumps(body), "content_type": "application/json"}
        response = self.client.generic(method.upper(), BASE + path, **_generic(options))
        if self.is_checked:
            check_answer(method.lower(), (BASE + path).partition("?")[0], response)
        return response

    def get(self, path: str, **headers: str) -> Any:
        """Read."""
        return self.ask("get", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Send with POST."""
        return self.ask("post", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        """Send with PATCH."""
        return self.ask("patch", path, body, **headers)

    def upload(self, path: str, fields: Any, files: dict[str, tuple[str, bytes]]) -> Any:
        """Send a form with files."""
        sent = {name: SimpleUploadedFile(title, content) for name, (title, content) in files.items()}
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        response = self.client.post(BASE + path, {**fields, **sent}, headers=headers)
        if self.is_checked:
            check_answer("post", BASE + path, response)
        return response

    def delete(self, path: str, **headers: str) -> Any:
        """Remove."""
        return self.ask("delete", path, **headers)


def _generic(options: dict[str, Any]) -> dict[str, Any]:
    return {"content_type": "application/json", "data": b"", **options}
