"""Does in pandas what CommonRecipes.cs does in a flow, on data in memory; prints the best wall and CPU seconds of each as JSON."""
import json
import sys
import time

import pandas

rounds = int(sys.argv[2])
facts = pandas.read_csv(sys.argv[1])
keys = pandas.DataFrame({"k": range(20000)})
keys["label"] = "label " + keys["k"].astype(str)


def window():
    rows = facts[["id", "k", "a"]].sort_values(["k", "id"])
    by = rows.groupby("k", sort=False)
    rows["a_sum"] = by["a"].rolling(4, min_periods=1).sum().to_numpy()
    rows["rownumber"] = by.cumcount() + 1
    return rows


recipes = {
    "sync": lambda: facts.copy(),
    "group": lambda: facts.groupby("k", dropna=False).agg(a_avg=("a", "mean"), b_max=("b", "max"), id_sum=("id", "sum"), count=("id", "size")).reset_index(),
    "join": lambda: facts[["id", "k", "a", "s"]].merge(keys, on="k", how="left"),
    "filter": lambda: facts[facts["n"] < 300].copy(),
    "window": window,
    "sort": lambda: facts.sort_values(["a", "id"], ascending=[False, True]),
}
times = {}
for name, run in recipes.items():
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        best = [min(best[0], time.perf_counter() - wall), min(best[1], time.process_time() - cpu)]
    times[name] = best
print(json.dumps(times))
