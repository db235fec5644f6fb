"""A short run of generated requests: no server error, no undocumented answer. `make soak` runs many more."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lockstep.domain.access.models import RequestCount
from tests.api.asking import api_document
from tests.api.world import World, taken_back

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
A_FEW, MANY = 4, 100


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_dict(api_document())
    schema.app = _application
    return [
        pytest.param(result.ok(), id=f"{result.ok().method} {result.ok().path}")
        for result in schema.get_all_operations()
    ]


def _application(environ: Any, start_response: Any) -> Any:
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()(environ, start_response)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Let requests use the test's own connection, whose transaction holds the world."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.parametrize("operation", operations())
def test_generated_requests_get_documented_answers(operation: Any, world: World) -> None:
    """Whatever fits or nearly fits the description is answered with a documented status and body, never a 500."""
    _ask_generated(operation, world, A_FEW)


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("operation", operations())
def test_many_generated_requests_get_documented_answers(operation: Any, world: World) -> None:
    """The same with many more requests, others each time."""
    _ask_generated(operation, world, MANY)


def _ask_generated(operation: Any, world: World, count: int) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=count == A_FEW,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        RequestCount.objects.all().delete()
        response = case.call(headers={"Authorization": f"Bearer {world.token}"})
        case.validate_response(response, checks=CHECKS)

    with taken_back():
        ask()
