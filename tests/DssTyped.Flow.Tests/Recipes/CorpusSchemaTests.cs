using DssTyped.Flow.Snapshots;
using Xunit.Abstractions;

namespace DssTyped.Tests.Flow.Recipes;

/// <summary>What rules derive is what DSS itself stored, in real projects. What is left is explained in docs/schema-drift.md.</summary>
public sealed class CorpusSchemaTests(ITestOutputHelper log)
{
    [Fact]
    public void Temp()
    {
        var all = new List<ComparedOutput>();
        foreach (string file in Directory.GetFiles("/tmp/recipes-snaps", "*.dss.json").Order(StringComparer.Ordinal))
        {
            var read = SnapshotReader.Read(File.ReadAllBytes(file));
            if (read.Snapshot is null) { log.WriteLine("no " + file); continue; }
            all.AddRange(SchemaComparison.Of(Path.GetFileName(file), read.Snapshot));
            foreach (var f in new DssTyped.Flow.Inference.FlowInference(new DssTyped.Flow.Graph.FlowGraph(read.Snapshot)).Findings)
                log.WriteLine("FINDING " + Path.GetFileName(file) + " " + f.Rule.Id + " " + f.Message);
        }
        foreach (var g in all.GroupBy(o => o.Recipe.Type).OrderBy(g => g.Key, StringComparer.Ordinal))
            log.WriteLine($"{g.Key} {g.Count()} equal {g.Count(o => o.Status == SchemaStatus.Equal)} types {g.Count(o => o.Status == SchemaStatus.TypesDiffer)} order {g.Count(o => o.Status == SchemaStatus.OrderDiffers)} names {g.Count(o => o.Status == SchemaStatus.NamesDiffer)}");
        foreach (var o in all.Where(o => o.Status != SchemaStatus.Equal))
            log.WriteLine(o.ToString());
    }
}
