using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Sources;

/// <summary>Which formats of source files can be read; every other is refused by its name rather than read as something it is not.</summary>
internal static class SourceFormats
{
    private const string Mend = "Put the rows into the data folder as CSV, JSON, Parquet or Excel under the dataset's name, or pin such a file to the dataset.";

    private static readonly string[] Packed = [".bz2", ".xz", ".zst", ".lz4", ".lzo", ".snappy", ".deflate", ".7z", ".rar", ".tar", ".tgz"];

    /// <summary>Why a dataset's files can't be read; null if they can.</summary>
    public static Refusal? Refuse(DatasetDefinition dataset, SourceFiles files)
    {
        if (files.Paths.FirstOrDefault(path => Packed.Contains(Path.GetExtension(path).ToLowerInvariant())) is { } packed)
            return new Refusal($"The file '{packed}' of dataset '{dataset.Name}' is packed as {Path.GetExtension(packed)[1..]}, which this engine does not unpack", "Unpack it, or pack it with gzip or zip.");

        // Files that a user puts there say by their names what they are.
        if (files.Origin != SourceOrigin.Own)
            return null;
        if (dataset.FormatType is not (null or "csv" or "json" or "excel" or "parquet" or "line"))
            return new Refusal($"The files of dataset '{dataset.Name}' have the format '{dataset.FormatType}', which this engine does not read", Mend);

        string? switched = dataset.FormatType switch
        {
            "csv" => RefuseCsv(dataset),
            "excel" => RefuseExcel(dataset.FormatParams),
            "json" => RefuseJson(dataset.FormatParams),
            _ => null,
        };
        return switched is null && dataset.Raw.Find("readWriteOptions")?.Find("defaultReadOrdering")?.FindFlag("enabled") != true
            ? null
            : new Refusal($"Dataset '{dataset.Name}' is read in a way that this engine does not know: {switched ?? "sorted"}", Mend);
    }

    private static string? RefuseCsv(DatasetDefinition dataset)
    {
        JsonValue format = dataset.FormatParams;
        if (format.FindText("style") is not (null or "unix" or "excel" or "escape_only_no_quote" or "escape_only_no_quotes" or "no_escape_no_quote"))
            return $"the style '{format.FindText("style")}'";
        if (format.FindText("separator") is { Length: > 1 } separator && separator != "\\t")
            return $"the separator '{separator}' of several characters";
        if (format.FindFlag("normalizeBooleans") && dataset.Schema.Any(column => column.Type == StorageType.Boolean))
            return "booleans are normalized from words of which there is no list";

        return format.FindText("arrayMapFormat") is { } arrays && arrays != "json" && dataset.Schema.Any(column => column.Type is StorageType.Array or StorageType.Map or StorageType.Object)
            ? $"arrays and maps in the format '{arrays}'"
            : null;
    }

    private static string? RefuseExcel(JsonValue format) =>
        format.FindFlag("preserveNumberFormatting") ? "numbers as they are formatted in the workbook"
        : format.FindFlag("sheetsToColumn") ? "the names of the sheets become a column"
        : format.FindInt32("skipColumns") is > 0 ? "columns are skipped"
        : format.FindFlag("passwordRequired") ? "the workbook has a password"
        : null;

    private static string? RefuseJson(JsonValue format) =>
        format.FindText("rootPath") is { Length: > 0 } root && root is not ("/" or "$" or "/*") ? $"rows are at '{root}' of the JSON"
        : format.FindFlag("extractFromSingleElement") ? "rows are taken out of a single element"
        : null;
}
