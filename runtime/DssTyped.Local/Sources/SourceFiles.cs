namespace DssTyped.Local.Sources;

/// <summary>The files that a dataset's rows come from.</summary>
/// <param name="Origin">Where they were found, which decides how they are written.</param>
/// <param name="Paths">Full paths, in ordinal order.</param>
internal sealed record SourceFiles(SourceOrigin Origin, IReadOnlyList<string> Paths)
{
    /// <summary>The folder that the dataset's own rules for the choice of files are about; null where they do not count.</summary>
    public string? Root { get; init; }
}

/// <summary>Where source files were found.</summary>
internal enum SourceOrigin
{
    /// <summary>Put there by the user: delimited text has a header, and is matched by its names.</summary>
    User,

    /// <summary>Files of the dataset itself, as DSS keeps them: the dataset's own format.</summary>
    Own,

    /// <summary>Data that DSS wrote into an export: tabs, no header.</summary>
    Exported,
}
