using DssTyped.Local.Execution;

namespace DssTyped.Local.Tests.Engine;

/// <summary>What is kept of jobs that have ended.</summary>
public sealed class JobKeepingTests
{
    private static TestFlow Flow() => new TestFlow().Dataset("src", "id:int").Dataset("out", "id:int").Sql("copy", "src", "out", "SELECT * FROM {0}", "id:int").File("src.csv", "id\n1\n2\n");

    [Fact]
    public async Task An_engine_keeps_the_last_jobs_in_memory_and_finds_earlier_ones_in_the_workspace()
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = flow.Open();
        var jobs = new List<IFlowJob>();
        for (int i = 0; i < JobList.Ended + 5; i++)
        {
            jobs.Add(await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "out")], BuildMode.RecursiveForced)));
            await jobs[^1].WaitAsync();
        }

        IFlowJob[] found = [.. await Task.WhenAll(jobs.Select(async job => (await engine.AttachJobAsync(job.Id))!))];

        // The last one is added before it has ended.
        Assert.Equal(JobList.Ended + 1, found.Zip(jobs).Count(pair => pair.First == pair.Second));
        foreach ((IFlowJob now, IFlowJob then) in found.Zip(jobs))
        {
            Assert.Equal((await then.GetStatusAsync()).Activities.Single().Rows, (await now.WaitAsync()).Activities.Single().Rows);
            Assert.Equal(await then.GetLogAsync("copy"), await now.GetLogAsync("copy"));
            Assert.Equal(await then.GetLogAsync(), await now.GetLogAsync());
            await now.AbortAsync();
            await then.AbortAsync();
        }
    }

    [Fact]
    public void Logs_of_activities_are_told_apart_whatever_names_and_texts_hold()
    {
        string folder = Directory.CreateTempSubdirectory("dss-typed-log-").FullName;
        try
        {
            string[] names = ["a", "a: 5 bytes ==", "== a: 5 bytes ==", "a ", "", "b\nc", "d\u2028e", "\u00e4\ud83d\ude00", "6 bytes ==", "b c", "b\\nc"];
            string[] texts = ["", "x", "== a: 5 bytes ==\nx\n", "\n\n", "line\nline\n", "\u20ac\ud83d\ude00\n", "half \ud83d", new string('y', 200_000), "== b", "space", "backslash"];
            for (int i = 0; i < names.Length; i++)
                JobLog.Append(folder, names[i], texts[i]);

            for (int i = 0; i < names.Length; i++)
                Assert.Equal(texts[i].Replace("half \ud83d", "half \ufffd", StringComparison.Ordinal), JobLog.Read(folder, names[i]));
            Assert.Equal("", JobLog.Read(folder, "z"));

            // A process that is killed while it writes leaves a part.
            string path = Path.Combine(folder, "job.log");
            byte[] whole = File.ReadAllBytes(path);
            for (int length = 0; length < 200; length++)
            {
                File.WriteAllBytes(path, whole[..length]);
                Assert.Contains(JobLog.Read(folder, "a: 5 bytes =="), new[] { "", "x" });
            }

            File.WriteAllText(Path.Combine(folder, "old.log"), "of an earlier version");
            Assert.Equal("of an earlier version", JobLog.Read(folder, "old"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
