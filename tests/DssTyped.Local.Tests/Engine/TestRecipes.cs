using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Recipe types that only tests know: the engine is tested apart from the translation of real ones.</summary>
internal static class TestRecipes
{
    public static RecipeTranslator? For(string type) => type switch { "test_sql" => new SqlTranslator(), "test_text" => new TextTranslator(), _ => RecipeTranslators.For(type) };

    /// <summary>Runs the SQL in the payload; <c>{0}</c> is the first input, and so on.</summary>
    private sealed class SqlTranslator : RecipeTranslator
    {
        public override string DssType => "test_sql";

        public override SupportNote Note => new(Support.Exact);

        public override Refusal? Refuse(Snapshot snapshot, RecipeDefinition recipe) => recipe.Payload.FindText("refuse") is { } reason ? new Refusal(reason) : null;

        public override Translation Translate(TranslationContext context)
        {
            string sql = context.Recipe.Payload.FindText("sql")!;
            for (int i = 0; i < context.Inputs.Count; i++)
                sql = sql.Replace(FormattableString.Invariant($"{{{i}}}"), context.Inputs[i].Sql, StringComparison.Ordinal);

            foreach ((string name, string value) in context.Variables)
                sql = sql.Replace("${" + name + "}", value, StringComparison.Ordinal);

            SchemaColumn[] columns = [.. context.Recipe.Payload.FindItems("columns").Select(column => new SchemaColumn(column.Items[0].Text, StorageTypes.Parse(column.Items[1].Text)))];
            return new Translation.Selects([.. context.Outputs.Select(output => new OutputSelect(output, sql, columns))]);
        }
    }

    /// <summary>Copies rows as text and adds a column of that text.</summary>
    private sealed class TextTranslator : RecipeTranslator
    {
        public override string DssType => "test_text";

        public override SupportNote Note => new(Support.Exact);

        public override Translation Translate(TranslationContext context) => new Translation.TextRows(context.Outputs[0], (inputs, run) =>
        {
            run.Columns = [.. inputs[0].Relation.Schema, new SchemaColumn("text", StorageType.String)];
            return inputs[0].Rows.Select(row => (string?[])[.. row, string.Join('|', row.Select(cell => cell ?? "-"))]);
        });
    }
}
