using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Recipes;

/// <summary>What the engine executes for a recipe.</summary>
internal abstract record Translation
{
    private Translation()
    {
    }

    /// <summary>One SELECT per output dataset.</summary>
    /// <param name="Outputs">The statements, for every output dataset that is written.</param>
    /// <param name="Setup">Statements to execute before, such as temporary tables.</param>
    public sealed record Selects(IReadOnlyList<OutputSelect> Outputs, IReadOnlyList<string>? Setup = null) : Translation;

    /// <summary>A function from rows of text to rows of text, for recipes whose meaning is text (prepare).</summary>
    /// <param name="Output">The one output.</param>
    /// <param name="Run">The function.</param>
    public sealed record TextRows(OutputTarget Output, TextTransform Run) : Translation;

    /// <summary>Work on files: managed folders as input or output.</summary>
    /// <param name="Run">Does the work; the engine swaps in what it wrote only if it returns.</param>
    public sealed record Files(Func<FileWork, CancellationToken, Task> Run) : Translation;
}

/// <summary>The rows of one output.</summary>
/// <param name="Output">The output.</param>
/// <param name="Sql">A SELECT; its columns are those of <paramref name="Columns"/> by position, whatever their names.</param>
/// <param name="Columns">The columns in order, with the types that the SELECT gives.</param>
internal sealed record OutputSelect(OutputTarget Output, string Sql, IReadOnlyList<SchemaColumn> Columns)
{
    /// <summary>What to warn of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>By position, whether a column's texts are null rather than empty already; where that is not known, they are made so when they are written.</summary>
    public IReadOnlyList<bool> AreNeverEmptyText { get; init; } = [];

    /// <summary>Whether the columns are found in the data, so that they replace those that are stored.</summary>
    public bool HasColumnsOfData { get; init; }

    /// <summary>Whether the stored columns decide where the recipe gives others, rather than that being an error.</summary>
    public bool StoredDecides { get; init; }
}

/// <summary>Turns tables of text into the rows of an output. A cell is null where DSS has an empty one; arrays may be reused by neither side.</summary>
/// <param name="inputs">The inputs, in the order of <see cref="TranslationContext.Inputs"/>; doubles in Java's form, instants as <c>yyyy-MM-ddTHH:mm:ss.SSSZ</c>, booleans as <c>true</c> and <c>false</c>.</param>
/// <param name="run">The run: what to write, and where to warn.</param>
/// <returns>The rows, with cells in the order of <see cref="TextRun.Columns"/>.</returns>
internal delegate IEnumerable<string?[]> TextTransform(IReadOnlyList<TextTable> inputs, TextRun run);

/// <summary>An input as text.</summary>
/// <param name="Relation">The input.</param>
/// <param name="Rows">The rows in order; can be enumerated more than once.</param>
internal sealed record TextTable(Relation Relation, IEnumerable<string?[]> Rows);

/// <summary>One run of a text transform.</summary>
/// <param name="Warn">Takes a warning; equal ones are counted, not repeated.</param>
/// <param name="CancellationToken">Cancelled when the job is aborted.</param>
internal sealed record TextRun(Action<string> Warn, CancellationToken CancellationToken)
{
    /// <summary>The columns of the rows that are returned. The transform sets it before its first row; columns of the output's stored schema that are missing stay empty, others are left out unless the job updates schemas.</summary>
    public IReadOnlyList<SchemaColumn> Columns { get; set; } = [];
}

/// <summary>The files a recipe works on.</summary>
/// <param name="InputFolders">Paths of the input folders, by reference.</param>
/// <param name="OutputFolders">Paths of empty folders to fill, by reference.</param>
/// <param name="OutputRows">Writes the rows of an output dataset, by reference: columns and rows of text.</param>
internal sealed record FileWork(
    IReadOnlyDictionary<string, string> InputFolders,
    IReadOnlyDictionary<string, string> OutputFolders,
    Func<string, IReadOnlyList<SchemaColumn>, IEnumerable<string?[]>, Task> OutputRows)
{
    /// <summary>The input datasets as text, in the order of <see cref="TranslationContext.Inputs"/>.</summary>
    public IReadOnlyList<TextTable> InputTables { get; init; } = [];
}
