using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;
using Microsoft.Extensions.DependencyInjection;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>A redirect is never followed: the key stays with the server it was given for.</summary>
public sealed class RedirectTests
{
    private static readonly Dictionary<string, Func<DssProject, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["read an object"] = project => project.Datasets["d"].GetSchemaAsync(),
        ["read rows"] = project => project.Datasets["d"].ReadRowsAsync(),
        ["read a file"] = project => project.ManagedFolders["f"].OpenReadAsync("a.csv"),
        ["replace"] = project => project.Datasets["d"].SetMetadataAsync([]),
        ["delete"] = project => project.Datasets["d"].DeleteAsync(),
        ["upload"] = project => project.Datasets["d"].UploadFileAsync("a.csv", new MemoryStream("a"u8.ToArray())),
        ["start a job"] = project => project.Jobs.StartAsync(BuildMode.Recursive, [new DssJobOutput("d")]),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string call in Calls.Keys)
            {
                foreach (int status in (int[])[301, 302, 303, 307, 308])
                    cases.Add(call, status);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_key_is_not_carried_to_another_host(string call, int status)
    {
        await using var other = new LoopbackServer(_ => LoopbackReply.Json("{}"));
        await using LoopbackServer server = Redirecting(other, status);
        using var client = new DssClient(new DssEngineOptions { Url = server.Url, ApiKey = "k", JobLookups = 1 });

        Exception failure = (await Record.ExceptionAsync(() => Calls[call](client.Project("P"))))!;

        DssProtocolException redirected = Assert.IsType<DssProtocolException>(failure is DssJobStartUnknownException { InnerException: AggregateException both } ? both.InnerExceptions[0] : failure);
        Assert.Contains(other.Url.Authority, redirected.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", redirected.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
        Assert.All(server.Requests.GroupBy(request => request.Method), requests => Assert.Single(requests));
    }

    [Fact]
    public async Task Connections_of_services_follow_none_either()
    {
        await using var other = new LoopbackServer(_ => LoopbackReply.Json("[]"));
        await using LoopbackServer server = Redirecting(other, 307);
        var services = new ServiceCollection();
        services.AddDssTyped(options => (options.Url, options.ApiKey, options.ProjectKey) = (server.Url, "k", "P"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await Assert.ThrowsAsync<DssProtocolException>(() => provider.GetRequiredService<DssClient>().ListProjectKeysAsync());

        Assert.Empty(other.Requests);
    }

    private static LoopbackServer Redirecting(LoopbackServer other, int status) =>
        new(request => LoopbackReply.Text("", status) with { Headers = [$"Location: {other.Url}{request.Path[1..]}?session=t0ken"] });
}
