using System.Net;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Formula;
using DssTyped.Local.Formula.Functions;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps on texts.</summary>
internal static partial class TextSteps
{
    public static void Switch(SwitchCase step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int to = table.Slot(step.Output.Length > 0 ? step.Output : step.Input);
        Dictionary<string, string> lookup = Replacements.Lookup(step.Mapping, step.Normalization);
        table.Map(from, to, cell => lookup.TryGetValue(TextMatcher.Normalize(cell ?? "", step.Normalization), out string? found) ? found : step.Otherwise);
    }

    public static void Group(LongTailGrouper step, PrepareTable table)
    {
        int slot = table.Slot(step.Input);
        step.Apply(table.Columns);
        var kept = step.Kept.ToHashSet(StringComparer.Ordinal);
        if (slot >= 0)
            table.Map(slot, cell => cell is null || kept.Contains(cell) ? cell : step.Replacement);
    }

    public static void Count(MatchCounter step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        string find = TextMatcher.Normalize(step.Text, step.Normalization);
        Regex pattern = step.Matching == MatchMode.Pattern ? JavaRegex.Parse(step.Text, TextMatcher.RegexFlags(step.Normalization))! : new Regex(Regex.Escape(find));
        table.Map(from, table.Slot(step.Output), cell =>
        {
            string text = step.Matching == MatchMode.Pattern ? cell ?? "" : TextMatcher.Normalize(cell ?? "", step.Normalization);
            return step.Matching == MatchMode.FullString ? (text == find ? "1" : "0") : find.Length == 0 ? "0" : pattern.Count(text).ToString(System.Globalization.CultureInfo.InvariantCulture);
        });
    }

    public static void Transform(StringTransformer step, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        step.Apply(table.Columns);
        Func<string, string> transform = TransformOf(step)!;
        foreach (int slot in slots)
            table.Map(slot, cell => cell is null ? null : transform(cell));
    }

    /// <summary>The function of a mode; null if the mode is not known.</summary>
    public static Func<string, string>? TransformOf(StringTransformer step) => step.Mode switch
    {
        "TO_UPPER" => JavaStrings.ToUpper,
        "TO_LOWER" => JavaStrings.ToLower,
        "TRIM" => JavaStrings.Trim,
        "CAPITALIZE" => text => char.ToUpperInvariant(text[0]) + text[1..],
        "CAPITALIZE_FULLY" => JavaStrings.CapitalizeFully,
        "NORMALIZE" => text => JavaStrings.RemoveMarks(JavaStrings.ToLower(text)),
        "TRUNCATE" => text => text.Length > step.Limit ? text[..Math.Max(0, step.Limit)] : text,
        "URL_ENCODE" or "URLENCODE" => text => TextEscapes.Escape(text, "url").ToText(),
        "URL_DECODE" or "URLDECODE" => text => WebUtility.UrlDecode(text),
        "XML_ESCAPE" or "ESCAPE_XML" => text => TextEscapes.Escape(text, "xml").ToText(),
        "XML_UNESCAPE" or "UNESCAPE_XML" => text => TextEscapes.Unescape(text, "xml").ToText(),
        _ => null,
    };

    public static void Simplify(TextSimplifierProcessor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        var words = new SimpleWords(step);
        table.Map(from, table.Slot(step.Output.Length > 0 ? step.Output : step.Input), cell => cell is null ? null : words.Text(cell));
    }

    public static void Tokenize(Tokenizer step, PrepareTable table)
    {
        if (table.Columns.Find(step.Input) is not { } input)
            return;

        int from = table.Slot(input);
        var simple = new SimpleWords(step.Simplify);
        string[] Words(string? cell) => simple.Of(cell ?? "", SimpleWords.Letters());
        if (step.Operation == "SPLIT")
        {
            List<string?[]> rows = table.Materialize();
            var found = new FoundColumns(table, input);
            foreach (string?[] row in rows)
            {
                string[] words = Words(row[from]);
                for (int i = 0; i < words.Length; i++)
                    found.Set(row, step.Output + i.ToString(System.Globalization.CultureInfo.InvariantCulture), words[i]);
            }

            found.Finish(rows);
            return;
        }

        step.Apply(table.Columns);
        int to = table.Slot(step.Output.Length > 0 ? step.Output : step.Input);
        if (step.Operation == "TO_JSON")
        {
            table.Map(from, to, cell => cell is null ? null : FormulaJson.Write(Words(cell).Select(word => (FormulaValue)word).ToList()));
            return;
        }

        table.Expand(row => Words(row[from]) is { Length: > 0 } words
            ? words.Select(word =>
            {
                string?[] copy = [.. row];
                copy[to] = word;
                return copy;
            })
            : [row]);
    }

    public static void Extract(RegexpExtractor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        Regex pattern = JavaRegex.Parse(step.Pattern)!;
        int[] numbers = [.. pattern.GetGroupNumbers().Where(number => number > 0)];
        int[] to = [.. step.Groups().Select(table.Slot)];
        int found = step.FoundColumn ? table.Slot(step.Prefix + "found") : -1;
        table.Each(row =>
        {
            string cell = row[from] ?? "";
            Match[] matches = step.AllOccurrences ? [.. pattern.Matches(cell).Cast<Match>()] : pattern.Match(cell) is { Success: true } first ? [first] : [];
            for (int i = 0; i < to.Length; i++)
            {
                row[to[i]] = matches.Length == 0 ? null
                    : step.AllOccurrences ? FormulaJson.Write(matches.Select(match => (FormulaValue)match.Groups[numbers[i]].Value).ToList())
                    : PrepareTable.Cell(matches[0].Groups[numbers[i]].Value);
            }

            if (found >= 0)
                row[found] = matches.Length > 0 ? "true" : "false";
        });
    }

    public static void SplitEmail(EmailSplitter step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int local = table.Slot(step.Input + "_localpart"), domain = table.Slot(step.Input + "_domain");
        table.Each(row =>
        {
            int at = row[from] is { } cell && Meanings.IsValid("Email", cell) ? cell.LastIndexOf('@') : -1;
            row[local] = at < 0 ? null : row[from]![..at];
            row[domain] = at < 0 ? null : row[from]![(at + 1)..];
        });
    }

    public static void SplitUrl(URLSplitter step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        int[] to = [.. step.Parts.Select(part => table.Slot($"{step.Input}_{part}"))];
        table.Each(row =>
        {
            Match url = Url().Match(row[from] ?? "");
            for (int i = 0; i < to.Length; i++)
                row[to[i]] = url.Success ? UrlPart(url, step.Parts[i]) : null;
        });
    }

    public static void SplitQuery(QueryStringSplitter step, PrepareTable table)
    {
        if (table.Columns.Find(step.Input) is not { } input)
            return;

        int from = table.Slot(input);
        List<string?[]> rows = table.Materialize();
        var found = new FoundColumns(table, input);
        foreach (string?[] row in rows)
        {
            foreach (string pair in (row[from] ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = pair.IndexOf('=', StringComparison.Ordinal);
                found.Set(row, step.Prefix + WebUtility.UrlDecode(equals < 0 ? pair : pair[..equals]), equals < 0 ? null : WebUtility.UrlDecode(pair[(equals + 1)..]));
            }
        }

        found.Finish(rows);
    }

    // A port that the URL does not have is -1.
    private static string? UrlPart(Match url, string part) => part switch
    {
        "scheme" => JavaStrings.ToLower(url.Groups["scheme"].Value),
        "port" => url.Groups["port"].Length > 0 ? url.Groups["port"].Value : "-1",
        _ => PrepareTable.Cell(url.Groups[part].Value),
    };

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*)://(?:[^/?#@]*@)?(?<host>\[[^\]/?#]*\]|[^/?#:]*)(?::(?<port>[0-9]*))?(?<path>/[^?#]*)?(?:\?(?<querystring>[^#]*))?(?:#(?<anchor>.*))?\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Url();
}
