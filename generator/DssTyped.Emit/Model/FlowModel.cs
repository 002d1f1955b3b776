using DssTyped.Flow;

namespace DssTyped.Emit.Model;

/// <summary>Everything that is emitted for a snapshot, decided: emitters only print. Text and numbers only, so that equality is what caching needs.</summary>
/// <param name="Header">What every file says about the flow.</param>
/// <param name="Datasets">The datasets, by name.</param>
/// <param name="Recipes">The recipes, by name.</param>
/// <param name="Groups">The other kinds of object that the flow has.</param>
public sealed record FlowModel(FlowHeader Header, EquatableArray<DatasetModel> Datasets, EquatableArray<RecipeModel> Recipes, EquatableArray<ObjectGroupModel> Groups)
{
    /// <summary>Datasets of the baseline that are gone.</summary>
    public EquatableArray<DatasetModel> GoneDatasets { get; init; }

    /// <summary>Recipes of the baseline that are gone.</summary>
    public EquatableArray<GoneRecipeModel> GoneRecipes { get; init; }

    /// <summary>The number of columns over all datasets.</summary>
    public int ColumnCount => Datasets.Sum(dataset => dataset.Columns.Count);
}

/// <summary>What every generated file of a flow needs to know.</summary>
/// <param name="Namespace">The namespace of the types.</param>
/// <param name="FlowName">The flow class.</param>
/// <param name="ProjectKey">The DSS project's key.</param>
/// <param name="ProjectName">The DSS project's name.</param>
/// <param name="SnapshotFile">The snapshot's file name.</param>
public sealed record FlowHeader(string Namespace, string FlowName, string ProjectKey, string ProjectName, string SnapshotFile)
{
    /// <summary>A type of the flow, from anywhere.</summary>
    internal string Global(string typeName) => $"global::{Namespace}.{typeName}";
}

/// <summary>What documentation says about an object.</summary>
/// <param name="Summary">One sentence.</param>
/// <param name="Remarks">More paragraphs.</param>
public sealed record DocModel(string Summary, EquatableArray<string> Remarks);

/// <summary>A recipe that is gone.</summary>
/// <param name="Member">The property that it had.</param>
/// <param name="DssName">The name in DSS.</param>
/// <param name="Obsolete">What happened.</param>
public sealed record GoneRecipeModel(string Member, string DssName, ObsoleteModel Obsolete);
