using DssTyped.Flow;

namespace DssTyped.Emit.Model;

/// <summary>What the flow class and its catalogs need: names only, so that a changed column does not touch their file.</summary>
/// <param name="Header">The flow.</param>
/// <param name="Datasets">The datasets.</param>
/// <param name="Recipes">The recipes.</param>
/// <param name="Groups">The names of the other catalogs.</param>
public sealed record CatalogModel(FlowHeader Header, EquatableArray<CatalogEntry> Datasets, EquatableArray<CatalogEntry> Recipes, EquatableArray<string> Groups)
{
    /// <summary>The catalogs of a flow.</summary>
    public static CatalogModel Of(FlowModel flow) => new(
        flow.Header,
        flow.Datasets.Select(dataset => new CatalogEntry(dataset.TypeName, dataset.TypeName, dataset.Doc.Summary)).ToEquatableArray(),
        flow.Recipes.Select(recipe => new CatalogEntry(recipe.TypeName, recipe.Member, recipe.Doc.Summary)).ToEquatableArray(),
        flow.Groups.Select(group => group.Kind.Catalog).ToEquatableArray())
    {
        GoneDatasets = flow.GoneDatasets,
        GoneRecipes = flow.GoneRecipes,
    };

    /// <summary>Datasets that are gone.</summary>
    public EquatableArray<DatasetModel> GoneDatasets { get; init; }

    /// <summary>Recipes that are gone.</summary>
    public EquatableArray<GoneRecipeModel> GoneRecipes { get; init; }
}

/// <summary>A property of a catalog.</summary>
/// <param name="TypeName">Its type.</param>
/// <param name="Member">Its name.</param>
/// <param name="Summary">Its documentation.</param>
public sealed record CatalogEntry(string TypeName, string Member, string Summary);
