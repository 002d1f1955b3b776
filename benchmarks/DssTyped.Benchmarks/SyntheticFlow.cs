using System.Globalization;
using DssTyped.Flow.Json;

namespace DssTyped.Benchmarks;

/// <summary>Snapshots of any size that look like real ones: sources, then layers of recipes of the usual kinds in their usual shares.</summary>
public static class SyntheticFlow
{
    private static readonly string[] Types = ["string", "double", "bigint", "string", "date", "boolean", "string", "double", "int", "string"];

    /// <summary>The text of a snapshot; the same for the same numbers.</summary>
    /// <param name="datasets">The number of datasets; a tenth of them, at least one, are sources and every other is written by one recipe.</param>
    /// <param name="columns">The number of columns of each.</param>
    public static string Text(int datasets, int columns)
    {
        int sources = Math.Max(1, datasets / 10);
        JsonValue[] all = [.. Enumerable.Range(0, datasets).Select(index => Dataset(index, index < sources, columns))];
        JsonValue[] recipes = [.. Enumerable.Range(sources, datasets - sources).Select(index => Recipe(index, sources, columns))];
        return JsonWriter.Indented(
            JsonValue.Object(
                ("formatVersion", JsonValue.Number(1)),
                ("project", JsonValue.Object(("projectKey", JsonValue.String("SYNTHETIC")), ("name", JsonValue.String("Synthetic")))),
                ("datasets", JsonValue.Array(all)),
                ("recipes", JsonValue.Array(recipes))),
            lineLength: 120);
    }

    private static JsonValue Dataset(int index, bool isSource, int columns) => JsonValue.Object(
        ("name", JsonValue.String(Name(index))),
        ("type", JsonValue.String(isSource ? "UploadedFiles" : "Filesystem")),
        ("managed", JsonValue.Boolean(!isSource)),
        ("schema", JsonValue.Object(("columns", JsonValue.Array([.. Enumerable.Range(0, columns).Select(Column)])))),
        ("formatType", JsonValue.String("csv")),
        ("formatParams", Parse("""{"style": "unix", "charset": "utf8", "separator": "\t", "parseHeaderRow": false}""")));

    private static JsonValue Column(int index) => JsonValue.Object(("name", JsonValue.String(ColumnName(index))), ("type", JsonValue.String(Types[index % Types.Length])));

    // Half of the recipes in real projects are prepare and join; each here reads from the layer just before, so that the flow is deep.
    private static JsonValue Recipe(int index, int sources, int columns)
    {
        string first = Name(index - sources < sources ? index % sources : index - sources), second = Name((index * 7919L % index) is var other ? (int)other : 0);
        return (index % 5) switch
        {
            0 => Recipe(index, "join", [first, second], Join(columns)),
            1 => Recipe(index, "shaker", [first], Prepare()),
            2 => Recipe(index, "grouping", [first], Group(columns)),
            3 => Recipe(index, "sync", [first], null),
            _ => Recipe(index, "vstack", [first, second], Parse("""{"mode": "UNION", "virtualInputs": [{"index": 0}, {"index": 1}]}""")),
        };
    }

    private static JsonValue Recipe(int index, string type, string[] inputs, JsonValue? payload) => JsonValue.Object(
        ("name", JsonValue.String($"compute_{Name(index)}")),
        ("type", JsonValue.String(type)),
        ("inputs", Role(inputs.Distinct())),
        ("outputs", Role([Name(index)])),
        ("payload", payload));

    private static JsonValue Role(IEnumerable<string> names) => JsonValue.Object(("main", JsonValue.Object(("items", JsonValue.Array(
        [.. names.Select(name => JsonValue.Object(("ref", JsonValue.String(name))))])))));

    private static JsonValue Join(int columns) => Parse("""
        {"virtualInputs": [{"index": 0}, {"index": 0, "prefix": "r"}],
         "joins": [{"table1": 0, "table2": 1, "type": "LEFT", "on": [{"type": "EQ", "column1": {"name": "column_0", "table": 0}, "column2": {"name": "column_0", "table": 1}}]}]}
        """).With("selectedColumns", JsonValue.Array([.. Enumerable.Range(0, columns).Select(column => JsonValue.Object(("table", JsonValue.Number(0)), ("name", JsonValue.String(ColumnName(column)))))]));

    private static JsonValue Prepare() => Parse("""
        {"steps": [
          {"metaType": "PROCESSOR", "type": "FillEmptyWithValue", "params": {"appliesTo": "SINGLE_COLUMN", "columns": ["column_1"], "value": "0"}},
          {"metaType": "PROCESSOR", "type": "CreateColumnWithGREL", "params": {"column": "column_3", "expression": "if(column_1 > 1, column_2 * 2, column_2)"}},
          {"metaType": "PROCESSOR", "type": "FindReplace", "params": {"appliesTo": "SINGLE_COLUMN", "columns": ["column_0"], "mapping": [{"from": "a", "to": "b"}], "matching": "SUBSTRING"}}
        ]}
        """);

    private static JsonValue Group(int columns) => JsonValue.Object(
        ("keys", JsonValue.Array([JsonValue.Object(("column", JsonValue.String(ColumnName(0))))])),
        ("values", JsonValue.Array([.. Enumerable.Range(1, columns - 1).Select(column => JsonValue.Object(("column", JsonValue.String(ColumnName(column))), ("max", JsonValue.Boolean(true))))])),
        ("outputColumnNameOverrides", JsonValue.Object([.. Enumerable.Range(1, columns - 1).Select(column => new JsonMember(ColumnName(column) + "_max", JsonValue.String(ColumnName(column))))])));

    private static string Name(int index) => "DATASET_" + index.ToString("D5", CultureInfo.InvariantCulture);

    private static string ColumnName(int index) => "column_" + index.ToString(CultureInfo.InvariantCulture);

    private static JsonValue Parse(string json) => JsonReader.Read(json).Root ?? throw new InvalidOperationException($"The benchmark's own JSON is wrong: {json}");
}
