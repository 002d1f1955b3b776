using System.Collections.Immutable;
using DssTyped.Emit;
using DssTyped.Emit.Model;
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
        var memory = new FlowMemory();
        IncrementalValuesProvider<FlowInput> inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => InputFile.Of(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Files)
            .Collect()
            .SelectMany(static (files, _) => NamespaceOwners.Among(FlowInput.Of(files)))
            .WithTrackingName(StepNames.Inputs);

        IncrementalValuesProvider<FlowModel> flows = inputs
            .SelectMany((input, cancellationToken) => OneOrNone(memory.Bind(input, cancellationToken)))
            .WithTrackingName(StepNames.Flows);

        Register(context, flows.Select(static (flow, _) => CatalogModel.Of(flow)).WithTrackingName(StepNames.Catalogs), FlowSources.Flow);
        Register(context, flows.Select(static (flow, _) => new ObjectBucket(flow.Header, flow.Groups)).WithTrackingName(StepNames.Objects), FlowSources.Objects);
        Register(context, flows.SelectMany(static (flow, _) => Buckets.OfDatasets(flow)).WithTrackingName(StepNames.Datasets), FlowSources.Datasets);
        Register(context, flows.SelectMany(static (flow, _) => Buckets.OfRecipes(flow)).WithTrackingName(StepNames.Recipes), FlowSources.Recipes);

        IncrementalValuesProvider<RowModel> rows = context.SyntaxProvider
            .ForAttributeWithMetadataName(RowRequestReader.AttributeName, RowRequestReader.IsCandidate, RowRequestReader.Read)
            .SelectMany(static (request, _) => OneOrNone(request))
            .WithTrackingName(StepNames.RowRequests)
            .Combine(flows.Collect())
            .SelectMany(static (pair, _) => OneOrNone(RowBinder.Bind(pair.Left, pair.Right)))
            .WithTrackingName(StepNames.Rows);
        Register(context, rows, RowSources.Emit);
    }

    // A step of its own to filter would be one more for the driver to run, and in a new compiler to compile.
    private static ImmutableArray<T> OneOrNone<T>(T? item)
        where T : class => item is null ? ImmutableArray<T>.Empty : ImmutableArray.Create(item);

    private static void Register<T>(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<T> models, Func<T, GeneratedFile?> emit) =>
        context.RegisterSourceOutput(models, (output, model) =>
        {
            if (emit(model) is { } file)
                output.AddSource(file.Name, CompilerText.Of(file));
        });
}
