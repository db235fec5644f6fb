"""The role matrix: one source for the check of one object and for the filter of many."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from lockstep.domain.access.models import Grant, Node
from lockstep.domain.access.policies import POLICIES, Standing
from lockstep.domain.access.queries.accounts import accounts, invitation_behind, open_invitations
from lockstep.domain.access.queries.grants import grants_at, grants_of
from lockstep.domain.access.vocabulary import MATRIX, Permission, Role
from lockstep.domain.ledger import Forbidden, InvalidInput, NotFound, Refused, perform
from tests.domain.conftest import PASSWORD, Forest


def do(verb: str, actor: Any, /, **arguments: Any) -> Any:
    return perform(f"access.{verb}", actor=actor, arguments=arguments).value


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("place", ["everywhere", "alpha", "dig"])
def test_check_and_filter_agree_for_every_role_policy_and_node(
    make_person: Any, forest: Forest, role: Role, place: str
) -> None:
    node = None if place == "everywhere" else getattr(forest, place)
    person = make_person("Some One", role.value, node)
    for policy in POLICIES.values():
        listed = set(policy.nodes(person).values_list("pk", flat=True))
        checked = {row.pk for row in Node.objects.all() if policy.allows(person, row)}
        assert listed == checked
        expected = set()
        if policy.permission in MATRIX[role]:
            root = "/" if node is None else Node.objects.get(pk=node).path
            expected = {row.pk for row in Node.objects.all() if row.path.startswith(root)}
        assert listed == expected


def test_each_role_holds_all_that_the_one_below_holds() -> None:
    ordered = [MATRIX[role] for role in Role]
    assert all(lower < higher for lower, higher in pairwise(ordered))
    assert ordered[-1] == set(Permission)


def test_a_path_is_no_prefix_of_its_sibling(make_person: Any, add_node: Any, administrator: Any) -> None:
    """Node 1 and node 10 begin alike; their paths must not."""
    roots = [add_node("portfolio", f"P{number}") for number in range(12)]
    person = make_person("Some One", "viewer", roots[0])
    assert set(POLICIES["may_read"].nodes(person).values_list("pk", flat=True)) == {roots[0]}


def test_a_revoked_role_is_gone_at_once_and_stays_in_history(
    administrator: Any, make_person: Any, forest: Forest
) -> None:
    person = make_person("Some One", "viewer", forest.alpha)
    grant = grants_of(administrator, person.pk)[0]
    do("revoke_grant", administrator, grant=grant.id, version=grant.version)
    assert Standing.of(person).grants == ()
    assert Grant.objects.get(pk=grant.id).until is not None
    with pytest.raises(Refused, match="ended already"):
        do("revoke_grant", administrator, grant=grant.id, version=grant.version + 1)


def test_a_role_holds_in_its_time_only(administrator: Any, make_person: Any, forest: Forest) -> None:
    person = make_person("Some One", "viewer", forest.alpha)
    soon = (timezone.now() + timedelta(days=1)).isoformat()
    do("grant_role", administrator, user=person.pk, role="contributor", node=forest.beta, until=soon)
    assert POLICIES["may_comment"].nodes(person).count() == 2
    Grant.objects.filter(user=person).update(until=timezone.now())
    assert POLICIES["may_read"].nodes(person).count() == 0


def test_nobody_gives_more_than_they_hold(make_person: Any, forest: Forest) -> None:
    person = make_person("Pia Program", "program_manager", forest.alpha)
    other = make_person("Otto Other", "viewer", forest.beta)
    do("grant_role", person, user=other.pk, role="project_manager", node=forest.dig)
    with pytest.raises(Forbidden):
        do("grant_role", person, user=other.pk, role="administrator", node=forest.dig)
    with pytest.raises(NotFound):
        do("grant_role", person, user=other.pk, role="viewer", node=forest.wire)
    with pytest.raises(Forbidden):
        do("grant_role", person, user=other.pk, role="viewer")
    with pytest.raises(InvalidInput):
        do("grant_role", person, user=other.pk, role="king", node=forest.dig)


def test_the_last_administrator_can_neither_leave_nor_be_thrown_out(administrator: Any) -> None:
    grant = grants_of(administrator, administrator.pk)[0]
    for verb, arguments in (
        ("revoke_grant", {"grant": grant.id, "version": grant.version}),
        ("change_grant", {"grant": grant.id, "version": grant.version, "role": "viewer"}),
        ("deactivate_account", {"user": administrator.pk, "version": administrator.version}),
    ):
        with pytest.raises(Refused, match="last administrator"):
            do(verb, administrator, **arguments)


def test_who_holds_roles_at_a_node_is_told_with_what_is_inherited(
    administrator: Any, make_person: Any, forest: Forest
) -> None:
    make_person("Mia Manager", "project_manager", forest.dig)
    rows = {row.user: (row.role, row.is_inherited) for row in grants_at(administrator, forest.dig)}
    assert rows == {"Ada Admin": (Role.ADMINISTRATOR, True), "Mia Manager": (Role.PROJECT_MANAGER, False)}


def test_an_invitation_works_once_and_not_when_withdrawn_or_expired(
    administrator: Any, forest: Forest
) -> None:
    from lockstep.domain.access.models import Invitation

    def invite() -> Any:
        return do("invite", administrator, email="New@Example.org", role="viewer", node=forest.dig)

    first, second = invite(), invite()
    with pytest.raises(NotFound):
        invitation_behind(first.token)
    assert invitation_behind(second.token).email == "new@example.org"
    assert [row.email for row in open_invitations(administrator)] == ["new@example.org"]
    Invitation.objects.filter(pk=second.invitation.pk).update(expires_at=timezone.now())
    for token in (first.token, second.token, "guess"):
        with pytest.raises(NotFound, match="used, has expired or was withdrawn"):
            do("accept_invitation", None, token=token, name="New", password=PASSWORD)
    third = invite()
    do("accept_invitation", None, token=third.token, name="New", password=PASSWORD)
    with pytest.raises(NotFound):
        do("accept_invitation", None, token=third.token, name="New", password=PASSWORD)
    with pytest.raises(Refused, match="Grant it a role instead"):
        invite()


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused_with_a_reason(administrator: Any, password: str) -> None:
    from lockstep.domain.access.actions.accounts import WeakPassword

    link = do("invite", administrator, email="new@example.org", role="viewer")
    with pytest.raises(WeakPassword) as caught:
        do("accept_invitation", None, token=link.token, name="New", password=password)
    assert caught.value.findings[0].place == "password"


def test_one_renames_oneself_and_an_administrator_anyone(administrator: Any, make_person: Any) -> None:
    one, other = make_person("Some One", "viewer"), make_person("Any Other", "viewer")
    assert do("rename_account", one, user=one.pk, version=1, name="Someone").name == "Someone"
    with pytest.raises(Forbidden):
        do("rename_account", one, user=other.pk, version=1, name="Mine")
    do("rename_account", administrator, user=other.pk, version=1, name="Yours")
    assert [row.name for row in accounts(one)] == ["Ada Admin", "Someone", "Yours"]
