namespace DssTyped.Flow.Diagnostics;

/// <summary>DSS1xxx: the snapshot file itself.</summary>
public static class SnapshotDiagnostics
{
    /// <summary>The file is no JSON.</summary>
    public static readonly FlowDiagnostic Malformed = new("DSS1001", "Snapshot is not valid JSON",
        "The snapshot is not valid JSON: {0}. Restore the file, or import the project again.", FlowSeverity.Error);

    /// <summary>The file was written by a newer version.</summary>
    public static readonly FlowDiagnostic NewerFormat = new("DSS1002", "Snapshot has a newer format",
        "The snapshot has format version {0}, but this version of DssTyped reads up to {1}. Update the DssTyped packages.", FlowSeverity.Error);

    /// <summary>The file is JSON, but no snapshot.</summary>
    public static readonly FlowDiagnostic NotASnapshot = new("DSS1003", "File is not a DSS flow snapshot",
        "The file is no snapshot of a DSS flow: {0}. Make one with 'dss-typed import' or 'dss-typed pull'.", FlowSeverity.Error);

    /// <summary>Two objects of a kind have one name.</summary>
    public static readonly FlowDiagnostic DuplicateObject = new("DSS1004", "Two objects have the same name",
        "'{0}' stands twice among the {1}; the first one counts. Import the project again, or remove one.", FlowSeverity.Error);

    /// <summary>Two columns of a dataset have one name.</summary>
    public static readonly FlowDiagnostic DuplicateColumn = new("DSS1005", "Two columns have the same name",
        "Column '{0}' stands twice in dataset '{1}'; the first one counts. Rename one in DSS and import the project again.", FlowSeverity.Error);

    /// <summary>A column has a storage type that DSS does not have.</summary>
    public static readonly FlowDiagnostic UnknownType = new("DSS1006", "Column type is not a DSS storage type",
        "Column '{0}' of dataset '{1}' has type '{2}', which is no DSS storage type; it is read as text. Use one of: {3}.", FlowSeverity.Error);

    /// <summary>The file is too large or nested too deeply.</summary>
    public static readonly FlowDiagnostic TooLarge = new("DSS1007", "Snapshot is too large or nested too deeply",
        "The snapshot can't be read: {0}. Import only a part of the project.", FlowSeverity.Error);

    /// <summary>A JSON object has a name twice.</summary>
    public static readonly FlowDiagnostic DuplicateJsonName = new("DSS1008", "Name stands twice in a JSON object",
        "In the snapshot, {0}. Remove one of them.", FlowSeverity.Warning);

    /// <summary>A value has the wrong JSON kind.</summary>
    public static readonly FlowDiagnostic WrongKind = new("DSS1009", "Value has the wrong JSON kind",
        "'{0}' of {1} must be {2}; it is ignored. Import the project again.", FlowSeverity.Error);

    /// <summary>An object has no name.</summary>
    public static readonly FlowDiagnostic MissingName = new("DSS1010", "Object has no name",
        "An entry of '{0}' has no '{1}'; it is ignored. Import the project again.", FlowSeverity.Error);

    /// <summary>No dataset has columns.</summary>
    public static readonly FlowDiagnostic NoColumns = new("DSS1011", "Snapshot has no columns",
        "None of the {0} datasets has a column, so nothing can be checked. Build the flow once in DSS, then import the project again.", FlowSeverity.Warning);

    /// <summary>There are so many columns that compiling them takes long.</summary>
    public static readonly FlowDiagnostic ManyColumns = new("DSS1012", "Snapshot has very many columns",
        "{0} columns are generated; above {1} compiling takes noticeably long. Generate less with IncludeDatasets and ExcludeDatasets, or give the snapshot a project of its own.", FlowSeverity.Info);

    /// <summary>What was given to import is no DSS project. Arguments: what was given.</summary>
    public static readonly FlowDiagnostic NotAProject = new("DSS1013", "Not a DSS project",
        "'{0}' is no DSS project: it has no params.json beside a datasets or recipes folder. Give the folder of a project in git, or the zip of a project export.", FlowSeverity.Error);

    /// <summary>What was given to import holds several projects. Arguments: what was given, the projects.</summary>
    public static readonly FlowDiagnostic SeveralProjects = new("DSS1014", "Several DSS projects",
        "'{0}' holds several DSS projects: {1}. Give the folder of one of them.", FlowSeverity.Error);

    /// <summary>The project's key is not known. Arguments: a hint.</summary>
    public static readonly FlowDiagnostic NoProjectKey = new("DSS1015", "Project key is not known",
        "A project in git does not say its key.{0} Give it with --project-key, or as ProjectKey of the DssProjectFolder item.", FlowSeverity.Error);

    /// <summary>A file of a project can't be read. Arguments: file, what is wrong.</summary>
    public static readonly FlowDiagnostic BadProjectFile = new("DSS1016", "File of the project can't be read",
        "'{0}' can't be imported: {1}. Restore the file, or export the project again.", FlowSeverity.Error);

    /// <summary>A snapshot without any column is not written. Arguments: number of datasets.</summary>
    public static readonly FlowDiagnostic NothingToCheck = new("DSS1017", "Snapshot without columns is not written",
        "None of the {0} datasets has a column, so a snapshot would look enforced and check nothing; none is written. Build the flow once in DSS, so that it stores schemas, then import again.", FlowSeverity.Error);

    /// <summary>A project key that can't be one. Arguments: the key.</summary>
    public static readonly FlowDiagnostic BadProjectKey = new("DSS1018", "Project key is not valid",
        "'{0}' can't be a project key: DSS allows letters, digits and underscores. Give the key that stands in the address of the project in DSS.", FlowSeverity.Error);

    /// <summary>Every rule about snapshots.</summary>
    public static IReadOnlyList<FlowDiagnostic> All { get; } =
        [Malformed, NewerFormat, NotASnapshot, DuplicateObject, DuplicateColumn, UnknownType, TooLarge, DuplicateJsonName, WrongKind, MissingName, NoColumns, ManyColumns,
            NotAProject, SeveralProjects, NoProjectKey, BadProjectFile, NothingToCheck, BadProjectKey];
}
