using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Aggregates;

/// <summary>Derives an aggregate's column and checks that it can be computed.</summary>
internal static class AggregateInference
{
    public static DerivedColumn Derive(AggregateColumn aggregate, ColumnSet columns, InferenceContext context, bool enlarge = true, bool needsOrderColumn = true) => aggregate switch
    {
        ColumnAggregate plain => OfColumn(plain, columns, context, enlarge, needsOrderColumn),
        CustomAggregate custom => DerivedColumns.From(custom.Name, custom.Type, "sql",
            [.. SqlWords.Of(custom.Expression).Select(columns.Find).Where(found => found is not null).Select(found => found!)]),
        _ => throw new InvalidOperationException($"Unknown aggregate {aggregate}."),
    };

    private static DerivedColumn OfColumn(ColumnAggregate aggregate, ColumnSet columns, InferenceContext context, bool enlarge, bool needsOrderColumn)
    {
        DerivedColumn source = columns.Take(aggregate.Column);
        columns.Check(aggregate.OrderColumn);
        if (!aggregate.Function.Accepts(source.Type))
            context.Report(FlowDiagnostics.AggregateType, aggregate.Column.Span, context.Recipe.Name, aggregate.Function.Suffix(), source.Name, StorageTypes.NameOf(source.Type));

        if (needsOrderColumn && aggregate is { Function: Aggregation.First or Aggregation.Last, OrderColumn: null })
            context.Report(FlowDiagnostics.FirstLastNeedsOrder, aggregate.Column.Span, context.Recipe.Name, aggregate.Function.Suffix(), source.Name);

        return DerivedColumns.From(aggregate.DefaultName, aggregate.Function.ResultType(source.Type, enlarge), aggregate.Function.Suffix(), source);
    }
}
