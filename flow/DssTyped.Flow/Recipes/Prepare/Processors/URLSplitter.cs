using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts URLs into their parts.</summary>
internal sealed record URLSplitter(string Input, IReadOnlyList<string> Parts) : Processor
{
    private static readonly (string Setting, string Part)[] All =
        [("extractScheme", "scheme"), ("extractHost", "host"), ("extractPort", "port"), ("extractPath", "path"), ("extractQueryString", "querystring"), ("extractAnchor", "anchor")];

    public static URLSplitter Read(JsonValue settings) => new(settings.FindText("column") ?? "", [.. All.Where(part => settings.FindFlag(part.Setting, otherwise: true)).Select(part => part.Part)]);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn after = input;
        foreach (string part in Parts)
            after = columns.Put($"{Input}_{part}", part is "scheme" or "host" or "path" ? StorageType.String : StorageType.Unknown, [input], after);
    }
}
