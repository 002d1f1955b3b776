using System.Diagnostics;
using System.Globalization;

namespace DssTyped.RestBenchmarks;

/// <summary>Rows over loopback in this library and in the official client's way, each in a process of its own, taking turns.</summary>
internal static class Streaming
{
    private const int Rounds = 3;

    private static readonly string Own = typeof(Streaming).Assembly.Location;

    public static async Task RunAsync(int rows)
    {
        using Process server = Start("dotnet", Own, "serve");
        string url = (await server.StandardOutput.ReadLineAsync().ConfigureAwait(false))!;
        Console.WriteLine("| client | rows | rows/s | CPU us a row | peak MB | allocated bytes a row |");
        Console.WriteLine("|---|---|---|---|---|---|");
        double[] few = await MeasureAsync(Ours, rows / 10).ConfigureAwait(false);
        Print("typed records", few);
        double[] ours = [], first = [], theirs = [];
        for (int round = 0; round < Rounds; round++)
        {
            ours = Better(ours, await MeasureAsync(Ours, rows).ConfigureAwait(false));
            first = Better(first, await MeasureAsync(OursFirst, rows).ConfigureAwait(false));
            theirs = Better(theirs, await MeasureAsync(Theirs, rows).ConfigureAwait(false));
        }

        Print("typed records", ours);
        Print("typed records, first read of the process", first);
        Print("the official client's way (Python)", theirs);
        Console.WriteLine(FormattableString.Invariant($"rate {theirs[1] / ours[1]:0.0} times, CPU {theirs[2] / ours[2]:0.0} times less; first read of the process: rate {theirs[1] / first[1]:0.0} times, CPU {theirs[2] / first[2]:0.0} times less; memory at {rows:N0} rows {ours[3] / few[3]:0.00} times that at {rows / 10:N0}"));
        server.StandardInput.Close();
        await server.WaitForExitAsync().ConfigureAwait(false);

        Process Ours(int count) => Start("dotnet", Own, "read", url, $"R{count}", $"R{rows}");
        Process OursFirst(int count) => Start("dotnet", Own, "read", url, $"R{count}");
        Process Theirs(int count) => Start("python3", Path.Combine(AppContext.BaseDirectory, "csv_client.py"), url, $"R{count}");
    }

    private static double[] Better(double[] known, double[] other) => known.Length == 0 || other[2] < known[2] ? other : known;

    private static async Task<double[]> MeasureAsync(Func<int, Process> start, int rows)
    {
        using Process client = start(rows);
        string line = await client.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await client.WaitForExitAsync().ConfigureAwait(false);
        double[] told = [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return told[0] == rows ? told : throw new InvalidOperationException($"{told[0]} rows came instead of {rows}");
    }

    private static void Print(string client, double[] told) => Console.WriteLine(FormattableString.Invariant(
        $"| {client} | {told[0]:N0} | {told[0] / told[1]:N0} | {told[2] / told[0] * 1e6:0.00} | {told[3] / 1024:0} | {(told.Length > 4 ? (told[4] / told[0]).ToString("0", CultureInfo.InvariantCulture) : "")} |"));

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
}
