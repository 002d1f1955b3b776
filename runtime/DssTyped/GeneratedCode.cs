using System.ComponentModel;

namespace DssTyped;

/// <summary>Ties generated code to a runtime that fits: code of generator version N refers to <c>VersionN</c>, so a mismatch of packages is one clear compile error.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCode
{
    /// <summary>Code of the generator that belongs to this runtime.</summary>
    public const int Version1 = 1;
}
