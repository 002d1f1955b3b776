using System.Diagnostics;
using System.Globalization;

namespace DssTyped.GeneratorBenchmarks;

/// <summary>Runs a program and says what it cost.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed, how long it took, and the CPU time that it and its own children used; wall time where the system does not tell.</returns>
    public static (string Output, double WallSeconds, double CpuSeconds) Run(string folder, string program, params string[] arguments)
    {
        return Run(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true });
    }

    /// <inheritdoc cref="Run(string, string, string[])"/>
    /// <param name="start">What to run. Programs that leave servers behind must not have their output redirected: the servers would keep it open.</param>
    public static (string Output, double WallSeconds, double CpuSeconds) Run(ProcessStartInfo start)
    {
        double cpu = ChildrenCpuSeconds();
        long clock = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = start.RedirectStandardOutput ? process.StandardOutput.ReadToEnd() : "";
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        return process.ExitCode == 0
            ? (output, wall, OperatingSystem.IsLinux() ? ChildrenCpuSeconds() - cpu : wall)
            : throw new InvalidOperationException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' failed:\n{output}");
    }

    // Fields 16 and 17 of /proc/self/stat: user and system time of children that have ended, in hundredths of a second.
    private static double ChildrenCpuSeconds()
    {
        if (!OperatingSystem.IsLinux())
            return 0;

        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / 100.0;
    }
}
