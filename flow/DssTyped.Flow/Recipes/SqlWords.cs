namespace DssTyped.Flow.Recipes;

/// <summary>The words of an expression that may be names of columns: bare ones and quoted ones, but no text in single quotes. Enough for lineage of SQL in dialects that can't be parsed here.</summary>
internal static class SqlWords
{
    public static IEnumerable<string> Of(string expression)
    {
        int at = 0;
        while (at < expression.Length)
        {
            char c = expression[at];
            if (c is '\'' or '"' or '`' or '[')
            {
                char close = c == '[' ? ']' : c;
                int end = expression.IndexOf(close, at + 1);
                if (end < 0)
                    yield break;
                if (c != '\'')
                    yield return expression.Substring(at + 1, end - at - 1);
                at = end + 1;
            }
            else if (char.IsLetter(c) || c == '_')
            {
                int start = at;
                while (at < expression.Length && (char.IsLetterOrDigit(expression[at]) || expression[at] is '_' or '$'))
                    at++;
                yield return expression.Substring(start, at - start);
            }
            else
            {
                at++;
            }
        }
    }
}
