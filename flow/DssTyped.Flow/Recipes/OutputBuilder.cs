using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes;

/// <summary>Collects the columns of one output. A column is added together with its origin, so lineage can't be forgotten.</summary>
internal sealed class OutputBuilder(RecipeItem item, DssObject? target)
{
    /// <summary>No dataset has so many columns. A few lines of settings can ask for billions, which no compiler could hold.</summary>
    public const int MaxColumns = 100_000;

    private readonly List<DerivedColumn> _columns = [];

    public RecipeItem Item { get; } = item;

    public string Role => Item.Role;

    /// <summary>The output dataset; null if it is no dataset of this project.</summary>
    public DatasetDefinition? Dataset { get; } = target as DatasetDefinition;

    public IReadOnlyList<DerivedColumn> Columns => _columns;

    public Certainty Certainty { get; private set; } = Certainty.Exact;

    public bool TypesFromData { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Whether further columns are left out.</summary>
    public bool IsFull => _columns.Count >= MaxColumns;

    public bool Has(string name) => _columns.Exists(column => column.Name == name);

    /// <summary>Adds a column that is a copy of an input's.</summary>
    public void Pass(InferenceInput input, SchemaColumn column, string? name = null) =>
        Add(new DerivedColumn(name ?? column.Name, column.Type, EquatableArray.TakeOver([new ColumnOrigin(input.Ref, column.Name, OriginKind.Copied)])) { CopyOf = column });

    /// <summary>Adds a column computed from columns of inputs.</summary>
    public void Derive(string name, StorageType type, string how, params (InferenceInput Input, string Column)[] from) =>
        Add(new DerivedColumn(name, type, from.Select(origin => new ColumnOrigin(origin.Input.Ref, origin.Column, OriginKind.Derived, how)).ToEquatableArray()));

    /// <summary>Adds a finished column.</summary>
    public void Add(DerivedColumn column)
    {
        if (!IsFull)
            _columns.Add(column);
        else
            Limit(Certainty.Opaque, $"the settings ask for more than {MaxColumns} columns");
    }

    /// <summary>Replaces everything added so far.</summary>
    public void Replace(IEnumerable<DerivedColumn> columns)
    {
        DerivedColumn[] all = [.. columns];
        _columns.Clear();
        _columns.AddRange(all);
    }

    /// <summary>Says that the columns depend on more than settings and schemas. The least certain word stays.</summary>
    public void Limit(Certainty certainty, string reason)
    {
        if (certainty > Certainty)
            (Certainty, Reason) = (certainty, reason);
    }

    /// <summary>Says that DSS takes the types from the data.</summary>
    public void TakeTypesFromData() => TypesFromData = true;

    public DerivedSchema Build() => new(Item.Ref, _columns.ToEquatableArray(), Certainty, TypesFromData, Reason);
}
