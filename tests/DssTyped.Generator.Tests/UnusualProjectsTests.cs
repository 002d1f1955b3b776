using System.Text;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

/// <summary>Projects that are lawful and that nobody thinks of first.</summary>
public sealed class UnusualProjectsTests
{
    [Fact]
    public void Two_flows_of_one_name_live_in_two_namespaces_of_keywords()
    {
        GeneratorResult result = new GeneratorHost()
            .WithSnapshot(Snapshots.Clinical, "/project/a/clinical.dss.json", ("Namespace", "Acme.class.event"), ("FlowName", "Flow"))
            .WithSnapshot(Snapshots.Clinical, "/project/b/clinical.dss.json", ("Namespace", "Acme.new.Event"), ("FlowName", "Flow"))
            .WithCode("internal static class Uses { internal static (object, object) Both(Acme.@class.@event.Flow a, Acme.@new.Event.Flow b) => (a.Datasets.LabResults, b.Datasets.LabResults); }")
            .Run();

        result.AssertClean();
    }

    [Fact]
    public void Bytes_that_are_no_text_lone_surrogates_and_a_megabyte_of_comment_compile()
    {
        string json = $$"""
            {
              "formatVersion": 1, "project": { "projectKey": "ODD", "name": "\ud800\u0000\u2028" },
              "datasets": [
                { "name": "A\ud800", "shortDesc": "{{new string('x', 1_000_000)}}", "schema": { "columns": [ { "name": "\udc00", "type": "string", "comment": "{{new string('&', 1_000_000)}}" }, { "name": "\u0000", "type": "string" }, { "name": "", "type": "string" } ] } },
                { "name": "BYTES", "schema": { "columns": [ { "name": "@@", "type": "string" } ] } }
              ]
            }
            """;
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        int at = bytes.AsSpan().IndexOf("@@"u8);
        (bytes[at], bytes[at + 1]) = (0xFF, 0xC0);

        GeneratorResult result = new GeneratorHost().WithText(new TestText("/project/odd.dss.json", SourceText.From(bytes, bytes.Length, Encoding.UTF8)), ("Rows", "*")).Run();

        result.AssertClean();
        Assert.True(result.AllText.Length < 100_000, "long texts are cut");
    }

    [Fact]
    public void A_chain_of_ten_thousand_recipes_is_no_depth()
    {
        GeneratorResult result = new GeneratorHost().WithSnapshot(Snapshots.Large(10_000, 1), "/project/chain.dss.json").Run();

        Assert.Null(result.Run.Exception);
        Assert.Equal(9_999, result.Sources.Values.Sum(text => text.Split(" : global::DssTyped.Recipe\n").Length - 1));
    }
}
