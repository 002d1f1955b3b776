namespace DssTyped.Flow.Recipes.Sync;

/// <summary>What a <c>sync</c> recipe asks for.</summary>
/// <param name="KeepsOutputSchema">Whether the output keeps a schema of its own and gets the columns whose names match, rather than a copy of the input's schema.</param>
/// <param name="Redispatches">Whether rows are distributed over the output's partitions by the values of the dimension columns.</param>
public sealed record SyncSettings(bool KeepsOutputSchema, bool Redispatches) : RecipeSettings;
