namespace DssTyped.Flow.Recipes;

/// <summary>What a recipe writes to one output, as far as its settings and inputs tell.</summary>
/// <param name="Output">The output's reference, as the recipe has it.</param>
/// <param name="Columns">The columns in order; what is known of them if the certainty is not <see cref="Recipes.Certainty.Exact"/>.</param>
/// <param name="Certainty">How sure the names and their order are.</param>
/// <param name="TypesKnown">Whether the types are derived too, rather than inferred from data by DSS (prepare).</param>
/// <param name="Reason">Why it is not exact; empty if it is.</param>
public sealed record DerivedSchema(string Output, EquatableArray<DerivedColumn> Columns, Certainty Certainty, bool TypesKnown, string Reason);
