using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>Columns of the outputs of DSS's join recipes: the chosen columns with aliases and prefixes; rows without a match keep the columns of their input.</summary>
internal sealed class JoinRule(string dssType, string title, string text) : RecipeRule<JoinSettings>
{
    public override string DssType => dssType;

    public override RecipeNote Note => new(title, Certainty.Exact, text);

    public override JoinSettings Read(RecipeDefinition recipe) => JoinPayload.Read(recipe);

    private protected override void Infer(JoinSettings settings, InferenceContext context)
    {
        ColumnSet[] tables = [.. settings.Tables.Select(table => ColumnSet.Of(context, InputOf(table.Index, context), table.PreFilter, table.ComputedColumns))];
        JoinChecks.Check(settings, tables, context);
        JoinOutputColumn[] written = [.. JoinColumns.Of(settings, table => tables[table].Columns.Select(column => column.Name)).Take(OutputBuilder.MaxColumns + 1)];

        foreach (OutputBuilder output in context.Outputs)
        {
            if (UnmatchedSide(output.Role) is { } isRight)
                WriteUnmatched(output, isRight, settings, tables, context);
            else if (output.Role == "main")
                WriteJoined(output, written, settings, tables, context);
        }
    }

    private static void WriteJoined(OutputBuilder output, IReadOnlyList<JoinOutputColumn> written, JoinSettings settings, ColumnSet[] tables, InferenceContext context)
    {
        for (int table = 0; table < tables.Length; table++)
        {
            if (settings.Tables[table].Selection != ColumnSelection.Manual && InputOf(settings.Tables[table].Index, context) is { } input)
                output.NeedsColumnsOf(input);
        }

        foreach (JoinOutputColumn column in written)
        {
            DerivedColumn source = column.Table >= 0 && column.Table < tables.Length
                ? tables[column.Table].Take(column.Column)
                : new DerivedColumn(column.Name, StorageType.Unknown, []);
            output.Add(source.Named(column.Name));
        }

        if (settings.AddsMetaColumn)
            output.Add(new DerivedColumn("meta", StorageType.String, []));

        var columns = ColumnSet.Of(context, output, tables.All(table => table.IsKnown));
        columns.Compute(settings.ComputedColumns);
        output.Replace(columns.Columns);
        foreach (IGrouping<string, DerivedColumn> twice in output.Columns.GroupBy(column => column.Name, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).TakeWhile(_ => context.HasRoomForFindings))
            context.Report(FlowDiagnostics.DuplicateOutputColumn, SecondOf(twice.Key, written), context.Recipe.Name, twice.Key, output.Item.Ref);
        FilterChecks.Check(settings.PostFilter, columns, context);
    }

    private static void WriteUnmatched(OutputBuilder output, bool isRight, JoinSettings settings, ColumnSet[] tables, InferenceContext context)
    {
        int table = settings.Joins.Count == 0 ? (isRight ? 1 : 0) : isRight ? settings.Joins[0].Right : settings.Joins[0].Left;
        if (table < 0 || table >= tables.Length)
            return;

        if (InputOf(settings.Tables[table].Index, context) is { } input)
            output.NeedsColumnsOf(input);
        foreach (DerivedColumn column in tables[table].Columns)
            output.Add(column);
    }

    private static JsonSpan SecondOf(string name, IReadOnlyList<JoinOutputColumn> written) => written.Where(column => column.Name == name).Skip(1).FirstOrDefault()?.Column.Span ?? default;

    private static bool? UnmatchedSide(string role) => role switch { "unmatchedLeft" => false, "unmatchedRight" => true, _ => null };

    private static InferenceInput? InputOf(int index, InferenceContext context) => index >= 0 && index < context.MainInputs.Count ? context.MainInputs[index] : null;
}
