using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Code;

/// <summary>What to execute for the SQL of a recipe: statements before, and a query per output.</summary>
internal sealed record SqlPlan(IReadOnlyList<string> Setup, IReadOnlyList<(string Ref, string Sql, IReadOnlyList<SchemaColumn> Columns)> Outputs)
{
    /// <summary>One query whose rows are those of the one output.</summary>
    public static SqlPlan OfQuery(string[] statements, RecipeDefinition recipe, Snapshot snapshot, SqlProbe probe)
    {
        if (statements.Length != 1)
            throw new RecipeFailedException("the recipe must have exactly one statement");
        if (recipe.Outputs.Count != 1)
            throw new RecipeFailedException("the recipe must have exactly one output");

        string output = recipe.Outputs[0].Ref;
        (string sql, IReadOnlyList<SchemaColumn> columns) = SqlProbe.Typed(statements[0], probe.Describe(statements[0]), snapshot.FindDataset(output)?.Schema ?? Schema.Empty);
        _ = probe.Describe(sql);
        return new SqlPlan([], [(output, sql, columns)]);
    }

    /// <summary>Statements that fill the tables of the outputs.</summary>
    public static SqlPlan OfScript(string[] statements, RecipeDefinition recipe, Snapshot snapshot, SqlProbe probe)
    {
        // Tables live as long as the connection that executes the recipe, so nothing of one run is seen by another.
        List<string> setup =
        [
            .. recipe.Outputs.Select(item => (item.Ref, snapshot.FindDataset(item.Ref)?.Schema)).Where(output => output.Schema is { Count: > 0 })
                .Select(output => SqlProbe.Create(SqlTables.NameOf(output.Ref), output.Schema!)),
        ];
        setup.AddRange(statements.Select(SqlStatements.Temporary));
        foreach (string statement in setup)
            probe.Execute(statement);

        return new SqlPlan(setup, [.. recipe.Outputs.Select(item =>
        {
            string query = $"SELECT * FROM {SqlText.Name(SqlTables.NameOf(item.Ref))}";
            (string sql, IReadOnlyList<SchemaColumn> columns) = SqlProbe.Typed(query, probe.Describe(query), snapshot.FindDataset(item.Ref)?.Schema ?? Schema.Empty);
            return (item.Ref, sql, columns);
        })]);
    }
}
