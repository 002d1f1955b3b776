using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Export;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes.Sampling;
using DssTyped.Local.Sources;

namespace DssTyped.Local.Recipes.Export;

/// <summary>Runs an <c>export</c> recipe that writes delimited text to a managed folder.</summary>
internal sealed class ExportFiles : RecipeTranslator
{
    public override string DssType => "export";

    public override SupportNote Note => new(Support.Differs, "Delimited text with quotes; the file is called as the input, with the extension .csv. Other formats, exporters and samples are refused.");

    public override Refusal? Refuse(Snapshot snapshot, RecipeDefinition recipe)
    {
        ExportSettings settings = Read(recipe);
        if (settings.Exporter.Length > 0)
            return new Refusal($"The recipe exports with {settings.Exporter}, which is a plugin or another format");
        if (settings.FormatType is not "csv")
            return new Refusal(settings.FormatType.Length == 0 ? "The recipe does not say which file format it writes" : $"The recipe exports to the format {settings.FormatType}", "Export to CSV in DSS.");

        if (recipe.Inputs.FirstOrDefault(input => !SourceFinder.IsPlain(input.Ref)) is { } input)
            return new Refusal($"The file that the recipe writes would be called as its input '{input.Ref}', which is no name of a file", "Rename the dataset in DSS.");

        JsonValue? selection = recipe.Params.Find("exportParams")?.Find("selection");
        return selection is not null && (selection.Text("samplingMethod", "FULL") != "FULL" || selection.Find("ordering")?.FindFlag("enabled") == true || SelectionRefusal.Of(selection) is not null)
            ? new Refusal("The recipe exports a sample, a part or another order of the rows", "Put a Sample/Filter or Sort recipe before the export in DSS.")
            : RefuseFormat(settings.FormatParams);
    }

    // What the file would look like otherwise; a setting that is not there has the value that is taken here.
    private static Refusal? RefuseFormat(JsonValue format)
    {
        (string Name, string[] Taken)[] choices =
        [
            ("style", ["excel", "unix"]), ("charset", ["utf8", "utf-8", "UTF-8"]), ("compress", [""]), ("dateSerializationFormat", ["ISO"]), ("arrayMapFormat", ["json"]), ("quoteChar", ["\""]),
        ];
        return choices.FirstOrDefault(choice => format.FindText(choice.Name) is { } given && !choice.Taken.Contains(given, StringComparer.Ordinal)) is { Name: { } name }
            ? new Refusal($"The recipe exports text whose {name} is '{format.FindText(name)}'", $"Choose {name} {choices.First(choice => choice.Name == name).Taken[0]} in DSS.")
            : null;
    }

    public override Translation Translate(TranslationContext context)
    {
        ExportSettings settings = Read(context.Recipe);
        return new Translation.Files(async (work, cancellationToken) =>
        {
            TextTable table = work.InputTables.FirstOrDefault() ?? throw new RecipeFailedException($"Recipe '{context.Recipe.Name}' has no input dataset. Give it one in DSS.");
            foreach (string folder in work.OutputFolders.Values)
            {
                string file = Path.Combine(folder, $"{table.Relation.Ref}.csv");
                await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
                string separator = settings.FormatParams.FindText("separator") is { Length: > 0 } given ? given : "\t";
                if (settings.FormatParams.FindFlag("parseHeaderRow", otherwise: true))
                    await writer.WriteLineAsync(Line(table.Relation.Schema.Select(column => column.Name), separator)).ConfigureAwait(false);
                foreach (string?[] row in table.Rows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await writer.WriteLineAsync(Line(row, separator)).ConfigureAwait(false);
                }
            }
        });
    }

    private static string Line(IEnumerable<string?> cells, string separator) => string.Join(separator, cells.Select(cell => Quoted(cell ?? "", separator)));

    private static string Quoted(string cell, string separator) =>
        cell.Contains(separator, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private ExportSettings Read(RecipeDefinition recipe) => (ExportSettings)RecipeRules.For(DssType).ReadSettings(recipe);
}
