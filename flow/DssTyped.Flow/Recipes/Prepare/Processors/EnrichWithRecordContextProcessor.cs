using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Adds the file a row comes from: its path, its name, the row's number in it, and when it was changed.</summary>
internal sealed record EnrichWithRecordContextProcessor(IReadOnlyList<(string Name, StorageType Type)> Outputs) : Processor
{
    private static readonly (string Setting, StorageType Type)[] Parts =
    [
        ("filepathColumn", StorageType.String), ("filenameColumn", StorageType.String), ("fileRecordOutputColumn", StorageType.Unknown), ("lastModifiedColumn", StorageType.Unknown),
    ];

    public static EnrichWithRecordContextProcessor Read(JsonValue settings) =>
        new([.. Parts.Select(part => (settings.FindText(part.Setting) ?? "", part.Type)).Where(part => part.Item1.Length > 0)]);

    public override void Apply(PrepareColumns columns)
    {
        foreach ((string name, StorageType type) in Outputs)
            columns.Put(name, type, [], after: null);
    }
}
