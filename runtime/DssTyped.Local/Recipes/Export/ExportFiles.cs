using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Export;
using DssTyped.Flow.Snapshots;
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
        return selection is not null && (selection.FindText("samplingMethod") is not (null or "FULL") || selection.Find("filter")?.FindFlag("enabled") == true)
            ? new Refusal("The recipe exports a sample", "Put a Sample/Filter recipe before the export in DSS.")
            : settings.FormatParams.FindText("style") is null or "excel" or "unix"
                ? null
                : new Refusal($"The recipe exports text in the style {settings.FormatParams.FindText("style")}", "Choose the style Excel or Unix in DSS.");
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
