using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes;

/// <summary>What a recipe writes to one output, as far as its settings and inputs tell.</summary>
/// <param name="Output">The output's reference, as the recipe has it.</param>
/// <param name="Columns">The columns in order; what is known of them if the certainty is not <see cref="Recipes.Certainty.Exact"/>.</param>
/// <param name="Certainty">How sure the names and their order are.</param>
/// <param name="TypesFromData">Whether types are those DSS finds in cells that fit the input's types (prepare), rather than decided by settings and schemas.</param>
/// <param name="Reason">Why it is not exact; empty if it is.</param>
public sealed record DerivedSchema(string Output, EquatableArray<DerivedColumn> Columns, Certainty Certainty, bool TypesFromData, string Reason)
{
    /// <summary>Whether a column that is stored with a type can be what the recipe writes.</summary>
    public bool Allows(DerivedColumn column, StorageType stored) =>
        column.Type == StorageType.Unknown || column.Type == stored || (TypesFromData && PrepareTypes.Holds(stored, column.Type));
}
