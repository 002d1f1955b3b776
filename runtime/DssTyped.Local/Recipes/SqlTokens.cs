namespace DssTyped.Local.Recipes;

/// <summary>Cuts SQL of any dialect into tokens, just well enough to tell names from text, comments and the rest. Joined together they are the text.</summary>
internal static class SqlTokens
{
    private static readonly HashSet<string> Keywords = new(
        [
            "select", "from", "where", "and", "or", "not", "null", "is", "in", "like", "between", "case", "when", "then", "else", "end", "as", "cast", "on", "join",
            "left", "right", "inner", "outer", "full", "cross", "group", "order", "by", "having", "limit", "union", "all", "distinct", "true", "false", "asc", "desc", "with", "interval",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static bool IsKeyword(string word) => Keywords.Contains(word);

    public static IEnumerable<SqlToken> Of(string sql)
    {
        char previous = '\0';
        int at = 0;
        while (at < sql.Length)
        {
            (int end, SqlTokenKind kind) = Next(sql, at);
            string text = sql[at..end];
            yield return new SqlToken(kind, text, at, previous, NextSign(sql, end));
            if (kind != SqlTokenKind.Space)
                previous = text[^1];
            at = end;
        }
    }

    private static (int End, SqlTokenKind Kind) Next(string sql, int at)
    {
        char c = sql[at];
        if (char.IsWhiteSpace(c))
            return (Run(sql, at, char.IsWhiteSpace), SqlTokenKind.Space);
        if (c is '"' or '`' or '\'')
            return Quoted(sql, at, c, c == '\'' ? SqlTokenKind.Text : SqlTokenKind.QuotedName);
        if (c == '-' && at + 1 < sql.Length && sql[at + 1] == '-')
            return (sql.IndexOf('\n', at) is >= 0 and var line ? line : sql.Length, SqlTokenKind.Space);
        if (c == '/' && at + 1 < sql.Length && sql[at + 1] == '*')
            return sql.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var close ? (close + 2, SqlTokenKind.Space) : (sql.Length, SqlTokenKind.Unclosed);
        if (char.IsLetter(c) || c == '_')
            return (Run(sql, at, part => char.IsLetterOrDigit(part) || part is '_' or '$'), SqlTokenKind.Word);
        if (char.IsDigit(c))
            return (Run(sql, at, part => char.IsLetterOrDigit(part) || part == '.'), SqlTokenKind.Other);

        return (at + 1, SqlTokenKind.Other);
    }

    private static (int End, SqlTokenKind Kind) Quoted(string sql, int at, char quote, SqlTokenKind kind)
    {
        for (int i = at + 1; i < sql.Length; i++)
        {
            if (sql[i] != quote)
                continue;
            if (i + 1 < sql.Length && sql[i + 1] == quote)
                i++;
            else
                return (i + 1, kind);
        }

        return (sql.Length, SqlTokenKind.Unclosed);
    }

    private static int Run(string sql, int at, Func<char, bool> belongs)
    {
        while (at < sql.Length && belongs(sql[at]))
            at++;

        return at;
    }

    private static char NextSign(string sql, int at)
    {
        at = Run(sql, at, char.IsWhiteSpace);
        return at < sql.Length ? sql[at] : '\0';
    }
}

/// <summary>A token of SQL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, quotes included.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Previous">The last character before it that is no blank.</param>
/// <param name="Next">The first character after it that is no blank.</param>
internal sealed record SqlToken(SqlTokenKind Kind, string Text, int Start, char Previous, char Next)
{
    /// <summary>The name in a quoted name.</summary>
    public string Name => Text[1..^1].Replace($"{Text[0]}{Text[0]}", Text[0].ToString(), StringComparison.Ordinal);
}

/// <summary>The kinds of tokens.</summary>
internal enum SqlTokenKind
{
    /// <summary>Blanks and comments.</summary>
    Space,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>A name in double quotes or backticks.</summary>
    QuotedName,

    /// <summary>A word without quotes.</summary>
    Word,

    /// <summary>A number or sign.</summary>
    Other,

    /// <summary>A quote or comment without an end.</summary>
    Unclosed,
}
