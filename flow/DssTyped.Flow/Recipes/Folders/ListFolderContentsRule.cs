using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Folders;

/// <summary>Columns of a DSS <c>list_folder_contents</c> recipe's output: what is known of each file.</summary>
internal sealed class ListFolderContentsRule : RecipeRule<ListFolderContentsSettings>
{
    public override string DssType => "list_folder_contents";

    public override RecipeNote Note => new("List Folder Contents", Certainty.Exact, "The chosen facts of each file: path, name, extension, time, size, levels of the path.");

    public override ListFolderContentsSettings Read(RecipeDefinition recipe)
    {
        JsonValue settings = recipe.Params;
        return new ListFolderContentsSettings(
            settings.FindFlag("path", otherwise: true),
            settings.FindFlag("basename"),
            settings.FindFlag("extension"),
            settings.FindFlag("lastModified"),
            settings.FindFlag("size"),
            Levels(settings.Find("levelMapping")));
    }

    private protected override void Infer(ListFolderContentsSettings settings, InferenceContext context)
    {
        foreach (OutputBuilder output in context.MainOutputs)
        {
            foreach ((bool isOn, string name, StorageType type) in new[]
            {
                (settings.Path, "path", StorageType.String), (settings.BaseName, "basename", StorageType.String), (settings.Extension, "extension", StorageType.String),
                (settings.LastModified, "last_modified", StorageType.Date), (settings.Size, "size", StorageType.BigInt),
            })
            {
                if (isOn)
                    output.Add(new DerivedColumn(name, type, []));
            }

            foreach (FolderLevel level in settings.Levels)
                output.Add(new DerivedColumn(level.Column, StorageType.String, []));
        }
    }

    // Both shapes are read: a list of {level, column} and a map from level to column.
    private static EquatableArray<FolderLevel> Levels(JsonValue? mapping) => mapping switch
    {
        { IsArray: true } list => list.Items.Select((item, position) => Level(item.Text("column", item.Text("name")), item.FindText("level") ?? (position + 1).ToString(CultureInfo.InvariantCulture)))
            .Where(level => level is not null).Select(level => level!).ToEquatableArray(),
        { IsObject: true } map => map.Members.Select(member => Level(member.Value.Text, member.Name)).Where(level => level is not null).Select(level => level!).ToEquatableArray(),
        _ => [],
    };

    private static FolderLevel? Level(string column, string level) =>
        column.Length > 0 && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new FolderLevel(column, number) : null;
}
