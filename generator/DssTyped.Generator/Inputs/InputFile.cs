using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow.Snapshots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Inputs;

/// <summary>An additional file that flows are read from. Equal to another if the host's text object and the settings are the same.</summary>
/// <param name="Text">The file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Root">The folder of a project's file; else the file's own path.</param>
/// <param name="Options">What the project says about the flow.</param>
/// <param name="ProjectKey">The key of a project in a folder, which does not say it.</param>
/// <param name="Baseline">The path of the snapshot to compare with; empty for none.</param>
internal sealed record InputFile(AdditionalText Text, InputKind Kind, string Root, FlowOptions Options, string ProjectKey, string Baseline)
{
    /// <summary>The input that a file is, or null: any additional file that ends in <c>.dss.json</c>, and the files of the package's items.</summary>
    public static InputFile? Of(AdditionalText file, AnalyzerConfigOptionsProvider provider)
    {
        AnalyzerConfigOptions options = provider.GetOptions(file);
        InputKind? kind = Get(options, "DssKind") switch
        {
            "Snapshot" => InputKind.Snapshot,
            "Baseline" => InputKind.Baseline,
            "ProjectFile" => InputKind.ProjectFile,
            _ => file.Path.EndsWith(Snapshot.FileExtension, StringComparison.OrdinalIgnoreCase) ? InputKind.Snapshot : null,
        };
        if (kind is not { } known)
            return null;

        string root = known == InputKind.ProjectFile ? Get(options, "DssRoot").Replace('\\', '/').TrimEnd('/') : file.Path;
        provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? rootNamespace);
        FlowOptions flow = FlowOptions.For(root, rootNamespace ?? "", Get(options, "DssNamespace"), Get(options, "DssFlowName")) with
        {
            Datasets = new NameFilter(Get(options, "DssIncludeDatasets"), Get(options, "DssExcludeDatasets")),
            Recipes = new NameFilter(Get(options, "DssIncludeRecipes"), Get(options, "DssExcludeRecipes")),
            Rows = Get(options, "DssRows"),
        };
        return new InputFile(file, known, root, flow, Get(options, "DssProjectKey"), Get(options, "DssBaseline"));
    }

    /// <summary>The path within the project's folder, with <c>/</c>.</summary>
    public string PathInRoot
    {
        get
        {
            string path = Text.Path.Replace('\\', '/');
            return path.StartsWith(Root + "/", StringComparison.Ordinal) ? path.Substring(Root.Length + 1) : path;
        }
    }

    // The package's targets write two characters otherwise, since the options file takes them for the start of a comment.
    private static string Get(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_metadata.AdditionalFiles." + name, out string? value) ? value.Replace("|23|", "#").Replace("|3B|", ";") : "";
}

/// <summary>What an additional file is to the generator.</summary>
internal enum InputKind
{
    /// <summary>A snapshot in one file.</summary>
    Snapshot,

    /// <summary>A file of a project's folder.</summary>
    ProjectFile,

    /// <summary>A snapshot to compare with.</summary>
    Baseline,
}
