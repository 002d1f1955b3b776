using System.Globalization;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local.Formula;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;
using DssTyped.Local.Text;
using Xunit.Abstractions;

namespace DssTyped.Tests.Local.Prepare;

/// <summary>The types that are derived of prepared columns against the cells that running the steps gives, whatever the input's cells are.</summary>
public sealed class PrepareTypeTests(ITestOutputHelper log)
{
    private const int Rows = 80;

    [CorpusFact]
    public void Cells_of_real_recipes_have_the_derived_type_on_any_data()
    {
        int recipes = 0, cells = 0;
        List<string> wrong = [];
        foreach (string project in Corpus.Projects)
        {
            Snapshot snapshot = SnapshotImporter.ImportPath(project, new ImportOptions { ProjectKey = "P" }).Snapshot;
            var inference = new FlowInference(new FlowGraph(snapshot));
            foreach (RecipeDefinition recipe in snapshot.Recipes.Where(recipe => recipe.Type == "shaker"))
            {
                DerivedSchema derived = inference.Of(recipe)[0];
                if (derived.Certainty != Certainty.Exact || RecipeTranslators.For("shaker")!.Refuse(snapshot, recipe) is not null || Run(snapshot, recipe) is not { } result)
                    continue;

                recipes++;
                foreach (DerivedColumn column in derived.Columns.Where(column => column.Type != StorageType.Unknown))
                {
                    int at = Array.IndexOf(result.Columns, column.Name);
                    string[] written = [.. result.Rows.Select(row => row[at]).OfType<string>().Where(cell => cell.Length > 0)];
                    cells += written.Length;
                    if (written.FirstOrDefault(cell => !Fits(cell, column.Type)) is { } other)
                        wrong.Add($"{Path.GetFileName(project)}/{recipe.Name}: {column.Name} is derived as {column.Type}, but a cell is '{other}'");

                    // Of whole numbers only, DSS would make a bigint; unless it is seen that DSS computes decimals where we compute whole numbers (NumericalCombinator).
                    bool isStoredSo = snapshot.FindDataset(derived.Output)?.Schema.Find(column.Name)?.Type == StorageType.Double;
                    if (column.Type == StorageType.Double && !isStoredSo && written.Length > 0 && written.All(cell => Fits(cell, StorageType.BigInt)))
                        wrong.Add($"{Path.GetFileName(project)}/{recipe.Name}: {column.Name} is derived as Double, but all cells are whole");
                }
            }
        }

        log.WriteLine($"{recipes} recipes, {cells} cells");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(recipes > 60 && cells > 10_000, $"only {recipes} recipes ran, with {cells} cells");
    }

    private static PrepareHarness.Table? Run(Snapshot snapshot, RecipeDefinition recipe)
    {
        var random = new Random(1);
        (string Ref, Schema Schema)[] inputs = [.. recipe.Inputs.Select(input => (input.Ref, snapshot.FindDataset(input.Ref)?.Schema ?? Schema.Empty))];
        if (inputs.Any(input => input.Schema.Count == 0))
            return null;

        var variables = snapshot.Variables.Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Name, variable => variable.Value!.IsString ? variable.Value.Text : variable.Value.ToString(), StringComparer.Ordinal);
        try
        {
            return PrepareHarness.Execute(PrepareSettings.Read(recipe.Payload), inputs[0].Schema, RowsOf(inputs[0].Schema, random), Schema.Empty,
                new FormulaEnvironment(variables), [.. inputs.Skip(1).Select(input => (input.Ref, input.Schema, RowsOf(input.Schema, random).AsEnumerable()))]);
        }
        catch (RecipeFailedException)
        {
            // Such as an unfold of more values than it allows.
            return null;
        }
    }

    private static string?[][] RowsOf(Schema schema, Random random) =>
        [.. Enumerable.Range(0, Rows).Select(_ => schema.Select(column => random.Next(10) == 0 ? null : Cell(column.Type, random)).ToArray())];

    private static string Cell(StorageType type, Random random) => type switch
    {
        StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt => random.Next(-100, 100).ToString(CultureInfo.InvariantCulture),
        StorageType.Float or StorageType.Double => JavaText.Of(Math.Round((random.NextDouble() - 0.3) * 100, random.Next(3))),
        StorageType.Boolean => random.Next(2) == 0 ? "true" : "false",
        StorageType.Date => new DateTime(2000, 1, 1).AddHours(random.Next(200_000)).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        StorageType.DateOnly => new DateTime(2000, 1, 1).AddDays(random.Next(9_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => random.Next(8) switch
        {
            0 => random.Next(2_000).ToString(CultureInfo.InvariantCulture),
            1 => "0" + random.Next(99).ToString(CultureInfo.InvariantCulture),
            2 => JavaText.Of(random.NextDouble() * 10),
            3 => "true",
            4 => new DateTime(2000, 1, 1).AddDays(random.Next(9_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            5 => "10.0.0." + random.Next(256).ToString(CultureInfo.InvariantCulture),
            6 => "a_b, c" + random.Next(9).ToString(CultureInfo.InvariantCulture),
            _ => "Word",
        },
    };

    private static bool Fits(string cell, StorageType type) => type switch
    {
        StorageType.BigInt => JavaNumbers.Shape(cell) == NumberShape.Integer,
        StorageType.Double => cell is "NaN" or "Infinity" or "-Infinity" || JavaNumbers.Parse(cell) is not null,
        StorageType.Boolean => cell is "true" or "false",
        StorageType.Date => DssDates.Parse(cell) is not null,
        StorageType.DateOnly => cell.Length == 10 && DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };
}
