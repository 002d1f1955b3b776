namespace DssTyped.Flow.Diagnostics;

/// <summary>DSS20xx: how recipes and the objects they read and write hang together. The first argument of every message is the recipe or dataset.</summary>
public static partial class FlowDiagnostics
{
    /// <summary>A recipe reads something that is gone. Arguments: recipe, reference, <see cref="DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic DanglingInput = new("DSS2001", "Recipe reads an object that is not in the project",
        "Recipe '{0}' reads '{1}', but the project has no such object.{2} Restore it in DSS or remove the input, then import the project again.", FlowSeverity.Error);

    /// <summary>A recipe writes something that is gone. Arguments: recipe, reference, <see cref="DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic DanglingOutput = new("DSS2002", "Recipe writes an object that is not in the project",
        "Recipe '{0}' writes '{1}', but the project has no such object.{2} Recreate the output in DSS or delete the recipe, then import the project again.", FlowSeverity.Warning);

    /// <summary>Recipes need each other's outputs. Arguments: first recipe, the whole way round.</summary>
    public static readonly FlowDiagnostic Cycle = new("DSS2003", "Recipes form a cycle",
        "Recipe '{0}' needs its own output: {1}. Nothing on this way can be built recursively; break it in DSS by reading one of these from a copy that no recipe of the cycle writes.", FlowSeverity.Error);

    /// <summary>Two recipes write one object. Arguments: object, recipes.</summary>
    public static readonly FlowDiagnostic TwoProducers = new("DSS2004", "Two recipes write the same object",
        "'{0}' is written by {1}, so what it holds depends on which runs last. Keep one of these recipes, or give the others an output of their own.", FlowSeverity.Error);

    /// <summary>A recipe has no outputs. Arguments: recipe.</summary>
    public static readonly FlowDiagnostic NoOutputs = new("DSS2005", "Recipe has no output",
        "Recipe '{0}' has no output, so no build can ever run it. Add an output in DSS, or delete the recipe.", FlowSeverity.Warning);

    /// <summary>A recipe type this version does not know. Arguments: recipe, type.</summary>
    public static readonly FlowDiagnostic UnknownRecipeType = new("DSS2006", "Recipe type is not known to this version",
        "Recipe '{0}' has type '{1}', which this version of DssTyped does not know; the stored schemas of its outputs are taken as they are. A newer version may check it.", FlowSeverity.Info);

    /// <summary>A partition dependency names a dimension that is missing. Arguments: recipe, dataset, dimension, <see cref="DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic PartitionDependency = new("DSS2007", "Partition dependency names a dimension that is missing",
        "The partition dependency of recipe '{0}' on '{1}' names dimension '{2}', which that dataset does not have.{3} Set the dependency again in the recipe's input settings in DSS.", FlowSeverity.Error);

    /// <summary>A recipe's output may never be built. Arguments: recipe, dataset.</summary>
    public static readonly FlowDiagnostic WriteProtected = new("DSS2008", "Recipe writes a write-protected dataset",
        "Recipe '{0}' writes '{1}', which is write-protected (flowOptions.rebuildBehavior): DSS refuses to build it. Change the rebuild behavior in the dataset's settings if it should be built.", FlowSeverity.Info);

    /// <summary>A dataset reads the files of a folder that is gone. Arguments: dataset, folder.</summary>
    public static readonly FlowDiagnostic DanglingFolder = new("DSS2009", "Dataset reads a managed folder that is not in the project",
        "Dataset '{0}' reads the files of managed folder '{1}', but the project has no such folder. Choose a folder in the dataset's settings in DSS.", FlowSeverity.Warning);

    /// <summary>A recipe refers to a model, store or bank that the snapshot does not have; exports may leave them out. Arguments: recipe, reference, role.</summary>
    public static readonly FlowDiagnostic NotExported = new("DSS2010", "Recipe uses an object that was not exported",
        "Recipe '{0}' refers to '{1}' (role '{2}'), which is not in the snapshot: it was not exported, or is gone. If it is in DSS, export the project with its models.", FlowSeverity.Info);

    /// <summary>Every rule about the flow.</summary>
    public static IReadOnlyList<FlowDiagnostic> All => AllRules;

    /// <summary>The end of a message that offers the nearest name: <c> Did you mean 'x'?</c>, or nothing if there is none.</summary>
    public static string DidYouMean(string? nearest) => nearest is null ? "" : $" Did you mean '{nearest}'?";
}
