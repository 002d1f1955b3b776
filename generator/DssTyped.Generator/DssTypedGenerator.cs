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
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(StepNames.Files)
            .Collect()
            .SelectMany(static (files, _) => FlowInput.Of(files))
            .WithTrackingName(StepNames.Inputs);

        IncrementalValueProvider<NamespaceOwners> owners = inputs.Collect().Select(static (all, _) => NamespaceOwners.Of(all)).WithTrackingName(StepNames.Owners);

        IncrementalValuesProvider<FlowModel> flows = inputs.Combine(owners)
            .Where(static pair => pair.Right.Owns(pair.Left))
            .Select(static (pair, _) => pair.Left)
            .Select((input, cancellationToken) => memory.Bind(input, cancellationToken))
            .Where(static flow => flow is not null)
            .Select(static (flow, _) => flow!)
            .WithTrackingName(StepNames.Flows);

        Register(context, flows.Select(static (flow, _) => CatalogModel.Of(flow)).WithTrackingName(StepNames.Catalogs), FlowSources.Flow);
        Register(context, flows.Select(static (flow, _) => new ObjectBucket(flow.Header, flow.Groups)).WithTrackingName(StepNames.Objects), FlowSources.Objects);
        Register(context, flows.SelectMany(static (flow, _) => Buckets.OfDatasets(flow)).WithTrackingName(StepNames.Datasets), FlowSources.Datasets);
        Register(context, flows.SelectMany(static (flow, _) => Buckets.OfRecipes(flow)).WithTrackingName(StepNames.Recipes), FlowSources.Recipes);

        IncrementalValuesProvider<RowModel> rows = context.SyntaxProvider
            .ForAttributeWithMetadataName(RowRequestReader.AttributeName, RowRequestReader.IsCandidate, RowRequestReader.Read)
            .Where(static request => request is not null)
            .Select(static (request, _) => request!)
            .WithTrackingName(StepNames.RowRequests)
            .Combine(flows.Collect())
            .Select(static (pair, _) => RowBinder.Bind(pair.Left, pair.Right))
            .Where(static row => row is not null)
            .Select(static (row, _) => row!)
            .WithTrackingName(StepNames.Rows);
        Register(context, rows, RowSources.Emit);
    }

    private static void Register<T>(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<T> models, Func<T, GeneratedFile?> emit) =>
        context.RegisterSourceOutput(models, (output, model) =>
        {
            if (emit(model) is { } file)
                output.AddSource(file.Name, file.Text);
        });
}
