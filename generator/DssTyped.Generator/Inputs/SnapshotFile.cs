using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow.Snapshots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Inputs;

/// <summary>A snapshot among a project's additional files. Equal to another if the host's text object and the options are the same.</summary>
/// <param name="File">The file.</param>
/// <param name="Options">What the project says about it.</param>
internal sealed record SnapshotFile(AdditionalText File, FlowOptions Options)
{
    /// <summary>The snapshot that a file is, or null: any additional file that ends in <c>.dss.json</c>, and every <c>DssSnapshot</c> item.</summary>
    public static SnapshotFile? Of(AdditionalText file, AnalyzerConfigOptionsProvider provider)
    {
        AnalyzerConfigOptions options = provider.GetOptions(file);
        string kind = Get(options, "DssKind");
        bool isSnapshot = kind == "Snapshot" || (kind.Length == 0 && file.Path.EndsWith(Snapshot.FileExtension, StringComparison.OrdinalIgnoreCase));
        if (!isSnapshot)
            return null;

        provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? rootNamespace);
        return new SnapshotFile(file, FlowOptions.For(file.Path, rootNamespace ?? "", Get(options, "DssNamespace"), Get(options, "DssFlowName")) with
        {
            Datasets = new NameFilter(Get(options, "DssIncludeDatasets"), Get(options, "DssExcludeDatasets")),
            Recipes = new NameFilter(Get(options, "DssIncludeRecipes"), Get(options, "DssExcludeRecipes")),
            Rows = Get(options, "DssRows"),
        });
    }

    /// <summary>Reads the snapshot and decides what is generated; null if the file can't be used, which the analyzer reports.</summary>
    public FlowModel? Bind(CancellationToken cancellationToken)
    {
        if (File.GetText(cancellationToken) is not SourceText text)
            return null;

        SnapshotReadResult read = SnapshotTexts.Read(text);
        cancellationToken.ThrowIfCancellationRequested();
        return read.Snapshot is null ? null : FlowBinder.Bind(read.Snapshot, Options);
    }

    private static string Get(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue("build_metadata.AdditionalFiles." + name, out string? value) ? value : "";
}
