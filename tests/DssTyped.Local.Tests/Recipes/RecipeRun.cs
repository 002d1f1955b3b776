using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes;
using DssTyped.Local.Sql;
using DuckDB.NET.Data;

namespace DssTyped.Tests.Recipes;

/// <summary>Runs a recipe of a test in a real DuckDB, through the translators that the engine uses.</summary>
internal sealed class RecipeRun : IDisposable
{
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");
    private int _reads;

    public RecipeRun()
    {
        _connection.Open();
        SqlFunctions.Register(_connection);
        Execute("SET TimeZone = 'UTC'; SET threads = 2; SET preserve_insertion_order = true; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET disabled_optimizers = 'top_n_window_elimination,in_clause,deliminator'");
    }

    /// <summary>The rows of each output, by its name; outputs are called O0, O1 ... unless stored schemas name them.</summary>
    public IReadOnlyDictionary<string, Table> Run(RecipeCase test)
    {
        Snapshot snapshot = test.Snapshot();
        return Run(snapshot, snapshot.Recipes[0], name => test.Inputs[name], test.Variables, test.Earlier);
    }

    /// <summary>Runs a recipe of a project on inputs without rows.</summary>
    public IReadOnlyDictionary<string, Table> RunEmpty(Snapshot snapshot, RecipeDefinition recipe)
    {
        var variables = snapshot.Variables.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Name, variable => variable.Value!.IsString ? variable.Value.Text : variable.Value.ToString(), StringComparer.Ordinal);
        variables["projectKey"] = snapshot.Project.ProjectKey;
        return Run(snapshot, recipe, _ => new Table([], []), variables, new Dictionary<string, Table>());
    }

    /// <summary>What a recipe warns of.</summary>
    public IReadOnlyList<string> WarningsOf(RecipeCase test)
    {
        Snapshot snapshot = test.Snapshot();
        return [.. Translate(snapshot, snapshot.Recipes[0], name => test.Inputs[name], test.Variables, test.Earlier).Outputs.SelectMany(output => output.Warnings)];
    }

    private IReadOnlyDictionary<string, Table> Run(Snapshot snapshot, RecipeDefinition recipe, Func<string, Table> rowsOf, IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, Table> earlier)
    {
        Translation.Selects translation = Translate(snapshot, recipe, rowsOf, variables, earlier);
        foreach (string setup in translation.Setup ?? [])
            Execute(setup);

        return translation.Outputs.ToDictionary(output => output.Output.Ref, Read, StringComparer.Ordinal);
    }

    private Translation.Selects Translate(Snapshot snapshot, RecipeDefinition recipe, Func<string, Table> rowsOf, IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, Table> earlier)
    {
        RecipeTranslator translator = RecipeTranslators.For(recipe.Type) ?? throw new InvalidOperationException($"There is no translator for {recipe.Type}.");
        if (translator.Refuse(snapshot, recipe) is { } refusal)
            throw new RecipeRefusedException(refusal.ToString());

        var inputs = recipe.Inputs.Select(item => Load(item.Role, item.Ref, snapshot.FindDataset(item.Ref)!.Schema, rowsOf(item.Ref))).ToList();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var outputs = recipe.Outputs.Select(item =>
        {
            counts[item.Role] = counts.GetValueOrDefault(item.Role, -1) + 1;
            return new OutputTarget(counts[item.Role], item.Role, item.Ref, snapshot.FindDataset(item.Ref));
        }).ToList();
        return (Translation.Selects)translator.Translate(new TranslationContext(snapshot, recipe, inputs, outputs, variables)
        {
            Query = Query,
            Earlier = name => earlier.TryGetValue(name, out Table? table) ? Load("earlier", name, Schema(table), table) : null,
        });
    }

    public void Dispose() => _connection.Dispose();

    private static Schema Schema(Table table) => new([.. table.Columns.Select(column => new SchemaColumn(column.Name, StorageTypes.Parse(column.Type)))]);

    private IReadOnlyList<string?[]> Query(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<string?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? null : reader.GetString(index))]);

        return rows;
    }

    private Relation Load(string role, string reference, Schema schema, Table table)
    {
        string[] physical = [.. schema.Select((_, index) => "p" + index.ToString(CultureInfo.InvariantCulture))];
        string name = SqlText.Name($"{role}_{reference}");
        Execute($"CREATE OR REPLACE TABLE {name} ({string.Join(", ", schema.Select((column, index) => $"{SqlText.Name(physical[index])} {DuckDbTypes.Of(column.Type)}"))})");
        if (table.Rows.Count > 0)
            Execute($"INSERT INTO {name} VALUES {string.Join(", ", table.Rows.Select(row => $"({string.Join(", ", row.Select((cell, index) => Literal(cell, schema[index].Type)))})"))}");

        return new Relation(role, reference, name, schema, table.Rows.Count, physical);
    }

    private static string Literal(string? cell, StorageType type) => cell is null ? "NULL" : $"{SqlText.Literal(cell)}::{DuckDbTypes.Of(type)}";

    private Table Read(OutputSelect output)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        string columns = string.Join(", ", output.Columns.Select((_, index) => $"c{index}"));
        command.CommandText = $"SELECT {string.Join(", ", output.Columns.Select((column, index) => ValueSql.Text($"c{index}", column.Type)))} FROM ({output.Sql}) AS t({columns})";
        // Describing costs as much as running, so a sample of many cases is enough.
        if (_reads++ % 8 == 0)
            CheckTypes(output, columns);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<string?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, output.Columns.Count).Select(index => reader.IsDBNull(index) ? null : Cell(reader.GetString(index), output, index))]);

        return new Table([.. output.Columns.Select(column => (column.Name, column.TypeName))], rows);
    }

    // An empty text becomes an empty cell when it is written, unless the translator says that there is none.
    private static string? Cell(string text, OutputSelect output, int index) => text.Length == 0 && !(index < output.AreNeverEmptyText.Count && output.AreNeverEmptyText[index]) ? null : text;

    // What a translator says of its columns must be what DuckDB gives.
    private void CheckTypes(OutputSelect output, string columns)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM ({output.Sql}) AS t({columns})";
        using DuckDBDataReader reader = command.ExecuteReader();
        foreach (SchemaColumn column in output.Columns)
        {
            Assert.True(reader.Read());
            string declared = DuckDbTypes.Of(column.Type) is "TIMESTAMPTZ" ? "TIMESTAMP WITH TIME ZONE" : DuckDbTypes.Of(column.Type);
            Assert.True(declared == reader.GetString(1), $"Column '{column.Name}' is said to be {declared}, but the statement gives {reader.GetString(1)}.");
        }
    }

    private void Execute(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>The local engine refuses a recipe.</summary>
internal sealed class RecipeRefusedException(string message) : Exception(message);
