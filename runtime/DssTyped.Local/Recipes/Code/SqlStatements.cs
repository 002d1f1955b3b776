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
                if (!hasContent && token.Kind == SqlTokenKind.Word && !Allowed.Contains(token.Text, StringComparer.OrdinalIgnoreCase))
                    throw new RecipeFailedException($"a statement begins with {token.Text}");

                hasContent |= token.Kind != SqlTokenKind.Space;
                statement.Append(token.Text);
                continue;
            }

            if (hasContent)
                yield return statement.ToString().Trim();
            statement.Clear();
            hasContent = false;
        }
    }

    /// <summary>The statement, with a table that it creates made a temporary one.</summary>
    public static string Temporary(string statement) => CreateTable().Replace(statement, "CREATE OR REPLACE TEMP TABLE ", 1);

    [GeneratedRegex(@"^\s*create\s+(or\s+replace\s+)?((global|local)\s+)?((temp|temporary|unlogged|transient)\s+)?table\s+(if\s+not\s+exists\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreateTable();
}
