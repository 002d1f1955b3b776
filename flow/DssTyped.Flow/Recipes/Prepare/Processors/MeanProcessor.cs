using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>The mean of several columns.</summary>
internal sealed record MeanProcessor(ColumnScope Scope, string Output, double? Otherwise) : Processor
{
    public static MeanProcessor Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("outputColumn") ?? settings.FindText("output") ?? "", settings.FindFlag("useDefaultValue") ? settings.FindDouble("defaultValue") ?? 0 : null);

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        columns.Put(Output, StorageType.Double, inputs, columns.RightMost(inputs));
    }
}
