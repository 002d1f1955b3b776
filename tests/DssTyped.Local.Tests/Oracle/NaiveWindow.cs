using System.Globalization;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Windows by looking at every row of the partition for every row.</summary>
internal static class NaiveWindow
{
    public static NaiveRows Run(NaiveRows rows, JsonNode payload)
    {
        JsonArray values = payload["values"]!.AsArray();
        int[] retrieved = (string?)payload["retrievedColumnsSelectionMode"] == "ALL"
            ? [.. Enumerable.Range(0, rows.Columns.Count)]
            : [.. values.Where(value => NaiveFilter.Flag(value, "value")).Select(value => rows.At((string)value!["column"]!))];
        List<(string, string)> columns = [.. retrieved.Select(column => (NaiveRecipes.Renamed(payload, rows.Columns[column].Name), rows.Columns[column].Type))];
        var makers = new List<Func<int, object?>>();
        foreach (int column in retrieved)
            makers.Add(row => rows.Rows[row][column]);

        foreach (JsonNode? window in payload["windows"]!.AsArray())
        {
            foreach (JsonNode? value in values)
                AddValues(rows, payload, window!, value!, columns, makers);
        }

        foreach (JsonNode? window in payload["windows"]!.AsArray())
            AddRanks(rows, payload, window!, columns, makers);

        return new NaiveRows(columns, [.. Enumerable.Range(0, rows.Rows.Count).Select(row => makers.Select(make => make(row)).ToArray())]);
    }

    private static string Named(JsonNode payload, JsonNode window, string name) =>
        NaiveRecipes.Renamed(payload, (string?)window["prefix"] is { Length: > 0 } prefix ? $"{prefix}_{name}" : name);

    private static void AddValues(NaiveRows rows, JsonNode payload, JsonNode window, JsonNode value, List<(string, string)> columns, List<Func<int, object?>> makers)
    {
        int column = rows.At((string)value["column"]!);
        (string name, string type) = rows.Columns[column];
        foreach ((string _, string suffix) in NaiveAggregates.Window.Where(aggregate => NaiveFilter.Flag(value, aggregate.Flag)))
        {
            columns.Add((Named(payload, window, $"{name}_{suffix}"), NaiveAggregates.TypeOf(suffix, type)));
            makers.Add(row =>
            {
                List<int> frame = Frame(rows, window, row, reachesOverAll: NaiveFilter.Flag(payload, "legacyUnboundedWindowStreamBehavior"), byPlace: suffix is "first" or "last" or "concat");
                return NaiveAggregates.Of(suffix, rows, column, frame, frame, value);
            });
        }

        foreach ((string flag, string list, int direction, bool difference) in new[] { ("lag", "lagValues", -1, false), ("lagDiff", "lagValues", -1, true), ("lead", "leadValues", 1, false), ("leadDiff", "leadValues", 1, true) })
        {
            if (!NaiveFilter.Flag(value, flag))
                continue;

            string[] offsets = ((string)value[list]!).Split(',', StringSplitOptions.TrimEntries);
            foreach (string offset in offsets)
            {
                int steps = int.Parse(offset, CultureInfo.InvariantCulture) * direction;
                columns.Add((Named(payload, window, $"{name}_{flag.Replace("Diff", "_diff", StringComparison.Ordinal)}{(offsets.Length > 1 ? offset : "")}"), difference && type is ("date" or "dateonly" or "datetimenotz") ? "bigint" : type));
                makers.Add(row =>
                {
                    List<int> partition = Partition(rows, window, row);
                    int at = partition.IndexOf(row) + steps;
                    object? other = at >= 0 && at < partition.Count ? rows.Rows[partition[at]][column] : null;
                    object? own = rows.Rows[row][column];
                    return !difference ? other : (own, other) switch
                    {
                        (long a, long b) => NaiveRows.Fit((Int128)a - b, type),
                        (double a, double b) => a - b,
                        (DateTime a, DateTime b) => (a - b).Ticks / TimeSpan.FromHours((string)value["dateDiffUnit"]! switch { "HOUR" => 1, "DAY" => 24, _ => 168 }).Ticks,
                        _ => null,
                    };
                });
            }
        }
    }

    private static void AddRanks(NaiveRows rows, JsonNode payload, JsonNode window, List<(string, string)> columns, List<Func<int, object?>> makers)
    {
        Comparison<int>[] orders = Orders(rows, window);
        void Add(bool isOn, string name, string type, Func<List<int>, int, object?> make)
        {
            if (!isOn)
                return;
            columns.Add((Named(payload, window, name), type));
            makers.Add(row => Partition(rows, window, row) is var partition ? make(partition, partition.IndexOf(row)) : null);
        }

        Add(NaiveFilter.Flag(payload, "rowNumber"), "rownumber", "bigint", (_, place) => (long)place + 1);
        Add(NaiveFilter.Flag(payload, "rank"), "rank", "bigint", (partition, place) => 1L + partition.FindIndex(other => NaiveRecipes.Same(orders, other, partition[place])));
        Add(NaiveFilter.Flag(payload, "denseRank"), "denserank", "bigint", (partition, place) => 1L + Enumerable.Range(1, place).Count(at => !NaiveRecipes.Same(orders, partition[at - 1], partition[at])));
        Add(NaiveFilter.Flag(payload, "cumeDist"), "cumedist", "double", (partition, place) => (1.0 + partition.FindLastIndex(other => NaiveRecipes.Same(orders, other, partition[place]))) / partition.Count);
        if (!NaiveFilter.Flag(payload, "ntile"))
            return;

        foreach (string quantiles in ((string)payload["ntileValues"]!).Split(','))
        {
            int count = int.Parse(quantiles, CultureInfo.InvariantCulture);
            Add(isOn: true, "ntile" + quantiles, "bigint", (partition, place) =>
            {
                // The first parts take one row more when rows do not divide evenly.
                int small = partition.Count / count;
                int large = partition.Count % count;
                return (long)(place < large * (small + 1) ? place / (small + 1) : large + ((place - (large * (small + 1))) / Math.Max(1, small))) + 1;
            });
        }
    }

    private static Comparison<int>[] Orders(NaiveRows rows, JsonNode window) => NaiveFilter.Flag(window, "enableOrdering") ? NaiveRecipes.Orders(rows, window["orders"]) : [];

    private static List<int> Partition(NaiveRows rows, JsonNode window, int row)
    {
        int[] keys = NaiveFilter.Flag(window, "enablePartitioning") ? [.. window["partitioningColumns"]!.AsArray().Select(name => rows.At((string)name!))] : [];
        return NaiveRows.Sorted(
            Enumerable.Range(0, rows.Rows.Count).Where(other => keys.All(key => NaiveRows.Compare(rows.Rows[row][key], rows.Rows[other][key]) == 0)),
            Orders(rows, window));
    }

    private static List<int> Frame(NaiveRows rows, JsonNode window, int row, bool reachesOverAll, bool byPlace)
    {
        List<int> partition = Partition(rows, window, row);
        int place = partition.IndexOf(row);
        Comparison<int>[] orders = Orders(rows, window);
        if (NaiveFilter.Flag(window, "enableLimits") && (string)window["windowLimitMode"]! == "RANGE")
            return [.. partition.Where(other => IsNear(rows, window, row, other))];
        if (NaiveFilter.Flag(window, "enableLimits"))
        {
            int from = NaiveFilter.Flag(window, "limitPreceding") ? place - (int)window["precedingRows"]! : 0;
            int to = NaiveFilter.Flag(window, "limitFollowing") ? place + (int)window["followingRows"]! : partition.Count - 1;
            return [.. partition.Where((_, at) => at >= from && at <= to)];
        }

        // Without limits: all rows if there is no order, else all up to the current one and those equal to it.
        return orders.Length == 0 || reachesOverAll ? partition : [.. partition.Where((other, at) => at <= place || (!byPlace && NaiveRecipes.Same(orders, other, row)))];
    }

    // Whether a row's value lies within the distances before and after another's. No value is near to no value only.
    private static bool IsNear(NaiveRows rows, JsonNode window, int row, int other)
    {
        int column = rows.At(NaiveRecipes.Name(window["orders"]![0]));
        (object? from, object? to) = (rows.Rows[row][column], rows.Rows[other][column]);
        bool descending = NaiveFilter.Flag(window["orders"]![0], "desc");
        bool Within(string limit, string bound, bool isBefore)
        {
            int order = NaiveRows.Compare(to, from) * (descending ? -1 : 1);
            if (!NaiveFilter.Flag(window, limit) || order == 0 || order > 0 == isBefore)
                return true;
            if (from is null || to is null)
                return false;

            return NaiveRows.Compare(to, Moved(from, (int)window[bound]! * (isBefore == descending ? 1 : -1), (string)window["windowDateRangeUnit"]!)) * (descending == isBefore ? -1 : 1) >= 0;
        }

        return Within("limitPreceding", "windowLowerBound", isBefore: true) && Within("limitFollowing", "windowUpperBound", isBefore: false);
    }

    private static object Moved(object value, int distance, string unit) => value switch
    {
        long whole => distance > 0 && whole > long.MaxValue - distance ? long.MaxValue : whole + distance,
        double number => number + distance,
        _ => NaiveFunctions.Moved((DateTime)value, distance, unit.ToLowerInvariant()) ?? (distance > 0 ? DateTime.MaxValue : DateTime.MinValue),
    };
}
