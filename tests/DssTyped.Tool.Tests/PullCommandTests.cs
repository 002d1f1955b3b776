using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DssTyped.Rest;
using DssTyped.Tool.Output;

namespace DssTyped.Tests.Cli;

public sealed class PullCommandTests : IDisposable
{
    private const string Key = "pull-test-key";

    private readonly Tool _tool = new();

    [Fact]
    public async Task A_pulled_snapshot_has_the_bytes_of_an_imported_one_and_the_key_shows_nowhere()
    {
        string imported = await _tool.ImportAsync("clinical");

        (int code, string output) = await PullAsync(Key);

        Assert.True(code == 0, output);
        Assert.Equal(File.ReadAllText(imported), File.ReadAllText(_tool.PathOf("pulled.dss.json")));
        Assert.DoesNotContain(Key, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_said_to_be_and_nothing_is_written()
    {
        await _tool.ImportAsync("clinical");

        (int code, string output) = await PullAsync("another-key");

        Assert.Equal(1, code);
        Assert.StartsWith("error: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("another-key", output, StringComparison.Ordinal);
        Assert.False(File.Exists(_tool.PathOf("pulled.dss.json")));
    }

    [Theory]
    [InlineData("ANOTHER", "check the project key")]
    [InlineData(null, "check Url, and whether DSS runs")]
    public async Task A_project_or_server_that_is_not_there_is_said_to_be_and_the_earlier_snapshot_stays(string? project, string told)
    {
        await _tool.ImportAsync("clinical");
        _tool.Write("pulled.dss.json", "earlier");

        (int code, string output) = project is null ? await PullFromNowhereAsync() : await PullAsync(Key, project);

        Assert.Equal(1, code);
        Assert.StartsWith("error: ", output, StringComparison.Ordinal);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal("earlier", File.ReadAllText(_tool.PathOf("pulled.dss.json")));
        Assert.Equal(["pulled.dss.json"], Directory.EnumerateFiles(Path.GetDirectoryName(_tool.PathOf("pulled.dss.json"))!, "pulled*").Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(Key + "\n", 0)]
    [InlineData("", 1)]
    public async Task The_key_may_come_from_standard_input(string input, int expected)
    {
        await _tool.ImportAsync("clinical");
        TextReader before = Console.In;
        Console.SetIn(new StringReader(input));
        try
        {
            (int code, string output) = await PullAsync(null);

            Assert.True(code == expected, output);
            if (expected != 0)
                Assert.Contains("Set DSS_API_KEY, or write the key to standard input", output, StringComparison.Ordinal);
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    [Fact]
    public async Task An_address_that_is_none_is_said_to_be()
    {
        Environment.SetEnvironmentVariable("DSS_API_KEY", Key);
        try
        {
            Assert.Equal(1, await _tool.RunAsync("pull", "--url", "dss.example.com", "--project", "CLINICAL", "-o", _tool.PathOf("pulled.dss.json")));
            Assert.Contains("is no http or https address", _tool.Error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DSS_API_KEY", null);
        }
    }

    [Fact]
    public void Progress_is_one_line_that_is_taken_away_and_none_without_a_terminal()
    {
        using var terminal = new StringWriter();
        using (var line = new ProgressLine(terminal))
        {
            line.Report(new PullProgress("export", 0, null));
            line.Report(new PullProgress("datasets", 2, 12));
        }

        Assert.Equal("\r\e[KFetching export\r\e[KFetching datasets: 3 of 12\r\e[K", terminal.ToString());
        Assert.Null(ProgressLine.On(terminal));
    }

    public void Dispose() => _tool.Dispose();

    // Nothing else in this process reads the variable, and the tests of a class run one after the other.
    private async Task<(int Code, string Output)> PullAsync(string? key, string project = "CLINICAL")
    {
        using HttpListener server = Listen(out string url);
        Task serving = ServeExportAsync(server);
        try
        {
            return await PullAsync(url, key, project);
        }
        finally
        {
            server.Stop();
            await serving;
        }
    }

    private async Task<(int Code, string Output)> PullFromNowhereAsync()
    {
        Listen(out string url).Close();
        return await PullAsync(url, Key, "CLINICAL");
    }

    private async Task<(int Code, string Output)> PullAsync(string url, string? key, string project)
    {
        Environment.SetEnvironmentVariable("DSS_API_KEY", key);
        try
        {
            int code = await _tool.RunAsync("pull", "--url", url, "--project", project, "-o", _tool.PathOf("pulled.dss.json"));
            return (code, _tool.Error + _tool.Output);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DSS_API_KEY", null);
        }
    }

    private static HttpListener Listen(out string url)
    {
        // Another process may take the port between the look and the start.
        for (int tries = 1; ; tries++)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }

            var server = new HttpListener();
            server.Prefixes.Add(url);
            try
            {
                server.Start();
                return server;
            }
            catch (HttpListenerException) when (tries < 10)
            {
            }
        }
    }

    // POST /projects/KEY/export answers a zip with the project under project_config/ (documented by Dataiku).
    private async Task ServeExportAsync(HttpListener server)
    {
        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Key + ":"));
        try
        {
            while (server.IsListening)
            {
                HttpListenerContext context = await server.GetContextAsync();
                // DSS answers 403 for a project that does not exist.
                int status = context.Request.Headers["Authorization"] != expected ? 401 : context.Request.RawUrl!.EndsWith("/projects/CLINICAL/export", StringComparison.Ordinal) ? 200 : 403;
                byte[] body = status == 200 ? Export() : Encoding.UTF8.GetBytes("""{"errorType": "unauthorized", "message": "not granted"}""");
                context.Response.StatusCode = status;
                context.Response.ContentLength64 = body.Length;
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or InvalidOperationException)
        {
            // The test has what it wanted and stopped the server, maybe while the last answer was being closed.
        }
    }

    private byte[] Export()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string file in Directory.EnumerateFiles(_tool.PathOf("clinical"), "*", SearchOption.AllDirectories))
                zip.CreateEntryFromFile(file, "project_config/" + Path.GetRelativePath(_tool.PathOf("clinical"), file).Replace('\\', '/'));
        }

        return bytes.ToArray();
    }
}
