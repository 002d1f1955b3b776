using DssTyped.Flow;
using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Sources;

/// <summary>Rows of delimited text files.</summary>
internal static class CsvSource
{
    public static IEnumerable<SourceRecord> Read(SourceRead read)
    {
        (CsvDialect dialect, int[] positions, bool exactCount) = Layout(read);
        using var text = new StreamReader(SourceStreams.Open(read.Path), dialect.Encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
        var csv = new CsvReader(text, dialect);
        for (int i = 0; i < dialect.SkipBeforeHeader; i++)
            csv.SkipLine();
        if (dialect.HasHeader)
            csv.Read();
        for (int i = 0; i < dialect.SkipAfterHeader; i++)
            csv.SkipLine();

        var cells = new string?[positions.Length];
        while (csv.Read())
        {
            if (csv.IsBlank && positions.Length > 1)
                continue;
            if (csv.Cells.Count != positions.Length && exactCount)
                CheckCount(read, csv, positions.Length);

            for (int i = 0; i < positions.Length; i++)
                cells[i] = positions[i] < csv.Cells.Count ? csv.Cells[positions[i]] : null;

            yield return new SourceRecord(csv.Line, cells);
        }

        if (csv.UnclosedQuoteLine > 0)
            throw read.Error(csv.UnclosedQuoteLine, "a quoted cell is never closed, so the rest of the file would be one cell", $"Close the quote, or set formatParams.style and quoteChar of the dataset to how the file is written.");
    }

    /// <summary>The names in a file's header, for a dataset whose schema is not known.</summary>
    public static IReadOnlyList<string> HeaderOf(string path, CsvDialect dialect)
    {
        using var text = new StreamReader(SourceStreams.Open(path), dialect.Encoding, detectEncodingFromByteOrderMarks: true);
        var csv = new CsvReader(text, dialect);
        for (int i = 0; i < dialect.SkipBeforeHeader; i++)
            csv.SkipLine();

        return csv.Read() ? [.. csv.Cells] : [];
    }

    // Missing cells are empty, as DSS reads them by default; cells too many are told.
    private static void CheckCount(SourceRead read, CsvReader csv, int expected)
    {
        bool tooMany = csv.Cells.Count > expected;
        if (read.Dataset.FormatParams.FindText(tooMany ? "readAdditionalColumnsBehavior" : "readMissingColumnsBehavior") == "FAIL")
            throw read.Error(csv.Line, FormattableString.Invariant($"{csv.Cells.Count} cells for {expected} columns, and the dataset is set to fail then"), "Correct the row, or the dataset's settings in DSS.");
        if (!tooMany)
            return;

        (string path, long line, int count, string first) = (read.Path, csv.Line, csv.Cells.Count, csv.Cells[expected]);
        read.Warnings.Add(
            $"rows with more cells than columns in '{path}'",
            () => FormattableString.Invariant($"File '{path}', line {line}: {count} cells for {expected} columns; left out from '{first}' on."));
    }

    private static (CsvDialect Dialect, int[] Positions, bool ExactCount) Layout(SourceRead read)
    {
        Schema schema = read.Schema;
        bool isCsv = read.Dataset.FormatType is null or "csv";
        CsvDialect own = read.Dataset.FormatType switch
        {
            "csv" => CsvDialect.Of(read.Dataset.FormatParams, read.Dataset.Name),
            "line" => CsvDialect.Lines(read.Dataset.FormatParams, read.Dataset.Name),
            _ => CsvDialect.Managed,
        };
        int[] inOrder = [.. Enumerable.Range(0, schema.Count)];
        if (read.Origin == SourceOrigin.Exported)
            return (isCsv && read.Dataset.Managed ? own.Written : CsvDialect.Managed, inOrder, true);

        if (read.Origin == SourceOrigin.Own)
        {
            // DSS goes by position here: names in the schema may have been edited after the file was read.
            if (own.HasHeader && HeaderOf(read.Path, own) is { Count: > 0 } header && header.Count != schema.Count)
                throw MismatchError(read, header, own);

            return (own, inOrder, true);
        }

        return UserLayout(read, own, inOrder);
    }

    // A file that a user put there says itself what its columns are, in whatever dialect it is written.
    private static (CsvDialect Dialect, int[] Positions, bool ExactCount) UserLayout(SourceRead read, CsvDialect own, int[] inOrder)
    {
        Schema schema = read.Schema;
        char usual = SourceStreams.ExtensionOf(read.Path) == ".tsv" ? '\t' : ',';
        CsvDialect[] candidates =
        [
            own with { HasHeader = true }, CsvDialect.Usual(usual) with { Encoding = own.Encoding },
            .. new[] { ',', ';', '\t', '|' }.Where(separator => separator != usual).Select(separator => CsvDialect.Usual(separator) with { Encoding = own.Encoding }),
        ];

        IReadOnlyList<string> best = [];
        CsvDialect bestDialect = candidates[0];
        foreach (CsvDialect candidate in candidates)
        {
            IReadOnlyList<string> header = HeaderOf(read.Path, candidate);
            int[] positions = [.. schema.Select(column => IndexOf(header, column.Name))];
            if (positions.All(position => position >= 0))
            {
                string[] extra = [.. header.Where((_, i) => !positions.Contains(i))];
                if (extra.Length > 0)
                    read.Warnings.Add($"File '{read.Path}', line 1: the dataset's schema has no column {string.Join(", ", extra.Select(name => $"'{name}'"))}; left out.");

                return (candidate, positions, false);
            }

            if (header.Count(name => schema.Find(name) is not null) > best.Count(name => schema.Find(name) is not null) || best.Count == 0)
                (best, bestDialect) = (header, candidate);
        }

        // Files that DSS wrote itself have no header.
        if (!own.HasHeader && HeaderOf(read.Path, own).Count == schema.Count && best.All(name => schema.Find(name) is null))
            return (own, inOrder, true);

        throw MismatchError(read, best, bestDialect);
    }

    private static DssException MismatchError(SourceRead read, IReadOnlyList<string> header, CsvDialect dialect)
    {
        int line = dialect.SkipBeforeHeader + 1;
        string[] missing = [.. read.Schema.Where(column => IndexOf(header, column.Name) < 0).Select(column => column.Name)];
        string[] unknown = [.. header.Where(name => read.Schema.Find(name) is null)];
        string what = FormattableString.Invariant($"the header has {header.Count} columns, the dataset's schema {read.Schema.Count}");
        if (missing.Length > 0)
            what += $"; missing: {string.Join(", ", missing.Select(name => Hint(name, unknown)))}";
        if (unknown.Length > 0)
            what += $"; not in the schema: {string.Join(", ", unknown.Select(name => $"'{name}'"))}";

        return read.Error(line, what, "Put the missing columns into the file, or import the snapshot again if the dataset has changed.");
    }

    private static string Hint(string name, string[] candidates) =>
        NearestName.Of(name, candidates) is { } near ? $"'{name}' (is '{near}' meant?)" : $"'{name}'";

    private static int IndexOf(IReadOnlyList<string> header, string name)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (header[i] == name)
                return i;
        }

        for (int i = 0; i < header.Count; i++)
        {
            if (header[i].Trim() == name.Trim())
                return i;
        }

        return -1;
    }
}
