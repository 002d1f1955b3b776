using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Formula;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;
using DssTyped.Local.Text;

namespace DssTyped.Tests.Local.Prepare;

/// <summary>Runs prepare steps on small tables in memory, without an engine around them.</summary>
internal static class PrepareHarness
{
    /// <summary>A table of text: names, and rows with null for empty cells.</summary>
    public sealed record Table(string[] Columns, List<string?[]> Rows)
    {
        public override string ToString() => string.Join("\n", Rows.Select(row => string.Join("|", row.Select(cell => cell ?? "-"))).Prepend(string.Join("|", Columns)));
    }

    /// <summary>Runs steps given as JSON: <c>{"type": ..., "params": {...}}</c>, comma separated.</summary>
    public static Table Run(string steps, string columns, params string[] rows) => Run(steps, columns, rows, TimeProvider.System);

    public static Table Run(string steps, string columns, string[] rows, TimeProvider time, params (string Name, Table Rows)[] others)
    {
        PrepareSettings settings = PrepareSettings.Read(JsonReader.Read($$"""{"steps": [{{steps}}]}""").Root!);
        Schema schema = new([.. columns.Split('|').Select(name => new SchemaColumn(name, StorageType.String))]);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = "5", ["who"] = "Ada" };
        return Execute(settings, schema, rows.Select(row => row.Split('|').Select(cell => cell.Length == 0 ? null : cell).ToArray()), Schema.Empty, new FormulaEnvironment(variables, time: time),
            [.. others.Select(other => (other.Name, new Schema([.. other.Rows.Columns.Select(name => new SchemaColumn(name, StorageType.String))]), other.Rows.Rows.AsEnumerable()))]);
    }

    public static Table Execute(PrepareSettings settings, Schema schema, IEnumerable<string?[]> rows, Schema stored, FormulaEnvironment formulas, params (string Name, Schema Schema, IEnumerable<string?[]> Rows)[] others)
    {
        if (settings.Steps.Select(PrepareSteps.Refuse).FirstOrDefault(refusal => refusal is not null) is { } refused)
            throw new InvalidOperationException(refused.ToString());

        var main = new Relation("main", "in", "in", schema, -1, []);
        TextTable[] inputs = [new TextTable(main, rows), .. others.Select(other => new TextTable(new Relation("scriptDeps", other.Name, other.Name, other.Schema, -1, []), other.Rows))];
        var run = new TextRun(_ => { }, CancellationToken.None);
        List<string?[]> result = [.. PrepareTranslator.Execute(settings, main, inputs, run, formulas, stored)];
        return new Table([.. run.Columns.Select(column => column.Name)], result);
    }

    /// <summary>A cell of a file as DSS hands it to the steps, and a cell as DSS writes it: normalized by its storage type, empty if it does not fit.</summary>
    public static string? Normalize(string? cell, StorageType type) => string.IsNullOrEmpty(cell) ? null : type switch
    {
        StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt =>
            JavaNumbers.Shape(cell) == NumberShape.Integer && long.TryParse(cell, CultureInfo.InvariantCulture, out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : null,
        StorageType.Double => JavaNumbers.Parse(cell) is { } number ? JavaText.Of(number) : null,
        StorageType.Float => JavaNumbers.Parse(cell) is { } number ? JavaText.Of((float)number) : null,
        StorageType.Boolean => cell.ToLowerInvariant() is "true" or "false" ? cell.ToLowerInvariant() : null,
        StorageType.Date => DssDates.Parse(cell) is { } date ? DssDates.Text(date) : null,
        _ => cell,
    };

    /// <summary>Runs a prepare recipe of an export and compares every cell with what DSS wrote.</summary>
    /// <returns>The number of cells, and the differing ones as "row/column: ours | DSS's"; null if the export lacks data.</returns>
    public static (int Cells, List<string> Different)? Compare(Snapshot snapshot, string export, RecipeDefinition recipe)
    {
        if (snapshot.FindDataset(recipe.InputsOf("main").First().Ref) is not { } input || snapshot.FindDataset(recipe.OutputsOf("main").First().Ref) is not { } output)
            return null;
        if (DsvText.Read(export, input) is not { } source || DsvText.Read(export, output) is not { } expected)
            return null;

        IEnumerable<string?[]> rows = source.Select(row => input.Schema.Select((column, index) => Normalize(index < row.Length ? row[index] : null, column.Type)).ToArray());
        Table actual = Execute(PrepareSettings.Read(recipe.Payload), input.Schema, rows, output.Schema, FormulaEnvironment.Empty);
        int[] places = [.. output.Schema.Select(column => Array.IndexOf(actual.Columns, column.Name))];
        List<string> different = [];
        if (actual.Rows.Count != expected.Count)
            different.Add($"{actual.Rows.Count} rows, DSS wrote {expected.Count}");

        int cells = 0;
        for (int r = 0; r < Math.Min(actual.Rows.Count, expected.Count); r++)
        {
            for (int c = 0; c < places.Length; c++)
            {
                cells++;
                string ours = (places[c] < 0 ? null : Normalize(actual.Rows[r][places[c]], output.Schema[c].Type)) ?? "";
                string theirs = c < expected[r].Length ? expected[r][c] : "";
                if (ours != theirs)
                    different.Add($"row {r + 1}, {output.Schema[c].Name}: {ours} | {theirs}");
            }
        }

        return (cells, different);
    }
}
