using System.Text.RegularExpressions;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>The columns a step applies to (<c>appliesTo</c>).</summary>
internal sealed record ColumnScope(ColumnScopeKind Kind, IReadOnlyList<JsonValue> Columns, string Pattern)
{
    // Some patterns take longer than anyone lives; a compiler that runs them must not hang.
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(2);

    /// <summary>Reads the scope; old steps have a single <c>column</c> or <c>input</c> instead of a list.</summary>
    public static ColumnScope Read(JsonValue settings)
    {
        JsonValue[] columns = [.. settings.FindItems("columns").Where(column => column.IsString)];
        if (columns.Length == 0)
            columns = [.. new[] { settings.Find("column") ?? settings.Find("input") ?? settings.Find("inCol") }.OfType<JsonValue>().Where(column => column.IsString && column.Text.Length > 0)];

        ColumnScopeKind kind = settings.FindText("appliesTo") switch
        {
            "PATTERN" => ColumnScopeKind.Pattern,
            "ALL" => ColumnScopeKind.All,
            "SINGLE_COLUMN" => ColumnScopeKind.Single,
            _ => ColumnScopeKind.List,
        };
        return new ColumnScope(kind, columns, settings.FindText("appliesToPattern") ?? "");
    }

    /// <summary>The columns that exist; missing ones are reported if asked for.</summary>
    public IReadOnlyList<PrepareColumn> In(PrepareColumns columns, bool report = true)
    {
        switch (Kind)
        {
            case ColumnScopeKind.All:
                return [.. columns.All];
            case ColumnScopeKind.Pattern:
                return columns.Matching(Pattern);
            default:
                IEnumerable<JsonValue> named = Kind == ColumnScopeKind.Single ? Columns.Take(1) : Columns;
                return [.. named.Select(name => report ? columns.Need(name.Text, name.Span) : columns.Find(name.Text)).OfType<PrepareColumn>().Distinct()];
        }
    }

    /// <summary>A pattern that must match a whole name; null if it is no regular expression here.</summary>
    public static Regex? FullMatch(string pattern) => JavaRegex.Parse($"^(?:{pattern})\\z", limit: MatchLimit);
}

/// <summary>How a step names its columns.</summary>
internal enum ColumnScopeKind
{
    Single,
    List,
    Pattern,
    All,
}
