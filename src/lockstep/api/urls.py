"""Addresses of the interface, below /api/."""

from lockstep.api.areas import DOOR

urlpatterns = list(DOOR.patterns())
