using ClinicalSample.Flow;
using DssTyped;
using DssTyped.Local;

namespace ClinicalSample;

/// <summary>The same program runs on the embedded engine or on a DSS server.</summary>
internal static class EngineChoice
{
    public static IFlowEngine Open(string[] args) => args switch
    {
        [] or ["--engine", "local"] => LocalEngine.Open(new LocalEngineOptions
        {
            SnapshotFile = Path.Combine(AppContext.BaseDirectory, ClinicalFlow.SnapshotFile),
            DataFolder = Path.Combine(AppContext.BaseDirectory, "data"),
            WorkspaceFolder = Path.Combine(AppContext.BaseDirectory, "workspace"),
        }),
        ["--engine", "dss"] => Connect(FromEnvironment("DSS_URL")),
        ["--engine", "dss", "--url", var url] => Connect(url),
        _ => throw new ArgumentException("Usage: Clinical [--engine local | --engine dss [--url URL]]"),
    };

    // The key is never an argument: arguments show in process lists.
    private static DssEngine Connect(string url) => DssEngine.Connect(url, FromEnvironment("DSS_API_KEY"), "CLINICAL");

    private static string FromEnvironment(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new ArgumentException($"Set {variable} to use --engine dss.");
}
