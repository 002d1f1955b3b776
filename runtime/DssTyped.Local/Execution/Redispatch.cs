using System.Globalization;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Duck;
using DssTyped.Local.Recipes;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Execution;

/// <summary>Spreads the rows of a recipe over the partitions of its output by the values of the dimensions (<c>redispatchPartitioning</c>).</summary>
internal static class Redispatch
{
    private static long s_tables;

    /// <summary>Whether a recipe spreads the rows of an output, unless one partition is asked for.</summary>
    public static bool Applies(RecipeDefinition recipe, OutputTarget output, string? partition) =>
        recipe.RedispatchPartitioning && partition is null && output.Dataset is { Dimensions.Count: > 0 };

    /// <summary>What the output keeps of the recipe's columns: dimensions that its schema lacks are in the partitions' names only.</summary>
    public static IReadOnlyList<SchemaColumn> Kept(OutputTarget output, IReadOnlyList<SchemaColumn> given) => output.Schema.Count == 0
        ? given
        : [.. given.Where(column => output.Schema.Find(column.Name) is not null || output.Dataset!.Dimensions.All(dimension => dimension.Name != column.Name))];

    /// <summary>Writes one file per partition, in order of their ids.</summary>
    public static IReadOnlyList<StoredFile> Write(
        DuckDbSession session, VersionWriter version, OutputSelect output, OutputLayout layout, IReadOnlyList<SchemaColumn> kept, WarningList warnings, CancellationToken cancellationToken)
    {
        string table = "temp.main.spread_" + Interlocked.Increment(ref s_tables).ToString(CultureInfo.InvariantCulture);
        string columns = string.Join(", ", output.Columns.Select((column, i) => Alias(i)));
        try
        {
            session.Execute($"CREATE TEMP TABLE {table} AS SELECT *, {IdOf(output)} AS partition_id FROM ({output.Sql.Trim().TrimEnd(';')}\n) AS given({columns})", cancellationToken);
            var ids = new List<string>();
            using (DuckDbQuery query = session.Query($"SELECT DISTINCT partition_id FROM {table} ORDER BY partition_id NULLS FIRST", cancellationToken))
            {
                while (query.Fetch(cancellationToken))
                {
                    for (int row = 0; row < query.Count; row++)
                        ids.Add(query.IsNull(0, row) ? throw NoValue(output) : query.Text(0, row));
                }
            }

            string list = string.Join(", ", kept.Select(column => Alias(IndexOf(output.Columns, column.Name))));
            return
            [
                .. ids.Select((id, i) => SelectWriter.Write(
                    session, version, $"SELECT {list} FROM {table} WHERE partition_id = {SqlText.Literal(id)}", kept, layout, warnings, cancellationToken, id, FormattableString.Invariant($"part-{i}"))),
            ];
        }
        finally
        {
            session.Execute($"DROP TABLE IF EXISTS {table}");
        }
    }

    /// <summary>Spreads rows that were written as a whole, and removes the whole.</summary>
    public static OutputRows Write(DuckDbSession session, VersionWriter version, OutputTarget output, OutputRows whole, bool updateSchemas, WarningList warnings, CancellationToken cancellationToken)
    {
        string[] paths = [.. whole.Files.Select(file => Path.Combine(version.Folder, Path.GetFileName(file.Path)))];
        string columns = string.Join(", ", whole.Columns.PhysicalNames.Select(SqlText.Name));
        var select = new OutputSelect(output, $"SELECT {columns} FROM read_parquet([{string.Join(", ", paths.Select(SqlText.Literal))}], hive_partitioning = false)", whole.Columns.Schema);
        IReadOnlyList<SchemaColumn> kept = Kept(output, whole.Columns.Schema);
        OutputLayout layout = OutputLayout.Of(output, kept, updateSchemas, storedDecides: true, warnings.Add).KeepingText(kept);
        IReadOnlyList<StoredFile> files = Write(session, version, select, layout, kept, warnings, cancellationToken);
        foreach (string path in paths)
            File.Delete(path);

        return new OutputRows(layout.Columns, files);
    }

    // A time dimension's id is the start of its period, cut to its length, as DSS names partitions.
    private static string IdOf(OutputSelect output) => string.Join(" || '|' || ", output.Output.Dataset!.Dimensions.Select(dimension =>
    {
        int at = IndexOf(output.Columns, dimension.Name);
        if (at < 0)
            throw new RecipeFailedException($"Output '{output.Output.Ref}' is partitioned by '{dimension.Name}', which is no column of what the recipe gives. Add the column, or build one partition at a time.");

        string text = OutputCasts.TextOf(Alias(at), output.Columns[at].Type);
        if (!dimension.IsTime)
            return text;

        int length = dimension.Period switch { "YEAR" => 4, "MONTH" => 7, "DAY" => 10, "HOUR" => 13, var other => throw new RecipeFailedException($"The period '{other}' of dimension '{dimension.Name}' is not known here.") };
        return $"replace(left({text}, {length.ToString(CultureInfo.InvariantCulture)}), 'T', '-')";
    }));

    private static RecipeFailedException NoValue(OutputSelect output) =>
        new($"Some rows have no value in a partitioning dimension of output '{output.Output.Ref}' ({string.Join(", ", output.Output.Dataset!.Dimensions.Select(dimension => dimension.Name))}), so they belong to no partition. Filter them out before.");

    private static int IndexOf(IReadOnlyList<SchemaColumn> columns, string name)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == name)
                return i;
        }

        return -1;
    }

    private static string Alias(int index) => "c" + index.ToString(CultureInfo.InvariantCulture);
}
