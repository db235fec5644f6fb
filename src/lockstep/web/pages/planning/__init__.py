"""Screens of the schedule: the Gantt, one activity, explain, import, baselines, proposals."""
