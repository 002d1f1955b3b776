using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Duck;
using DssTyped.Local.Execution;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Sources;

/// <summary>Reads the files of source datasets into the store, once for every state of the files.</summary>
internal sealed class SourceLoader(SourceFinder finder, ObjectStore store, Func<DuckDbHost> host, Func<DatasetDefinition, SourceFiles?> folderFiles)
{
    private readonly FileStamps _stamps = new();

    /// <summary>What a dataset's rows would be read from now; null if there is nothing.</summary>
    public SourceContent? Find(DatasetDefinition dataset)
    {
        if (FilesOf(dataset) is { } files)
            return OfFiles(dataset, files);

        return InlineSource.RowsOf(dataset) is { } rows
            ? new SourceContent(null, rows, [], Fingerprints.Of("inline", Fingerprints.OfSchema(dataset.Schema), JsonWriter.Canonical(JsonValue.Array(rows))))
            : null;
    }

    /// <summary>Why a dataset's files can't be read; null if they can, or if there are none.</summary>
    public Refusal? Refuse(DatasetDefinition dataset) =>
        AllFilesOf(dataset) is { } all && FileSelection.Refuse(dataset, all) is { } refusal ? refusal
        : FilesOf(dataset) is { } files ? SourceFormats.Refuse(dataset, files)
        : null;

    /// <summary>Rows that the program itself wrote to a source, which has no file; null if there are none. Rows read from files that are gone since do not count: a build would not see that they are.</summary>
    public Manifest? FindWritten(DatasetDefinition dataset) => store.Find(dataset.Name) is { Sources.Count: 0 } written ? written : null;

    /// <summary>Makes sure that the store has a dataset's rows as its files are now.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="log">Takes what is done.</param>
    /// <param name="cancellationToken">Ends loading; an earlier version stays.</param>
    /// <returns>The version; null if there is neither something to read nor something written.</returns>
    /// <exception cref="DssException">A file is not what the dataset says it is.</exception>
    public async Task<Manifest?> EnsureAsync(DatasetDefinition dataset, Action<string> log, CancellationToken cancellationToken)
    {
        if (Find(dataset) is not { } content)
            return FindWritten(dataset);
        if (store.Find(dataset.Name) is { } known && known.Fingerprint == content.Fingerprint)
            return known;

        using VersionWriter version = await store.BeginAsync(dataset.Name, () => log($"Waiting for another build of '{dataset.Name}'."), cancellationToken).ConfigureAwait(false);
        if (version.Current is { } meanwhile && meanwhile.Fingerprint == content.Fingerprint)
            return meanwhile;

        try
        {
            if (Refuse(dataset) is { } refusal)
                throw new DssException(refusal.ToString());

            version.Prepare();
            var warnings = new WarningList();
            (StoredColumns columns, IReadOnlyList<StoredFile> files) = Load(dataset, content, StoredColumns.Of(SchemaOf(dataset, content)), version, warnings, cancellationToken);
            var manifest = new Manifest
            {
                Version = version.Version,
                Name = dataset.Name,
                Fingerprint = content.Fingerprint,
                Schema = columns.Schema,
                PhysicalNames = columns.PhysicalNames,
                Files = files,
                Sources = content.Stamps,
                Warnings = warnings.ToList(),
                Engine = Fingerprints.EngineVersion,
                At = DateTimeOffset.UtcNow,
            };
            version.Publish(manifest, flush: false);
            log(string.Create(CultureInfo.InvariantCulture, $"Read {manifest.Rows} rows of '{dataset.Name}' from {(content.Files is null ? "the snapshot" : string.Join(", ", content.Files.Paths))}, {warnings.Count} warnings."));
            return manifest;
        }
        finally
        {
            version.DiscardUnlessPublished();
        }
    }

    private SourceFiles? FilesOf(DatasetDefinition dataset) => FileSelection.Of(dataset, AllFilesOf(dataset));

    // Rows in the snapshot count before files that the data folder may have beside them.
    private SourceFiles? AllFilesOf(DatasetDefinition dataset) =>
        finder.FindPin(dataset.Name)
        ?? (dataset.Type == "FilesInFolder" ? folderFiles(dataset) : null)
        ?? (InlineSource.RowsOf(dataset) is null ? finder.Find(dataset.Name) : null);

    private SourceContent OfFiles(DatasetDefinition dataset, SourceFiles files)
    {
        IReadOnlyDictionary<string, SourceStamp> known = (store.Find(dataset.Name)?.Sources ?? []).ToDictionary(stamp => stamp.Path, StringComparer.Ordinal);
        SourceStamp[] stamps = [.. files.Paths.Select(path => _stamps.Of(path, known.GetValueOrDefault(path)))];
        string format = Fingerprints.Canonical(JsonValue.Object(("format", dataset.FormatType is null ? null : JsonValue.String(dataset.FormatType)), ("params", dataset.FormatParams)));
        string fingerprint = Fingerprints.Of(
            [Fingerprints.EngineVersion, "files", files.Origin.ToString(), format, Fingerprints.OfSchema(dataset.Schema), .. stamps.Select(stamp => $"{Path.GetFileName(stamp.Path)}\n{stamp.Sha256}")]);
        return new SourceContent(files, null, stamps, fingerprint);
    }

    // A dataset that was never read in DSS has no columns yet: the file's header names them.
    private static Schema SchemaOf(DatasetDefinition dataset, SourceContent content)
    {
        if (dataset.Schema.Count > 0 || content.Files is not { Paths: [var first, ..] } || SourceStreams.ExtensionOf(first) is not (".csv" or ".tsv" or ".txt"))
            return dataset.Schema;

        CsvDialect dialect = dataset.FormatType == "csv" ? CsvDialect.Of(dataset.FormatParams, dataset.Name) : CsvDialect.Usual(SourceStreams.ExtensionOf(first) == ".tsv" ? '\t' : ',');
        return new Schema([.. CsvSource.HeaderOf(first, dialect).Select(name => new SchemaColumn(name, StorageType.String))]);
    }

    private static List<string?[]> First(DatasetDefinition dataset, SourceContent content, Schema schema, CancellationToken cancellationToken)
    {
        // Only DSS itself writes booleans in other words; a file of somebody else is held to its type.
        if (content.Files is not { Origin: SourceOrigin.Exported } files || schema.All(column => column.Type != StorageType.Boolean))
            return [];

        IEnumerable<SourceRecord> records = files.Paths.SelectMany(ZipParts.Of).SelectMany(path => Records(new SourceRead(dataset, schema, path, files.Origin, new WarningList(), cancellationToken)));
        return [.. records.Take(BooleanText.Sample).Select(record => (string?[])[.. record.Cells])];
    }

    private (StoredColumns Columns, IReadOnlyList<StoredFile> Files) Load(DatasetDefinition dataset, SourceContent content, StoredColumns columns, VersionWriter version, WarningList warnings, CancellationToken cancellationToken)
    {
        using DuckDbLease lease = host().Rent();
        if (content.Files is { } parquet && (parquet.Paths.All(path => SourceStreams.ExtensionOf(path) == ".parquet") || (parquet.Origin == SourceOrigin.Own && dataset.FormatType == "parquet")))
            return (columns, [ParquetSource.Load(lease.Session, dataset, columns, parquet.Paths, version, warnings, cancellationToken)]);

        columns = columns with { Schema = BooleanText.Spelled(columns.Schema, First(dataset, content, columns.Schema, cancellationToken), static index => index) };
        bool fail = dataset.FormatParams.FindText("readDataTypeMismatchBehavior") == "FAIL";
        using var part = new PartWriter(lease.Session, version, columns);
        var cells = new CellWriter(part, columns.Schema);
        if (content.Inline is { } inline)
        {
            foreach (SourceRecord record in InlineSource.Read(inline, columns.Schema.Count))
                WriteRow(record, "the snapshot");
        }

        foreach (string path in (content.Files?.Paths ?? []).SelectMany(ZipParts.Of))
        {
            var read = new SourceRead(dataset, columns.Schema, path, content.Files!.Origin, warnings, cancellationToken);
            foreach (SourceRecord record in Records(read))
                WriteRow(record, path);
        }

        return (columns, part.Finish(cancellationToken));

        void WriteRow(SourceRecord record, string path)
        {
            for (int i = 0; i < record.Cells.Length; i++)
            {
                if (!cells.Set(i, record.Cells[i]))
                    BadCell(dataset, columns.Schema[i], record, i, path, fail, warnings);
            }

            part.EndRow(cancellationToken);
        }
    }

    private static void BadCell(DatasetDefinition dataset, SchemaColumn column, SourceRecord record, int index, string path, bool fail, WarningList warnings)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"File '{path}', line {record.Line}, column '{column.Name}': '{record.Cells[index]}' is no {column.TypeName}");
        if (fail)
            throw new DssException($"{what} (dataset '{dataset.Name}', readDataTypeMismatchBehavior FAIL). Correct the value, or the column's type.");

        warnings.Add($"cells of column '{column.Name}' that are no {column.TypeName}", () => what + "; left empty.");
    }

    private static IEnumerable<SourceRecord> Records(SourceRead read) => SourceStreams.ExtensionOf(read.Path) switch
    {
        ".xlsx" or ".xls" => ExcelSource.Read(read),
        ".json" or ".jsonl" or ".ndjson" => JsonSource.Read(read),
        ".parquet" => throw read.Error(1, "Parquet files can't be mixed with files of another format", "Keep files of one format."),
        _ when read.Origin == SourceOrigin.Own && read.Dataset.FormatType == "json" => JsonSource.Read(read),
        _ when read.Origin == SourceOrigin.Own && read.Dataset.FormatType == "excel" => ExcelSource.Read(read),
        _ => CsvSource.Read(read),
    };
}

/// <summary>What a source's rows are read from.</summary>
/// <param name="Files">The files; null for rows that are in the snapshot.</param>
/// <param name="Inline">The rows in the snapshot; null for files.</param>
/// <param name="Stamps">The files as they are now.</param>
/// <param name="Fingerprint">A hash of content and format settings.</param>
internal sealed record SourceContent(SourceFiles? Files, IReadOnlyList<JsonValue>? Inline, IReadOnlyList<SourceStamp> Stamps, string Fingerprint);
