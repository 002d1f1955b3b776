using DssTyped.Flow.Recipes.Sync;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes.Sync;

/// <summary>Runs a <c>sync</c> recipe: columns are matched by name.</summary>
internal sealed class SyncSql : RecipeSql<SyncSettings>
{
    public override string DssType => "sync";

    public override SupportNote Note => new(Support.Exact, "Columns are matched by name, as a job of DSS does whatever the mode: what the output does not have is left out, what the input does not have stays empty, with a warning.");

    protected override Refusal? Refuse(SyncSettings settings, Snapshot snapshot, RecipeDefinition recipe) => null;

    protected override IEnumerable<OutputSelect> Translate(SyncSettings settings, TranslationContext context)
    {
        Stage rows = Stage.Of(context.MainInputs[0], isNumbered: false);
        foreach (OutputTarget output in context.MainOutputs)
        {
            if (!settings.KeepsOutputSchema || output.Schema.Count == 0)
            {
                yield return rows.To(output) with { StoredDecides = true };
                continue;
            }

            IEnumerable<StageColumn> columns = output.Schema.Select(column => rows.Find(column.Name) ?? new StageColumn(column.Name, column.Type, $"NULL::{Local.Sql.DuckDbTypes.Of(column.Type)}"));
            yield return Stage.Select(columns, $"({rows.Sql})").To(output);
        }
    }
}
