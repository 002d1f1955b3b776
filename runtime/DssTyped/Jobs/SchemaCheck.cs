namespace DssTyped;

/// <summary>What to do when a dataset's live schema is not the one the program was compiled against.</summary>
public enum SchemaCheck
{
    /// <summary>Start no job, and throw <see cref="DssSchemaMismatchException"/>.</summary>
    Refuse,

    /// <summary>Report it and go on.</summary>
    Warn,

    /// <summary>Do not look.</summary>
    Skip,
}
