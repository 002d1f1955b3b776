using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Local.Recipes.Code;

/// <summary>The statements of an SQL text.</summary>
internal static partial class SqlStatements
{
    // Anything that reaches outside the recipe's own tables.
    private static readonly string[] Allowed = ["select", "with", "from", "insert", "update", "delete", "create", "drop", "truncate", "alter"];

    /// <summary>Cuts a text at its semicolons; empty statements are left out.</summary>
    /// <exception cref="RecipeFailedException">A statement does something other than read and write tables.</exception>
    public static IEnumerable<string> Split(string sql)
    {
        var statement = new StringBuilder();
        bool hasContent = false;
        foreach (SqlToken token in SqlTokens.Of(sql + "\n;"))
        {
            if (token.Text != ";")
            {
                // What comes before a statement, comments among it, is no part of it.
                if (!hasContent && token.Kind == SqlTokenKind.Space)
                    continue;
                if (!hasContent && token.Kind == SqlTokenKind.Word && !Allowed.Contains(token.Text, StringComparer.OrdinalIgnoreCase))
                    throw new RecipeFailedException($"a statement begins with {token.Text}");

                hasContent = true;
                statement.Append(token.Text);
                continue;
            }

            if (hasContent)
                yield return statement.ToString().Trim();
            statement.Clear();
            hasContent = false;
        }
    }

    /// <summary>The statement, with a table or view that it creates made a temporary one.</summary>
    /// <exception cref="RecipeFailedException">It creates something that would outlive the recipe, or changes something that is not the recipe's own.</exception>
    public static string Temporary(string statement)
    {
        if (Create().Match(statement) is { Success: true } create)
            return $"CREATE OR REPLACE TEMP {create.Groups["kind"].Value} {statement[create.Length..]}";
        if (statement.StartsWith("create", StringComparison.OrdinalIgnoreCase) && !CreateIndex().IsMatch(statement))
            throw new RecipeFailedException($"a statement creates something other than a table, a view or an index: {statement}");
        if (DropOrAlter().IsMatch(statement) && !DropOrAlterOwn().IsMatch(statement))
            throw new RecipeFailedException($"a statement drops or alters something other than a table, a view or an index: {statement}");

        return statement;
    }

    [GeneratedRegex(@"^create\s+(or\s+replace\s+)?((global|local)\s+)?((temp|temporary|unlogged|transient)\s+)?(?<kind>table|view)\s+(if\s+not\s+exists\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Create();

    [GeneratedRegex(@"^create\s+(unique\s+)?index\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreateIndex();

    [GeneratedRegex(@"^(drop|alter)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DropOrAlter();

    [GeneratedRegex(@"^(drop\s+(table|view|index)|alter\s+(table|view))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DropOrAlterOwn();
}
