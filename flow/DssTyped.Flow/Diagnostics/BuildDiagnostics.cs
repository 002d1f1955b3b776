namespace DssTyped.Flow.Diagnostics;

/// <summary>DSS103x: how a C# project uses its snapshots.</summary>
public static class BuildDiagnostics
{
    /// <summary>Two snapshots would declare types in one namespace. Arguments: namespace, the snapshot that has it.</summary>
    public static readonly FlowDiagnostic NamespaceTaken = new("DSS1030", "Two snapshots share a namespace",
        "Namespace '{0}' already has the types of '{1}', so nothing is generated for this snapshot. Give its DssSnapshot item a Namespace of its own.", FlowSeverity.Error);

    /// <summary>The compiler is older than the generator needs; reported by the package's targets. Arguments: the SDK's version.</summary>
    public static readonly FlowDiagnostic CompilerTooOld = new("DSS1031", "Compiler is too old",
        "DssTyped needs the .NET SDK 8.0.100 or Visual Studio 2022 17.8 (Roslyn 4.8) or later; this build runs on SDK {0}. Update the SDK, or raise its version in global.json.", FlowSeverity.Error);

    /// <summary>A baseline can't be used. Arguments: the baseline, what is wrong.</summary>
    public static readonly FlowDiagnostic BadBaseline = new("DSS1032", "Baseline snapshot can't be read",
        "The baseline '{0}' can't be used: {1}. Correct the Baseline of the DssSnapshot item, or restore the file.", FlowSeverity.Error);

    /// <summary>An include or exclude pattern matches nothing. Arguments: the setting, the pattern.</summary>
    public static readonly FlowDiagnostic PatternMatchesNothing = new("DSS1033", "Pattern matches no object",
        "'{1}' in {0} matches nothing in the snapshot. Correct or remove it; names are case-sensitive.", FlowSeverity.Warning);

    /// <summary>Every rule about projects.</summary>
    public static IReadOnlyList<FlowDiagnostic> All { get; } = [NamespaceTaken, CompilerTooOld, BadBaseline, PatternMatchesNothing];
}
