namespace DssTyped.Flow.Recipes.Folders;

/// <summary>What a <c>merge_folder</c> recipe asks for.</summary>
/// <param name="ClearsFirst">Whether the output folder is emptied first.</param>
/// <param name="ConflictHandling">DSS's word for what happens when two inputs have a file of one path: <c>OVERWRITE</c>, <c>RENAME</c>, <c>FAIL</c> ...</param>
public sealed record MergeFolderSettings(bool ClearsFirst, string ConflictHandling) : RecipeSettings;
