using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Tests;

public sealed class ProjectFolderTests
{
    private const string Root = "/project/dss/CLINIC";

    [Fact]
    public async Task A_project_folder_is_a_flow_without_a_snapshot()
    {
        GeneratorHost host = Folder("""{ "type": "Filesystem", "schema": { "columns": [ { "name": "patient_id", "type": "string" } ] } }""")
            .WithCode("internal static class Program { internal static object Column => Acme.Clinic.LabResults.Columns.PatientId; }");

        GeneratorResult result = host.Run().AssertClean();
        Assert.Contains("Acme.Clinic.ClinicFlow.Flow.g.cs", result.Sources.Keys);
        Assert.Empty(await host.AnalyzeAsync(result.Output));
    }

    [Fact]
    public async Task What_is_wrong_with_a_folder_is_reported_once()
    {
        GeneratorHost host = Folder("{ not json");
        Diagnostic found = Assert.Single(await host.AnalyzeAsync(host.Run().AssertClean().Output));
        Assert.Equal("DSS1016", found.Id);
    }

    private static GeneratorHost Folder(string dataset)
    {
        (string, string)[] settings = [("Kind", "ProjectFile"), ("Root", Root), ("ProjectKey", "CLINIC")];
        return new GeneratorHost()
            .WithSnapshot("{}", $"{Root}/params.json", settings)
            .WithSnapshot(dataset, $"{Root}/datasets/LAB_RESULTS.json", settings)
            .WithSnapshot("""{ "type": "python", "inputs": {}, "outputs": { "main": { "items": [ { "ref": "LAB_RESULTS" } ] } } }""", $"{Root}/recipes/compute.json", settings);
    }
}
