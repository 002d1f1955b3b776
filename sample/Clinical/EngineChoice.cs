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
        ["--engine", "dss"] => DssEngine.Connect(FromEnvironment("DSS_URL"), FromEnvironment("DSS_API_KEY"), "CLINICAL"),
        _ => throw new ArgumentException("Usage: Clinical [--engine local|dss]"),
    };

    private static string FromEnvironment(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new ArgumentException($"Set {variable} to use --engine dss.");
}
