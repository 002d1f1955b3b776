using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots.Import;
using Xunit.Abstractions;

namespace DssTyped.Tests.Recipes;

/// <summary>What rules derive is what DSS itself stored, in real projects. What is left is explained in docs/schema-drift.md.</summary>
public sealed class CorpusSchemaTests(ITestOutputHelper log)
{
    // The least share of outputs whose names, order and types are equal; scoring and evaluation depend on the model.
    private static readonly (string Type, double Share)[] Bars =
    [
        ("distinct", 1), ("evaluation", 0.95), ("fuzzyjoin", 1), ("grouping", 129.0 / 131), ("join", 162.0 / 170), ("pivot", 17.0 / 19), ("sampling", 85.0 / 90),
        ("sort", 1), ("split", 209.0 / 222), ("sync", 144.0 / 167), ("topn", 1), ("update", 1), ("vstack", 27.0 / 30), ("window", 40.0 / 41),
    ];

    private static readonly string[] OfModels = ["clustering_cluster", "clustering_scoring", "evaluation", "prediction_scoring"];

    [CorpusFact]
    public void Derived_schemas_are_the_stored_ones_but_for_explained_drift()
    {
        ComparedOutput[] all = [.. Corpus.Projects.SelectMany(folder =>
            SchemaComparison.Of(Path.GetFileName(folder), SnapshotImporter.ImportPath(folder, new ImportOptions { ProjectKey = "CORPUS" }).Snapshot))
            .Where(output => output.Recipe.Type != "shaker")];

        log.WriteLine($"{"type",-24}{"outputs",8}{"equal",8}{"types",8}{"order",8}{"names",8}");
        foreach (var type in all.GroupBy(output => output.Recipe.Type).OrderBy(type => type.Key, StringComparer.Ordinal))
            log.WriteLine($"{type.Key,-24}{type.Count(),8}{Count(type, SchemaStatus.Equal),8}{Count(type, SchemaStatus.TypesDiffer),8}{Count(type, SchemaStatus.OrderDiffers),8}{Count(type, SchemaStatus.NamesDiffer),8}");
        foreach (ComparedOutput output in all.Where(output => output.Status != SchemaStatus.Equal))
            log.WriteLine(output.ToString());

        // Models change types of what they score in scripts that are not part of the recipe; every other rule says every type.
        Assert.DoesNotContain(all, output => !OfModels.Contains(output.Recipe.Type) && output.Derived.Columns.Any(column => column.Type == StorageType.Unknown));
        Assert.All(all.Where(output => output.Recipe.Type == "prediction_scoring"), output => Assert.Contains(output.Derived.Columns, column => column.Name == "prediction" && column.Type != StorageType.Unknown));

        foreach ((string type, double share) in Bars)
        {
            ComparedOutput[] outputs = [.. all.Where(output => output.Recipe.Type == type)];
            Assert.True(Count(outputs, SchemaStatus.Equal) >= share * outputs.Length, $"{type}: {Count(outputs, SchemaStatus.Equal)} of {outputs.Length} derived schemas are equal to the stored ones.");
        }
    }

    private static int Count(IEnumerable<ComparedOutput> outputs, SchemaStatus status) => outputs.Count(output => output.Status == status);
}
