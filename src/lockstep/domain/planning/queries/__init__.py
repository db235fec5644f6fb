"""Reads of the app."""

from lockstep.domain.planning.queries.capacity import CapacityWorth, capacity_worth
from lockstep.domain.planning.queries.cross_links import CrossEnd, CrossLink, cross_links
from lockstep.domain.planning.queries.explaining import ExplainedActivity, ExplainedStep, explain_activity
from lockstep.domain.planning.queries.exports import export_node
from lockstep.domain.planning.queries.figures import NodeFigures, node_figures
from lockstep.domain.planning.queries.health import (
    CheckOutcome,
    HealthOffender,
    NodeHealth,
    node_health,
)
from lockstep.domain.planning.queries.imports import (
    ImportPage,
    ImportRow,
    VanishedRow,
    import_page,
    imports,
    vanished_activities,
)
from lockstep.domain.planning.queries.late import LateActivity, late_activities
from lockstep.domain.planning.queries.leveling import (
    LevelingPage,
    LevelingRow,
    ProposedDelay,
    leveling,
    leveling_of_job,
    levelings,
    project_priorities,
)
from lockstep.domain.planning.queries.link_ends import LinkableActivity, link_ends
from lockstep.domain.planning.queries.load import PersonLoad, people_load
from lockstep.domain.planning.queries.namesakes import Namesake, Namesakes, namesakes
from lockstep.domain.planning.queries.preview import (
    Preview,
    finding_payload,
    impact_of_saving,
    impact_payload,
    preview_edits,
)
from lockstep.domain.planning.queries.proposals import (
    ProposalRow,
    SavedViewRow,
    default_of,
    proposal,
    proposals,
    saved_views,
)
from lockstep.domain.planning.queries.schedule import (
    ScheduleColumns,
    ScheduleStamp,
    schedule,
    schedule_stamp,
)
from lockstep.domain.planning.queries.summary import NextMilestone, NodeSummary, node_summary
from lockstep.domain.planning.queries.variance import (
    BaselinesPage,
    BaselineSummary,
    VarianceRow,
    baselines_page,
)
from lockstep.domain.planning.queries.workload import (
    WorkItem,
    WorkloadCell,
    WorkloadPage,
    WorkloadRow,
    work_behind,
    workload,
)

__all__ = [
    "BaselineSummary",
    "BaselinesPage",
    "CapacityWorth",
    "CheckOutcome",
    "CrossEnd",
    "CrossLink",
    "ExplainedActivity",
    "ExplainedStep",
    "HealthOffender",
    "ImportPage",
    "ImportRow",
    "LateActivity",
    "LevelingPage",
    "LevelingRow",
    "LinkableActivity",
    "Namesake",
    "Namesakes",
    "NextMilestone",
    "NodeFigures",
    "NodeHealth",
    "NodeSummary",
    "PersonLoad",
    "Preview",
    "ProposalRow",
    "ProposedDelay",
    "SavedViewRow",
    "ScheduleColumns",
    "ScheduleStamp",
    "VanishedRow",
    "VarianceRow",
    "WorkItem",
    "WorkloadCell",
    "WorkloadPage",
    "WorkloadRow",
    "baselines_page",
    "capacity_worth",
    "cross_links",
    "default_of",
    "explain_activity",
    "export_node",
    "finding_payload",
    "impact_of_saving",
    "impact_payload",
    "import_page",
    "imports",
    "late_activities",
    "leveling",
    "leveling_of_job",
    "levelings",
    "link_ends",
    "namesakes",
    "node_figures",
    "node_health",
    "node_summary",
    "people_load",
    "preview_edits",
    "project_priorities",
    "proposal",
    "proposals",
    "saved_views",
    "schedule",
    "schedule_stamp",
    "vanished_activities",
    "work_behind",
    "workload",
]
