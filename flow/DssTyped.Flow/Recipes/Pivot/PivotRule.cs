using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Pivot;

/// <summary>Columns of a DSS <c>pivot</c> recipe's output: the identifiers, then columns for each value found in the data, which DSS keeps with the output.</summary>
internal sealed class PivotRule : RecipeRule<PivotSettings>
{
    public override string DssType => "pivot";

    public override RecipeNote Note => new("Pivot", Certainty.DataDependent, "The identifiers, then for each value found in the data the aggregates; exact where DSS stored the values it found.");

    public override PivotSettings Read(RecipeDefinition recipe)
    {
        JsonValue payload = recipe.Payload;
        return new PivotSettings(
            FilterSettings.Read(payload.Find("preFilter")),
            ComputedColumn.ReadAll(payload),
            payload.Text("identifierColumnsSelection", "EXPLICIT"),
            payload.Columns("explicitIdentifiers"),
            payload.FindItems("pivots").Select(element => new PivotElement(
                element.Columns("keyColumns"),
                AggregateColumn.ReadAll(element.FindItems("valueColumns")),
                element.FindFlag("globalCount"),
                element.Text("valueLimit", "NO_LIMIT"))
            {
                MostFrequent = element.FindInt32("topnLimit") ?? 20,
                LeastOccurrences = element.FindInt32("minOccLimit") ?? 0,
                Chosen = element.FindItems("explicitValues").Select(KeyValues).ToEquatableArray(),
            }).ToEquatableArray(),
            AggregateColumn.ReadAll([.. payload.FindItems("otherColumns"), .. payload.FindItems("customAggregates")]),
            payload.FindText("schemaComputation") == "ALWAYS",
            FilterSettings.Read(payload.Find("postFilter")))
        {
            SortsModalities = payload.FindFlag("sortModalities"),
            Slugification = payload.Text("modalitySlugification", "NONE"),
        };
    }

    // One value per key; a single key's value may stand alone.
    private static EquatableArray<PivotKeyValue> KeyValues(JsonValue value) =>
        (value.IsArray ? value.Items : [value]).Select(item => new PivotKeyValue(item.Kind == JsonKind.Null ? null : item.Text)).ToEquatableArray();

    private protected override void Infer(PivotSettings settings, InferenceContext context)
    {
        if (context.MainInputs is not [InferenceInput input, ..])
            return;

        ColumnSet columns = ColumnSet.Of(context, input, settings.PreFilter, settings.ComputedColumns);
        foreach (OutputBuilder output in context.MainOutputs)
        {
            foreach (ColumnRef identifier in PivotIdentifiers.Of(settings, columns.Columns.Select(column => column.Name)))
                output.Add(columns.Take(identifier));

            if (PivotModality.StoredIn(output.Dataset) is { } modalities)
                WriteModalities(output, settings, modalities, columns, context);
            else
                WriteStored(output, settings, columns, context);
        }
    }

    private static void WriteModalities(OutputBuilder output, PivotSettings settings, EquatableArray<EquatableArray<PivotModality>> modalities, ColumnSet columns, InferenceContext context)
    {
        foreach (PivotColumn column in PivotColumns.Of(settings, modalities).Take(OutputBuilder.MaxColumns + 1))
        {
            DerivedColumn[] keys = [.. column.Element.Keys.Select(columns.Take)];
            output.Add(column.Aggregate is null
                ? DerivedColumns.From(column.Name, StorageType.BigInt, "count", keys)
                : AggregateInference.Derive(column.Aggregate, columns, context, enlarge: false).Named(column.Name));
        }

        foreach (AggregateColumn other in settings.OtherColumns)
            output.Add(AggregateInference.Derive(other, columns, context, enlarge: false));
        if (settings.RecomputesModalities)
            output.Limit(Certainty.DataDependent, "each run looks for the values in the data again");
    }

    // Nothing but the stored schema tells what the data has.
    private static void WriteStored(OutputBuilder output, PivotSettings settings, ColumnSet columns, InferenceContext context)
    {
        output.Limit(Certainty.DataDependent, "the values that become columns are found in the data");
        DerivedColumn[] sources = [.. settings.Elements.SelectMany(element => element.Keys.Concat(element.Values.OfType<ColumnAggregate>().Select(value => value.Column))).Select(columns.Take)];
        foreach (SchemaColumn column in output.Dataset?.Schema ?? Schema.Empty)
        {
            if (!output.Has(column.Name))
                output.Add(DerivedColumns.From(column.Name, column.Type, "pivot", sources));
        }
    }
}
