using System.Diagnostics;
using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>Kills processes at random moments while two of them build the same flow in one workspace, and looks at what is left.</summary>
public static class CrashHarness
{
    /// <summary>Kills processes.</summary>
    /// <param name="kills">How many.</param>
    /// <param name="seed">Where the random moments start.</param>
    /// <returns>A line that tells how it went.</returns>
    /// <exception cref="InvalidOperationException">A dataset was torn or lost, or the next build failed.</exception>
    public static async Task<string> RunAsync(int kills, int seed)
    {
        string folder = Directory.CreateTempSubdirectory("dss-typed-crash-").FullName;
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        int done = 0;
        try
        {
            BenchFlow flow = CrashFlow.In(folder);
            while (done < kills)
            {
                HashSet<string> before = await BuiltAsync(flow).ConfigureAwait(false);
                Process[] children = [Start(folder), Start(folder)];
                await Task.WhenAll(children.Select(child => child.StandardOutput.ReadLineAsync())).ConfigureAwait(false);
                foreach (Process child in children)
                {
                    await Task.Delay(random.Next(0, 400)).ConfigureAwait(false);
                    if (child.HasExited)
                        throw new InvalidOperationException($"A building process ended by itself: {await child.StandardError.ReadToEndAsync().ConfigureAwait(false)}");

                    child.Kill();
                    await child.WaitForExitAsync().ConfigureAwait(false);
                    child.Dispose();
                    done++;
                }

                await CheckAsync(flow, before, done).ConfigureAwait(false);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{done} kills in {watch.Elapsed.TotalSeconds:0} s: no torn or lost dataset, every next build succeeded");
    }

    private static async Task<HashSet<string>> BuiltAsync(BenchFlow flow)
    {
        var built = new HashSet<string>(StringComparer.Ordinal);
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            foreach (string dataset in CrashFlow.Built)
            {
                if (await engine.GetDatasetStateAsync(dataset).ConfigureAwait(false) is { IsBuilt: true })
                    built.Add(dataset);
            }
        }

        return built;
    }

    private static async Task CheckAsync(BenchFlow flow, HashSet<string> before, int kill)
    {
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            foreach (string dataset in CrashFlow.Built)
            {
                if (await CrashFlow.ProblemOfAsync(engine, dataset).ConfigureAwait(false) is { } torn)
                    throw new InvalidOperationException($"After {kill} kills: {torn}");
                if (before.Contains(dataset) && await engine.GetDatasetStateAsync(dataset).ConfigureAwait(false) is not { IsBuilt: true })
                    throw new InvalidOperationException($"After {kill} kills: '{dataset}' was built before and is lost");
            }

            await BenchFlow.BuildAsync(engine, BuildMode.RecursiveForced, "grouped", "top").ConfigureAwait(false);
            foreach (string dataset in CrashFlow.Built)
            {
                if (await CrashFlow.ProblemOfAsync(engine, dataset).ConfigureAwait(false) is { } wrong)
                    throw new InvalidOperationException($"After {kill} kills and a build: {wrong}");
            }

            // Garbage of killed builds is collected by the next one: what is left is the version in place and the one before.
            foreach (string dataset in CrashFlow.Built)
            {
                int versions = Directory.GetDirectories(Path.Combine(flow.Workspace, "data", dataset), "v-*").Length;
                if (versions > 2)
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"After {kill} kills: '{dataset}' has {versions} versions, some are garbage"));
            }
        }
    }

    private static Process Start(string folder)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add(typeof(CrashHarness).Assembly.Location);
        info.ArgumentList.Add("child");
        info.ArgumentList.Add(folder);
        return Process.Start(info) ?? throw new InvalidOperationException("The building process could not be started.");
    }
}
