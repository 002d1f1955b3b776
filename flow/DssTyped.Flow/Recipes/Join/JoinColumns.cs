namespace DssTyped.Flow.Recipes.Join;

/// <summary>Says which columns of which table a join writes, and under which names.</summary>
public static class JoinColumns
{
    /// <summary>The columns in the order of the output.</summary>
    /// <param name="settings">The join.</param>
    /// <param name="columnsOf">The names of a table's columns, computed ones included, by the table's index.</param>
    public static IEnumerable<JoinOutputColumn> Of(JoinSettings settings, Func<int, IEnumerable<string>> columnsOf)
    {
        // An anti or semi join has the columns of one side only.
        int? only = settings.Joins.Select(OnlyTable).FirstOrDefault(table => table is not null);
        IEnumerable<SelectedColumn> selected = settings.Selected.Where(column => only is null || column.Table == only);
        if (settings.Tables.All(table => table.Selection == ColumnSelection.Manual))
        {
            foreach (SelectedColumn column in selected)
                yield return Chosen(settings, column);

            yield break;
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int table = 0; table < settings.Tables.Count; table++)
        {
            if (only is not null && table != only)
                continue;

            JoinTable definition = settings.Tables[table];
            int index = table;
            IEnumerable<JoinOutputColumn> columns = definition.Selection switch
            {
                ColumnSelection.Manual => selected.Where(column => column.Table == index).Select(column => Chosen(settings, column)),
                ColumnSelection.AllNonConflicting or ColumnSelection.All => columnsOf(index)
                    .Select(name => new JoinOutputColumn(index, new ColumnRef(name), definition.NameOf(name)))
                    .Where(column => definition.Selection == ColumnSelection.All || !taken.Contains(column.Name)),
            };
            foreach (JoinOutputColumn column in columns.ToList())
            {
                taken.Add(column.Name);
                yield return column;
            }
        }
    }

    private static JoinOutputColumn Chosen(JoinSettings settings, SelectedColumn column) => new(
        column.Table,
        column.Column,
        column.Alias ?? (column.Table >= 0 && column.Table < settings.Tables.Count ? settings.Tables[column.Table].NameOf(column.Column.Name) : column.Column.Name));

    private static int? OnlyTable(JoinStep step) => step.Kind switch
    {
        JoinKind.LeftAnti or JoinKind.LeftSemi => step.Left,
        JoinKind.RightAnti or JoinKind.RightSemi => step.Right,
        _ => null,
    };
}

/// <summary>A column that a join writes.</summary>
/// <param name="Table">The index of the table it is from.</param>
/// <param name="Column">The column of that table.</param>
/// <param name="Name">The name in the output.</param>
public sealed record JoinOutputColumn(int Table, ColumnRef Column, string Name);
