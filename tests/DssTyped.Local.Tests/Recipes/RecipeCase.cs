using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tests.Recipes;

/// <summary>A recipe with its inputs.</summary>
internal sealed record RecipeCase(string Type, string Payload, IReadOnlyDictionary<string, Table> Inputs)
{
    /// <summary>The recipe's settings beside the payload.</summary>
    public string Params { get; init; } = "{}";

    /// <summary>The outputs: role and name.</summary>
    public IReadOnlyList<(string Role, string Name)> Outputs { get; init; } = [("main", "O0")];

    /// <summary>The <c>schema</c> objects stored with outputs, by name.</summary>
    public IReadOnlyDictionary<string, string> StoredSchemas { get; init; } = new Dictionary<string, string>();

    /// <summary>What outputs hold before the recipe runs, by name.</summary>
    public IReadOnlyDictionary<string, Table> Earlier { get; init; } = new Dictionary<string, Table>();

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>A recipe with one input.</summary>
    public static RecipeCase Of(string type, string payload, Table input) => new(type, payload, new Dictionary<string, Table> { ["I0"] = input });

    /// <summary>A recipe with several inputs, called I0, I1 ...</summary>
    public static RecipeCase Of(string type, string payload, params Table[] inputs) =>
        new(type, payload, inputs.Select((table, index) => (Name: $"I{index}", table)).ToDictionary(pair => pair.Name, pair => pair.table));

    public RecipeCase WithOutputs(params string[] names) => this with { Outputs = [.. names.Select(name => ("main", name))] };

    public Snapshot Snapshot()
    {
        JsonValue recipe = JsonValue.Object(
            ("name", JsonValue.String("the_recipe")),
            ("type", JsonValue.String(Type)),
            ("inputs", Roles(Inputs.Keys.Select(name => ("main", name)))),
            ("outputs", Roles(Outputs)),
            ("params", Json(Params)),
            ("payload", Json(Payload)));
        IEnumerable<JsonValue> datasets = Inputs.Select(input => Dataset(input.Key, Schema(input.Value)))
            .Concat(Outputs.Select(output => Dataset(output.Name, StoredSchemas.TryGetValue(output.Name, out string? stored) ? Json(stored) : JsonValue.Object(("columns", JsonValue.Array([]))))));
        JsonValue root = JsonValue.Object(
            ("formatVersion", JsonValue.Number(1)),
            ("project", JsonValue.Object(("projectKey", JsonValue.String("TEST")))),
            ("datasets", JsonValue.Array([.. datasets])),
            ("recipes", JsonValue.Array([recipe])));
        return SnapshotReader.Read(root.ToString()).Snapshot!;
    }

    public override string ToString() => $"{Type} {Payload} {Params}\n{string.Join("\n", Inputs.Select(input => $"{input.Key}: {input.Value}"))}";

    private static JsonValue Json(string text) => JsonReader.Read(text).Root ?? throw new InvalidOperationException($"Not JSON: {text}");

    private static JsonValue Schema(Table table) => JsonValue.Object(
        ("columns", JsonValue.Array([.. table.Columns.Select(column => JsonValue.Object(("name", JsonValue.String(column.Name)), ("type", JsonValue.String(column.Type))))])));

    private static JsonValue Dataset(string name, JsonValue schema) => JsonValue.Object(("name", JsonValue.String(name)), ("type", JsonValue.String("Filesystem")), ("managed", JsonValue.Boolean(true)), ("schema", schema));

    private static JsonValue Roles(IEnumerable<(string Role, string Name)> items) => JsonValue.Object(items.GroupBy(item => item.Role)
        .Select(role => (role.Key, (JsonValue?)JsonValue.Object(("items", JsonValue.Array([.. role.Select(item => JsonValue.Object(("ref", JsonValue.String(item.Name))))]))))).ToArray());
}
