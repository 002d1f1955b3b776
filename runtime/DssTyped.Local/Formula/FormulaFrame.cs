namespace DssTyped.Local.Formula;

/// <summary>What a compiled formula is evaluated on: the cells of a row, names bound by control structures, and earlier rows.</summary>
internal sealed class FormulaFrame(int locals)
{
    /// <summary>The cells of the current row.</summary>
    public string?[] Cells { get; set; } = [];

    /// <summary>The values that control structures bound.</summary>
    public FormulaValue[] Locals { get; } = new FormulaValue[locals];

    /// <summary>Rows before the current one, the last first; only kept where a formula reads them.</summary>
    public IReadOnlyList<string?[]> Earlier { get; set; } = [];
}

/// <summary>A part of a compiled formula.</summary>
internal delegate FormulaValue FormulaCode(FormulaFrame frame);
