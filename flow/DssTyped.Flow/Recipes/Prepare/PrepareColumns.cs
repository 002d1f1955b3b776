using System.Text.RegularExpressions;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Formula;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>The columns of a prepare recipe between two steps, in order. Schema inference and engines let the steps change the same thing.</summary>
internal sealed class PrepareColumns
{
    // More than any dataset has; a step can ask for billions.
    private const int MaxColumns = 20_000;

    private readonly List<PrepareColumn> _columns = [];
    private readonly List<string> _openReasons = [];

    public IReadOnlyList<PrepareColumn> All => _columns;

    /// <summary>Takes findings; null where nobody asks.</summary>
    public Action<FlowDiagnostic, JsonSpan, string[]>? Report { get; init; }

    /// <summary>The schema of a dataset a step reads beside the main input; null if it is not known.</summary>
    public Func<string, Schema?> OtherDataset { get; init; } = _ => null;

    /// <summary>Whether a dataset is an input of the recipe.</summary>
    public Func<string, bool> IsInput { get; init; } = _ => true;

    /// <summary>The text of a project variable; null if it is not known.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Names that columns made from data probably have: those the output has stored and those later steps use.</summary>
    public IReadOnlyCollection<string> LikelyNames { get; init; } = [];

    /// <summary>The names that are stored with the output, in order; empty if it was never built or nobody knows.</summary>
    public IReadOnlyList<string> StoredNames { get; init; } = [];

    /// <summary>The step that is applied.</summary>
    public Processor? Step { get; set; }

    /// <summary>Why there may be columns that are not known; empty if all are known.</summary>
    public IReadOnlyList<string> OpenReasons => _openReasons;

    /// <summary>Why the order may be another; null if it is known.</summary>
    public string? OrderReason { get; private set; }

    /// <summary>Whether the columns before the first step were known, and every step since told its columns.</summary>
    public bool AreComplete { get; set; } = true;

    /// <summary>Whether columns that steps make are left out because there are too many.</summary>
    public bool IsOverfull { get; private set; }

    public PrepareColumn? Find(string name) => _columns.Find(column => column.Name == name);

    /// <summary>The column of that name, or null, which is reported: the step then does nothing.</summary>
    public PrepareColumn? Need(string name, JsonSpan span = default)
    {
        PrepareColumn? column = Find(name);
        if (column is null && AreComplete && name.Length > 0)
            Report?.Invoke(FlowDiagnostics.UnknownColumnInStep, PlaceOf(span), [Step?.Label ?? "A step", name, FlowDiagnostics.DidYouMean(NearestName.Of(name, _columns.Select(other => other.Name)))]);

        return column;
    }

    /// <summary>The schema of a dataset that a step reads beside the main input; null if it is not known. One that is no input, or lacks a column the step reads, is reported.</summary>
    public Schema? NeedDataset(string name, IEnumerable<string> read, JsonSpan span)
    {
        if (!IsInput(name))
            Report?.Invoke(FlowDiagnostics.DatasetNotAnInput, PlaceOf(span), [name]);

        Schema? schema = OtherDataset(name);
        foreach (string column in schema is { Count: > 0 } ? read.Where(column => schema.Find(column) is null) : [])
            Report?.Invoke(FlowDiagnostics.UnknownColumnInStep, PlaceOf(span), [Step?.Label ?? "A step", column, FlowDiagnostics.DidYouMean(schema!.NearestTo(column))]);

        return schema;
    }

    /// <summary>The columns whose whole name a pattern matches. One that takes too long leaves open which they are.</summary>
    public IReadOnlyList<PrepareColumn> Matching(string pattern)
    {
        try
        {
            return ColumnScope.FullMatch(pattern) is { } regex ? [.. _columns.Where(column => regex.IsMatch(column.Name))] : [];
        }
        catch (RegexMatchTimeoutException)
        {
            Open($"the pattern '{pattern}' takes too long to match");
            return [];
        }
    }

    public int IndexOf(PrepareColumn column) => _columns.IndexOf(column);

    /// <summary>Adds an input column.</summary>
    public void AddInput(string input, SchemaColumn column) =>
        _columns.Add(new PrepareColumn(column.Name, PrepareTypes.Of(column.Type), [new ColumnOrigin(input, column.Name, OriginKind.Copied)], column));

    /// <summary>Gives a column new content: in place if there is one of that name, else as a new column after another, or at the end.</summary>
    public PrepareColumn Put(string name, StorageType type, IEnumerable<PrepareColumn> from, PrepareColumn? after)
    {
        IReadOnlyList<ColumnOrigin> origins = Derived(from);
        if (Find(name) is { } existing)
        {
            (existing.Type, existing.Origins, existing.CopyOf) = (type, origins, null);
            return existing;
        }

        var column = new PrepareColumn(name, type, origins);
        Insert(column, after);
        return column;
    }

    /// <summary>As <see cref="Put"/>, with an exact copy of another column.</summary>
    public PrepareColumn PutCopy(string name, PrepareColumn of, PrepareColumn? after)
    {
        PrepareColumn column = Put(name, of.Type, [], after);
        (column.Origins, column.CopyOf) = (of.Origins, of.CopyOf);
        return column;
    }

    /// <summary>Says that a step computes new values of a column from its old ones.</summary>
    public void Change(PrepareColumn column, StorageType? type = null)
    {
        column.Origins = Derived([column]);
        column.CopyOf = null;
        column.Type = type ?? column.Type;
    }

    /// <summary>Writes to an output column, or in place if the step has none.</summary>
    public PrepareColumn PutOrChange(PrepareColumn input, string? output, StorageType? type = null)
    {
        if (output is { Length: > 0 } && output != input.Name)
            return Put(output, type ?? StorageType.Unknown, [input], input);

        Change(input, type ?? StorageType.Unknown);
        return input;
    }

    public void Remove(PrepareColumn column) => _columns.Remove(column);

    /// <summary>Renames in place; another column that has the new name already goes.</summary>
    public void Rename(PrepareColumn column, string name)
    {
        if (Find(name) is { } taken && taken != column)
            _columns.Remove(taken);

        column.Name = name;
    }

    /// <summary>Puts columns, in this order, at an index that counts among the others.</summary>
    public void Move(IReadOnlyList<PrepareColumn> moved, Func<IReadOnlyList<PrepareColumn>, int> place)
    {
        _columns.RemoveAll(moved.Contains);
        _columns.InsertRange(place(_columns), moved);
    }

    /// <summary>Removes everything.</summary>
    public void Clear() => _columns.Clear();

    /// <summary>Says that the data decides which columns the step makes.</summary>
    public void Open(string reason)
    {
        AreComplete = false;
        if (!_openReasons.Contains(reason))
            _openReasons.Add(reason);
    }

    /// <summary>Says that the order of the columns is not known for sure.</summary>
    public void OrderUnsure(string reason) => OrderReason ??= reason;

    /// <summary>Parses a formula with the project's variables and reports what is wrong with it.</summary>
    public Formula.Formula Parse(string expression, JsonSpan span) => Report is null
        ? Formula.Formula.Parse(FormulaVariables.Expand(expression, Variable).Text)
        : FormulaFindings.Parse(expression, span, Variable, AreComplete ? [.. _columns.Select(column => column.Name)] : null, Report);

    /// <summary>The columns a formula reads that exist here, without doubles.</summary>
    public IReadOnlyList<PrepareColumn> ReadBy(Formula.Formula formula) =>
        [.. FormulaColumns.Of(formula).Named.Select(named => Find(named.Name)).OfType<PrepareColumn>().Distinct()];

    /// <summary>What DSS finds in a column that a formula fills.</summary>
    public StorageType TypeOf(Formula.Formula formula) => FormulaTypes.Stored(FormulaTypes.Infer(formula, name => Find(name)?.Type ?? StorageType.Unknown));

    /// <summary>The right-most of some columns; null if there are none.</summary>
    public PrepareColumn? RightMost(IEnumerable<PrepareColumn> columns) => columns.OrderBy(_columns.IndexOf).LastOrDefault();

    private JsonSpan PlaceOf(JsonSpan span) => span.IsKnown || Step is null ? span : Step.Span;

    private void Insert(PrepareColumn column, PrepareColumn? after)
    {
        if (_columns.Count >= MaxColumns)
        {
            IsOverfull = true;
            Open($"the steps ask for more than {MaxColumns} columns");
            return;
        }

        int index = after is null ? -1 : _columns.IndexOf(after);
        _columns.Insert(index < 0 ? _columns.Count : index + 1, column);
    }

    private IReadOnlyList<ColumnOrigin> Derived(IEnumerable<PrepareColumn> from) =>
        [.. from.SelectMany(column => column.Origins).Select(origin => origin with { Kind = OriginKind.Derived, How = Step?.Type ?? "" }).Distinct()];
}
