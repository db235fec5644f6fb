"""The limit on failed sign-ins, counted in the database so that all processes share it."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from lockstep.domain.access.models import SignInFailure

WINDOW = timedelta(minutes=5)
KEPT = timedelta(hours=1)
# Many people can share one address; an account belongs to one.
ADDRESS_FACTOR = 5


def may_try(places: Iterable[str], *, limit: int) -> bool:
    """Tell whether another attempt may be made at these accounts and addresses."""
    after = timezone.now() - WINDOW
    return all(
        SignInFailure.objects.filter(place=place, at__gt=after).count()
        < (limit * ADDRESS_FACTOR if place.startswith("address:") else limit)
        for place in places
    )


def note_failure(places: Iterable[str]) -> None:
    """Count a failed attempt and forget old ones."""
    now = timezone.now()
    SignInFailure.objects.filter(at__lt=now - KEPT).delete()
    SignInFailure.objects.bulk_create([SignInFailure(place=place[:280], at=now) for place in places])
