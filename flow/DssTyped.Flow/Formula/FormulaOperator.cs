namespace DssTyped.Flow.Formula;

/// <summary>The operators between two operands.</summary>
public enum FormulaOperator
{
    /// <summary><c>||</c>.</summary>
    Or,

    /// <summary><c>&amp;&amp;</c>.</summary>
    And,

    /// <summary><c>==</c>.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>+</c>: sum of numbers, else concatenation.</summary>
    Add,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>.</summary>
    Multiply,

    /// <summary><c>/</c>: real division, also of whole numbers.</summary>
    Divide,

    /// <summary><c>//</c>: integer division.</summary>
    IntegerDivide,

    /// <summary><c>%</c>.</summary>
    Modulo,
}
