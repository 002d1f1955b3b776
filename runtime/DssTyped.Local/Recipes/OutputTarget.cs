using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes;

/// <summary>An output that a translator is asked to fill.</summary>
/// <param name="Index">Its position among the recipe's outputs of the role.</param>
/// <param name="Role">The role in the recipe.</param>
/// <param name="Ref">The reference in the recipe.</param>
/// <param name="Dataset">The dataset; null for folders and other objects.</param>
internal sealed record OutputTarget(int Index, string Role, string Ref, DatasetDefinition? Dataset)
{
    /// <summary>The stored schema; empty if the output was never built.</summary>
    public Schema Schema => Dataset?.Schema ?? Schema.Empty;

    /// <summary>What DSS keeps beside the columns (<c>schema.metadata</c>), such as the modalities of a pivot.</summary>
    public JsonValue? SchemaMetadata => Dataset?.Raw.Find("schema")?.Find("metadata");
}
