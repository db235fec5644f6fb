"""The writes of the app."""

from lockstep.domain.outlook.actions.asking import remove_simulation, start_simulation
from lockstep.domain.outlook.actions.running import run_shard, run_simulation

__all__ = ["remove_simulation", "run_shard", "run_simulation", "start_simulation"]
