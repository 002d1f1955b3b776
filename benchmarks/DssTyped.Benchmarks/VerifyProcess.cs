using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace DssTyped.Benchmarks;

/// <summary>Times <c>dss-typed verify</c> as its users run it: a process of its own, its start included. For Linux.</summary>
internal static class VerifyProcess
{
    private const int Rounds = 5;

    public static void Measure()
    {
        string tool = ToolPath();
        (double start, double startCpu, _) = Best(tool, "--version");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Start alone (--version): {start:F2} s wall, {startCpu:F2} s CPU. Best of {Rounds} runs each."));
        Console.WriteLine();
        Console.WriteLine("| flow | MB | wall s | CPU s | CPU s after start | goal | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((int datasets, int columns, int goal) in new[] { (1_000, 30, 1), (11_112, 20, 5) })
        {
            string file = Path.Combine(Path.GetTempPath(), $"synthetic-{Guid.NewGuid():N}.dss.json");
            File.WriteAllText(file, SyntheticFlow.Text(datasets, columns));
            try
            {
                (double wall, double cpu, double peak) = Best(tool, "verify", file);
                int recipes = datasets - (datasets / 10);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {datasets:N0} datasets x {columns} columns, {recipes:N0} recipes | {new FileInfo(file).Length / 1e6:F1} | {wall:F2} | {cpu:F2} | {cpu - startCpu:F2} | {goal} | {peak:F0} |"));
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    private static (double Wall, double Cpu, double Peak) Best(string tool, params string[] arguments)
    {
        (double Wall, double Cpu, double Peak)[] runs = [.. Enumerable.Range(0, Rounds).Select(_ => Run(tool, arguments))];
        return (runs.Min(run => run.Wall), runs.Min(run => run.Cpu), runs.Min(run => run.Peak));
    }

    private static (double Wall, double Cpu, double Peak) Run(string tool, string[] arguments)
    {
        (double before, _) = ChildrenUsage();
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tool, .. arguments]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (double after, double peak) = ChildrenUsage();
        return process.ExitCode == 0
            ? (wall, after - before, peak)
            : throw new InvalidOperationException($"'dss-typed {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
    }

    // What all processes that ended have used: CPU seconds, and the most memory that one of them took, in megabytes. An ended process can't be asked any more.
    private static (double Cpu, double Peak) ChildrenUsage()
    {
        const int children = -1;
        long[] usage = new long[18];
        if (GetUsage(children, usage) != 0)
            throw new InvalidOperationException("The system does not tell what processes have used.");

        return (usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6), usage[4] / 1e3);
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, [Out] long[] usage);

    // The command that this build made beside the benchmark.
    private static string ToolPath() => Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("benchmarks", "DssTyped.Benchmarks"), Path.Combine("tool", "DssTyped.Tool"), StringComparison.Ordinal), "dss-typed.dll");
}
