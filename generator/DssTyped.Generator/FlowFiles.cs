using System.Collections.Immutable;
using DssTyped.Emit;
using DssTyped.Emit.Model;

namespace DssTyped.Generator;

/// <summary>The files to generate for a flow. Equal to those of another flow if both flows are.</summary>
internal sealed class FlowFiles(FlowModel flow) : IEquatable<FlowFiles>
{
    /// <summary>The flow.</summary>
    public FlowModel Flow => flow;

    /// <summary>The flow class and its catalogs.</summary>
    public FlowFile Catalog { get; } = FlowFile.Of(CatalogModel.Of(flow), FlowSources.Flow);

    /// <summary>The smaller kinds of object.</summary>
    public FlowFile Objects { get; } = FlowFile.Of(new ObjectBucket(flow.Header, flow.Groups), FlowSources.Objects);

    /// <summary>The datasets.</summary>
    public ImmutableArray<FlowFile> Datasets { get; } = Buckets.OfDatasets(flow).Select(static bucket => FlowFile.Of(bucket, FlowSources.Datasets)).ToImmutableArray();

    /// <summary>The recipes.</summary>
    public ImmutableArray<FlowFile> Recipes { get; } = Buckets.OfRecipes(flow).Select(static bucket => FlowFile.Of(bucket, FlowSources.Recipes)).ToImmutableArray();

    /// <summary>Prints on another core, last file first, while the compiler asks for the first ones: both meet in the middle.</summary>
    public void PrintAhead(CancellationToken cancellationToken) => _ = Task.Run(
        () =>
        {
            foreach (FlowFile file in Datasets.Concat(Recipes).Reverse())
            {
                cancellationToken.ThrowIfCancellationRequested();
                _ = file.Printed;
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public bool Equals(FlowFiles? other) => other is not null && flow.Equals(other.Flow);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlowFiles);

    /// <inheritdoc/>
    public override int GetHashCode() => flow.GetHashCode();
}
