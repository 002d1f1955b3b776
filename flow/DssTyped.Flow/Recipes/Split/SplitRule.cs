using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Split;

/// <summary>Columns of a DSS <c>split</c> recipe's outputs: the input's in each, perhaps with the computed ones.</summary>
internal sealed class SplitRule : RecipeRule<SplitSettings>
{
    public override string DssType => "split";

    public override RecipeNote Note => new("Split", Certainty.Exact, "Every output has the input's columns, and the computed ones if they are written.");

    public override SplitSettings Read(RecipeDefinition recipe)
    {
        JsonValue payload = recipe.Payload;
        return new SplitSettings(
            FilterSettings.Read(payload.Find("preFilter")),
            ComputedColumn.ReadAll(payload),
            payload.FindFlag("writeComputedColumnsInOutput"),
            ReadHow(payload),
            payload.FindInt32("defaultOutputIndex") ?? -1);
    }

    // Chance gives every row an output; tests leave some to the default.
    private static bool HasDefault(SplitBy how) => how is SplitByFilters or SplitByValues;

    private protected override void Infer(SplitSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        Check(settings.How, columns, context);
        if (HasDefault(settings.How) && settings.DefaultOutput >= context.MainOutputs.Count)
            context.ReportIndex((context.Recipe.Payload.Find("defaultOutputIndex")?.Span).GetValueOrDefault(), "the output of all other rows", settings.DefaultOutput, context.MainOutputs.Count, "output");
        DerivedColumn[] written = settings.WritesComputedColumns ? [.. columns.Columns] : [.. ColumnSet.Of(context, input).Columns];
        foreach (OutputBuilder output in context.MainOutputs)
        {
            output.NeedsColumnsOf(input);
            foreach (DerivedColumn column in written)
                output.Add(column);
        }
    }

    // All sections are always in the payload; only the one of the mode counts.
    private static SplitBy ReadHow(JsonValue payload)
    {
        string mode = payload.Text("mode");
        return mode switch
        {
            "FILTERS" => new SplitByFilters(Filters(payload, "filterSplits"), IsRange: false),
            "RANGE" => new SplitByFilters(Filters(payload, "rangeSplits"), IsRange: true),
            "VALUES" => new SplitByValues(
                payload.Column("column"),
                payload.FindItems("valueSplits").Select(item => new ValueSplit(item.FindText("value"), item.FindFlag("caseSensitive", otherwise: true), OutputOf(item)) { Span = SpanOf(item) }).ToEquatableArray()),
            "RANDOM" => new SplitByChance(payload.FindText("seed") is { } seed && long.TryParse(seed, out long value) ? value : null, Shares(payload, "randomSplits")),
            "RANDOM_COLUMNS" => new SplitByHash(payload.Columns("randomColumns"), Shares(payload, "randomColumnsSplits")),
            "CENTILE" => new SplitByCentile(payload.SortKeys("centileOrders"), Shares(payload, "centileSplits")),
            _ => new SplitByUnknown(mode),
        };
    }

    private static EquatableArray<FilterSplit> Filters(JsonValue payload, string member) =>
        payload.FindItems(member).Select(item => new FilterSplit(FilterSettings.Read(item.Find("filter")), OutputOf(item)) { Span = SpanOf(item) }).ToEquatableArray();

    private static EquatableArray<ShareSplit> Shares(JsonValue payload, string member) =>
        payload.FindItems(member).Select(item => new ShareSplit(item.FindDouble("share") ?? 0, OutputOf(item)) { Span = SpanOf(item) }).ToEquatableArray();

    private static int OutputOf(JsonValue split) => split.FindInt32("outputIndex") ?? 0;

    private static JsonSpan SpanOf(JsonValue split) => (split.Find("outputIndex") ?? split).Span;

    private static void Check(SplitBy how, ColumnSet columns, InferenceContext context)
    {
        switch (how)
        {
            case SplitByFilters filters:
                foreach (FilterSplit split in filters.Filters)
                    FilterChecks.Check(split.Filter, columns, context);
                break;
            case SplitByValues values:
                columns.Check(values.Column);
                break;
            case SplitByHash hash:
                foreach (ColumnRef column in hash.Columns)
                    columns.Check(column);
                break;
            case SplitByCentile centile:
                foreach (SortKey order in centile.Orders)
                    columns.Check(order.Column);
                break;
            case SplitByChance or SplitByUnknown:
                break;
        }

        foreach ((int index, JsonSpan span) in OutputsOf(how).Where(output => output.Index >= context.MainOutputs.Count))
            context.ReportIndex(span, "an output", index, context.MainOutputs.Count, "output");
    }

    private static IEnumerable<(int Index, JsonSpan Span)> OutputsOf(SplitBy how) => how switch
    {
        SplitByFilters filters => filters.Filters.Select(split => (split.Output, split.Span)),
        SplitByValues values => values.Values.Select(split => (split.Output, split.Span)),
        SplitByChance chance => chance.Shares.Select(split => (split.Output, split.Span)),
        SplitByHash hash => hash.Shares.Select(split => (split.Output, split.Span)),
        SplitByCentile centile => centile.Shares.Select(split => (split.Output, split.Span)),
        _ => [],
    };
}
