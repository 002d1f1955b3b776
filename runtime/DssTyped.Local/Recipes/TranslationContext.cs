using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes;

/// <summary>What a translator sees of a recipe.</summary>
/// <param name="Snapshot">The flow's snapshot.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Inputs">The input datasets of all roles, in the recipe's order.</param>
/// <param name="Outputs">The outputs of all roles, in the recipe's order.</param>
/// <param name="Variables">The values of the project variables, and <c>projectKey</c>.</param>
internal sealed record TranslationContext(
    Snapshot Snapshot,
    RecipeDefinition Recipe,
    IReadOnlyList<Relation> Inputs,
    IReadOnlyList<OutputTarget> Outputs,
    IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>What an output holds so far, by its reference; null if it has no data.</summary>
    public Func<string, Relation?> Earlier { get; init; } = static _ => null;

    /// <summary>The rows of a query as text, for recipes whose columns depend on their data.</summary>
    public Func<string, IReadOnlyList<string?[]>> Query { get; init; } = static _ => [];

    /// <summary>The inputs of role <c>main</c>, by their index in the payload.</summary>
    public IReadOnlyList<Relation> MainInputs => [.. Inputs.Where(input => input.Role == "main")];

    /// <summary>The outputs of role <c>main</c>, by their index in the payload.</summary>
    public IReadOnlyList<OutputTarget> MainOutputs => [.. Outputs.Where(output => output.Role == "main")];
}
