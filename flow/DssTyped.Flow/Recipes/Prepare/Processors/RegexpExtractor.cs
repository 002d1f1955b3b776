using System.Text.RegularExpressions;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a column of each group of a pattern.</summary>
internal sealed record RegexpExtractor(string Input, string Pattern, string Prefix, bool FoundColumn, bool AllOccurrences) : Processor
{
    public static RegexpExtractor Read(JsonValue settings) => new(
        settings.FindText("column") ?? "", settings.FindText("pattern") ?? "", settings.FindText("prefix") ?? "", settings.FindFlag("found_col"), settings.FindFlag("extractAllOccurrences"));

    /// <summary>The names of the columns its groups become: the group's number, or its name.</summary>
    public IReadOnlyList<string> Groups()
    {
        Regex? regex = JavaRegex.Parse(Pattern);
        return regex is null ? [] : [.. regex.GetGroupNumbers().Where(number => number > 0).Select(number => Prefix + regex.GroupNameFromNumber(number))];
    }

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        if (JavaRegex.Parse(Pattern) is null)
            columns.Open($"the pattern '{Pattern}' can't be read here, so which groups it has is not known");

        PrepareColumn after = input;
        foreach (string name in Groups())
            after = columns.Put(name, StorageType.Unknown, [input], after);

        if (FoundColumn)
            columns.Put(Prefix + "found", StorageType.Unknown, [input], after);
    }
}
