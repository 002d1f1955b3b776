using DssTyped.Flow.Schemas;
using DssTyped.Local.Recipes;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Execution;

/// <summary>Which of a recipe's columns goes where in an output.</summary>
/// <param name="Columns">The columns that are written.</param>
/// <param name="From">For each of them, the position of the recipe's column; -1 if it stays empty.</param>
internal sealed record OutputLayout(StoredColumns Columns, IReadOnlyList<int> From)
{
    /// <summary>Fits what a recipe gives to the schema that is stored for its output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="given">What the recipe gives.</param>
    /// <param name="updateSchema">Whether the stored schema gives way.</param>
    /// <param name="storedDecides">Whether the stored columns decide where the two differ (prepare), rather than that being an error.</param>
    /// <param name="warn">Takes what is left out or stays empty.</param>
    /// <exception cref="RecipeFailedException">The columns differ.</exception>
    public static OutputLayout Of(OutputTarget output, IReadOnlyList<SchemaColumn> given, bool updateSchema, bool storedDecides, Action<string> warn)
    {
        string name = output.Dataset?.Name ?? output.Ref;
        if (given.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RecipeFailedException($"The recipe gives output '{name}' {twice.Count()} columns named '{twice.Key}'. Rename all but one of them in the recipe.");

        var givenSchema = new Schema(given);
        if (output.Schema.Count == 0 || updateSchema)
            return new OutputLayout(StoredColumns.Of(givenSchema), [.. Enumerable.Range(0, given.Count)]);

        string[] missing = [.. output.Schema.Where(column => givenSchema.IndexOf(column.Name) < 0).Select(column => column.Name)];
        string[] unknown = [.. given.Where(column => output.Schema.IndexOf(column.Name) < 0).Select(column => column.Name)];
        if (missing.Length + unknown.Length > 0)
        {
            string what = Differences(missing, unknown);
            if (!storedDecides)
                throw new RecipeFailedException($"The recipe's columns are not those of output '{name}': {what}. Update the output's schema in DSS and import the snapshot again, or build with AutoUpdateSchemas.");

            warn($"Output '{name}': {what}. The stored schema decides: what it does not have is left out, what the recipe does not give stays empty.");
        }

        return new OutputLayout(StoredColumns.Of(output.Schema), [.. output.Schema.Select(column => givenSchema.IndexOf(column.Name))]);
    }

    /// <summary>The layout in which text that goes into boolean columns stays text: it is spelled otherwise than <c>true</c> and <c>false</c>.</summary>
    /// <param name="given">What the recipe gives.</param>
    public OutputLayout KeepingText(IReadOnlyList<SchemaColumn> given) => this with
    {
        Columns = Columns with
        {
            Schema = new Schema([.. Columns.Schema.Select((column, index) => column.Type == StorageType.Boolean && From[index] is >= 0 and var from && given[from].Type == StorageType.String
                ? BooleanText.AsText(column)
                : column)]),
        },
    };

    private static string Differences(string[] missing, string[] unknown)
    {
        string without = missing.Length > 0 ? $"the recipe does not give {List(missing)}" : "";
        string extra = unknown.Length > 0 ? $"the output does not have {List(unknown)}" : "";
        return without.Length > 0 && extra.Length > 0 ? $"{without}; {extra}" : without + extra;
    }

    private static string List(string[] names) =>
        string.Join(", ", names.Take(12).Select(name => $"'{name}'")) + (names.Length > 12 ? FormattableString.Invariant($" and {names.Length - 12} more") : "");
}
