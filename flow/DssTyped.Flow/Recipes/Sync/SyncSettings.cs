namespace DssTyped.Flow.Recipes.Sync;

/// <summary>What a <c>sync</c> recipe asks for.</summary>
/// <param name="KeepsOutputSchema">Whether the output keeps a schema of its own and gets the columns whose names match, rather than a copy of the input's schema.</param>
public sealed record SyncSettings(bool KeepsOutputSchema) : RecipeSettings;
