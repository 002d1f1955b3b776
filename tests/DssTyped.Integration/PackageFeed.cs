using System.Reflection;

namespace DssTyped.Integration;

/// <summary>The packages, packed once from what was built, in a folder that serves as a feed.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private static readonly string[] Projects = ["flow/DssTyped.Flow", "runtime/DssTyped", "runtime/DssTyped.Local", "tool/DssTyped.Tool"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("dsstyped-feed-").FullName;

    // A version nobody has seen: a package cache keeps the first content it gets for a version.
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    public static string RepositoryRoot { get; } = Path.GetFullPath(MetadataOf("RepositoryRoot"));

    public string PathOf(string package) => Path.Combine(Folder, $"{package}.{Version}.nupkg");

    public async Task InitializeAsync()
    {
        foreach (string project in Projects)
            (await Command.RunAsync(RepositoryRoot, "dotnet", "pack", project, "--no-build", "-c", MetadataOf("Configuration"), "-o", Folder, $"-p:PackageVersion={Version}", "-nologo")).Succeeded();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    private static string MetadataOf(string key) =>
        typeof(PackageFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
