using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Flow.Json;
using DssTyped.Local.Tests.Engine;
using DssTyped.Tests.Recipes;
using JsonValue = DssTyped.Flow.Json.JsonValue;

namespace DssTyped.Tests.Oracle;

/// <summary>
/// A source that is spread over the partitions of <c>parts</c>, of which a recipe makes those of <c>out</c>, and what both hold after each
/// step, by plain code.
/// </summary>
internal sealed class PartitionedFlow
{
    private static readonly string[] s_countries = ["FR", "IT", "Å b", "it"];

    private readonly Random _random;
    private readonly string[] _dimensions;
    private readonly string[] _outputDimensions;
    private readonly string? _period;
    private readonly bool _keepsDimensions;
    private readonly JsonArray _dependencies;
    private readonly RecipeCase _recipe;
    private List<string?[]> _source = [];
    private bool _isStale = true;

    public PartitionedFlow(Random random)
    {
        _random = random;
        _dimensions = [.. random.Some<string>(["day", "country"], 1, 2)];
        _outputDimensions = [.. random.Some(_dimensions, 1, 2)];
        _period = random.Pick([null, "DAY", "MONTH"]);
        _keepsDimensions = random.Chance();
        _dependencies = Dependencies();
        _recipe = Recipe();
    }

    /// <summary>The rows of <c>parts</c> by partition; null if it was never built.</summary>
    public SortedDictionary<string, string[]>? Parts { get; private set; }

    public SortedDictionary<string, string[]> Out { get; } = new(StringComparer.Ordinal);

    private (string Name, string Type)[] SourceColumns => [("id", "int"), ("kind", "string"), ("x", "double"), ("day", _period is null ? "string" : "date"), ("country", "string")];

    // Dimensions that the schema lacks are in the partitions' names only.
    private (string Name, string Type)[] PartColumns => [.. SourceColumns.Where(column => _keepsDimensions || !_dimensions.Contains(column.Name))];

    public TestFlow Make()
    {
        var flow = new TestFlow();
        Table written = NaiveRecipes.Run(_recipe with { Inputs = new Dictionary<string, Table> { ["I0"] = new(PartColumns, []) } })["O0"];
        flow.Dataset("src", Columns(SourceColumns)).Dataset("parts", Columns(PartColumns), Partitioning(_dimensions)).Dataset("out", Columns(written.Columns), Partitioning(_outputDimensions))
            .Recipe("divide", "sync", "src", "parts", JsonValue.Object(), """{"redispatchPartitioning":true}""")
            .Recipe("make", _recipe.Type, "parts", "out", JsonReader.Read(_recipe.Payload).Root!, new JsonObject
            {
                ["params"] = JsonNode.Parse(_recipe.Params),
                ["inputs"] = new JsonObject { ["main"] = new JsonObject { ["items"] = new JsonArray { new JsonObject { ["ref"] = "parts", ["deps"] = _dependencies.DeepClone() } } } },
            }.ToJsonString());
        ChangeSource(flow);
        return flow;
    }

    public void ChangeSource(TestFlow flow)
    {
        _source = [.. Enumerable.Range(0, _random.Next(1, 8)).Select(id => (string?[])
        [
            id.ToString(CultureInfo.InvariantCulture), _random.Pick(["a", "b", null]), NaiveRows.Text(_random.Next(-3, 4) * 0.5, "double"),
            _random.Chance(0.03) ? null : Day(_random.Next(1, 4)), _random.Pick(s_countries),
        ])];
        flow.File("src.csv", string.Join(',', SourceColumns.Select(column => column.Name)) + "\n" + string.Concat(_source.Select(row => string.Join(',', row.Select(cell => cell ?? "")) + "\n")));
        _isStale = true;
    }

    /// <summary>What a build of <c>parts</c> does.</summary>
    /// <returns>Whether it succeeds: every row must have a partition.</returns>
    public bool Divide()
    {
        int[] at = [.. _dimensions.Select(dimension => Array.FindIndex(SourceColumns, column => column.Name == dimension))];
        if (_source.Exists(row => at.Any(column => row[column] is null)))
            return false;

        int[] kept = [.. PartColumns.Select(column => Array.IndexOf(SourceColumns, column))];
        Parts = new SortedDictionary<string, string[]>(
            _source.GroupBy(row => string.Join('|', at.Select(column => Value(row[column]!, SourceColumns[column].Name)))).ToDictionary(part => part.Key, part => part.Select(row => Line(kept.Select(column => row[column]))).ToArray()),
            StringComparer.Ordinal);
        _isStale = false;
        return true;
    }

    /// <summary>Takes a partition away; a build of all of them brings it back.</summary>
    public void Lose(string id)
    {
        Parts!.Remove(id);
        _isStale = true;
    }

    public string AnyOutputId() => string.Join('|', _outputDimensions.Select(dimension => dimension == "day" ? Value(Day(_random.Next(1, 5)), dimension) : _random.Pick([.. s_countries, "XX"])));

    /// <summary>What a build of a partition of <c>out</c> does.</summary>
    /// <returns>Whether it succeeds.</returns>
    public bool Build(string id, bool isRecursive)
    {
        if (isRecursive && _isStale && !Divide())
            return false;

        string[] read = Parts is null ? [] : [.. Needed(id, [.. Parts.Keys])];
        if (read.Length == 0)
            return false;

        var rows = read.SelectMany(part => Parts![part]).Select(line => line.Split('|').Select(cell => cell == "-" ? null : cell).ToArray()).ToList();
        Table made = NaiveRecipes.Run(_recipe with { Inputs = new Dictionary<string, Table> { ["I0"] = new(PartColumns, rows) } })["O0"];
        Out[id] = [.. made.Rows.Select(Line)];
        return true;
    }

    public override string ToString() => $"{string.Join('|', _dimensions)} ({_period}{(_keepsDimensions ? ", kept" : "")}) -> {string.Join('|', _outputDimensions)}, {_recipe.Type}, {_dependencies.ToJsonString()}";

    private IEnumerable<string> Needed(string id, string[] existing)
    {
        string Of(string of, string[] dimensions, string dimension) => of.Split('|')[Array.IndexOf(dimensions, dimension)];
        if (_dependencies.Count == 0)
            return _dimensions.SequenceEqual(_outputDimensions) ? existing.Where(part => part == id) : existing;

        return existing.Where(part => _dependencies.All(dependency => (string)dependency!["func"]! switch
        {
            "equals" => Of(part, _dimensions, (string)dependency["idim"]!) == Of(id, _outputDimensions, (string)dependency["odim"]!),
            "values" => dependency["values"]!.AsArray().Any(value => (string)value! == Of(part, _dimensions, (string)dependency["idim"]!)),
            "latest_available" => part == existing.Max(StringComparer.Ordinal),
            _ => true,
        }));
    }

    private JsonArray Dependencies()
    {
        switch (_random.Next(5))
        {
            case 0:
                return [];
            case 1:
                return [new JsonObject { ["func"] = "all_available" }];
            case 2 when _dimensions.Length == 1:
                return [new JsonObject { ["func"] = "latest_available", ["idim"] = _dimensions[0], ["params"] = new JsonObject() }];
        }

        var dependencies = new JsonArray();
        foreach (string dimension in _dimensions)
        {
            if (_outputDimensions.Contains(dimension) && _random.Chance(0.7))
                dependencies.Add(new JsonObject { ["out"] = "out", ["func"] = "equals", ["idim"] = dimension, ["odim"] = dimension });
            else if (_random.Chance(0.7))
                dependencies.Add(new JsonObject { ["out"] = "out", ["func"] = "values", ["idim"] = dimension, ["values"] = new JsonArray([.. _random.Some(dimension == "day" ? [Value(Day(1), dimension), Value(Day(3), dimension)] : s_countries, 1, 2).Select(value => (JsonNode)value)]) });
        }

        return dependencies;
    }

    private RecipeCase Recipe()
    {
        var none = new Table([], []);
        return _random.Next(4) switch
        {
            0 => RecipeCase.Of("sync", "{}", none),
            1 => RecipeCase.Of("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"id","operator":">  [number]","num":1}]}}""", none) with { Params = """{"selection":{"samplingMethod":"FULL","maxRecords":0}}""" },
            2 => RecipeCase.Of("distinct", """{"preFilter":{},"computedColumns":[],"keys":["kind"],"globalCount":true,"postFilter":{}}""", none),
            _ => RecipeCase.Of("grouping", """{"preFilter":{},"computedColumns":[],"keys":[{"column":"kind"}],"values":[{"column":"id","sum":true,"count":true},{"column":"x","max":true}],"globalCount":true,"enlargeYourBits":true,"postFilter":{}}""", none),
        };
    }

    // The first of a month, so that months differ too.
    private string Day(int month) => _period is null ? $"2024-0{month}-01" : $"2024-0{month}-01T23:59:59.999Z";

    private string Value(string cell, string dimension) => dimension != "day" ? cell : cell[..(_period == "MONTH" ? 7 : 10)];

    private static string Line(IEnumerable<string?> cells) => string.Join('|', cells.Select(cell => cell ?? "-"));

    private static string Columns(IEnumerable<(string Name, string Type)> columns) => string.Join(' ', columns.Select(column => $"{column.Name}:{column.Type}"));

    private string Partitioning(string[] dimensions) => new JsonObject
    {
        ["partitioning"] = new JsonObject
        {
            ["dimensions"] = new JsonArray([.. dimensions.Select(dimension => dimension == "day" && _period is not null
                ? new JsonObject { ["name"] = dimension, ["type"] = "time", ["params"] = new JsonObject { ["period"] = _period } }
                : new JsonObject { ["name"] = dimension, ["type"] = "value" })]),
        },
    }.ToJsonString();
}
