using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace DssTyped.TestServer.Http;

/// <summary>
/// What an endpoint takes beside its path. Each part is a query parameter, <c>name</c>, <c>name: int</c> or <c>name: bool</c>, with <c>!</c> when
/// it must be given and <c>*</c> when it may be given more than once; or the body: <c>body SHAPE</c>, <c>body? SHAPE</c> when it may be missing,
/// <c>body file</c> for a file in a form.
/// </summary>
internal sealed class RequestRule
{
    private const string Body = "body";

    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly BodyRule _body = BodyRule.None;

    public RequestRule(IEnumerable<string> parts)
    {
        foreach (string part in parts)
        {
            if (part.StartsWith(Body, StringComparison.Ordinal))
                _body = BodyRule.Parse(part[Body.Length..]);
            else
                Add(part);
        }
    }

    /// <summary>Names of the parameters.</summary>
    public IReadOnlyList<string> Parameters => [.. _parameters.Keys];

    /// <summary>Refuses a request that this does not fit.</summary>
    public async Task CheckAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        foreach ((string name, StringValues values) in query)
        {
            if (!_parameters.TryGetValue(name, out Parameter? known))
                throw Wrong($"Unknown parameter: {name}");
            if (values.Count > 1 && !known.IsRepeatable)
                throw Wrong($"Parameter {name} is given more than once");
            if (values.Any(value => !known.Fits(value)))
                throw Wrong($"Parameter {name} is no {known.Type}: {values}");
        }

        if (_parameters.FirstOrDefault(parameter => parameter.Value.IsRequired && !query.ContainsKey(parameter.Key)).Key is { } missing)
            throw Wrong($"Parameter {missing} is missing");
        await _body.CheckAsync(context).ConfigureAwait(false);
    }

    private void Add(string part)
    {
        string[] halves = part.Split(':', StringSplitOptions.TrimEntries);
        _parameters.Add(halves[0].TrimEnd('!', '*'), new Parameter(halves.Length > 1 ? halves[1] : "text", halves[0].EndsWith('!'), halves[0].EndsWith('*')));
    }

    private static DssFailureException Wrong(string problem) => new(400, "java.lang.IllegalArgumentException", problem);

    private sealed record Parameter(string Type, bool IsRequired, bool IsRepeatable)
    {
        // Python's True and True of other clients' JSON: DSS takes both.
        public bool Fits(string? value) => Type switch
        {
            "int" => int.TryParse(value, out int number) && number >= 0,
            "bool" => bool.TryParse(value, out _),
            _ => true,
        };
    }
}
