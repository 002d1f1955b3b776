using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts e-mail addresses into their parts.</summary>
internal sealed record EmailSplitter(string Input) : Processor
{
    public static EmailSplitter Read(JsonValue settings) => new(settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn local = columns.Put(Input + "_localpart", StorageType.Unknown, [input], input);
        columns.Put(Input + "_domain", StorageType.String, [input], local);
    }
}
