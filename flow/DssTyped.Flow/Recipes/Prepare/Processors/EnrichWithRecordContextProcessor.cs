using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Adds the name of the file a row comes from.</summary>
internal sealed record EnrichWithRecordContextProcessor(IReadOnlyList<string> Outputs) : Processor
{
    public static EnrichWithRecordContextProcessor Read(JsonValue settings) => new(
    [
        .. new[] { "filepathColumn", "filenameColumn", "fileRecordOutputColumn", "lastModifiedColumn" }.Select(settings.FindText).OfType<string>().Where(name => name.Length > 0),
    ]);

    public override void Apply(PrepareColumns columns)
    {
        foreach (string output in Outputs)
            columns.Put(output, StorageType.String, [], after: null);
    }
}
