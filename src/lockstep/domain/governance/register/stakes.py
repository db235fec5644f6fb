"""Fields that say how much is at stake, alike in every register in which authority decides."""

from lockstep.domain.governance.vocabulary import Band
from lockstep.domain.records.declarations import Choice

BAND_CHOICES = tuple(Choice(band.value, band.value.capitalize()) for band in Band)
