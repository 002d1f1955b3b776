using DssTyped.Local.Text;
using DuckDB.NET.Data;

namespace DssTyped.Local.Sql;

/// <summary>Functions in C# that statements can call where DuckDB and DSS differ. They must be pure and total: DuckDB also calls them for values no row has.</summary>
internal static class SqlFunctions
{
    /// <summary>Registers every function with an instance.</summary>
    public static void Register(DuckDBConnection connection)
    {
        // dss_text(double), dss_text_float(float): a number's text as Java writes it.
        RegisterText<double>(connection, "dss_text", JavaText.Of);
        RegisterText<float>(connection, "dss_text_float", JavaText.Of);
        TextLists.Register(connection);
        Recipes.RecipeFunctions.Register(connection);
    }

    private static void RegisterText<T>(DuckDBConnection connection, string name, Func<T, string> text)
        where T : struct => connection.RegisterScalarFunction<T?, string?>(
        name,
        (readers, writer, count) =>
        {
            for (ulong i = 0; i < count; i++)
            {
                if (readers[0].IsValid(i))
                    writer.WriteValue(text(readers[0].GetValue<T>(i)), i);
                else
                    writer.WriteNull(i);
            }
        },
        new() { IsPureFunction = true, HandlesNulls = true });
}
