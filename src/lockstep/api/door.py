"""The door: finds the operation of a request, runs it, and turns every error into a problem."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI, Router
from ninja.operation import Operation, PathView
from pydantic.alias_generators import to_camel

from lockstep.api.parsing import LimitedParser
from lockstep.api.problems import Refused, not_allowed, not_found, problem_of
from lockstep.api.repeats import once_per_key
from lockstep.api.sign_in import AUTH
from lockstep.api.versions import check_precondition

VERSION = "1"
PREFIX = f"v{VERSION}/"
VERSIONED_METHODS = frozenset({"PUT", "PATCH", "DELETE"})
"""These always change one record that somebody else may have changed: they need If-Match."""


class Door(NinjaAPI):
    """All operations of one version of the interface."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Return the problem that an exception means."""
        return problem_of(request, exc)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the function's name as the document's: short, unique, and fit for generated clients."""
        return to_camel(operation.view_func.__name__)

    def patterns(self) -> Iterator[URLPattern]:
        """Yield one address pattern a path, then the one that catches all others."""
        found = {
            "/".join(part.strip("/") for part in (router.prefix, route) if part.strip("/")): operations
            for router in self._get_bound_routers()
            for route, operations in router.path_operations.items()
        }
        # Words come before parameters, so that /activities/bulk is no activity of the name "bulk".
        for address in sorted(
            found, key=lambda address: [(part[0] == "{", part) for part in address.split("/")]
        ):
            yield path(PREFIX + address.replace("{", "<").replace("}", ">"), _dispatch(found[address]))
        yield re_path(r"^.*$", _exempt(not_found))


def only_reads(route: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark an operation that computes and stores nothing although it is sent with POST."""
    route.reads_only = True  # type: ignore[attr-defined]
    return route


def open_door(title: str, description: str, areas: list[tuple[str, Router]]) -> Door:
    """Return the interface that consists of these areas."""
    door = Door(title=title, description=description, version=VERSION, auth=AUTH, parser=LimitedParser())
    door.add_decorator(_entered)
    for tag, router in areas:
        door.add_router("", router, tags=[tag])
    return door


def _dispatch(operations: PathView) -> Callable[..., HttpResponseBase]:
    by_method: dict[str, Operation] = {
        method: operation for operation in operations.operations for method in operation.methods
    }
    methods = sorted({*by_method, "OPTIONS", *(["HEAD"] if "GET" in by_method else [])})

    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(methods)})
        operation = by_method.get("GET" if request.method == "HEAD" else str(request.method))
        if operation is None:
            return not_allowed(request, methods)
        request.operation = operation  # type: ignore[attr-defined]
        request.reads_only = getattr(operation.view_func, "reads_only", False)  # type: ignore[attr-defined]
        try:
            response = operation.run(request, **parts)
        except Exception as error:
            response = problem_of(request, error)
        response.headers.setdefault("Vary", "Authorization, Cookie")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return _exempt(view)


def _exempt(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    # CSRF is checked where the session is taken as proof; a bearer token needs none.
    view.csrf_exempt = True  # type: ignore[attr-defined]
    return view


def _entered(route: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Check what is the same for every operation, once the caller is known."""
    answered = once_per_key(route)

    @wraps(route)
    def entered(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        unknown = sorted(set(request.GET) - query_names(request.operation))  # type: ignore[attr-defined]
        if unknown:
            raise Refused(
                422,
                "api.unknown_parameter",
                f"This operation has no parameter {', '.join(unknown)[:200]}.",
                subject=f"query.{unknown[0][:100]}",
            )
        if request.method in VERSIONED_METHODS:
            check_precondition(request)
        return answered(request, *args, **values)

    return entered


def query_names(operation: Operation) -> frozenset[str]:
    """Return the names of the query parameters that an operation declares."""
    names = getattr(operation, "_query_names", None)
    if names is None:
        names = frozenset(
            field.alias or name
            for model in operation.models
            if model.__ninja_param_source__ == "query"
            for name, field in _flat_fields(model)
        )
        operation._query_names = names
    return names


def _flat_fields(model: Any) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        inner = getattr(field.annotation, "model_fields", None)
        if inner is None:
            yield name, field
        else:
            yield from _flat_fields(field.annotation)
