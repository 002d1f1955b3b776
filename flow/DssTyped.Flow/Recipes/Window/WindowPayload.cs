using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Window;

/// <summary>Reads the payload of a window recipe.</summary>
internal static class WindowPayload
{
    // The order of the output's columns, which is not that of a grouping.
    private static readonly Aggregation[] Order =
    [
        Aggregation.Min, Aggregation.Max, Aggregation.Average, Aggregation.Sum, Aggregation.Concat, Aggregation.ConcatDistinct,
        Aggregation.StandardDeviation, Aggregation.Count, Aggregation.CountDistinct, Aggregation.First, Aggregation.Last,
    ];

    public static WindowSettings Read(RecipeDefinition recipe)
    {
        JsonValue payload = recipe.Payload;
        IReadOnlyList<JsonValue> values = payload.FindItems("values");
        return new WindowSettings(
            FilterSettings.Read(payload.Find("preFilter")),
            ComputedColumn.ReadAll(payload),
            payload.FindItems("windows").Select(ReadWindow).ToEquatableArray(),
            payload.FindText("retrievedColumnsSelectionMode") == "ALL"
                ? null
                : values.Where(value => value.FindFlag("value")).Select(value => value.Column("column")).Where(column => column is not null).Select(column => column!).ToEquatableArray(),
            values.SelectMany(ReadValues).ToEquatableArray(),
            payload.FindFlag("rowNumber"),
            payload.FindFlag("rank"),
            payload.FindFlag("denseRank"),
            payload.FindFlag("cumeDist"),
            payload.FindFlag("ntile") ? Numbers(payload.Text("ntileValues", "4")).ToEquatableArray() : [],
            payload.FindFlag("legacyUnboundedWindowStreamBehavior"),
            OutputNames.Read(payload),
            FilterSettings.Read(payload.Find("postFilter")));
    }

    /// <summary>The names of a window's ranks, before prefixes and renamings, in order.</summary>
    public static IEnumerable<(string Name, StorageType Type)> RankNames(this WindowSettings settings)
    {
        if (settings.RowNumber)
            yield return ("rownumber", StorageType.BigInt);
        if (settings.Rank)
            yield return ("rank", StorageType.BigInt);
        if (settings.DenseRank)
            yield return ("denserank", StorageType.BigInt);
        if (settings.CumulativeDistribution)
            yield return ("cumedist", StorageType.Double);
        foreach (int quantiles in settings.Quantiles)
            yield return ("ntile" + quantiles.ToString(CultureInfo.InvariantCulture), StorageType.BigInt);
    }

    private static WindowDefinition ReadWindow(JsonValue window) => new(
        window.Text("prefix"),
        window.FindFlag("enablePartitioning") ? window.Columns("partitioningColumns") : [],
        window.FindFlag("enableOrdering") ? window.SortKeys("orders") : [],
        window.FindFlag("enableLimits") ? ReadFrame(window) : null);

    private static WindowFrame ReadFrame(JsonValue window)
    {
        bool isRange = window.FindText("windowLimitMode") == "RANGE";
        return new WindowFrame(
            isRange,
            !window.FindFlag("limitPreceding") ? null : window.FindDouble(isRange ? "windowLowerBound" : "precedingRows") ?? 0,
            !window.FindFlag("limitFollowing") ? null : window.FindDouble(isRange ? "windowUpperBound" : "followingRows") ?? 0,
            window.Text("windowDateRangeUnit", "DAY"));
    }

    private static IEnumerable<WindowValue> ReadValues(JsonValue value)
    {
        foreach (AggregateColumn aggregate in AggregateColumn.Read(value, Order))
            yield return new WindowAggregate(aggregate);
        if (value.Column("column") is not { } column)
            yield break;

        foreach ((string flag, string offsets, bool isLead, bool isDifference) in new[]
        {
            ("lag", "lagValues", false, false), ("lagDiff", "lagValues", false, true), ("lead", "leadValues", true, false), ("leadDiff", "leadValues", true, true),
        })
        {
            if (!value.FindFlag(flag))
                continue;

            int[] numbers = [.. Numbers(value.Text(offsets, "1"))];
            foreach (int number in numbers)
                yield return new WindowOffset(column, isLead, isDifference, number, numbers.Length > 1, value.Text("dateDiffUnit", "DAY"));
        }
    }

    private static IEnumerable<int> Numbers(string list) =>
        list.Split(',').Select(item => int.TryParse(item.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : (int?)null)
            .Where(number => number is not null).Select(number => number!.Value);
}
