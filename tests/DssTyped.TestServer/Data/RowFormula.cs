using DssTyped.Local.Formula;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Data;

/// <summary>A filter formula, evaluated by the local engine's formulas on the texts of a row's cells.</summary>
internal sealed class RowFormula
{
    private readonly CompiledFormula _formula;
    private readonly string?[] _cells;

    /// <exception cref="DssFailureException">The text is no formula.</exception>
    public RowFormula(string text, IReadOnlyList<DatasetColumn> columns)
    {
        string[] names = [.. columns.Select(column => column.Name)];
        _cells = new string?[names.Length];
        try
        {
            _formula = FormulaCompiler.Compile(text, name => Array.IndexOf(names, name), FormulaEnvironment.Empty);
        }
        catch (FormulaRefusedException refused)
        {
            throw new DssFailureException(400, "com.dataiku.dip.grel.ParsingException", refused.Message);
        }
    }

    public bool IsTrue(RowReader row)
    {
        for (int i = 0; i < _cells.Length; i++)
            _cells[i] = CellText.Of(row, i);
        return _formula.IsTrue(_cells);
    }
}
