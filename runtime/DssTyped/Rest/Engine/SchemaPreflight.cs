using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Before a job: the live schemas of what it reads and writes against the compiled ones.</summary>
internal static class SchemaPreflight
{
    // Above this, one list of all datasets is cheaper than a request for each.
    private const int MostSingleRequests = 8;

    public static async Task CheckAsync(DssHttp http, DssProject project, JobRequest request, CancellationToken cancellationToken)
    {
        if (request.SchemaCheck == SchemaCheck.Skip || request.CompiledSchemas.Count == 0)
            return;

        DssFlowGraph graph = await project.Flow.GetGraphAsync(cancellationToken).ConfigureAwait(false);
        HashSet<string> touched = Touched(graph, request);
        DatasetSchema[] compiled = [.. request.CompiledSchemas.Where(schema => touched.Contains(schema.Dataset))];
        IReadOnlyDictionary<string, DatasetSchema> live = await LiveAsync(project, compiled, cancellationToken).ConfigureAwait(false);
        HashSet<string> written = [.. compiled.Select(schema => schema.Dataset).Where(dataset => graph.Find(dataset) is { Predecessors.Count: > 0 })];

        var differences = new List<string>();
        foreach (DatasetSchema schema in compiled)
        {
            if (!live.TryGetValue(schema.Dataset, out DatasetSchema? there))
                differences.Add($"dataset '{schema.Dataset}' does not exist in project {project.Key}");
            // An output that was never built has no columns yet.
            else if (there.Columns.Count > 0 || !written.Contains(schema.Dataset))
                differences.AddRange(Schemas.Differences(schema, there));
        }

        if (differences.Count > 0 && request.SchemaCheck == SchemaCheck.Refuse)
            throw new DssSchemaMismatchException(differences);
        foreach (string difference in differences)
            http.Logger.SchemaDiffers(project.Key, difference);
    }

    private static HashSet<string> Touched(DssFlowGraph graph, JobRequest request)
    {
        string[] outputs = [.. request.Outputs.Select(output => output.Id)];
        if (request.Mode != BuildMode.NonRecursiveForced)
            return EnginePlan.Upstream(graph, outputs);

        HashSet<string> touched = [.. outputs];
        foreach (DssFlowNode recipe in outputs.Select(graph.Find).OfType<DssFlowNode>().SelectMany(output => output.Predecessors).Select(graph.Find).OfType<DssFlowNode>())
        {
            touched.UnionWith(recipe.Predecessors);
            touched.UnionWith(recipe.Successors);
        }

        return touched;
    }

    private static async Task<IReadOnlyDictionary<string, DatasetSchema>> LiveAsync(DssProject project, DatasetSchema[] compiled, CancellationToken cancellationToken)
    {
        var live = new Dictionary<string, DatasetSchema>(StringComparer.Ordinal);
        if (compiled.Length > MostSingleRequests)
        {
            foreach (DssDatasetSettings dataset in await project.Datasets.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
                live[dataset.Name] = Schemas.Of(dataset.Name, dataset.Schema);
            return live;
        }

        foreach (DatasetSchema schema in compiled)
        {
            try
            {
                live[schema.Dataset] = Schemas.Of(schema.Dataset, await project.Datasets[schema.Dataset].GetSchemaAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (DssNotFoundException)
            {
                // Reported by the caller, with all other differences.
            }
        }

        return live;
    }
}
