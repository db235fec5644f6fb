"""The addresses of the pages."""

from django.urls import path

from lockstep.web.pages.account import entering, profile
from lockstep.web.pages.delivery import hand_offs
from lockstep.web.pages.governance import ages as finding_ages
from lockstep.web.pages.governance import authority as delegated_authority
from lockstep.web.pages.governance import brief as decision_brief
from lockstep.web.pages.governance import closure as closures
from lockstep.web.pages.governance import colors as tolerance_colors
from lockstep.web.pages.governance import conformance as project_conformance
from lockstep.web.pages.governance import effects as change_effects
from lockstep.web.pages.governance import handing as handing_over
from lockstep.web.pages.governance import matrices as decision_matrices
from lockstep.web.pages.governance import operating as operating_model
from lockstep.web.pages.governance import pack as gate_pack
from lockstep.web.pages.governance import raci as responsibility_matrix
from lockstep.web.pages.governance import readiness as gate_readiness
from lockstep.web.pages.governance import retention as kept_records
from lockstep.web.pages.governance import steering as steered_by_exception
from lockstep.web.pages.governance import trial as change_trial
from lockstep.web.pages.nodes import answering as node_answering
from lockstep.web.pages.nodes import editing, history, members, overview, participation, projects
from lockstep.web.pages.outlook import analysis, ranges
from lockstep.web.pages.people import calendar, calendars, namesakes, people
from lockstep.web.pages.planning import (
    activity,
    baselines,
    explain,
    health,
    import_run,
    imports,
    leveling,
    leveling_proposal,
    proposals,
    schedule,
    schedule_views,
    workload,
)
from lockstep.web.pages.risks import causes as risk_causes
from lockstep.web.pages.risks import matrix as risk_matrix
from lockstep.web.pages.risks import scales as risk_scales
from lockstep.web.pages.stakeholders import grid as stakeholder_grid
from lockstep.web.pages.stakeholders import influence as stakeholder_influence
from lockstep.web.pages.stakeholders import milestones as milestone_messages
from lockstep.web.pages.stakeholders import minutes as meeting_minutes
from lockstep.web.pages.stakeholders import scales as stakeholder_scales
from lockstep.web.pages.start import home, jobs, search
from lockstep.web.pages.start import programs as start_programs
from lockstep.web.pages.strategy import coverage as strategy_coverage
from lockstep.web.pages.strategy import papers as strategy_papers
from lockstep.web.pages.strategy import ranked as strategy_ranked
from lockstep.web.pages.strategy import roadmap as strategy_roadmap
from lockstep.web.pages.strategy import rolling as strategy_rolling
from lockstep.web.pages.strategy import touched as strategy_touched
from lockstep.web.pages.strategy import weights as strategy_weights
from lockstep.web.record_urls import RECORDS

app_name = "web"

START = [
    path("", home.home, name="home"),
    path("programs/", start_programs.all_programs, name="programs"),
    path("search/", search.search, name="search"),
    path("palette/", search.palette, name="palette"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:job>/", jobs.job, name="job"),
    path("jobs/<int:job>/cancel/", jobs.cancel_job, name="cancel-job"),
    path("jobs/<int:job>/again/", jobs.run_again, name="rerun-job"),
]
ACCOUNT = [
    path("invitations/<str:token>/", entering.accept, name="accept"),
    path("profile/", profile.profile, name="profile"),
    path("profile/tokens/", profile.make_token, name="make-token"),
    path("profile/tokens/<int:token>/<int:version>/end/", profile.revoke_token, name="revoke-token"),
]
NODES = [
    path("nodes/add/", editing.add_root, name="add-root"),
    path("nodes/<int:node>/", overview.overview, name="node"),
    path("nodes/<int:node>/add/", editing.add, name="add-node"),
    path("nodes/<int:node>/edit/", editing.edit, name="edit-node"),
    path("nodes/<int:node>/projects/", projects.projects, name="projects"),
    *(
        path(f"nodes/<int:node>/{step}/", participation.participation, {"step": step}, name=f"{step}-node")
        for step in participation.STEPS
    ),
    path("nodes/<int:node>/programs/", start_programs.programs_of, name="programs-of"),
    path("nodes/<int:node>/answering/", node_answering.answering, name="answering"),
    path("nodes/<int:node>/members/", members.members, name="members"),
    path("nodes/<int:node>/members/<int:grant>/<int:version>/", members.change_role, name="change-role"),
    path("nodes/<int:node>/members/<int:grant>/<int:version>/end/", members.end_role, name="end-role"),
    path(
        "nodes/<int:node>/invitations/<int:invitation>/<int:version>/withdraw/",
        members.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("nodes/<int:node>/history/", history.history, name="history"),
    path("changes/<int:change_set>/", history.change_set, name="change-set"),
    path("changes/<int:change_set>/undo/", history.undo, name="undo"),
]
PLANNING = [
    path("activities/<int:activity>/", activity.activity, name="activity"),
    path("activities/<int:activity>/explain/", explain.explain, name="explain"),
    path("nodes/<int:node>/schedule/", schedule.schedule, name="schedule"),
    path("nodes/<int:node>/schedule/part/views/", schedule_views.menu, name="schedule-views"),
    path("nodes/<int:node>/schedule/views/", schedule_views.save, name="schedule-view-save"),
    path(
        "nodes/<int:node>/schedule/views/<int:view>/<int:version>/",
        schedule_views.change,
        name="schedule-view-change",
    ),
    path("nodes/<int:node>/import/", imports.imports, name="imports"),
    path("imports/<int:run>/", import_run.import_run, name="import-run"),
    path("imports/<int:run>/apply/", import_run.apply, name="apply-import"),
    path("imports/<int:run>/columns/", import_run.read_again, name="import-columns"),
    path("imports/<int:run>/discard/", import_run.discard, name="discard-import"),
    path("nodes/<int:node>/baselines/", baselines.baselines, name="baselines"),
    path("nodes/<int:node>/baselines/<int:baseline>/", baselines.baseline, name="baseline"),
    path(
        "nodes/<int:node>/baselines/<int:baseline>/<int:version>/<str:step>/",
        baselines.step,
        name="baseline-step",
    ),
    path("nodes/<int:node>/health/", health.health, name="health"),
    path("nodes/<int:node>/health/<str:code>/", health.health_check, name="health-check"),
    path("nodes/<int:node>/leveling/", leveling.leveling, name="leveling"),
    path("nodes/<int:node>/leveling/<int:job>/", leveling.progress, name="leveling-progress"),
    path("nodes/<int:node>/leveling/<int:job>/stop/", leveling.stop, name="stop-leveling"),
    path("levelings/<int:leveling>/", leveling_proposal.proposal, name="leveling-proposal"),
    path("levelings/<int:leveling>/accept/", leveling_proposal.accept, name="accept-leveling"),
    path("levelings/<int:leveling>/<str:step>/", leveling_proposal.decide, name="decide-leveling"),
    path("nodes/<int:node>/workload/", workload.workload, name="workload"),
    path("nodes/<int:node>/proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:proposal>/", proposals.proposal, name="proposal"),
    path("proposals/<int:proposal>/<int:version>/<str:state>/", proposals.decide, name="decide-proposal"),
]
OUTLOOK = [
    path("nodes/<int:node>/risk-analysis/", analysis.analysis, name="risk-analysis"),
    path(
        "nodes/<int:node>/risk-analysis/<int:run>/<int:version>/remove/",
        analysis.remove,
        name="remove-analysis",
    ),
    path("nodes/<int:node>/ranges/", ranges.ranges, name="ranges"),
]
PEOPLE = [
    path("nodes/<int:node>/calendars/", calendars.calendars, name="calendars"),
    path("calendars/<int:calendar>/", calendar.calendar, name="calendar"),
    path("calendars/<int:calendar>/exceptions/", calendar.add_exception, name="add-exception"),
    path(
        "calendars/<int:calendar>/exceptions/<int:version>/<int:index>/remove/",
        calendar.remove_exception,
        name="remove-exception",
    ),
    path("calendars/<int:calendar>/holidays/", calendar.add_holidays, name="add-holidays"),
    path("nodes/<int:node>/people/", people.people, name="people"),
    path("nodes/<int:node>/people/namesakes/", namesakes.several, name="namesakes"),
    path("people/<int:resource>/", people.person, name="person"),
    path("people/<int:resource>/<int:version>/remove/", people.remove_person, name="remove-person"),
]
PICTURES = [
    path("nodes/<int:node>/hand-off-pairs/", hand_offs.pairs, name="hand-off-pairs"),
    path("nodes/<int:node>/hand-off-increments/", hand_offs.increments, name="hand-off-increments"),
    path("nodes/<int:node>/hand-off-increments/<int:hand_off>/", hand_offs.place, name="hand-off-place"),
    path("nodes/<int:node>/hand-offs-owed/", hand_offs.owed, name="hand-offs-owed"),
    path("nodes/<int:node>/risk-matrix/", risk_matrix.matrix, name="risk-matrix"),
    path("nodes/<int:node>/risk-causes/", risk_causes.causes, name="risk-causes"),
    path("nodes/<int:node>/risk-scales/", risk_scales.scales, name="risk-scales"),
    path("nodes/<int:node>/decision-matrices/", decision_matrices.matrices, name="decision-matrices"),
    path("meetings/<int:meeting>/minutes/", meeting_minutes.minutes, name="meeting-minutes"),
    path("decisions/<int:decision>/brief/", decision_brief.brief, name="decision-brief"),
    path("nodes/<int:node>/change-effects/", change_effects.effects, name="change-effects"),
    path("change-requests/<int:change>/trial/", change_trial.trial, name="change-trial"),
    path("nodes/<int:node>/authority/", delegated_authority.authority, name="authority"),
    path("nodes/<int:node>/operating-model/", operating_model.operating, name="operating-model"),
    path("nodes/<int:node>/responsibilities/", responsibility_matrix.raci, name="raci"),
    path("nodes/<int:node>/by-exception/", steered_by_exception.steering, name="by-exception"),
    path("nodes/<int:node>/gate-calendar/", gate_pack.calendar, name="gate-calendar"),
    path("gates/<int:gate>/pack/", gate_pack.pack, name="gate-pack"),
    path("nodes/<int:node>/closure/", closures.closure, name="closure"),
    path("nodes/<int:node>/closure/report/", closures.report, name="closure-report"),
    path("nodes/<int:node>/closure/<slug:step>/", closures.step, name="closure-step"),
    path("nodes/<int:node>/hand-over/", handing_over.hand_over, name="hand-over"),
    path("nodes/<int:node>/project-conformance/", project_conformance.conforming, name="conformance"),
    path("nodes/<int:node>/retention/", kept_records.retention, name="retention"),
    path("nodes/<int:node>/finding-ages/", finding_ages.ages, name="finding-ages"),
    path("nodes/<int:node>/gate-readiness/", gate_readiness.readiness, name="gate-readiness"),
    path("nodes/<int:node>/tolerance-colors/", tolerance_colors.colors, name="tolerance-colors"),
    path("nodes/<int:node>/milestone-messages/", milestone_messages.messages, name="milestone-messages"),
    path("nodes/<int:node>/milestone-trend/", milestone_messages.trend, name="milestone-trend"),
    path(
        "nodes/<int:node>/stakeholder-influence/",
        stakeholder_influence.influence,
        name="stakeholder-influence",
    ),
    path("nodes/<int:node>/stakeholder-grid/", stakeholder_grid.grid, name="stakeholder-grid"),
    path("nodes/<int:node>/stakeholder-scales/", stakeholder_scales.scales, name="stakeholder-scales"),
    path("nodes/<int:node>/strategy/coverage/", strategy_coverage.coverage, name="strategy-coverage"),
    path("nodes/<int:node>/strategy/roll-up/", strategy_rolling.roll_up, name="strategy-roll-up"),
    path("nodes/<int:node>/strategy/roadmap/", strategy_roadmap.roadmap, name="strategy-roadmap"),
    path("nodes/<int:node>/strategy/proposals/", strategy_papers.proposals, name="strategy-proposals"),
    path("nodes/<int:node>/strategy/cases/", strategy_papers.cases, name="strategy-cases"),
    path("nodes/<int:node>/strategy/needs/", strategy_papers.needs, name="strategy-needs"),
    path("nodes/<int:node>/strategy/processes/", strategy_touched.processes, name="strategy-processes"),
    path("nodes/<int:node>/strategy/evidence/", strategy_touched.evidence, name="strategy-evidence"),
    path("nodes/<int:node>/strategy/ranked/", strategy_ranked.ranked, name="strategy-ranked"),
    path("nodes/<int:node>/strategy/weights/", strategy_weights.weights, name="demand-weights"),
]
urlpatterns = [*START, *ACCOUNT, *NODES, *PLANNING, *OUTLOOK, *PEOPLE, *PICTURES, *RECORDS]
