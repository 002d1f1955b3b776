using DssTyped.LocalBenchmarks;

// dotnet run -c Release -- rows|tiny|uptodate|memory|pandas|abort [SIZE], overhead [SIZE [RECIPES]], crash [KILLS], or child WORKSPACE (used by crash).
string verb = args.Length > 0 ? args[0] : "";
int size = args.Length > 1 && int.TryParse(args[1], out int given) ? given : 0;
Task work = verb switch
{
    "overhead" => Overhead.RunAsync(size > 0 ? size : 10_000_000, args[Math.Min(args.Length, 2)..]),
    "rows" => RowsOut.RunAsync(size > 0 ? size : 10_000_000),
    "tiny" => TinyRecipes.RunAsync(size > 0 ? size : 1_000),
    "uptodate" => UpToDate.RunAsync(size > 0 ? size : 10_000),
    "memory" => Memory.RunAsync(size > 0 ? size : 50_000_000),
    "pandas" => Pandas.RunAsync(size > 0 ? size : 3_000_000),
    "abort" => Abort.RunAsync(size > 0 ? size : 20_000_000),
    "crash" => CrashHarness.RunAsync(size > 0 ? size : 200, seed: 1),
    "child" => CrashChild.RunAsync(args[1]),
    _ => throw new ArgumentException("Say what to measure: overhead, rows, tiny, uptodate, memory, pandas, abort or crash."),
};
await work.ConfigureAwait(false);
if (work is Task<string> told)
    Console.WriteLine(await told.ConfigureAwait(false));
