using DssTyped.Emit;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow.Snapshots;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Tests;

public sealed class FlowFilesTests
{
    private static readonly string Json = Snapshots.Large(600, 5);

    [Fact]
    public void Two_cores_print_the_same_files_as_the_command_line()
    {
        GeneratedFile[] expected = [.. FlowSources.All(Bind(FlowOptions.For("/project/clinical.dss.json", "Acme")))];

        for (int round = 0; round < 10; round++)
        {
            GeneratorHost host = new GeneratorHost().WithSnapshot(Json);
            GeneratorRunResult run = host.Driver().RunGenerators(host.Compilation()).GetRunResult().Results[0];

            Assert.Null(run.Exception);
            Assert.Equal(expected.Select(file => (file.Name, file.Text)), run.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())).OrderBy(file => file.HintName, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_file_that_both_ask_for_is_printed_once()
    {
        int printed = 0;
        FlowFile file = FlowFile.Of("model", _ =>
        {
            Interlocked.Increment(ref printed);
            return FlowSources.Flow(CatalogModel.Of(Bind(FlowOptions.For("a.dss.json", ""))));
        });

        using var start = new Barrier(2);
        GeneratedFile?[] got = new GeneratedFile?[2];
        Thread[] askers = [.. got.Select((_, i) => new Thread(() =>
        {
            start.SignalAndWait();
            got[i] = file.Printed;
        }))];
        Array.ForEach(askers, asker => asker.Start());
        Array.ForEach(askers, asker => asker.Join());

        Assert.Equal(1, printed);
        Assert.All(got, one => Assert.Same(file.Printed, one));
    }

    [Fact]
    public void Who_asks_for_a_file_that_failed_ahead_is_told()
    {
        FlowFile file = FlowFile.Of("model", _ => throw new InvalidDataException("bad"));

        Assert.Throws<InvalidDataException>(() => file.Printed);
        Assert.Throws<InvalidDataException>(() => file.Printed);
    }

    [Fact]
    public void Printing_ahead_that_is_cancelled_leaves_every_file_to_ask_for()
    {
        var files = new FlowFiles(Bind(FlowOptions.For("a.dss.json", "")));

        files.PrintAhead(new CancellationToken(canceled: true));

        Assert.Equal(64, files.Datasets.Count(file => file.Printed is not null));
        Assert.Equal(32, files.Recipes.Count(file => file.Printed is not null));
    }

    private static FlowModel Bind(FlowOptions options) => FlowBinder.Bind(SnapshotReader.Read(Json).Snapshot!, options);
}
