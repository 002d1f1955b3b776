using DssTyped;
using DssTyped.Generator;

namespace DssTyped.GeneratorBenchmarks;

/// <summary>Where the things under test lie: beside this program, and in the SDK that runs it.</summary>
internal static class BenchmarkFiles
{
    private static readonly string[] GeneratorLibraries =
    [
        "DssTyped.Generator", "DssTyped.Emit", "DssTyped.Flow", "System.Text.Json", "System.Text.Encodings.Web", "Microsoft.Bcl.AsyncInterfaces", "System.Memory", "System.Buffers",
        "System.Numerics.Vectors", "System.Runtime.CompilerServices.Unsafe", "System.Threading.Tasks.Extensions",
    ];

    /// <summary>The folder of the .NET installation.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    /// <summary>The compiler of the newest SDK.</summary>
    public static string Compiler { get; } = Directory.GetFiles(Path.Combine(DotnetRoot, "sdk"), "csc.dll", SearchOption.AllDirectories)
        .Where(path => path.Contains("bincore", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Last();

    /// <summary>The reference assemblies of .NET 10.</summary>
    public static IEnumerable<string> References { get; } =
        Directory.GetFiles(Directory.GetDirectories(Path.Combine(DotnetRoot, "packs", "Microsoft.NETCore.App.Ref"), "10.*").Order(StringComparer.Ordinal).Last(), "*.dll", SearchOption.AllDirectories)
            .Where(path => path.Contains(Path.Combine("ref", "net10.0"), StringComparison.Ordinal));

    /// <summary>The generators that the SDK gives every project.</summary>
    public static IEnumerable<string> SdkGenerators { get; } =
        Directory.GetFiles(Path.Combine(Directory.GetDirectories(Path.Combine(DotnetRoot, "packs", "Microsoft.NETCore.App.Ref"), "10.*").Order(StringComparer.Ordinal).Last(), "analyzers", "dotnet", "cs"), "*.dll");

    /// <summary>The runtime library.</summary>
    public static string Runtime { get; } = typeof(DssFlow).Assembly.Location;

    /// <summary>The generator and what it needs beside it.</summary>
    public static IEnumerable<string> Generator { get; } = [.. GeneratorLibraries
        .Select(name => Path.Combine(Path.GetDirectoryName(typeof(DssTypedGenerator).Assembly.Location)!, name + ".dll"))
        .Where(File.Exists)];

    /// <summary>The package's props (or targets) file.</summary>
    public static string Package(string extension) => Path.Combine(AppContext.BaseDirectory, "buildTransitive", "DssTyped" + extension);
}
