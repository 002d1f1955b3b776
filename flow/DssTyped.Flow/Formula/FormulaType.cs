using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Formula;

/// <summary>What is known of a formula value's type before it is computed. Formulas type values, not columns, so <see cref="Any"/> is common.</summary>
public enum FormulaType
{
    /// <summary>Only the data tells.</summary>
    Any,

    /// <summary>Always empty.</summary>
    Nothing,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal.</summary>
    Decimal,

    /// <summary>A whole number or a decimal.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An instant.</summary>
    Date,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}

/// <summary>What formula types have in common and how they are stored.</summary>
public static class FormulaTypes
{
    /// <summary>The type that covers both: whole numbers and decimals are numbers, anything else mixed is <see cref="FormulaType.Any"/>.</summary>
    public static FormulaType Union(FormulaType first, FormulaType second)
    {
        if (first == second || second == FormulaType.Nothing)
            return first;
        if (first == FormulaType.Nothing)
            return second;

        return IsNumber(first) && IsNumber(second) ? FormulaType.Number : FormulaType.Any;
    }

    /// <summary>Whether it is a number of some kind for sure.</summary>
    public static bool IsNumber(FormulaType type) => type is FormulaType.Integer or FormulaType.Decimal or FormulaType.Number;

    /// <summary>The storage type DSS gives a column of such values. Texts are <see cref="StorageType.Unknown"/> too: DSS looks at them and may find numbers; so are numbers of which only the data tells whether they are whole.</summary>
    public static StorageType Stored(FormulaType type) => type switch
    {
        FormulaType.Integer => StorageType.BigInt,
        FormulaType.Decimal => StorageType.Double,
        FormulaType.Boolean => StorageType.Boolean,
        FormulaType.Date => StorageType.Date,
        FormulaType.Any or FormulaType.Nothing or FormulaType.Number or FormulaType.Text or FormulaType.Array or FormulaType.Object => StorageType.Unknown,
    };

    /// <summary>The type of a column's values in a formula: numbers are typed, texts may look like numbers, everything else is text to a formula.</summary>
    public static FormulaType OfColumn(StorageType type) => type switch
    {
        StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt => FormulaType.Integer,
        StorageType.Float or StorageType.Double => FormulaType.Decimal,
        StorageType.Unknown or StorageType.String => FormulaType.Any,
        StorageType.Boolean or StorageType.Date or StorageType.DateOnly or StorageType.DateTimeNoTz or StorageType.GeoPoint or StorageType.Geometry
            or StorageType.Array or StorageType.Map or StorageType.Object => FormulaType.Text,
    };

    /// <summary>Infers the type of a formula's result.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="columnType">The storage type of a column; <see cref="StorageType.Unknown"/> where it is not known.</param>
    public static FormulaType Infer(Formula formula, Func<string, StorageType> columnType) => Of(formula.Root, columnType);

    private static FormulaType Of(FormulaNode node, Func<string, StorageType> columnType) => node switch
    {
        TextNode => FormulaType.Text,
        NumberNode number => number.IsDecimal ? FormulaType.Decimal : FormulaType.Integer,
        ArrayNode => FormulaType.Array,
        NameNode name => OfColumn(columnType(name.Name)),
        UnaryNode { IsNot: true } => FormulaType.Boolean,
        UnaryNode unary => Of(unary.Operand, columnType) is var type && IsNumber(type) ? type : FormulaType.Number,
        BinaryNode binary => OfBinary(binary, columnType),
        CallNode call => OfCall(call, columnType),
        _ => FormulaType.Any,
    };

    private static FormulaType OfBinary(BinaryNode node, Func<string, StorageType> columnType)
    {
        if (node.Operator <= FormulaOperator.GreaterOrEqual)
            return FormulaType.Boolean;
        if (node.Operator == FormulaOperator.Divide)
            return FormulaType.Decimal;

        FormulaType left = Of(node.Left, columnType);
        FormulaType right = Of(node.Right, columnType);
        if (left == FormulaType.Integer && right == FormulaType.Integer)
            return FormulaType.Integer;
        if (IsNumber(left) && IsNumber(right))
            return left == FormulaType.Decimal || right == FormulaType.Decimal ? FormulaType.Decimal : FormulaType.Number;
        if (node.Operator != FormulaOperator.Add)
            return FormulaType.Number;

        return left == FormulaType.Text || right == FormulaType.Text ? FormulaType.Text : FormulaType.Any;
    }

    private static FormulaType OfCall(CallNode call, Func<string, StorageType> columnType)
    {
        if (FormulaFunctions.Find(call.Function) is not { } function)
            return FormulaType.Any;

        return function.ResultOf switch
        {
            FormulaResult.Fixed => function.Type,
            FormulaResult.ColumnValue => call.Arguments.Count > 0 && call.Arguments[0] is TextNode name ? OfColumn(columnType(name.Value)) : FormulaType.Any,
            FormulaResult.LastTwo => UnionOf(call.Arguments.Skip(1).Take(2)),
            FormulaResult.Cases => UnionOf(Cases(call.Arguments)),
            FormulaResult.AllArguments => UnionOf(call.Arguments),
        };

        // An empty text is an empty cell: if(x, 1, "") gives whole numbers.
        FormulaType UnionOf(IEnumerable<FormulaNode> nodes) => nodes
            .Select(node => node is TextNode { Value.Length: 0 } ? FormulaType.Nothing : Of(node, columnType)).Aggregate(FormulaType.Nothing, Union);
    }

    // switch(x, case, result, case, result, otherwise)
    private static IEnumerable<FormulaNode> Cases(IReadOnlyList<FormulaNode> arguments)
    {
        for (int i = 2; i < arguments.Count; i += 2)
            yield return arguments[i];

        if (arguments.Count > 1 && arguments.Count % 2 == 0)
            yield return arguments[arguments.Count - 1];
    }
}
