using DssTyped.LocalBenchmarks;

// dotnet run -c Release -- overhead|rows|tiny|uptodate|all [SIZE], or crash [KILLS], or child WORKSPACE (used by crash).
string verb = args.Length > 0 ? args[0] : "all";
int size = args.Length > 1 && int.TryParse(args[1], out int given) ? given : 0;
switch (verb)
{
    case "child":
        await CrashChild.RunAsync(args[1]).ConfigureAwait(false);
        break;
    case "crash":
        Console.WriteLine(await CrashHarness.RunAsync(size > 0 ? size : 200, seed: 1).ConfigureAwait(false));
        break;
    default:
        if (verb is "overhead" or "all")
            await Overhead.RunAsync(size > 0 ? size : 10_000_000).ConfigureAwait(false);
        if (verb is "rows" or "all")
            await RowsOut.RunAsync(size > 0 ? size : 10_000_000).ConfigureAwait(false);
        if (verb is "tiny" or "all")
            await TinyRecipes.RunAsync(size > 0 ? size : 1_000).ConfigureAwait(false);
        if (verb is "uptodate" or "all")
            await UpToDate.RunAsync(size > 0 ? size : 10_000).ConfigureAwait(false);
        break;
}
