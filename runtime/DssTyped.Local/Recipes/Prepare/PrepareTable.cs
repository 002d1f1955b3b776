using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Formula;

namespace DssTyped.Local.Recipes.Prepare;

/// <summary>
/// A table of text that steps change: columns, and rows that are arrays of cells. Each column has a slot in the row for as long as it lives, so renaming,
/// moving and removing columns touches no row. Steps that only look at one row are fused into one pass; others make the table whole first.
/// </summary>
internal sealed class PrepareTable
{
    private readonly List<Func<string?[], bool>> _pending = [];
    private IEnumerable<string?[]> _rows;

    /// <param name="columns">The columns, none of which has a slot yet; they get those of their positions.</param>
    /// <param name="rows">The rows, which belong to the table from now on.</param>
    /// <param name="run">What steps need beside the rows.</param>
    public PrepareTable(PrepareColumns columns, IEnumerable<string?[]> rows, PrepareRun run)
    {
        Columns = columns;
        Run = run;
        _rows = rows;
        foreach (PrepareColumn column in columns.All)
            column.Slot = Width++;
    }

    public PrepareColumns Columns { get; }

    public PrepareRun Run { get; }

    /// <summary>The number of slots given out.</summary>
    public int Width { get; private set; }

    /// <summary>The slot of a column; a column a step just added gets a new one.</summary>
    public int Slot(PrepareColumn column)
    {
        if (column.Slot < 0)
            column.Slot = Width++;

        return column.Slot;
    }

    /// <summary>The slot of the column of that name; -1 if there is none.</summary>
    public int Slot(string name) => Columns.Find(name) is { } column ? Slot(column) : -1;

    /// <summary>A slot for values that never become a column.</summary>
    public int Scratch() => Width++;

    /// <summary>The slots of a scope's columns.</summary>
    public int[] Slots(ColumnScope scope) => [.. scope.In(Columns).Select(Slot)];

    /// <summary>Does something to each row.</summary>
    public void Each(Action<string?[]> change) => _pending.Add(row =>
    {
        change(row);
        return true;
    });

    /// <summary>Changes the cells of one column; the function gets null for an empty cell and may give null or "".</summary>
    public void Map(int slot, Func<string?, string?> change) => Each(row => row[slot] = Cell(change(Cell(row[slot]))));

    /// <summary>Writes a column from another.</summary>
    public void Map(int from, int to, Func<string?, string?> change) => Each(row => row[to] = Cell(change(Cell(row[from]))));

    /// <summary>Keeps the rows for which a test holds.</summary>
    public void Where(Func<string?[], bool> keep) => _pending.Add(keep);

    /// <summary>Makes any number of rows from each; a row that is given on may be the one that came.</summary>
    public void Expand(Func<string?[], IEnumerable<string?[]>> expand)
    {
        IEnumerable<string?[]> before = Rows();
        _rows = before.SelectMany(expand);
    }

    /// <summary>Reads the whole table into memory; steps that need all rows start here.</summary>
    public List<string?[]> Materialize()
    {
        List<string?[]> rows = [.. Rows()];
        _rows = rows;
        return rows;
    }

    /// <summary>Replaces the rows.</summary>
    public void Replace(IEnumerable<string?[]> rows)
    {
        _pending.Clear();
        _rows = rows;
    }

    /// <summary>The rows after all steps so far, each as wide as the slots given out.</summary>
    public IEnumerable<string?[]> Rows()
    {
        Func<string?[], bool>[] steps = [.. _pending];
        _pending.Clear();
        _rows = Pass(_rows, steps);
        return _rows;

        IEnumerable<string?[]> Pass(IEnumerable<string?[]> rows, Func<string?[], bool>[] actions)
        {
            foreach (string?[] given in rows)
            {
                Run.CancellationToken.ThrowIfCancellationRequested();
                string?[] row = given;
                if (row.Length < Width)
                    Array.Resize(ref row, Width);

                bool keep = true;
                for (int i = 0; keep && i < actions.Length; i++)
                    keep = actions[i](row);
                if (keep)
                    yield return row;
            }
        }
    }

    /// <summary>An empty text is an empty cell.</summary>
    public static string? Cell(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>What steps need beside the rows.</summary>
/// <param name="Warn">Takes warnings.</param>
/// <param name="Formulas">The time, random numbers and variables.</param>
/// <param name="Other">Another input dataset of the recipe: its columns and rows; null if the recipe does not have it.</param>
/// <param name="CancellationToken">Cancelled when the job is aborted.</param>
internal sealed record PrepareRun(
    Action<string> Warn,
    FormulaEnvironment Formulas,
    Func<string, (Schema Schema, IEnumerable<string?[]> Rows)?> Other,
    CancellationToken CancellationToken);
