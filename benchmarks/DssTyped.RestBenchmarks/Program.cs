using DssTyped.RestBenchmarks;

// dotnet run -c Release -- parse|stream|all [ROWS]; serve and read are the processes that stream starts.
string verb = args.Length > 0 ? args[0] : "all";
int rows = args.Length > 1 && int.TryParse(args[1], out int given) ? given : 1_000_000;
switch (verb)
{
    case "serve":
        await RowServer.RunAsync().ConfigureAwait(false);
        break;
    case "read":
        await TypedClient.RunAsync(args[1], args[2], args.ElementAtOrDefault(3)).ConfigureAwait(false);
        break;
    default:
        if (verb is "parse" or "all")
            await Parsing.RunAsync(rows).ConfigureAwait(false);
        if (verb is "stream" or "all")
            await Streaming.RunAsync(rows).ConfigureAwait(false);
        break;
}
