using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local.Recipes;
using DssTyped.Local.Sources;
using DssTyped.Local.Text;

namespace DssTyped.Local.Tests.Exact;

/// <summary>Compares what the engine computes with what DSS computed, recipe by recipe: each gets the inputs that DSS had.</summary>
internal static class ExportComparison
{
    /// <summary>Compares every output of a project that an export has computed data of.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="export">The folder of the export's data.</param>
    /// <param name="workspace">A folder to work in.</param>
    public static async Task<IReadOnlyList<OutputComparison>> RunAsync(string project, string export, string workspace)
    {
        Snapshot snapshot = SnapshotImporter.ImportPath(project, new ImportOptions { ProjectKey = "EXPORT" }).Snapshot;
        var graph = new FlowGraph(snapshot);
        var finder = new SourceFinder(export);
        var results = new List<OutputComparison>();
        foreach (RecipeDefinition recipe in graph.RecipesInOrder)
        {
            DatasetDefinition[] computed = [.. graph.OutputsOf(recipe).Select(snapshot.FindDataset).OfType<DatasetDefinition>().Where(output => finder.FindExported(output.Name) is not null)];
            if (computed.Length == 0 || RecipeTranslators.For(recipe.Type) is not { } translator || translator.Refuse(snapshot, recipe) is not null)
                continue;

            await using LocalEngine engine = LocalEngine.Open(new LocalEngineOptions { Snapshot = snapshot, DataFolder = export, WorkspaceFolder = Path.Combine(workspace, recipe.Name.GetHashCode(StringComparison.Ordinal).ToString("x8", System.Globalization.CultureInfo.InvariantCulture)) });
            if (!PinInputs(engine, graph, recipe, finder))
                continue;

            IFlowJob job = await engine.StartJobAsync(new JobRequest([.. computed.Select(output => new JobOutput(FlowObjectType.Dataset, output.Name))], BuildMode.NonRecursiveForced));
            JobResult result = await job.WaitAsync();
            foreach (DatasetDefinition output in computed)
            {
                results.Add(result.Succeeded
                    ? await CompareAsync(engine, output, finder.FindExported(output.Name)!)
                    : new OutputComparison(output.Name, 0, 0, 0, [$"failed: {string.Join("; ", result.Failures.Select(failure => failure.FirstFailure))}"]));
            }
        }

        return results;
    }

    // A recipe is compared only where the export has the very inputs that DSS had: what would be computed anew may differ from what DSS read when it built the output.
    private static bool PinInputs(LocalEngine engine, FlowGraph graph, RecipeDefinition recipe, SourceFinder finder)
    {
        foreach (string input in graph.InputsOf(recipe))
        {
            if (graph.ProducerOf(input) is null)
            {
                if (finder.Find(input) is null)
                    return false;
            }
            else if (finder.FindExported(input) is { } files)
            {
                engine.Pin(input, Path.GetDirectoryName(files.Paths[0])!);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<OutputComparison> CompareAsync(LocalEngine engine, DatasetDefinition output, SourceFiles files)
    {
        SourceRecord[] expected = [.. files.Paths.SelectMany(path => CsvSource.Read(new SourceRead(output, output.Schema, path, files.Origin, new WarningList(), CancellationToken.None))
            .Select(record => record with { Cells = [.. record.Cells] }))];
        await using RowReader reader = await engine.OpenReaderAsync(new ReadRequest(output.Name));
        (long cells, long different, long lastDigit) = (0, 0, 0);
        var examples = new List<string>();
        int row = 0;
        for (; await reader.ReadAsync(); row++)
        {
            for (int i = 0; i < reader.Columns.Count; i++)
            {
                string computed = RowText.Of(reader, i) ?? "";
                string stored = row < expected.Length && i < expected[row].Cells.Length ? expected[row].Cells[i] ?? "" : "(no such cell)";
                cells++;
                if (computed == stored)
                    continue;
                if (IsLastDigit(computed, stored))
                {
                    lastDigit++;
                    continue;
                }

                different++;
                if (examples.Count < 10)
                    examples.Add(FormattableString.Invariant($"row {row + 1}, {reader.Columns[i].Name}: DSS '{stored}', here '{computed}'"));
            }
        }

        if (row != expected.Length)
        {
            different += Math.Abs(expected.Length - row) * (long)reader.Columns.Count;
            examples.Insert(0, FormattableString.Invariant($"{expected.Length} rows in DSS, {row} here"));
        }

        return new OutputComparison(output.Name, cells, different, lastDigit, examples);
    }

    private static bool IsLastDigit(string computed, string stored) =>
        CellParser.TryDouble(computed, out double a) && CellParser.TryDouble(stored, out double b) && Math.Abs(a - b) <= Math.Abs(b) * 1e-15 * 4;
}

/// <summary>How an output compares.</summary>
/// <param name="Dataset">The output.</param>
/// <param name="Cells">The cells compared.</param>
/// <param name="Different">Those that differ.</param>
/// <param name="LastDigit">Those that differ in the last digits of a double only.</param>
/// <param name="Examples">The first differences.</param>
internal sealed record OutputComparison(string Dataset, long Cells, long Different, long LastDigit, IReadOnlyList<string> Examples);
