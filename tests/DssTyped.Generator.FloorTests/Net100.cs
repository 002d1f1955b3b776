using Microsoft.CodeAnalysis;

namespace Basic.Reference.Assemblies;

/// <summary>Stands in for the package of that name, which needs a newer compiler: the assemblies this test runs on.</summary>
internal static class Net100
{
    public static class References
    {
        public static IEnumerable<MetadataReference> All { get; } =
            [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) && Path.GetDirectoryName(path) != AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))
                .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
