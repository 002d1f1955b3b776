using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>Reads the payload that the three kinds of join share.</summary>
internal static class JoinPayload
{
    public static JoinSettings Read(RecipeDefinition recipe)
    {
        JsonValue payload = recipe.Payload;
        return new JoinSettings(
            payload.FindItems("virtualInputs").Select(ReadTable).ToEquatableArray(),
            payload.FindItems("joins").Select(JoinStep.Read).ToEquatableArray(),
            payload.FindItems("selectedColumns").Select(ReadSelected).Where(column => column is not null).Select(column => column!).ToEquatableArray(),
            ComputedColumn.ReadAll(payload),
            FilterSettings.Read(payload.Find("postFilter")),
            payload.FindFlag("enableAutoCastInJoinConditions"),
            payload.FindFlag("withMetaColumn"));
    }

    private static JoinTable ReadTable(JsonValue table, int position) => new(
        table.FindInt32("index") ?? position,
        table.Text("prefix"),
        table.FindText("outputColumnsSelectionMode") switch
        {
            "ALL" => ColumnSelection.All,
            "AUTO_NON_CONFLICTING" => ColumnSelection.AllNonConflicting,
            _ => table.FindFlag("autoSelectColumns") ? ColumnSelection.AllNonConflicting : ColumnSelection.Manual,
        },
        FilterSettings.Read(table.Find("preFilter")),
        ComputedColumn.ReadAll(table)) { IndexSpan = (table.Find("index") ?? table).Span };

    private static SelectedColumn? ReadSelected(JsonValue column) =>
        column.Column("name") is { } name
            ? new SelectedColumn(column.FindInt32("table") ?? 0, name, column.FindText("alias") is { Length: > 0 } alias ? alias : null)
            : null;
}
