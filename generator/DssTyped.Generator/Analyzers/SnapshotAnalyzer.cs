using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Snapshots;
using DssTyped.Generator.Diagnostics;
using DssTyped.Generator.Inputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Analyzers;

/// <summary>DSS1xxx and DSS2xxx: checks snapshots among the additional files, live while they are edited.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SnapshotAnalyzer : DiagnosticAnalyzer
{
    // Above this, compiling takes noticeably long; see docs/generated-code.md.
    private const int ManyColumns = 10_000;

    private static readonly FlowCache<CheckedFlow> Cache = new();
    private static readonly ConditionalWeakTable<AdditionalText, string> BaselineProblems = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.Of(SnapshotDiagnostics.All, BuildDiagnostics.All, FlowDiagnostics.All);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var flows = new Lazy<FlowInput[]>(() => FlowInput.Of(start.Options));
            start.RegisterAdditionalFileAction(file => Analyze(file, flows));
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context, Lazy<FlowInput[]> all)
    {
        if (InputFile.Of(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider) is not { } file)
            return;

        FlowInput[] flows = all.Value;
        if (file.Kind == InputKind.Baseline)
        {
            CheckBaseline(file, flows, context);
            return;
        }

        // A project's folder is checked once, with the first of its files.
        FlowInput flow = Array.Find(flows, candidate => candidate.Path == file.Root)!;
        if (flow.Files[0].Text != context.AdditionalFile)
            return;

        CheckedFlow found = Cache.Of(flow, input => Check(input, context.CancellationToken));
        foreach (Diagnostic diagnostic in found.Diagnostics.Concat(OfProject(flow, found, flows)))
            context.ReportDiagnostic(diagnostic);
    }

    private static CheckedFlow Check(FlowInput flow, CancellationToken cancellationToken)
    {
        if (flow.Files[0].Kind == InputKind.ProjectFile)
            return CheckFolder(flow, cancellationToken);
        if (flow.Files[0].Text.GetText(cancellationToken) is not { } text)
            return new CheckedFlow([], null);

        SnapshotReadResult read = SnapshotTexts.Read(text);
        var locations = new TextLocations(flow.Path, read.Text, text);
        return new CheckedFlow(
            [.. FlowChecks.Run(read).Findings.Select(finding => Diagnostic.Create(Descriptors.Of(finding.Rule), locations.Of(finding.Span), [.. finding.Arguments]))],
            read.Snapshot);
    }

    // Places within the files of a folder are not kept by the import: a finding is shown at the head of its object's file.
    private static CheckedFlow CheckFolder(FlowInput flow, CancellationToken cancellationToken)
    {
        if (flow.ReadFolder(cancellationToken, out IReadOnlyList<SnapshotProblem> problems) is not { } snapshot)
            return new CheckedFlow([.. problems.Select(problem => Descriptors.Create(problem.Finding.Rule, StartOf(flow.Files[0].Text.Path), [.. problem.Finding.Arguments]))], null);

        return new CheckedFlow(
            [.. FlowChecks.Run(snapshot).Findings.Select(finding => Descriptors.Create(finding.Rule, StartOf(FileOf(flow, finding.Subject)), [.. finding.Arguments]))],
            snapshot);
    }

    private static string FileOf(FlowInput flow, string subject) => (flow.Files.FirstOrDefault(file =>
        file.PathInRoot.EndsWith($"recipes/{subject}.json", StringComparison.Ordinal) || file.PathInRoot.EndsWith($"datasets/{subject}.json", StringComparison.Ordinal)) ?? flow.Files[0]).Text.Path;

    private static void CheckBaseline(InputFile file, FlowInput[] flows, AdditionalFileAnalysisContext context)
    {
        string problem = BaselineProblems.GetValue(file.Text, text => text.GetText(context.CancellationToken) is { } source && SnapshotTexts.Read(source) is { Snapshot: null } read ? read.Findings[0].Message.TrimEnd('.') : "");
        if (problem.Length > 0 && Array.Exists(flows, flow => flow.Baseline == file))
            context.ReportDiagnostic(Descriptors.Create(BuildDiagnostics.BadBaseline, StartOf(file.Text.Path), NameOf(file.Text.Path), problem));
    }

    private static IEnumerable<Diagnostic> OfProject(FlowInput flow, CheckedFlow found, FlowInput[] flows)
    {
        Location start = StartOf(flow.Files[0].Text.Path);
        if (NamespaceOwners.OwnerOf(flow, flows) is var owner && owner != flow)
            yield return Descriptors.Create(BuildDiagnostics.NamespaceTaken, start, flow.Options.Namespace, NameOf(owner.Path));

        if (flow.Files[0].Baseline.Length > 0 && flow.Baseline is null)
            yield return Descriptors.Create(BuildDiagnostics.BadBaseline, start, NameOf(flow.Files[0].Baseline), "the file does not exist");

        int columns = found.Datasets.Where(dataset => flow.Options.Datasets.Accepts(dataset.Name)).Sum(dataset => dataset.Columns);
        if (columns > ManyColumns)
            yield return Descriptors.Create(SnapshotDiagnostics.ManyColumns, start, columns.ToString(CultureInfo.InvariantCulture), ManyColumns.ToString(CultureInfo.InvariantCulture));

        foreach ((string setting, string globs, bool ofRecipes) in PatternsOf(flow.Options))
        {
            foreach (string glob in NameFilter.Split(globs))
            {
                if (!(ofRecipes ? found.Recipes : found.Datasets.Select(dataset => dataset.Name)).Any(name => NameFilter.MatchesAny(glob, name)))
                    yield return Descriptors.Create(BuildDiagnostics.PatternMatchesNothing, start, setting, glob);
            }
        }
    }

    private static Location StartOf(string path) => Location.Create(path, default, default);

    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private static IEnumerable<(string Setting, string Globs, bool OfRecipes)> PatternsOf(FlowOptions options) =>
    [
        ("IncludeDatasets", options.Datasets.Include, false),
        ("ExcludeDatasets", options.Datasets.Exclude, false),
        ("IncludeRecipes", options.Recipes.Include, true),
        ("ExcludeRecipes", options.Recipes.Exclude, true),
        ("Rows", options.Rows, false),
    ];

    // Names and numbers only: the tree of a large flow would take far more memory than they do.
    private sealed class CheckedFlow(Diagnostic[] diagnostics, Snapshot? snapshot)
    {
        public Diagnostic[] Diagnostics { get; } = diagnostics;

        public (string Name, int Columns)[] Datasets { get; } = [.. (snapshot?.Datasets ?? []).Select(dataset => (dataset.Name, dataset.Schema.Count))];

        public string[] Recipes { get; } = [.. (snapshot?.Recipes ?? []).Select(recipe => recipe.Name)];
    }
}
