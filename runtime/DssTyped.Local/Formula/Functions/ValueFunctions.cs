namespace DssTyped.Local.Formula.Functions;

/// <summary>Functions on arrays, objects, booleans and any value.</summary>
internal static class ValueFunctions
{
    private static readonly string[] Yes = ["true", "yes", "y", "t", "1", "on"];

    public static Dictionary<string, FormulaImplementation> All { get; } = new(StringComparer.Ordinal)
    {
        ["arrayContains"] = new(a => WithArray(a[0], items => items.Any(item => FormulaOperators.AreEqual(item, a[1])))),
        ["arrayDedup"] = new(a => WithArray(a[0], Distinct)),
        ["arrayIndexOf"] = new(a => WithArray(a[0], items => (long)items.ToList().FindIndex(item => FormulaOperators.AreEqual(item, a[1])))),
        ["arrayLen"] = new(a => WithArray(a[0], items => (long)items.Count)),
        ["arrayReverse"] = new(a => WithArray(a[0], items => items.Reverse().ToList())),
        ["arraySort"] = new(a => WithArray(a[0], Sorted)),
        ["join"] = new(a => WithArray(a[0], items => string.Join(a[1].ToText(), items.Select(item => item.ToText())))),
        ["get"] = new(a => a.Length > 2 && !IsFieldAccess(a[0]) ? Slice(a[0], a[1], a[2]) : Get(a[0], a[1], a.Length > 2 ? a[2] : FormulaValue.Null)),
        ["slice"] = new(a => Slice(a[0], a[1], a.Length > 2 ? a[2] : FormulaValue.Null)),
        ["substring"] = new(a => Slice(a[0], a[1], a.Length > 2 ? a[2] : FormulaValue.Null)),
        ["objectKeys"] = new(a => WithObject(a[0], fields => fields.Fields.Select(field => (FormulaValue)field.Key).ToList())),
        ["objectValues"] = new(a => WithObject(a[0], fields => fields.Fields.Select(field => field.Value).ToList())),
        ["hasField"] = new(a => a[0].AsObject() is { } fields && fields.Find(a[1].ToText()) is not null),
        ["objectDel"] = new(a => WithObject(a[0], fields => fields.Copy(key => !a.Skip(1).Any(removed => removed.ToText() == key)))),
        ["objectNew"] = new(ObjectNew),
        ["objectPut"] = new(a => WithObject(a[0], fields =>
        {
            FormulaObject copy = fields.Copy(_ => true);
            copy.Set(a[1].ToText(), a[2]);
            return copy;
        })),
        ["jsonize"] = new(a => FormulaJson.Write(a[0])),
        ["parseJson"] = new(a => a[0].IsEmpty ? FormulaValue.Null : a[0].Kind is FormulaKind.Array or FormulaKind.Object ? a[0] : FormulaJson.Parse(a[0].ToText()) ?? FormulaValue.Fail("the text is no JSON")),
        ["type"] = new(a => TypeName(a[0])),
        ["asBool"] = new(a => a[0].IsEmpty ? FormulaValue.Null : a[0].Kind switch
        {
            FormulaKind.Boolean => a[0],
            FormulaKind.Integer or FormulaKind.Decimal => a[0].Number != 0,
            _ => Array.IndexOf(Yes, a[0].ToText().Trim().ToLowerInvariant()) >= 0,
        }),
        ["isTrue"] = new(a => a[0].Kind == FormulaKind.Boolean && a[0].Boolean),
        ["isFalse"] = new(a => a[0].Kind == FormulaKind.Boolean && !a[0].Boolean),
        ["and"] = new(a => Array.TrueForAll(a, value => value.IsTrue)),
        ["or"] = new(a => Array.Exists(a, value => value.IsTrue)),
        ["not"] = new(a => !a[0].IsTrue),
        ["coalesce"] = new(a => Array.Find(a, value => !value.IsEmpty && !value.IsError), TakesErrors: true),
        ["isBlank"] = new(a => a[0].IsEmpty || a[0].IsError, TakesErrors: true),
        ["isNonBlank"] = new(a => !a[0].IsEmpty && !a[0].IsError, TakesErrors: true),
        ["isError"] = new(a => a[0].IsError, TakesErrors: true),
        ["isNull"] = new(a => IsBlankText(a[0]), TakesErrors: true),
        ["isNotNull"] = new(a => !IsBlankText(a[0]), TakesErrors: true),
        ["isNumeric"] = new(a => a[0].AsNumber() is not null),
        ["length"] = new(a => a[0].Kind == FormulaKind.Null ? FormulaValue.Null : a[0].Kind == FormulaKind.Array ? a[0].Array.Count : (long)a[0].ToText().Length),
    };

    /// <summary>An element of an array, a character of a text or a field of an object.</summary>
    public static FormulaValue Get(FormulaValue target, FormulaValue at, FormulaValue otherwise)
    {
        if (target.IsError || at.IsError)
            return target.IsError ? target : at;
        if (target.Kind == FormulaKind.Object)
            return target.Object.Find(at.ToText()) is { IsEmpty: false } field ? field : otherwise;
        if (target.IsEmpty || at.AsNumber() is not { } number)
            return otherwise;

        long index = (long)number;
        if (target.Kind == FormulaKind.Array)
        {
            index = index < 0 ? index + target.Array.Count : index;
            return index >= 0 && index < target.Array.Count ? target.Array[(int)index] : otherwise;
        }

        string text = target.ToText();
        index = index < 0 ? index + text.Length : index;
        return index >= 0 && index < text.Length ? text[(int)index].ToString() : otherwise;
    }

    /// <summary>A part of an array or text, from 0, end exclusive; negative positions count from the end.</summary>
    public static FormulaValue Slice(FormulaValue target, FormulaValue from, FormulaValue to)
    {
        if (target.IsError)
            return target;
        if (target.Kind == FormulaKind.Null)
            return FormulaValue.Null;

        string? text = target.Kind == FormulaKind.Array ? null : target.ToText();
        int length = text?.Length ?? target.Array.Count;
        if (from.AsNumber() is not { } first || (!to.IsEmpty && to.AsNumber() is null))
            return FormulaValue.Fail("positions must be numbers");

        int start = Place(first, length);
        int end = to.IsEmpty ? length : Place(to.AsNumber()!.Value, length);
        if (text is not null)
            return start < end ? text[start..end] : "";

        return start < end ? target.Array.Skip(start).Take(end - start).ToList() : new List<FormulaValue>();
    }

    private static int Place(double position, int length)
    {
        double place = position < 0 ? Math.Truncate(position) + length : Math.Truncate(position);
        return (int)Math.Clamp(place, 0, length);
    }

    private static bool IsFieldAccess(FormulaValue target) => target.Kind == FormulaKind.Object;

    private static bool IsBlankText(FormulaValue value) => value.Kind == FormulaKind.Null || (value.Kind == FormulaKind.Text && value.Text.AsSpan().Trim().IsEmpty);

    private static FormulaValue WithArray(FormulaValue value, Func<IReadOnlyList<FormulaValue>, FormulaValue> then) =>
        value.IsEmpty ? FormulaValue.Null : value.AsArray() is { } items ? then(items) : FormulaValue.Fail($"'{value.ToText()}' is no array");

    private static FormulaValue WithObject(FormulaValue value, Func<FormulaObject, FormulaValue> then) =>
        value.IsEmpty ? FormulaValue.Null : value.AsObject() is { } fields ? then(fields) : FormulaValue.Fail($"'{value.ToText()}' is no object");

    private static FormulaValue Distinct(IReadOnlyList<FormulaValue> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return items.Where(item => seen.Add(item.ToText())).ToList();
    }

    private static FormulaValue Sorted(IReadOnlyList<FormulaValue> items) => items.All(item => item.IsNumber)
        ? items.OrderBy(item => item.Number).ToList()
        : items.OrderBy(item => item.ToText(), StringComparer.Ordinal).ToList();

    private static FormulaValue ObjectNew(FormulaValue[] a)
    {
        if (a.Length % 2 != 0)
            return FormulaValue.Fail("objectNew needs pairs of names and values");

        var fields = new FormulaObject();
        for (int i = 0; i < a.Length; i += 2)
            fields.Set(a[i].ToText(), a[i + 1]);

        return fields;
    }

    private static FormulaValue TypeName(FormulaValue value) => value.Kind switch
    {
        FormulaKind.Text => "string",
        FormulaKind.Integer or FormulaKind.Decimal => "number",
        FormulaKind.Boolean => "boolean",
        FormulaKind.Date => "date",
        FormulaKind.Array => "array",
        FormulaKind.Object => "object",
        FormulaKind.Null or FormulaKind.Pattern or FormulaKind.Error => "undefined",
    };
}
