using System.Collections.Concurrent;
using System.Text.RegularExpressions;
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

        // dss_damerau(text, text): DuckDB's own function counts bytes, DSS counts characters.
        connection.RegisterScalarFunction<string?, string?, long?>("dss_damerau", (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
            {
                if (readers[0].IsValid(i) && readers[1].IsValid(i))
                    writer.WriteValue(TextDistance.DamerauLevenshtein(readers[0].GetValue<string>(i), readers[1].GetValue<string>(i)), i);
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

        // dss_random_split(seed, share, rows): one digit per row, 1 for the rows that go to the first output.
        connection.RegisterScalarFunction<long?, double?, long?, string?>("dss_random_split", (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
            {
                bool valid = readers[0].IsValid(i) && readers[1].IsValid(i) && readers[2].IsValid(i);
                Write(writer, i, valid ? RandomSplit.Flags(readers[0].GetValue<long>(i), readers[1].GetValue<double>(i), readers[2].GetValue<long>(i)) : null);
            }
        }, Pure);
    }

    private static void Write(DuckDB.NET.Data.DataChunk.Writer.IDuckDBDataWriter writer, ulong row, string? text)
    {
        if (text is null)
            writer.WriteNull(row);
        else
            writer.WriteValue(text, row);
    }

    private static Regex Pattern(string pattern) => Patterns.GetOrAdd(pattern, text => new Regex(text, RegexOptions.CultureInvariant));
}
