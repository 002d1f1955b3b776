using System.Globalization;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes.Code;
using DssTyped.Local.Sql;
using DuckDB.NET.Data;

namespace DssTyped.Local.Recipes;

/// <summary>Finds out beforehand whether DuckDB understands the SQL that a user wrote into a visual recipe: custom aggregates, computed columns, filters.</summary>
internal static class SqlBinding
{
    /// <summary>Whether a recipe has such SQL.</summary>
    public static bool IsNeeded(RecipeDefinition recipe) => HasSql(recipe.Payload);

    /// <summary>Why DuckDB can't run a recipe's statements; null if it can, or if that can't be known yet.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="snapshot">The flow.</param>
    /// <param name="translate">Gives the statements.</param>
    public static Refusal? Refuse(RecipeDefinition recipe, Snapshot snapshot, Func<TranslationContext, IEnumerable<OutputSelect>> translate)
    {
        using var probe = new SqlProbe();
        var inputs = new List<Relation>();
        foreach (RecipeItem item in recipe.Inputs)
        {
            if (snapshot.FindDataset(item.Ref)?.Schema is not { Count: > 0 } schema)
                return null;

            string[] physical = [.. schema.Select((_, index) => "p" + index.ToString(CultureInfo.InvariantCulture))];
            string table = SqlTables.NameOf(item.Ref);
            probe.Add(table, new Schema([.. schema.Select((column, index) => column with { Name = physical[index] })]));
            inputs.Add(new Relation(item.Role, item.Ref, SqlText.Name(table), schema, 0, physical));
        }

        IReadOnlyList<OutputSelect> selects;
        try
        {
            var outputs = recipe.Outputs.GroupBy(item => item.Role, StringComparer.Ordinal)
                .SelectMany(role => role.Select((item, index) => new OutputTarget(index, item.Role, item.Ref, snapshot.FindDataset(item.Ref))));
            selects = [.. translate(new TranslationContext(snapshot, recipe, inputs, [.. outputs], SqlRecipe.VariablesOf(snapshot)))];
        }
        catch (RecipeFailedException)
        {
            // A variable that only the run knows, or a column that only its data has: the run tells.
            return null;
        }

        try
        {
            foreach (OutputSelect select in selects)
                probe.Describe(select.Sql);

            return null;
        }
        catch (DuckDBException failure)
        {
            return new Refusal($"DuckDB does not understand SQL of the recipe: {failure.Message.Split('\n')[0].TrimEnd('.', ' ')}", "Use formulas in DSS instead, pin the recipe's outputs, or build it on a DSS server.");
        }
    }

    private static bool HasSql(JsonValue value) => value.Kind switch
    {
        JsonKind.Object => value.FindText("customExpr") is { Length: > 0 } || value.FindText("mode") == "SQL" || value.Members.Any(member => HasSql(member.Value)),
        JsonKind.Array => value.Items.Any(HasSql),
        _ => false,
    };
}
