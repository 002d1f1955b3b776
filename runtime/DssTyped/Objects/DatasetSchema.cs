using System.Text;

namespace DssTyped;

/// <summary>The columns of a dataset, in order: names and DSS storage types.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Columns">The columns.</param>
public sealed record DatasetSchema(string Dataset, IReadOnlyList<DatasetColumn> Columns)
{
    /// <summary>The column of that exact name, or null.</summary>
    public DatasetColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The schema as a table of names and types, one column a line.</summary>
    public override string ToString()
    {
        int width = Columns.Count == 0 ? 0 : Columns.Max(column => column.Name.Length);
        return string.Join(Environment.NewLine, Columns.Select(column => $"{column.Name.PadRight(width)}  {column.Type}"));
    }

    /// <summary>Reads the form that generated code carries; see <see cref="Dataset{TSelf}"/>'s constructor.</summary>
    internal static DatasetSchema Parse(string dataset, string columns)
    {
        var result = new List<DatasetColumn>();
        foreach (string line in columns.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int tab = line.LastIndexOf('\t');
            result.Add(new DatasetColumn(Unescape(line[..tab]), line[(tab + 1)..]));
        }

        return new DatasetSchema(dataset, result);
    }

    private static string Unescape(string name)
    {
        if (!name.Contains('\\', StringComparison.Ordinal))
            return name;

        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
            text.Append(name[i] != '\\' ? name[i] : name[++i] switch { 't' => '\t', 'n' => '\n', char other => other });

        return text.ToString();
    }
}

/// <summary>A column of a dataset: its name and its DSS storage type (<c>string</c>, <c>bigint</c>, <c>date</c> ...).</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The storage type in DSS's spelling.</param>
public sealed record DatasetColumn(string Name, string Type);
