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
from lockstep.domain.planning.actions.asking import (
    ask_apply,
    ask_export,
    ask_import,
    ask_recalculation,
    recalculate_network,
)
from lockstep.domain.planning.actions.assignments import assign, change_assignment, unassign
from lockstep.domain.planning.actions.baselines import (
    approve_baseline,
    capture_baseline,
    remove_baseline,
    rename_baseline,
)
from lockstep.domain.planning.actions.copying import copy_outline
from lockstep.domain.planning.actions.edits import Applied, apply_edits, undo_edits
from lockstep.domain.planning.actions.imports import apply_import, discard_import, prepare_import
from lockstep.domain.planning.actions.layers import set_layer
from lockstep.domain.planning.actions.leveling import (
    accept_leveling,
    ask_leveling,
    dismiss_leveling,
    keep_leveling,
    reopen_leveling,
)
from lockstep.domain.planning.actions.links import change_link, link_activities, unlink
from lockstep.domain.planning.actions.outline import indent_activity, outdent_activity, reorder_activity
from lockstep.domain.planning.actions.plans import change_plan, open_plan, set_data_date
from lockstep.domain.planning.actions.proposals import decide_proposal, proposal_csv, propose_edit
from lockstep.domain.planning.actions.ranges import clear_ranges, quick_ranges, set_ranges
from lockstep.domain.planning.actions.resources import join_resources
from lockstep.domain.planning.actions.vanished import confirm_withdrawal, keep_vanished
from lockstep.domain.planning.actions.views import change_view, remove_view, save_view

__all__ = [
    "Applied",
    "accept_leveling",
    "add_activity",
    "apply_edits",
    "apply_import",
    "approve_baseline",
    "ask_apply",
    "ask_export",
    "ask_import",
    "ask_leveling",
    "ask_recalculation",
    "assign",
    "capture_baseline",
    "change_activities",
    "change_activity",
    "change_assignment",
    "change_link",
    "change_plan",
    "change_view",
    "clear_ranges",
    "confirm_withdrawal",
    "copy_outline",
    "decide_proposal",
    "discard_import",
    "dismiss_leveling",
    "indent_activity",
    "join_resources",
    "keep_leveling",
    "keep_vanished",
    "link_activities",
    "move_activity",
    "open_plan",
    "outdent_activity",
    "prepare_import",
    "proposal_csv",
    "propose_edit",
    "quick_ranges",
    "recalculate_network",
    "remove_activity",
    "remove_baseline",
    "remove_view",
    "rename_baseline",
    "reopen_leveling",
    "reorder_activity",
    "restore_activity",
    "save_view",
    "set_data_date",
    "set_layer",
    "set_progress",
    "set_ranges",
    "unassign",
    "undo_edits",
    "unlink",
]
