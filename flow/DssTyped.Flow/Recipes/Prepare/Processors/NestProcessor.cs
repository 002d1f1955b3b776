using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Packs columns into a JSON object.</summary>
internal sealed record NestProcessor(ColumnScope Scope, string Output) : Processor
{
    public static NestProcessor Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("outputColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        columns.Put(Output, StorageType.Unknown, inputs, columns.RightMost(inputs));
    }
}
