namespace DssTyped.Integration;

/// <summary>A user's console project outside the repository: it knows the packages and nothing else of this project.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private const string Program = """
        using Acme.Clinical;
        using DssTyped;
        using DssTyped.Local;

        string here = AppContext.BaseDirectory;
        await using var engine = LocalEngine.Open(new LocalEngineOptions
        {
            SnapshotFile = Path.Combine(here, ClinicalFlow.SnapshotFile),
            DataFolder = args[0],
            WorkspaceFolder = Path.Combine(here, "workspace"),
        });
        var flow = new ClinicalFlow(engine);
        var (lab, notes) = await (flow.Recipes.GroupLabResultsAgg.RunAsync(), flow.Recipes.GroupClinicalNotesAgg.RunAsync());
        var training = await flow.Recipes.JoinMlTrainingData.RunAsync(lab, notes);
        long busy = 0;
        await foreach (Patient patient in training.Dataset.ReadAsync<Patient>(MlTrainingData.Columns.LabCount >= 10L))
            busy += patient.LabCount ?? 0;

        Console.WriteLine($"{await training.Dataset.CountRowsAsync()} patients, {busy} results of busy ones");

        [DssRow<MlTrainingData>]
        public sealed partial record Patient(string? PatientId, long? LabCount);
        """;

    // Blanks, letters of other languages and what the compiler's options file takes for a comment: all of them are in somebody's path.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dsstyped consumer #é-");

    public ConsumerProject(PackageFeed feed)
    {
        string thirdParty = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
            ? packages
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Write("Acme.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RootNamespace>Acme</RootNamespace>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <NoWarn>$(NoWarn);CS1591</NoWarn>
                <IsAotCompatible>true</IsAotCompatible>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{thirdParty}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="DssTyped" Version="{feed.Version}" />
                <PackageReference Include="DssTyped.Local" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", Program);
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="feed" value="{feed.Folder}" />
              </packageSources>
            </configuration>
            """);
        File.Copy(Path.Combine(PackageFeed.RepositoryRoot, "sample", "Clinical", "clinical.dss.json"), SnapshotFile);
    }

    public string SnapshotFile => Path.Combine(_folder.FullName, "clinical.dss.json");

    public static string DataFolder => Path.Combine(PackageFeed.RepositoryRoot, "sample", "Clinical", "data");

    public void Write(string name, string text)
    {
        string file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public Task<CommandResult> DotnetAsync(params string[] arguments) => Command.RunAsync(_folder.FullName, "dotnet", arguments);

    public void Dispose() => _folder.Delete(recursive: true);
}
