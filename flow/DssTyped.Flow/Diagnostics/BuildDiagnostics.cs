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

    /// <summary>The project's target framework has no runtime of ours; reported by the package's targets. Arguments: the framework.</summary>
    public static readonly FlowDiagnostic FrameworkTooOld = new("DSS1034", "Target framework is too old",
        "DssTyped needs net10.0 or later; this project targets {0}. Raise TargetFramework, or give the PackageReference a Condition on it.", FlowSeverity.Error);

    /// <summary>Generated code needs a newer C#; reported by the package's targets. Arguments: the version.</summary>
    public static readonly FlowDiagnostic LanguageTooOld = new("DSS1035", "C# version is too old",
        "Generated code needs C# 10; this project's LangVersion is {0}. Remove LangVersion or raise it.", FlowSeverity.Error);

    /// <summary>An item names nothing that is there; reported by the package's targets. Arguments: the item, its path, what is wrong and the mend.</summary>
    public static readonly FlowDiagnostic InputMissing = new("DSS1036", "Snapshot or project folder does not exist",
        "{0} '{1}': {2}.", FlowSeverity.Error);

    /// <summary>Two snapshots would be copied to one file; reported by the package's targets. Arguments: the file name, the paths.</summary>
    public static readonly FlowDiagnostic FileNameTaken = new("DSS1037", "Two snapshots share a file name",
        "Snapshots {1} would both be copied to '{0}' beside the program. Rename one of them, or set CopyDssSnapshotsToOutput to false.", FlowSeverity.Error);

    /// <summary>Every rule about projects.</summary>
    public static IReadOnlyList<FlowDiagnostic> All { get; } =
        [NamespaceTaken, CompilerTooOld, BadBaseline, PatternMatchesNothing, FrameworkTooOld, LanguageTooOld, InputMissing, FileNameTaken];
}
