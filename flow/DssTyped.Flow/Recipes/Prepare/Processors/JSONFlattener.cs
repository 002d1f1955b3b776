using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a column of each field of JSON objects.</summary>
internal sealed record JSONFlattener(string Input, int MaxDepth, bool PrefixOutputs, string Separator, bool FlattenArrays, bool NullAsEmpty) : Processor
{
    public static JSONFlattener Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindInt32("maxDepth") ?? 1, settings.FindFlag("prefixOutputs", otherwise: true), settings.FindText("separator") ?? "_",
        settings.FindFlag("flattenArrays"), settings.FindFlag("nullAsEmpty"));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        columns.Open($"the fields of the objects in '{Input}' become columns");
        PrepareColumn after = input;
        foreach (string name in PrefixOutputs ? columns.LikelyNames.Where(name => name.StartsWith(Input + Separator, StringComparison.Ordinal)) : [])
        {
            if (columns.Find(name) is null)
                after = columns.Put(name, StorageType.Unknown, [input], after);
        }
    }
}
