namespace DssTyped.Local.Formula;

/// <summary>A formula bound to the columns of a row. Not safe for several threads at once: it keeps a frame.</summary>
internal sealed class CompiledFormula
{
    private readonly FormulaCode _code;
    private readonly FormulaFrame _frame;
    private readonly Queue<string?[]> _earlier = new();

    internal CompiledFormula(FormulaCode code, int locals, int greatestOffset)
    {
        _code = code;
        _frame = new FormulaFrame(locals);
        GreatestOffset = greatestOffset;
    }

    /// <summary>How many earlier rows it reads.</summary>
    public int GreatestOffset { get; }

    /// <summary>The value on a row.</summary>
    public FormulaValue Evaluate(string?[] cells)
    {
        _frame.Cells = cells;
        if (GreatestOffset == 0)
            return _code(_frame);

        _frame.Earlier = [.. _earlier.Reverse()];
        FormulaValue value = _code(_frame);
        _earlier.Enqueue([.. cells]);
        if (_earlier.Count > GreatestOffset)
            _earlier.Dequeue();

        return value;
    }

    /// <summary>The value as a cell.</summary>
    public string? Cell(string?[] cells) => Evaluate(cells).ToCell();

    /// <summary>Whether a condition holds on a row; an error does not.</summary>
    public bool IsTrue(string?[] cells) => Evaluate(cells).IsTrue;
}
