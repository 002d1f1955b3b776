using System.Collections.Concurrent;
using System.Text;
using DssTyped.Flow.Json;
using DuckDB.NET.Data;

namespace DssTyped.Local.Sql;

/// <summary>Tests whether a text is one of a list. DuckDB looks through a list for every row, so a long one is looked up by a function in C#.</summary>
internal static class TextLists
{
    // With so many, both take the same time. A thousand took DuckDB 35 times as long.
    private const int Long = 40;

    // Programs may ask for ever new lists.
    private const int MostKept = 100;

    private static readonly ConcurrentDictionary<string, HashSet<string>> s_lists = new(StringComparer.Ordinal);

    /// <summary>A condition that is true where a text is one of a list, and false where it is not or is null.</summary>
    /// <param name="text">The text's expression.</param>
    /// <param name="items">The list.</param>
    public static string IsOneOf(string text, IReadOnlyCollection<string> items) => items.Count switch
    {
        0 => "false",
        < Long => $"coalesce({text} IN ({string.Join(", ", items.Select(SqlText.Literal))}), false)",
        _ => $"dss_one_of({text}, {SqlText.Literal(JsonWriter.Compact(JsonValue.Array([.. items.Select(item => JsonValue.String(item))])))})",
    };

    /// <summary>Registers the function with an instance.</summary>
    public static void Register(DuckDBConnection connection) =>
        // dss_one_of(text, list): whether a text is in a JSON array of texts, which is the same for all rows of a statement.
        connection.RegisterScalarFunction<string?, string?, bool?>(
            "dss_one_of",
            (readers, writer, count) =>
            {
                HashSet<string> items = count > 0 && readers[1].IsValid(0) ? ItemsOf(readers[1].GetValue<string>(0)) : [];
                for (ulong i = 0; i < count; i++)
                    writer.WriteValue(readers[0].IsValid(i) && items.Contains(readers[0].GetValue<string>(i)), i);
            },
            new() { IsPureFunction = true, HandlesNulls = true });

    private static HashSet<string> ItemsOf(string list)
    {
        if (s_lists.TryGetValue(list, out HashSet<string>? known))
            return known;
        if (s_lists.Count >= MostKept)
            s_lists.Clear();

        return s_lists[list] = JsonReader.Read(Encoding.UTF8.GetBytes(list)).Root is { } root ? root.Items.Select(item => item.Text).ToHashSet(StringComparer.Ordinal) : [];
    }
}
