using System.Globalization;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Folders;
using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Recipes.Folders;

/// <summary>Runs a <c>list_folder_contents</c> recipe: one row per file, in order of the paths.</summary>
internal sealed class ListFolderContentsFiles : RecipeTranslator
{
    public override string DssType => "list_folder_contents";

    public override SupportNote Note => new(Support.Exact, "Files come in order of their paths; paths start with a slash. Hidden files are left out.");

    public override Translation Translate(TranslationContext context)
    {
        var settings = (ListFolderContentsSettings)RecipeRules.For(DssType).ReadSettings(context.Recipe);
        return new Translation.Files(async (work, cancellationToken) =>
        {
            string folder = work.InputFolders.Values.FirstOrDefault() ?? throw new RecipeFailedException($"Recipe '{context.Recipe.Name}' has no input folder. Give it one in DSS.");
            foreach (OutputTarget output in context.MainOutputs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await work.OutputRows(output.Ref, Columns(settings), FolderFiles.Of(folder).Select(file => Row(settings, file))).ConfigureAwait(false);
            }
        });
    }

    private static IReadOnlyList<SchemaColumn> Columns(ListFolderContentsSettings settings)
    {
        var columns = new List<SchemaColumn>();
        void Add(bool isOn, string name, StorageType type)
        {
            if (isOn)
                columns.Add(new SchemaColumn(name, type));
        }

        Add(settings.Path, "path", StorageType.String);
        Add(settings.BaseName, "basename", StorageType.String);
        Add(settings.Extension, "extension", StorageType.String);
        Add(settings.LastModified, "last_modified", StorageType.Date);
        Add(settings.Size, "size", StorageType.BigInt);
        foreach (FolderLevel level in settings.Levels)
            Add(isOn: true, level.Column, StorageType.String);
        return columns;
    }

    private static string?[] Row(ListFolderContentsSettings settings, (string Path, FileInfo File) entry)
    {
        string[] parts = entry.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var cells = new List<string?>();
        if (settings.Path)
            cells.Add(entry.Path);
        if (settings.BaseName)
            cells.Add(entry.File.Name);
        if (settings.Extension)
            cells.Add(entry.File.Extension.TrimStart('.') is { Length: > 0 } extension ? extension : null);
        if (settings.LastModified)
            cells.Add(entry.File.LastWriteTimeUtc.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        if (settings.Size)
            cells.Add(entry.File.Length.ToString(CultureInfo.InvariantCulture));
        cells.AddRange(settings.Levels.Select(level => level.Level >= 1 && level.Level < parts.Length ? parts[level.Level - 1] : null));
        return [.. cells];
    }
}
