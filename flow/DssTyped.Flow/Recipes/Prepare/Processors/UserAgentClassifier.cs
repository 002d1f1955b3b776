using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Finds the program and system of user agents.</summary>
internal sealed record UserAgentClassifier(string Input) : Processor
{
    private static readonly string[] Parts = ["type", "category", "brand", "version", "os", "osversion", "osflavor"];

    public static UserAgentClassifier Read(JsonValue settings) => new(settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn after = input;
        foreach (string part in Parts)
            after = columns.Put($"{Input}_{part}", part is "version" or "osversion" ? StorageType.Unknown : StorageType.String, [input], after);
    }
}
