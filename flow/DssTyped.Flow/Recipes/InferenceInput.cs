using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes;

/// <summary>An input of a recipe as a rule sees it.</summary>
/// <param name="Item">The recipe's item.</param>
/// <param name="Target">The object it means; null if it is foreign or gone.</param>
/// <param name="KnownSchema">The schema of a dataset; null where it is not known (foreign, gone, no dataset).</param>
internal sealed record InferenceInput(RecipeItem Item, DssObject? Target, Schema? KnownSchema)
{
    public string Role => Item.Role;

    public string Ref => Item.Ref;

    /// <summary>The schema, empty where it is not known.</summary>
    public Schema Schema => KnownSchema ?? Schema.Empty;
}
