using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>Columns of a DSS prepare recipe: those of the input, changed by one step after the other.</summary>
internal sealed class PrepareRule : RecipeRule<PrepareSettings>
{
    public override string DssType => "shaker";

    public override RecipeNote Note => new("Prepare", Certainty.Exact,
        "The input's columns, changed by each enabled step; new columns stand after their source. Types are those DSS finds in the cells, where input types and steps tell; some steps make columns from data.");

    public override PrepareSettings Read(RecipeDefinition recipe) => PrepareSettings.Read(recipe.Payload);

    private protected override void Infer(PrepareSettings settings, InferenceContext context)
    {
        if (context.MainInputs.Count == 0)
        {
            foreach (OutputBuilder output in context.MainOutputs)
                output.Limit(Certainty.Opaque, "the recipe has no input");

            return;
        }

        InferenceInput input = context.MainInputs[0];
        var columns = new PrepareColumns
        {
            Report = (rule, span, arguments) => context.Report(rule, span, [context.Recipe.Name, .. arguments]),
            OtherDataset = reference => context.Inputs.FirstOrDefault(other => other.Ref == reference)?.KnownSchema ?? context.Snapshot.FindDataset(reference)?.Schema,
            IsInput = reference => IsInput(reference, context),
            Variable = name => context.Snapshot.Variables.FirstOrDefault(variable => variable.Name == name)?.Value is { } value ? TextOf(value) : null,
            LikelyNames = LikelyNames(context),
            StoredNames = [.. (context.MainOutputs.FirstOrDefault()?.Dataset?.Schema ?? Schema.Empty).Select(column => column.Name)],
            AreComplete = input.Schema.Count > 0,
        };
        foreach (SchemaColumn column in input.Schema)
            columns.AddInput(input.Ref, column);

        foreach (Processor step in settings.Steps)
        {
            columns.Step = step;
            step.Apply(columns);
        }

        foreach (OutputBuilder output in context.MainOutputs)
            Fill(output, input, columns);
    }

    // Steps name a dataset of another project without the project, as long as this one has none of that name.
    private static bool IsInput(string reference, InferenceContext context) =>
        context.Inputs.Any(input => input.Ref == reference)
        || (context.Snapshot.FindFlowObject(reference) is { } dataset
            ? context.Inputs.Any(input => input.Target == dataset)
            : context.Inputs.Any(input => input.Ref.EndsWith("." + reference, StringComparison.Ordinal)));

    private static void Fill(OutputBuilder output, InferenceInput input, PrepareColumns columns)
    {
        output.TakeTypesFromData();
        if (input.Schema.Count == 0)
            output.Limit(Certainty.Opaque, $"the columns of '{input.Ref}' are not known");
        foreach (string reason in columns.OpenReasons)
            output.Limit(Certainty.DataDependent, reason);
        if (columns.OrderReason is { } order)
            output.Limit(Certainty.DataDependent, order);

        bool keepsTypes = KeepsTypes(input, output);
        foreach (PrepareColumn column in columns.All)
        {
            StorageType type = keepsTypes && column.CopyOf is { } copy && copy.Name == column.Name ? copy.Type : column.Type;
            output.Add(new DerivedColumn(column.Name, type, column.Origins.ToEquatableArray()) { CopyOf = column.CopyOf });
        }
    }

    // Since version 12, DSS keeps the types of columns whose storage has types of its own, if its administrator did not choose otherwise.
    // Datasets that say to be of the second type system were made by such a version.
    private static bool KeepsTypes(InferenceInput input, OutputBuilder output) =>
        output.Dataset?.Raw.FindText("typeSystemVersion") == "V2" && input.Target is DatasetDefinition { Type: not "Inline", FormatType: null or "parquet" or "orcfile" or "avro" };

    /// <summary>A variable's text as DSS puts it into a formula: a string's characters, else the JSON.</summary>
    internal static string TextOf(JsonValue value) => value.Kind is JsonKind.String or JsonKind.Number or JsonKind.Boolean ? value.Text : value.ToString();

    private static HashSet<string> LikelyNames(InferenceContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (OutputBuilder output in context.MainOutputs)
            names.UnionWith((output.Dataset?.Schema ?? Schema.Empty).Select(column => column.Name));

        Collect(context.Recipe.Payload.Find("steps"), names);
        return names;

        static void Collect(JsonValue? value, HashSet<string> names)
        {
            if (value is { IsString: true })
                names.Add(value.Text);
            foreach (JsonValue item in value?.Items ?? [])
                Collect(item, names);
            foreach (JsonMember member in value?.Members ?? [])
                Collect(member.Value, names);
        }
    }
}
