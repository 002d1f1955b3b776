using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Formula;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Steps on numbers.</summary>
internal static partial class NumberSteps
{
    private const int MostCombined = 19;

    public static void Round(RoundProcessor step, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        step.Apply(table.Columns);
        foreach (int slot in slots)
            table.Map(slot, cell => JavaNumbers.Parse(cell) is { } number ? Rounded(step, number) : cell);
    }

    public static void Bin(BinnerProcessor step, PrepareTable table)
    {
        int from = table.Slot(step.Input);
        step.Apply(table.Columns);
        if (from < 0)
            return;

        table.Map(from, table.Slot(step.Output.Length > 0 ? step.Output : step.Input), cell =>
        {
            if (JavaNumbers.Parse(cell) is not { } number)
                return null;
            if (!step.IsCustom)
                return WidthBin(step, number);

            foreach ((double? least, double? most, string name) in step.Bins)
            {
                if ((least is null || least <= number) && (most is null || number < most))
                    return name;
            }

            return null;
        });
    }

    // Bins start at the least value, or at 0; what lies outside the bounds has bins of its own.
    private static string? WidthBin(BinnerProcessor step, double number)
    {
        if (number < step.Least)
            return "< " + BinText(step.Least.Value);
        if (number >= step.Most)
            return ">= " + BinText(step.Most.Value);

        double start = step.Least ?? 0;
        double place = Math.Floor((number - start) / step.Width);
        return double.IsFinite(place) ? $"{BinText(start + (place * step.Width))}:{BinText(start + ((place + 1) * step.Width))}" : null;
    }

    private static string BinText(double bound) => JavaText.Of(bound) is var text && text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : JavaText.Of(bound);

    public static void Bound(MinMaxProcessor step, PrepareTable table)
    {
        int[] slots = table.Slots(step.Scope);
        step.Apply(table.Columns);
        foreach (int slot in slots)
        {
            table.Map(slot, cell => JavaNumbers.Parse(cell) switch
            {
                { } number when number < step.Lower => step.Clear ? null : step.LowerText,
                { } number when number > step.Upper => step.Clear ? null : step.UpperText,
                _ => cell,
            });
        }
    }

    public static void Mean(MeanProcessor step, PrepareTable table)
    {
        int[] from = table.Slots(step.Scope);
        step.Apply(table.Columns);
        int to = table.Slot(step.Output);
        table.Each(row =>
        {
            double[] numbers = [.. from.Select(slot => JavaNumbers.Parse(row[slot])).OfType<double>()];
            row[to] = numbers.Length > 0 ? JavaText.Of(numbers.Sum() / numbers.Length) : step.Otherwise is { } otherwise ? JavaText.Of(otherwise) : null;
        });
    }

    public static void Combine(NumericalCombinator step, PrepareTable table)
    {
        if (step.Scope.In(table.Columns).Count > MostCombined)
            throw new RecipeFailedException($"{step.Label} combines more than {MostCombined} columns, which DSS does not. Choose fewer columns in DSS.");

        (int First, int Second, string Operation, string Output)[] pairs =
            [.. step.Pairs(step.Scope.In(table.Columns)).Select(pair => (table.Slot(pair.First), table.Slot(pair.Second), pair.Operation, pair.Output))];
        step.Apply(table.Columns);
        foreach ((int first, int second, string operation, string output) in pairs)
        {
            int to = table.Slot(output);
            // A quotient by 0 is an empty cell here, not infinity as in formulas.
            table.Each(row => row[to] = operation == "div" && JavaNumbers.Parse(row[second]) is 0
                ? null
                : FormulaOperators.Apply(OperatorOf(operation), Number(row[first]), Number(row[second])).ToCell());
        }
    }

    public static void Extract(ExtractNumbers step, PrepareTable table)
    {
        if (table.Columns.Find(step.Input) is not { } input)
            return;

        int from = table.Slot(input);
        if (!step.Multiple || step.ToJson)
        {
            step.Apply(table.Columns);
            table.Map(from, table.Slot(step.Output.Length > 0 ? step.Output : step.Input), cell =>
            {
                List<double> numbers = Numbers(cell, step.Delimiter);
                return step.ToJson ? FormulaJson.Write(numbers.Select(number => (FormulaValue)number).ToList()) : numbers.Count == 0 ? null : JavaText.Of(numbers[0]);
            });
            return;
        }

        List<string?[]> rows = table.Materialize();
        var found = new FoundColumns(table, input);
        foreach (string?[] row in rows)
        {
            int index = 0;
            foreach (double number in Numbers(row[from], step.Delimiter))
                found.Set(row, Matches.Numbered(step.Output, index++), JavaText.Of(number));
        }

        found.Finish(rows);
    }

    public static string? RefuseFormats(NumericalFormatConverter step) => SeparatorsOf(step.From) is null || SeparatorsOf(step.To) is null ? $"the formats '{step.From}' and '{step.To}' are not both known" : null;

    public static void ConvertFormat(NumericalFormatConverter step, PrepareTable table)
    {
        IReadOnlyList<PrepareColumn> inputs = step.Scope.In(table.Columns);
        int[] from = [.. inputs.Select(table.Slot)];
        step.Apply(table.Columns);
        int[] to = step.Output.Length > 0 && inputs.Count == 1 ? [table.Slot(step.Output)] : from;
        (string thousands, string point) = SeparatorsOf(step.From)!.Value;
        (string newThousands, string newPoint) = SeparatorsOf(step.To)!.Value;
        for (int i = 0; i < from.Length; i++)
        {
            table.Map(from[i], to[i], cell =>
            {
                string raw = thousands.Length == 0 ? cell ?? "" : (cell ?? "").Replace(thousands, "", StringComparison.Ordinal);
                raw = raw.Replace(point, ".", StringComparison.Ordinal).Trim();
                return JavaNumbers.IsNumber(raw) ? Spell(raw, newThousands, newPoint) : cell;
            });
        }
    }

    private static string Rounded(RoundProcessor step, double number)
    {
        if (!double.IsFinite(number))
            return JavaText.Of(number);

        // Decimals keep what is written exact: 2.675 is rounded as it reads.
        int places = step.Precision > 0 && number != 0 ? step.Precision - 1 - (int)Math.Floor(Math.Log10(Math.Abs(number))) : step.Places;
        double scale = Math.Pow(10, places);
        double scaled = places >= 0 ? number * scale : number / Math.Pow(10, -places);
        double whole = step.Mode switch { "FLOOR" => Math.Floor(scaled), "CEIL" => Math.Ceiling(scaled), _ => Math.Floor(scaled + 0.5) };
        double result = places >= 0 ? whole / scale : whole * Math.Pow(10, -places);
        return places <= 0 && Math.Abs(result) < 1e15 ? ((long)result).ToString(CultureInfo.InvariantCulture) : JavaText.Of(result);
    }

    private static FormulaValue Number(string? cell) => FormulaValue.OfCell(cell) is { IsNumber: true } number ? number : FormulaValue.Null;

    private static Flow.Formula.FormulaOperator OperatorOf(string operation) => operation switch
    {
        "add" => Flow.Formula.FormulaOperator.Add,
        "sub" => Flow.Formula.FormulaOperator.Subtract,
        "mul" => Flow.Formula.FormulaOperator.Multiply,
        _ => Flow.Formula.FormulaOperator.Divide,
    };

    private static List<double> Numbers(string? cell, string delimiter)
    {
        var numbers = new List<double>();
        foreach (Match match in NumberLike().Matches(cell ?? ""))
        {
            if (JavaNumbers.Parse(Plain(match.Value, delimiter)) is { } number)
                numbers.Add(number);
        }

        return numbers;
    }

    private static string Plain(string text, string delimiter)
    {
        int comma = text.LastIndexOf(','), dot = text.LastIndexOf('.');
        bool commaIsPoint = delimiter switch
        {
            "COMMA" => true,
            "DOT" => false,
            _ => comma >= 0 && (dot >= 0 ? comma > dot : !(text.Length - comma - 1 == 3 || text.IndexOf(',', StringComparison.Ordinal) != comma)),
        };
        return commaIsPoint ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text.Replace(",", "", StringComparison.Ordinal);
    }

    private static (string Thousands, string Point)? SeparatorsOf(string format) => format switch
    {
        "RAW" => ("", "."),
        "EN" or "US" => (",", "."),
        "FR" => ("\u00A0", ","),
        "DE" or "IT" or "ES" => (".", ","),
        "CH" => ("'", "."),
        _ => null,
    };

    private static string Spell(string raw, string thousands, string point)
    {
        int dot = raw.IndexOf('.', StringComparison.Ordinal);
        string whole = dot < 0 ? raw : raw[..dot];
        string rest = dot < 0 ? "" : point + raw[(dot + 1)..];
        return (thousands.Length == 0 ? whole : Thousands().Replace(whole, "$&" + thousands)) + rest;
    }

    [GeneratedRegex(@"-?[0-9]+(?:[.,][0-9]+)*")]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"[0-9](?=(?:[0-9]{3})+(?![0-9]))")]
    private static partial Regex Thousands();
}
