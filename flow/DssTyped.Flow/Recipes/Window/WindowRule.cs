using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Window;

/// <summary>Columns of a DSS <c>window</c> recipe's output: the retrieved ones, each window's values, each window's ranks.</summary>
internal sealed class WindowRule : RecipeRule<WindowSettings>
{
    public override string DssType => "window";

    public override RecipeNote Note => new("Window", Certainty.Exact, "The retrieved columns, then per window the aggregates and offsets of each column, then the ranks.");

    public override WindowSettings Read(RecipeDefinition recipe) => WindowPayload.Read(recipe);

    private protected override void Infer(WindowSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        DerivedColumn[] retrieved = settings.Retrieved is { } chosen ? [.. chosen.Select(columns.Take)] : [.. columns.Columns];
        foreach (WindowDefinition window in settings.Windows)
            CheckWindow(window, settings, columns, context);

        DerivedColumn[] written =
        [
            .. retrieved.Select(column => column.Named(settings.Names.Of(column.Name)))
                .Concat(settings.Windows.SelectMany(window => settings.Values.Select(value => Derive(value, columns, context).Named(settings.Names.Of(window.NameOf(value.DefaultName))))))
                .Concat(settings.Windows.SelectMany(window => Ranks(window, settings, columns)))
                .Take(OutputBuilder.MaxColumns + 1),
        ];
        foreach (OutputBuilder output in context.MainOutputs)
        {
            if (settings.Retrieved is null)
                output.NeedsColumnsOf(input);
            foreach (DerivedColumn column in written)
                output.Add(column);
            FilterChecks.Check(settings.PostFilter, ColumnSet.Of(context, output, columns.IsKnown, settings.Names), context);
        }
    }

    private static DerivedColumn Derive(WindowValue value, ColumnSet columns, InferenceContext context) => value switch
    {
        WindowAggregate { Aggregate: var aggregate } => AggregateInference.Derive(aggregate, columns, context, needsOrderColumn: false),
        WindowOffset offset => Offset(offset, columns.Take(offset.Column)),
        _ => throw new InvalidOperationException($"Unknown window value {value}."),
    };

    // A difference of dates is a number of units; of numbers it keeps their type.
    private static DerivedColumn Offset(WindowOffset offset, DerivedColumn source) => DerivedColumns.From(
        offset.DefaultName,
        offset.IsDifference && source.Type.IsTemporal() ? StorageType.BigInt : source.Type,
        offset.IsLead ? "lead" : "lag",
        source);

    private static IEnumerable<DerivedColumn> Ranks(WindowDefinition window, WindowSettings settings, ColumnSet columns)
    {
        DerivedColumn[] sources = [.. window.Partitioning.Concat(window.Orders.Select(order => order.Column))
            .Select(column => columns.Find(column.Name)).Where(found => found is not null).Select(found => found!)];
        foreach ((string name, StorageType type) in settings.RankNames())
            yield return DerivedColumns.From(settings.Names.Of(window.NameOf(name)), type, "rank", sources);
    }

    private static void CheckWindow(WindowDefinition window, WindowSettings settings, ColumnSet columns, InferenceContext context)
    {
        foreach (ColumnRef column in window.Partitioning)
            columns.Check(column);
        foreach (SortKey order in window.Orders)
            columns.Check(order.Column);
        if (window.Orders.Count > 0 || !context.HasRoomForFindings)
            return;

        foreach (ColumnAggregate aggregate in settings.Values.OfType<WindowAggregate>().Select(value => value.Aggregate).OfType<ColumnAggregate>()
            .Where(aggregate => aggregate is { Function: Aggregation.First or Aggregation.Last, OrderColumn: null }))
        {
            context.Report(FlowDiagnostics.FirstLastNeedsOrder, aggregate.Column.Span, context.Recipe.Name, aggregate.Function.Suffix(), aggregate.Column.Name);
        }

        foreach (WindowOffset offset in settings.Values.OfType<WindowOffset>())
            context.Report(FlowDiagnostics.FirstLastNeedsOrder, offset.Column.Span, context.Recipe.Name, offset.IsLead ? "lead" : "lag", offset.Column.Name);
    }
}
