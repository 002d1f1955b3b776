using System.Text;
using System.Text.RegularExpressions;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Code;

/// <summary>Finds the tables of datasets in the SQL of a recipe and puts in the names they have here.</summary>
internal sealed class SqlTables
{
    private readonly List<(string Name, Regex Pattern)> _tables = [];

    /// <summary>The name a dataset's table has here.</summary>
    public static string NameOf(string reference) => "dss " + reference;

    /// <summary>Adds a dataset, under the table its settings name and under its own name.</summary>
    public void Add(string reference, DatasetDefinition? dataset, IReadOnlyDictionary<string, string> variables)
    {
        // SQL recipes often have the key of the project they were written in, which an imported project no longer has.
        string table = dataset?.Params.FindText("table") ?? "${projectKey}_" + reference;
        string pattern = string.Join("\\w+", table.Split("${projectKey}").Select(part => Regex.Escape(ExpandKnown(part, variables))));
        _tables.Add((NameOf(reference), new Regex($"^({pattern}|{Regex.Escape(reference)})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)));
    }

    /// <summary>The statement with the tables' names put in; schemas and catalogs before them are dropped.</summary>
    public string Bind(string sql)
    {
        SqlToken[] tokens = [.. SqlTokens.Of(sql)];
        var result = new StringBuilder();
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName))
            {
                result.Append(tokens[i].Text);
                continue;
            }

            // A name may have parts: catalog.schema.table, or table.column.
            var parts = new List<int> { i };
            int end = i;
            while (end + 2 < tokens.Length && tokens[end + 1].Text == "." && tokens[end + 2].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName)
            {
                end += 2;
                parts.Add(end);
            }

            int table = parts.FindIndex(part => Find(tokens[part]) is not null);
            if (table >= 0)
            {
                result.Append(SqlText.Name(Find(tokens[parts[table]])!));
                for (int rest = parts[table] + 1; rest <= end; rest++)
                    result.Append(Quoted(tokens[rest]));
            }
            else
            {
                for (int part = i; part <= end; part++)
                    result.Append(Quoted(tokens[part]));
            }

            i = end;
        }

        return result.ToString();
    }

    private string? Find(SqlToken token)
    {
        if (token.Kind == SqlTokenKind.Word && SqlTokens.IsKeyword(token.Text))
            return null;

        // BigQuery writes a whole path in one pair of quotes.
        string name = token.Kind == SqlTokenKind.Word ? token.Text : token.Name;
        return _tables.Find(table => table.Pattern.IsMatch(name) || (token.Text[0] == '`' && table.Pattern.IsMatch(name[(name.LastIndexOf('.') + 1)..]))).Name;
    }

    // Other databases quote names with backticks.
    private static string Quoted(SqlToken token) => token.Kind == SqlTokenKind.QuotedName && token.Text[0] == '`' ? SqlText.Name(token.Name) : token.Text;

    private static string ExpandKnown(string text, IReadOnlyDictionary<string, string> variables) =>
        variables.Aggregate(text, (current, variable) => current.Replace("${" + variable.Key + "}", variable.Value, StringComparison.Ordinal));
}
