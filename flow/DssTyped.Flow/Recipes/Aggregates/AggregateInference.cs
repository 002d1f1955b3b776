using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Aggregates;

/// <summary>Derives an aggregate's column and checks that it can be computed.</summary>
internal static class AggregateInference
{
    public static DerivedColumn Derive(AggregateColumn aggregate, ColumnSet columns, InferenceContext context, bool enlarge = true) => aggregate switch
    {
        ColumnAggregate plain => OfColumn(plain, columns, context, enlarge),
        CustomAggregate custom => DerivedColumns.From(custom.Name, StorageType.Unknown, "sql",
            [.. SqlWords.Of(custom.Expression).Select(columns.Find).Where(found => found is not null).Select(found => found!)]),
        _ => throw new InvalidOperationException($"Unknown aggregate {aggregate}."),
    };

    private static DerivedColumn OfColumn(ColumnAggregate aggregate, ColumnSet columns, InferenceContext context, bool enlarge)
    {
        DerivedColumn source = columns.Take(aggregate.Column);
        columns.Check(aggregate.OrderColumn);
        if (!aggregate.Function.Accepts(source.Type))
            context.Report(FlowDiagnostics.AggregateType, aggregate.Column.Span, context.Recipe.Name, aggregate.Function.Suffix(), source.Name, StorageTypes.NameOf(source.Type));

        return DerivedColumns.From(aggregate.DefaultName, aggregate.Function.ResultType(source.Type, enlarge), aggregate.Function.Suffix(), source);
    }
}
