"""The writes of the app."""

from lockstep.domain.planning.actions.activities import (
    add_activity,
    change_activities,
    change_activity,
    move_activity,
    remove_activity,
    restore_activity,
    set_progress,
)
from lockstep.domain.planning.actions.edits import Applied, apply_edits, undo_edits
from lockstep.domain.planning.actions.links import change_link, link_activities, unlink
from lockstep.domain.planning.actions.outline import indent_activity, outdent_activity, reorder_activity

__all__ = [
    "Applied",
    "add_activity",
    "apply_edits",
    "change_activities",
    "change_activity",
    "change_link",
    "indent_activity",
    "link_activities",
    "move_activity",
    "outdent_activity",
    "remove_activity",
    "reorder_activity",
    "restore_activity",
    "set_progress",
    "undo_edits",
    "unlink",
]
