using System.Diagnostics;

namespace DssTyped.Local.Formula;

/// <summary>Control structures: they bind names and evaluate a part of the formula several times.</summary>
internal static class FormulaControls
{
    // More steps than any real formula takes; forRange(0, 1e12, 1, ...) would not end.
    private const int MostSteps = 1_000_000;

    public static FormulaCode Of(string name, FormulaCode[] before, int[] locals, FormulaCode body) => name switch
    {
        "with" => frame =>
        {
            frame.Locals[locals[0]] = before[0](frame);
            return body(frame);
        },
        "filter" => OverArray(before[0], locals, body, static (item, _, result) => result.IsTrue ? item : (FormulaValue?)null),
        "forEach" => OverArray(before[0], locals, body, static (_, _, result) => result),
        "forEachIndex" => OverArray(before[0], [locals[1], locals[0]], body, static (_, _, result) => result),
        "forRange" => ForRange(before, locals[0], body),
        "objectFilter" => ObjectFilter(before[0], locals, body),
        _ => throw new UnreachableException($"No control structure is called '{name}'."),
    };

    private static FormulaCode OverArray(FormulaCode source, int[] locals, FormulaCode body, Func<FormulaValue, int, FormulaValue, FormulaValue?> take) => frame =>
    {
        FormulaValue value = source(frame);
        if (value.IsError)
            return value;
        if (value.AsArray() is not { } items)
            return value.IsEmpty ? FormulaValue.Null : FormulaValue.Fail($"'{value.ToText()}' is no array");

        var results = new List<FormulaValue>(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            frame.Locals[locals[0]] = items[i];
            if (locals.Length > 1)
                frame.Locals[locals[1]] = (long)i;
            if (take(items[i], i, body(frame)) is { } taken)
                results.Add(taken);
        }

        return results;
    };

    private static FormulaCode ForRange(FormulaCode[] bounds, int local, FormulaCode body) => frame =>
    {
        FormulaValue[] values = [bounds[0](frame), bounds[1](frame), bounds[2](frame)];
        if (values[0].AsNumber() is not { } from || values[1].AsNumber() is not { } to || values[2].AsNumber() is not { } step || step == 0)
            return FormulaValue.Fail("forRange needs three numbers, and a step other than 0");
        if (Math.Abs((to - from) / step) > MostSteps)
            return FormulaValue.Fail("forRange has too many steps");

        bool whole = values.All(value => value.Kind == FormulaKind.Integer);
        var results = new List<FormulaValue>();
        for (long i = 0; ; i++)
        {
            double at = from + (i * step);
            if (step > 0 ? at >= to : at <= to)
                return results;

            frame.Locals[local] = whole ? (FormulaValue)(long)at : at;
            results.Add(body(frame));
        }
    };

    private static FormulaCode ObjectFilter(FormulaCode source, int[] locals, FormulaCode body) => frame =>
    {
        FormulaValue value = source(frame);
        if (value.IsError)
            return value;
        if (value.AsObject() is not { } fields)
            return value.IsEmpty ? FormulaValue.Null : FormulaValue.Fail($"'{value.ToText()}' is no object");

        var result = new FormulaObject();
        foreach ((string key, FormulaValue field) in fields.Fields)
        {
            frame.Locals[locals[0]] = key;
            frame.Locals[locals[1]] = field;
            if (body(frame).IsTrue)
                result.Set(key, field);
        }

        return result;
    };
}
