using System.Globalization;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.VStack;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.VStack;

/// <summary>Runs a <c>vstack</c> (stack) recipe: all rows of each input, in order.</summary>
internal sealed class VStackSql : RecipeSql<VStackSettings>
{
    public override string DssType => "vstack";

    public override SupportNote Note => new(Support.Exact);

    protected override Refusal? Refuse(VStackSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        recipe.Payload.Text("mode", "UNION") is not ("UNION" or "INTERSECT" or "FROM_DATASET" or "FROM_INDEX" or "CUSTOM" or "REMAP")
            ? new Refusal($"Stack mode {recipe.Payload.Text("mode")} is not known to the local engine", "Choose another mode in DSS.")
            : recipe.Payload.FindItems("virtualInputs").Append(recipe.Payload).Any(part => part.FindItems("computedColumns").Count > 0)
                ? new Refusal("The stack computes columns, and where they stand is not known", "Compute them in a recipe before or after the stack in DSS.")
                : RecipeStages.Refuse([.. settings.Inputs.Select(input => input.PreFilter), settings.PostFilter], []);

    protected override IEnumerable<OutputSelect> Translate(VStackSettings settings, TranslationContext context)
    {
        Stage[] inputs = [.. settings.Inputs.Select(input => input.Index >= 0 && input.Index < context.MainInputs.Count
            ? RecipeStages.Before(context.MainInputs[input.Index], input.PreFilter, [], context, isNumbered: true)
            : throw new RecipeFailedException($"The recipe stacks input {input.Index}, but has only {context.MainInputs.Count}. Open and save it in DSS."))];
        IReadOnlyList<VStackColumn> columns = VStackColumns.Of(settings, index => [.. inputs[index].Columns.Select(column => column.Name)], index => context.MainInputs[settings.Inputs[index].Index].Ref);
        StorageType[] types = [.. columns.Select(column => TypeOf(column, inputs))];

        IEnumerable<string> parts = inputs.Select((rows, index) => Part(rows, index, settings, columns, types));
        StageColumn[] stacked = [.. columns.Select((column, at) => new StageColumn(column.Name, types[at], Name(at)))];
        if (settings.OriginColumn is { } origin)
            stacked = [.. stacked, new StageColumn(origin, StorageType.String, "\"$origin\"")];

        Stage all = Stage.Select(stacked, $"({string.Join(" UNION ALL ", parts)})", "row_number() OVER (ORDER BY \"$part\", \"$row\")").Filter(settings.PostFilter, context);
        return context.MainOutputs.Select(output => all.To(output, all.Number));
    }

    // The type of the first input that has the column, as the schema rule says.
    private static StorageType TypeOf(VStackColumn column, Stage[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (column.Sources[i] is { } source && inputs[i].Find(source.Column) is { } found)
                return found.Type;
        }

        return StorageType.String;
    }

    private static string Part(Stage rows, int index, VStackSettings settings, IReadOnlyList<VStackColumn> columns, StorageType[] types)
    {
        IEnumerable<string> items = columns.Select((column, at) => $"{Value(column.Sources[index] is { } source ? rows.Find(source.Column) : null, types[at])} AS {Name(at)}");
        return $"SELECT {Stage.List(items)}, {(settings.Inputs[index].Label is { Length: > 0 } label ? SqlText.Literal(label) : "NULL::VARCHAR")} AS \"$origin\", {index.ToString(CultureInfo.InvariantCulture)} AS \"$part\", {rows.Number} AS \"$row\" FROM ({rows.Sql})";
    }

    private static string Value(StageColumn? column, StorageType type)
    {
        string sqlType = DuckDbTypes.Of(type);
        if (column is null)
            return $"NULL::{sqlType}";
        if (column.Type == type)
            return column.Sql;

        // Whole numbers and dates have casts of their own; everything else goes through its text.
        return (type.IsNumeric() && column.Type.IsNumeric() && !(type.IsInteger() && !column.Type.IsInteger())) || (type.IsTemporal() && column.Type.IsTemporal())
            ? $"TRY_CAST({column.Sql} AS {sqlType})"
            : ValueSql.Parsed(ValueSql.Text(column), type);
    }

    private static string Name(int column) => SqlText.Name("$s" + column.ToString(CultureInfo.InvariantCulture));
}
