using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Sync;

/// <summary>Columns of a DSS <c>sync</c> recipe's output: the input's, without dimensions that become folders.</summary>
internal sealed class SyncRule : RecipeRule<SyncSettings>
{
    public override string DssType => "sync";

    public override RecipeNote Note => new("Sync", Certainty.Exact, "The input's columns; dimensions of a redispatched output of files are left out.");

    public override SyncSettings Read(RecipeDefinition recipe) => new(recipe.Params.FindText("schemaMode") == "FREE_SCHEMA_NAME_BASED");

    private protected override void Infer(SyncSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        foreach (OutputBuilder output in context.MainOutputs)
        {
            output.NeedsColumnsOf(input);

            // A schema of the output's own: columns are matched by name, what else it has stays empty.
            if (settings.KeepsOutputSchema && output.Dataset is { Schema.Count: > 0 } own)
            {
                foreach (SchemaColumn column in own.Schema)
                    output.Add(new DerivedColumn(column.Name, column.Type, input.Schema.Find(column.Name) is null ? [] : [new ColumnOrigin(input.Ref, column.Name, OriginKind.Copied)]));
                continue;
            }

            foreach (SchemaColumn column in input.Schema)
                output.Pass(input, column);
        }
    }
}
