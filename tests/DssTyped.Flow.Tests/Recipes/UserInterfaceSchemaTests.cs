using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using Xunit.Abstractions;

namespace DssTyped.Tests.Recipes;

/// <summary>
/// DSS's own schema rules, a second time: its recipe editor keeps the schema it computed in <c>postFilter.$status</c>. It is as old as the last look at the
/// recipe, so columns may still have the name from before they were renamed. Snapshots do not hold it; it is read from the projects' files.
/// </summary>
public sealed class UserInterfaceSchemaTests(ITestOutputHelper log)
{
    // The stored schemas of both agree with what is derived.
    private static readonly Dictionary<string, string> Outdated = new(StringComparer.Ordinal)
    {
        ["RaOOns__dataiku_handson__TEST11/compute_coffee_sales4"] = "one of the stacked inputs gained a column afterwards",
        ["dlabouesse__dku-git-branching-demo/compute_weather_partitioned_filtered_prepared_joined"] = "the type of an input's column changed afterwards",
    };

    [CorpusFact]
    public void Derived_schemas_are_those_that_the_recipe_editor_computed()
    {
        int equal = 0;
        List<string> different = [];
        foreach (string folder in Corpus.Projects)
        {
            Snapshot snapshot = SnapshotImporter.ImportPath(folder, new ImportOptions { ProjectKey = "P" }).Snapshot;
            var inference = new FlowInference(new FlowGraph(snapshot));
            foreach (RecipeDefinition recipe in snapshot.Recipes)
            {
                if (SeenInEditor(folder, recipe) is not { Length: > 0 } seen || inference.Of(recipe) is not [DerivedSchema derived, ..] || derived.Certainty != Certainty.Exact)
                    continue;

                string[] have = [.. derived.Columns.Select(column => $"{column.Name}:{StorageTypes.NameOf(column.Type)}")];
                if (seen.Select(column => Renamed(column, recipe, have)).SequenceEqual(have, StringComparer.Ordinal))
                    equal++;
                else
                    different.Add($"{Path.GetFileName(folder)}/{recipe.Name}");
            }
        }

        log.WriteLine($"{equal} equal, {different.Count} out of date");
        Assert.Equal(Outdated.Keys, different);
        Assert.True(equal > 85, $"only {equal} schemas were compared");
    }

    private static string[]? SeenInEditor(string folder, RecipeDefinition recipe)
    {
        string? file = Directory.EnumerateFiles(folder, $"{recipe.Name}.{recipe.Type}", SearchOption.AllDirectories).FirstOrDefault();
        return file is null
            ? null
            : JsonReader.Read(File.ReadAllBytes(file)).Root?.Find("postFilter")?.Find("$status")?.Find("schema")?.FindItems("columns")
                .Select(column => $"{column.FindText("name")}:{column.FindText("type")}").ToArray();
    }

    private static string Renamed(string column, RecipeDefinition recipe, string[] derived)
    {
        string name = column[..column.LastIndexOf(':')];
        return !derived.Contains(column) && recipe.Payload.Find("outputColumnNameOverrides")?.FindText(name) is { Length: > 0 } chosen ? chosen + column[name.Length..] : column;
    }
}
