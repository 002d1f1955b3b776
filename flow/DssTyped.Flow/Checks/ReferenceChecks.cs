using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Checks;

/// <summary>Whether recipes and datasets refer to objects that are there, and recipes can be run at all.</summary>
internal static class ReferenceChecks
{
    public static void Run(FlowGraph graph, List<Finding> findings)
    {
        Snapshot snapshot = graph.Snapshot;
        HashSet<string> others = LabelingTasks(snapshot);
        foreach (RecipeDefinition recipe in snapshot.Recipes)
        {
            foreach (RecipeItem input in Missing(recipe.Inputs))
            {
                RecipeDefinition? producer = graph.ProducerOf(input.Ref);
                bool isData = producer is null ? IsData(input) : producer.Outputs.Any(output => output.Ref == input.Ref && WritesData(producer, output));
                if (isData)
                    findings.Add(Finding.Of(FlowDiagnostics.DanglingInput, input.Span, recipe.Name, input.Ref, Nearest(snapshot, input.Ref)));

                // What exports leave out is told once, where it is written.
                else if (producer is null)
                    findings.Add(Finding.Of(FlowDiagnostics.NotExported, input.Span, recipe.Name, input.Ref, input.Role));
            }

            foreach (RecipeItem output in Missing(recipe.Outputs))
                findings.Add(WritesData(recipe, output)
                    ? Finding.Of(FlowDiagnostics.DanglingOutput, output.Span, recipe.Name, output.Ref, Nearest(snapshot, output.Ref))
                    : Finding.Of(FlowDiagnostics.NotExported, output.Span, recipe.Name, output.Ref, output.Role));

            if (recipe.Outputs.Count == 0)
                findings.Add(Finding.Of(FlowDiagnostics.NoOutputs, recipe.Span, recipe.Name));

            if (!RecipeRules.IsKnown(recipe.Type))
                findings.Add(Finding.Of(FlowDiagnostics.UnknownRecipeType, (recipe.Raw.Find("type") ?? recipe.Raw).Span, recipe.Name, recipe.Type));

            foreach (RecipeItem output in recipe.Outputs)
            {
                if (snapshot.FindDataset(output.Ref) is { RebuildBehavior: RebuildBehavior.WriteProtect } dataset)
                    findings.Add(Finding.Of(FlowDiagnostics.WriteProtected, output.Span, recipe.Name, dataset.Name));
            }
        }

        foreach (DatasetDefinition dataset in snapshot.Datasets)
        {
            if (graph.FolderOf(dataset.Id) is { } folder && snapshot.FindFlowObject(folder) is null && !snapshot.IsForeign(folder) && graph.ProducerOf(folder) is null)
                findings.Add(Finding.Of(FlowDiagnostics.DanglingFolder, dataset.Params.Find("folderSmartId")!.Span, dataset.Name, folder));
        }

        IEnumerable<RecipeItem> Missing(IReadOnlyList<RecipeItem> items) =>
            items.Where(item => snapshot.FindFlowObject(item.Ref) is null && !snapshot.IsForeign(item.Ref) && !others.Contains(item.Ref));
    }

    // Models, stores and banks may be left out of an export; then a reference to one proves nothing.
    private static bool IsData(RecipeItem item) => item.Role is "main" or "scriptDeps" or "test" or "data";

    private static bool WritesData(RecipeDefinition recipe, RecipeItem output) =>
        output.Role is "main" or "metrics" or "unmatchedRight" or "unmatchedLeft"
        && !recipe.Type.EndsWith("_training", StringComparison.Ordinal) && !recipe.Type.EndsWith("_finetuning", StringComparison.Ordinal);

    private static string Nearest(Snapshot snapshot, string name) =>
        FlowDiagnostics.DidYouMean(NearestName.Of(name, snapshot.Datasets.Select(dataset => dataset.Name)));

    private static HashSet<string> LabelingTasks(Snapshot snapshot) =>
        new(snapshot.Raw.FindItems("labelingTasks").Select(task => task.FindText("id") ?? ""), StringComparer.Ordinal);
}
