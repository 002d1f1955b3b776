using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Changes the case or the blanks of texts, or shortens them.</summary>
internal sealed record StringTransformer(ColumnScope Scope, string Mode, int Limit) : InPlaceProcessor(Scope)
{
    public static StringTransformer Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("mode") ?? "TO_LOWER", settings.FindInt32("truncate_limit") ?? 0);

    private protected override StorageType TypeAfter(StorageType before) => before == StorageType.BigInt && Mode != "TRUNCATE" ? before : StorageType.Unknown;
}
