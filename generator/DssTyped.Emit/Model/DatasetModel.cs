using DssTyped.Flow;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;

namespace DssTyped.Emit.Model;

/// <summary>A dataset's class.</summary>
/// <param name="TypeName">The class, and the property of the catalog.</param>
/// <param name="DssName">The name in DSS.</param>
/// <param name="Doc">Its documentation.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record DatasetModel(string TypeName, string DssName, DocModel Doc, EquatableArray<ColumnModel> Columns)
{
    /// <summary>The member of the runtime's <c>RebuildBehavior</c>.</summary>
    public string Rebuild { get; init; } = "Normal";

    /// <summary>The partitioning dimensions.</summary>
    public EquatableArray<DimensionModel> Dimensions { get; init; }

    /// <summary>Whether a full row class is generated.</summary>
    public bool HasRow { get; init; }

    /// <summary>Columns of the baseline that are gone.</summary>
    public EquatableArray<ColumnModel> GoneColumns { get; init; }

    /// <summary>What happened to a dataset that is gone; null for one that is there.</summary>
    public ObsoleteModel? Obsolete { get; init; }
}

/// <summary>A column's field.</summary>
/// <param name="Identifier">The field.</param>
/// <param name="DssName">The name in DSS.</param>
/// <param name="Type">The storage type.</param>
/// <param name="DssType">The storage type in DSS's spelling.</param>
public sealed record ColumnModel(string Identifier, string DssName, StorageType Type, string DssType)
{
    /// <summary>The meaning in DSS; null for none.</summary>
    public string? Meaning { get; init; }

    /// <summary>The comment; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>What it is made of; whole objects by what people call them.</summary>
    public EquatableArray<LineageEdge> Origins { get; init; }

    /// <summary>The property of a generated row class; empty if there is none.</summary>
    public string RowIdentifier { get; init; } = "";

    /// <summary>What happened to the column against the baseline; null for nothing that breaks code.</summary>
    public ObsoleteModel? Obsolete { get; init; }
}

/// <summary>A parameter that says which partition along one dimension.</summary>
/// <param name="DssName">The dimension's name.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Period">The period of a time dimension (<c>Year</c>, <c>Month</c>, <c>Day</c>, <c>Hour</c>), or <c>Value</c> for discrete values.</param>
public sealed record DimensionModel(string DssName, string Parameter, string Period);
