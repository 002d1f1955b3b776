using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DssTyped.Local.Recipes.Filters;
using DssTyped.Local.Recipes.Join;
using DssTyped.Local.Recipes.Split;
using DuckDB.NET.Data;

namespace DssTyped.Local.Recipes;

/// <summary>Functions in C# that translated recipes call. They are pure and total: DuckDB also calls them for values no row has.</summary>
internal static class RecipeFunctions
{
    private static readonly ScalarFunctionOptions Pure = new() { IsPureFunction = true, HandlesNulls = true };
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>Registers every function with an instance.</summary>
    public static void Register(DuckDBConnection connection)
    {
        // dss_regex(text, pattern): whether a pattern is found; patterns are checked before a recipe runs.
        connection.RegisterScalarFunction<string?, string?, bool?>("dss_regex", (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
            {
                if (readers[0].IsValid(i) && readers[1].IsValid(i))
                    writer.WriteValue(Pattern(readers[1].GetValue<string>(i)).IsMatch(readers[0].GetValue<string>(i)), i);
                else
                    writer.WriteNull(i);
            }
        }, Pure);

        // dss_formula(id, cells): the text that a formula gives on a row; not pure, for it may ask for the time.
        connection.RegisterScalarFunction<long?, string?, string?>("dss_formula", (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
                Write(writer, i, readers[0].IsValid(i) && readers[1].IsValid(i) ? FormulaCalls.Evaluate(readers[0].GetValue<long>(i), readers[1].GetValue<string>(i)) : null);
        }, new ScalarFunctionOptions { IsPureFunction = false, HandlesNulls = true });

        // dss_random_split(seed, shares, rows, share): one digit per row, 1 for the rows of that share.
        connection.RegisterScalarFunction<long?, string?, long?, long?, string?>("dss_random_split", (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
            {
                bool valid = Enumerable.Range(0, 4).All(argument => readers[argument].IsValid(i));
                Write(writer, i, valid ? RandomSplit.Flags(readers[0].GetValue<long>(i), readers[1].GetValue<string>(i), readers[2].GetValue<long>(i), (int)readers[3].GetValue<long>(i)) : null);
            }
        }, Pure);

        // dss_distance(name, text, text): how far two texts are from each other.
        connection.RegisterScalarFunction<string?, string?, string?, double?>("dss_distance", (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
            {
                if (Enumerable.Range(0, 3).All(argument => readers[argument].IsValid(i))
                    && TextDistance.Of(readers[0].GetValue<string>(i), readers[1].GetValue<string>(i), readers[2].GetValue<string>(i)) is { } distance)
                {
                    writer.WriteValue(distance, i);
                }
                else
                {
                    writer.WriteNull(i);
                }
            }
        }, Pure);

        // dss_sorted_words(text): the words of a text in order.
        connection.RegisterScalarFunction<string?, string?>("dss_sorted_words", (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
                Write(writer, i, readers[0].IsValid(i) ? string.Join(' ', readers[0].GetValue<string>(i).Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)) : null);
        }, Pure);
    }

    private static void Write(DuckDB.NET.Data.DataChunk.Writer.IDuckDBDataWriter writer, ulong row, string? text)
    {
        if (text is null)
            writer.WriteNull(row);
        else
            writer.WriteValue(text, row);
    }

    private static Regex Pattern(string pattern) => Patterns.GetOrAdd(pattern, static text => FilterPattern.Parse(text)!);
}
