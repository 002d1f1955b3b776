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
    private readonly bool _takesMissingAsEmpty;
    private readonly JsonArray _dependencies;
    private readonly RecipeCase _recipe;
    private List<string?[]> _source = [];
    private bool _isStale = true;

    public PartitionedFlow(Random random)
    {
        _random = random;
        _dimensions = [.. random.Some<string>(["day", "country"], 1, 2)];
        _outputDimensions = [.. random.Some(_dimensions, random.Chance(0.15) ? 0 : 1, 2)];
        _period = random.Pick([null, "DAY", "MONTH"]);
        _keepsDimensions = random.Chance();
        _takesMissingAsEmpty = random.Chance(0.2);
        _dependencies = Dependencies();
        _recipe = Recipe();
    }

    /// <summary>The rows of <c>parts</c> by partition; null if it was never built.</summary>
    public SortedDictionary<string, string[]>? Parts { get; private set; }

    /// <summary>The rows of <c>out</c> by partition; by an empty text where it is not partitioned.</summary>
    public SortedDictionary<string, string[]> Out { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a recursive build makes <c>parts</c> anew first, so that only then it is known what there is to read.</summary>
    public bool IsStale => _isStale;

    private (string Name, string Type)[] SourceColumns => [("id", "int"), ("kind", "string"), ("x", "double"), ("day", _period is null ? "string" : "date"), ("country", "string")];

    // Dimensions that the schema lacks are in the partitions' names only.
    private (string Name, string Type)[] PartColumns => [.. SourceColumns.Where(column => _keepsDimensions || !_dimensions.Contains(column.Name))];

    public TestFlow Make()
    {
        var flow = new TestFlow();
        Table written = NaiveRecipes.Run(_recipe with { Inputs = new Dictionary<string, Table> { ["I0"] = new(PartColumns, []) } })["O0"];
        flow.Dataset("src", Columns(SourceColumns)).Dataset("parts", Columns(PartColumns), Partitioning(_dimensions, _takesMissingAsEmpty)).Dataset("out", Columns(written.Columns), Partitioning(_outputDimensions))
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
        if (!CanEverBuild || (isRecursive && _isStale && !Divide()) || Parts is null || Needed(id, [.. Parts.Keys]) is not { } read)
            return false;

        var rows = read.SelectMany(part => Parts[part]).Select(line => line.Split('|').Select(cell => cell == "-" ? null : cell).ToArray()).ToList();
        Table made = NaiveRecipes.Run(_recipe with { Inputs = new Dictionary<string, Table> { ["I0"] = new(PartColumns, rows) } })["O0"];
        Out[id] = [.. made.Rows.Select(Line)];
        return true;
    }

    public override string ToString() => $"{string.Join('|', _dimensions)} ({_period}{(_keepsDimensions ? ", kept" : "")}{(_takesMissingAsEmpty ? ", missing are empty" : "")}) -> {string.Join('|', _outputDimensions)}, {_recipe.Type}, {_dependencies.ToJsonString()}";

    private bool CanEverBuild => _dependencies.All(dependency => (string)dependency!["func"]! != "time_range" && ((string)dependency["func"]! != "equals" || _outputDimensions.Contains((string)dependency["odim"]!)));

    // The partitions that are read; null if some are missing, or if two ways to read the dependencies disagree.
    private List<string>? Needed(string id, string[] existing)
    {
        string Of(string part, string dimension) => part.Split('|')[Array.IndexOf(_dimensions, dimension)];
        string Built(string dimension) => id.Split('|')[Array.IndexOf(_outputDimensions, dimension)];
        var asked = new Dictionary<string, string[]>();
        if (_dependencies.Count == 0 && _dimensions.SequenceEqual(_outputDimensions))
            asked = _dimensions.ToDictionary(dimension => dimension, dimension => (string[])[Built(dimension)]);
        foreach (JsonNode? dependency in _dependencies)
        {
            if ((string)dependency!["func"]! == "equals")
                asked[(string)dependency["idim"]!] = [Built((string)dependency["odim"]!)];
            else if ((string)dependency["func"]! == "values")
                asked[(string)dependency["idim"]!] = [.. dependency["values"]!.AsArray().Select(value => (string)value!)];
        }

        string[] fitting = [.. existing.Where(part => asked.All(dimension => dimension.Value.Contains(Of(part, dimension.Key))))];
        string[] latest = [.. _dependencies.Where(dependency => (string)dependency!["func"]! == "latest_available").Select(dependency => (string)dependency!["idim"]!)];
        if (latest.Any(dimension => fitting.Select(part => Of(part, dimension)).Max(StringComparer.Ordinal) != existing.Select(part => Of(part, dimension)).Max(StringComparer.Ordinal)))
            return null;

        foreach (string dimension in latest.Where(_ => existing.Length > 0))
            asked[dimension] = [existing.Select(part => Of(part, dimension)).Max(StringComparer.Ordinal)!];
        if (asked.Count == 0 && _outputDimensions.Length == 0 && latest.Length == 0)
            return [.. existing];

        // Every combination of what is asked must be there.
        List<Dictionary<string, string>> combinations = [[]];
        foreach ((string dimension, string[] values) in asked)
            combinations = [.. combinations.SelectMany(_ => values, (combination, value) => new Dictionary<string, string>(combination) { [dimension] = value })];
        var read = combinations.Select(combination => existing.Where(part => combination.All(pair => Of(part, pair.Key) == pair.Value)).ToArray()).ToList();
        return _takesMissingAsEmpty || read.TrueForAll(parts => parts.Length > 0) ? [.. read.SelectMany(parts => parts).Distinct().Order(StringComparer.Ordinal)] : null;
    }

    private JsonArray Dependencies()
    {
        switch (_random.Next(8))
        {
            case 0:
                return [];
            case 1:
                return [new JsonObject { ["func"] = "all_available" }];
            case 2:
                return [new JsonObject { ["out"] = "out", ["func"] = "time_range", ["idim"] = _dimensions[0], ["odim"] = _dimensions[0], ["params"] = new JsonObject { ["fromMode"] = "RELATIVE_OFFSET" } }];
        }

        var dependencies = new JsonArray();
        foreach (string dimension in _dimensions.OrderBy(_ => _random.Next()))
        {
            if ((_outputDimensions.Contains(dimension) && _random.Chance(0.6)) || _random.Chance(0.03))
                dependencies.Add(new JsonObject { ["out"] = "out", ["func"] = "equals", ["idim"] = dimension, ["odim"] = dimension });
            else if (_random.Chance(0.4))
                dependencies.Add(new JsonObject { ["func"] = "latest_available", ["idim"] = dimension, ["params"] = new JsonObject() });
            else if (_random.Chance(0.7))
                dependencies.Add(new JsonObject { ["out"] = "out", ["func"] = "values", ["idim"] = dimension, ["values"] = new JsonArray([.. _random.Some(dimension == "day" ? [Value(Day(1), dimension), Value(Day(3), dimension)] : s_countries[..3], 1, 2).Select(value => (JsonNode)value)]) });
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

    private string Partitioning(string[] dimensions, bool takesMissingAsEmpty = false) => new JsonObject
    {
        ["partitioning"] = new JsonObject
        {
            ["considerMissingRequestedPartitionsAsEmpty"] = takesMissingAsEmpty,
            ["dimensions"] = new JsonArray([.. dimensions.Select(dimension => dimension == "day" && _period is not null
                ? new JsonObject { ["name"] = dimension, ["type"] = "time", ["params"] = new JsonObject { ["period"] = _period } }
                : new JsonObject { ["name"] = dimension, ["type"] = "value" })]),
        },
    }.ToJsonString();
}
