using System.Collections.Immutable;
using DssTyped.Emit;
using DssTyped.Generator.Inputs;
using DssTyped.Generator.Rows;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator;

/// <summary>
/// Generates the typed classes of DSS flow snapshots. It reads nothing but additional files, reports nothing (analyzers do) and
/// knows nothing of the compilation, so that an edit of code re-runs no step.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DssTypedGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Now, since the generators of the SDK come first and leave a core idle.
        FirstFlow.GoAhead();
        var memory = new FlowMemory();
        IncrementalValuesProvider<FlowInput> inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => InputFile.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Files)
            .Collect()
            .SelectMany(static (files, _) => NamespaceOwners.Among(FlowInput.Of(files)))
            .WithTrackingName(StepNames.Inputs);

        IncrementalValuesProvider<FlowFiles> flows = inputs
            .SelectMany((input, cancellationToken) => OneOrNone(memory.Bind(input, cancellationToken)))
            .WithTrackingName(StepNames.Flows);

        Register(context, flows.Select(static (flow, _) => flow.Catalog).WithTrackingName(StepNames.Catalogs));
        Register(context, flows.Select(static (flow, _) => flow.Objects).WithTrackingName(StepNames.Objects));
        Register(context, flows.SelectMany(static (flow, _) => flow.Datasets).WithTrackingName(StepNames.Datasets));
        Register(context, flows.SelectMany(static (flow, _) => flow.Recipes).WithTrackingName(StepNames.Recipes));

        IncrementalValuesProvider<RowModel> rows = context.SyntaxProvider
            .ForAttributeWithMetadataName(RowRequestReader.AttributeName, RowRequestReader.IsCandidate, RowRequestReader.Read)
            .SelectMany(static (request, _) => OneOrNone(request))
            .WithTrackingName(StepNames.RowRequests)
            .Combine(flows.Collect())
            .SelectMany(static (pair, _) => OneOrNone(RowBinder.Bind(pair.Left, pair.Right.Select(static files => files.Flow))))
            .WithTrackingName(StepNames.Rows);
        context.RegisterSourceOutput(rows, static (output, row) => Add(output, RowSources.Emit(row)));
    }

    // A step of its own to filter would be one more for the driver to run, and in a new compiler to compile.
    private static ImmutableArray<T> OneOrNone<T>(T? item)
        where T : class => item is null ? ImmutableArray<T>.Empty : ImmutableArray.Create(item);

    private static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<FlowFile> files) =>
        context.RegisterSourceOutput(files, static (output, file) => Add(output, file.Printed));

    private static void Add(SourceProductionContext output, GeneratedFile? file)
    {
        if (file is not null)
            output.AddSource(file.Name, CompilerText.Of(file));
    }
}
