"""The writes of the machine: the same for every register."""

from lockstep.domain.records.actions.changing import change_record, change_records
from lockstep.domain.records.actions.moving import move_record, move_records
from lockstep.domain.records.actions.raising import raise_record
from lockstep.domain.records.actions.removing import remove_record

__all__ = [
    "change_record",
    "change_records",
    "move_record",
    "move_records",
    "raise_record",
    "remove_record",
]
