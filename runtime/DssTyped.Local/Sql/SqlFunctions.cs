using DssTyped.Local.Text;
using DuckDB.NET.Data;

namespace DssTyped.Local.Sql;

/// <summary>Functions in C# that statements can call where DuckDB and DSS differ. They must be pure and total: DuckDB also calls them for values no row has.</summary>
internal static class SqlFunctions
{
    /// <summary>Registers every function with an instance.</summary>
    public static void Register(DuckDBConnection connection)
    {
        // dss_text(double): a number's text as Java writes it.
        connection.RegisterScalarFunction<double?, string?>(
            "dss_text",
            (readers, writer, count) =>
            {
                for (ulong i = 0; i < count; i++)
                {
                    if (readers[0].IsValid(i))
                        writer.WriteValue(JavaText.Of(readers[0].GetValue<double>(i)), i);
                    else
                        writer.WriteNull(i);
                }
            },
            new() { IsPureFunction = true, HandlesNulls = true });

        TextLists.Register(connection);
        Recipes.RecipeFunctions.Register(connection);
    }
}
