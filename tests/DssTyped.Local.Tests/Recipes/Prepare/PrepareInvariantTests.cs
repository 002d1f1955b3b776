using CsCheck;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local.Formula;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;
using Xunit.Abstractions;

namespace DssTyped.Tests.Local.Prepare;

/// <summary>What must hold for any table.</summary>
public sealed class PrepareInvariantTests(ITestOutputHelper log)
{
    private static readonly Gen<string[]> Tables =
        Gen.OneOf("", "x", "y", "xy", "1", "2.5", "x,y", "a b", "É", "[1,2]").Array[3].Select(cells => string.Join("|", cells)).Array[0, 12];

    [Fact]
    public void Keeping_and_removing_rows_by_one_test_share_the_table()
    {
        string[] tests =
        [
            """
            "type":"FilterOnValue","params":{"appliesTo":"COLUMNS","columns":["a","b"],"values":["x","1"],"matchingMode":"SUBSTRING","action":"ACTION"}
            """,
            """
            "type":"FilterOnNumericalRange","params":{"appliesTo":"SINGLE_COLUMN","columns":["a"],"min":1,"max":2.5,"action":"ACTION"}
            """,
            """
            "type":"FilterOnCustomFormula","params":{"expression":"length(a) > length(b) || c == 1","action":"ACTION"}
            """,
            """
            "type":"FilterOnBadType","params":{"appliesTo":"SINGLE_COLUMN","columns":["b"],"type":"DoubleMeaning","action":"ACTION"}
            """,
        ];
        Gen.Select(Tables, Gen.OneOf(tests)).Sample(
            (rows, test) => Run(test, "KEEP_ROW", rows) + Run(test, "REMOVE_ROW", rows) == rows.Length,
            iter: 2_000);

        static int Run(string test, string action, string[] rows) => PrepareHarness.Run("{" + test.Replace("ACTION", action, StringComparison.Ordinal) + "}", "a|b|c", rows).Rows.Count;
    }

    [Fact]
    public void Splitting_at_a_separator_and_joining_again_gives_the_text()
    {
        Tables.Sample(
            rows =>
            {
                PrepareHarness.Table split = PrepareHarness.Run("""{"type":"ColumnSplitter","params":{"inCol":"a","separator":",","outColPrefix":"p","keepEmptyChunks":true}}""", "a|b|c", rows);
                int width = split.Columns.Count(column => column.StartsWith('p'));
                return split.Rows.All(row => string.Join(",", row.Skip(1).Take(width).Where(cell => cell is not null)) == (row[0] ?? ""));
            },
            iter: 2_000);
    }

    [Fact]
    public void Folding_columns_makes_a_row_of_each_cell()
    {
        Tables.Sample(
            rows =>
            {
                PrepareHarness.Table folded = PrepareHarness.Run("""{"type":"MultiColumnFold","params":{"columns":["a","b","c"],"foldNameColumn":"n","foldValueColumn":"v"}}""", "a|b|c", rows);
                return folded.Rows.Count == 3 * rows.Length
                    && folded.Rows.Select((row, index) => row[4] == row[index % 3] && row[3] == "abc"[index % 3].ToString()).All(same => same);
            },
            iter: 2_000);
    }

    [Fact]
    public void Unfolding_marks_exactly_the_value_of_the_row()
    {
        Tables.Sample(
            rows =>
            {
                PrepareHarness.Table unfolded = PrepareHarness.Run("""{"type":"Unfold","params":{"column":"a","prefix":"is_"}}""", "a|b|c", rows);
                return unfolded.Rows.All(row => Enumerable.Range(1, unfolded.Columns.Length - 3).All(i => (row[i] == "1") == (unfolded.Columns[i] == "is_" + row[0])));
            },
            iter: 2_000);
    }

    [CorpusFact]
    public void Executed_steps_give_the_columns_that_the_schema_rule_derives()
    {
        List<string> wrong = [];
        int compared = 0, refused = 0;
        foreach (string project in Corpus.Projects)
        {
            Snapshot snapshot = SnapshotImporter.ImportPath(project, new ImportOptions { ProjectKey = "P" }).Snapshot;
            var inference = new FlowInference(new FlowGraph(snapshot));
            foreach (RecipeDefinition recipe in snapshot.Recipes.Where(recipe => recipe.Type == "shaker"))
            {
                DerivedSchema derived = inference.Of(recipe)[0];
                PrepareSettings settings = PrepareSettings.Read(recipe.Payload);
                if (snapshot.FindDataset(recipe.Inputs[0].Ref) is not { Schema.Count: > 0 } input || derived.Certainty != Certainty.Exact || snapshot.FindDataset(derived.Output) is { Dimensions.Count: > 0 })
                    continue;

                if (settings.Steps.Select(PrepareSteps.Refuse).FirstOrDefault(refusal => refusal is not null) is { } refusal)
                {
                    refused++;
                    continue;
                }

                var variables = snapshot.Variables.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Name, variable => PrepareRule.TextOf(variable.Value!), StringComparer.Ordinal);
                (string, Flow.Schemas.Schema, IEnumerable<string?[]>)[] others =
                    [.. recipe.Inputs.Skip(1).Select(item => (item.Ref, snapshot.FindDataset(item.Ref)?.Schema ?? Flow.Schemas.Schema.Empty, Enumerable.Empty<string?[]>()))];
                try
                {
                    PrepareHarness.Table result = PrepareHarness.Execute(settings, input.Schema, Rows(input.Schema.Count), Flow.Schemas.Schema.Empty, new FormulaEnvironment(variables, snapshot), others);
                    compared++;
                    if (!result.Columns.SequenceEqual(derived.Columns.Select(column => column.Name)))
                        wrong.Add($"{Path.GetFileName(project)}/{recipe.Name}: {string.Join(",", result.Columns)} instead of {string.Join(",", derived.Columns.Select(column => column.Name))}");
                }
                catch (RecipeFailedException failure)
                {
                    log.WriteLine($"{recipe.Name}: {failure.Message}");
                }
            }
        }

        log.WriteLine($"{compared} recipes run, {refused} refused");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(compared > 50);
    }

    private static IEnumerable<string?[]> Rows(int width) =>
        new string?[] { "1", null, "2020-01-31T10:00:00.000Z", "abc, def", "2.5" }.Select(cell => Enumerable.Repeat(cell, width).ToArray());
}
