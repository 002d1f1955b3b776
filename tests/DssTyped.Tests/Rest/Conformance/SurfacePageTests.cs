using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

/// <summary><c>docs/rest-surface.md</c> tells the truth: it names what there is, all of it, and every request the official client is known to make.</summary>
public sealed partial class SurfacePageTests
{
    private static readonly (string Request, string Here)[] Rows =
    [
        .. File.ReadLines(Page()).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|'))
            .Select(cells => cells.Length == 3 ? (cells[1], cells[2]) : throw new FormatException($"Not three cells: {string.Join('|', cells)}")),
    ];

    private static readonly HashSet<string> Named = [.. Rows.SelectMany(row => InQuotes().Matches(row.Here)).Select(match => match.Groups[1].Value).Where(IsMember)];

    [Fact]
    public void Every_member_it_names_exists() =>
        Assert.All(Named, name => Assert.Contains(typeof(DssEngine).Assembly.GetExportedTypes(), type => TypeName(type) == name.Split('.')[0] && type.GetMember(name.Split('.')[1]).Length > 0));

    [Fact]
    public void Every_call_of_the_library_stands_in_it()
    {
        IEnumerable<string> calls =
            from type in typeof(DssClient).Assembly.GetExportedTypes()
            where type.Namespace == typeof(DssClient).Namespace && type != typeof(DssEngine) && !type.IsSubclassOf(typeof(RowReader)) && !type.IsInterface
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != nameof(IAsyncDisposable.DisposeAsync)
            select $"{type.Name}.{method.Name}";

        Assert.Empty(calls.Except(Named));
    }

    [Fact]
    public void Every_recorded_request_stands_in_it()
    {
        Regex[] known =
        [
            .. Rows.SelectMany(row => InQuotes().Matches(row.Request)).Select(match => match.Groups[1].Value)
                .Select(request => new Regex("^" + Regex.Replace(request.Replace("{P}", "/projects/{key}", StringComparison.Ordinal), @"\{(\w+)\}", hole => hole.Value is "{path}" ? ".+" : "[^/]+") + "$")),
        ];

        // The client pastes a name with a slash into the path, and this address has a doubled slash: its own defects.
        IEnumerable<string> recorded = Trace.ReadAll().Values.Where(trace => trace.Operation is not ("dataset_special_name_encoding" or "host_trailing_slash"))
            .SelectMany(trace => trace.Exchanges).Select(exchange => $"{exchange.Method} {exchange.Path}").Distinct();

        Assert.DoesNotContain(recorded, request => !known.Any(pattern => pattern.IsMatch(request)));
    }

    // Words in quotes are members, unless they are DSS's own names and paths.
    private static bool IsMember(string quoted) => Member().IsMatch(quoted);

    private static string TypeName(Type type) => type.Name.Split('`')[0];

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "rest-surface.md");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InQuotes();

    [GeneratedRegex(@"^[A-Z]\w+\.\w+$")]
    private static partial Regex Member();
}
