using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Update;

/// <summary>Columns of the output of DSS's <c>update</c> and <c>upsert</c> recipes: the input's, merged into those the output has.</summary>
internal sealed class UpdateRule(string dssType, string title, string text) : RecipeRule<UpdateSettings>
{
    public override string DssType => dssType;

    public override RecipeNote Note => new(title, Certainty.Exact, text);

    public override UpdateSettings Read(RecipeDefinition recipe)
    {
        // The payload and the params have the same content; one of them may be missing.
        JsonValue source = recipe.Payload.Find("uniqueKey") is not null ? recipe.Payload : recipe.Params;
        return new UpdateSettings(
            source.Columns("uniqueKey"),
            source.FindFlag("addMissingRows", otherwise: true),
            source.FindFlag("deleteMissingRows"),
            source.FindFlag("addMissingCols", otherwise: true),
            source.FindFlag("deleteMissingCols"),
            FilterSettings.Read(source.Find("filter")));
    }

    private protected override void Infer(UpdateSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.Filter);
        foreach (ColumnRef key in settings.UniqueKey)
            columns.Check(key);

        foreach (OutputBuilder output in context.MainOutputs)
        {
            output.NeedsColumnsOf(input);

            // The output's own columns come first and keep their types: it is edited, not rewritten.
            Schema own = output.Dataset?.Schema ?? Schema.Empty;
            foreach (SchemaColumn column in own)
            {
                DerivedColumn? source = columns.Find(column.Name);
                if (source is not null || !settings.DeletesMissingColumns)
                    output.Add(new DerivedColumn(column.Name, column.Type, source?.Origins ?? []) { CopyOf = source?.CopyOf });
            }

            foreach (DerivedColumn column in columns.Columns)
            {
                if (own.Find(column.Name) is null && (settings.AddsMissingColumns || own.Count == 0))
                    output.Add(column);
            }
        }
    }
}
