using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Scoring;

/// <summary>The columns that a prediction model adds. The classes are in the model, not in the project's files: the stored schema tells them.</summary>
internal static class PredictionColumns
{
    private const string ProbabilityPrefix = "proba_";
    private const string Percentile = "proba_percentile";
    private const string Prediction = "prediction";

    public static void Pass(OutputBuilder output, InferenceInput input, EquatableArray<ColumnRef>? kept, ColumnSet columns)
    {
        // A model made in a visual analysis prepares its input with a script of its own, which is not in the recipe: only what the model adds has a known type.
        output.Limit(Certainty.DataDependent, "the model may prepare its input: add columns and change types");
        if (kept is { } chosen)
        {
            foreach (ColumnRef column in chosen)
                output.Add(Untyped(columns.Take(column)));
            return;
        }

        output.NeedsColumnsOf(input);
        foreach (DerivedColumn column in columns.Columns)
            output.Add(Untyped(column));

        static DerivedColumn Untyped(DerivedColumn column) => column with { Type = StorageType.Unknown };
    }

    public static void AddPrediction(OutputBuilder output, ColumnSet columns, InferenceContext context, bool probabilities, bool percentiles)
    {
        SavedModelDefinition? model = context.Inputs.Where(input => input.Role == "model").Select(input => input.Target).OfType<SavedModelDefinition>().FirstOrDefault();
        Schema stored = output.Dataset?.Schema ?? Schema.Empty;
        StorageType type = TypeOfPrediction(model, stored);
        bool isRegression = type.IsNumeric();
        if (model?.PredictionType is null && stored.Find(Prediction) is null)
            output.Limit(Certainty.DataDependent, "whether the model predicts classes or numbers is not known here");

        if (!isRegression && probabilities)
        {
            output.Limit(Certainty.DataDependent, "the classes are in the model");
            foreach (SchemaColumn column in stored.Where(column => column.Name.StartsWith(ProbabilityPrefix, StringComparison.Ordinal) && column.Name != Percentile))
                Add(output, columns, column.Name, StorageType.Double, context);
        }

        if (!isRegression && percentiles)
            Add(output, columns, Percentile, StorageType.TinyInt, context);
        Add(output, columns, Prediction, type, context);
    }

    public static void AddText(OutputBuilder output, string name, StorageType type = StorageType.String)
    {
        if (!output.Has(name))
            output.Add(new DerivedColumn(name, type, []));
    }

    /// <summary>Adds a column that the model computes from what it is given; one of that name in the input is overwritten in place.</summary>
    public static void Add(OutputBuilder output, ColumnSet columns, string name, StorageType type, InferenceContext context)
    {
        var added = new DerivedColumn(name, type, columns.Columns.Where(column => column.Name != name).SelectMany(column => column.Origins)
            .Select(origin => new ColumnOrigin(origin.Input, origin.Column, OriginKind.Unknown, "model")).Distinct().ToEquatableArray());
        if (output.Has(name))
            output.Replace(output.Columns.Select(column => column.Name == name ? added with { Type = column.Type } : column));
        else
            output.Add(added);
    }

    private static StorageType TypeOfPrediction(SavedModelDefinition? model, Schema stored) => model?.PredictionType switch
    {
        "REGRESSION" => StorageType.Float,
        "BINARY_CLASSIFICATION" or "MULTICLASS" => StorageType.String,
        // A number is predicted by regressions only; classes are written as text unless somebody changed the type by hand.
        _ when stored.Find(Prediction) is { } prediction => prediction.Type is StorageType.Float or StorageType.Double ? StorageType.Float : StorageType.String,
        _ => StorageType.Unknown,
    };
}
