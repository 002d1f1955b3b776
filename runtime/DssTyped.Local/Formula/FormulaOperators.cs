using DssTyped.Flow.Formula;

namespace DssTyped.Local.Formula;

/// <summary>What operators do with values. Types are those of the values, not of columns.</summary>
internal static class FormulaOperators
{
    public static FormulaValue Apply(FormulaOperator op, FormulaValue left, FormulaValue right)
    {
        if (left.IsError)
            return left;
        if (right.IsError)
            return right;

        return op switch
        {
            FormulaOperator.Or => left.IsTrue || right.IsTrue,
            FormulaOperator.And => left.IsTrue && right.IsTrue,
            FormulaOperator.Equal => AreEqual(left, right),
            FormulaOperator.NotEqual => !AreEqual(left, right),
            FormulaOperator.Less => Compared(left, right, static order => order < 0),
            FormulaOperator.LessOrEqual => Compared(left, right, static order => order <= 0),
            FormulaOperator.Greater => Compared(left, right, static order => order > 0),
            FormulaOperator.GreaterOrEqual => Compared(left, right, static order => order >= 0),
            FormulaOperator.Add when !(left.IsNumber && right.IsNumber) => Concat(left, right),
            FormulaOperator.Add or FormulaOperator.Subtract or FormulaOperator.Multiply or FormulaOperator.Divide or FormulaOperator.IntegerDivide or FormulaOperator.Modulo => Calculate(op, left, right),
        };
    }

    /// <summary>Equality: numbers by value, an empty text is null, anything else by its text ("true" equals true).</summary>
    public static bool AreEqual(FormulaValue left, FormulaValue right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty && right.IsEmpty;
        if (left.Kind == FormulaKind.Text && right.Kind == FormulaKind.Text)
            return left.Text == right.Text;
        if (left.Kind == FormulaKind.Integer && right.Kind == FormulaKind.Integer)
            return left.Integer == right.Integer;
        if ((left.IsNumber || right.IsNumber) && left.AsNumber() is { } first && right.AsNumber() is { } second)
            return first == second;
        if ((left.Kind == FormulaKind.Date || right.Kind == FormulaKind.Date) && left.AsDate() is { } firstDate && right.AsDate() is { } secondDate)
            return firstDate == secondDate;

        return left.ToText() == right.ToText();
    }

    /// <summary>The order of two values; null if they have none.</summary>
    public static int? Compare(FormulaValue left, FormulaValue right)
    {
        if (left.Kind == FormulaKind.Integer && right.Kind == FormulaKind.Integer)
            return left.Integer.CompareTo(right.Integer);
        if (left.Kind == FormulaKind.Text && right.Kind == FormulaKind.Text)
            return string.CompareOrdinal(left.Text, right.Text);
        if ((left.IsNumber || right.IsNumber) && left.AsNumber() is { } first && right.AsNumber() is { } second)
            return double.IsNaN(first) || double.IsNaN(second) ? null : first.CompareTo(second);
        if ((left.Kind == FormulaKind.Date || right.Kind == FormulaKind.Date) && left.AsDate() is { } firstDate && right.AsDate() is { } secondDate)
            return firstDate.CompareTo(secondDate);
        if (left.Kind == FormulaKind.Boolean && right.Kind == FormulaKind.Boolean)
            return left.Boolean.CompareTo(right.Boolean);

        return null;
    }

    private static FormulaValue Compared(FormulaValue left, FormulaValue right, Func<int, bool> test) =>
        left.IsEmpty || right.IsEmpty ? FormulaValue.Null : Compare(left, right) is { } order ? test(order) : FormulaValue.Null;

    private static FormulaValue Concat(FormulaValue left, FormulaValue right)
    {
        if (left.Kind == FormulaKind.Null || right.Kind == FormulaKind.Null)
            return FormulaValue.Null;

        return left.ToText() + right.ToText();
    }

    private static FormulaValue Calculate(FormulaOperator op, FormulaValue left, FormulaValue right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return FormulaValue.Null;

        if (left.Kind == FormulaKind.Integer && right.Kind == FormulaKind.Integer && op != FormulaOperator.Divide)
            return Whole(op, left.Integer, right.Integer);

        if (left.AsNumber() is not { } first || right.AsNumber() is not { } second)
            return FormulaValue.Fail($"'{(left.AsNumber() is null ? left : right).ToText()}' is no number");

        return op switch
        {
            FormulaOperator.Add => first + second,
            FormulaOperator.Subtract => first - second,
            FormulaOperator.Multiply => first * second,
            FormulaOperator.Divide => first / second,
            FormulaOperator.Modulo => first % second,
            _ => double.IsFinite(first / second) ? (long)(first / second) : FormulaValue.Fail("division by zero"),
        };
    }

    // 64 bits wrap around, as in Java.
    private static FormulaValue Whole(FormulaOperator op, long left, long right) => op switch
    {
        FormulaOperator.Add => unchecked(left + right),
        FormulaOperator.Subtract => unchecked(left - right),
        FormulaOperator.Multiply => unchecked(left * right),
        _ when right == 0 => FormulaValue.Fail("division by zero"),
        _ when right == -1 => op == FormulaOperator.Modulo ? 0L : unchecked(-left),
        FormulaOperator.Modulo => left % right,
        _ => left / right,
    };
}
