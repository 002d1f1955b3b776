using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.VStack;

/// <summary>Columns of a DSS <c>vstack</c> recipe's output: by name, by position or from a list, with the type of the first input that has them.</summary>
internal sealed class VStackRule : RecipeRule<VStackSettings>
{
    public override string DssType => "vstack";

    public override RecipeNote Note => new("Stack", Certainty.Exact, "All columns in order of first appearance, the common ones, those of one input or a list; optional origin column.");

    public override VStackSettings Read(RecipeDefinition recipe)
    {
        JsonValue payload = recipe.Payload;
        return new VStackSettings(
            payload.Text("mode", "UNION") switch
            {
                "INTERSECT" => VStackMode.Intersect,
                "FROM_DATASET" => VStackMode.FromDataset,
                "FROM_INDEX" => VStackMode.FromIndex,
                "CUSTOM" => VStackMode.Custom,
                "REMAP" => VStackMode.Remap,
                _ => VStackMode.Union,
            },
            payload.FindItems("virtualInputs").Select(ReadInput).ToEquatableArray(),
            payload.Columns("selectedColumns"),
            payload.FindText("copySchemaFromDatasetWithName"),
            payload.FindFlag("addOriginColumn") ? payload.Text("originColumnName", "original_dataset") : null,
            FilterSettings.Read(payload.Find("postFilter")));
    }

    private protected override void Infer(VStackSettings settings, InferenceContext context)
    {
        ColumnSet[] inputs = [.. settings.Inputs.Select(input =>
            ColumnSet.Of(context, input.Index >= 0 && input.Index < context.MainInputs.Count ? context.MainInputs[input.Index] : null, input.PreFilter))];
        CheckMatches(settings, inputs);
        VStackColumn[] written = [.. VStackColumns.Of(settings, index => [.. inputs[index].Columns.Select(column => column.Name)], index => InputName(settings.Inputs[index], context))];

        foreach (OutputBuilder output in context.MainOutputs)
        {
            if (settings.Mode is VStackMode.Union or VStackMode.Intersect || (settings.Selected.Count == 0 && settings.Mode is VStackMode.FromDataset or VStackMode.FromIndex))
            {
                foreach (VStackInput input in settings.Inputs.Where(input => input.Index >= 0 && input.Index < context.MainInputs.Count))
                    output.NeedsColumnsOf(context.MainInputs[input.Index]);
            }

            foreach (VStackColumn column in written)
            {
                DerivedColumn[] sources = [.. column.Sources.Select((name, index) => name is null ? null : inputs[index].Find(name.Column)).Where(found => found is not null).Select(found => found!)];
                output.Add(new DerivedColumn(column.Name, sources.Length > 0 ? sources[0].Type : StorageType.Unknown, sources.SelectMany(source => source.Origins).Distinct().ToEquatableArray())
                {
                    CopyOf = sources.FirstOrDefault()?.CopyOf,
                });
            }

            if (settings.OriginColumn is { } origin)
                output.Add(new DerivedColumn(origin, StorageType.String, []));
            FilterChecks.Check(settings.PostFilter, ColumnSet.Of(context, output, inputs.All(input => input.IsKnown)), context);
        }
    }

    // Where columns are matched by name, one that an input lacks stays empty there; a match by choice must exist.
    private static void CheckMatches(VStackSettings settings, ColumnSet[] inputs)
    {
        for (int i = 0; settings.Mode == VStackMode.Remap && i < inputs.Length; i++)
        {
            foreach (ColumnMatch match in settings.Inputs[i].Matches)
                inputs[i].Check(match.Column);
        }
    }

    private static string InputName(VStackInput input, InferenceContext context) =>
        input.Index >= 0 && input.Index < context.MainInputs.Count ? context.MainInputs[input.Index].Ref : "";

    private static VStackInput ReadInput(JsonValue input, int position) => new(
        input.FindInt32("index") ?? position,
        input.Text("originLabel"),
        input.FindItems("columnsMatch").Select(match => new ColumnMatch(match is { IsString: true, Text.Length: > 0 } ? new ColumnRef(match.Text, match.Span) : null)).ToEquatableArray(),
        FilterSettings.Read(input.Find("preFilter")));
}
