using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>Prepare recipes, one step and one cell at a time, written from DSS's reference of the steps.</summary>
internal static class NaivePrepare
{
    public static Table Run(Table input, JsonNode payload)
    {
        var table = NaiveTexts.Of(input);
        foreach (JsonNode? step in payload["steps"]!.AsArray().Where(step => !NaiveFilter.Flag(step, "disabled")))
            Step(table, (string)step!["type"]!, step["params"]!);

        return table.ToTable();
    }

    private static void Step(NaiveTexts table, string type, JsonNode p)
    {
        string[] scope = [.. ((string?)p["appliesTo"] == "ALL" ? table.Columns : Names(p["columns"]).Take((string?)p["appliesTo"] == "SINGLE_COLUMN" ? 1 : int.MaxValue).Where(table.Columns.Contains))];
        string given = Text(p, "inCol") ?? Text(p, "inputColumn") ?? Text(p, "input1") ?? Text(p, "input") ?? Text(p, "column") ?? "";
        bool isThere = table.Columns.Contains(given);
        string output = Text(p, "outCol") ?? Text(p, "outputColumn") ?? Text(p, "output") ?? "";
        string target = output.Length > 0 ? output : given;
        switch (type)
        {
            case "ColumnRenamer":
                foreach (JsonNode? renaming in p["renamings"]!.AsArray())
                    Rename(table, Text(renaming!, "from")!, Text(renaming!, "to")!);
                break;
            case "ColumnsSelector":
                foreach (string column in table.Columns.Where(column => scope.Contains(column) != NaiveFilter.Flag(p, "keep")).ToArray())
                    table.Remove(column);
                break;
            case "ColumnCopier" when isThere:
                table.Write(output, row => row.GetValueOrDefault(given));
                break;
            case "FillColumn":
                table.Write(given, _ => Text(p, "value"));
                break;
            case "ColumnsConcat":
                string[] joined = [.. Names(p["columns"])];
                table.Write(output, row => string.Join(Text(p, "join"), joined.Where(row.ContainsKey).Select(column => row[column])));
                break;
            case "Coalesce":
                table.Write(output, row => scope.Where(row.ContainsKey).Select(column => row[column]).FirstOrDefault() ?? Text(p, "defaultValue"));
                break;
            case "CreateColumnWithGREL":
                table.Write(given, row => NaiveValues.ToCell(Formula(p, row)));
                break;
            case "FilterOnCustomFormula":
                table.Rows.RemoveAll(row => NaiveValues.IsTrue(Formula(p, row)) != (Text(p, "action") == "KEEP_ROW"));
                break;
            case "FlagOnCustomFormula":
                table.Write(Text(p, "flagColumn")!, row => NaiveValues.IsTrue(Formula(p, row)) ? "1" : null);
                break;
            case "FindReplace":
                foreach (string column in scope)
                    table.Write(output.Length > 0 ? output : column, row => Replaced(row.GetValueOrDefault(column), p));
                break;
            case "StringTransformer":
                Change(table, scope, cell => Text(p, "mode") switch
                {
                    "TO_UPPER" => cell.Replace("ŉ", "ʼN", StringComparison.Ordinal).ToUpperInvariant(), "TO_LOWER" => cell.ToLowerInvariant(), "TRIM" => cell.Trim([.. Enumerable.Range(0, 33).Select(code => (char)code)]), _ => cell[..1].ToUpperInvariant() + cell[1..],
                });
                break;
            case "FillEmptyWithValue":
                foreach (string column in scope)
                    table.Write(column, row => row.GetValueOrDefault(column) ?? Text(p, "value"));
                break;
            case "RemoveRowsOnEmpty":
                table.Rows.RemoveAll(row => scope.Any(column => !row.ContainsKey(column)) != NaiveFilter.Flag(p, "keep"));
                break;
            case "FilterOnValue" or "FlagOnValue":
                Test(table, type, scope, p, cell => cell is not null && Names(p["values"]).Any(value => Found(cell, value, p)));
                break;
            case "FilterOnNumericalRange" or "FlagOnNumericalRange":
                Test(table, type, scope, p, cell => NaiveValues.Number(cell) is { } number && !(number < (double?)p["min"]) && !(number > (double?)p["max"]));
                break;
            case "RoundProcessor":
                Change(table, scope, cell => NaiveValues.Number(cell) is { } number ? Text(p, "mode") switch { "FLOOR" => Math.Floor(number), "CEIL" => Math.Ceiling(number), _ => Math.Floor(number + 0.5) } is var whole && Math.Abs(whole) < 1e15 ? ((long)whole).ToString(CultureInfo.InvariantCulture) : NaiveValues.Text(whole) : cell);
                break;
            case "MinMaxProcessor":
                Change(table, scope, cell => NaiveValues.Number(cell) switch { < 0 => NaiveFilter.Flag(p, "clear") ? "" : "0", > 2 => NaiveFilter.Flag(p, "clear") ? "" : "2", _ => cell });
                break;
            case "MeanProcessor":
                table.Write(output, row => scope.Select(column => NaiveValues.Number(row.GetValueOrDefault(column))).OfType<double>().ToArray() is { Length: > 0 } numbers ? NaiveValues.Text(numbers.Sum() / numbers.Length) : null);
                break;
            case "BinnerProcessor" when isThere:
                table.Write(output, row => NaiveValues.Number(row.GetValueOrDefault(given)) switch { null => null, < 1 => "low", < 2.5 => "mid", _ => "high" });
                break;
            case "ColumnSplitter" when isThere:
                Split(table, given, p);
                break;
            case "SplitFold" when isThere:
                table.Rows = [.. table.Rows.SelectMany(row => Folded(row, given, p))];
                break;
            case "MultiColumnFold":
                Fold(table, [.. Names(p["columns"]).Where(table.Columns.Contains)], Text(p, "foldNameColumn")!, Text(p, "foldValueColumn")!, p, name => name, keepsEmpty: true);
                break;
            case "MultiColumnByPrefixFold":
                var pattern = new Regex($"^({Text(p, "columnNamePattern")})$");
                Fold(table, [.. table.Columns.Where(column => pattern.IsMatch(column))], Text(p, "columnNameColumn")!, Text(p, "columnContentColumn")!, p,
                    name => pattern.Match(name).Groups is { Count: > 2 } groups ? groups[2].Value : name, keepsEmpty: false);
                break;
            case "Unfold" when isThere:
                foreach (string value in table.Rows.Select(row => row.GetValueOrDefault(given)).OfType<string>().Distinct().ToArray())
                    table.Write("is_" + value, row => row.GetValueOrDefault(given) == value ? "1" : row.GetValueOrDefault("is_" + value));
                break;
            case "UpDownFiller":
                foreach (string column in scope)
                    Fill(table, column, NaiveFilter.Flag(p, "up"));
                break;
            case "LongTailGrouper" when isThere:
                Change(table, [given], cell => Names(p["toKeep"]).Contains(cell) ? cell : Text(p, "replace")!);
                break;
            case "MatchCounter" when isThere:
                table.Write(output, row => Count(row.GetValueOrDefault(given) ?? "", p).ToString(CultureInfo.InvariantCulture));
                break;
            case "DateParser" when scope.Length == 1:
                Change(table, scope, cell => cell.Trim(' '));
                table.Write(output, row => DateTime.TryParseExact(row.GetValueOrDefault(scope[0]), (string)p["formats"]![0]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime parsed) ? NaiveValues.Text(parsed) : null);
                break;
            case "DateDifference" when isThere:
                table.Write(output, row => NaiveValues.Date(row.GetValueOrDefault(given)) is { } from && NaiveValues.Date(row.GetValueOrDefault(Text(p, "input2")!)) is { } to
                    ? NaiveFunctions.Between(to, from, Unit(p, "outputUnit")).ToString(CultureInfo.InvariantCulture) : null);
                break;
            case "DateIncrement" when isThere:
                table.Write(target, row => NaiveValues.Date(row.GetValueOrDefault(given)) is { } date ? NaiveValues.ToCell(NaiveFunctions.Moved(date, (int)p["increment"]!, Unit(p, "datePart"))) : null);
                break;
            case "DateTruncate" when isThere:
                table.Write(target, row => NaiveValues.Date(row.GetValueOrDefault(given)) is { } date ? NaiveValues.Text(NaiveFunctions.Start(date, Unit(p, "datePart"))) : null);
                break;
            case "SwitchCase" when isThere:
                table.Write(output, row => p["mapping"]!.AsArray().FirstOrDefault(pair => Text(pair!, "from") == row.GetValueOrDefault(given)) is { } found ? Text(found, "to") : Text(p, "defaultValue"));
                break;
            case "NumericalCombinator":
                Combine(table, scope, p);
                break;
            case "VisualIfRule":
                Branch(table, p["visualIfDesc"]!);
                break;
        }
    }

    private static void Rename(NaiveTexts table, string from, string to)
    {
        if (!table.Columns.Contains(from) || from == to)
            return;

        table.Remove(to);
        table.Write(to, row => row.GetValueOrDefault(from));
        table.Remove(from);
    }

    private static object? Formula(JsonNode settings, Dictionary<string, string> row) => NaiveFormula.Evaluate(Text(settings, "expression")!, name => row.GetValueOrDefault(name));

    private static void Change(NaiveTexts table, string[] columns, Func<string, string> change)
    {
        foreach (string column in columns)
            table.Write(column, row => row.TryGetValue(column, out string? cell) ? change(cell) : null);
    }

    private static string? Replaced(string? cell, JsonNode p)
    {
        if (cell is null)
            return null;

        foreach (JsonNode? pair in p["mapping"]!.AsArray())
        {
            (string from, string to) = (Text(pair!, "from")!, Text(pair!, "to")!);
            if (Text(p, "matching") == "FULL_STRING" && cell == from)
                return to;
            if (Text(p, "matching") == "FULL_STRING" || !cell.Contains(from, StringComparison.Ordinal))
                continue;

            cell = string.Join(to, cell.Split(from));
            if (NaiveFilter.Flag(p, "stopAfterFirstMatch"))
                break;
        }

        return cell;
    }

    private static bool Found(string cell, string value, JsonNode p)
    {
        if (Text(p, "normalizationMode") == "LOWERCASE")
            (cell, value) = (cell.ToLowerInvariant(), value.ToLowerInvariant());

        return Text(p, "matchingMode") == "FULL_STRING" ? cell == value : cell.Contains(value, StringComparison.Ordinal);
    }

    private static void Test(NaiveTexts table, string type, string[] scope, JsonNode p, Func<string?, bool> test)
    {
        bool Holds(Dictionary<string, string> row) => Text(p, "booleanMode") == "OR" ? scope.Any(column => test(row.GetValueOrDefault(column))) : scope.All(column => test(row.GetValueOrDefault(column)));
        if (type.StartsWith("Flag", StringComparison.Ordinal))
        {
            table.Write(Text(p, "flagColumn")!, row => scope.Length > 0 && Holds(row) ? "1" : null);
            return;
        }

        if (scope.Length == 0)
            return;

        string action = Text(p, "action")!;
        if (action.EndsWith("_ROW", StringComparison.Ordinal))
            table.Rows.RemoveAll(row => Holds(row) != (action == "KEEP_ROW"));
        else
            Change(table, scope, cell => test(cell) == (action == "CLEAR_CELL") ? "" : cell);
    }

    private static void Split(NaiveTexts table, string column, JsonNode p)
    {
        string[] Parts(Dictionary<string, string> row) => row.TryGetValue(column, out string? cell) ? [.. cell.Split(Text(p, "separator")).Where(part => NaiveFilter.Flag(p, "keepEmptyChunks") || part.Length > 0)] : [];
        int count = NaiveFilter.Flag(p, "limitOutput") ? (int)p["limit"]! : table.Rows.Select(row => Parts(row).Length).DefaultIfEmpty(0).Max();
        string[][] all = [.. table.Rows.Select(Parts)];
        for (int number = 0; number < count; number++)
        {
            int at = 0;
            table.Write($"part{number}", _ => all[at++].ElementAtOrDefault(number));
        }
    }

    private static IEnumerable<Dictionary<string, string>> Folded(Dictionary<string, string> row, string column, JsonNode p)
    {
        if (!row.TryGetValue(column, out string? cell) || !cell.Contains(Text(p, "separator")!, StringComparison.Ordinal))
            return [row];

        IEnumerable<string> parts = cell.Split(Text(p, "separator"));
        if (NaiveFilter.Flag(p, "trimSpaces"))
            parts = parts.Select(part => part.Trim());

        return parts.Where(part => part.Length > 0 || NaiveFilter.Flag(p, "keepEmptyChunks")).Select(part => Copy(row, (column, part)));
    }

    private static void Fold(NaiveTexts table, string[] folded, string nameColumn, string valueColumn, JsonNode p, Func<string, string> nameOf, bool keepsEmpty)
    {
        table.Add(nameColumn);
        table.Add(valueColumn);
        if (folded.Length > 0)
        {
            table.Rows = [.. table.Rows.SelectMany(row => folded.Where(column => keepsEmpty || row.ContainsKey(column))
                .Select(column => Copy(row, (nameColumn, nameOf(column)), (valueColumn, row.GetValueOrDefault(column)))))];
        }

        foreach (string column in folded.Where(_ => NaiveFilter.Flag(p, "foldRemoveFoldedColumns")))
            table.Remove(column);
    }

    private static void Fill(NaiveTexts table, string column, bool isUp)
    {
        string? last = null;
        foreach (Dictionary<string, string> row in isUp ? Enumerable.Reverse(table.Rows) : table.Rows)
            NaiveTexts.Set(row, column, last = row.GetValueOrDefault(column) ?? last);
    }

    private static int Count(string cell, JsonNode p)
    {
        string find = Text(p, "pattern")!;
        return Text(p, "matchingMode") == "FULL_STRING" ? (cell == find ? 1 : 0) : cell.Split(find).Length - 1;
    }

    private static void Combine(NaiveTexts table, string[] scope, JsonNode p)
    {
        for (int i = 0; i < scope.Length; i++)
        {
            for (int j = i + 1; j < scope.Length; j++)
            {
                (string first, string second) = (scope[i], scope[j]);
                foreach ((string operation, string sign) in new[] { ("add", "+"), ("mul", "*") }.Where(pair => NaiveFilter.Flag(p, pair.Item1)))
                    table.Write($"c_{operation}_{first}_{second}", row =>
                    {
                        object? a = NaiveValues.OfCell(row.GetValueOrDefault(first)), b = NaiveValues.OfCell(row.GetValueOrDefault(second));
                        return a is string or null || b is string or null ? null : NaiveValues.Text(NaiveValues.Calculate(sign, a, b));
                    });
            }
        }
    }

    private static void Branch(NaiveTexts table, JsonNode p)
    {
        JsonNode[] branches = [p["ifThen"]!, .. p["elseIfThens"]!.AsArray().OfType<JsonNode>()];
        JsonNode[] chosen = [.. table.Rows.Select(row => branches.FirstOrDefault(branch => Passes(row, branch["filter"]!["uiData"]!))?["actions"] ?? p["elseActions"]!)];
        int at = 0;
        table.Write("new", row => chosen[at++][0] is var action && Text(action!, "operator") == "ASSIGN_COLUMN" ? row.GetValueOrDefault(Text(action!, "column")!)
            : Text(action!, "operator") == "ASSIGN_FORMULA" ? NaiveValues.ToCell(NaiveFormula.Evaluate(Text(action!, "formula")!, name => row.GetValueOrDefault(name))) : Text(action!, "value"));
    }

    private static bool Passes(Dictionary<string, string> row, JsonNode ui)
    {
        IEnumerable<bool> results = ui["conditions"]!.AsArray().Select(condition =>
        {
            string? cell = row.GetValueOrDefault(Text(condition!, "input")!);
            string text = Text(condition!, "string")!;
            double number = (double)condition!["num"]!;
            return Text(condition, "operator") switch
            {
                "is empty" => cell is null,
                "not empty" => cell is not null,
                "== [string]" => cell == text,
                "!= [string]" => cell != text,
                "contains" => cell is not null && cell.Contains(text, StringComparison.Ordinal),
                ">  [number]" => NaiveValues.Number(cell) > number,
                "<= [number]" => NaiveValues.Number(cell) <= number,
                _ => condition["items"]!.AsArray().Any(item => Text(item!, "string") == cell),
            };
        });
        return Text(ui, "mode") == "||" ? results.Any(result => result) : results.All(result => result);
    }

    private static Dictionary<string, string> Copy(Dictionary<string, string> row, params (string Column, string? Cell)[] changes)
    {
        var copy = new Dictionary<string, string>(row);
        foreach ((string column, string? cell) in changes)
            NaiveTexts.Set(copy, column, cell);

        return copy;
    }

    private static string Unit(JsonNode p, string name) => Text(p, name)!.ToLowerInvariant().TrimEnd('s');

    private static IEnumerable<string> Names(JsonNode? list) => list is JsonArray items ? items.Select(item => (string)item!) : [];

    private static string? Text(JsonNode node, string name) => (string?)node[name];
}
