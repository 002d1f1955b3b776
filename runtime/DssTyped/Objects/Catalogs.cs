namespace DssTyped;

/// <summary>The datasets of a flow: generated code adds a property for each.</summary>
public abstract class DatasetCatalog
{
    private readonly DssFlow _flow;

    /// <summary>Called by generated code.</summary>
    protected DatasetCatalog(DssFlow flow) => _flow = flow;

    /// <summary>Every dataset.</summary>
    public IEnumerable<Dataset> All => _flow.AllObjects.OfType<Dataset>();

    /// <summary>The dataset of a DSS name, for names that are only known at run time.</summary>
    /// <exception cref="ArgumentException">The flow has no dataset of that name.</exception>
    public Dataset Get(string name) => _flow.FindObject(name) as Dataset ?? throw new ArgumentException($"The flow '{_flow.ProjectKey}' has no dataset '{name}'. Names are case-sensitive.", nameof(name));
}

/// <summary>The recipes of a flow: generated code adds a property for each.</summary>
public abstract class RecipeCatalog
{
    private readonly DssFlow _flow;

    /// <summary>Called by generated code.</summary>
    protected RecipeCatalog(DssFlow flow) => _flow = flow;

    /// <summary>Every recipe.</summary>
    public IEnumerable<Recipe> All => _flow.AllRecipes;

    /// <summary>The recipe of a DSS name, for names that are only known at run time.</summary>
    /// <exception cref="ArgumentException">The flow has no recipe of that name.</exception>
    public Recipe Get(string name) => _flow.FindRecipe(name) ?? throw new ArgumentException($"The flow '{_flow.ProjectKey}' has no recipe '{name}'. Names are case-sensitive.", nameof(name));
}
