namespace DssTyped.Generator;

/// <summary>The names of the generator's steps, so that tests can tell which ones an edit re-runs.</summary>
internal static class StepNames
{
    public const string Files = "DssTyped.Files";
    public const string Inputs = "DssTyped.Inputs";
    public const string Flows = "DssTyped.Flows";
    public const string Catalogs = "DssTyped.Catalogs";
    public const string Objects = "DssTyped.Objects";
    public const string Datasets = "DssTyped.Datasets";
    public const string Recipes = "DssTyped.Recipes";
    public const string RowRequests = "DssTyped.RowRequests";
    public const string Rows = "DssTyped.Rows";
}
