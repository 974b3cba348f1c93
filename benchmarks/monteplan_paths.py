"""Time monteplan over its own example of one household, in an environment of its own; prints
JSON."""

from __future__ import annotations

import json
import sys
import time
from importlib import metadata

from monteplan.config.defaults import (
    conservative_retiree_plan,
    default_policies,
    us_only_market,
)
from monteplan.config.schema import SimulationConfig
from monteplan.core.engine import simulate

RUNS = 3


def main() -> None:
    """Seconds of each run, after one that does not count."""
    paths = int(sys.argv[1])
    plan, market, policies = conservative_retiree_plan(), us_only_market(), default_policies()
    seconds = []
    for run in range(RUNS + 1):
        begun = time.perf_counter()
        simulate(plan, market, policies, SimulationConfig(n_paths=paths, seed=1))
        if run:
            seconds.append(time.perf_counter() - begun)
    print(json.dumps({"version": metadata.version("monteplan"), "seconds": seconds}))


if __name__ == "__main__":
    main()
