namespace DssTyped.Tests.Recipes;

/// <summary>A small dataset in a test: names, DSS types, and rows of text where null is an empty cell.</summary>
internal sealed record Table(IReadOnlyList<(string Name, string Type)> Columns, IReadOnlyList<string?[]> Rows)
{
    /// <summary>A table from <c>"name:type"</c> and rows.</summary>
    public static Table Of(string columns, params string?[][] rows) =>
        new([.. columns.Split(',').Select(column => column.Trim().Split(':')).Select(parts => (parts[0], parts.Length > 1 ? parts[1] : "string"))], rows);

    public int IndexOf(string name)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
                return i;
        }

        return -1;
    }

    public override string ToString() =>
        string.Join(", ", Columns.Select(column => $"{column.Name}:{column.Type}")) + "\n" + string.Join("\n", Rows.Select(row => "  " + string.Join(" | ", row.Select(cell => cell ?? "∅"))));
}
