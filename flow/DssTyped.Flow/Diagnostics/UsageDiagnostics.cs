namespace DssTyped.Flow.Diagnostics;

/// <summary>DSS3xxx: C# code that uses a flow.</summary>
public static class UsageDiagnostics
{
    /// <summary>A dataset is asked for by a name that the flow does not have. Arguments: name, flow, <see cref="FlowDiagnostics.DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic UnknownDataset = new("DSS3001", "Flow has no dataset of that name",
        "There is no dataset '{0}' in {1}.{2} Names are case-sensitive.", FlowSeverity.Error);

    /// <summary>A recipe is asked for by a name that the flow does not have. Arguments: name, flow, <see cref="FlowDiagnostics.DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic UnknownRecipe = new("DSS3002", "Flow has no recipe of that name",
        "There is no recipe '{0}' in {1}.{2} Names are case-sensitive.", FlowSeverity.Error);

    /// <summary>A row type can't be completed. Arguments: type, why.</summary>
    public static readonly FlowDiagnostic RowType = new("DSS3101", "Row type can't be generated",
        "'{0}' can't become a row type: {1}.", FlowSeverity.Error);

    /// <summary>A member of a row type is no column. Arguments: row type, member, dataset, <see cref="FlowDiagnostics.DidYouMean"/>.</summary>
    public static readonly FlowDiagnostic RowMemberName = new("DSS3102", "Row member names no column",
        "'{1}' of row type '{0}' names no column of {2}.{3} Rename it, or name the column with [DssColumn(\"...\")].", FlowSeverity.Error);

    /// <summary>A member of a row type has another type than its column. Arguments: row type, member, its type, column, the column's type.</summary>
    public static readonly FlowDiagnostic RowMemberType = new("DSS3103", "Row member has another type than its column",
        "'{1}' of row type '{0}' has type {2}, but column '{3}' has type {4}. Change it to {4}, or to {4}? if cells can be empty.", FlowSeverity.Error);

    /// <summary>A pipeline runs a recipe before what it reads is built. Arguments: recipe, input, the recipe that writes it.</summary>
    public static readonly FlowDiagnostic PipelineOrder = new("DSS3201", "Pipeline runs a recipe too early",
        "'{0}' reads {1}, which '{2}' writes later in this pipeline. Put '{2}' before '{0}'.", FlowSeverity.Error);

    /// <summary>A pipeline lacks a recipe. Arguments: recipe, input, the recipe that writes it.</summary>
    public static readonly FlowDiagnostic PipelineMissing = new("DSS3202", "Pipeline lacks a recipe",
        "'{0}' reads {1}, which '{2}' writes, but '{2}' is not in this pipeline. Put it before '{0}', or give the pipeline the proof with Given(...).", FlowSeverity.Error);

    /// <summary>A pipeline has a recipe twice. Arguments: recipe.</summary>
    public static readonly FlowDiagnostic PipelineDuplicate = new("DSS3203", "Pipeline runs a recipe twice",
        "'{0}' stands twice in this pipeline and would run twice. Remove one of them.", FlowSeverity.Error);

    /// <summary>A build is started and its task forgotten. Arguments: the call.</summary>
    public static readonly FlowDiagnostic BuildNotAwaited = new("DSS3301", "Build is not awaited",
        "The task of '{0}' is neither awaited nor kept: the program would go on before the build ends, and a failure would be lost. Put 'await' before it.", FlowSeverity.Warning);

    /// <summary>The proof a build returns is thrown away. Arguments: the call, what it builds.</summary>
    public static readonly FlowDiagnostic BuildDiscarded = new("DSS3302", "Proof of a build is thrown away",
        "'{0}' returns the proof that {1} was built, and nothing keeps it, though another recipe of the flow needs it. Keep it in a variable, or discard it with '_ ='.", FlowSeverity.Info);

    /// <summary>A proof is forged. Arguments: the parameter, what it proves.</summary>
    public static readonly FlowDiagnostic ForgedProof = new("DSS3401", "Proof is forged",
        "'{0}' must be the proof that {1} was built; null is refused when the recipe runs. Run the recipe that builds it, or call VerifyBuiltAsync() on it.", FlowSeverity.Error);

    /// <summary>A write-protected dataset is built. Arguments: dataset.</summary>
    public static readonly FlowDiagnostic BuildsWriteProtected = new("DSS3501", "Build of a write-protected dataset",
        "Dataset '{0}' is write-protected: DSS refuses to build it. Use VerifyBuiltAsync() if its data is there already, or change its rebuild behavior in DSS.", FlowSeverity.Warning);

    /// <summary>A dataset that is only built when named is built. Arguments: dataset.</summary>
    public static readonly FlowDiagnostic BuildsExplicit = new("DSS3502", "Build of a dataset with explicit rebuild",
        "Dataset '{0}' is set to be rebuilt explicitly only; this build names it, so it is rebuilt. Use VerifyBuiltAsync() if its present data will do.", FlowSeverity.Info);

    /// <summary>A recipe that the local engine can't run is run on it. Arguments: recipe, type, why.</summary>
    public static readonly FlowDiagnostic NotLocal = new("DSS3601", "Recipe can't run on the local engine",
        "Recipe '{0}' ({1}) can't run on the local engine: {2}. Run it on a DSS server, or pin its outputs' data.", FlowSeverity.Warning);

    /// <summary>Every rule about code.</summary>
    public static IReadOnlyList<FlowDiagnostic> All { get; } =
    [
        UnknownDataset, UnknownRecipe, RowType, RowMemberName, RowMemberType, PipelineOrder, PipelineMissing, PipelineDuplicate,
        BuildNotAwaited, BuildDiscarded, ForgedProof, BuildsWriteProtected, BuildsExplicit, NotLocal,
    ];
}
