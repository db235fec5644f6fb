"""Every stored model is written through the ledger, or says why not; every action is documented."""

import pytest
from django.apps import apps

from lockstep.domain.access.models import Versioned
from lockstep.domain.ledger import definitions, registry


def own_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("lockstep.")]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_model_is_registered_or_exempt_with_a_reason(model: type) -> None:
    is_exempt = model._meta.label_lower in registry.exemptions()
    assert registry.is_registered(model) != is_exempt, (
        f"{model._meta.label}: call ledger.register or ledger.registry.exempt in its app's ready()"
    )


def test_every_registered_model_has_a_version_and_every_versioned_one_is_registered() -> None:
    registered = {found.model for found in registry.registrations()}
    assert all(issubclass(model, Versioned) for model in registered)
    assert {model for model in own_models() if issubclass(model, Versioned)} <= registered


def test_exemptions_name_models_that_exist() -> None:
    known = {model._meta.label_lower for model in apps.get_models()}
    assert set(registry.exemptions()) <= known


@pytest.mark.parametrize("definition", definitions.definitions(), ids=lambda found: found.name)
def test_every_action_has_a_sentence_and_plain_arguments(definition: definitions.ActionDefinition) -> None:
    assert definition.function.__doc__
    assert "." in definition.name
    assert definition.arguments_model.model_json_schema()["additionalProperties"] is False
