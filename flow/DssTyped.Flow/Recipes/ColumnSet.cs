using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes;

/// <summary>The columns that a stage of a recipe works on: an input's, and those computed from them, each with its origin.</summary>
internal sealed class ColumnSet
{
    private readonly List<DerivedColumn> _columns = [];
    private readonly InferenceContext _context;
    private readonly string _source;

    private ColumnSet(InferenceContext context, string source, bool isKnown)
    {
        _context = context;
        _source = source;
        IsKnown = isKnown;
    }

    /// <summary>Whether the columns are known at all: a foreign dataset's are not, nor are those of one that was never built.</summary>
    public bool IsKnown { get; }

    public IReadOnlyList<DerivedColumn> Columns => _columns;

    /// <summary>The columns of an input after its filter and computed columns, both of which are checked.</summary>
    public static ColumnSet Of(InferenceContext context, InferenceInput? input, FilterSettings? filter = null, EquatableArray<ComputedColumn> computed = default)
    {
        var set = new ColumnSet(context, input?.Ref ?? "", input?.KnownSchema is { Count: > 0 });
        foreach (SchemaColumn column in input?.Schema ?? Schema.Empty)
            set._columns.Add(new DerivedColumn(column.Name, column.Type, [new ColumnOrigin(input!.Ref, column.Name, OriginKind.Copied)]) { CopyOf = column });

        if (filter is not null)
            FilterChecks.Check(filter, set, context);
        set.Compute(computed);
        return set;
    }

    /// <summary>The columns of a recipe's output, for what comes after the action; renamed ones also by the names they had before, by which filters know them.</summary>
    public static ColumnSet Of(InferenceContext context, OutputBuilder output, bool isKnown, OutputNames? names = null)
    {
        var set = new ColumnSet(context, output.Item.Ref, isKnown);
        set._columns.AddRange(output.Columns);
        foreach (OutputName name in names?.Renamings ?? [])
        {
            if (set.Find(name.Chosen) is { } renamed)
                set._columns.Add(renamed.Named(name.Default));
        }

        return set;
    }

    public DerivedColumn? Find(string name) => _columns.Find(column => column.Name == name);

    /// <summary>The column a setting names. One that does not exist is reported and stands in with an unknown type, so that the output keeps its shape.</summary>
    public DerivedColumn Take(ColumnRef column) => Find(column.Name) ?? Missing(column);

    /// <summary>Checks that a setting's column exists.</summary>
    public void Check(ColumnRef? column)
    {
        if (column is not null)
            Take(column);
    }

    /// <summary>Adds computed columns; one with the name of another replaces it in place.</summary>
    public void Compute(EquatableArray<ComputedColumn> computed)
    {
        foreach (ComputedColumn column in computed)
        {
            var added = new DerivedColumn(column.Name, column.Type, ExpressionColumns.OriginsOf(column, this, _context));
            int at = _columns.FindIndex(other => other.Name == column.Name);
            if (at >= 0)
                _columns[at] = added;
            else
                _columns.Add(added);
        }
    }

    public string? NearestTo(string name) => NearestName.Of(name, _columns.Select(column => column.Name));

    private DerivedColumn Missing(ColumnRef column)
    {
        if (IsKnown)
            _context.Report(FlowDiagnostics.UnknownColumn, column.Span, _context.Recipe.Name, column.Name, _source, FlowDiagnostics.DidYouMean(NearestTo(column.Name)));

        return new DerivedColumn(column.Name, StorageType.Unknown, [new ColumnOrigin(_source, column.Name, OriginKind.Unknown)]);
    }
}
