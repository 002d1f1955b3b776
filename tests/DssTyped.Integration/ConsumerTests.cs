namespace DssTyped.Integration;

[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(PackageFeed feed)
{
    [Fact]
    public async Task A_project_with_the_packages_builds_runs_and_stops_at_the_line_of_a_broken_snapshot()
    {
        using var project = new ConsumerProject(feed);

        (await project.DotnetAsync("build", "-nologo")).Succeeded();
        string output = (await project.DotnetAsync("run", "--no-build", "--", ConsumerProject.DataFolder)).Succeeded();
        Assert.Contains("600 patients, 1072 results of busy ones", output, StringComparison.Ordinal);

        string snapshot = await File.ReadAllTextAsync(project.SnapshotFile);
        string[] lines = snapshot.Split('\n');
        int line = Array.FindIndex(lines, text => text.Contains("\"sentiment\"", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("\"double\"", "\"dobule\"", StringComparison.Ordinal);
        int column = lines[line].IndexOf("\"dobule\"", StringComparison.Ordinal) + 1;
        await File.WriteAllTextAsync(project.SnapshotFile, string.Join('\n', lines));

        CommandResult broken = await project.DotnetAsync("build", "--no-restore", "-nologo");
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains(FormattableString.Invariant($"clinical.dss.json({line + 1},{column}): error DSS1006:"), broken.Output, StringComparison.Ordinal);

        project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.DSS1006.severity = none\n");
        Assert.DoesNotContain("DSS1006", (await project.DotnetAsync("build", "--no-restore", "-nologo")).Succeeded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_line_left_out_is_a_compile_error_that_names_what_is_missing()
    {
        using var project = new ConsumerProject(feed);
        project.Write("Program.cs", """
            using Acme.Clinical;
            using DssTyped;

            static async Task Train(ClinicalFlow flow)
            {
                Built<LabResultsAgg> lab = await flow.Recipes.GroupLabResultsAgg.RunAsync();
                Built<MlTrainingData> training = await flow.Recipes.JoinMlTrainingData.RunAsync(lab);
            }

            await Train(null!);
            """);

        CommandResult result = await project.DotnetAsync("build", "-nologo");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("error CS7036", result.Output, StringComparison.Ordinal);
        Assert.Contains("clinicalNotesAgg", result.Output, StringComparison.Ordinal);
    }

    /// <summary>Everything that paths can be given for, below a folder with blanks, a number sign and an accent.</summary>
    [Fact]
    public async Task Baselines_and_project_folders_are_found_wherever_the_project_lies()
    {
        using var project = new ConsumerProject(feed);
        string snapshot = await File.ReadAllTextAsync(project.SnapshotFile);
        project.Write("before #1/clinical.dss.json", snapshot.Replace("\"sentiment\"", "\"mood\"", StringComparison.Ordinal));
        project.Write("dss #1/params.json", "{}");
        project.Write("dss #1/datasets/LAB.json", """{"type": "Inline", "schema": {"columns": [{"name": "id", "type": "bigint"}]}}""");
        project.Write("Directory.Build.props", """
            <Project>
              <ItemGroup>
                <DssSnapshot Include="clinical.dss.json" Baseline="before #1/clinical.dss.json" />
                <DssProjectFolder Include="dss #1" ProjectKey="FOLDER" Namespace="Acme.Folder" />
              </ItemGroup>
            </Project>
            """);
        project.Write("Program.cs", """
            System.Console.WriteLine($"{Acme.Folder.Lab.Columns.Id} {Acme.Clinical.ClinicalNotes.Columns.Mood}");
            """);

        CommandResult result = await project.DotnetAsync("build", "-nologo");

        Assert.Contains("error DSS4001", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_sdk_is_told_what_it_needs_instead_of_finding_no_types()
    {
        using var project = new ConsumerProject(feed);

        CommandResult result = await project.DotnetAsync("build", "-nologo", "-p:NETCoreSdkVersion=7.0.410");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("error DSS1031: DssTyped needs the .NET SDK 8.0.100", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS0103", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_of_an_older_style_and_of_other_languages_take_the_package_without_a_warning()
    {
        using var project = new ConsumerProject(feed);
        project.Write("Program.cs", """
            public static class Program
            {
                public static void Main() => System.Console.WriteLine(Acme.Clinical.ClinicalFlow.SnapshotFile + Acme.XY41.XY41Flow.SnapshotFile);
            }
            """);
        project.Write("old style/x;y %41.dss.json", await File.ReadAllTextAsync(project.SnapshotFile));
        project.Write("basic/Basic.vbproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>../packages</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="DssTyped" Version="{feed.Version}" />
                <DssSnapshot Include="../clinical.dss.json" />
              </ItemGroup>
            </Project>
            """);

        (await project.DotnetAsync("build", "Acme.csproj", "-nologo", "-p:Nullable=disable", "-p:ImplicitUsings=disable", "-p:LangVersion=10")).Succeeded();
        (await project.DotnetAsync("build", "basic/Basic.vbproj", "-nologo")).Succeeded();
    }
}
