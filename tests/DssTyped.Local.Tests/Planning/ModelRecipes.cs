using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DssTyped.Flow.Json;
using DssTyped.Tests.Oracle;
using DssTyped.Tests.Recipes;
using JsonValue = DssTyped.Flow.Json.JsonValue;

namespace DssTyped.Tests.Planning;

/// <summary>The settings of small recipes of each type, and what plain code makes of their inputs. Columns are called after their types, as the random SQL wants it.</summary>
internal static class ModelRecipes
{
    public static readonly (string Name, string Type)[] Rows = [("id_bigint", "bigint"), ("kind_string", "string"), ("x_double", "double")];
    public static readonly (string Name, string Type)[] Paths = [("path", "string"), ("size", "bigint")];

    /// <summary>Types from datasets to datasets of the same columns, and a window, which adds one.</summary>
    public static readonly string[] Types = ["sync", "sampling", "sort", "distinct", "grouping", "topn", "split", "vstack", "join", "shaker", "window", "sql_query", "sql_script", "python"];

    public static bool HasFilter(string type) => type is not ("sync" or "python" or "list_folder_contents" or "merge_folder" or "export");

    public static IReadOnlyList<(string Name, string Type)> ColumnsOf(string type) => type switch
    {
        "window" => [.. Rows, ("rownumber", "bigint")],
        "list_folder_contents" => Paths,
        _ => Rows,
    };

    /// <summary>The payload.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="least">What its filter compares with: a number, or a variable.</param>
    /// <param name="inputs">What inputs are called in SQL.</param>
    /// <param name="outputs">What outputs are called in SQL.</param>
    public static JsonNode Payload(ModelRecipe recipe, string least, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        JsonObject Filter() => new() { ["enabled"] = true, ["distinct"] = false, ["uiData"] = new JsonObject { ["mode"] = "CUSTOM" }, ["expression"] = $"id_bigint > {least}" };
        string query = $"SELECT \"id_bigint\", \"kind_string\", \"x_double\" FROM {inputs.FirstOrDefault()} WHERE \"id_bigint\" > {least} ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3 NULLS FIRST";
        return recipe.Type switch
        {
            "sampling" => Filter(),
            "sort" => With("""{"orders":[{"column":"x_double","desc":true}],"computedColumns":[]}"""),
            "distinct" => With("""{"keys":[],"globalCount":false,"computedColumns":[],"postFilter":{}}"""),
            "grouping" => With("""{"keys":[{"column":"id_bigint","type":"bigint"},{"column":"kind_string","type":"string"}],"values":[{"column":"x_double","sum":true}],"globalCount":false,"enlargeYourBits":true,"computedColumns":[],"postFilter":{},"outputColumnNameOverrides":{"x_double_sum":"x_double"}}"""),
            "topn" => With("""{"keys":["kind_string"],"orders":[{"column":"id_bigint","desc":false}],"firstRows":2,"lastRows":1,"retrievedColumnsSelectionMode":"ALL","retrievedColumns":[],"computedColumns":[]}"""),
            "split" => With("""{"mode":"FILTERS","filterSplits":[{"filter":{"enabled":true,"uiData":{"mode":"CUSTOM"},"expression":"x_double > 1"},"outputIndex":0}],"defaultOutputIndex":1,"computedColumns":[]}"""),
            "vstack" => new JsonObject { ["mode"] = "UNION", ["virtualInputs"] = new JsonArray([.. inputs.Select((_, index) => new JsonObject { ["index"] = index, ["preFilter"] = Filter() })]), ["selectedColumns"] = new JsonArray(), ["postFilter"] = new JsonObject() },
            "join" => new JsonObject
            {
                ["virtualInputs"] = new JsonArray([.. inputs.Select((_, index) => new JsonObject { ["index"] = index, ["prefix"] = index == 0 ? null : "t1", ["outputColumnsSelectionMode"] = "MANUAL", ["preFilter"] = Filter(), ["computedColumns"] = new JsonArray() })]),
                ["joins"] = JsonNode.Parse("""[{"table1":0,"table2":1,"type":"LEFT","conditionsMode":"AND","on":[{"type":"EQ","column1":{"table":0,"name":"id_bigint"},"column2":{"table":1,"name":"id_bigint"}}],"rightLimit":{"enabled":false}}]"""),
                ["selectedColumns"] = JsonNode.Parse("""[{"table":0,"name":"id_bigint","type":"bigint"},{"table":0,"name":"kind_string","type":"string"},{"table":1,"name":"x_double","type":"double","alias":"x_double"}]"""),
                ["computedColumns"] = new JsonArray(), ["postFilter"] = new JsonObject(),
            },
            "shaker" => new JsonObject { ["steps"] = new JsonArray { new JsonObject { ["metaType"] = "PROCESSOR", ["type"] = "FilterOnCustomFormula", ["disabled"] = false, ["params"] = new JsonObject { ["expression"] = $"id_bigint > {least}", ["action"] = "KEEP_ROW" } } } },
            "window" => With("""{"windows":[{"prefix":null,"enablePartitioning":false,"partitioningColumns":[],"enableOrdering":true,"orders":[{"column":"id_bigint","desc":false}],"enableLimits":false}],"values":[],"retrievedColumnsSelectionMode":"ALL","rowNumber":true,"computedColumns":[],"postFilter":{}}"""),
            "sql_query" => (JsonNode)query,
            "sql_script" => (JsonNode)$"DROP TABLE IF EXISTS {outputs[0]};\nCREATE TABLE {outputs[0]} AS {query}",
            "python" => (JsonNode)"# code",
            _ => new JsonObject(),
        };

        JsonObject With(string settings)
        {
            JsonObject payload = JsonNode.Parse(settings)!.AsObject();
            payload["preFilter"] = Filter();
            return payload;
        }
    }

    public static string Params(string type) => type switch
    {
        "sampling" => """{"selection":{"samplingMethod":"FULL","maxRecords":0}}""",
        "list_folder_contents" => """{"path":true,"size":true,"levelMapping":[]}""",
        "merge_folder" => """{"clearBeforeCopy":true,"conflictHandling":"OVERWRITE"}""",
        "export" => """{"exportParams":{"destinationType":"CUSTOM_MANAGED","format":{"type":"csv","params":{"style":"excel","separator":",","parseHeaderRow":true}}}}""",
        _ => "{}",
    };

    /// <summary>What a recipe makes of its inputs, columns in the order of the outputs' schemas.</summary>
    public static IReadOnlyList<ModelRows> Run(ModelRecipe recipe, ModelRows[] inputs, string least, IReadOnlyList<IReadOnlyList<(string Name, string Type)>> columns)
    {
        switch (recipe.Type)
        {
            case "python":
                return [Arranged(new Table(Rows, [.. inputs[0].Rows.Select(row => (string?[])[Cell(row, "id_bigint"), Cell(row, "kind_string"), $"{recipe.Version ?? "0"}.0"])]), columns[0])];
            case "list_folder_contents":
                return [Arranged(new Table(Paths, [.. inputs[0].Rows.Select(file => (string?[])["/" + file[0], Encoding.UTF8.GetByteCount(file[1]!).ToString(CultureInfo.InvariantCulture)])]), columns[0])];
            case "merge_folder":
                return [new ModelRows([], [.. inputs.SelectMany(input => input.Rows).GroupBy(file => file[0]).Select(same => same.Last()).OrderBy(file => file[0], StringComparer.Ordinal)])];
            case "export":
                return [new ModelRows([], [[$"{recipe.Inputs[0]}.csv", string.Concat(inputs[0].Rows.Prepend([.. inputs[0].Columns.Select(column => column.Name)]).Select(row => string.Join(',', row.Select(cell => cell ?? "")) + "\n"))]])];
        }

        string[] names = [.. inputs.Select((_, index) => $"I{index}")], outputs = [.. recipe.Outputs.Select((_, index) => $"O{index}")];
        RecipeCase test = RecipeCase.Of(recipe.Type, Payload(recipe, least, names, outputs).ToJsonString(), [.. inputs.Select(input => new Table(input.Columns, input.Rows))]).WithOutputs(outputs) with { Params = Params(recipe.Type) };
        IReadOnlyDictionary<string, Table> made = NaiveRecipes.Run(test);
        return [.. outputs.Select((output, index) => Arranged(made[output], columns[index]))];

        string? Cell(string?[] row, string name) => row[inputs[0].Columns.ToList().FindIndex(column => column.Name == name)];
    }

    public static JsonValue Json(JsonNode node) => JsonReader.Read(node.ToJsonString()).Root!;

    private static ModelRows Arranged(Table table, IReadOnlyList<(string Name, string Type)> columns)
    {
        int[] from = [.. columns.Select(column => table.IndexOf(column.Name))];
        return new ModelRows(columns, [.. table.Rows.Select(row => from.Select(at => row[at]).ToArray())]);
    }
}
