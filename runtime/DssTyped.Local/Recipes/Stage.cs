using System.Globalization;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes;

/// <summary>
/// The rows between two stages of a recipe: a SELECT whose columns have made-up names, so that names of DSS that differ only by
/// case, or mean something in SQL, never meet DuckDB. A numbered stage also has the position of each row in its input.
/// </summary>
internal sealed class Stage
{
    private readonly string _prefix;
    private readonly int _next;

    private Stage(string sql, string prefix, bool isNumbered, IReadOnlyList<StageColumn> columns, int next)
    {
        Sql = sql;
        _prefix = prefix;
        IsNumbered = isNumbered;
        Columns = columns;
        _next = next;
    }

    /// <summary>A SELECT statement.</summary>
    public string Sql { get; }

    public IReadOnlyList<StageColumn> Columns { get; }

    /// <summary>Whether the rows are numbered.</summary>
    public bool IsNumbered { get; }

    /// <summary>The row number, as an expression.</summary>
    public string Number => SqlText.Name(_prefix + "n");

    /// <summary>The rows of an input. Empty text becomes null, which is the same to DSS.</summary>
    /// <param name="relation">The input.</param>
    /// <param name="isNumbered">Whether later stages need the order of the rows.</param>
    /// <param name="prefix">What made-up names start with; stages that are joined need different ones.</param>
    public static Stage Of(Relation relation, bool isNumbered, string prefix = "$")
    {
        StageColumn[] columns = [.. relation.Schema.Select((column, index) => new StageColumn(column.Name, column.Type, Name(prefix, index)) { IsNeverEmptyText = true })];
        IEnumerable<string> items = columns.Select((column, index) =>
        {
            string physical = SqlText.Name(relation.PhysicalNames[index]);
            return $"{(DuckDbTypes.Of(column.Type) == "VARCHAR" ? $"nullif({physical}, '')" : physical)} AS {column.Sql}";
        });
        if (isNumbered)
            items = items.Append($"row_number() OVER () AS {SqlText.Name(prefix + "n")}");

        return new Stage($"SELECT {List(items)} FROM {relation.Sql}", prefix, isNumbered, columns, columns.Length);
    }

    /// <summary>The rows of a SELECT whose columns are <paramref name="items"/>, in their order.</summary>
    /// <param name="items">The columns and the expressions that give their values.</param>
    /// <param name="from">What stands after FROM.</param>
    /// <param name="number">The expression that numbers rows; null for none.</param>
    public static Stage Select(IEnumerable<StageColumn> items, string from, string? number = null)
    {
        StageColumn[] sources = [.. items];
        StageColumn[] columns = [.. sources.Select((column, index) => column with { Sql = Name("$", index) })];
        IEnumerable<string> list = sources.Select((column, index) => $"{column.Sql} AS {columns[index].Sql}");
        if (number is not null)
            list = list.Append($"{number} AS {SqlText.Name("$n")}");

        return new Stage($"SELECT {List(list)} FROM {from}", "$", number is not null, columns, columns.Length);
    }

    /// <summary>The rows with the names that a user gave to columns.</summary>
    public Stage Named(OutputNames names) => new(Sql, _prefix, IsNumbered, [.. Columns.Select(column => column with { Name = names.Of(column.Name) })], _next);

    /// <summary>The rows whose columns are also known by other names, where no column has these itself.</summary>
    public Stage AlsoKnownAs(IEnumerable<StageColumn> others) => new(Sql, _prefix, IsNumbered, [.. Columns, .. others], _next);

    public StageColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The column of that name.</summary>
    /// <exception cref="RecipeFailedException">There is none.</exception>
    public StageColumn Column(ColumnRef column)
    {
        if (Find(column.Name) is { } found)
            return found;

        string? nearest = Flow.NearestName.Of(column.Name, Columns.Select(candidate => candidate.Name));
        throw new RecipeFailedException($"The recipe uses column '{column.Name}', which does not exist at that point.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} Choose another column in the recipe in DSS.");
    }

    /// <summary>The rows that meet a condition; all for null.</summary>
    public Stage Where(string? condition) => condition is null ? this : new($"SELECT * FROM ({Sql}) WHERE {condition}", _prefix, IsNumbered, Columns, _next);

    /// <summary>The same columns of another SELECT over the rows.</summary>
    public Stage Over(string sql) => new(sql, _prefix, IsNumbered, Columns, _next);

    /// <summary>The first rows by an order.</summary>
    public Stage First(string orderBy, string count) => new($"SELECT * FROM ({Sql}) ORDER BY {orderBy} LIMIT {count}", _prefix, IsNumbered, Columns, _next);

    /// <summary>One of each set of equal rows, the first.</summary>
    public Stage Distinct()
    {
        string columns = List(Columns.Select(column => column.Sql));
        return IsNumbered
            ? new($"SELECT {columns}, min({Number}) AS {Number} FROM ({Sql}) GROUP BY {columns}", _prefix, true, Columns, _next)
            : new($"SELECT DISTINCT {columns} FROM ({Sql})", _prefix, false, Columns, _next);
    }

    /// <summary>The rows with one more column, or with one replaced.</summary>
    public Stage With(string name, StorageType type, string expression)
    {
        // Replaced columns stay in the statement below, so names are never used twice.
        var added = new StageColumn(name, type, Name(_prefix, _next));
        List<StageColumn> columns = [.. Columns];
        int at = columns.FindIndex(column => column.Name == name);
        if (at >= 0)
            columns[at] = added;
        else
            columns.Add(added);

        return new($"SELECT *, {expression} AS {added.Sql} FROM ({Sql})", _prefix, IsNumbered, columns, _next + 1);
    }

    /// <summary>The rows of an output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="orderBy">What to sort by; null to keep the order of the rows.</param>
    /// <param name="warnings">What to warn of.</param>
    public OutputSelect To(OutputTarget output, string? orderBy = null, IReadOnlyList<string>? warnings = null)
    {
        IEnumerable<string> items = Columns.Select((column, index) => $"{column.Sql} AS {Name("c", index)}");
        return new OutputSelect(output, $"SELECT {List(items)} FROM ({Sql}){(orderBy is null ? "" : $" ORDER BY {orderBy}")}", [.. Columns.Select(column => new SchemaColumn(column.Name, column.Type))])
        {
            Warnings = warnings ?? [],
            AreNeverEmptyText = [.. Columns.Select(column => column.IsNeverEmptyText)],
        };
    }

    /// <summary>Items of a SELECT; one without columns still needs an item.</summary>
    internal static string List(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } list ? list : "NULL";

    private static string Name(string prefix, int index) => SqlText.Name(prefix + index.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A column of a stage.</summary>
/// <param name="Name">The name in DSS.</param>
/// <param name="Type">The storage type.</param>
/// <param name="Sql">The expression that gives its value, from the stage's SELECT.</param>
internal sealed record StageColumn(string Name, StorageType Type, string Sql)
{
    /// <summary>Whether it passes on cells of an input, whose texts are null rather than empty.</summary>
    public bool IsNeverEmptyText { get; init; }
}
