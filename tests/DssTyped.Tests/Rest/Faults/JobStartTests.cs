using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

public sealed class JobStartTests
{
    [Fact]
    public async Task A_start_whose_answer_is_lost_attaches_to_the_job_it_started()
    {
        var dss = new FakeDss { ListsBeforeJobShows = 2 };
        await using LoopbackServer server = LosingStartAnswers(dss, carriedOut: true);
        using var client = new DssClient(Pipeline.Options(server.Url));

        DssJob job = await StartAsync(client);

        Assert.Equal("DONE", (await job.WaitAsync()).State);
        Assert.Equal(1, dss.JobsStarted);
    }

    [Fact]
    public async Task A_start_that_left_no_job_is_unknown_and_says_what_to_check()
    {
        var dss = new FakeDss();
        await using LoopbackServer server = LosingStartAnswers(dss, carriedOut: false);
        using var client = new DssClient(Pipeline.Options(server.Url));

        var unknown = await Assert.ThrowsAsync<DssJobStartUnknownException>(() => StartAsync(client));

        Assert.Contains("job list", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(["TOTALS"], unknown.Outputs);
        Assert.Empty(unknown.CandidateJobIds);
        Assert.Equal(0, dss.JobsStarted);
    }

    [Fact]
    public async Task A_job_started_just_before_is_not_taken_for_one_whose_start_was_lost()
    {
        var dss = new FakeDss();
        int starts = 0;
        await using var server = new LoopbackServer(request =>
            request.Method == "POST" && request.Path.EndsWith("/jobs/", StringComparison.Ordinal) && ++starts == 2 ? LoopbackReply.Broken(LoopbackFault.ResetAfterReading) : dss.Answer(request));
        using var client = new DssClient(Pipeline.Options(server.Url));
        await StartAsync(client);

        await Assert.ThrowsAsync<DssJobStartUnknownException>(() => StartAsync(client));
    }

    [Fact]
    public async Task Two_jobs_that_fit_are_both_named_and_none_is_taken()
    {
        var dss = new FakeDss();
        await using LoopbackServer server = LosingStartAnswers(dss, carriedOut: true, alsoByAnother: true);
        using var client = new DssClient(Pipeline.Options(server.Url));

        var unknown = await Assert.ThrowsAsync<DssJobStartUnknownException>(() => StartAsync(client));

        Assert.Equal(2, unknown.CandidateJobIds.Count);
    }

    [Fact]
    public async Task Cancelling_a_wait_aborts_the_job()
    {
        var dss = new FakeDss { LooksBeforeDone = int.MaxValue };
        await using var server = new LoopbackServer(dss.Answer);
        using var client = new DssClient(Pipeline.Options(server.Url));
        using var cancel = new CancellationTokenSource();
        DssJob job = await StartAsync(client);

        Task wait = job.WaitAsync(new Progress<DssJobStatus>(_ => cancel.Cancel()), cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.True(dss.WasAborted);
    }

    [Fact]
    public async Task Cancelling_a_start_whose_answer_is_late_aborts_the_job_it_started()
    {
        var dss = new FakeDss();
        using var cancel = new CancellationTokenSource();
        await using var server = new LoopbackServer(request =>
        {
            LoopbackReply answer = dss.Answer(request);
            if (request.Method != "POST" || !request.Path.EndsWith("/jobs/", StringComparison.Ordinal))
                return answer;
            cancel.Cancel();
            return LoopbackReply.Broken(LoopbackFault.Silence);
        });
        using var client = new DssClient(Pipeline.Options(server.Url));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(client, cancel.Token));

        Assert.True(dss.WasAborted);
    }

    [Fact]
    public async Task A_job_of_an_earlier_run_is_attached_to_by_its_id()
    {
        var dss = new FakeDss();
        await using var server = new LoopbackServer(dss.Answer);
        string id;
        using (var first = new DssClient(Pipeline.Options(server.Url)))
            id = (await StartAsync(first)).Id;

        await using var engine = new DssEngine(Pipeline.Options(server.Url));
        IFlowJob? job = await engine.AttachJobAsync(id);

        Assert.Equal(JobState.Done, (await job!.WaitAsync()).State);
    }

    [Fact]
    public async Task A_job_that_never_was_is_missing_and_one_that_is_gone_is_lost()
    {
        var dss = new FakeDss();
        bool gone = false;
        await using var server = new LoopbackServer(request => request.Method == "GET" && (gone || request.Path.Contains("/jobs/none/", StringComparison.Ordinal))
            ? LoopbackReply.Error(404, "com.dataiku.dip.exceptions.NotFoundException", "no such job") : dss.Answer(request));
        using var client = new DssClient(Pipeline.Options(server.Url));
        DssJob job = await StartAsync(client);

        await Assert.ThrowsAsync<DssNotFoundException>(() => client.Project(FakeDss.Project).Jobs["none"].WaitAsync());
        gone = true;

        var lost = await Assert.ThrowsAsync<DssJobLostException>(() => job.WaitAsync());
        Assert.Contains(job.Id, lost.Message, StringComparison.Ordinal);
    }

    private static Task<DssJob> StartAsync(DssClient client, CancellationToken cancellationToken = default) =>
        client.Project(FakeDss.Project).Jobs.StartAsync(BuildMode.NonRecursiveForced, [new DssJobOutput("TOTALS") { Type = "DATASET" }], cancellationToken);

    private static LoopbackServer LosingStartAnswers(FakeDss dss, bool carriedOut, bool alsoByAnother = false) => new(request =>
    {
        if (request.Method != "POST" || !request.Path.EndsWith("/jobs/", StringComparison.Ordinal))
            return dss.Answer(request);
        if (carriedOut)
            dss.Answer(request);
        if (alsoByAnother)
            dss.Answer(request);
        return LoopbackReply.Broken(LoopbackFault.ResetAfterReading);
    });
}
