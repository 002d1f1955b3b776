using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Converts numbers from one country's spelling to another's.</summary>
internal sealed record NumericalFormatConverter(ColumnScope Scope, string From, string To) : InPlaceProcessor(Scope)
{
    public static NumericalFormatConverter Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("inFormat") ?? "RAW", settings.FindText("outFormat") ?? "RAW");

    private protected override StorageType TypeAfter(StorageType before) => StorageType.Unknown;
}
