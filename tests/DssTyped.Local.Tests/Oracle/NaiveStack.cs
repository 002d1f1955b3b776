using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Stacks inputs one after the other.</summary>
internal static class NaiveStack
{
    // The first stacked input of that name, or the first of all.
    private static int Copied(JsonArray virtualInputs, JsonNode payload) => Math.Max(0, virtualInputs.ToList().FindIndex(input => $"I{(int)input!["index"]!}" == (string)payload["copySchemaFromDatasetWithName"]!));

    public static NaiveRows Run(NaiveRows[] sources, JsonNode payload)
    {
        JsonArray virtualInputs = payload["virtualInputs"]!.AsArray();
        NaiveRows[] inputs = [.. virtualInputs.Select(input => NaiveFilter.Apply(sources[(int)input!["index"]!], input["preFilter"]))];
        List<string> names = (string?)payload["mode"] switch
        {
            "INTERSECT" => [.. inputs[0].Columns.Select(column => column.Name).Where(name => inputs.All(input => input.Columns.Exists(column => column.Name == name)))],
            "FROM_DATASET" or "FROM_INDEX" when payload["selectedColumns"]!.AsArray().Count == 0 => [.. inputs[Copied(virtualInputs, payload)].Columns.Select(column => column.Name)],
            "CUSTOM" or "REMAP" or "FROM_DATASET" or "FROM_INDEX" => [.. payload["selectedColumns"]!.AsArray().Select(name => (string)name!)],
            _ => [.. inputs.SelectMany(input => input.Columns).Select(column => column.Name).Distinct()],
        };
        string? SourceOf(int input, int column) => (string?)payload["mode"] switch
        {
            "REMAP" => (string?)virtualInputs[input]!["columnsMatch"]![column],
            "FROM_INDEX" => column < inputs[input].Columns.Count ? inputs[input].Columns[column].Name : null,
            _ => names[column],
        };

        var columns = new List<(string, string)>();
        for (int column = 0; column < names.Count; column++)
        {
            string type = "string";
            for (int input = inputs.Length - 1; input >= 0; input--)
            {
                if (SourceOf(input, column) is { } source && inputs[input].Columns.FindIndex(other => other.Name == source) is >= 0 and var at)
                    type = inputs[input].Columns[at].Type;
            }

            columns.Add((names[column], type));
        }

        bool origin = NaiveFilter.Flag(payload, "addOriginColumn");
        var rows = new List<object?[]>();
        for (int input = 0; input < inputs.Length; input++)
        {
            foreach (object?[] row in inputs[input].Rows)
            {
                var cells = new List<object?>();
                for (int column = 0; column < names.Count; column++)
                {
                    object? cell = SourceOf(input, column) is { } source && inputs[input].Columns.FindIndex(other => other.Name == source) is >= 0 and var at
                        ? NaiveRows.Converted(row[at], inputs[input].Columns[at].Type, columns[column].Item2)
                        : null;
                    cells.Add(cell);
                }

                if (origin)
                    cells.Add((string)virtualInputs[input]!["originLabel"]! is { Length: > 0 } label ? label : null);
                rows.Add([.. cells]);
            }
        }

        if (origin)
            columns.Add(((string)payload["originColumnName"]!, "string"));
        return new NaiveRows(columns, rows);
    }
}
