"""A short run of generated requests: no server error, no undocumented answer. `make soak` runs many more."""

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.api.asking import api_document

from lockstep.domain.access.models import RequestCount

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 100 if os.environ.get("LOCKSTEP_SOAK") else 4


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("operation", operations())
def test_generated_requests_get_documented_answers(operation: Any, writer: str) -> None:
    """Whatever fits or nearly fits the description is answered with a documented status and body, never a 500."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=not os.environ.get("LOCKSTEP_SOAK"),
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        RequestCount.objects.all().delete()
        response = case.call(headers={"Authorization": f"Bearer {writer}"})
        case.validate_response(response, checks=CHECKS)

    ask()
