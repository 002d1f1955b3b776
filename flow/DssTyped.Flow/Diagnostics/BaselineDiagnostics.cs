namespace DssTyped.Flow.Diagnostics;

/// <summary>DSS4xxx: what has changed against an older snapshot. The last argument of every message is its cause or hint, with a leading blank, or empty.</summary>
public static class BaselineDiagnostics
{
    /// <summary>Arguments: column, dataset, cause and replacement.</summary>
    public static readonly FlowDiagnostic ColumnRemoved = new("DSS4001", "Column was removed",
        "Column '{0}' of dataset '{1}' is gone.{2}", FlowSeverity.Error);

    /// <summary>Arguments: column, dataset, old type, new type, cause.</summary>
    public static readonly FlowDiagnostic ColumnRetyped = new("DSS4002", "Column has another type",
        "Column '{0}' of dataset '{1}' was {2} and is now {3}, which does not hold all old values.{4} Change the code that reads it to the new type.", FlowSeverity.Error);

    /// <summary>Arguments: dataset, hint.</summary>
    public static readonly FlowDiagnostic DatasetRemoved = new("DSS4003", "Dataset was removed",
        "Dataset '{0}' is gone.{1}", FlowSeverity.Error);

    /// <summary>Arguments: recipe, hint.</summary>
    public static readonly FlowDiagnostic RecipeRemoved = new("DSS4004", "Recipe was removed",
        "Recipe '{0}' is gone.{1}", FlowSeverity.Error);

    /// <summary>Arguments: recipe, what changed, hint.</summary>
    public static readonly FlowDiagnostic RecipeSignature = new("DSS4005", "Recipe has other inputs or outputs",
        "Recipe '{0}' {1}.{2} Change the calls that run it.", FlowSeverity.Error);

    /// <summary>Arguments: dataset, old dimensions, new dimensions, hint.</summary>
    public static readonly FlowDiagnostic PartitioningChanged = new("DSS4006", "Dataset is partitioned in another way",
        "Dataset '{0}' was partitioned by {1} and is now partitioned by {2}.{3} Change the partitions that code names.", FlowSeverity.Error);

    /// <summary>Arguments: object, kind, hint.</summary>
    public static readonly FlowDiagnostic ObjectRemoved = new("DSS4007", "Object was removed",
        "The {1} '{0}' is gone.{2}", FlowSeverity.Error);

    /// <summary>Arguments: new name, kind, old name, hint.</summary>
    public static readonly FlowDiagnostic ObjectRenamed = new("DSS4008", "Object has another name",
        "The {1} '{2}' is now called '{0}'.{3} Use the new name.", FlowSeverity.Error);

    /// <summary>Arguments: dataset, hint.</summary>
    public static readonly FlowDiagnostic NowWriteProtected = new("DSS4009", "Dataset is now write-protected",
        "Dataset '{0}' is now write-protected: building it fails.{1}", FlowSeverity.Error);

    /// <summary>Arguments: column, dataset, old type, new type, cause.</summary>
    public static readonly FlowDiagnostic ColumnWidened = new("DSS4101", "Column has a wider type",
        "Column '{0}' of dataset '{1}' was {2} and is now {3}, which holds all old values.{4}", FlowSeverity.Warning);

    /// <summary>Arguments: object, kind, hint.</summary>
    public static readonly FlowDiagnostic ObjectAdded = new("DSS4201", "Object was added",
        "The {1} '{0}' is new.{2}", FlowSeverity.Info);

    /// <summary>Arguments: column, dataset, type, cause.</summary>
    public static readonly FlowDiagnostic ColumnAdded = new("DSS4202", "Column was added",
        "Column '{0}' of dataset '{1}' is new ({2}).{3}", FlowSeverity.Info);

    /// <summary>Arguments: object, kind, what, hint.</summary>
    public static readonly FlowDiagnostic SettingsChanged = new("DSS4301", "Settings were changed",
        "The {1} '{0}' has other {2}: code compiles as before, values may differ.{3}", FlowSeverity.Info);

    /// <summary>Every rule about changes.</summary>
    public static IReadOnlyList<FlowDiagnostic> All { get; } =
    [
        ColumnRemoved, ColumnRetyped, DatasetRemoved, RecipeRemoved, RecipeSignature, PartitioningChanged, ObjectRemoved, ObjectRenamed, NowWriteProtected,
        ColumnWidened, ObjectAdded, ColumnAdded, SettingsChanged,
    ];
}
