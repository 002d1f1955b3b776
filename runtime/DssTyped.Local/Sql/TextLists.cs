using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using DssTyped.Flow.Json;
using DuckDB.NET.Data;

namespace DssTyped.Local.Sql;

/// <summary>Tests whether a text is one of a list. DuckDB looks through a list for every row, so a long one is looked up by a function in C#.</summary>
internal static class TextLists
{
    // With so many, both take the same time. A thousand took DuckDB 35 times as long.
    private const int Long = 40;

    private static readonly ConcurrentDictionary<string, FrozenSet<string>> s_lists = new(StringComparer.Ordinal);

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
                FrozenSet<string> items = count > 0 && readers[1].IsValid(0) ? s_lists.GetOrAdd(readers[1].GetValue<string>(0), Read) : [];
                for (ulong i = 0; i < count; i++)
                    writer.WriteValue(readers[0].IsValid(i) && items.Contains(readers[0].GetValue<string>(i)), i);
            },
            new() { IsPureFunction = true, HandlesNulls = true });

    private static FrozenSet<string> Read(string list) => JsonReader.Read(Encoding.UTF8.GetBytes(list)).Root!.Items.Select(item => item.Text).ToFrozenSet(StringComparer.Ordinal);
}
