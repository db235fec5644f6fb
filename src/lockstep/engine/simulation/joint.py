"""Cost and finish together: joint confidence, its frontier, and what a page draws of them."""

from dataclasses import dataclass

import numpy as np

from lockstep.plan.columns import Float64, Int32, Int64

FRONTIER_LEVEL = 0.7
"""Joint confidence of the frontier where nothing else is asked."""
MOST_POINTS = 1_000
"""Points of a scatter."""


@dataclass(frozen=True, slots=True, eq=False)
class JointConfidence:
    """Shares of iterations that stay within a cost and a finish.

    Attributes:
        cost_minor, finish_ticks: what was asked.
        joint: within both.
        cost_alone: within the cost, whatever the finish.
        finish_alone: within the finish, whatever the cost.
        neither: within none.
    """

    cost_minor: int
    finish_ticks: int
    joint: float
    cost_alone: float
    finish_alone: float
    neither: float


def joint_confidence(cost: Int64, finish: Int64, cost_minor: int, finish_ticks: int) -> JointConfidence:
    """Return the confidence of staying within a cost and a finish, from (cost, finish) of each iteration."""
    is_within, is_in_time = cost <= cost_minor, finish <= finish_ticks
    return JointConfidence(
        int(cost_minor),
        int(finish_ticks),
        float((is_within & is_in_time).mean()),
        float(is_within.mean()),
        float(is_in_time.mean()),
        float((~is_within & ~is_in_time).mean()),
    )


def frontier(cost: Int64, finish: Int64, level: float = FRONTIER_LEVEL) -> tuple[Int64, Int64]:
    """Return the frontier of a joint confidence: by finish, ascending, the smallest cost that reaches the level.

    Only corners are returned: points of which the next finish needs less cost. They are no options to trade one
    for the other: each only says what would have to be granted of both.
    """
    count = len(cost)
    wanted = max(1, int(np.ceil(level * count - 1e-9)))
    order = np.argsort(finish, kind="stable")
    ascending = np.sort(cost)
    rank = np.empty(count, np.int64)
    rank[np.argsort(cost, kind="stable")] = np.arange(count)
    is_in_time = np.zeros(count, np.bool_)
    is_in_time[rank[order[:wanted]]] = True
    # The place, by cost, of the last that is wanted; it moves down as more of the cheaper ones end in time.
    place = int(rank[order[:wanted]].max())
    points: list[tuple[int, int]] = []
    for position in range(wanted - 1, count):
        own = int(rank[order[position]])
        if position >= wanted:
            is_in_time[own] = True
            if own < place:
                place -= 1
                while not is_in_time[place]:
                    place -= 1
        at = int(finish[order[position]])
        if position + 1 < count and finish[order[position + 1]] == at:
            continue
        if not points or ascending[place] < points[-1][1]:
            points.append((at, int(ascending[place])))
    found = np.array(points, np.int64).reshape(-1, 2)
    return found[:, 0].copy(), found[:, 1].copy()


def scatter(cost: Int64, finish: Int64, most: int = MOST_POINTS) -> tuple[Int64, Int64]:
    """Return at most so many (finish, cost) points, evenly taken from the iterations."""
    step = max(1, -(-len(cost) // most))
    return finish[::step].copy(), cost[::step].copy()


def histogram(samples: Int64, bins: int = 40) -> tuple[Int64, Int32]:
    """Return the edges (bins + 1) and the counts of equally wide bins from the least to the largest sample."""
    least, most = int(samples.min()), int(samples.max())
    width = max(1, -(-(most - least + 1) // bins))
    edges = least + width * np.arange(bins + 1, dtype=np.int64)
    counts = np.bincount((samples - least) // width, minlength=bins)[:bins]
    return edges, counts.astype(np.int32)


def share_within(samples: Int64, moments: Int64) -> Float64:
    """Return the share of samples that each moment is not passed by."""
    return np.searchsorted(np.sort(samples), moments, side="right") / len(samples)
