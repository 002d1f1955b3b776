namespace DssTyped.Flow.Recipes.Folders;

/// <summary>What a <c>list_folder_contents</c> recipe asks for.</summary>
/// <param name="Path">Whether the path is written.</param>
/// <param name="BaseName">Whether the file name is written.</param>
/// <param name="Extension">Whether the file extension is written.</param>
/// <param name="LastModified">Whether the time of the last change is written.</param>
/// <param name="Size">Whether the size is written.</param>
/// <param name="Levels">The columns for levels of the path.</param>
public sealed record ListFolderContentsSettings(bool Path, bool BaseName, bool Extension, bool LastModified, bool Size, EquatableArray<FolderLevel> Levels) : RecipeSettings;

/// <summary>A column for one level of the path.</summary>
/// <param name="Column">The column.</param>
/// <param name="Level">The level, from 1 for the topmost folder.</param>
public sealed record FolderLevel(string Column, int Level);
