namespace DssTyped.Flow.Recipes.Folders;

/// <summary>What a <c>download</c> recipe asks for.</summary>
/// <param name="SourceCount">How many places it downloads from.</param>
/// <param name="DeletesOthers">Whether files that are in no source are deleted from the folder.</param>
public sealed record DownloadSettings(int SourceCount, bool DeletesOthers) : RecipeSettings;
