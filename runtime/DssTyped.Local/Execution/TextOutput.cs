using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Execution;

/// <summary>Writes rows of text to an output.</summary>
internal static class TextOutput
{
    public static OutputRows Write(
        DuckDbHost host,
        VersionWriter version,
        OutputTarget output,
        IEnumerable<string?[]> rows,
        Func<IReadOnlyList<SchemaColumn>> columns,
        bool updateSchema,
        bool storedDecides,
        WarningList warnings,
        string? partition,
        CancellationToken cancellationToken)
    {
        // The columns are known when the first row is there, or the end.
        using IEnumerator<string?[]> row = rows.GetEnumerator();
        var first = new List<string?[]>();
        bool more = true;
        while (first.Count < BooleanText.Sample && (more = row.MoveNext()))
            first.Add(row.Current);

        OutputLayout layout = OutputLayout.Of(output, columns(), updateSchema, storedDecides, warnings.Add);
        // The partitions of a dataset have columns of one type.
        if (partition is null)
            layout = layout with { Columns = layout.Columns with { Schema = BooleanText.Spelled(layout.Columns.Schema, first, index => layout.From[index]) } };
        Schema schema = layout.Columns.Schema;
        using DuckDbLease lease = host.Rent();
        using var part = new PartWriter(lease.Session, version, layout.Columns, partition);
        var cells = new CellWriter(part, schema);
        foreach (string?[] given in first)
            Write(given);
        while (more && row.MoveNext())
            Write(row.Current);

        return new OutputRows(layout.Columns, part.Finish(cancellationToken));

        void Write(string?[] given)
        {
            for (int i = 0; i < schema.Count; i++)
            {
                int from = layout.From[i];
                if (from >= 0 && !cells.Set(i, given[from]))
                {
                    SchemaColumn column = schema[i];
                    (string? value, long number) = (given[from], part.Rows + 1);
                    warnings.Add($"cells of column '{column.Name}' that are no {column.TypeName}", () => FormattableString.Invariant($"Row {number}, column '{column.Name}': '{value}' is no {column.TypeName}; left empty."));
                }
            }

            part.EndRow(cancellationToken);
        }
    }
}
