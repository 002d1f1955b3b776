using System.Text.Json.Nodes;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>The schemas that a recipe's outputs should have, derived as the compiler's checks derive them, and giving outputs theirs.</summary>
internal static class SchemaUpdateEndpoints
{
    private const string One = "/projects/{project}/recipes/{name}";
    private const string Update = "{computableType: string, computableId: string, newSchema: {columns: [{name: string, type: string, ...}], userModified: bool}, dropAndRecreate: bool, synchronizeMetastore: bool}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", One + "/schema-update", ShapeSource.ClientSource, [], project, context =>
        {
            project.Recipes.Get(context.Route("name"));
            JsonObject[] computables = [.. Computables(project, context.Route("name"))];
            return DssAnswer.JsonAsync(context, new JsonObject
            {
                ["totalIncompatibilities"] = computables.Sum(computable => computable["incompatibilities"]!.AsArray().Count), ["computables"] = new JsonArray([.. computables]),
            });
        });
        catalog.Map("POST", One + "/actions/updateOutputSchema", ShapeSource.ClientSource, [$"body {Update}"], project, context =>
        {
            project.Recipes.Get(context.Route("name"));
            JsonObject body = DssAnswer.Body(context);
            if (body["computableType"]!.GetValue<string>() != "DATASET")
                throw new DssFailureException(501, "java.lang.UnsupportedOperationException", "This server gives schemas to datasets only");
            string output = body["computableId"]!.GetValue<string>();
            JsonObject dataset = project.Datasets.Get(output);
            dataset["schema"] = body["newSchema"]!.DeepClone();
            project.Datasets.Replace(output, dataset);
            return DssAnswer.NoMessagesAsync(context);
        });
    }

    private static IEnumerable<JsonObject> Computables(ServedProject project, string name)
    {
        Snapshot snapshot = project.Definitions;
        RecipeDefinition recipe = snapshot.Recipes.First(known => known.Name == name);
        foreach (DerivedSchema derived in new FlowInference(new FlowGraph(snapshot)).Of(recipe))
        {
            if (derived.Certainty != Certainty.Exact)
                throw new DssFailureException(500, "java.lang.IllegalArgumentException", $"Cannot compute the output schema of recipe {name}: {derived.Reason}");
            if (snapshot.FindDataset(derived.Output) is not { } dataset)
                continue;

            JsonObject[] columns = [.. derived.Columns.Select(column => Column(dataset, derived, column))];
            string[] stored = [.. dataset.Schema.Select(column => $"{column.Name} {column.TypeName}")], wanted = [.. columns.Select(column => $"{column["name"]} {column["type"]}")];
            yield return new JsonObject
            {
                ["type"] = "DATASET", ["datasetName"] = dataset.Name, ["projectKey"] = project.Key, ["managed"] = true,
                ["incompatibilities"] = stored.SequenceEqual(wanted, StringComparer.Ordinal) ? [] : new JsonArray($"Columns are {string.Join(", ", stored)}, not {string.Join(", ", wanted)}"),
                ["newSchema"] = new JsonObject { ["columns"] = new JsonArray([.. columns]), ["userModified"] = false },
            };
        }
    }

    private static JsonObject Column(DatasetDefinition dataset, DerivedSchema derived, DerivedColumn column)
    {
        // Where DSS takes a type from the data, the stored one that holds it is kept.
        string type = dataset.Schema.Find(column.Name) is { } stored && derived.Allows(column, stored.Type) ? stored.TypeName
            : StorageTypes.NameOf(column.Type == StorageType.Unknown ? StorageType.String : column.Type);
        return new JsonObject { ["name"] = column.Name, ["type"] = type };
    }
}
