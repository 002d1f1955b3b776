namespace DssTyped.Emit.Names;

/// <summary>Identifiers that DSS names must not take, by scope.</summary>
internal static class ReservedNames
{
    private static readonly string[] OfObject = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Members of a static class of columns; a member can't be called as its class.</summary>
    public static readonly HashSet<string> Columns = [.. OfObject, "Columns"];

    /// <summary>Members of a catalog of objects, whatever its kind, and types that every flow has.</summary>
    public static readonly HashSet<string> Catalogs =
    [
        .. OfObject, "All", "Get", "Columns", "Partition", "Row", "Result", "Proofs",
        // A type of one of these names would hide what every program uses.
        "System", "DssTyped", "Task", "Console", "Program", "Built", "BuildMode", "Column", "Dataset", "Filter", "Recipe", "RunOptions",
        "Datasets", "Recipes", "ManagedFolders", "SavedModels", "ModelEvaluationStores", "StreamingEndpoints", "KnowledgeBanks", "Scenarios", "Zones", "Variables",
    ];

    /// <summary>Members of a generated row class.</summary>
    public static readonly HashSet<string> Row = [.. OfObject, "Row", "EqualityContract", "PrintMembers"];

    /// <summary>Members of a recipe's result or of its proofs.</summary>
    public static readonly HashSet<string> Proofs = [.. OfObject, "Result", "Proofs", "Deconstruct"];

    /// <summary>Parameters that every <c>RunAsync</c> has.</summary>
    public static readonly HashSet<string> RunParameters = ["options", "cancellationToken", "proofs", "built"];
}
