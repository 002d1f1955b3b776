using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Formula;
using DssTyped.Local.Recipes;
using DssTyped.Tests.Local.Prepare;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>The engine against the plain interpreter, over random recipes.</summary>
public sealed class OracleTests
{
    private const int CasesPerType = 480;

    public static TheoryData<string> Types => [.. RandomCases.Types];

    public static TheoryData<string> Found => [.. Directory.GetFiles(CaseFile.Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).OfType<string>()];

    /// <summary>The seeds of every run; <c>DSSTYPED_ORACLE_SEEDS=FROM-TO</c> tries others.</summary>
    internal static IEnumerable<int> SeedsUpTo(int count) => Environment.GetEnvironmentVariable("DSSTYPED_ORACLE_SEEDS")?.Split('-') is [var from, var to]
        ? Enumerable.Range(int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture) - int.Parse(from, CultureInfo.InvariantCulture))
        : Enumerable.Range(0, count);

    [Theory]
    [MemberData(nameof(Types))]
    public void The_engine_agrees_with_a_plain_interpreter(string type)
    {
        using var run = new RecipeRun();
        foreach (int seed in SeedsUpTo(CasesPerType))
        {
            RecipeCase test = new RandomCases(seed).Make(type);
            if (Disagreement(run, test) is not { } found)
                continue;

            RecipeCase small = Shrink(run, test);
            string path = CaseFile.Write(small, string.Create(CultureInfo.InvariantCulture, $"{type}-{seed}"));
            Assert.Fail($"Seed {seed}: {Disagreement(run, small) ?? $"only in this order: {found}"}\n{small}\nKept as {path}: mend what is wrong, and leave the case with the tests.");
        }
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void A_case_that_once_disagreed_stays_right(string name)
    {
        using var run = new RecipeRun();
        Assert.Null(Disagreement(run, CaseFile.Read(Path.Combine(CaseFile.Folder, name + ".json"))));
    }

    [Theory]
    [InlineData("distinct")]
    [InlineData("grouping")]
    [InlineData("join")]
    [InlineData("sort")]
    public void The_engine_agrees_with_SQLite(string type)
    {
        using var run = new RecipeRun();
        using var sqlite = new SqliteRecipes();
        int compared = 0;
        for (int seed = 10_000; seed < 10_000 + CasesPerType || (compared < CasesPerType / 2 && seed < 10_000 + (8 * CasesPerType)); seed++)
        {
            RecipeCase test = new RandomCases(seed).Make(type);
            if (sqlite.Run(test) is not { } expected)
                continue;

            // SQLite has no word for some aggregates.
            Table actual = run.Run(test)["O0"];
            int[] known = [.. expected.Columns.Select(column => actual.IndexOf(column.Name))];
            actual = new Table([.. known.Select(index => actual.Columns[index])], [.. actual.Rows.Select(row => known.Select(index => row[index]).ToArray())]);
            compared++;
            Assert.True(Difference("O0", expected, actual) is null, $"Seed {seed}: {(Difference("O0", expected, actual))}\n{test}");
        }

        Assert.True(compared > CasesPerType / 4, $"Only {compared} cases were compared.");
    }

    /// <summary>What is different, or null.</summary>
    internal static string? Disagreement(RecipeRun run, RecipeCase test)
    {
        IReadOnlyDictionary<string, Table> expected;
        IReadOnlyDictionary<string, Table> actual;
        try
        {
            expected = NaiveRecipes.Run(test);
        }
        catch (OverflowException)
        {
            // A sum that no whole number can hold must fail here too, and say so, unless the filter that follows drops its row.
            string? failure = Record.Exception(() => run.Run(test))?.Message;
            bool mayDrop = failure is null && NaiveFilter.Flag(JsonNode.Parse(test.Payload)!["postFilter"], "enabled");
            return mayDrop || failure?.Contains("too large", StringComparison.Ordinal) == true ? null : $"a sum overflows, and the engine does not say so: {failure}";
        }

        try
        {
            actual = test.Type == "shaker" ? Prepared(test, expected["O0"]) : run.Run(test);
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            return failure.ToString();
        }

        return expected.Select(output => Difference(output.Key, output.Value, actual[output.Key])).FirstOrDefault(difference => difference is not null);
    }

    // Which columns there are counts; where they stand is checked against the schemas that DSS stored.
    private static Dictionary<string, Table> Prepared(RecipeCase test, Table expected)
    {
        Table input = test.Inputs["I0"];
        PrepareHarness.Table result = PrepareHarness.Execute(
            PrepareSettings.Read(JsonReader.Read(test.Payload).Root!), new Schema([.. input.Columns.Select(column => new SchemaColumn(column.Name, StorageType.String))]), input.Rows.Select(row => (string?[])[.. row]), Schema.Empty, FormulaEnvironment.Empty);
        int[] order = [.. expected.Columns.Select(column => Array.IndexOf(result.Columns, column.Name)).Concat(Enumerable.Range(0, result.Columns.Length)).Where(index => index >= 0).Distinct()];
        return new Dictionary<string, Table> { ["O0"] = new([.. order.Select(index => (result.Columns[index], "string"))], [.. result.Rows.Select(row => order.Select(index => row[index]).ToArray())]) };
    }

    private static string? Difference(string name, Table expected, Table actual)
    {
        bool same = expected.Columns.SequenceEqual(actual.Columns) && expected.Rows.Count == actual.Rows.Count
            && expected.Rows.Zip(actual.Rows).All(rows => rows.First.Select((cell, index) => Same(cell, rows.Second[index], expected.Columns[index].Type)).All(equal => equal));
        return same ? null : $"output {name}\nexpected {expected}\nactual   {actual}";
    }

    // Means and deviations are rounded in other places, and where rows are sorted or grouped by it, DuckDB's zero has no sign.
    private static bool Same(string? expected, string? actual, string type) =>
        expected == actual
        || (type is ("float" or "double") && expected is ("0.0" or "-0.0") && actual is ("0.0" or "-0.0"))
        || (type == "double" && expected is not null && actual is not null
            && Math.Abs(double.Parse(expected, CultureInfo.InvariantCulture) - double.Parse(actual, CultureInfo.InvariantCulture)) < 1e-9 * Math.Max(1, Math.Abs(double.Parse(expected, CultureInfo.InvariantCulture))));

    // Takes rows away as long as the two still disagree.
    private static RecipeCase Shrink(RecipeRun run, RecipeCase test)
    {
        bool smaller = true;
        while (smaller)
        {
            smaller = false;
            foreach ((string name, Table table) in test.Inputs)
            {
                for (int row = 0; row < table.Rows.Count && !smaller; row++)
                {
                    RecipeCase candidate = test with { Inputs = new Dictionary<string, Table>(test.Inputs) { [name] = table with { Rows = [.. table.Rows.Where((_, index) => index != row)] } } };
                    if (Disagreement(run, candidate) is not null)
                        (test, smaller) = (candidate, true);
                }

                if (smaller)
                    break;
            }
        }

        return test;
    }
}
