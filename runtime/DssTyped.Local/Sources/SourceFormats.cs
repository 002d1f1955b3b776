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
        return files.Origin == SourceOrigin.Own && dataset.FormatType is not (null or "csv" or "json" or "excel" or "parquet" or "line")
            ? new Refusal($"The files of dataset '{dataset.Name}' have the format '{dataset.FormatType}', which this engine does not read", Mend)
            : null;
    }
}
