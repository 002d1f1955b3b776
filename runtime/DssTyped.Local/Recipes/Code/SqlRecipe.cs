using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Sql;
using DuckDB.NET.Data;

namespace DssTyped.Local.Recipes.Code;

/// <summary>
/// <c>sql_query</c> and <c>sql_script</c> recipes are written in the dialect of some database. What DuckDB understands, tables and
/// columns included, runs here; everything else is refused before anything runs.
/// </summary>
internal sealed class SqlRecipe(string dssType, bool isScript) : RecipeTranslator
{
    public override string DssType => dssType;

    public override SupportNote Note => new(
        Support.Differs,
        "Runs if DuckDB understands every statement, with the tables of the inputs and outputs put in; otherwise refused with DuckDB's reason and the name of the dialect. Functions of the same name may differ between databases. Tables, views and indexes that a script creates are gone when it ends; what creates anything else is refused.");

    public override Refusal? Refuse(Snapshot snapshot, RecipeDefinition recipe)
    {
        try
        {
            _ = Plan(recipe, snapshot, VariablesOf(snapshot), recipe.Inputs.Select(item => (item.Ref, snapshot.FindDataset(item.Ref)?.Schema ?? Schema.Empty)));
            return null;
        }
        catch (Exception failure) when (failure is DuckDBException or RecipeFailedException)
        {
            string dialect = recipe.Inputs.Concat(recipe.Outputs).Select(item => snapshot.FindDataset(item.Ref)?.Type).FirstOrDefault(type => type is not null) ?? "unknown";
            return new Refusal($"The SQL is written for {dialect}, and DuckDB does not understand it: {FirstLine(failure.Message)}");
        }
    }

    public override Translation Translate(TranslationContext context)
    {
        SqlPlan plan = Plan(context.Recipe, context.Snapshot, context.Variables, context.Inputs.Select(input => (input.Ref, input.Schema)));
        IEnumerable<string> views = context.Inputs.Select(input =>
            $"CREATE OR REPLACE TEMP VIEW {SqlText.Name(SqlTables.NameOf(input.Ref))} AS SELECT {Stage.List(input.Schema.Select((column, index) => $"{SqlText.Name(input.PhysicalNames[index])} AS {SqlText.Name(column.Name)}"))} FROM {input.Sql}");
        return new Translation.Selects(
            [.. plan.Outputs.Select(output => new OutputSelect(context.Outputs.First(target => target.Ref == output.Ref), output.Sql, output.Columns))],
            [.. views, .. plan.Setup]);
    }

    /// <summary>The values of the project's variables as the snapshot has them.</summary>
    public static IReadOnlyDictionary<string, string> VariablesOf(Snapshot snapshot)
    {
        Dictionary<string, string> variables = snapshot.Variables.Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Name, variable => variable.Value!.IsObject || variable.Value.IsArray ? variable.Value.ToString() : variable.Value.Text, StringComparer.Ordinal);
        variables["projectKey"] = snapshot.Project.ProjectKey;
        return variables;
    }

    private SqlPlan Plan(RecipeDefinition recipe, Snapshot snapshot, IReadOnlyDictionary<string, string> variables, IEnumerable<(string Ref, Schema Schema)> inputs)
    {
        if (recipe.Code is not { } code || code.Trim().Length == 0)
            throw new RecipeFailedException("the recipe has no SQL");

        using var probe = new SqlProbe();
        var tables = new SqlTables();
        foreach ((string reference, Schema schema) in inputs)
        {
            if (schema.Count == 0)
                throw new RecipeFailedException($"the columns of '{reference}' are not known");

            tables.Add(reference, snapshot.FindDataset(reference), variables);
            probe.Add(SqlTables.NameOf(reference), schema);
        }

        if (isScript)
        {
            foreach (string output in recipe.Outputs.Select(item => item.Ref))
                tables.Add(output, snapshot.FindDataset(output), variables);
        }

        string[] statements = [.. SqlStatements.Split(SqlExpression.Expand(code, variables)).Select(tables.Bind)];
        return isScript ? SqlPlan.OfScript(statements, recipe, snapshot, probe) : SqlPlan.OfQuery(statements, recipe, snapshot, probe);
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('.', ' ');
}
