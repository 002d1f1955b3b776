using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DssTyped.Integration;

[Collection(PackageCollection.Name)]
public sealed class PackageLayoutTests(PackageFeed feed)
{
    // What a compiler of the Roslyn 4.8 generation brings itself.
    private static readonly string[] OfTheCompiler = ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces", "System.Collections.Immutable", "System.Reflection.Metadata", "System.Composition.AttributedModel"];

    [Fact]
    public void Every_library_that_the_analyzers_need_lies_beside_them()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf("DssTyped"));
        ZipArchiveEntry[] analyzers = [.. package.Entries.Where(entry => entry.FullName.StartsWith("analyzers/dotnet/cs/", StringComparison.Ordinal))];
        var beside = analyzers.Select(entry => Path.GetFileNameWithoutExtension(entry.Name)).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(new HashSet<string> { "DssTyped.Generator", "DssTyped.CodeFixes", "DssTyped.Flow", "System.Text.Json" }, beside);
        foreach (ZipArchiveEntry analyzer in analyzers)
        {
            string[] missing = [.. ReferencesOf(analyzer).Except(beside).Except(OfTheCompiler)];
            Assert.True(missing.Length == 0, $"{analyzer.Name} needs {string.Join(", ", missing)}");
        }
    }

    [Fact]
    public void The_native_database_comes_only_with_the_local_engine()
    {
        Assert.DoesNotContain("DuckDB", NuspecOf("DssTyped"), StringComparison.Ordinal);
        Assert.Contains("DuckDB.NET.Data.Full", NuspecOf("DssTyped.Local"), StringComparison.Ordinal);
        Assert.Contains($"id=\"DssTyped.Flow\" version=\"{feed.Version}\"", NuspecOf("DssTyped.Local"), StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_for_users_and_the_schema_of_snapshots_are_in_the_package()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf("DssTyped"));

        Assert.NotNull(package.GetEntry("buildTransitive/DssTyped.props"));
        Assert.NotNull(package.GetEntry("buildTransitive/DssTyped.targets"));
        Assert.NotNull(package.GetEntry("schema/dss-snapshot.schema.json"));
        Assert.NotNull(package.GetEntry("lib/net10.0/DssTyped.xml"));
    }

    private string NuspecOf(string name)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf(name));
        using var reader = new StreamReader(package.GetEntry($"{name}.nuspec")!.Open());
        return reader.ReadToEnd();
    }

    private static List<string> ReferencesOf(ZipArchiveEntry library)
    {
        using var content = new MemoryStream();
        using (Stream entry = library.Open())
            entry.CopyTo(content);

        content.Position = 0;
        using var image = new PEReader(content);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
