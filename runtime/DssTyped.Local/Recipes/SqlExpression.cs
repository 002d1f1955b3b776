using System.Text;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes;

/// <summary>An SQL expression in the dialect of some database, whose column names are replaced by those of a stage.</summary>
internal static class SqlExpression
{
    /// <summary>What is wrong with an expression before any data is seen; null if nothing is.</summary>
    public static string? Check(string sql)
    {
        int depth = 0;
        foreach (SqlToken token in SqlTokens.Of(sql))
        {
            if (token.Kind == SqlTokenKind.Unclosed)
                return $"a quote or comment that starts at character {token.Start + 1} is not closed";
            if (token.Text == ";")
                return "it is more than one statement";
            depth += token.Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth < 0)
                break;
        }

        return depth == 0 ? null : "its parentheses do not match";
    }

    /// <summary>Puts in the values of project variables (<c>${name}</c>).</summary>
    /// <exception cref="RecipeFailedException">A variable does not exist.</exception>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var result = new StringBuilder();
        int at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start && text.IndexOf('}', start) is > 0 and var end)
        {
            string name = text[(start + 2)..end];
            if (!variables.TryGetValue(name, out string? value))
                throw new RecipeFailedException($"There is no project variable '{name}', which the recipe uses. Define it in the project's variables.");

            result.Append(text, at, start - at).Append(value);
            at = end + 1;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The expression over a stage's columns. Names that are no column stay: they are functions, types or keywords.</summary>
    public static string Bind(string sql, Stage stage)
    {
        var result = new StringBuilder();
        foreach (SqlToken token in SqlTokens.Of(sql))
        {
            StageColumn? column = token.Kind switch
            {
                SqlTokenKind.QuotedName => stage.Find(token.Name),
                // An unquoted name is a column only if it stands for no function and no type.
                SqlTokenKind.Word when token.Next is not '(' && token.Previous is not ':' => Unquoted(token.Text, stage),
                _ => null,
            };
            result.Append(column is null ? token.Text : column.Sql);
        }

        return result.ToString();
    }

    // SQL does not tell unquoted names apart by case; one that fits several columns must be exact.
    private static StageColumn? Unquoted(string name, Stage stage)
    {
        if (stage.Find(name) is { } exact)
            return exact;

        StageColumn[] alike = [.. stage.Columns.Where(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))];
        return alike.Length == 1 && !SqlTokens.IsKeyword(name) ? alike[0] : null;
    }
}
