using DssTyped.Generator.Tests.Harness;
using DssTyped.Tests;

namespace DssTyped.Generator.Tests;

public sealed class GoldenTests
{
    [Fact]
    public void A_flow_with_every_kind_of_object() =>
        Golden.Matches(new GeneratorHost().WithSnapshot(Snapshots.Clinical, settings: ("Rows", "LAB_RESULTS")).Run().AssertClean().AllText, "Clinical.g.cs");

    [Fact]
    public void Names_comments_and_descriptions_that_want_out_of_their_place() =>
        Golden.Matches(new GeneratorHost().WithSnapshot(Hostile, "/project/hostile.dss.json", ("Rows", "*")).Run().AssertClean().AllText, "Hostile.g.cs");

    [Fact]
    public void A_row_type_of_chosen_columns() =>
        Golden.Matches(
            new GeneratorHost().WithSnapshot(Snapshots.Clinical).WithCode("""
                using Acme.Clinical;
                using DssTyped;

                namespace App;

                [DssRow<LabResults>]
                internal sealed partial record Lab(string? PatientId, double Value, [property: DssColumn("taken_at")] System.DateTimeOffset? TakenAt);

                internal static partial class Outer
                {
                    [DssRow<Acme.Clinical.LabResultsAgg>]
                    internal sealed partial class Average
                    {
                        [DssColumn("value_avg")]
                        public required double Mean { get; init; }
                    }
                }
                """).Run().AssertClean().Sources.Where(source => source.Key.StartsWith("DssRow", StringComparison.Ordinal)).OrderBy(source => source.Key, StringComparer.Ordinal)
                .Aggregate("", (all, source) => all + source.Value),
            "Rows.g.cs");

    private const string Hostile = """
        {
          "formatVersion": 1,
          "project": { "projectKey": "X\"; System.Environment.Exit(1); //", "name": "</summary>\n*/ evil\u2028" },
          "datasets": [
            { "name": "a\nb", "type": "T\u0085x", "shortDesc": "line\u2028\u2029\r\nbreak </summary> & <b>", "description": "}}}\u0000\uD800 #if",
              "schema": { "columns": [
                { "name": "ToString", "type": "string" }, { "name": "Columns", "type": "int" }, { "name": "", "type": "string" },
                { "name": "class", "type": "string", "comment": "\"\\\u202E" }, { "name": "x\ty\\z", "type": "int" },
                { "name": "lab_results", "type": "string" }, { "name": "LAB_RESULTS", "type": "string" }, { "name": "Lab\u200DResults", "type": "string" },
                { "name": "\u00E9t\u00E9", "type": "string" }, { "name": "e\u0301te\u0301", "type": "string" }, { "name": "1st", "type": "string" }, { "name": "score_1_0", "type": "int" } ] } },
            { "name": "Datasets", "type": "", "schema": { "columns": [] } }, { "name": "HostileFlow", "type": "" }, { "name": "System", "type": "" }, { "name": "DssTyped", "type": "" }, { "name": "Task", "type": "" },
            { "name": "global", "type": "" }, { "name": "%", "type": "" }
          ],
          "recipes": [ { "name": "return", "type": "x\"y", "inputs": { "main": { "items": [ { "ref": "global" } ] } }, "outputs": { "main": { "items": [ { "ref": "a\nb" }, { "ref": "System" } ] } } } ]
        }
        """;
}
