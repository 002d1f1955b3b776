using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Snapshots;
using DssTyped.Generator.Diagnostics;
using DssTyped.Generator.Inputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Analyzers;

/// <summary>DSS1xxx and DSS2xxx: checks snapshots among the additional files, live while they are edited.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SnapshotAnalyzer : DiagnosticAnalyzer
{
    // Above this, compiling takes noticeably long; see docs/generated-code.md.
    private const int ManyColumns = 10_000;

    private static readonly ConditionalWeakTable<SourceText, CheckedText> Cache = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.Of(SnapshotDiagnostics.All, BuildDiagnostics.All, FlowDiagnostics.All);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Analyze);
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (SnapshotFile.Of(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider) is not { } file
            || file.File.GetText(context.CancellationToken) is not SourceText text)
            return;

        CheckedText found = Check(file, text);
        foreach (Diagnostic diagnostic in found.Diagnostics)
            context.ReportDiagnostic(diagnostic);

        foreach (Diagnostic diagnostic in OfProject(file, found, context.Options))
            context.ReportDiagnostic(diagnostic);
    }

    // What depends on the text alone is found once per text: an edit of code never runs it again.
    private static CheckedText Check(SnapshotFile file, SourceText text)
    {
        if (Cache.TryGetValue(text, out CheckedText? found))
            return found;

        SnapshotReadResult read = SnapshotTexts.Read(text);
        var locations = new TextLocations(file.File.Path, read.Text, text);
        return Cache.GetValue(text, _ => new CheckedText(
            [.. FindingsOf(read).Select(finding => Diagnostic.Create(Descriptors.Of(finding.Rule), locations.Of(finding.Span), [.. finding.Arguments]))],
            [.. (read.Snapshot?.Datasets ?? []).Select(dataset => (dataset.Name, dataset.Schema.Count))],
            [.. (read.Snapshot?.Recipes ?? []).Select(recipe => recipe.Name)]));
    }

    private static IEnumerable<Finding> FindingsOf(SnapshotReadResult read) => read.Findings;

    private static IEnumerable<Diagnostic> OfProject(SnapshotFile file, CheckedText found, AnalyzerOptions project)
    {
        Location start = Location.Create(file.File.Path, default, default);
        SnapshotFile[] all = [.. project.AdditionalFiles.Select(other => SnapshotFile.Of(other, project.AnalyzerConfigOptionsProvider)).Where(other => other is not null).Select(other => other!)];
        if (!NamespaceOwners.Of(all).Owns(file))
        {
            string owner = all.Where(other => other.Options.Namespace == file.Options.Namespace).Select(other => other.File.Path).OrderBy(path => path, StringComparer.Ordinal).First();
            yield return Descriptors.Create(BuildDiagnostics.NamespaceTaken, start, file.Options.Namespace, owner.Substring(owner.LastIndexOfAny(['/', '\\']) + 1));
        }

        int columns = found.Datasets.Where(dataset => file.Options.Datasets.Accepts(dataset.Name)).Sum(dataset => dataset.Columns);
        if (columns > ManyColumns)
            yield return Descriptors.Create(SnapshotDiagnostics.ManyColumns, start, columns.ToString(CultureInfo.InvariantCulture), ManyColumns.ToString(CultureInfo.InvariantCulture));

        foreach ((string setting, string globs, bool ofRecipes) in PatternsOf(file.Options))
        {
            foreach (string glob in NameFilter.Split(globs))
            {
                if (!(ofRecipes ? found.Recipes : found.Datasets.Select(dataset => dataset.Name)).Any(name => NameFilter.MatchesAny(glob, name)))
                    yield return Descriptors.Create(BuildDiagnostics.PatternMatchesNothing, start, setting, glob);
            }
        }
    }

    private static IEnumerable<(string Setting, string Globs, bool OfRecipes)> PatternsOf(FlowOptions options) =>
    [
        ("IncludeDatasets", options.Datasets.Include, false),
        ("ExcludeDatasets", options.Datasets.Exclude, false),
        ("IncludeRecipes", options.Recipes.Include, true),
        ("ExcludeRecipes", options.Recipes.Exclude, true),
        ("Rows", options.Rows, false),
    ];

    private sealed record CheckedText(Diagnostic[] Diagnostics, (string Name, int Columns)[] Datasets, string[] Recipes);
}
