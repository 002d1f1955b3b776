using System.Globalization;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Filters, one row at a time.</summary>
internal static class NaiveFilter
{
    public static NaiveRows Apply(NaiveRows rows, JsonNode? filter)
    {
        if (filter is not JsonObject || !Flag(filter, "enabled"))
            return rows;

        List<object?[]> kept = [.. rows.Rows.Where(row => Keeps(rows, row, filter))];
        if (Flag(filter, "distinct"))
        {
            var seen = new HashSet<string>();
            kept = [.. kept.Where(row => seen.Add(string.Join('\u0001', row.Select((cell, index) => NaiveRows.Text(cell is 0.0 ? 0.0 : cell, rows.Columns[index].Type) ?? "\u0002"))))];
        }

        return rows with { Rows = kept };
    }

    public static bool Flag(JsonNode? node, string name) => node?[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    /// <summary>Whether a filter keeps a row; one that is not there or not switched on keeps all.</summary>
    public static bool Keeps(NaiveRows rows, object?[] row, JsonNode? filter) => !Flag(filter, "enabled")
        || ((string?)filter!["uiData"]?["mode"] == "CUSTOM" ? NaiveValues.IsTrue(NaiveFormula.Evaluate((string)filter["expression"]!, rows.CellsOf(row))) : Passes(rows, row, filter["uiData"]));

    private static bool Passes(NaiveRows rows, object?[] row, JsonNode? ui)
    {
        if (ui?["conditions"] is not JsonArray { Count: > 0 } conditions)
            return true;

        IEnumerable<bool> results = conditions.Select(condition => Meets(rows, row, condition!));
        return (string?)ui["mode"] == "||" ? results.Any(result => result) : results.All(result => result);
    }

    private static bool Meets(NaiveRows rows, object?[] row, JsonNode condition)
    {
        if (condition["subCondition"] is { } group)
            return Passes(rows, row, group);

        int at = rows.At((string)condition["input"]!);
        object? value = row[at];
        string? text = NaiveRows.Text(value, rows.Columns[at].Type);
        string wanted = (string?)condition["string"] ?? "";
        string asked = (string)condition["operator"]!;
        switch (asked)
        {
            case "is empty" or "empty string": return value is null;
            case "not empty" or "not empty string": return value is not null;
            case "true": return text?.ToLowerInvariant() == "true";
            case "false": return text?.ToLowerInvariant() == "false";
            case "contains": return text is not null && text.Contains(wanted, StringComparison.Ordinal);
            case "starts with": return text is not null && text.StartsWith(wanted, StringComparison.Ordinal);
            case "ends with": return text is not null && text.EndsWith(wanted, StringComparison.Ordinal);
            case "== [string]": return wanted.Length == 0 ? text is null : text == wanted;
            case "!= [string]": return wanted.Length == 0 ? text is not null : text != wanted;
            case "== [string]i": return text is not null && NaiveRows.Lower(text) == NaiveRows.Lower(wanted);
            case "in [string]": return Items(condition, "string").Any(item => item.Length == 0 ? text is null : text == item);
            case "not in [string]": return !Items(condition, "string").Any(item => item.Length == 0 ? text is null : text == item);
            case "in [number]": return value is not null && Items(condition, "num").Any(item => NaiveRows.Compare(Number(item), value) == 0);
            case "not in [number]": return value is null || !Items(condition, "num").Any(item => NaiveRows.Compare(Number(item), value) == 0);
        }

        string sign = asked[..asked.IndexOf('[', StringComparison.Ordinal)].Trim();
        if (asked.EndsWith("[number]", StringComparison.Ordinal))
            return Compare(sign, value, Number(condition["num"]!.ToJsonString()), condition["num2"] is { } upper ? Number(upper.ToJsonString()) : null);
        if (asked.EndsWith("[date]", StringComparison.Ordinal))
            return Compare(sign, value, Moment(condition, "date", "time"), Moment(condition, "date2", "time2"));

        int otherAt = rows.At((string)condition["col"]!);
        object? other = row[otherAt];
        if (asked.EndsWith("[NaNcolumn]", StringComparison.Ordinal))
            return Compare(sign, text, NaiveRows.Text(other, rows.Columns[otherAt].Type), null);

        return Compare(sign, value, other, null);
    }

    private static bool Compare(string sign, object? a, object? b, object? upper)
    {
        if (sign == "!=")
            return a is null ? b is not null : b is null || NaiveRows.Compare(a, b) != 0;
        if (a is null || b is null)
            return false;

        int order = NaiveRows.Compare(a, b);
        return sign switch
        {
            "==" => order == 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            "<=" => order <= 0,
            "><" => order >= 0 && upper is not null && NaiveRows.Compare(a, upper) <= 0,
            _ => throw new InvalidOperationException(sign),
        };
    }

    private static IEnumerable<string> Items(JsonNode condition, string field) => condition["items"]!.AsArray().Select(item => item![field] is JsonValue value ? value.ToString() : "");

    // Whole numbers are compared as such: doubles can't tell large ones apart.
    private static object Number(string text) => NaiveValues.OfCell(text.Trim('"'))!;

    private static object? Moment(JsonNode condition, string date, string time) =>
        (string?)condition[date] is { Length: > 0 } day ? DateTime.SpecifyKind(DateTime.Parse($"{day} {(string?)condition[time] ?? "00:00"}", CultureInfo.InvariantCulture), DateTimeKind.Utc) : null;
}
