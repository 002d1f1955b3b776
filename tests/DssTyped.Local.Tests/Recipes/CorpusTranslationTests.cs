using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local.Recipes;
using Xunit.Abstractions;

namespace DssTyped.Tests.Recipes;

/// <summary>Every visual recipe of real projects is refused with a reason or runs, and then writes the columns that its schema rule derives.</summary>
public sealed class CorpusTranslationTests(ITestOutputHelper log)
{
    [CorpusFact]
    public void A_recipe_is_refused_or_writes_the_derived_columns()
    {
        using var run = new RecipeRun();
        var counts = new SortedDictionary<string, (int Ran, int Refused)>(StringComparer.Ordinal);
        List<string> wrong = [];
        foreach (string project in Corpus.Projects)
        {
            Snapshot snapshot = SnapshotImporter.ImportPath(project, new ImportOptions { ProjectKey = "CORPUS" }).Snapshot;
            var inference = new FlowInference(new FlowGraph(snapshot));
            foreach (RecipeDefinition recipe in snapshot.Recipes.Where(recipe => recipe.Type != "shaker" && RecipeTranslators.For(recipe.Type) is not null && AllKnown(recipe, snapshot)))
            {
                (int ran, int refused) = counts.GetValueOrDefault(recipe.Type);
                if (RecipeTranslators.For(recipe.Type)!.Refuse(snapshot, recipe) is { } refusal)
                {
                    counts[recipe.Type] = (ran, refused + 1);
                    log.WriteLine($"refused {recipe.Type} {Path.GetFileName(project)}/{recipe.Name}: {refusal}");
                    continue;
                }

                counts[recipe.Type] = (ran + 1, refused);
                wrong.AddRange(Compare(run, snapshot, recipe, inference).Select(difference => $"{recipe.Type} {Path.GetFileName(project)}/{recipe.Name}: {difference}"));
            }
        }

        foreach ((string type, (int ran, int refused)) in counts)
            log.WriteLine($"{type,-22}{ran,5} run{refused,5} refused");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static bool AllKnown(RecipeDefinition recipe, Snapshot snapshot) =>
        recipe.Inputs.Count > 0 && recipe.Inputs.All(input => snapshot.FindDataset(input.Ref) is { Schema.Count: > 0 }) && recipe.Outputs.All(output => snapshot.FindDataset(output.Ref) is not null);

    private static IEnumerable<string> Compare(RecipeRun run, Snapshot snapshot, RecipeDefinition recipe, FlowInference inference)
    {
        IReadOnlyDictionary<string, Table> outputs;
        string? failure = null;
        try
        {
            outputs = run.RunEmpty(snapshot, recipe);
        }
        catch (Exception error) when (error is DuckDB.NET.Data.DuckDBException or RecipeFailedException)
        {
            outputs = new Dictionary<string, Table>();
            failure = error.Message;
        }

        if (failure is not null)
            yield return failure;
        foreach (DerivedSchema derived in inference.Of(recipe).Where(derived => derived.Certainty == Certainty.Exact && outputs.ContainsKey(derived.Output)))
        {
            string expected = string.Join(", ", derived.Columns.Select(column => $"{column.Name}:{(derived.TypesFromData ? "" : StorageTypes.NameOf(column.Type))}"));
            string actual = string.Join(", ", outputs[derived.Output].Columns.Select(column => $"{column.Name}:{(derived.TypesFromData ? "" : column.Type)}"));
            if (expected != actual && !recipe.RedispatchPartitioning)
                yield return $"{derived.Output}\n  rule   {expected}\n  engine {actual}";
        }
    }
}
