using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Update;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Update;

/// <summary>Runs an <c>update</c> (push to editable) or <c>upsert</c> recipe: writes the output anew, from its earlier rows and those of the input.</summary>
internal sealed class UpdateSql(string dssType, SupportNote note) : RecipeSql<UpdateSettings>
{
    public override string DssType => dssType;

    public override SupportNote Note => note;

    public override bool EditsOutputs => true;

    protected override Refusal? Refuse(UpdateSettings settings, Snapshot snapshot, RecipeDefinition recipe) =>
        settings.UniqueKey.Count == 0
            ? new Refusal("The recipe has no unique key, so which rows belong together is not known", "Choose the key in DSS.")
            : RecipeStages.Refuse([settings.Filter], []);

    protected override IEnumerable<OutputSelect> Translate(UpdateSettings settings, TranslationContext context)
    {
        Stage given = RecipeStages.Before(context.MainInputs[0], settings.Filter, [], context, isNumbered: true, "$g");
        CheckUnique(given, settings, context, context.MainInputs[0].Ref);
        foreach (OutputTarget output in context.MainOutputs)
        {
            Stage? earlier = context.Earlier(output.Ref) is { } relation ? Stage.Of(relation, isNumbered: true, "$e") : null;
            if (earlier is not null)
                CheckUnique(earlier, settings, context, output.Ref);

            SchemaColumn[] columns = [.. Columns(settings, output.Schema.Count > 0 || earlier is null ? output.Schema : new Schema([.. earlier.Columns.Select(column => new SchemaColumn(column.Name, column.Type))]), given)];
            string added = $"SELECT {List(columns, column => Value(given.Find(column.Name), column))}, {given.Number} AS \"$place\", 1 AS \"$part\" FROM ({given.Sql})";
            string rows = earlier is null ? added + (settings.AddsMissingRows ? "" : " WHERE false") : Merged(settings, columns, earlier, given, added);
            string names = string.Join(", ", columns.Select((_, index) => Name(index)));
            yield return new OutputSelect(output, $"SELECT {names} FROM ({rows}) ORDER BY \"$part\", \"$place\"", columns);
        }
    }

    private static string Merged(UpdateSettings settings, SchemaColumn[] columns, Stage earlier, Stage given, string added)
    {
        string same = string.Join(" AND ", settings.UniqueKey.Select(key => $"{Key(earlier.Column(key))} IS NOT DISTINCT FROM {Key(given.Column(key))}"));
        string join = settings.DeletesMissingRows ? "JOIN" : "LEFT JOIN";
        string kept = $"SELECT {List(columns, column => Updated(column, earlier, given))}, {earlier.Number} AS \"$place\", 0 AS \"$part\" FROM ({earlier.Sql}) {join} ({given.Sql}) ON {same}";
        return settings.AddsMissingRows
            ? $"{kept} UNION ALL {added} ANTI JOIN ({earlier.Sql}) ON {same}"
            : kept;
    }

    // The output's own columns come first; the input's others are added if the settings say so.
    private static IEnumerable<SchemaColumn> Columns(UpdateSettings settings, Schema own, Stage given) =>
    [
        .. own.Where(column => !settings.DeletesMissingColumns || given.Find(column.Name) is not null).Select(column => new SchemaColumn(column.Name, column.Type)),
        .. given.Columns.Where(column => own.Find(column.Name) is null && (settings.AddsMissingColumns || own.Count == 0)).Select(column => new SchemaColumn(column.Name, column.Type)),
    ];

    private static string Updated(SchemaColumn column, Stage earlier, Stage given) => given.Find(column.Name) is { } source
        ? $"CASE WHEN {given.Number} IS NULL THEN {Value(earlier.Find(column.Name), column)} ELSE {Value(source, column)} END"
        : Value(earlier.Find(column.Name), column);

    private static string Value(StageColumn? source, SchemaColumn column) => source is null
        ? $"NULL::{DuckDbTypes.Of(column.Type)}"
        : OutputCasts.Of(source.Sql, source.Type, column.Type);

    // Keys are compared as the text that both datasets show.
    private static string Key(StageColumn column) => ValueSql.Text(column);

    private static void CheckUnique(Stage rows, UpdateSettings settings, TranslationContext context, string reference)
    {
        string keys = string.Join(", ", settings.UniqueKey.Select(key => Key(rows.Column(key))));
        if (context.Query($"SELECT {keys} FROM ({rows.Sql}) GROUP BY {keys} HAVING count(*) > 1 LIMIT 1") is [var twice, ..])
            throw new RecipeFailedException($"The key {string.Join(", ", settings.UniqueKey.Select((key, index) => $"{key.Name} = '{twice[index]}'"))} occurs more than once in '{reference}', so which row counts is not defined. Remove the duplicates before, or choose other key columns.");
    }

    private static string List(SchemaColumn[] columns, Func<SchemaColumn, string> value) => Stage.List(columns.Select((column, index) => $"{value(column)} AS {Name(index)}"));

    private static string Name(int index) => SqlText.Name("c" + index.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
