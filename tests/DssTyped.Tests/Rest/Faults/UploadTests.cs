using System.Runtime.CompilerServices;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

public sealed class UploadTests
{
    [Fact]
    public async Task A_failed_upload_after_the_old_rows_were_cleared_says_that_the_dataset_is_empty()
    {
        await using var server = new LoopbackServer(Answer);
        await using DssEngine engine = DssEngine.Connect(server.Url.ToString(), "k", "P");

        DssException exception = await Assert.ThrowsAsync<DssException>(() => engine.WriteAsync(new WriteRequest("D", new DatasetSchema("D", [new("a", "string")])), new OneRow()));

        Assert.Contains("'D' was emptied", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests, request => request is { Method: "POST" });
    }

    private static LoopbackReply Answer(LoopbackRequest request) => request.Method switch
    {
        "GET" when request.Path.EndsWith("/uploaded/files", StringComparison.Ordinal) => LoopbackReply.Json("""[{"path": "old.csv", "size": 3}]"""),
        "GET" => LoopbackReply.Json("""{"name": "D", "type": "UploadedFiles", "params": {}, "schema": {"columns": []}}"""),
        "DELETE" => LoopbackReply.Json("{}"),
        _ => LoopbackReply.Error(507, "java.io.IOException", "No space left on device"),
    };

    private sealed class OneRow : IRowSource
    {
        public IReadOnlyList<string> Columns { get; } = ["a"];

        public async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield return ["x"];
        }
    }
}
