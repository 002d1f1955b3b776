using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace DssTyped.Rest.Transport;

/// <summary>One call of the API before it is put on the wire; the same instance serves every try.</summary>
internal sealed class DssRequest
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly StringBuilder _query = new();
    private Func<HttpContent>? _content;
    private bool _left;

    private DssRequest(HttpMethod method, DssPath path)
    {
        Method = method;
        Path = path.ToString();
        // Repeating these leaves the server in the same state. A POST never is, unless the caller knows better.
        IsIdempotent = method != HttpMethod.Post;
    }

    public HttpMethod Method { get; }

    public string Path { get; }

    public string PathAndQuery => _query.Length == 0 ? Path : Path + "?" + _query;

    public bool IsIdempotent { get; private set; }

    /// <summary>Whether the body of a try has begun to leave this machine. Before that, the server cannot act on the request.</summary>
    public bool HasLeft => Volatile.Read(ref _left);

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public static DssRequest Get(DssPath path) => new(HttpMethod.Get, path);

    public static DssRequest Put(DssPath path) => new(HttpMethod.Put, path);

    public static DssRequest Post(DssPath path) => new(HttpMethod.Post, path);

    public static DssRequest Delete(DssPath path) => new(HttpMethod.Delete, path);

    /// <summary>Adds a query parameter; a null value adds nothing, an empty one is sent as such.</summary>
    public DssRequest Query(string name, string? value)
    {
        if (value is null)
            return this;
        if (_query.Length > 0)
            _query.Append('&');
        _query.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    // The official client writes Python's True and False; servers take them.
    public DssRequest Query(string name, bool value) => Query(name, value ? "True" : "False");

    public DssRequest Query(string name, int value) => Query(name, value.ToString(CultureInfo.InvariantCulture));

    public DssRequest Query(string name, IEnumerable<string>? values)
    {
        foreach (string value in values ?? [])
            Query(name, value);
        return this;
    }

    public DssRequest Body(JsonNode? node)
    {
        // Written once: the caller may change the node while a retry is waiting.
        byte[] bytes = Encoding.UTF8.GetBytes(node?.ToJsonString(Readable) ?? "null");
        return Body(bytes);
    }

    public DssRequest Body<T>(T value, JsonTypeInfo<T> type) => Body(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Sends one file as the multipart field <c>file</c>. The stream is read once, so such a request is never repeated.</summary>
    public DssRequest File(Stream content, string fileName)
    {
        _content = () =>
        {
            var file = new StreamContent(content);
            file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{Quoted(fileName)}\"");
            return new MultipartFormDataContent { file };
        };
        IsIdempotent = false;
        return this;
    }

    /// <summary>The HTTP message of one try.</summary>
    public HttpRequestMessage ToMessage(Uri root)
    {
        var message = new HttpRequestMessage(Method, new Uri(root.AbsoluteUri.TrimEnd('/') + PathAndQuery));
        // Without a content the socket handler feels free to send a POST again over a new connection.
        message.Content = _content?.Invoke() ?? (Method == HttpMethod.Get ? null : new SentBody([], Leaving));
        message.Headers.TryAddWithoutValidation("X-Request-Id", Id);
        return message;
    }

    private DssRequest Body(byte[] bytes)
    {
        _content = () => new SentBody(bytes, Leaving) { Headers = { ContentType = Json } };
        return this;
    }

    private void Leaving() => Volatile.Write(ref _left, true);

    private static string Quoted(string fileName)
    {
        if (fileName.Any(char.IsControl))
            throw new ArgumentException("A file name may not hold control characters.", nameof(fileName));
        return fileName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);
    }
}
