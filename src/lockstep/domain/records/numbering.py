"""Numbers of records: given once, in the transaction of the record that gets one."""

from django.db.models import F

from lockstep.domain.records.declarations import Register
from lockstep.domain.records.models import Counter


def next_keys(register: Register, count: int) -> list[str]:
    """Return keys that no record of the register has or had; other writers wait until the end of the action."""
    Counter.objects.get_or_create(register=register.name)
    held = Counter.objects.filter(register=register.name)
    held.update(last=F("last") + count)
    last = held.values_list("last", flat=True).get()
    return [f"{register.key_prefix}-{number}" for number in range(last - count + 1, last + 1)]
