"""Does in pandas what CommonRecipes.cs does in a flow: from file to file (pickle, its fastest format that needs no other package), and on
data in memory. Prints the best wall and CPU seconds of both as JSON."""
import json
import os
import sys
import tempfile
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
def best(work):
    result = [float("inf"), float("inf")]
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        result = [min(result[0], time.perf_counter() - wall), min(result[1], time.process_time() - cpu)]
    return result


times = {}
with tempfile.TemporaryDirectory() as folder:
    source, target = os.path.join(folder, "facts.pkl"), os.path.join(folder, "result.pkl")
    facts.to_pickle(source)
    for name, run in recipes.items():

        def from_file_to_file():
            global facts
            facts = pandas.read_pickle(source)
            run().to_pickle(target)

        times[name] = best(from_file_to_file) + best(run)
print(json.dumps(times))
