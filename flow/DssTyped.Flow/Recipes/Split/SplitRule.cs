using DssTyped.Flow.Diagnostics;
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

    private protected override void Infer(SplitSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        Check(settings.How, columns, context);
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
                payload.FindItems("valueSplits").Select(item => new ValueSplit(item.FindText("value"), item.FindFlag("caseSensitive", otherwise: true), OutputOf(item))).ToEquatableArray()),
            "RANDOM" => new SplitByChance(payload.FindText("seed") is { } seed && long.TryParse(seed, out long value) ? value : null, Shares(payload, "randomSplits")),
            "RANDOM_COLUMNS" => new SplitByHash(payload.Columns("randomColumns"), Shares(payload, "randomColumnsSplits")),
            "CENTILE" => new SplitByCentile(payload.SortKeys("centileOrders"), Shares(payload, "centileSplits")),
            _ => new SplitByUnknown(mode),
        };
    }

    private static EquatableArray<FilterSplit> Filters(JsonValue payload, string member) =>
        payload.FindItems(member).Select(item => new FilterSplit(FilterSettings.Read(item.Find("filter")), OutputOf(item))).ToEquatableArray();

    private static EquatableArray<ShareSplit> Shares(JsonValue payload, string member) =>
        payload.FindItems(member).Select(item => new ShareSplit(item.FindDouble("share") ?? 0, OutputOf(item))).ToEquatableArray();

    private static int OutputOf(JsonValue split) => split.FindInt32("outputIndex") ?? 0;

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

        foreach (int index in OutputsOf(how).Where(index => index >= context.MainOutputs.Count))
        {
            context.Report(FlowDiagnostics.IndexOutOfRange, default, context.Recipe.Name, "an output index",
                index.ToString(System.Globalization.CultureInfo.InvariantCulture), context.MainOutputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + " outputs");
        }
    }

    private static IEnumerable<int> OutputsOf(SplitBy how) => how switch
    {
        SplitByFilters filters => filters.Filters.Select(split => split.Output),
        SplitByValues values => values.Values.Select(split => split.Output),
        SplitByChance chance => chance.Shares.Select(split => split.Output),
        SplitByHash hash => hash.Shares.Select(split => split.Output),
        SplitByCentile centile => centile.Shares.Select(split => split.Output),
        _ => [],
    };
}
